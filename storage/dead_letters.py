"""Messages of the outbox that were given up, and their second life."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select, update

from domain.dead_letters import DeadLetter
from storage.repository import Connection, Repository
from storage.tables.chat import outbox


def _letter(row: Any) -> DeadLetter:
    return DeadLetter(row.id, row.kind, row.payload, row.dead_at, row.last_error or "")


class DeadLetters(Repository):
    """See `domain.ports.dead_letters.DeadLetterRepository`."""

    __slots__ = ("_queued",)

    def __init__(self, connection: Connection, queued: Callable[[str], None]) -> None:
        """*queued* is called for each message revived, so that the store can wake the sender."""
        super().__init__(connection)
        self._queued = queued

    async def count(self, since: datetime) -> int:
        counted = select(func.count()).select_from(outbox).where(outbox.c.dead_at >= since)
        return int(await self._connection.scalar(counted) or 0)

    async def given_up(self, since: datetime, skip: int, most: int) -> tuple[DeadLetter, ...]:
        rows = await self._connection.execute(
            select(outbox)
            .where(outbox.c.dead_at >= since)
            .order_by(outbox.c.dead_at.desc(), outbox.c.id.desc())
            .offset(skip)
            .limit(most)
        )
        return tuple(_letter(row) for row in rows)

    async def revive(self, letter_id: int, given_up_at: datetime, at: datetime) -> bool:
        it = (outbox.c.id == letter_id) & (outbox.c.dead_at == given_up_at)
        return await self._revive(it, at) == 1

    async def revive_all(self, since: datetime, until: datetime, at: datetime) -> int:
        return await self._revive(outbox.c.dead_at.between(since, until), at)

    async def _revive(self, which: ColumnElement[bool], at: datetime) -> int:
        """Begin anew with all tries; whoever held a message once cannot end it any more."""
        rows = await self._connection.execute(
            update(outbox)
            .where(which)
            .values(dead_at=None, available_at=at, attempts=0, lease=None, leased_until=None)
            .returning(outbox.c.kind)
        )
        kinds = list(rows.scalars())
        for kind in kinds:
            self._queued(kind)
        return len(kinds)
