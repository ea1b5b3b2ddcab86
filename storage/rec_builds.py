"""The daily work on suggestions: counted aside, written beside what is in use."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, Table, and_, delete, func, insert, select, update
from sqlalchemy.schema import CreateTable, DropTable

from domain.likeness import Alike, Item, Pair, Popular
from storage.looks import Deed
from storage.rec_gathering import (
    ALL,
    BOUGHT,
    COUNTS,
    PAIRS,
    SALES,
    baskets,
    best,
    met,
    people,
    weighed,
)
from storage.repository import Repository
from storage.tables.goods import products
from storage.tables.recommendations import rec_builds, rec_items, rec_popular

_BEHIND = 200  # goods that stand behind the best sellers
_PRODUCT, _CATEGORY = rec_items.c.product_id, rec_popular.c.category_id
_ADD_ITEM = Deed(lambda insert: insert(rec_items), rec_items.c)


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

    async def gather(self, kind: Alike, since: datetime) -> tuple[int, int]:
        await self.let_go()
        for table in (BOUGHT, COUNTS, PAIRS):
            await self._connection.execute(CreateTable(table))
        found = baskets(since) if kind is Alike.BASKET else people(since)
        await self._fill(BOUGHT, found)
        counted = select(BOUGHT.c.product_id, func.count()).group_by(BOUGHT.c.product_id)
        await self._fill(COUNTS, counted)
        await self._fill(PAIRS, met())
        mirrored = select(PAIRS.c.other_id, PAIRS.c.product_id, PAIRS.c.together)
        await self._fill(PAIRS, mirrored)
        how_many = select(func.count(BOUGHT.c.basket.distinct()))
        highest = select(func.max(PAIRS.c.product_id))
        return (
            await self._connection.scalar(how_many) or 0,
            await self._connection.scalar(highest) or 0,
        )

    async def _fill(self, table: Table, found: Select[Any]) -> None:
        """PostgreSQL plans badly about tables it knows nothing of."""
        await self._connection.execute(insert(table).from_select(table.c.keys(), found))
        if self._connection.dialect.name == "postgresql":
            await self._connection.exec_driver_sql(f"ANALYZE {table.name}")

    async def pairs(self, after: int, until: int) -> tuple[Pair, ...]:
        others = COUNTS.alias("others")
        rows = await self._connection.execute(
            select(PAIRS, COUNTS.c.baskets, others.c.baskets)
            .join(COUNTS, COUNTS.c.product_id == PAIRS.c.product_id)
            .join(others, others.c.product_id == PAIRS.c.other_id)
            .where(PAIRS.c.product_id > after, PAIRS.c.product_id <= until)
            .order_by(PAIRS.c.product_id, PAIRS.c.other_id)
        )
        return tuple(Pair(*row) for row in rows)

    async def sales(self, now: datetime, weights: Sequence[int]) -> tuple[Popular, ...]:
        await self.let_go()
        await self._connection.execute(CreateTable(SALES))
        columns = ["product_id", "category_id", "score"]
        await self._connection.execute(insert(SALES).from_select(columns, weighed(now, weights)))
        sellers = tuple(Popular(*row) for row in await self._connection.execute(best()))
        rest = await self._connection.scalars(
            select(products.c.id)
            .where(products.c.hidden.is_(False))
            .order_by(products.c.sold.desc(), products.c.created_at.desc(), products.c.id)
            .limit(_BEHIND)
        )
        placed = {one.product_id for one in sellers if not one.category_id}
        behind = [Popular(0, id_, -float(n + 1)) for n, id_ in enumerate(rest)]
        return (*sellers, *(one for one in behind if one.product_id not in placed))

    async def let_go(self) -> None:
        for table in ALL:
            await self._connection.execute(DropTable(table, if_exists=True))

    async def add_items(self, build: int, kind: Alike, items: Sequence[Item]) -> None:
        rows = [
            {
                "build": build,
                "kind": kind.value,
                "product_id": item.product_id,
                "other_id": item.other_id,
                "score": item.score,
                "support": item.support,
            }
            for item in items
        ]
        if rows:
            await self.do_each(_ADD_ITEM, rows)

    async def add_popular(self, build: int, popular: Sequence[Popular]) -> None:
        rows = [
            {
                "build": build,
                "category_id": one.category_id,
                "product_id": one.product_id,
                "score": float(one.score),
            }
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
