"""The tree of categories as admins look at it."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, select

from domain.categories import Branch, Standing, Step, Tree
from storage.hiding import goods_below
from storage.repository import Repository
from storage.tables.goods import categories, category_texts, category_tree, products
from storage.tables.prices import promo_codes, promo_targets

BESIDE = (categories.c.position, categories.c.id)  # how siblings are ordered


def _titled(language: str) -> tuple[Any, Any]:
    """What a category is called in a language, and the join that needs."""
    text = and_(
        category_texts.c.category_id == categories.c.id, category_texts.c.language == language
    )
    title = func.coalesce(category_texts.c.title, categories.c.title).label("called")
    return title, categories.outerjoin(category_texts, text)


def right_below(category_id: int | None) -> ColumnElement[bool]:
    """Whether a category stands right below that one; None is the top."""
    return categories.c.parent_id.is_not_distinct_from(category_id)


class CategoryTrees(Repository):
    """The part of `domain.ports.categories.CategoryRepository` that looks."""

    __slots__ = ()

    async def tree(self, category_id: int | None, language: str) -> Tree | None:
        at = None if category_id is None else await self.standing(category_id, language)
        if category_id is not None and at is None:
            return None
        title, named = _titled(language)
        rows = await self._rows(
            select(categories.c.id, categories.c.hidden, title)
            .select_from(named)
            .where(right_below(category_id))
            .order_by(*BESIDE)
        )
        ids = [row.id for row in rows]
        goods, below = await self._goods(ids), await self._children(ids)
        branches = (
            Branch(row.id, row.called, row.hidden, goods.get(row.id, 0), below.get(row.id, 0))
            for row in rows
        )
        return Tree(at, tuple(branches))

    async def standing(self, category_id: int, language: str) -> Standing | None:
        rows = {row.id: row for row in await self._way(category_id, language)}
        if category_id not in rows:
            return None
        own, way = rows[category_id], [rows[category_id]]
        while way[0].parent_id in rows:
            way.insert(0, rows[way[0].parent_id])
        steps = tuple(Step(row.id, row.called) for row in way)
        hidden = [step for step, row in zip(steps, way, strict=True) if row.hidden]
        above = next((step for step in hidden if step.id != category_id), None)
        goods, on_it, shown = await self._counts(category_id)
        beside = await self._beside(own.parent_id)
        return Standing(
            way=steps,
            title=own.title,
            titles=await self._titles(category_id),
            picture_id=own.picture_id,
            hidden=own.hidden,
            above=above,
            goods=goods,
            own=on_it,
            shown=shown,
            first=beside[0] == category_id,
            last=beside[-1] == category_id,
        )

    async def named(self, parent_id: int | None, title: str) -> int | None:
        found = await self._ids(
            select(categories.c.id).where(right_below(parent_id), categories.c.title == title)
        )
        return found[0] if found else None

    async def is_below(self, category_id: int, ancestor_id: int) -> bool:
        found = exists().where(
            category_tree.c.category_id == category_id,
            category_tree.c.ancestor_id == ancestor_id,
        )
        return bool(await self._connection.scalar(select(found)))

    async def depth(self, category_id: int) -> int:
        """How far the deepest below it is from the top, less its own distance."""
        above = category_tree.alias()
        distances = (
            select(func.count().label("far"))
            .select_from(category_tree)
            .join(above, above.c.category_id == category_tree.c.category_id)
            .where(category_tree.c.ancestor_id == category_id)
            .group_by(category_tree.c.category_id)
            .subquery()
        )
        far = select(func.max(distances.c.far) - func.min(distances.c.far) + 1)
        return int(await self._connection.scalar(far) or 1)

    async def promo_for(self, category_id: int) -> str | None:
        found = await self._rows(
            select(promo_codes.c.code)
            .join(promo_targets, promo_targets.c.promo_id == promo_codes.c.id)
            .where(promo_targets.c.category_id == category_id)
            .order_by(promo_codes.c.id)
            .limit(1)
        )
        return str(found[0].code) if found else None

    async def _way(self, category_id: int, language: str) -> list[Any]:
        """The category and all above it, in no order."""
        title, named = _titled(language)
        return await self._rows(
            select(categories, title)
            .select_from(named.join(category_tree, category_tree.c.ancestor_id == categories.c.id))
            .where(category_tree.c.category_id == category_id)
        )

    async def _titles(self, category_id: int) -> dict[str, str]:
        own = select(category_texts).where(category_texts.c.category_id == category_id)
        return {row.language: row.title for row in await self._rows(own)}

    async def _counts(self, category_id: int) -> tuple[int, int, int]:
        """All goods on it and below, those right on it, and those that customers see."""
        below = goods_below(category_id).order_by(None)
        counted = below.with_only_columns(
            func.count(),
            func.count().filter(products.c.category_id == category_id),
            func.count().filter(products.c.hidden.is_(False)),
        )
        (row,) = await self._rows(counted)
        return int(row[0]), int(row[1]), int(row[2])

    async def _goods(self, category_ids: Collection[int]) -> dict[int, int]:
        """Products on and below each."""
        found = await self._rows(
            select(category_tree.c.ancestor_id, func.count())
            .join(products, products.c.category_id == category_tree.c.category_id)
            .where(category_tree.c.ancestor_id.in_(category_ids))
            .group_by(category_tree.c.ancestor_id)
        )
        return {row[0]: row[1] for row in found}

    async def _children(self, category_ids: Collection[int]) -> dict[int, int]:
        found = await self._rows(
            select(categories.c.parent_id, func.count())
            .where(categories.c.parent_id.in_(category_ids))
            .group_by(categories.c.parent_id)
        )
        return {row[0]: row[1] for row in found}

    async def _beside(self, parent_id: int | None) -> list[int]:
        """The ids of what stands right below one category, in their order."""
        return await self._ids(
            select(categories.c.id).where(right_below(parent_id)).order_by(*BESIDE)
        )

    async def _rows(self, statement: Any) -> list[Any]:
        return list(await self._connection.execute(statement))

    async def _ids(self, statement: Select[Any]) -> list[int]:
        return [row[0] for row in await self._rows(statement)]
