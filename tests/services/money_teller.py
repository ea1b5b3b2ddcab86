"""A provider and a process that fail in all the ways that real ones do."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from domain.gateways import Inbound, RefundRequest, RefundSnapshot, RefundState
from domain.payments import Attempt
from storage.store import SqlStore
from storage.unit import SqlUnit
from tests.conftest import StandingClock
from tests.provider import Provider


class Killed(BaseException):
    """The process ends here: nothing after this line happens, and nobody catches it."""


class Mortal(SqlStore):
    """A store whose process can be killed on its way to a transaction."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.writes_left: int | None = None  # None: it lives for ever

    @asynccontextmanager
    async def write(self) -> AsyncIterator[SqlUnit]:
        """Open a transaction, unless the process does not live to see it."""
        if self.writes_left is not None:
            self.writes_left -= 1
            if self.writes_left < 0:
                self.writes_left = None
                raise Killed
        async with super().write() as uow:
            yield uow


class Teller(Provider):
    """A provider that also calls the shop: each call waits in *post* to be let through."""

    def __init__(self, clock: StandingClock, name: str, *, closing: bool) -> None:
        super().__init__(clock, name, closing=closing)
        self.post: list[Inbound] = []
        self.own: dict[str, str] = {}  # the key of each refund the shop asked for, to its id
        self.outside: set[str] = set()  # payments of which money went back without the shop

    def pages(self, *states: Attempt) -> list[str]:
        """The ids of all payments that stand so."""
        return [id_ for id_, page in self.payments.items() if page.state in states]

    def tell(self, name: str, kind: str = "", refund_id: str = "") -> None:
        """Have a call on its way to the shop."""
        state = self.named(name).state
        self.post.append(self.hint(name, kind or f"payment.{state}", refund_id=refund_id))

    def serve(self, name: str, how: str) -> None:
        """Take a customer's money as asked, "short", in some "other currency", or "held"."""
        if how == "held":
            self.hold(name)
        else:
            short = self.named(name).money.amount - 1 if how == "short" else None
            self.pay(name, short, "EUR" if how == "other currency" else None)
        self.tell(name)

    def end(self, name: str, *, well: bool) -> None:
        """End a page: take money that is held or let it go, refuse a card or close for time."""
        page = self.named(name)
        if page.state is Attempt.AUTHORIZED and well:
            self._set(page, state=Attempt.CAPTURED, charge_id=f"{page.external_id}-money")
        elif page.state is Attempt.PENDING and well:
            self.decline(name)
        else:
            self._set(page, state=Attempt.EXPIRED, paid=None)
        self.tell(name)

    def left(self, name: str) -> int:
        """What of a payment could go back still, in minor units."""
        return self._left(self.named(name))

    def refunded(self, request: RefundRequest) -> RefundSnapshot:
        """Return money once for a key, and remember that the shop asked for it."""
        told = super().refunded(request)
        self.own[request.key] = told.external_id
        return told

    def send_back(self, name: str, amount: int) -> None:
        """Return money from the cabinet, without the shop."""
        self.outside.add(self.named(name).external_id)
        self.tell(name, "refund.succeeded", self.refund_outside(name, amount))

    def end_refund(self, refund_id: str, *, ok: bool) -> None:
        """Have a slow refund end. Of one that fails nobody is told."""
        self.finish_refund(refund_id, ok=ok)
        if ok:
            self.tell(self._refund_of[refund_id], "refund.succeeded", refund_id)

    def waiting_refunds(self) -> list[str]:
        """The ids of refunds that have not ended."""
        pending = RefundState.PENDING
        return [id_ for id_, refund in self.refunds.items() if refund.state is pending]

    def heal(self) -> None:
        """Work again, and quickly."""
        self._strikes.clear()
        self.silent = self.slow_refunds = False
        for refund_id in self.waiting_refunds():
            self.finish_refund(refund_id, ok=True)

    def close_old_pages(self) -> None:
        """Let the time of all pages run out, and let go of held money."""
        for id_ in self.pages(Attempt.PENDING, Attempt.AUTHORIZED):
            self._set(self.payments[id_], state=Attempt.EXPIRED, paid=None)
