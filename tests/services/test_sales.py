"""Sales are planned by admins in words, and what cannot be is refused in words."""

import asyncio

import pytest

from domain.digital import Kind
from domain.errors import NotAllowed, NotFound
from domain.goods import NewProduct, ProductSheet, VariantSheet
from domain.money import Money
from domain.ports.sheets import Placed
from domain.sale_errors import (
    AmbiguousShelf,
    BadDays,
    NothingToReduce,
    NotLower,
    OffSale,
    OtherMoney,
    SaleOver,
    SaleOverlaps,
)
from domain.sale_terms import Reduced, SaleTerms
from domain.sales import State, Why
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.services.selling import SellingShop, usd
from tests.services.stockroom import ANNA, CLARA, goods_of, journal_lines, potter

MUGS = ("Kitchen", "Mugs")


@pytest.fixture
async def shop(store: SqlStore, clock: StandingClock) -> SellingShop:
    """A shop with two articles for 12.90 on no shelf; it is noon of 21 November 2026."""
    shop = SellingShop(store, clock)
    await shop.open("BM-1", "BM-2")
    return shop


async def stands(shop: SellingShop, sku: str, price: int, *way: str) -> None:
    """Put a mug on a shelf."""
    async with shop.store.write() as uow:
        await uow.sheets.add_categories([way])
        (shelf,) = [one for one in await uow.sheets.categories() if one.path == way]
        sheet = ProductSheet(sku.lower(), f"Mug {sku}", (VariantSheet(sku, usd(price)),))
        await uow.sheets.save([Placed(sheet, 1, shelf.id, None)], 1, shop.clock.now())


async def test_a_plan_tells_what_was_understood(shop: SellingShop) -> None:
    planned = await shop.plans("bm-1 9.90 2026-12-01 2026-12-07")

    assert (planned.view.state, planned.view.articles) == (State.PLANNED, 1)
    (line,) = planned.view.lines
    assert (line.sku, line.name, line.price, line.now.price) == (
        "BM-1",
        "Blue mug",
        usd(990),
        usd(1290),
    )
    assert await shop.tag() == (1290, None)


async def test_every_line_is_carried_out_or_refused_by_itself(shop: SellingShop) -> None:
    first, second, third = await shop.says(
        "BM-1 9.90 until 2026-12-07\nBM-9 5 until 2026-12-07\nBM-2 -10% until 2026-12-07"
    )

    assert await shop.tag("BM-1") == (990, 1290)
    assert await shop.tag("BM-2") == (1161, 1290)
    assert type(second).__name__ == "Refused"
    assert getattr(second, "nearest", ()) == ("BM-1", "BM-2")
    assert type(first) is type(third)


async def test_the_same_update_twice_plans_once(shop: SellingShop) -> None:
    text = "BM-1 9.90 2026-12-01 2026-12-07"
    answers = await asyncio.gather(*(shop.sales.plan(ANNA, text, 7) for _ in range(4)))

    assert len({answer[0].view.sale.id for answer in answers if hasattr(answer[0], "view")}) == 1
    assert (await shop.sales.page(ANNA, 0)).total == 1


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("BM-1 12.90 until 2026-12-07", NotLower),
        ("BM-1 13 until 2026-12-07", NotLower),
        ("BM-1 250 ⭐ until 2026-12-07", OtherMoney),
        ("BM-1 9.90 until 2026-11-01", BadDays),
        ("Mugs 9.90 until 2026-12-07", NotFound),
    ],
)
async def test_a_sale_that_cannot_be_is_refused_and_changes_nothing(
    shop: SellingShop, text: str, kind: type[Exception]
) -> None:
    assert isinstance((await shop.is_refused(text)).error, kind)
    assert (await shop.sales.page(ANNA, 0)).total == 0
    assert await shop.tag() == (1290, None)


