"""Rules the goods of the demo shop keep, so that it looks like a shop in every language."""

import csv
from collections import Counter
from decimal import Decimal
from functools import cache
from itertools import groupby
from pathlib import Path

import pytest

DEMO = Path(__file__).parents[2] / "sandbox" / "demo"
COLUMNS = [
    *("sku", "title", "title_ru", "title_zh", "description", "description_ru", "description_zh"),
    *("category", "category_ru", "category_zh", "merchant", "price", "compare_at", "currency"),
    *("stock", "options", "options_ru", "options_zh"),
    *("weight", "attributes", "attributes_ru", "attributes_zh"),
    *("picture", "more_pictures", "tags", "hidden", "product"),
]
PRODUCT_TEXTS = ("title", "description", "category")
LANGUAGES = ("", "_ru", "_zh")
Row = dict[str, str]


@cache
def rows() -> tuple[Row, ...]:
    with (DEMO / "catalogue.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def firsts() -> list[Row]:
    """The first row of each product: the one that tells about the product."""
    return [next(group) for _, group in groupby(rows(), key=lambda row: row["product"])]


def options(row: Row, language: str) -> list[tuple[str, str]]:
    text = row["options" + language]
    pairs = [part.partition("=") for part in text.split("; ")] if text else []
    return [(name, value) for name, _, value in pairs]


def path(row: Row, language: str) -> list[str]:
    return row["category" + language].split(" > ")


def test_the_file_has_the_columns_of_the_shops_own_format() -> None:
    assert list(rows()[0]) == COLUMNS
    assert all(None not in row and None not in row.values() for row in rows())


def test_the_shop_is_big_enough_to_browse() -> None:
    assert 55 <= len(firsts()) <= 70
    assert 100 <= len(rows()) <= 140
    assert {row["merchant"] for row in firsts()} == {"Souk", "Nord Ceramics"}
    assert {len(path(row, "")) for row in firsts()} == {2, 3}


def test_rows_of_one_product_stand_together() -> None:
    handles = [row["product"] for row in firsts()]
    assert all(handles)
    assert len(handles) == len(set(handles))


def test_a_sku_names_one_variant() -> None:
    repeated = [sku for sku, times in Counter(row["sku"] for row in rows()).items() if times > 1]
    assert repeated == []
    assert all(row["sku"] == row["sku"].strip().upper() != "" for row in rows())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_product_speaks_every_language(language: str) -> None:
    for row in firsts():
        for column in PRODUCT_TEXTS:
            assert row[column + language].strip(), (row["sku"], column + language)


def test_a_translation_is_written_in_its_own_script() -> None:
    for row in firsts():
        for column in PRODUCT_TEXTS:
            assert any("а" <= letter <= "я" for letter in row[f"{column}_ru"].lower())
            assert any("一" <= letter <= "鿿" for letter in row[f"{column}_zh"])
            assert all(letter.isascii() or not letter.isalpha() for letter in row[column])


def test_only_the_first_row_tells_about_the_product() -> None:
    leaders = {row["sku"] for row in firsts()}
    texts = [column + language for column in PRODUCT_TEXTS for language in LANGUAGES]
    shared = [*texts, "merchant", "picture", "tags", "hidden"]
    for row in rows():
        if row["sku"] not in leaders:
            assert not any(row[column] for column in shared), row["sku"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_fit_where_they_are_shown(language: str) -> None:
    for row in firsts():
        assert len(row["title" + language]) <= 60, row["sku"]
        assert len(row["description" + language]) <= 500, row["sku"]
        assert all(0 < len(name) <= 26 for name in path(row, language)), row["sku"]


def test_every_option_fits_a_button() -> None:
    for row in rows():
        for language in LANGUAGES:
            for name, value in options(row, language):
                assert 0 < len(name) <= 24, row["sku"]
                assert 0 < len(value) <= 24, row["sku"]


def test_options_are_parallel_in_every_language() -> None:
    for row in rows():
        assert len({len(options(row, language)) for language in LANGUAGES}) == 1, row["sku"]


def test_one_option_value_has_one_translation_within_a_product() -> None:
    for _, group in groupby(rows(), key=lambda row: row["product"]):
        variants = list(group)
        for language in LANGUAGES:
            assert len({tuple(options(row, language)) for row in variants}) == len(variants)
            names = {tuple(name for name, _ in options(row, language)) for row in variants}
            assert len(names) == 1, variants[0]["product"]


def test_category_paths_are_parallel_in_every_language() -> None:
    for row in firsts():
        assert len({len(path(row, language)) for language in LANGUAGES}) == 1, row["sku"]


@pytest.mark.parametrize("language", ["_ru", "_zh"])
def test_one_category_has_one_translation(language: str) -> None:
    known: dict[tuple[str, ...], tuple[str, ...]] = {}
    for row in firsts():
        english, foreign = path(row, ""), path(row, language)
        for depth in range(1, len(english) + 1):
            seen = known.setdefault(tuple(english[:depth]), tuple(foreign[:depth]))
            assert seen == tuple(foreign[:depth]), row["sku"]
    assert len(set(known.values())) == len(known)


def test_prices_are_whole_cents_of_one_currency() -> None:
    for row in rows():
        price = Decimal(row["price"])
        assert price > 0
        assert price == round(price, 2)
        assert row["currency"] == "USD"


def test_an_earlier_price_is_higher_than_the_price() -> None:
    reduced = [row for row in rows() if row["compare_at"]]
    assert reduced
    assert all(Decimal(row["compare_at"]) > Decimal(row["price"]) for row in reduced)


def test_some_shelves_are_full_some_low_and_some_empty() -> None:
    stock = [int(row["stock"]) for row in rows()]
    assert min(stock) == 0
    assert 3 <= stock.count(0) <= 12
    assert any(0 < pieces <= 3 for pieces in stock)
    assert all(pieces >= 0 for pieces in stock)


def test_hidden_is_said_with_yes() -> None:
    assert {row["hidden"] for row in rows()} == {"", "yes"}
