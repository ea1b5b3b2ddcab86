"""A payment provider that lives in the test: its own books, and hands to move them.

It keeps the promises real ones keep (a key is done once, money is never returned twice) and
breaks, when a test asks, the ones they break: answers that get lost, refunds that take days.
"""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from domain.gateways import (
    Hint,
    Inbound,
    Malformed,
    NotDone,
    OutcomeUnknown,
    PaymentRequest,
    RefundRequest,
    RefundSnapshot,
    Snapshot,
    Untrusted,
)
from domain.money import Money
from tests.books import Books
from tests.conftest import StandingClock

_SIGNED = {"signature": "genuine"}
Told = TypeVar("Told")


@dataclass(frozen=True, slots=True)
class Call:
    """One thing the shop asked: *about* is a key ("create", "refund") or an id."""

    method: str
    about: str


@dataclass(frozen=True, slots=True)
class _Strike:
    call: Call
    error: BaseException
    effect: bool

    def hits(self, call: Call) -> bool:
        return self.call.method == call.method and self.call.about in ("", call.about)


class Provider(Books):
    """A `domain.ports.gateways.Gateway` without a network, over `Books` of its own."""

    def __init__(
        self,
        clock: StandingClock,
        name: str = "stripe",
        *,
        closing: bool = True,
        slow_refunds: bool = False,
    ) -> None:
        super().__init__(clock, name, closing=closing, slow_refunds=slow_refunds)
        self.silent = False  # while it is, no call is answered or does anything
        self.calls: list[Call] = []
        self._strikes: list[_Strike] = []
        self._meanwhile: dict[str, Callable[[], Awaitable[object]]] = {}

    # What tests do to it.

    def strike(
        self, method: str, error: BaseException, *, effect: bool, times: int = 1, about: str = ""
    ) -> None:
        """Have the next calls of *method* raise, after their *effect* or instead of it.

        With *about* only those about this key or id, else whichever come.
        """
        self._strikes.extend([_Strike(Call(method, about), error, effect)] * times)

    def before_answering(self, method: str, then: Callable[[], Awaitable[object]]) -> None:
        """Run *then* when the next call of *method* is done but not answered yet."""
        self._meanwhile[method] = then

    def count(self, method: str) -> int:
        """How often *method* was called."""
        return sum(call.method == method for call in self.calls)

    def hint(
        self, name: str, kind: str = "payment.succeeded", *, refund_id: str = "", key: str = ""
    ) -> Inbound:
        """Return the call that tells of a payment; *key* tells apart two of one kind."""
        known = name in self.payments or name in self._asked
        external_id = self.named(name).external_id if known else name
        hint = {
            "key": key or f"{kind}:{external_id}:{refund_id}",
            "kind": kind,
            "external_id": external_id,
            "refund_id": refund_id,
        }
        return Inbound(json.dumps(hint).encode(), _SIGNED, "192.0.2.7", self._clock.now())

    # What the shop asks.

    @property
    def provider(self) -> str:
        """See `Gateway`."""
        return self._name

    def takes(self, money: Money) -> bool:
        """See `Gateway`."""
        return money.amount > 0

    async def create(self, request: PaymentRequest) -> Snapshot:
        """See `Gateway`; a key that is known gets its first answer again, however old."""
        return await self._answer("create", request.key, lambda: self.created(request))

    async def fetch(self, external_id: str) -> Snapshot:
        """See `Gateway`."""
        return await self._answer("fetch", external_id, lambda: self.found(external_id))

    async def capture(self, external_id: str, money: Money, key: str) -> Snapshot:
        """See `Gateway`. The shop asks for money at once and never for this."""
        raise NotDone(f"{external_id} is not held: {money}, {key}")

    async def cancel(self, external_id: str, key: str) -> Snapshot:  # noqa: ARG002
        """See `Gateway`."""
        return await self._answer("cancel", external_id, lambda: self.cancelled(external_id))

    async def refund(self, request: RefundRequest) -> RefundSnapshot:
        """See `Gateway`."""
        return await self._answer("refund", request.key, lambda: self.refunded(request))

    async def fetch_refund(self, external_id: str) -> RefundSnapshot:
        """See `Gateway`."""
        return await self._answer("fetch_refund", external_id, lambda: self.refunds[external_id])

    def read(self, inbound: Inbound) -> Hint:
        """See `Gateway`."""
        if inbound.headers != _SIGNED:
            raise Untrusted("not signed by this provider")
        try:
            return Hint(**json.loads(inbound.body))
        except (ValueError, TypeError):
            raise Malformed("not an event") from None

    async def since(self, moment: datetime) -> AsyncIterator[Snapshot]:
        """See `Gateway`."""
        for page in self.payments.values():
            if page.at >= moment:
                yield page

    async def check(self) -> None:
        """See `Gateway`."""

    async def close(self) -> None:
        """See `Gateway`."""

    async def _answer(self, method: str, about: str, effect: Callable[[], Told]) -> Told:
        call = Call(method, about)
        self.calls.append(call)
        if self.silent:
            raise OutcomeUnknown("no answer")
        strike = next((each for each in self._strikes if each.hits(call)), None)
        if strike:
            self._strikes.remove(strike)
        if strike and not strike.effect:
            raise strike.error
        told = effect()
        if then := self._meanwhile.pop(method, None):
            await then()
        if strike:
            raise strike.error
        return told
