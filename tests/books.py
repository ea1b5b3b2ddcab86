"""The books of a payment provider: pages, money and refunds, and hands that move them.

Names of payments are their keys or the provider's own ids.
"""

from dataclasses import replace

from domain.gateways import (
    AlreadyDone,
    Declined,
    KeyReused,
    NotDone,
    PaymentRequest,
    RefundRequest,
    RefundSnapshot,
    RefundState,
    Snapshot,
)
from domain.money import Money
from domain.payments import Attempt
from tests.conftest import StandingClock


class Books:
    """What a provider knows. A key is done once, and no more goes back than came.

    Payments are "stripe-pay-1" and so on, refunds "stripe-back-1". With *closing* an unpaid
    page can be shut by cancelling it (Stripe), without it that only looks (YooKassa). With
    *slow_refunds* they wait for `finish_refund`.
    """

    def __init__(
        self,
        clock: StandingClock,
        name: str = "stripe",
        *,
        closing: bool = True,
        slow_refunds: bool = False,
    ) -> None:
        self.closing = closing
        self.slow_refunds = slow_refunds
        self.payments: dict[str, Snapshot] = {}
        self.refunds: dict[str, RefundSnapshot] = {}
        self._refund_of: dict[str, str] = {}  # refund to payment
        self._asked: dict[str, tuple[PaymentRequest, Snapshot]] = {}
        self._returned: dict[str, tuple[RefundRequest, str]] = {}
        self._name = name
        self._clock = clock

    def asked_payments(self) -> list[PaymentRequest]:
        """What the shop asked to be paid, each once."""
        return [request for request, _ in self._asked.values()]

    def asked_refunds(self) -> list[RefundRequest]:
        """What the shop asked to return, each once."""
        return [request for request, _ in self._returned.values()]

    # What people do to it.

    def pay(self, name: str, amount: int | None = None, currency: str | None = None) -> str:
        """Be the customer who pays (by key or id), another sum if told; return the id."""
        page = self.named(name)
        assert page.state is Attempt.PENDING, f"nobody can pay a page that is {page.state}"
        asked = page.money
        paid = Money(asked.amount if amount is None else amount, currency or asked.currency)
        charge_id = f"{page.external_id}-money"
        return self._set(page, state=Attempt.CAPTURED, paid=paid, charge_id=charge_id)

    def hold(self, name: str) -> str:
        """Have the money held, and not taken yet; return the id."""
        page = self.named(name)
        return self._set(page, state=Attempt.AUTHORIZED, paid=page.money)

    def decline(self, name: str, reason: str = "insufficient_funds") -> str:
        """Refuse the customer for good; return the id."""
        return self._set(self.named(name), state=Attempt.FAILED, reason=reason)

    def expire(self, name: str) -> str:
        """Let the page's time run out; return the id."""
        return self._set(self.named(name), state=Attempt.EXPIRED)

    def register(self, name: str, receipt: str) -> str:
        """Say how the fiscal receipt of a payment stands; return the payment's id."""
        return self._set(self.named(name), receipt=receipt)

    def refund_outside(self, name: str, amount: int) -> str:
        """Return money from the provider's own cabinet; return the refund's id."""
        page = self.named(name)
        return self._give_back(page, Money(amount, page.money.currency), RefundState.SUCCEEDED)

    def finish_refund(self, refund_id: str, *, ok: bool) -> None:
        """End a slow refund, well or not."""
        state = RefundState.SUCCEEDED if ok else RefundState.FAILED
        reason = "" if ok else "insufficient_funds"
        self.refunds[refund_id] = replace(self.refunds[refund_id], state=state, reason=reason)
        self._count(self._refund_of[refund_id])

    def back(self, state: RefundState = RefundState.SUCCEEDED) -> list[int]:
        """The sums of all refunds that stand so, in the order they were made."""
        return [each.money.amount for each in self.refunds.values() if each.state is state]

    # What the shop has it do.

    def created(self, request: PaymentRequest) -> Snapshot:
        """Open a page; a key that is known gets its first answer again, however old."""
        if request.key not in self._asked:
            self._asked[request.key] = request, self._opened(request)
        first, told = self._asked[request.key]
        if first != request:
            raise KeyReused("this key was used with another body")
        return told

    def _opened(self, request: PaymentRequest) -> Snapshot:
        assert sum(line.total.amount for line in request.lines) == request.money.amount
        external_id = f"{self._name}-pay-{len(self.payments) + 1}"
        url = f"https://pay.example/{external_id}"
        page = Snapshot(
            external_id, request.key, Attempt.PENDING, request.money, self._clock.now()
        )
        self.payments[external_id] = replace(page, pay_url=url)
        return self.payments[external_id]

    def found(self, external_id: str) -> Snapshot:
        """Return a payment by its id."""
        if external_id not in self.payments:
            raise NotDone("there is no such payment")
        return self.payments[external_id]

    def cancelled(self, external_id: str) -> Snapshot:
        """Shut what can be shut; return how the payment stands then."""
        page = self.found(external_id)
        held = page.state is Attempt.AUTHORIZED
        if held or (self.closing and page.state is Attempt.PENDING):
            self._set(page, state=Attempt.CANCELLED, paid=None)
        return self.payments[external_id]

    def refunded(self, request: RefundRequest) -> RefundSnapshot:
        """Return money once for a key."""
        if request.key not in self._returned:
            self._returned[request.key] = request, self._refund(request)
        first, refund_id = self._returned[request.key]
        if first != request:
            raise KeyReused("this key was used with another body")
        return self.refunds[refund_id]

    def _refund(self, request: RefundRequest) -> str:
        page = self.found(request.external_id)
        left = self._left(page)
        if page.state is not Attempt.CAPTURED:
            raise NotDone("no money was taken there")
        if not left:
            raise AlreadyDone("all of it went back before")
        if request.money.amount > left:
            raise Declined("more than is left")
        state = RefundState.PENDING if self.slow_refunds else RefundState.SUCCEEDED
        return self._give_back(page, request.money, state)

    def _give_back(self, page: Snapshot, money: Money, state: RefundState) -> str:
        assert money.amount <= self._left(page), "more than was taken"
        refund_id = f"{self._name}-back-{len(self.refunds) + 1}"
        self._refund_of[refund_id] = page.external_id
        self.refunds[refund_id] = RefundSnapshot(refund_id, state, money)
        self._count(page.external_id)
        return refund_id

    def _left(self, page: Snapshot) -> int:
        """What of a payment is neither returned nor about to be."""
        back = (
            self.refunds[id_].money.amount
            for id_, of in self._refund_of.items()
            if of == page.external_id and self.refunds[id_].state is not RefundState.FAILED
        )
        return (page.paid.amount if page.paid else 0) - sum(back)

    def _count(self, external_id: str) -> None:
        """Have the payment tell how much of it has gone back."""
        back = (
            self.refunds[id_].money.amount
            for id_, of in self._refund_of.items()
            if of == external_id and self.refunds[id_].state is RefundState.SUCCEEDED
        )
        self._set(self.payments[external_id], refunded=sum(back))

    def _set(self, page: Snapshot, **changed: object) -> str:
        fresh = replace(page, at=self._clock.now(), **changed)  # type: ignore[arg-type]
        self.payments[page.external_id] = fresh
        return page.external_id

    def named(self, name: str) -> Snapshot:
        """Return a payment by its key or its id."""
        if name in self._asked:
            name = self._asked[name][1].external_id
        return self.payments[name]
