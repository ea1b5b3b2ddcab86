"""The queue of updates waiting for the bot."""

import asyncio
import random
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sandbox.clock import Clock
from sandbox.refusals import Json

DAY = 24 * 3600
LIFE = {
    "inline_query": 30,
    "callback_query": 150,
    "shipping_query": 150,
    "pre_checkout_query": 150,
    "chosen_inline_result": 600,
}
NOT_BY_DEFAULT = frozenset(("chat_member", "message_reaction", "message_reaction_count"))


@dataclass(frozen=True, slots=True)
class Pending:
    """An update not yet confirmed; *lane* is the chat or person whose order must be kept."""

    update: Json
    lane: int
    expires_at: float

    @property
    def id(self) -> int:
        """The update_id."""
        number: int = self.update["update_id"]
        return number


class Updates:
    """Updates in order, with growing ids; each stays until confirmed or too old.

    *reader* is set while a long poll waits for the next one.
    """

    def __init__(self, clock: Clock, first_id: int = 100_000_001) -> None:
        self._clock = clock
        self._next_id = first_id
        self._queue: deque[Pending] = deque()
        self._listeners: list[Callable[[], None]] = []
        self._chance = random.Random(1)  # noqa: S311 - chance that repeats itself
        self._next_expiry = float("inf")
        self.allowed: frozenset[str] = frozenset()
        self.reader = asyncio.Event()

    def __len__(self) -> int:
        return len(self._queue)

    def add(self, kind: str, payload: Json, lane: int) -> Json:
        """Queue an update and return it, or return `{}` when the bot did not ask for its kind."""
        if not self.wanted(kind):
            return {}
        update = {"update_id": self._next_id, kind: payload}
        self._next_id += 1
        expires_at = self._clock.now() + LIFE.get(kind, DAY)
        self._next_expiry = min(self._next_expiry, expires_at)
        self._queue.append(Pending(update, lane, expires_at))
        for listener in self._listeners:
            listener()
        return update

    def wanted(self, kind: str) -> bool:
        """Does the bot receive this kind of update?"""
        return kind in self.allowed if self.allowed else kind not in NOT_BY_DEFAULT

    def allow(self, kinds: Iterable[str]) -> None:
        """Set the kinds the bot wants; none means Telegram's default set."""
        self.allowed = frozenset(kinds)

    def waiting(self) -> list[Pending]:
        """What is not confirmed yet, oldest first."""
        self._expire()
        return list(self._queue)

    def batch(self, limit: int) -> list[Json]:
        """The oldest *limit* updates, unconfirmed."""
        self._expire()
        return [pending.update for pending, _ in zip(self._queue, range(limit), strict=False)]

    def shuffled(self, batch: list[Json]) -> list[Json]:
        """The same updates in a wrong order, the same wrong order in every run."""
        return self._chance.sample(batch, len(batch))

    def take(self) -> Json | None:
        """Remove the oldest update and return it."""
        self._expire()
        return self._queue.popleft().update if self._queue else None

    def confirm(self, offset: int) -> None:
        """Forget updates below *offset*; a negative one keeps that many from the end."""
        if offset < 0:
            while len(self._queue) > -offset:
                self._queue.popleft()
            return
        while self._queue and self._queue[0].id < offset:
            self._queue.popleft()

    def drop(self, update_id: int) -> None:
        """Forget one update which was delivered."""
        self._queue = deque(each for each in self._queue if each.id != update_id)

    def clear(self) -> None:
        """Forget everything that waits."""
        self._queue.clear()

    def listen(self, listener: Callable[[], None]) -> None:
        """Call *listener* whenever an update comes in."""
        self._listeners.append(listener)

    def unlisten(self, listener: Callable[[], None]) -> None:
        """Stop calling *listener*."""
        self._listeners.remove(listener)

    def _expire(self) -> None:
        now = self._clock.now()
        if now < self._next_expiry:
            return
        self._queue = deque(each for each in self._queue if each.expires_at > now)
        ends = (each.expires_at for each in self._queue)
        self._next_expiry = min(ends, default=float("inf"))
