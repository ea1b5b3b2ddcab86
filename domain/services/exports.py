"""The whole catalogue on its way out, some products at a time."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass

from domain.customers import Customer
from domain.goods import ProductSheet
from domain.ports.store import Store
from domain.sheets import CategoryTitles

_AT_ONCE = 50  # products: read in some ten milliseconds, so that taps need not wait


@dataclass(frozen=True, slots=True)
class Outline:
    """What a catalogue file must know before its first row.

    *languages* are those that a field is translated into: {"title": {"ru"}}. *products* is
    how many there are about.
    """

    titles: CategoryTitles
    languages: Mapping[str, frozenset[str]]
    products: int


class Exporter:
    """Reads the catalogue for files; memory does not grow with it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def outline(self, actor: Customer | None) -> Outline:
        """Return what a file begins with; *actor* None is whoever sits at the machine.

        Raises:
            NotAllowed: The actor is no admin.
        """
        if actor:
            actor.ensure_admin()
        async with self._store.read() as uow:
            titles = {one.path: one.titles for one in await uow.sheets.categories()}
            return Outline(titles, await uow.sheets.languages(), await uow.sheets.count())

    async def sheets(self) -> AsyncIterator[tuple[ProductSheet, ...]]:
        """Return every product that has something on sale, some at a time, each as it is then.

        Products that are added meanwhile come last; none comes twice.
        """
        last = 0
        while True:
            async with self._store.read() as uow:
                stored = await uow.sheets.after(last, _AT_ONCE)
            if not stored:
                return
            last = stored[-1].id
            yield tuple(one.sheet for one in stored if one.sheet.variants)
            await asyncio.sleep(0)  # taps come first
