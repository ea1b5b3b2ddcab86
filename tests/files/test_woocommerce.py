"""WooCommerce's export: products and, in rows of their own, their variations."""

from datetime import UTC, datetime

import pytest

from bot.files.pooled import Reader
from bot.files.reading import read
from domain.digital import Kind
from domain.money import Money
from domain.sales import Reduction
from tests.files.samples import problems, said
from tests.files.woo import BLUE, GREEN, HOODIE, TEA, content, only, woo


def test_variations_are_variants_of_the_product_that_their_parent_names() -> None:
    file = woo(HOODIE, TEA, BLUE, GREEN)

    assert file.problems == ()
    assert (file.kind, file.rows) == ("WooCommerce", 3)
    tea, hoodie = sorted(file.products, key=lambda one: one.title, reverse=True)
    assert (hoodie.handle, hoodie.title) == ("woo-hoodie", "Hoodie & hat")
    assert [one.sku for one in hoodie.variants] == ["H-BLUE", "WOO-HOODIE-GREEN"]
    assert [one.options for one in hoodie.variants] == [
        (("Colour", "Blue"),),
        (("Colour", "Green"),),
    ]
    assert (tea.handle, tea.hidden, tea.attributes) == ("tea-1", True, (("Leaf", "Green"),))


def test_what_a_product_says_of_itself_is_told_of_all_its_variations() -> None:
    hoodie = only(woo(HOODIE, BLUE, GREEN))

    assert hoodie.description == "Soft.\nWarm"
    assert hoodie.category == ("Clothing", "Hoodies")
    assert hoodie.tags == "warm, cotton"
    assert hoodie.attributes == (("Material", "Wool, washed, Cotton"),)
    assert hoodie.picture == "https://shop.test/a.jpg"
    assert hoodie.more_pictures == ("https://shop.test/b.jpg", "https://shop.test/blue.jpg")
    assert [one.weight for one in hoodie.variants] == [600, 500]
    assert not hoodie.hidden


def test_a_lower_price_without_days_is_the_price_and_the_other_stands_beside() -> None:
    blue, green = only(woo(HOODIE, BLUE, GREEN)).variants

    assert (blue.price, blue.compare_at) == (Money(4200, "USD"), Money(4500, "USD"))
    assert (green.price, green.compare_at) == (Money(4500, "USD"), None)


def test_a_lower_price_with_days_is_a_sale_on_whole_days_of_the_shop() -> None:
    days = {"from": "2026-12-01 0:00:00", "until": "2026-12-07 23:59:59", "sale": "5"}

    (tea,) = only(woo(TEA | days, zone="Europe/Berlin")).variants

    begins = datetime(2026, 11, 30, 23, tzinfo=UTC)
    ends = datetime(2026, 12, 7, 23, tzinfo=UTC)
    assert tea.reduction == Reduction(Money(500, "USD"), begins, ends)
    assert (tea.price, tea.compare_at) == (Money(990, "USD"), None)


def test_a_sale_without_an_end_is_left_out_and_told() -> None:
    file = woo(TEA | {"from": "2026-12-01", "sale": "5"})

    (tea,) = only(file).variants
    assert (tea.price, tea.reduction) == (Money(990, "USD"), None)
    assert [one.column for one in file.warnings] == ["date sale price ends"]


@pytest.mark.parametrize(
    ("cells", "stock"),
    [
        ({"stock": ""}, None),
        ({"stock": "", "instock": "0"}, 0),
        ({"stock": "-2"}, 0),
        ({"stock": "parent"}, None),
        ({"stock": "5"}, 5),
    ],
)
def test_stock_is_what_is_counted_there(cells: dict[str, str], stock: int | None) -> None:
    file = woo(TEA | cells)

    assert only(file).variants[0].stock == stock
    assert len(file.warnings) == (cells["stock"] in ("-2", "parent"))


def test_a_variation_without_its_product_is_named_by_its_row() -> None:
    file = woo(TEA, BLUE)

    assert problems(file) == [(3, "parent")]
    assert '"WOO-HOODIE" is not in the file' in said(file.problems[0])


def test_what_is_not_sold_there_is_left_out_and_told() -> None:
    group = TEA | {"type": "grouped", "sku": "G-1"}
    off = GREEN | {"published": "-1"}
    bare = HOODIE | {"id": "60", "sku": "BARE"}

    file = woo(HOODIE, BLUE, off, group, bare)

    assert len(only(file).variants) == 1
    assert [(one.row, one.column) for one in file.warnings] == [
        (4, "published"),
        (5, "type"),
        (6, "type"),
    ]


def test_what_needs_no_shipping_is_digital_and_waits_for_its_content() -> None:
    book = only(woo(TEA | {"type": "simple, downloadable, virtual"}))

    assert (book.kind, book.variants[0].stock) == (Kind.KEYS, None)


def test_a_wrong_cell_is_named_by_its_own_column() -> None:
    file = woo(HOODIE, BLUE | {"price": "", "weight": "heavy"}, GREEN | {"stock": "some"})

    assert problems(file) == [(3, "regular price"), (3, "weight (kg)"), (4, "stock")]


def test_more_pictures_and_attributes_than_the_shop_shows_are_told() -> None:
    many = ", ".join(f"https://shop.test/{n}.jpg" for n in range(12))

    file = woo(TEA | {"images": many, "v1": "Green " * 20})

    assert len(only(file).more_pictures) == 9
    assert [one.column for one in file.warnings] == ["attribute 1 value(s)", "images"]


def test_hidden_goods_there_are_hidden_here() -> None:
    shown = TEA | {"published": "1"}

    assert not only(woo(shown)).hidden
    assert only(woo(shown | {"visibility": "hidden"})).hidden
    assert only(woo(shown | {"published": "0"})).hidden


def test_big_files_keep_a_product_together_though_its_variations_stand_far_from_it() -> None:
    rows: list[dict[str, str]] = []
    for n in range(40):
        rows.append(HOODIE | {"id": f"{n}", "sku": f"H-{n}"})
    for n in range(40):
        for colour in ("Blue", "Green"):
            own = {"sku": f"H-{n}-{colour}", "parent": f"H-{n}", "v1": colour}
            rows.append(BLUE | own)

    parted = Reader("USD", part=10, whole=0, workers=0).read(content(rows))

    sheets = [sheet for part in parted.parts() for sheet in part.products]
    assert parted.problems == ()
    assert (parted.rows, len(sheets)) == (80, 40)
    whole = read(content(rows), "USD").products
    assert sorted(sheets, key=lambda one: one.handle) == sorted(whole, key=lambda one: one.handle)


def test_a_product_without_a_sku_is_known_by_its_number() -> None:
    nameless = HOODIE | {"sku": ""}

    hoodie = only(woo(nameless, BLUE | {"parent": "id:44"}))

    assert (hoodie.handle, hoodie.variants[0].sku) == ("id-44", "H-BLUE")
