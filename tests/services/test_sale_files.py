"""Sales in catalogue files: planned once, never ended by one, and written back the same."""

import pytest

from bot.files.reading import read
from domain.imports import ImportFile
from domain.sales import State, Why
from domain.services.imports import Importer
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.files.samples import said
from tests.services.bringing import Album, bring, counts, export
from tests.services.selling import SellingShop
from tests.services.stockroom import ANNA

HEAD = "sku,title,price,compare_at,sale_price,sale_from,sale_until\n"


def file(*rows: str) -> ImportFile:
    """Read a file of mugs."""
    return read((HEAD + "\n".join(rows)).encode(), "USD")


@pytest.fixture
async def shop(store: SqlStore, clock: StandingClock) -> SellingShop:
    """A shop with two mugs for 12.90; it is noon of 21 November 2026."""
    shop = SellingShop(store, clock)
    await shop.open("BM-1", "BM-2")
    return shop


@pytest.fixture
def importer(store: SqlStore, clock: StandingClock) -> Importer:
    """The importer of a shop called Souk."""
    return Importer(store, clock, Album(), "Souk")


async def test_a_file_plans_sales_and_the_same_file_again_plans_none(
    shop: SellingShop, importer: Importer
) -> None:
    told = file(
        "BM-1,Blue mug,12.90,,9.90,2026-12-01,2026-12-07",
        "BM-2,Blue mug,12.90,,8.90,01.12.2026,2026-12-07 18:00",
    )
    assert counts(await bring(importer, told)) == (0, 2, 0, 0)
    assert counts(await importer.plan(ANNA, told)) == (2, 0, 0, 0)
    assert counts(await bring(importer, told)) == (2, 0, 0, 0)
    assert (await shop.sales.page(ANNA, 0)).total == 2

    await shop.on("2026-12-01T00:00:00")
    assert await shop.tag("BM-1") == (990, 1290)
    await shop.on("2026-12-07T18:00:00")
    assert await shop.tag("BM-2") == (1290, None)
    assert await shop.tag("BM-1") == (990, 1290)


async def test_articles_of_a_file_with_the_same_days_are_one_sale(
    shop: SellingShop, importer: Importer
) -> None:
    await bring(
        importer,
        file("BM-1,Blue mug,12.90,,9.90,,2026-12-07", "BM-2,Blue mug,12.90,,8.90,,2026-12-07"),
    )
    await shop.hands.turn()

    (view,) = (await shop.sales.page(ANNA, 0)).sales
    assert (view.articles, view.state) == (2, State.RUNNING)
    assert await shop.tag("BM-2") == (890, 1290)


async def test_new_goods_may_come_with_a_sale(shop: SellingShop, importer: Importer) -> None:
    await bring(importer, file("NEW-1,Jug,20,,15,,2026-12-07"))
    await shop.hands.turn()

    assert await shop.tag("NEW-1") == (1500, 2000)


@pytest.mark.parametrize("typed", ["9.90 until 2026-12-07", "-10% 2026-12-01 09:30 2026-12-07"])
async def test_an_export_read_back_changes_nothing_during_a_sale_or_before(
    shop: SellingShop, importer: Importer, typed: str
) -> None:
    await shop.plans(f"BM-1 {typed}")
    await shop.plans("BM-1 -50% 2026-12-24 2026-12-31")
    text = await export(shop.store)

    again = read(text.encode(), "USD")

    assert again.warnings == ()
    assert counts(await importer.plan(ANNA, again)) == (2, 0, 0, 0)
    assert "12.90" in text


async def test_an_old_export_is_read_after_its_sales_with_a_warning(
    shop: SellingShop, importer: Importer
) -> None:
    await shop.plans("BM-1 9.90 until 2026-12-07")
    await shop.plans("BM-2 9.90 until 2026-12-20")
    text = await export(shop.store)
    await shop.sales.stop(ANNA, 2)
    await shop.on("2026-12-08T00:00:00")

    plan = await importer.plan(ANNA, read(text.encode(), "USD"))

    assert plan.problems == ()
    assert [(one.row, one.column) for one in plan.warnings] == [
        (2, "sale_until"),
        (3, "sale_from"),
    ]
    assert counts(plan) == (2, 0, 0, 0)


async def test_a_price_list_without_sales_leaves_those_that_run(
    shop: SellingShop, importer: Importer
) -> None:
    await shop.plans("BM-1 9.90 until 2026-12-07")
    prices = read(b"sku,title,price,description\nBM-1,Blue mug,12.90,Holds tea", "USD")

    await bring(importer, prices)

    assert await shop.tag() == (990, 1290)
    assert await shop.standing() == [(State.RUNNING, None)]
    assert await shop.is_sound()


async def test_another_price_in_a_file_is_the_one_that_comes_back(
    shop: SellingShop, importer: Importer
) -> None:
    await shop.plans("BM-1 9.90 until 2026-12-07")

    await bring(importer, file("BM-1,Blue mug,14.00,16.00,,,"))

    assert await shop.tag() == (990, 1600)
    assert await shop.price_from() == 990
    assert await shop.is_sound()
    await shop.on("2026-12-08T00:00:00")
    assert await shop.tag() == (1400, 1600)


async def test_a_price_in_a_file_that_is_no_more_than_the_sales_ends_it(
    shop: SellingShop, importer: Importer
) -> None:
    await shop.plans("BM-1 9.90 until 2026-12-07")

    await bring(importer, file("BM-1,Blue mug,8.00,,,,"))

    assert await shop.tag() == (800, None)
    assert await shop.standing() == [(State.ENDED, Why.BY_HAND)]
    assert await shop.notes() == [(1, "by_hand")]
    assert await shop.is_sound()


async def test_a_variant_that_a_file_takes_off_sale_gets_its_price_back(
    shop: SellingShop, importer: Importer
) -> None:
    two = "sku,product,title,price,options\nV-1,vase,Vase,10,Size=S\n"
    await bring(importer, read((two + "V-2,vase,Vase,20,Size=L").encode(), "USD"))
    await shop.plans("V-2 15 until 2026-12-07")

    await bring(importer, read(two.encode(), "USD"))

    assert await shop.tag("V-2") == (2000, None)
    assert await shop.standing() == [(State.ENDED, Why.GONE)]
    assert await shop.price_from("V-1") == 1000


@pytest.mark.parametrize(
    ("cells", "column", "text"),
    [
        ("12.90,,2026-12-07", "sale_price", "no less than its price"),
        ("cheap,,2026-12-07", "sale_price", "no price above zero"),
        (",2026-12-01,2026-12-07", "sale_price", "no price above zero"),
        ("9.90,2026-12-01,", "sale_until", "An empty cell is no day."),
        ("9.90,12/01/2026,2026-12-07", "sale_from", '"12/01/2026" is no day.'),
        ("9.90,2026-12-07,2026-12-01", "sale_until", "end before it begins"),
        ("9.90,2026-12-05,2026-12-25", "sale_price", "has a sale on some of these days"),
    ],
)
async def test_a_sale_that_cannot_be_is_named_by_its_cell_and_nothing_is_saved(
    shop: SellingShop, importer: Importer, cells: str, column: str, text: str
) -> None:
    await shop.plans("BM-1 9.90 2026-12-20 2026-12-31")

    plan = await importer.plan(ANNA, file(f"BM-1,Blue mug,12.90,,{cells}"))

    (problem,) = plan.problems
    assert (problem.row, problem.column) == (2, column)
    assert text in said(problem)
    assert (await shop.sales.page(ANNA, 0)).total == 1
