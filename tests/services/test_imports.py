"""Catalogue files carried into the shop."""

from dataclasses import replace

import pytest

from domain.catalog import Sort
from domain.imports import ImportFile
from domain.services.imports import Importer
from domain.sheets import Difference
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.files.samples import SHOPIFY, SIMPLE, shopify, simple
from tests.services.bringing import GONE, PICTURE, Album, bring, counts, everything, export, found
from tests.services.stockroom import (
    ANNA,
    add,
    all_pieces,
    journal_lines,
    movements,
    on_hand,
)


@pytest.fixture
def album() -> Album:
    """An album that has the mug's picture."""
    return Album({"pictures/mug.jpg": PICTURE})


@pytest.fixture
def importer(store: SqlStore, clock: StandingClock, album: Album) -> Importer:
    """The importer of a shop called Souk."""
    return Importer(store, clock, album, "Souk")


async def test_a_plan_counts_and_saves_nothing(importer: Importer, store: SqlStore) -> None:
    plan = await importer.plan(ANNA, simple())

    assert counts(plan) == (0, 0, 3, 0)
    assert plan.problems == ()
    assert await everything(store) == ()


async def test_an_import_brings_goods_texts_stock_and_pictures(
    importer: Importer, store: SqlStore
) -> None:
    result = await bring(importer, simple())

    assert counts(result) == (0, 0, 3, 0)
    assert [one.sheet for one in await everything(store)] == list(simple().products)
    assert await movements(store, "CM-1") == [(4, "import")]
    async with store.read() as uow:
        (row,) = (await uow.catalog.page(None, Sort.NEW, 0, "ru")).rows  # the lamp is hidden
        mug = await uow.catalog.product(row.id, "ru")
        assert mug
        assert await uow.pictures.content(mug.picture_id or 0) == PICTURE
    assert (row.title, row.price.amount, row.free) == ("Глиняная кружка", 1400, 6)
    assert [variant.label for variant in mug.variants] == ["250 мл", "350 мл"]


async def test_what_came_in_is_found_by_its_words_in_every_language(
    importer: Importer, store: SqlStore
) -> None:
    await bring(importer, simple())

    for word in ("clay", "cm", "глиняная", "чашки", "kitchen", "250"):
        assert await found(store, word) == ["Clay mug"], word


@pytest.mark.parametrize("file", [simple(), shopify()], ids=["simple", "shopify"])
async def test_the_same_file_again_changes_nothing(
    importer: Importer, store: SqlStore, file: ImportFile
) -> None:
    await bring(importer, file)
    before = await everything(store), await journal_lines(store)

    plan = await importer.plan(ANNA, file)
    await importer.apply(plan)

    assert counts(plan) == (file.rows, 0, 0, 0)
    assert (await everything(store), await journal_lines(store)) == before
    assert await movements(store, "CM-1") in ([(4, "import")], [])


async def test_a_plan_applied_twice_counts_once(importer: Importer, store: SqlStore) -> None:
    plan = await importer.plan(ANNA, simple())
    await importer.apply(plan)

    again = await importer.apply(plan)

    assert counts(again) == (3, 0, 0, 0)
    assert await all_pieces(store) == 7


async def test_what_the_shop_writes_it_takes_back_without_a_change(
    importer: Importer, store: SqlStore, clock: StandingClock
) -> None:
    await bring(importer, simple())
    await bring(importer, shopify())
    await add(store, clock, "BM-1", 4)

    text = await export(store)
    plan = await importer.plan(ANNA, simple(text))

    assert plan.problems == plan.warnings == ()
    assert counts(plan) == (7, 0, 0, 0)
    assert plan.translated == {}


async def test_a_changed_count_and_price_are_told_moved_and_written_down(
    importer: Importer, store: SqlStore
) -> None:
    await bring(importer, simple())
    file = simple(SIMPLE.replace("USD,4,", "USD,9,").replace("17.00", "25.00"))

    plan = await importer.plan(ANNA, file)
    await importer.apply(plan)

    assert counts(plan) == (1, 2, 0, 0)
    assert plan.differences == (
        Difference("CM-1", "stock", "4", "9"),
        Difference("CM-2", "price", "17.00 USD", "25.00 USD", jump=True),
    )
    assert await movements(store, "CM-1") == [(4, "import"), (5, "import")]
    journal = await journal_lines(store)
    assert (ANNA.id, "stock", "4", "9") in journal
    assert (ANNA.id, "price", "17.00 USD", "25.00 USD") in journal


async def test_a_price_that_moves_a_little_is_not_flagged(importer: Importer) -> None:
    await bring(importer, simple())

    plan = await importer.plan(ANNA, simple(SIMPLE.replace("17.00", "22.10")))

    assert [one.jump for one in plan.differences] == [False]


async def test_variants_missing_under_their_product_go_off_sale_and_come_back(
    importer: Importer, store: SqlStore
) -> None:
    await bring(importer, simple())
    without = "\n".join(line for line in SIMPLE.split("\n") if not line.startswith("CM-2"))

    result = await bring(importer, simple(without))

    assert counts(result) == (2, 0, 0, 1)
    (mug, _) = await everything(store)
    assert [one.sku for one in mug.sheet.variants] == ["CM-1"]
    assert len(mug.variants) == 2
    back = await bring(importer, simple())
    assert counts(back) == (2, 0, 1, 0)
    assert await on_hand(store, "CM-2") == 2


async def test_products_that_a_file_does_not_name_stay(
    importer: Importer, store: SqlStore, clock: StandingClock
) -> None:
    await add(store, clock, "BM-1", 4)
    before = await everything(store)

    await bring(importer, simple())

    assert (await everything(store))[:1] == before


