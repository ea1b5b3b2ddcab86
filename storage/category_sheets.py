"""Categories by the titles that lead to them, and their translations."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import delete, select

from domain.goods import Path
from domain.ports.sheets import StoredCategory
from storage.hiding import last_place
from storage.repository import Connection, Repository
from storage.tables.goods import categories, category_texts, category_tree, products

Grouped = dict[Any, list[Any]]


def grouped(rows: Iterable[Any], key: str) -> Grouped:
    """Return rows by the value of one of their columns."""
    groups: Grouped = defaultdict(list)
    for row in rows:
        groups[getattr(row, key)].append(row)
    return groups


class CategorySheets(Repository):
    """The part of `domain.ports.sheets.SheetRepository` that is about categories."""

    __slots__ = ("_touch",)

    def __init__(self, connection: Connection, touch: Callable[[Iterable[int]], None]) -> None:
        """*touch* is told the products that the search index must look at again."""
        super().__init__(connection)
        self._touch = touch

    async def categories(self) -> tuple[StoredCategory, ...]:
        texts = grouped(await self._connection.execute(select(category_texts)), "category_id")
        rows = await self._connection.execute(
            select(categories.c.id, categories.c.parent_id, categories.c.title)
        )
        below = grouped(rows, "parent_id")
        return tuple(
            StoredCategory(row.id, path, {text.language: text.title for text in texts[row.id]})
            for row, path in _paths(below, None, ())
        )

    async def add_categories(self, paths: Iterable[Path]) -> None:
        known = {category.path: category.id for category in await self.categories()}
        wanted = {path[:depth]: None for path in paths for depth in range(1, len(path) + 1)}
        for path in sorted((path for path in wanted if path not in known), key=len):
            known[path] = await self._add_category(path, known)

    async def _add_category(self, path: Path, known: Mapping[Path, int]) -> int:
        parent = known.get(path[:-1])
        added = await self._connection.execute(
            categories.insert()
            .values(parent_id=parent, title=path[-1], position=last_place(parent))
            .returning(categories.c.id)
        )
        own = int(added.scalar_one())
        above = [known[path[:depth]] for depth in range(1, len(path))]
        await self._connection.execute(
            category_tree.insert(),
            [{"ancestor_id": ancestor, "category_id": own} for ancestor in (*above, own)],
        )
        return own

    async def translate_categories(self, titles: Mapping[int, Mapping[str, str]]) -> None:
        for category_id, by_language in titles.items():
            for language, title in by_language.items():
                await self._connection.execute(
                    delete(category_texts).where(
                        category_texts.c.category_id == category_id,
                        category_texts.c.language == language,
                    )
                )
                if title:
                    values = {"category_id": category_id, "language": language, "title": title}
                    await self._connection.execute(category_texts.insert().values(**values))
            self._touch(await self._goods_below(category_id))

    async def _goods_below(self, category_id: int) -> Iterable[int]:
        below = select(category_tree.c.category_id).where(
            category_tree.c.ancestor_id == category_id
        )
        found = await self._connection.execute(
            select(products.c.id).where(products.c.category_id.in_(below))
        )
        return found.scalars()


def _paths(below: Grouped, parent: Any, way: Path) -> Iterable[tuple[Any, Path]]:
    for row in sorted(below.get(parent, ()), key=lambda row: row.id):
        path = (*way, row.title)
        yield row, path
        yield from _paths(below, row.id, path)
