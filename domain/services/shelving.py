"""Goods of a file put on the shelves, inside somebody else's transaction."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from domain.goods import Path
from domain.imports import Comparison, ImportPlan, ProductChange
from domain.planning import gallery, picture, touched, translated
from domain.ports.sheets import Placed
from domain.ports.store import Entry, UnitOfWork
from domain.services.sale_files import sales_of_file


class Shelving:
    """Writes what comparisons say; *pictures* are the ids of those that came, by source."""

    def __init__(
        self, uow: UnitOfWork, plan: ImportPlan, now: datetime, pictures: Mapping[str, int]
    ) -> None:
        self._uow = uow
        self._plan = plan
        self._now = now
        self._pictures = pictures

    async def save(self, part: Comparison) -> frozenset[Path]:
        """Save what *part* changes, and say which categories got other titles.

        Categories are called as the file says as soon as there are goods in them.
        """
        changes = touched(part.changes, self._pictures)
        await self._uow.sheets.add_categories(dict.fromkeys(one.sheet.category for one in changes))
        stored = await self._uow.sheets.categories()
        ids = {one.path: one.id for one in stored}
        news = {k: titles for k, titles in translated(self._plan.file, stored).items() if k in ids}
        await self._uow.sheets.translate_categories({ids[k]: news[k] for k in news})
        placed = await self._placed(changes, ids)
        await self._uow.sheets.save(placed, self._plan.actor_id, self._now)
        await sales_of_file(self._uow, changes, self._plan.actor_id, self._now)
        for change in changes:
            if change.stored and change.in_other_money:
                await self._uow.favourites.recount(change.stored.id)
        if changes or news:
            await self._journal(part)
        return frozenset(news)

    async def _placed(
        self, changes: Sequence[ProductChange], categories: Mapping[Path, int]
    ) -> list[Placed]:
        merchants = await self._merchants({change.sheet.merchant for change in changes})
        return [
            Placed(
                change.sheet,
                merchants[change.sheet.merchant],
                categories.get(change.sheet.category),
                picture(change, self._pictures),
                gallery(change, self._pictures),
            )
            for change in changes
        ]

    async def _merchants(self, names: Collection[str]) -> dict[str, int]:
        """The ids of merchants; the one who sells what names nobody is the first there is."""
        if not names:
            return {}
        every = dict.fromkeys((self._plan.merchant, *sorted(names)))
        return {name: await self._uow.staff.add_merchant(name, self._now) for name in every}

    async def _journal(self, part: Comparison) -> None:
        told = f"{part.new} new, {part.changed} changed, {part.retired} off sale"
        await self._note(Entry(self._plan.actor_id, "import", "catalogue", "", told))
        for change in part.changes:
            stored = change.stored.variants if change.stored else ()
            ids = {one.sheet.sku: one.id for one in stored}
            for one in change.differences:
                if one.name in ("price", "stock"):
                    subject = f"variant:{ids[one.sku]}"
                    await self._note(
                        Entry(self._plan.actor_id, one.name, subject, one.before, one.after)
                    )

    async def _note(self, entry: Entry) -> None:
        await self._uow.journal.add(entry, self._now)
