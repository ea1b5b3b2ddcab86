"""Files that are saved part by part: each part whole, and all of them what the file says."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.files.pooled import Reader
from bot.files.reading import read
from domain.goods import Path as Shelf
from domain.imports import Catalogue, ImportPlan
from domain.services.imports import Importer
from storage.migrate import migrate
from storage.store import SqlStore
from storage.tables.search import search_docs, unpacked
from storage.unit import SqlUnit
from tests.conftest import StandingClock
from tests.files.samples import SHOPIFY, SIMPLE, said
from tests.services.bringing import PICTURE, Album, counts, everything, found
from tests.services.stockroom import ANNA, journal_lines, movements, on_hand, reserve

GOODS = "sku,product,title,price,stock\n" + "".join(
    f"S-{n},p-{n // 2},{'' if n % 2 else f'Tea {n // 2}'},{5 + n},3\n" for n in range(8)
)
GOODS = GOODS.replace("price,stock", "price,stock,options").replace(",3\n", ",3,Size=\n")
GOODS = "\n".join(
    line + (str(n) if n else "") for n, line in enumerate(GOODS.rstrip("\n").split("\n"))
)


def parted(text: str, rows: int = 2) -> Catalogue:
    """A file that is saved in parts of about so many rows."""
    return Reader("USD", part=rows, whole=0, workers=0).read(text.encode())


@pytest.fixture
def importer(store: SqlStore, clock: StandingClock) -> Importer:
    """The importer of a shop called Souk, with the mug's picture at hand."""
    return Importer(store, clock, Album({"pictures/mug.jpg": PICTURE}), "Souk")


MIXED = "sku,product,title,price,merchant\nA,a,Tea,5,Potter\nB,b,Cup,6,\nC,c,Jug,7,Anna\n"


@pytest.fixture
async def other(tmp_path: Path) -> AsyncIterator[SqlStore]:
    """Another, empty shop."""
    opened = SqlStore(f"sqlite+aiosqlite:///{tmp_path}/other.db")
    await migrate(opened)
    yield opened
    await opened.close()


async def bags(store: SqlStore) -> list[tuple[int, list[str], int]]:
    """What the search knows; shelves and merchants have other numbers in another shop."""
    async with store.read() as uow:
        rows = await uow.connection.execute(
            select(
                search_docs.c.id, unpacked(search_docs.c.bag).label("bag"), search_docs.c.price
            ).order_by(search_docs.c.id)
        )
        return [
            (
                row.id,
                sorted(word for word in row.bag.split() if word[:2] not in ("§c", "§b")),
                row.price,
            )
            for row in rows
        ]


async def shelves(store: SqlStore) -> dict[Shelf, Mapping[str, str]]:
    """What the categories are called."""
    async with store.read() as uow:
        return {one.path: one.titles for one in await uow.sheets.categories()}


@pytest.mark.parametrize(
    "text", [SIMPLE, SHOPIFY, GOODS, MIXED], ids=["simple", "shopify", "goods", "mixed"]
)
async def test_parts_make_the_shop_that_the_whole_makes(
    importer: Importer, store: SqlStore, other: SqlStore, clock: StandingClock, text: str
) -> None:
    album = Album({"pictures/mug.jpg": PICTURE})
    whole = Importer(other, clock, album, "Souk")
    file = read(text.encode(), "USD")
    before = await whole.plan(ANNA, file)
    expected = await whole.apply(before)

    plan = await importer.plan(ANNA, parted(text, 1))
    result = await importer.apply(plan)

    assert (counts(plan), plan.problems) == (counts(before), before.problems)
    assert result == expected
    assert [one.sheet for one in await everything(store)] == [
        one.sheet for one in await everything(other)
    ]
    assert await bags(store) == await bags(other)
    assert await shelves(store) == await shelves(other)


async def test_the_same_parts_again_write_nothing(
    importer: Importer, store: SqlStore, clock: StandingClock
) -> None:
    await importer.apply(await importer.plan(ANNA, parted(GOODS)))
    before = await everything(store), await journal_lines(store)
    counted = Counted(store)
    again = Importer(counted, clock, Album(), "Souk")

    plan = await again.plan(ANNA, parted(GOODS))
    result = await again.apply(plan)

    assert plan.idle
    assert counts(result) == (8, 0, 0, 0)
    assert (counted.writes, counted.ways) == (0, 0)
    assert (await everything(store), await journal_lines(store)) == before


