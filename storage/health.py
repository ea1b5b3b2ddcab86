"""The database, asked what is not as it should be."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, FromClause, and_, case, exists, func, or_, select, text

from domain.gateways import RefundState
from domain.health import Broken, Database, Pile
from domain.orders import Status
from domain.refunds import OPEN
from domain.sales import State
from storage.invariants import INVARIANTS
from storage.repository import Repository
from storage.tables.chat import outbox
from storage.tables.goods import products, variants
from storage.tables.money import provider_inbox, refunds
from storage.tables.sales import sale_lines, sales
from storage.tables.trade import orders

_TRIED_OFTEN = 6  # tries after which a message is late whenever it is due next
_NAMED = 5  # orders that a pile names
_KINDS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
_HAS_SCHEMA = {
    "sqlite": text("SELECT name FROM sqlite_master WHERE name = 'alembic_version'"),
    "postgresql": text("SELECT CAST(to_regclass('alembic_version') AS text)"),
}
_SCHEMA = text("SELECT version_num FROM alembic_version")
_waiting = outbox.c.done_at.is_(None) & outbox.c.dead_at.is_(None)


class Health(Repository):
    """See `domain.ports.health.HealthRepository`."""

    __slots__ = ()

    async def database(self) -> Database:
        dialect = self._connection.dialect.name
        known = await self._connection.scalar(_HAS_SCHEMA[dialect])
        schema = await self._connection.scalar(_SCHEMA) if known else None
        return Database(_KINDS[dialect], schema)

    async def rules(self) -> int:
        return len(INVARIANTS)

    async def broken(self, most: int) -> tuple[Broken, ...]:
        found = []
        for rule, statement in INVARIANTS.items():
            rows = tuple(await self._connection.scalars(statement.limit(most)))
            if rows:
                found.append(Broken(rule, rows))
        return tuple(found)

    async def dead_messages(self, since: datetime) -> Pile:
        return await self._pile(outbox, outbox.c.dead_at, [outbox.c.dead_at >= since])

    async def late_messages(self, before: datetime) -> Pile:
        late = or_(outbox.c.available_at <= before, outbox.c.attempts >= _TRIED_OFTEN)
        return await self._pile(outbox, outbox.c.available_at, [_waiting, late])

    async def failed_calls(self, since: datetime) -> Pile:
        received = provider_inbox.c.received_at
        ended = and_(provider_inbox.c.try_at.is_(None), provider_inbox.c.said != "")
        return await self._pile(provider_inbox, received, [ended, received >= since])

    async def late_calls(self, before: datetime) -> Pile:
        received = provider_inbox.c.received_at
        tried = provider_inbox.c.try_at.is_not(None)
        return await self._pile(provider_inbox, received, [tried, received <= before])

    async def refunds_by_hand(self) -> Pile:
        return await self._refunds([refunds.c.state == RefundState.MANUAL])

    async def late_refunds(self, before: datetime) -> Pile:
        open_ = refunds.c.state.in_(sorted(OPEN))
        return await self._refunds([open_, refunds.c.created_at <= before])

    async def overdue_holds(self, before: datetime) -> Pile:
        overdue = [orders.c.status == Status.AWAITING_PAYMENT, orders.c.expires_at <= before]
        return await self._pile(orders, orders.c.expires_at, overdue, orders.c.id)

    async def overdue_sales(self, before: datetime) -> Pile:
        begun = and_(sale_lines.c.state == State.PLANNED, sales.c.starts_at <= before)
        ended = and_(sale_lines.c.state == State.RUNNING, sales.c.ends_at <= before)
        due = case((sale_lines.c.state == State.PLANNED, sales.c.starts_at), else_=sales.c.ends_at)
        both = sale_lines.join(sales, sales.c.id == sale_lines.c.sale_id)
        return await self._pile(both, due, [or_(begun, ended)])

    async def on_sale(self) -> int:
        sold = exists().where(variants.c.product_id == products.c.id, variants.c.active)
        count = select(func.count()).select_from(products).where(~products.c.hidden, sold)
        return int(await self._connection.scalar(count) or 0)

    async def _refunds(self, which: Iterable[ColumnElement[bool]]) -> Pile:
        return await self._pile(refunds, refunds.c.created_at, which, refunds.c.order_id)

    async def _pile(
        self,
        table: FromClause,
        since: ColumnElement[Any],
        which: Iterable[ColumnElement[bool]],
        order_id: ColumnElement[int] | None = None,
    ) -> Pile:
        which = list(which)
        counted = select(func.count().label("n"), func.min(since).label("oldest"))
        row = (await self._connection.execute(counted.select_from(table).where(*which))).one()
        if order_id is None or not row.n:
            return Pile(row.n, row.oldest)
        named = select(order_id).where(*which).order_by(since, order_id).limit(_NAMED)
        return Pile(row.n, row.oldest, tuple(await self._connection.scalars(named)))
