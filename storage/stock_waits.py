"""Who waits for something that is sold out, in the order of asking."""

from datetime import datetime

from sqlalchemy import delete, func, select, update

from storage.repository import Repository
from storage.tables.favourites import stock_waits
from storage.tables.goods import products, stock, variants
from storage.tables.people import customers

_waiting = stock_waits.c.told_at.is_(None)


class StockWaits(Repository):
    """See `domain.ports.favourites.WaitRepository`."""

    __slots__ = ()

    async def ask(self, customer_id: int, variant_id: int, at: datetime) -> None:
        new = self._insert(stock_waits).values(
            customer_id=customer_id, variant_id=variant_id, asked_at=at
        )
        await self._connection.execute(
            new.on_conflict_do_update(
                index_elements=[stock_waits.c.customer_id, stock_waits.c.variant_id],
                set_={"asked_at": at, "told_at": None},
                where=stock_waits.c.told_at.is_not(None),
            )
        )

    async def drop(self, customer_id: int, variant_id: int) -> None:
        await self._connection.execute(
            delete(stock_waits).where(
                stock_waits.c.customer_id == customer_id,
                stock_waits.c.variant_id == variant_id,
                _waiting,
            )
        )

    async def ready(self, since: datetime, most: int) -> tuple[int, ...]:
        told = stock_waits.alias("told")
        have_a_start = (
            select(func.count())
            .where(told.c.variant_id == variants.c.id, told.c.told_at > since)
            .correlate(variants)
            .scalar_subquery()
        )
        rows = await self._connection.scalars(
            select(variants.c.id)
            .join(products, products.c.id == variants.c.product_id)
            .join(stock, stock.c.variant_id == variants.c.id)
            .where(
                variants.c.id.in_(
                    select(stock_waits.c.variant_id)
                    .join(customers, customers.c.id == stock_waits.c.customer_id)
                    .where(_waiting, customers.c.blocked.is_(False))
                ),
                variants.c.active,
                products.c.hidden.is_(False),
                stock.c.on_hand - stock.c.reserved > have_a_start,
            )
            .order_by(variants.c.id)
            .limit(most)
        )
        return tuple(rows)

    async def told(self, variant_id: int, since: datetime) -> int:
        found = select(func.count()).where(
            stock_waits.c.variant_id == variant_id, stock_waits.c.told_at > since
        )
        return await self._connection.scalar(found) or 0

    async def next(self, variant_id: int, most: int) -> tuple[int, ...]:
        rows = await self._connection.scalars(
            select(stock_waits.c.customer_id)
            .join(customers, customers.c.id == stock_waits.c.customer_id)
            .where(
                stock_waits.c.variant_id == variant_id, _waiting, customers.c.blocked.is_(False)
            )
            .order_by(stock_waits.c.asked_at, stock_waits.c.customer_id)
            .limit(most)
        )
        return tuple(rows)

    async def tell(self, customer_id: int, variant_id: int, at: datetime) -> bool:
        done = await self._connection.execute(
            update(stock_waits)
            .where(
                stock_waits.c.customer_id == customer_id,
                stock_waits.c.variant_id == variant_id,
                _waiting,
            )
            .values(told_at=at)
        )
        return done.rowcount == 1

    async def forget_told_before(self, at: datetime) -> None:
        await self._connection.execute(delete(stock_waits).where(stock_waits.c.told_at < at))
