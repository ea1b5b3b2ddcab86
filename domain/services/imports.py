"""Bringing a whole catalogue in: first what would change, then the change, part by part."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from domain.clock import Clock
from domain.customers import Customer
from domain.errors import ImportRefused
from domain.goods import Path
from domain.imports import (
    Catalogue,
    Comparison,
    ImportFile,
    ImportPlan,
    ImportResult,
    Problem,
)
from domain.planning import compared, translated
from domain.ports.gallery import Gallery, Unreadable
from domain.ports.store import SharedStore, UnitOfWork
from domain.remarks import Remark
from domain.sale_sheets import outdated, settled
from domain.services.shelving import Shelving
from domain.tallying import Tally
from domain.ways import Rule

_PICTURES_AT_ONCE = 32  # held in memory before they are put away

Progress = Callable[[str, int, int], None]  # what, how many are done, of how many


def _silent(what: str, done: int, of: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class _Saved:
    """What became of a part; *idle*: nothing had to be written."""

    comparison: Comparison
    left: tuple[Problem, ...] = ()
    translated: frozenset[Path] = frozenset()
    idle: bool = False


class Importer:
    """Compares catalogue files with the shop and carries them out."""

    def __init__(
        self,
        store: SharedStore,
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

    async def plan(
        self, actor: Customer | None, file: Catalogue, progress: Progress = _silent
    ) -> ImportPlan:
        """Return what *file* would change; saves nothing.

        *actor* None is whoever sits at the machine.

        Raises:
            NotAllowed: The actor is no admin.
        """
        if actor:
            actor.ensure_admin()
        tally, done = Tally([*file.problems]), 0
        own = await self._own_merchant()
        for part in file.parts():
            async with self._store.read() as uow:
                tally.add(await self._compared(uow, part, file, own))
            done += part.rows
            progress("compared", done, file.rows)
            await asyncio.sleep(0)  # taps come first
        async with self._store.read() as uow:
            news = translated(file, await uow.sheets.categories())
        return tally.plan(file, own, news, actor.id if actor else None)

    async def apply(
        self, plan: ImportPlan, progress: Progress = _silent, actor: Customer | None = None
    ) -> ImportResult:
        """Carry a plan out, each part of its file in a transaction: all of the part or nothing.

        Pictures are fetched first, with no transaction open; one that cannot be had is
        reported and tried again by the next import. Each part is compared once more under
        lock, so sales made since the plan are not overrun, and the same plan applied twice
        changes nothing more. Whoever breaks off leaves the parts saved so far, each whole;
        applying again saves the rest.

        Raises:
            NotAllowed: The actor is no admin any more.
            ImportRefused: The file has problems, or it is not parted and has them now. Of a
                parted one, products that have become wrong are left out and told.
        """
        if actor:
            actor.ensure_admin()
        _ensure_right(plan.problems)
        pictures, unreadable = await self._fetched(plan, progress)
        tally, left, done = Tally(), list[Problem](), 0
        pending = frozenset(plan.translated)
        for number, part in enumerate(plan.file.parts()):
            quiet = number in plan.idle_parts and plan.file.parted and not pending
            saved = await self._brought(plan, part, pictures, quiet=quiet)
            tally.add(saved.comparison)
            left += saved.left
            pending -= saved.translated
            done += part.rows
            progress("saved", done, plan.file.rows)
            if plan.file.parted and not saved.idle:
                await self._store.give_way()
        counts = (tally.same, tally.changed, tally.new, tally.retired)
        called = len(plan.translated) - len(pending)
        return ImportResult(*counts, len(pictures), called, tuple(unreadable), tuple(left))

    async def _brought(
        self,
        plan: ImportPlan,
        part: ImportFile,
        pictures: Mapping[str, int],
        *,
        quiet: bool,
    ) -> _Saved:
        """Save a part; of a *quiet* one the shop had all when that was looked at last."""
        if quiet:
            async with self._store.read() as uow:
                before = await self._compared(uow, part, plan.file, plan.merchant)
            if before.idle:
                return _Saved(before, idle=True)
        async with self._store.write() as uow:
            await uow.sheets.lock()
            now = await self._compared(uow, part, plan.file, plan.merchant, lock=True)
            left = now.problems
            if left:
                if not plan.file.parted:
                    _ensure_right(left)
                rest = part.without({one.row for one in left})
                now = await self._compared(uow, rest, plan.file, plan.merchant)
            shelving = Shelving(uow, plan, self._clock.now(), pictures)
            return _Saved(now, left, await shelving.save(now))

    async def _compared(
        self,
        uow: UnitOfWork,
        part: ImportFile,
        file: Catalogue,
        own: str,
        *,
        lock: bool = False,
    ) -> Comparison:
        handles = [sheet.handle for sheet in part.products]
        stored = await uow.sheets.of(handles, part.row_of.keys(), lock=lock)
        now = self._clock.now()
        found = compared(settled(part, stored, now), stored, own, file.handles, self._rule)
        return replace(found, outdated=outdated(part, stored, now))

    async def _own_merchant(self) -> str:
        """Who sells what names nobody: the first there was, in an empty shop the shop itself."""
        async with self._store.read() as uow:
            merchants = await uow.staff.merchants()
        return merchants[0].name if merchants else self._shop_name

    async def _fetched(
        self, plan: ImportPlan, progress: Progress
    ) -> tuple[dict[str, int], list[tuple[str, Remark]]]:
        """Put the wanted pictures away and return their ids, and what could not be had."""
        wanted = sorted(plan.pictures)
        ids: dict[str, int] = {}
        unreadable: list[tuple[str, Remark]] = []
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


def _ensure_right(problems: Sequence[Problem]) -> None:
    if problems:
        raise ImportRefused([(problem.row, problem.remark) for problem in problems])
