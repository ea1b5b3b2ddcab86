"""Shopify's export, with what is odd about it."""

from domain.money import Money
from tests.files.samples import SHOPIFY, problems, said, shopify


def test_handles_group_rows_and_picture_rows_are_no_variants() -> None:
    file = shopify()

    assert file.problems == ()
    assert (file.kind, file.rows) == ("Shopify", 3)
    hat, tin = file.products
    assert [variant.sku for variant in hat.variants] == ["WH-S", "WOOL-HAT-L-RED"]
    assert hat.picture == "https://shop.test/hat.jpg"
    assert tin.variants[0].sku == "TEA-TIN"


def test_every_row_of_a_product_may_bring_a_picture_and_they_stand_in_their_order() -> None:
    head = "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price,Variant Grams"
    rows = (
        "hat,Hat,Size,S,H-S,25,120,https://shop.test/2.jpg,2",
        "hat,,,M,H-M,25,0,https://shop.test/1.jpg,1",
        "hat,,,,,,,https://shop.test/3.jpg,3",
        "hat,,,,,,,https://shop.test/1.jpg,4",
    )

    file = shopify("\n".join([f"{head},Image Src,Image Position", *rows]))

    (hat,) = file.products
    assert file.problems == ()
    assert hat.picture == "https://shop.test/1.jpg"
    assert hat.more_pictures == ("https://shop.test/2.jpg", "https://shop.test/3.jpg")
    assert [variant.weight for variant in hat.variants] == [120, None]


def test_html_becomes_lines_of_plain_text() -> None:
    assert shopify().products[0].description == "Soft & warm.\nWool\nHand wash"


def test_option_names_of_the_first_row_count_for_all_and_title_is_none() -> None:
    hat, tin = shopify().products

    assert hat.variants[1].options == (("Size", "L"), ("Colour", "Red"))
    assert tin.variants[0].options == ()


def test_the_category_is_the_type_or_else_the_first_tag() -> None:
    hat, tin = shopify().products

    assert (hat.category, tin.category) == (("Women",), ("Tins",))
    assert hat.tags == "women, winter"


def test_stock_sold_on_credit_counts_as_none_and_is_told() -> None:
    file = shopify()

    assert [variant.stock for variant in file.products[0].variants] == [3, 0]
    assert [(warning.row, warning.column) for warning in file.warnings] == [
        (3, "variant inventory qty")
    ]


def test_unpublished_and_draft_goods_are_hidden() -> None:
    assert [product.hidden for product in shopify().products] == [False, True]
    draft = "Handle,Title,Variant Price,Status\na,Tea,5,draft\nb,Cup,5,active\n"
    assert [product.hidden for product in shopify(draft).products] == [True, False]


def test_a_price_struck_through_is_kept_and_a_zero_is_none() -> None:
    small, large = shopify().products[0].variants

    assert small.compare_at == Money(3000, "USD")
    assert large.compare_at is None


def test_longer_texts_than_the_shop_shows_are_cut_at_a_word_and_told() -> None:
    long = "Handle,Title,Body (HTML),Variant Price\na," + "Tea " * 20 + ",<p>" + "word " * 200
    file = shopify(f"{long}</p>,5\n")

    (tea,) = file.products
    assert file.problems == ()
    assert len(tea.title) <= 64
    assert tea.title.endswith("Tea…")
    assert len(tea.description) <= 600
    assert [warning.column for warning in file.warnings] == ["title", "description"]


def test_made_up_skus_differ_where_their_letters_would_not() -> None:
    rows = "".join(f"a,,5,Size,{value}\n" for value in ("!", "?", "S/M", "S-M"))
    file = shopify(
        f"Handle,Title,Variant Price,Option1 Name,Option1 Value\na,Tea,5,Size,L\n{rows}"
    )

    skus = [variant.sku for variant in file.products[0].variants]
    assert problems(file) == [(6, "sku")]  # "S/M" and "S-M" look alike to people, too
    assert len(set(skus)) == 4
    assert skus == [
        variant.sku
        for variant in shopify(
            f"Handle,Title,Variant Price,Option1 Name,Option1 Value\na,Tea,5,Size,L\n{rows}"
        )
        .products[0]
        .variants
    ]


def test_a_product_without_a_title_or_a_price_is_named() -> None:
    file = shopify("Handle,Title,Variant Price,Variant SKU\na,,5,A-1\nb,Tea,,B-1\n")

    assert problems(file) == [(2, "title"), (3, "variant price")]


def test_a_sku_of_two_products_is_named_with_both_rows() -> None:
    file = shopify(SHOPIFY.replace("Default Title,,,,7", "Default Title,,,WH-S,7"))

    assert problems(file) == [(5, "sku")]
    assert "rows 2 and 5" in said(file.problems[0])