@pytest.mark.parametrize(
    ("days", "free"),
    [
        ("2026-11-25 2026-11-30", True),
        ("2026-12-08 2026-12-09", True),
        ("2026-11-25 2026-12-01", False),
        ("2026-12-07 2026-12-20", False),
        ("2026-12-03 2026-12-04", False),
        ("2026-11-25 2026-12-20", False),
    ],
)
async def test_sales_of_one_article_share_no_day(shop: SellingShop, days: str, free: bool) -> None:
    await shop.plans("BM-1 9.90 2026-12-01 2026-12-07")

    (answer,) = await shop.says(f"BM-1 -5% {days}")

    assert isinstance(getattr(answer, "error", None), SaleOverlaps) is not free
    await shop.plans(f"BM-2 -5% {days}")
    assert await shop.is_sound()


async def test_two_admins_who_plan_the_same_days_at_once_plan_one_sale(
    shop: SellingShop,
) -> None:
    text = "BM-1 9.90 2026-12-01 2026-12-07"
    await asyncio.gather(*(shop.sales.plan(ANNA, text, cause) for cause in range(4)))

    assert (await shop.sales.page(ANNA, 0)).total == 1
    assert await shop.is_sound()


async def test_a_category_is_all_that_stands_on_and_below_it(shop: SellingShop) -> None:
    await stands(shop, "K-1", 1000, "Kitchen")
    await stands(shop, "M-1", 2000, *MUGS)
    await stands(shop, "M-2", 150, *MUGS)

    planned = await shop.plans("kitchen -10% until 2026-12-07")

    assert (planned.view.sale.title, planned.view.articles) == ("Kitchen", 3)
    assert [await shop.tag(sku) for sku in ("K-1", "M-1", "M-2")] == [
        (900, 1000),
        (1800, 2000),
        (135, 150),
    ]
    assert await shop.tag("BM-1") == (1290, None)


async def test_articles_of_a_category_that_cannot_be_reduced_are_left_out_and_named(
    shop: SellingShop,
) -> None:
    await stands(shop, "M-1", 2000, *MUGS)
    await stands(shop, "M-2", 400, *MUGS)

    planned = await shop.plans("Mugs 5 until 2026-12-07")

    assert planned.view.articles == 1
    assert [(one.sku, type(one.error)) for one in planned.left_out] == [("M-2", NotLower)]
    refused = await shop.is_refused("Mugs 30 until 2026-12-07")
    assert isinstance(refused.error, SaleOverlaps | NotLower)


async def test_two_categories_of_one_name_are_told_apart_by_the_way_to_them(
    shop: SellingShop,
) -> None:
    await stands(shop, "M-1", 2000, *MUGS)
    await stands(shop, "G-1", 2000, "Gifts", "Mugs")

    refused = await shop.is_refused("Mugs -10% until 2026-12-07")
    assert isinstance(refused.error, AmbiguousShelf)
    assert set(refused.error.ways) == {"Kitchen > Mugs", "Gifts > Mugs"}

    await shop.plans("Gifts > Mugs -10% until 2026-12-07")
    assert await shop.tag("G-1") == (1800, 2000)
    assert await shop.tag("M-1") == (2000, None)


async def test_an_empty_category_has_nothing_to_reduce(shop: SellingShop) -> None:
    async with shop.store.write() as uow:
        await uow.sheets.add_categories([("Attic",)])

    refused = await shop.is_refused("Attic -10% until 2026-12-07")

    assert isinstance(refused.error, NothingToReduce)


async def test_what_is_off_sale_is_not_reduced(shop: SellingShop) -> None:
    await stands(shop, "M-1", 2000, *MUGS)
    async with shop.store.write() as uow:
        (stored,) = [
            one for one in await uow.sheets.after(0, 100_000) if one.sheet.handle == "m-1"
        ]
        sheet = ProductSheet("m-1", "Mug", (VariantSheet("M-9", usd(2000)),))
        await uow.sheets.save([Placed(sheet, 1, None, None)], 1, shop.clock.now())
        assert stored

    refused = await shop.is_refused("M-1 -10% until 2026-12-07")

    assert isinstance(refused.error, OffSale)


