"""Bringing a whole catalogue in: first what would change, then the change in one write."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from domain.clock import Clock
from domain.customers import Customer
from domain.errors import ImportRefused
from domain.imports import ImportFile, ImportPlan, ImportResult, Problem, ProductChange
from domain.planning import gallery, picture, planned, touched, translated
from domain.ports.gallery import Gallery, Unreadable
from domain.ports.sheets import Placed, Stored
from domain.ports.store import Entry, Store, UnitOfWork
from domain.ways import Rule

_PICTURES_AT_ONCE = 32  # held in memory before they are put away
_PRODUCTS_AT_ONCE = 500

Progress = Callable[[str, int, int], None]  # what, how many are done, of how many


def _silent(what: str, done: int, of: int) -> None:
    """Tell nobody."""


class Importer:
    """Compares catalogue files with the shop and carries them out."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        gallery: Gallery,
        shop_name: str,
        rule: Rule = Rule.STARS,
    ) -> None:
        """*rule*: by what digital goods may be paid here."""
        self._rule = rule
        self._store = store
        self._clock = clock
        self._gallery = gallery
        self._shop_name = shop_name

    async def plan(self, actor: Customer | None, file: ImportFile) -> ImportPlan:
        """Return what *file* would change; saves nothing.

        *actor* None is whoever sits at the machine.

        Raises:
            NotAllowed: The actor is no admin.
        """
        if actor:
            actor.ensure_admin()
        async with self._store.read() as uow:
            plan, _ = await self._compare(uow, file)
        return replace(plan, actor_id=actor.id if actor else None)

    async def apply(self, plan: ImportPlan, progress: Progress = _silent) -> ImportResult:
        """Carry a plan out: all of it or nothing.

        Pictures are fetched first, with no transaction open; one that cannot be had is
        reported and tried again by the next import. The file is then compared once more
        under lock, so sales made since the plan are not overrun, and the same plan applied
        twice changes nothing more.

        Raises:
            ImportRefused: The file has problems, or the shop has moved so that it has now.
        """
        _ensure_right(plan.problems)
        pictures, unreadable = await self._fetched(plan, progress)
        async with self._store.write() as uow:
            await uow.sheets.lock()
            now, stored = await self._compare(uow, plan.file, lock=True)
            _ensure_right(now.problems)
            await self._save(uow, replace(now, actor_id=plan.actor_id), stored, pictures, progress)
        counts = (now.same, now.changed, now.new, now.retired)
        return ImportResult(*counts, len(pictures), len(now.translated), tuple(unreadable))

    async def _compare(
        self, uow: UnitOfWork, file: ImportFile, *, lock: bool = False
    ) -> tuple[ImportPlan, tuple[Stored, ...]]:
        stored = await uow.sheets.all(lock=lock)
        merchants = await uow.staff.merchants()
        own = merchants[0].name if merchants else self._shop_name
        categories = await uow.sheets.categories()
        return planned(file, stored, own, translated(file, categories), self._rule), stored

    async def _fetched(
        self, plan: ImportPlan, progress: Progress
    ) -> tuple[dict[str, int], list[tuple[str, str]]]:
        """Put the wanted pictures away and return their ids, and what could not be had."""
        wanted = sorted({source for change in plan.changes for source in change.wanted})
        ids: dict[str, int] = {}
        unreadable: list[tuple[str, str]] = []
        for begin in range(0, len(wanted), _PICTURES_AT_ONCE):
            progress("pictures", begin, len(wanted))
            got = await self._gallery.fetch(wanted[begin : begin + _PICTURES_AT_ONCE])
            unreadable += [(k, one.why) for k, one in got.items() if isinstance(one, Unreadable)]
            ids |= await self._put_away({k: v for k, v in got.items() if isinstance(v, bytes)})
        return ids, unreadable

    async def _put_away(self, pictures: Mapping[str, bytes]) -> dict[str, int]:
        if not pictures:
            return {}
        async with self._store.write() as uow:
            return {key: await uow.pictures.add(content) for key, content in pictures.items()}

    async def _save(
        self,
        uow: UnitOfWork,
        plan: ImportPlan,
        stored: Sequence[Stored],
        pictures: Mapping[str, int],
        progress: Progress,
    ) -> None:
        changes = touched(plan, stored, pictures)
        if not changes and not plan.translated:
            return
        placed = await self._placed(uow, plan, changes, pictures)
        for begin in range(0, len(placed), _PRODUCTS_AT_ONCE):
            progress("products", begin, len(placed))
            batch = placed[begin : begin + _PRODUCTS_AT_ONCE]
            await uow.sheets.save(batch, plan.actor_id, self._clock.now())
        for change in changes:
            if change.stored and change.in_other_money:
                await uow.favourites.recount(change.stored.id)
        await self._journal(uow, plan)

    async def _placed(
        self,
        uow: UnitOfWork,
        plan: ImportPlan,
        changes: Iterable[ProductChange],
        pictures: Mapping[str, int],
    ) -> list[Placed]:
        """Make what the sheets name: merchants, categories and their translations."""
        now = self._clock.now()
        sheets = [(change, change.sheet) for change in changes]
        await uow.sheets.add_categories(dict.fromkeys(sheet.category for _, sheet in sheets))
        by_path = {one.path: one for one in await uow.sheets.categories()}
        ids = {path: one.id for path, one in by_path.items()}
        news = {ids[path]: titles for path, titles in plan.translated.items() if path in ids}
        await uow.sheets.translate_categories(news)
        names = sorted({sheet.merchant for _, sheet in sheets})
        merchants = {name: await uow.staff.add_merchant(name, now) for name in names}
        return [
            Placed(
                sheet,
                merchants[sheet.merchant],
                ids.get(sheet.category),
                picture(change, pictures),
                gallery(change, pictures),
            )
            for change, sheet in sheets
        ]

    async def _journal(self, uow: UnitOfWork, plan: ImportPlan) -> None:
        now = self._clock.now()
        told = f"{plan.new} new, {plan.changed} changed, {plan.retired} off sale"
        await uow.journal.add(Entry(plan.actor_id, "import", "catalogue", "", told), now)
        for change in plan.changes:
            stored = change.stored.variants if change.stored else ()
            ids = {one.sheet.sku: one.id for one in stored}
            for one in change.differences:
                if one.name in ("price", "stock"):
                    subject = f"variant:{ids[one.sku]}"
                    entry = Entry(plan.actor_id, one.name, subject, one.before, one.after)
                    await uow.journal.add(entry, now)


def _ensure_right(problems: Sequence[Problem]) -> None:
    if problems:
        raise ImportRefused([(problem.row, problem.text) for problem in problems])
