"""The outbox: written with its cause, leased for sending, at least once."""

import secrets
from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, String, bindparam, cast, or_, select, update

from domain.ports.store import Leased, Message
from storage.looks import Deed, among, choices
from storage.repository import Connection, Repository
from storage.tables.chat import outbox

_KINDS = 12  # no sender takes more kinds of messages than this
_waiting = outbox.c.done_at.is_(None) & outbox.c.dead_at.is_(None)

_PUT = Deed(
    lambda insert: (
        insert(outbox)
        .values(
            kind=bindparam("the_kind"),
            payload=bindparam("the_payload", type_=outbox.c.payload.type),
            dedupe_key=bindparam("the_key"),
            available_at=bindparam("due_at", type_=outbox.c.available_at.type),
        )
        .on_conflict_do_nothing(index_elements=[outbox.c.dedupe_key])
    )
)
_DONE = Deed(
    lambda _: (
        update(outbox)
        .where(
            outbox.c.id == bindparam("the_id"), outbox.c.lease == bindparam("the_lease"), _waiting
        )
        .values(done_at=bindparam("the_end", type_=outbox.c.done_at.type))
    )
)
_now = bindparam("now", type_=outbox.c.available_at.type)
_due = (
    select(outbox.c.id)
    .where(
        _waiting,
        or_(outbox.c.leased_until.is_(None), outbox.c.leased_until <= _now),
        outbox.c.available_at <= _now,
        among(outbox.c.kind, _KINDS),
    )
    .order_by(outbox.c.available_at, outbox.c.id)
    .limit(bindparam("most", type_=Integer))
    .with_for_update(skip_locked=True)
)
_LEASE = Deed(
    lambda _: (
        update(outbox)
        .where(outbox.c.id.in_(_due.scalar_subquery()))
        .values(
            lease=bindparam("the_lease"),
            leased_until=bindparam("until", type_=outbox.c.leased_until.type),
            attempts=outbox.c.attempts + 1,
        )
    ),
    returns=[outbox.c.id, outbox.c.kind, outbox.c.payload, outbox.c.attempts],
)


class Outbox(Repository):
    """See `domain.ports.store.OutboxRepository`."""

    __slots__ = ("_queued",)

    def __init__(self, connection: Connection, queued: Callable[[str], None]) -> None:
        """*queued* is called for each message put, so that the store can wake the sender."""
        super().__init__(connection)
        self._queued = queued

    async def put(self, message: Message, at: datetime) -> None:
        self._queued(message.kind)
        values = {
            "the_kind": message.kind,
            "the_payload": message.payload,
            "the_key": message.dedupe_key,
            "due_at": at,
        }
        await self.do(_PUT, values)

    async def free_keys(self, beginnings: Collection[str]) -> None:
        key = outbox.c.dedupe_key
        known = or_(*(key.startswith(each, autoescape=True) for each in sorted(beginnings)))
        await self._connection.execute(
            update(outbox)
            .where(known)
            .values(dedupe_key=cast(outbox.c.id, String).concat(":").concat(key))
        )

    async def lease(
        self, kinds: Collection[str], most: int, now: datetime, until: datetime
    ) -> tuple[Leased, ...]:
        lease = secrets.token_hex(8)
        values = {
            "the_lease": lease,
            "now": now,
            "until": until,
            "most": most,
            **choices(kinds, _KINDS),
        }
        rows = await self.do_for_rows(_LEASE, values)
        found = [Leased(row.id, row.kind, row.payload, row.attempts, lease) for row in rows]
        return tuple(sorted(found, key=lambda leased: leased.id))

    async def done(self, leased: Leased, at: datetime) -> bool:
        values = {"the_id": leased.id, "the_lease": leased.lease, "the_end": at}
        return bool(await self.do(_DONE, values))

    async def again(self, leased: Leased, at: datetime, error: str) -> None:
        await self._end(leased, available_at=at, leased_until=None, last_error=error)

    async def dead(self, leased: Leased, at: datetime, error: str) -> None:
        await self._end(leased, dead_at=at, last_error=error)

    async def _end(self, leased: Leased, **values: Any) -> bool:
        ended = await self._connection.execute(
            update(outbox)
            .where(outbox.c.id == leased.id, outbox.c.lease == leased.lease, _waiting)
            .values(**values)
        )
        return ended.rowcount == 1
