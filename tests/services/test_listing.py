"""Lists of goods, narrowed and ordered: by words or on a shelf."""

from dataclasses import replace

import pytest

from domain.catalog import Sort
from domain.digital import Kind as Handed
from domain.favourites import Seen
from domain.goods import VariantSheet
from domain.money import STARS, Money
from domain.ratings import UNRATED, Rating
from domain.search.traits import Kind, Trait, group_of, standing
from domain.search.wishes import Order, Part, Wish
from domain.services.indexing import Indexing, popularity
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.services.window import Window, sheet, titles
from tests.shop import Shop

MUGS = ("Kitchen", "Mugs")
BLUE, RED = (Trait(Kind.OWN, "Colour", value) for value in ("Blue", "Red"))


@pytest.fixture
async def window(store: SqlStore, clock: StandingClock) -> Window:
    """Mugs of two brands and some colours, a plate, and two things that are sold in Stars."""
    window = Window(store, clock)
    await window.put(
        sheet("Mug one", 900, category=MUGS, brand="Acme", attributes=(("Colour", "Blue"),)),
        sheet("Mug two", 700, category=MUGS, brand="ACMÉ", attributes=(("Colour", "Red"),)),
        sheet("Mug three", 800, category=MUGS, brand="Bolt", tags="gift, for children"),
        sheet("Plate", 300, category=("Kitchen", "Plates"), attributes=(("colour", "blue"),)),
        sheet("Mug game", variants=(_starred("G-1", 50),), kind=Handed.KEYS, category=MUGS),
        sheet("Mug song", variants=(_starred("G-2", 9000),), kind=Handed.TEXT, category=MUGS),
    )
    return window


def _starred(sku: str, stars: int) -> VariantSheet:
    return VariantSheet(sku, Money(stars, STARS), stock=5)


async def _having(window: Window, typed: str, **more: object) -> list[str]:
    found = await window.search.look_for(window.anna, typed)
    wish = replace(found.asked.wish, **more)  # type: ignore[arg-type]
    return await window.narrowed(found, wish)


async def test_goods_are_narrowed_to_one_of_each_thing_that_was_chosen(window: Window) -> None:
    acme = Trait(Kind.BRAND, "", "Acme")

    assert await _having(window, "mug", traits=(BLUE,)) == ["Mug one"]
    assert await _having(window, "mug", traits=(BLUE, RED)) == ["Mug one", "Mug two"]
    assert await _having(window, "mug", traits=(BLUE, RED, acme)) == ["Mug one", "Mug two"]
    assert await _having(window, "mug", traits=(acme, Trait(Kind.TAG, "", "gift"))) == []
    assert await _having(window, "mug", traits=(Trait(Kind.TAG, "", "for children"),)) == [
        "Mug three"
    ]


async def test_what_may_be_chosen_is_what_the_found_goods_have_the_commonest_first(
    window: Window,
) -> None:
    found = await window.search.browse(window.anna, None, Order.BEST)

    seen = await window.search.narrowing.overview(window.anna, found.asked.id)

    assert {(group.kind, group.name) for group in seen.groups} == {
        (Kind.BRAND, ""),
        (Kind.OWN, "Colour"),
        (Kind.TAG, ""),
    }
    assert seen.groups[-1].kind is Kind.TAG
    _, colours = await window.search.narrowing.group(window.anna, found.asked.id, BLUE.group)
    assert colours
    assert [(one.trait.value, one.goods) for one in colours.values] == [("Blue", 2), ("Red", 1)]
    await window.narrowed(found, found.asked.wish.with_trait(RED))
    _, colours = await window.search.narrowing.group(window.anna, found.asked.id, BLUE.group)
    assert colours
    assert [one.goods for one in colours.values] == [2, 1], "others may still be chosen besides"


async def test_an_option_is_chosen_as_an_attribute_is_in_the_customers_words(
    window: Window,
) -> None:
    red = VariantSheet(
        "S-1", Money(1, "USD"), (("Colour", "Red"),), texts={"ru": (("Цвет", "Красный"),)}, stock=1
    )
    await window.put(sheet("Scarf", variants=(red,)), sheet("Hat"))
    ivan = replace(window.anna, language="ru")
    found = await window.search.browse(ivan, None, Order.BEST)

    _, colours = await window.search.narrowing.group(
        ivan, found.asked.id, group_of(Kind.OWN, "Цвет")
    )

    assert colours
    chosen = found.asked.wish.with_trait(colours.values[0].trait)
    assert await window.narrowed(found, chosen) == ["Scarf"]
    assert await _having(window, "scarf", traits=(RED,)) == ["Scarf"]


async def test_a_shelf_is_looked_through_in_any_order_and_page_by_page(window: Window) -> None:
    async with window.store.read() as uow:
        kitchen = next(one.id for one in await uow.sheets.categories() if len(one.path) == 1)
    found = await window.search.browse(window.anna, kitchen, Order.CHEAP)
    more = await window.search.turn(window.anna, found.asked.id, 1)

    assert titles(found) == ["Plate", "Mug two", "Mug three", "Mug one", "Mug game"]
    assert (titles(more), found.asked.total) == (["Mug song"], 6)
    assert found.asked.browsing
    await window.narrowed(found, Wish(category=kitchen, low=800))
    assert (await window.search.asked(window.anna, found.asked.id)).bare == Wish(category=kitchen)


async def test_stars_stand_behind_all_money_whichever_way_prices_go(window: Window) -> None:
    assert await window.all_pages("cheapest mug") == [
        "Mug two", "Mug three", "Mug one", "Mug game", "Mug song"
    ]  # fmt: skip
    assert await window.all_pages("most expensive mug") == [
        "Mug one", "Mug three", "Mug two", "Mug song", "Mug game"
    ]  # fmt: skip


