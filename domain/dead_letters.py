"""Messages that were given up: tried until nobody believed in them any more."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from domain.pages import pages_of

KEPT = timedelta(days=30)  # about what failed longer ago nobody can do anything any more
PAGE = 5


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """One message that did not arrive.

    *kind* and *payload* are those of the outbox (`domain.notices.Kind`), *given_up_at* is
    UTC, *said* why, in the words of Telegram or of the shop: for a person to judge.
    """

    id: int
    kind: str
    payload: Mapping[str, Any]
    given_up_at: datetime
    said: str


@dataclass(frozen=True, slots=True)
class DeadLetterPage:
    """One page of them, newest first. *total* counts all; *newest* is the last given up."""

    dead_letters: tuple[DeadLetter, ...]
    page: int
    total: int
    newest: datetime | None

    @property
    def pages(self) -> int:
        """How many pages there are, one at least."""
        return pages_of(self.total, PAGE)