async def test_only_parts_with_a_change_are_written(
    importer: Importer, store: SqlStore, clock: StandingClock
) -> None:
    await importer.apply(await importer.plan(ANNA, parted(GOODS)))
    counted = Counted(store)
    again = Importer(counted, clock, Album(), "Souk")

    result = await again.apply(
        await again.plan(ANNA, parted(GOODS.replace("p-2,Tea 2,9,", "p-2,Tea 2,10,")))
    )

    assert counts(result) == (7, 1, 0, 0)
    assert (counted.writes, counted.ways) == (1, 1)


class BrokenOff(Exception):
    """Somebody pulled the plug."""


async def test_an_import_that_is_broken_off_leaves_whole_products_and_is_finished_by_another(
    importer: Importer, store: SqlStore
) -> None:
    plan = await importer.plan(ANNA, parted(GOODS))

    def pull_the_plug(what: str, done: int, of: int) -> None:
        if what == "saved" and done >= of // 2:
            raise BrokenOff

    with pytest.raises(BrokenOff):
        await importer.apply(plan, pull_the_plug)

    half = await everything(store)
    assert [(one.sheet.handle, len(one.variants)) for one in half] == [("p-0", 2), ("p-1", 2)]
    assert await found(store, "tea") == ["Tea 0", "Tea 1"]
    result = await importer.apply(await importer.plan(ANNA, parted(GOODS)))
    assert counts(result) == (4, 0, 4, 0)
    assert len(await everything(store)) == 4
    assert await movements(store, "S-0") == [(3, "import")]


async def test_a_part_that_is_cancelled_leaves_nothing_of_itself(
    importer: Importer, store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = await importer.plan(ANNA, parted(GOODS))

    async def cancelled(*_: object) -> None:
        raise asyncio.CancelledError

    monkeypatch.setattr("storage.sheets.Sheets._save_counts", cancelled)
    with pytest.raises(asyncio.CancelledError):
        await importer.apply(plan)

    assert await everything(store) == ()


async def test_goods_that_became_wrong_meanwhile_are_left_out_and_told(
    importer: Importer, store: SqlStore, clock: StandingClock
) -> None:
    await importer.apply(await importer.plan(ANNA, parted(GOODS)))
    plan = await importer.plan(ANNA, parted(GOODS.replace(",3,", ",2,")))
    await reserve(store, clock, "S-2", 3)

    result = await importer.apply(plan)

    assert [(one.row, one.column) for one in result.left] == [(4, "stock")]
    assert counts(result) == (0, 6, 0, 0)
    assert [await on_hand(store, f"S-{n}") for n in range(8)] == [2, 2, 3, 3, 2, 2, 2, 2]


async def test_a_wrong_row_in_the_last_part_saves_nothing_of_the_first(
    importer: Importer, store: SqlStore
) -> None:
    plan = await importer.plan(ANNA, parted(GOODS + "\nS-0,p-9,Tea 9,5,1,\n"))

    assert [said(one) for one in plan.problems] == ["SKU S-0 is on rows 2 and 10."]
    assert plan.wrong == 1
    assert await everything(store) == ()


async def test_a_handle_named_elsewhere_in_the_file_is_not_taken_for_a_sku_alone(
    importer: Importer,
) -> None:
    await importer.apply(
        await importer.plan(ANNA, read(b"sku,product,title,price\nA,b,Tea,5\n", "USD"))
    )
    text = "sku,product,title,price\nA,,Tea,6\nC,c,Cup,5\nB,b,Big tea,5\n"

    whole = await importer.plan(ANNA, read(text.encode(), "USD"))
    plan: ImportPlan = await importer.plan(ANNA, parted(text, 1))

    assert plan.problems == whole.problems
    assert [one.column for one in plan.problems] == ["sku"]


class Counted:
    """A store that counts what writes, and how often others had a turn."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store
        self.writes = 0
        self.ways = 0

    def read(self) -> AbstractAsyncContextManager[SqlUnit]:
        """Open a unit for looking only."""
        return self._store.read()

    def write(self) -> AbstractAsyncContextManager[SqlUnit]:
        """Open a transaction."""
        self.writes += 1
        return self._store.write()

    async def give_way(self) -> None:
        """Count the turn."""
        self.ways += 1
