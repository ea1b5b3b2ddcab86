"""What each call of the API does."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sandbox.providers.yookassa.fiscal import check_customer, items_worth, receipt_of
from sandbox.providers.yookassa.ledger import Ledger
from sandbox.providers.yookassa.reading import (
    LONGEST_CUSTOMER,
    LONGEST_REASON,
    LONGEST_TEXT,
    confirmation,
    flag,
    kopecks,
    limit,
    metadata,
    price,
    span,
    text,
    way,
)
from sandbox.providers.yookassa.records import Account, Payment, Receipt, Refund
from sandbox.providers.yookassa.refusals import invalid, unknown
from sandbox.providers.yookassa.shapes import (
    account_json,
    payment_json,
    receipt_json,
    refund_json,
)

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Question:
    """One call, read: *path* has the parts of the address, *query* what follows it."""

    account: Account
    path: dict[str, str]
    query: Mapping[str, str]
    body: Json


class Calls:
    """The calls, by address and verb. Each takes a `Question` and returns the answer's JSON."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def by_path(self) -> dict[str, dict[str, Callable[[Question], Json]]]:
        """Where each call is."""
        return {
            "/me": {"GET": lambda question: account_json(question.account)},
            "/payments": {"POST": self.create_payment, "GET": self.list_payments},
            "/payments/{id}": {"GET": self.show_payment},
            "/payments/{id}/capture": {"POST": self.capture},
            "/payments/{id}/cancel": {"POST": self.cancel},
            "/refunds": {"POST": self.create_refund, "GET": self.list_refunds},
            "/refunds/{id}": {"GET": self.show_refund},
            "/receipts": {"POST": self.create_receipt, "GET": self.list_receipts},
            "/receipts/{id}": {"GET": self.show_receipt},
        }

    def create_payment(self, question: Question) -> Json:
        """A shop asks for money."""
        account, body = question.account, question.body
        amount = price(body, account)
        receipt = receipt_of(body, account, amount, needed=account.fiscal)
        return_url, locale = confirmation(body)
        made = Payment(
            id=self._ledger.new_id(8),
            shop_id=account.shop_id,
            amount=amount,
            currency=account.currency,
            created_at=self._ledger.now(),
            capture=flag(body, "capture"),
            return_url=return_url,
            locale=locale,
            way=way(body, account, amount),
            description=text(body, "description", LONGEST_TEXT),
            metadata=metadata(body),
            customer=text(body, "merchant_customer_id", LONGEST_CUSTOMER),
            receipt=receipt,
            receipt_registration="pending" if receipt else "",
        )
        return self._payment(self._ledger.add_payment(made))

    def show_payment(self, question: Question) -> Json:
        """One payment, as it is now."""
        return self._payment(self._mine(question))

    def list_payments(self, question: Question) -> Json:
        """The shop's payments, the newest first."""
        query = question.query
        found = [
            payment
            for payment in self._ledger.payments.values()
            if payment.shop_id == question.account.shop_id
            and _within(payment.created_at, span(query, "created_at"))
            and _within(payment.captured_at, span(query, "captured_at"))
            and query.get("status", payment.status) == payment.status
            and query.get("payment_method", payment.paid_with) == payment.paid_with
        ]
        return _page([self._payment(payment) for payment in found], query)

    def capture(self, question: Question) -> Json:
        """A shop takes held money, all of it or the sum it names."""
        payment, account, body = self._mine(question), question.account, question.body
        amount = kopecks(body, account) if body.get("amount") else payment.amount
        needed = account.fiscal and amount < payment.amount
        receipt = receipt_of(body, account, amount, needed)
        if receipt:
            payment = replace(payment, receipt=receipt, receipt_registration="pending")
        return self._payment(self._ledger.capture(payment, amount))

    def cancel(self, question: Question) -> Json:
        """A shop lets go of held money."""
        return self._payment(self._ledger.cancel(self._mine(question)))

    def create_refund(self, question: Question) -> Json:
        """A shop sends money back; a part of a fiscal payment needs a receipt of its own."""
        account, body = question.account, question.body
        payment = self._ledger.payment(str(body.get("payment_id", "")), account.shop_id)
        if payment.status != "succeeded":
            raise invalid(f"Payment is {payment.status}, not succeeded", "payment_id")
        amount = kopecks(body, account)
        needed = account.fiscal and amount < payment.amount
        receipt = receipt_of(body, account, amount, needed)
        made = Refund(
            id=self._ledger.new_id(9),
            shop_id=account.shop_id,
            payment_id=payment.id,
            amount=amount,
            currency=account.currency,
            created_at=self._ledger.now(),
            description=text(body, "description", LONGEST_REASON),
            metadata=metadata(body),
            receipt_registration="pending" if receipt or payment.receipt else "",
        )
        return refund_json(self._ledger.add_refund(made))

    def show_refund(self, question: Question) -> Json:
        """One refund, as it is now."""
        found = self._ledger.refunds.get(question.path["id"])
        if found is None or found.shop_id != question.account.shop_id:
            raise unknown("Refund", question.path["id"])
        return refund_json(found)

    def list_refunds(self, question: Question) -> Json:
        """The shop's refunds, the newest first."""
        query = question.query
        found = [
            refund
            for refund in self._ledger.refunds.values()
            if refund.shop_id == question.account.shop_id
            and _within(refund.created_at, span(query, "created_at"))
            and query.get("status", refund.status) == refund.status
            and query.get("payment_id", refund.payment_id) == refund.payment_id
        ]
        return _page([refund_json(refund) for refund in found], query)

    def create_receipt(self, question: Question) -> Json:
        """A receipt of its own, for a payment or refund that had none or only an advance."""
        account, body = question.account, question.body
        kind = body.get("type")
        if kind not in ("payment", "refund"):
            raise invalid("Type is payment or refund", "type")
        check_customer(body)
        worth = items_worth(body, account)
        settlements = _settlements(body)
        if sum(kopecks(each, account) for each in settlements) != worth:
            raise invalid("The settlements do not match the items", "settlements")
        made = Receipt(
            id=self._ledger.new_id(7),
            shop_id=account.shop_id,
            kind=kind,
            of=self._base_of(kind, question),
            created_at=self._ledger.now(),
            status="succeeded" if account.receipts_work else "canceled",
            items=tuple(body["items"]),
            settlements=settlements,
            tax_system=body.get("tax_system_code"),
        )
        self._ledger.receipts[made.id] = made
        return receipt_json(made)

    def show_receipt(self, question: Question) -> Json:
        """One receipt."""
        found = self._ledger.receipts.get(question.path["id"])
        if found is None or found.shop_id != question.account.shop_id:
            raise unknown("Receipt", question.path["id"])
        return receipt_json(found)

    def list_receipts(self, question: Question) -> Json:
        """The shop's receipts, the newest first."""
        query = question.query
        found = [
            receipt
            for receipt in self._ledger.receipts.values()
            if receipt.shop_id == question.account.shop_id
            and query.get("status", receipt.status) == receipt.status
            and query.get(f"{receipt.kind}_id", receipt.of) == receipt.of
        ]
        return _page([receipt_json(receipt) for receipt in found], query)

    def _base_of(self, kind: str, question: Question) -> str:
        identifier = str(question.body.get(f"{kind}_id", ""))
        if kind == "payment":
            return self._ledger.payment(identifier, question.account.shop_id).id
        path = {"id": identifier}
        return str(self.show_refund(replace(question, path=path))["id"])

    def _mine(self, question: Question) -> Payment:
        return self._ledger.payment(question.path["id"], question.account.shop_id)

    def _payment(self, payment: Payment) -> Json:
        return payment_json(payment, self._ledger.pay_url(payment))


def _settlements(body: Json) -> tuple[Json, ...]:
    found = body.get("settlements")
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise invalid("A receipt says what it settles", "settlements")
    if body.get("send") is not True:
        raise invalid("A receipt is sent to the customer", "send")
    return tuple(found)


def _within(moment: float, bounds: tuple[float, float, float, float]) -> bool:
    gte, gt, lte, lt = bounds
    return gte <= moment <= lte and gt < moment < lt


def _page(oldest_first: Iterable[Json], query: Mapping[str, str]) -> Json:
    """One page; the cursor is the last thing the page before it showed."""
    found = list(oldest_first)[::-1]
    if cursor := query.get("cursor"):
        places = [at for at, each in enumerate(found) if each["id"] == cursor]
        if not places:
            raise invalid("Unknown cursor", "cursor")
        found = found[places[0] + 1 :]
    most = limit(query)
    page: Json = {"type": "list", "items": found[:most]}
    if len(found) > most:
        page["next_cursor"] = found[most - 1]["id"]
    return page