async def test_columns_that_a_file_has_not_keep_what_the_shop_has(
    importer: Importer, store: SqlStore
) -> None:
    await bring(importer, simple())
    before = [one.sheet for one in await everything(store)]
    prices = "sku,product,title,price\nCM-1,clay-mug,Clay mug,15\nCM-2,clay-mug,,17\n"

    result = await bring(importer, simple(prices))

    after = [one.sheet for one in await everything(store)]
    small = replace(before[0].variants[0], price=after[0].variants[0].price)
    assert counts(result) == (1, 1, 0, 0)
    assert after[0].variants[0].price.amount == 1500
    assert after == [replace(before[0], variants=(small, before[0].variants[1])), before[1]]


async def test_a_file_that_names_no_products_means_those_that_have_its_skus(
    importer: Importer, store: SqlStore, clock: StandingClock
) -> None:
    await add(store, clock, "BM-1", 4)

    result = await bring(importer, simple("sku,title,price\nbm-1,Blue mug,15\n"))

    (mug,) = await everything(store)
    assert counts(result) == (0, 1, 0, 0)
    assert (mug.sheet.handle, mug.sheet.variants[0].price.amount) == ("blue-mug", 1500)
    assert await on_hand(store, "BM-1") == 4


async def test_an_empty_stock_cell_leaves_the_count_alone(
    importer: Importer, store: SqlStore
) -> None:
    await bring(importer, simple())

    result = await bring(importer, simple(SIMPLE.replace("USD,4,", "USD,,")))

    assert counts(result) == (3, 0, 0, 0)
    assert await on_hand(store, "CM-1") == 4


async def test_a_picture_that_cannot_be_had_is_told_and_tried_again_next_time(
    importer: Importer, store: SqlStore, album: Album
) -> None:
    first = await bring(importer, shopify())
    album.pictures["https://shop.test/hat.jpg"] = PICTURE
    second = await bring(importer, shopify())
    await bring(importer, shopify())

    assert first.unreadable == (
        ("https://shop.test/hat-back.jpg", GONE),
        ("https://shop.test/hat.jpg", GONE),
    )
    assert (first.new, second.unreadable, second.pictures) == (3, first.unreadable[:1], 1)
    assert album.asked.count("https://shop.test/hat.jpg") == 2
    assert album.asked.count("https://shop.test/hat-back.jpg") == 3
    assert (await everything(store))[0].picture_id is not None


async def test_further_pictures_come_in_their_order_as_far_as_they_can_be_had(
    importer: Importer, store: SqlStore, album: Album
) -> None:
    sources = ["c.jpg", "a.jpg", "b.jpg"]
    album.pictures |= {
        source: PICTURE + source.encode() for source in sources if source != "a.jpg"
    }
    file = simple(f"sku,title,price,picture,more_pictures\nT-1,Tea,4,,{'; '.join(sources)}\n")

    result = await bring(importer, file)

    assert result.unreadable == (("a.jpg", GONE),)
    async with store.read() as uow:
        (row,) = (await uow.catalog.page(None, Sort.NEW, 0, "en")).rows
        tea = await uow.catalog.product(row.id, "en")
        assert tea
        shown = [await uow.pictures.content(picture) for picture in tea.pictures]
    assert shown == [PICTURE + b"c.jpg", PICTURE + b"b.jpg"]
    album.pictures["a.jpg"] = PICTURE
    assert counts(await bring(importer, file)) == (1, 0, 0, 0)
    assert len((await everything(store))[0].gallery) == 3


async def test_a_picture_that_is_there_already_is_not_fetched_for_a_new_price(
    importer: Importer, store: SqlStore, album: Album
) -> None:
    await bring(importer, simple())
    picture = (await everything(store))[0].picture_id

    await bring(importer, simple(SIMPLE.replace("17.00", "18.00")))

    assert album.asked == ["pictures/mug.jpg"]
    assert (await everything(store))[0].picture_id == picture is not None


async def test_a_new_category_word_finds_all_its_goods(
    importer: Importer, store: SqlStore
) -> None:
    await bring(importer, simple())
    other = SIMPLE.replace("Кухня > Чашки", "Посуда > Чашки")

    result = await bring(importer, simple(other))

    assert counts(result) == (3, 0, 0, 0)
    assert await found(store, "посуда") == ["Clay mug"]
    assert await found(store, "кухня") == []


async def test_new_categories_stand_as_in_the_file(importer: Importer, store: SqlStore) -> None:
    shelves = ["Tea", "Zinc", "Home", "Books", "Mugs", "Art", "Yarn"]
    products = "".join(f"{shelf.lower()},{shelf},{shelf},S-{shelf},1\n" for shelf in shelves)

    await bring(importer, simple(f"handle,title,category,sku,price\n{products}"))

    async with store.read() as uow:
        _, below = await uow.catalog.shelf(None, "en")
    assert [category.title for category in below] == shelves


async def test_a_merchant_named_in_no_row_is_the_shop_itself(
    importer: Importer, store: SqlStore
) -> None:
    await bring(importer, shopify(SHOPIFY.replace("Knitters", "")))

    assert {one.sheet.merchant for one in await everything(store)} == {"Souk"}


async def test_a_sku_keeps_the_spelling_that_the_shop_has(
    importer: Importer, store: SqlStore
) -> None:
    await bring(importer, simple())

    result = await bring(importer, simple(SIMPLE.replace("CM-1", "cm-1")))

    assert counts(result) == (3, 0, 0, 0)
    assert (await everything(store))[0].sheet.variants[0].sku == "CM-1"
