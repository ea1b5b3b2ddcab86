"""The books of the test YooKassa: payments and refunds, and what becomes of them."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sandbox.providers.faults import ProviderFaults
from sandbox.providers.notices import Notice, Postman
from sandbox.providers.yookassa.records import (
    DECLINES,
    TIME_TO_CAPTURE,
    WAYS,
    Account,
    Payment,
    Receipt,
    Refund,
)
from sandbox.providers.yookassa.refusals import invalid, unknown
from sandbox.providers.yookassa.shapes import payment_json, refund_json

Json = dict[str, Any]

EPOCH = 946_684_800  # an identifier begins with the seconds since the year 2000


class Ledger:
    """Everything in memory. *now* tells unix seconds, *back* turns the address a shop wants
    its customers back at into the one the page links to; *base_url* is where this server is.

    What only YooKassa's API refuses raises `Refusal`; what the page cannot do, `ValueError`.
    """

    def __init__(
        self, now: Callable[[], float], base_url: str = "", back: Callable[[str], str] = str
    ) -> None:
        self.now = now
        self.base_url = base_url
        self.back = back
        self.faults = ProviderFaults()
        self.postman = Postman(self.faults)
        self.accounts: dict[str, Account] = {}
        self.payments: dict[str, Payment] = {}
        self.refunds: dict[str, Refund] = {}
        self.receipts: dict[str, Receipt] = {}
        self._made = 0

    def add_account(
        self, shop_id: str, secret_key: str, notify_url: str = "", *, fiscal: bool = False
    ) -> Account:
        """Open a shop; its notifications go to *notify_url*. More can be set on the account."""
        account = Account(shop_id, secret_key, notify_url, fiscal=fiscal)
        self.accounts[shop_id] = account
        return account

    def tick(self) -> None:
        """End what waited too long: an hour for the customer, a week for the shop."""
        for payment in list(self.payments.values()):
            if payment.due_at and payment.due_at <= self.now():
                late = "confirmation" if payment.status == "pending" else "capture"
                self._end(payment, "yoo_money", f"expired_on_{late}")

    def pay_url(self, payment: Payment) -> str:
        """Where the customer pays."""
        return f"{self.base_url}/pay/yookassa/{payment.id}"

    def new_id(self, version: int) -> str:
        """An identifier like YooKassa's; *version* tells payments from refunds."""
        self._made += 1
        return f"{int(self.now()) - EPOCH:08x}-000f-5000-{version}000-{self._made:012x}"

    def payment(self, payment_id: str, shop_id: str = "") -> Payment:
        """One payment, of *shop_id* if that is given.

        Raises:
            Refusal: 404.
        """
        found = self.payments.get(payment_id)
        if found is None or (shop_id and found.shop_id != shop_id):
            raise unknown("Payment", payment_id)
        return found

    def add_payment(self, payment: Payment) -> Payment:
        """Keep a new payment; the customer has not paid."""
        return self._keep(payment)

    def pay(self, payment_id: str, way: str = "", *, late: bool = False) -> Payment:
        """The customer pays, by the first way offered unless *way* is given; with *late* even
        after the hour, as a slow bank may let them.

        Raises:
            ValueError: It is paid or over already, or this way is not offered.
        """
        payment = self.payment(payment_id)
        if payment.status != "pending" and not (late and payment.expired):
            raise ValueError(f"the payment is {payment.status}")
        offered = self.ways(payment)
        if not offered or (way and way not in offered):
            raise ValueError(f"{way or 'nothing'} is not offered for this payment")
        paid = replace(payment, paid_with=way or offered[0], party="", reason="")
        if not payment.capture:
            held_until = self.now() + TIME_TO_CAPTURE
            return self._told(replace(paid, status="waiting_for_capture", held_until=held_until))
        return self._succeed(paid)

    def decline(self, payment_id: str, reason: str = "general_decline") -> Payment:
        """Somebody on the way says no; that ends the payment.

        Raises:
            ValueError: It is paid or over already, or there is no such reason.
        """
        payment = self.payment(payment_id)
        if payment.status != "pending" or reason not in DECLINES:
            raise ValueError(f"cannot decline: {payment.status}, {reason}")
        return self._end(payment, DECLINES[reason][0], reason)

    def ways(self, payment: Payment) -> tuple[str, ...]:
        """The ways this payment can be paid."""
        offered = (payment.way,) if payment.way else self.accounts[payment.shop_id].ways
        return tuple(
            way
            for way in offered
            if payment.amount <= WAYS[way].most and (payment.capture or WAYS[way].holds)
        )

    def capture(self, payment: Payment, amount: int) -> Payment:
        """The shop takes *amount* of what is held; the rest goes back.

        Raises:
            Refusal: Nothing is held, or less than that.
        """
        self._require_held(payment)
        if not 0 < amount <= payment.amount:
            raise invalid("Capture amount exceeds the held amount", "amount")
        return self._succeed(replace(payment, amount=amount))

    def cancel(self, payment: Payment) -> Payment:
        """The shop lets go of what is held.

        Raises:
            Refusal: Nothing is held.
        """
        self._require_held(payment)
        return self._end(payment, "merchant", "canceled_by_merchant")

    def refundable(self, payment: Payment) -> int:
        """Kopecks that neither went back nor are on their way."""
        if payment.status != "succeeded":
            return 0
        mine = (each for each in self.refunds.values() if each.payment_id == payment.id)
        return payment.amount - sum(each.amount for each in mine if each.status != "canceled")

    def add_refund(self, refund: Refund) -> Refund:
        """Send money back at once, or later if the switch says so.

        Raises:
            Refusal: It is more than what is left.
        """
        if not 0 < refund.amount <= self.refundable(self.payment(refund.payment_id)):
            raise invalid("Refund amount exceeds what is left of the payment", "amount")
        self.refunds[refund.id] = replace(refund, status="pending")
        if self.faults.refunds_wait:
            return self.refunds[refund.id]
        return self.finish_refund(refund.id, ok=True)

    def finish_refund(self, refund_id: str, ok: bool) -> Refund:
        """A waiting refund comes to its end; only a success is notified.

        Raises:
            KeyError: There is no such refund. ValueError: It has ended.
        """
        refund = self.refunds[refund_id]
        if refund.status != "pending":
            raise ValueError(f"the refund is {refund.status}")
        if not ok:
            return self._refuse(refund)
        payment = self.payment(refund.payment_id)
        self._keep(replace(payment, refunded=payment.refunded + refund.amount))
        done = replace(refund, status="succeeded", receipt_registration=self._registered(refund))
        self.refunds[refund_id] = done
        self._tell(done.shop_id, f"refund.{done.status}", refund_json(done))
        return done

    def _refuse(self, refund: Refund) -> Refund:
        refused = replace(
            refund, status="canceled", party="refund_network", reason="insufficient_funds"
        )
        self.refunds[refund.id] = refused
        return refused

    def _succeed(self, payment: Payment) -> Payment:
        registered = self._registered(payment)
        done = replace(payment, status="succeeded", captured_at=self.now(), held_until=0.0)
        return self._told(replace(done, receipt_registration=registered))

    def _end(self, payment: Payment, party: str, reason: str) -> Payment:
        registered = "canceled" if payment.receipt_registration else ""
        ended = replace(payment, status="canceled", party=party, reason=reason, held_until=0.0)
        return self._told(replace(ended, receipt_registration=registered))

    def _registered(self, thing: Payment | Refund) -> str:
        if not thing.receipt_registration:
            return ""
        return "succeeded" if self.accounts[thing.shop_id].receipts_work else "canceled"

    def _require_held(self, payment: Payment) -> None:
        if payment.status != "waiting_for_capture":
            raise invalid(f"Payment is {payment.status}, not waiting_for_capture", "payment_id")

    def _keep(self, payment: Payment) -> Payment:
        self.payments[payment.id] = payment
        return payment

    def _told(self, payment: Payment) -> Payment:
        event = f"payment.{payment.status}"
        self._tell(payment.shop_id, event, payment_json(payment, self.pay_url(payment)))
        return self._keep(payment)

    def _tell(self, shop_id: str, event: str, thing: Json) -> None:
        body = json.dumps({"type": "notification", "event": event, "object": thing})
        url = self.accounts[shop_id].notify_url
        headers = {"Content-Type": "application/json"}
        self.postman.put(Notice(url, body.encode(), headers, event))
