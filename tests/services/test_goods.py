"""Adding goods in the chat, hiding them, giving them pictures."""

import asyncio
from dataclasses import replace

import pytest

from domain.catalog import Sort
from domain.errors import (
    BadInput,
    BadPrice,
    BadQuantity,
    BadText,
    NotAllowed,
    NotFound,
    ShopError,
)
from domain.goods import CategoryChoice, NewProduct
from domain.money import Money
from domain.services.goods import Goods
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.services.bringing import found as found_titles
from tests.services.stockroom import (
    ANNA,
    BORIS,
    CLARA,
    add,
    goods_of,
    journal_lines,
    movements,
    potter,
)

MUG = NewProduct("Blue mug", Money(1290, "USD"), 4)
PICTURE = b"\xff\xd8\xff first"


@pytest.fixture
def goods(store: SqlStore, clock: StandingClock) -> Goods:
    """The service of an empty shop."""
    return goods_of(store, clock)


async def found(store: SqlStore, *words: str) -> list[str]:
    """The titles that a customer finds by these words."""
    return await found_titles(store, " ".join(words))


async def listed(store: SqlStore) -> list[str]:
    """The titles that a customer sees in the list."""
    async with store.read() as uow:
        return [row.title for row in (await uow.catalog.page(None, Sort.NEW, 0, "en")).rows]


async def category(store: SqlStore, *path: str) -> int:
    """Make a category and return its id."""
    async with store.write() as uow:
        await uow.sheets.add_categories([path])
        return next(c.id for c in await uow.sheets.categories() if c.path == path)


async def test_a_new_product_is_on_sale_with_its_stock_and_price(
    goods: Goods, store: SqlStore
) -> None:
    added = await goods.add(ANNA, MUG, 1)

    (variant,) = added.product.variants
    assert (variant.sku, variant.price, variant.free) == ("BM-1", Money(1290, "USD"), 4)
    assert await listed(store) == ["Blue mug"]
    assert await movements(store, "BM-1") == [(4, "added")]
    assert (ANNA.id, "add", "", "BM-1") in await journal_lines(store)


async def test_a_new_product_is_found_by_title_sku_and_category(
    goods: Goods, store: SqlStore
) -> None:
    shelf = await category(store, "Kitchen", "Cups")
    await goods.add(ANNA, replace(MUG, category_id=shelf, description="Stoneware"), 1)

    for words in (("blue", "mug"), ("bm", "1"), ("cups",), ("kitchen",), ("stonew",)):
        assert await found(store, *words) == ["Blue mug"], words
    assert await found(store, "teapot") == []


async def test_the_same_update_adds_a_product_once(goods: Goods, store: SqlStore) -> None:
    first = await goods.add(ANNA, MUG, 7)

    assert await goods.add(ANNA, MUG, 7) == first
    assert await listed(store) == ["Blue mug"]
    assert await movements(store, "BM-1") == [(4, "added")]


async def test_a_made_up_sku_is_the_next_free_one_of_its_letters(goods: Goods) -> None:
    await goods.add(ANNA, replace(MUG, sku="bm-7"), 1)

    titles = ("Blue mug", "Big mat", "Émile's tea pot", "Синяя кружка", "青い")
    skus = [
        (await goods.add(ANNA, replace(MUG, title=title), 10 + n)).product.variants[0].sku
        for n, title in enumerate(titles)
    ]

    assert skus == ["BM-8", "BM-9", "EST-1", "P-1", "P-2"]


async def test_two_people_who_add_the_same_title_make_two_products(
    goods: Goods, store: SqlStore
) -> None:
    await asyncio.gather(*[goods.add(actor, MUG, actor.id) for actor in (ANNA, BORIS)])

    assert await listed(store) == ["Blue mug", "Blue mug"]


async def test_a_sku_that_is_taken_is_refused_in_any_case(goods: Goods, store: SqlStore) -> None:
    await goods.add(ANNA, replace(MUG, sku="BM-1"), 1)

    with pytest.raises(BadInput):
        await goods.add(ANNA, replace(MUG, title="Bread mould", sku="bm-1"), 2)

    assert await listed(store) == ["Blue mug"]


