"""The daily comparison with the providers' books, and its report to the owners."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from domain.clock import Clock
from domain.money import Money
from domain.notices import Kind
from domain.ports.gateways import Gateway
from domain.ports.store import Message, Store
from domain.reconciliation import Difference, Report, Turn
from domain.services.comparing import Apply, Comparison

ALERT = "reconciled"
SHOWN = 5  # differences that a message names
WINDOW = timedelta(days=3)
FURTHEST = timedelta(days=30)  # how far a shop looks back that was long without an answer
DAY = timedelta(days=1)
TOO_LONG = timedelta(days=2)  # without a comparison to the end: owners should know
AGAIN = timedelta(hours=1)  # after which a provider that did not answer is tried again


class Reconciliation:
    """Compares the shop's books with those of its providers. Twice is as good as once."""

    def __init__(
        self, store: Store, clock: Clock, gateways: Mapping[str, Gateway], apply: Apply
    ) -> None:
        """*apply* is `Watch.apply`: the one way by which money comes in."""
        self._store = store
        self._clock = clock
        self._gateways = gateways
        self._apply = apply

    async def run(self, provider: str, since: datetime) -> Report:
        """Compare with one provider now, whoever's turn it is; tell nobody.

        Raises:
            LookupError: The shop has no such provider.
        """
        gateway = self._gateways[provider]
        comparison = Comparison(self._store, gateway, self._apply, self._clock.now())
        return await comparison.run(since)

    async def daily(self) -> Sequence[Report]:
        """Compare with the providers whose turn it is: once a day, whoever asks how often.

        Owners are told if anything differs or had to be healed. A provider that does not
        answer has its next turn in an hour; after two days of that owners are told too.
        """
        made = [await self._if_due(provider) for provider in self._gateways]
        return [report for report in made if report]

    async def _if_due(self, provider: str) -> Report | None:
        turn = await self._claimed(provider)
        if turn is None:
            return None
        report = await self.run(provider, _since(turn, self._clock.now()))
        await self._finish(report, turn)
        return report

    async def _claimed(self, provider: str) -> Turn | None:
        """Take the turn, if it is due and nobody else does. Should we die, it comes again."""
        now = self._clock.now()
        async with self._store.read() as uow:
            seen = await uow.reconciliation.turn(provider)
        if seen and seen.next_at > now:
            return None
        mine = Turn(now + AGAIN, seen.done_at if seen else now)
        async with self._store.write() as uow:
            return mine if await uow.reconciliation.set_turn(provider, seen, mine) else None

    async def _finish(self, report: Report, turn: Turn) -> None:
        now = self._clock.now()
        to = Turn(now + AGAIN, turn.done_at) if report.silent else Turn(report.at + DAY, now)
        async with self._store.write() as uow:
            await uow.reconciliation.set_turn(report.provider, turn, to)
            if _worth_telling(report, turn):
                await uow.outbox.put(message(report), now)


def message(report: Report) -> Message:
    """Return what owners are told: one message a provider and day.

    What a comparison healed before it broke off would be seen by nobody later, so that is
    told in a message of its own.
    """
    key = f"alert:{ALERT}:{report.provider}:{report.at:%Y-%m-%d}"
    if report.silent:
        key += f"T{report.at:%H:%M}" if report.healed else "-silent"
    return Message(Kind.STAFF_ALERT, payload(report), key)


def payload(report: Report, shown: int = SHOWN) -> dict[str, Any]:
    """Return what a screen needs of a report, as JSON; sums are [minor units, currency].

    At most *shown* differences are named.
    """
    return {
        "alert": ALERT,
        "provider": report.provider,
        "since": report.since.isoformat(),
        "payments": report.payments,
        "healed": report.healed,
        "differing": report.differing,
        "differences": [_told(each) for each in report.differences[:shown]],
        "complete": not report.silent,
    }


def _told(difference: Difference) -> dict[str, Any]:
    return {
        "gap": difference.gap,
        "payment": difference.external_id,
        "order_id": difference.order_id,
        "ours": _sum(difference.ours),
        "theirs": _sum(difference.theirs),
    }


def _sum(money: Money | None) -> list[int | str] | None:
    return [money.amount, money.currency] if money else None


def _worth_telling(report: Report, turn: Turn) -> bool:
    """What differs in books that were not read to the end is usually found again soon."""
    if report.silent and report.at - turn.done_at >= TOO_LONG:
        return True
    return bool(report.healed or (report.differing and not report.silent))


def _since(turn: Turn, now: datetime) -> datetime:
    """Three days back, from the last time that was compared to the end if that is longer ago."""
    return max(min(turn.done_at, now) - WINDOW, now - FURTHEST)
