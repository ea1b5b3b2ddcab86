"""Repository of messages that were given up."""

from datetime import datetime
from typing import Protocol

from domain.dead_letters import DeadLetter


class DeadLetterRepository(Protocol):
    """Messages of the outbox that nobody tries to send any more."""

    async def count(self, since: datetime) -> int:
        """Return how many were given up since then."""
        ...

    async def given_up(self, since: datetime, skip: int, most: int) -> tuple[DeadLetter, ...]:
        """Return those given up since then, newest first, without the first *skip*."""
        ...

    async def revive(self, letter_id: int, given_up_at: datetime, at: datetime) -> bool:
        """Have one sent again from *at*; False if it is not given up, or was so anew."""
        ...

    async def revive_all(self, since: datetime, until: datetime, at: datetime) -> int:
        """Have all sent again that were given up between the two; return how many."""
        ...
