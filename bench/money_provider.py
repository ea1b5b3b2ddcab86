"""A payment provider in memory that has been paid, and answers, fails or hangs as it is told."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from enum import StrEnum

from domain.gateways import (
    Hint,
    Inbound,
    NotDone,
    OutcomeUnknown,
    PaymentRequest,
    RefundRequest,
    RefundSnapshot,
    Snapshot,
)
from domain.money import Money
from domain.orders import Method
from domain.payments import Attempt, Payment

CALLED_FROM = "127.0.0.1"


class Mood(StrEnum):
    """How it answers who asks it."""

    FAST = "fast"
    FAILING = "failing"
    HANGING = "hanging"


class MemoryProvider:
    """A `domain.ports.gateways.Gateway` that costs next to nothing, in the mood it is put in."""

    provider: str = Method.STRIPE

    def __init__(self, mood: Mood = Mood.FAST) -> None:
        self.mood = mood
        self._paid: dict[str, Snapshot] = {}

    def pay(self, payment: Payment) -> bytes:
        """Have a customer pay all that an attempt asks; return the body of the call about it."""
        id_ = f"memory-{payment.key}"
        state, at = Attempt.CAPTURED, datetime.now(UTC)
        self._paid[id_] = Snapshot(id_, payment.key, state, payment.money, at, payment.money)
        return json.dumps({"key": f"paid:{id_}", "kind": "paid", "external_id": id_}).encode()

    def read(self, inbound: Inbound) -> Hint:
        """See `Gateway`."""
        return Hint(**json.loads(inbound.body))

    async def fetch(self, external_id: str) -> Snapshot:
        """See `Gateway`."""
        if self.mood is Mood.HANGING:
            await asyncio.Event().wait()
        await asyncio.sleep(0)  # whoever asks over a network lets others go on meanwhile
        if self.mood is Mood.FAILING:
            raise OutcomeUnknown("no answer")
        return self._paid[external_id]

    def takes(self, money: Money) -> bool:
        """See `Gateway`."""
        return money.amount > 0

    async def create(self, request: PaymentRequest) -> Snapshot:
        """See `Gateway`. Nobody opens a page here: what comes is paid already."""
        raise NotDone(request.key)

    async def capture(self, external_id: str, money: Money, key: str) -> Snapshot:
        """See `Gateway`. There is nothing to take: money is taken at once."""
        raise NotDone(f"{external_id}: {money}, {key}")

    async def cancel(self, external_id: str, key: str) -> Snapshot:
        """See `Gateway`. What is paid is not cancelled."""
        raise NotDone(f"{external_id}: {key}")

    async def refund(self, request: RefundRequest) -> RefundSnapshot:
        """See `Gateway`. Nothing goes back here."""
        raise NotDone(request.key)

    async def fetch_refund(self, external_id: str) -> RefundSnapshot:
        """See `Gateway`."""
        raise NotDone(external_id)

    async def since(self, moment: datetime) -> AsyncIterator[Snapshot]:
        """See `Gateway`."""
        for paid in self._paid.values():
            if paid.at >= moment:
                yield paid

    async def check(self) -> None:
        """See `Gateway`."""

    async def close(self) -> None:
        """See `Gateway`."""
