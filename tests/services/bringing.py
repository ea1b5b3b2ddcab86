"""Bringing sample files into a shop, and looking at what came of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from domain.catalog import PAGE
from domain.imports import ImportFile, ImportPlan, ImportResult
from domain.ports.gallery import Unreadable
from domain.ports.sheets import Stored
from domain.remarks import Matter, remark
from domain.search.wishes import Order, Wish
from domain.services.exports import Exporter
from domain.services.imports import Importer
from domain.services.understanding import Understanding
from storage.store import SqlStore
from tests.files.samples import written
from tests.services.stockroom import (
    ANNA,
)

PICTURE = b"\xff\xd8\xff picture"
GONE = remark(Matter.NO_SERVER)


@dataclass
class Album:
    """A gallery that has what a test puts in, and notes what it was asked for."""

    pictures: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    async def fetch(self, sources: Collection[str]) -> Mapping[str, bytes | Unreadable]:
        """Give what there is."""
        self.asked += sources
        return {one: self.pictures.get(one, Unreadable(GONE)) for one in sources}


async def bring(importer: Importer, file: ImportFile) -> ImportResult:
    """Plan a file and carry it out."""
    return await importer.apply(await importer.plan(ANNA, file))


def counts(plan: ImportPlan | ImportResult) -> tuple[int, int, int, int]:
    """Same, changed, new, off sale."""
    return plan.same, plan.changed, plan.new, plan.retired


async def everything(store: SqlStore) -> tuple[Stored, ...]:
    """The whole catalogue."""
    async with store.read() as uow:
        return await uow.sheets.after(0, 100_000)


async def found(store: SqlStore, word: str) -> list[str]:
    """The titles found by a word."""
    async with store.read() as uow:
        read = await Understanding(uow.search, Wish(word)).read()
        leaf = await uow.search.leaf(read.plan, Order.BEST, None, PAGE)
        return [row.title for row in await uow.catalog.rows(leaf.product_ids, "en")]


async def export(store: SqlStore) -> str:
    """The catalogue as the file the shop writes."""
    exporter = Exporter(store)
    outline = await exporter.outline(ANNA)
    sheets = [sheet async for some in exporter.sheets() for sheet in some]
    return written(sheets, outline.titles, outline.languages).decode("utf-8-sig")