async def test_all_variants_of_a_product_are_reduced_by_its_card(shop: SellingShop) -> None:
    async with shop.store.write() as uow:
        variants = tuple(
            VariantSheet(f"V-{n}", usd(1000 * n), options=(("Size", str(n)),)) for n in (1, 2)
        )
        sheet = ProductSheet("vase", "Vase", variants)
        await uow.sheets.save([Placed(sheet, 1, None, None)], 1, shop.clock.now())
        count = await uow.stock.count("V-1")
    assert count
    terms = SaleTerms(Reduced(rate=20_000), None, shop.clock.now().replace(year=2027))

    planned = await shop.sales.plan_product(ANNA, count.product_id, terms, 5)

    assert planned.view.sale.title == "Vase"
    assert [await shop.tag(sku) for sku in ("V-1", "V-2")] == [(800, 1000), (1600, 2000)]
    shop.clock.skip(days=400)
    with pytest.raises(BadDays):
        await shop.sales.plan_product(ANNA, count.product_id, terms, 6)


async def test_stopping_cancels_what_is_planned_and_ends_what_runs(shop: SellingShop) -> None:
    planned = await shop.plans("BM-1 9.90 2026-12-01 2026-12-07")
    running = await shop.plans("BM-2 9.90 until 2026-12-07")

    await shop.sales.stop(ANNA, planned.view.sale.id)
    await shop.sales.stop(ANNA, running.view.sale.id)

    assert await shop.standing(1) == [(State.CANCELLED, None)]
    assert await shop.standing(2) == [(State.ENDED, Why.STOPPED)]
    assert await shop.tag("BM-2") == (1290, None)
    assert await shop.on("2026-12-03T00:00:00") == 0
    assert await shop.notes() == []
    for sale in (1, 2):
        with pytest.raises(SaleOver):
            await shop.sales.stop(ANNA, sale)
    assert ("sale", "running", "stopped") in [one[1:] for one in await journal_lines(shop.store)]


async def test_running_sales_are_listed_first_then_planned_then_past(shop: SellingShop) -> None:
    await stands(shop, "M-1", 2000, *MUGS)
    past = await shop.plans("BM-1 9.90 2026-12-01 2026-12-07")
    await shop.sales.stop(ANNA, past.view.sale.id)
    await shop.plans("BM-2 9.90 2026-12-05 2026-12-07")
    await shop.plans("M-1 9.90 until 2026-12-07")
    await shop.plans("BM-1 9.90 2026-12-01 2026-12-07")

    page = await shop.sales.page(ANNA, 0)

    assert [view.sale.id for view in page.sales] == [3, 4, 2, 1]
    assert (page.total, page.pages) == (4, 1)
    assert (await shop.sales.page(ANNA, 9)).page == 0


async def test_only_admins_plan_see_and_stop_sales(shop: SellingShop) -> None:
    await shop.plans("BM-1 9.90 until 2026-12-07")
    terms = SaleTerms(Reduced(rate=20_000), None, shop.clock.now().replace(year=2027))
    for actor in (CLARA, potter(1)):
        for attempt in (
            shop.says("BM-2 9.90 until 2026-12-07", actor),
            shop.sales.plan_product(actor, 2, terms, 1),
            shop.sales.page(actor, 0),
            shop.sales.get(actor, 1),
            shop.sales.stop(actor, 1),
        ):
            with pytest.raises(NotAllowed):
                await attempt

    assert await shop.tag("BM-1") == (990, 1290)
    assert await shop.tag("BM-2") == (1290, None)


async def test_a_sale_of_stars_is_in_stars(shop: SellingShop) -> None:

    draft = NewProduct("Wallpaper", Money(300, "XTR"), 0, sku="WP-1", kind=Kind.KEYS)
    await goods_of(shop.store, shop.clock).add(ANNA, draft, 99)

    await shop.plans("WP-1 250 until 2026-12-07")
    assert await shop.tag("WP-1") == (250, 300)
    assert isinstance((await shop.is_refused("WP-1 $2 2027-01-01 2027-01-02")).error, OtherMoney)
