"""Sales in a shop whose days are not those of UTC, over a change of the clocks."""

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bot.files.reading import read
from bot.files.sale_cells import sale_cells
from bot.files.writing import CatalogueWriter
from bot.i18n import Translations
from bot.screens.errors import explain
from bot.screens.sale_words import days_words, until_words
from domain.local_time import SkippedTime, zone_named
from domain.money import Money
from domain.sales import Reduction
from domain.services.exports import Exporter
from domain.services.imports import Importer
from domain.services.sales import Sales
from domain.stock import Refused
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.files.samples import said
from tests.services.bringing import Album, bring, counts
from tests.services.selling import SellingShop
from tests.services.stockroom import ANNA

BERLIN = zone_named("Europe/Berlin")
T = Translations({}, zone=BERLIN).for_language("en")


@pytest.fixture
async def shop(store: SqlStore, clock: StandingClock) -> SellingShop:
    """A shop in Berlin; it is 1 March 2026, and clocks go forward on the 29th."""
    clock.at = datetime(2026, 3, 1, 12, tzinfo=UTC)
    shop = SellingShop(store, clock)
    shop.sales = Sales(store, clock, "USD", BERLIN)
    await shop.open("BM-1")
    return shop


async def test_days_are_those_of_the_shop_though_one_is_an_hour_short(shop: SellingShop) -> None:
    await shop.plans("BM-1 9.90 2026-03-28 2026-03-29")

    assert await shop.on("2026-03-27T22:59:59") == 0
    assert await shop.on("2026-03-27T23:00:00") == 1
    assert await shop.tag() == (990, 1290)
    assert await shop.on("2026-03-29T21:59:59") == 0
    assert await shop.on("2026-03-29T22:00:00") == 1
    assert await shop.tag() == (1290, None)
    assert await shop.is_sound()


async def test_a_time_that_does_not_exist_is_refused_in_words(shop: SellingShop) -> None:
    (answer,) = await shop.sales.plan(ANNA, "BM-1 9.90 2026-03-28 2026-03-29 02:30", 1)

    assert isinstance(answer, Refused)
    assert isinstance(answer.error, SkippedTime)
    assert explain(answer.error, T) == (
        "2026-03-29 02:30 is never: clocks are put forward then (Berlin). Nothing was planned."
    )
    assert (await shop.sales.page(ANNA, 0)).total == 0


async def test_what_is_seen_is_what_was_typed(shop: SellingShop) -> None:
    planned = await shop.plans("BM-1 9.90 2026-03-28 2026-03-29")
    sale = planned.view.sale
    assert days_words(sale.starts_at, sale.ends_at, T) == "Mar 28, 2026 – Mar 29, 2026"
    assert until_words(sale.ends_at, T) == "Sale until March 29"

    evening = datetime(2026, 3, 29, 16, tzinfo=UTC)
    said = until_words(evening, T).replace("\u202f", " ")
    assert said == "Sale until March 29, 6:00 PM (Berlin)"


@pytest.mark.parametrize(
    "days",
    [
        "2026-03-28 2026-03-29",
        "2026-03-28 10:00 2026-03-29 18:00",
        "2026-10-24 2026-10-25",
        "2026-10-25 02:30 2026-10-26",
    ],
)
async def test_a_file_tells_days_in_the_shops_zone_and_comes_back_unchanged(
    shop: SellingShop, days: str
) -> None:
    await shop.plans(f"BM-1 9.90 {days}")

    text = (await exported(shop.store)).decode("utf-8-sig")
    importer = Importer(shop.store, shop.clock, Album(), "Souk")
    plan = await importer.plan(ANNA, read(text.encode(), "USD", BERLIN))

    first = days.split()[0]
    assert f",{first}" in text
    assert plan.problems == ()
    assert counts(plan)[1:] == (0, 0, 0)


async def test_a_sale_of_a_file_begins_with_the_shops_day(shop: SellingShop) -> None:
    text = "sku,title,price,sale_price,sale_from,sale_until\nT-1,Tea,9,7,2026-03-28,2026-03-29\n"
    importer = Importer(shop.store, shop.clock, Album(), "Souk")

    await bring(importer, read(text.encode(), "USD", BERLIN))

    await shop.on("2026-03-27T22:59:59")
    assert await shop.tag("T-1") == (900, None)
    await shop.on("2026-03-27T23:00:00")
    assert await shop.tag("T-1") == (700, 900)


def test_a_cell_with_a_time_that_does_not_exist_is_named() -> None:
    text = "sku,title,price,sale_price,sale_until\nT-1,Tea,9,7,2026-03-29 02:30\n"

    (problem,) = read(text.encode(), "USD", BERLIN).problems

    assert (problem.row, problem.column) == (2, "sale_until")
    assert "clocks are put forward" in said(problem)


@pytest.mark.parametrize("hour", [0, 1])
def test_both_hours_of_the_night_that_has_one_twice_are_told_apart(hour: int) -> None:
    until = datetime(2026, 10, 25, hour, 30, tzinfo=UTC)
    told = sale_cells(Reduction(Money(700, "USD"), None, until), BERLIN)
    text = f"sku,title,price,{','.join(told)}\nT-1,Tea,9,{','.join(told.values())}\n"

    (tea,) = read(text.encode(), "USD", BERLIN).products

    reduction = tea.variants[0].reduction
    assert reduction is not None
    assert reduction.ends_at == until


async def exported(store: SqlStore) -> bytes:
    """The catalogue as the shop in Berlin writes it."""
    exporter = Exporter(store)
    outline = await exporter.outline(ANNA)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "goods.csv"
        with CatalogueWriter(lambda _: path, outline, zone=BERLIN) as file:
            async for sheets in exporter.sheets():
                file.add(sheets)
        return path.read_bytes()
