"""The daily work on suggestions: what it reads, and writes beside what is in use."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import String, Table, and_, case, cast, delete, func, insert, select, update

from domain.learning import Bought, Popular
from domain.likeness import Alike, Other
from storage.looks import Deed
from storage.repository import Repository
from storage.tables.goods import category_tree, products
from storage.tables.people import customers
from storage.tables.recommendations import rec_builds, rec_items, rec_popular
from storage.tables.trade import order_lines, orders
from storage.trace_looks import KEPT, PAID

_BEHIND = 200  # goods that stand behind the best sellers
_PRODUCT, _CATEGORY = rec_items.c.product_id, rec_popular.c.category_id
_ADD_ITEM = Deed(lambda insert: insert(rec_items), rec_items.c)
_goods = func.aggregate_strings(cast(order_lines.c.product_id, String), ",")
_whose = case((customers.c.personal, orders.c.customer_id), else_=0)


class RecBuilds(Repository):
    """See `domain.ports.recommendations.RecBuildRepository`."""

    __slots__ = ()

    async def current(self) -> int:
        done = select(func.max(rec_builds.c.id)).where(rec_builds.c.done_at.is_not(None))
        return await self._connection.scalar(done) or 0

    async def begin(self, build: int, now: datetime, stale: datetime) -> bool:
        new = self._insert(rec_builds).values(id=build, began_at=now)
        done = await self._connection.execute(
            new.on_conflict_do_update(
                index_elements=[rec_builds.c.id],
                set_={"began_at": now},
                where=and_(rec_builds.c.done_at.is_(None), rec_builds.c.began_at < stale),
            )
        )
        return done.rowcount == 1

    async def highest(self) -> int:
        return await self._connection.scalar(select(func.max(orders.c.id))) or 0

    async def orders(self, after: int, until: int, since: datetime) -> tuple[Bought, ...]:
        rows = await self._connection.execute(
            select(func.max(_whose), orders.c.placed_at, _goods)
            .join(order_lines, order_lines.c.order_id == orders.c.id)
            .join(customers, customers.c.id == orders.c.customer_id)
            .where(
                orders.c.id.between(after + 1, until),
                order_lines.c.order_id.between(after + 1, until),
                orders.c.placed_at >= since,
                order_lines.c.product_id.is_not(None),
                PAID,
                KEPT,
            )
            .group_by(orders.c.id)
            .order_by(orders.c.id)
        )
        return tuple(Bought(whose, at, _numbers(goods)) for whose, at, goods in rows.all())

    async def shelves(self, goods: Collection[int]) -> tuple[tuple[int, int], ...]:
        everywhere = func.coalesce(category_tree.c.ancestor_id, 0)
        rows = await self._connection.execute(
            select(products.c.id, everywhere)
            .outerjoin(category_tree, category_tree.c.category_id == products.c.category_id)
            .where(products.c.id.in_(goods), products.c.hidden.is_(False))
        )
        found = {(product_id, category_id) for product_id, category_id in rows}
        return tuple(found | {(product_id, 0) for product_id, _ in found})

    async def behind(self) -> tuple[int, ...]:
        found = await self._connection.scalars(
            select(products.c.id)
            .where(products.c.hidden.is_(False))
            .order_by(products.c.sold.desc(), products.c.created_at.desc(), products.c.id)
            .limit(_BEHIND)
        )
        return tuple(found)

    async def add_items(
        self, build: int, kind: Alike, items: Sequence[tuple[int, Sequence[Other]]]
    ) -> None:
        rows = [
            {
                "build": build,
                "kind": kind.value,
                "product_id": product_id,
                "others": [(one.product_id, one.support, one.score) for one in others],
            }
            for product_id, others in items
        ]
        if rows:
            await self.do_each(_ADD_ITEM, rows)

    async def add_popular(self, build: int, popular: Sequence[Popular]) -> None:
        rows = [
            {"build": build, "category_id": one.category_id, "goods": one.products}
            for one in popular
        ]
        if rows:
            await self._connection.execute(insert(rec_popular), rows)

    async def finish(self, build: int, at: datetime) -> None:
        await self._connection.execute(
            update(rec_builds).where(rec_builds.c.id == build).values(done_at=at)
        )

    async def forget(self, *, but: int, most: int) -> bool:
        for table, part in ((rec_items, _PRODUCT), (rec_popular, _CATEGORY)):
            if await self._forget_some(table, part, but, most):
                return True
        await self._connection.execute(delete(rec_builds).where(rec_builds.c.id < but))
        return False

    async def _forget_some(self, table: Table, part: Any, but: int, most: int) -> bool:
        """Delete the rows of one old build up to a place in its key; whether there were any."""
        rows = select(table.c.build, part).where(table.c.build != but)
        rows = rows.order_by(table.c.build, part)
        last = (await self._connection.execute(rows.limit(1))).first()
        if not last:
            return False
        old = table.c.build == last.build
        beyond = select(part).where(old).order_by(part).offset(most).limit(1)
        until = await self._connection.scalar(beyond)
        gone = delete(table).where(old)
        await self._connection.execute(gone if until is None else gone.where(part <= until))
        return True


def _numbers(text: str) -> tuple[int, ...]:
    """Return the numbers of a list, each once."""
    found = tuple(map(int, text.split(",")))
    return tuple(sorted(set(found))) if len(found) > 1 else found
