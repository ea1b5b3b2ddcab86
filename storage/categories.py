"""The tree of categories, and what of it follows for goods and the search index."""

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import Select, and_, delete, select, true, update

from storage.category_trees import CategoryTrees
from storage.hiding import goods_below, last_place, seen_as_due
from storage.repository import Connection
from storage.tables.goods import categories, category_texts, category_tree, products
from storage.tables.search import search_backlog

AT_ONCE = 200  # products whose words follow with the change itself; of more, a job's


class Categories(CategoryTrees):
    """See `domain.ports.categories.CategoryRepository`."""

    __slots__ = ("_touch",)

    def __init__(self, connection: Connection, touch: Callable[[Iterable[int]], None]) -> None:
        """*touch* is told the products that the search index must look at again."""
        super().__init__(connection)
        self._touch = touch

    async def add(self, parent_id: int | None, title: str) -> int:
        new = categories.insert().values(
            parent_id=parent_id, title=title, position=last_place(parent_id)
        )
        own = int((await self._connection.execute(new.returning(categories.c.id))).scalar_one())
        await self._connection.execute(
            category_tree.insert().values(ancestor_id=own, category_id=own)
        )
        await self._hang(own, parent_id)
        return own

    async def rename(self, category_id: int, title: str) -> None:
        await self._change(category_id, title=title)
        await self._words_follow(category_id)

    async def translate(self, category_id: int, language: str, title: str) -> None:
        own = and_(
            category_texts.c.category_id == category_id, category_texts.c.language == language
        )
        await self._connection.execute(delete(category_texts).where(own))
        if title:
            values = {"category_id": category_id, "language": language, "title": title}
            await self._connection.execute(category_texts.insert().values(**values))
        await self._words_follow(category_id)

    async def shift(self, category_id: int, by: int) -> bool:
        parent = select(categories.c.parent_id).where(categories.c.id == category_id)
        parent_id = await self._connection.scalar(parent)
        beside = await self._beside(parent_id)
        at = beside.index(category_id)
        to = at + by
        if not 0 <= to < len(beside):
            return False
        beside[at], beside[to] = beside[to], beside[at]
        for position, id_ in enumerate(beside, 1):
            await self._change(id_, position=position)
        return True

    async def move(self, category_id: int, parent_id: int | None) -> None:
        branch = select(category_tree.c.category_id).where(
            category_tree.c.ancestor_id == category_id
        )
        above = select(category_tree.c.ancestor_id).where(
            category_tree.c.category_id == category_id,
            category_tree.c.ancestor_id != category_id,
        )
        inside, over = await self._ids(branch), await self._ids(above)
        await self._connection.execute(
            delete(category_tree).where(
                category_tree.c.category_id.in_(inside), category_tree.c.ancestor_id.in_(over)
            )
        )
        await self._hang(category_id, parent_id)
        place = select(last_place(parent_id) + 1)
        position = await self._connection.scalar(place)
        await self._change(category_id, parent_id=parent_id, position=position)
        await self._hiding_follows(category_id)
        await self._words_follow(category_id)

    async def set_hidden(self, category_id: int, hidden: bool) -> bool:
        changed = await self._connection.execute(
            update(categories)
            .where(categories.c.id == category_id, categories.c.hidden.is_not(hidden))
            .values(hidden=hidden)
        )
        if not changed.rowcount:
            return False
        await self._hiding_follows(category_id)
        await self._words_follow(category_id)
        return True

    async def set_picture(self, category_id: int, picture_id: int | None) -> None:
        await self._change(category_id, picture_id=picture_id)

    async def move_goods(self, category_id: int, to: int) -> int:
        own = select(products.c.id).where(products.c.category_id == category_id)
        moved = await self._ids(own.order_by(products.c.id).with_for_update(key_share=True))
        await self._words_of(own.order_by(products.c.id))
        await self._connection.execute(
            update(products).where(products.c.category_id == category_id).values(category_id=to)
        )
        if moved:
            await self._hiding_follows(to)
        return len(moved)

    async def remove(self, category_id: int) -> None:
        await self._connection.execute(delete(categories).where(categories.c.id == category_id))

    async def _hang(self, category_id: int, parent_id: int | None) -> None:
        """Note that all above *parent_id*, and itself, stand above what is below."""
        if parent_id is None:
            return
        over, under = category_tree.alias(), category_tree.alias()
        pairs = (
            select(over.c.ancestor_id, under.c.category_id)
            .select_from(over.join(under, true()))
            .where(over.c.category_id == parent_id, under.c.ancestor_id == category_id)
        )
        await self._connection.execute(
            category_tree.insert().from_select(["ancestor_id", "category_id"], pairs)
        )

    async def _hiding_follows(self, category_id: int) -> None:
        """Locked ascending first, so that nobody who changes several waits in a ring."""
        below = goods_below(category_id)
        await self._connection.execute(below.with_for_update(key_share=True))
        await self._connection.execute(seen_as_due(products.c.id.in_(below.order_by(None))))

    async def _words_follow(self, category_id: int) -> None:
        await self._words_of(goods_below(category_id))

    async def _words_of(self, goods: Select[Any]) -> None:
        """Have the index look at them again: with the change, or soon if they are many.

        The row of one that waits already is taken hold of, so that whoever works the backlog
        off meanwhile waits for this change and does not overlook it.
        """
        few = await self._ids(goods.limit(AT_ONCE + 1))
        if len(few) <= AT_ONCE:
            self._touch(few)
            return
        waiting = self._insert(search_backlog).from_select(["product_id"], goods)
        await self._connection.execute(
            waiting.on_conflict_do_update(
                index_elements=[search_backlog.c.product_id],
                set_={"product_id": waiting.excluded.product_id},
            )
        )

    async def _change(self, category_id: int, **values: Any) -> None:
        await self._connection.execute(
            update(categories).where(categories.c.id == category_id).values(**values)
        )