@pytest.mark.parametrize(
    ("draft", "error"),
    [
        (replace(MUG, title=" "), BadText),
        (replace(MUG, title="x" * 65), BadText),
        (replace(MUG, description="x" * 601), BadText),
        (replace(MUG, price=Money(0, "USD")), BadPrice),
        (replace(MUG, stock=-1), BadQuantity),
        (replace(MUG, sku="x" * 65), BadInput),
        (replace(MUG, category_id=404), NotFound),
    ],
)
async def test_a_field_out_of_its_limits_adds_nothing(
    goods: Goods, store: SqlStore, draft: NewProduct, error: type[ShopError]
) -> None:
    with pytest.raises(error):
        await goods.add(ANNA, draft, 1)

    assert await listed(store) == []
    assert await journal_lines(store) == []


async def test_a_hidden_product_is_gone_for_customers_and_comes_back(
    goods: Goods, store: SqlStore
) -> None:
    mug = (await goods.add(ANNA, MUG, 1)).product

    assert (await goods.set_hidden(ANNA, mug.id, True)).product.hidden
    assert await listed(store) == []
    await goods.set_hidden(ANNA, mug.id, True)
    await goods.set_hidden(ANNA, mug.id, False)

    assert await listed(store) == ["Blue mug"]
    assert [line[1] for line in await journal_lines(store)] == ["add", "hide", "show"]


async def test_a_picture_replaces_the_one_before(goods: Goods, store: SqlStore) -> None:
    mug = (await goods.add(ANNA, replace(MUG, picture=PICTURE), 1)).product
    changed = (await goods.set_picture(ANNA, mug.id, PICTURE + b" and second")).product
    await goods.set_picture(ANNA, mug.id, PICTURE + b" and second")

    async with store.read() as uow:
        assert await uow.pictures.content(mug.picture_id or 0) == PICTURE
        assert await uow.pictures.content(changed.picture_id or 0) == PICTURE + b" and second"
    assert [line[1] for line in await journal_lines(store)] == ["add", "picture"]


async def test_a_merchants_staff_add_for_their_merchant_and_reach_no_other(
    goods: Goods, store: SqlStore, clock: StandingClock
) -> None:
    foreign = (await goods.add(ANNA, MUG, 1)).product
    async with store.write() as uow:
        merchant_id = await uow.staff.add_merchant("Nord Ceramics", clock.now())
    dan = potter(merchant_id)

    own = await add(store, clock, "VA-1", 2, dan)

    assert own.product.merchant_id == merchant_id != foreign.merchant_id
    assert (await goods.get(dan, "va-1")).counts[0].on_hand == 2
    with pytest.raises(NotFound):
        await goods.get(dan, "BM-1")
    with pytest.raises(NotAllowed):
        await goods.set_hidden(dan, foreign.id, True)
    with pytest.raises(NotAllowed):
        await goods.set_picture(dan, foreign.id, PICTURE)
    assert await listed(store) == ["Blue mug", "Blue mug"]


async def test_customers_cannot_keep_goods(goods: Goods, store: SqlStore) -> None:
    mug = (await goods.add(ANNA, MUG, 1)).product

    for act in (
        goods.add(CLARA, MUG, 2),
        goods.get(CLARA, "BM-1"),
        goods.set_hidden(CLARA, mug.id, True),
        goods.set_picture(CLARA, mug.id, PICTURE),
        goods.categories(CLARA),
    ):
        with pytest.raises(NotAllowed):
            await act

    assert await listed(store) == ["Blue mug"]


async def test_categories_are_offered_with_the_way_to_them_in_ones_language(
    goods: Goods, store: SqlStore
) -> None:
    cups = await category(store, "Kitchen", "Cups")
    async with store.write() as uow:
        await uow.sheets.translate_categories({cups: {"ru": "Чашки"}})

    assert [choice.titles for choice in await goods.categories(ANNA)] == [
        ("Kitchen",),
        ("Kitchen", "Cups"),
    ]
    assert CategoryChoice(cups, ("Kitchen", "Чашки")) in await goods.categories(
        replace(ANNA, language="ru")
    )