async def test_a_shelfs_own_list_keeps_stars_behind_money_too(window: Window) -> None:
    shown = {}
    async with window.store.read() as uow:
        for sort in (Sort.CHEAP, Sort.DEAR):
            pages = [await uow.catalog.page(None, sort, at, "en") for at in (0, 1)]
            shown[sort] = [row.title for page in pages for row in page.rows]

    assert shown[Sort.CHEAP][:2] == ["Plate", "Mug two"]
    assert shown[Sort.CHEAP][-2:] == ["Mug game", "Mug song"]
    assert shown[Sort.DEAR][0] == "Mug one"
    assert shown[Sort.DEAR][-2:] == ["Mug song", "Mug game"]


async def test_a_price_in_money_leaves_out_what_is_sold_in_stars(window: Window) -> None:
    assert await window.finds("cheapest mug under 9") == ["Mug two", "Mug three", "Mug one"]
    assert await window.finds("mug over 8") == ["Mug one", "Mug three"]
    _, prices = await window.search.narrowing.prices(window.anna, 0)
    assert {price.currency for price in prices} == {"USD"}


async def test_a_shop_that_sells_in_stars_alone_asks_for_prices_in_them(
    store: SqlStore, clock: StandingClock
) -> None:
    window = Window(store, clock, STARS)
    for sku, stars in (("G-1", 50), ("G-2", 900)):
        await window.put(sheet(f"Game {sku}", variants=(_starred(sku, stars),)))

    assert await window.finds("game under 100") == ["Game G-1"]
    assert await window.finds("most expensive game") == ["Game G-2", "Game G-1"]
    _, prices = await window.search.narrowing.prices(window.anna, 0)
    assert prices
    assert prices[0].currency == STARS


async def _reviewed(window: Window, title: str, *stars: int) -> None:
    async with window.store.write() as uow:
        variant = await uow.stock.count(f"{title}-sku")
        assert variant
        for each in stars:
            await uow.reviews.count(variant.product_id, UNRATED, Rating(each, 1))


async def test_many_good_reviews_stand_above_a_single_one_and_bad_ones_below_none(
    window: Window,
) -> None:
    await _reviewed(window, "Mug one", 5)
    await _reviewed(window, "Mug two", *[5] * 9, 4)
    await _reviewed(window, "Mug three", 1, 2)

    for typed in ("best rated mug", "mug с лучшими отзывами", "好评 mug"):
        assert (await window.finds(typed))[:2] == ["Mug two", "Mug one"], typed
        assert (await window.all_pages(typed))[-1] == "Mug three", typed
    assert standing(Rating(5, 1)) < standing(Rating(49, 10)) < standing(Rating(490, 100))


async def test_stars_are_asked_for_as_they_are_shown_and_a_review_counts_at_once(
    window: Window,
) -> None:
    await _reviewed(window, "Mug one", *[4] * 19, 3)
    await _reviewed(window, "Mug two", 3)

    assert await _having(window, "mug", rating=4) == ["Mug one"], "3.95 is shown as 4.0"
    assert await _having(window, "mug", rating=3) == ["Mug one", "Mug two"]
    await _reviewed(window, "Mug two", 5)
    assert await _having(window, "mug", rating=4) == ["Mug one", "Mug two"]


async def test_an_article_number_is_found_by_its_beginning(window: Window) -> None:
    await window.put(
        sheet("Bolt", sku="BM1001"), sheet("Nut", sku="bm-1002"), sheet("BM-9 poster", sku="P-1")
    )

    assert await window.finds("BM-") == ["Bolt", "Nut", "BM-9 poster"]
    assert await window.finds("bm100") == ["Bolt", "Nut"]
    assert await window.finds("BM-1001") == ["Bolt"]
    await window.put(sheet("Nut", handle="nut-bm-1002", sku="X-5"))
    assert await window.finds("bm100") == ["Bolt"]


async def test_what_people_look_at_comes_before_what_they_pass_by(
    window: Window, clock: StandingClock
) -> None:
    async with window.store.write() as uow:
        red = await uow.stock.count("Mug two-sku")
    assert red
    indexing = Indexing(window.store, clock)
    await _seen_by(window, red.product_id, 10)

    assert await indexing.daily()

    assert (await window.finds("mug"))[0] == "Mug two"
    assert popularity(0, 50) == popularity(1) > popularity(0, 9) == 0
    clock.skip(days=91)
    assert await indexing.daily()
    assert (await window.finds("mug"))[0] == "Mug one"


async def _seen_by(window: Window, product_id: int, people: int) -> None:
    shop = Shop(window.store, window.clock)
    lookers = [(await shop.customer(5000 + number)).id for number in range(people)]
    seen = [(Seen(id_, product_id), window.clock.now()) for id_ in lookers]
    async with window.store.write() as uow:
        await uow.favourites.note_seen(seen)


def test_everything_that_was_chosen_can_be_given_up_one_by_one() -> None:
    wish = Wish("mug", rating=4, traits=(BLUE, RED), order=Order.RATED)

    assert wish.without(Part.TRAIT, BLUE.number).traits == (RED,)
    assert wish.without(Part.TRAIT).traits == ()
    assert wish.without(Part.RATING).rating is None
    assert wish.with_trait(BLUE).traits == (RED, BLUE)
    assert wish.having(Part.RATING, 9).rating == 4
    assert wish.regardless_of(BLUE.group).traits == ()
