"""Words in one piece and in two."""

import pytest

from domain.search.compounds import in_one_piece, parted
from domain.search.words import cut


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("a wi-fi router", "wifi"),
        ("l'oreal", "loreal"),
        ("t\u2011shirt", "tshirt"),
        ("кофе-машина", "кофемашина"),
        ("3-in-1", "3in1"),
        ("h&m", "hm"),
    ],
)
def test_goods_with_a_hyphen_are_found_without_it(text: str, word: str) -> None:
    assert [*in_one_piece(text)] == [word]
    assert word in cut(text).parts
    assert word not in cut(text).words


@pytest.mark.parametrize(
    "text", ["2026-11-22", "123-45-67", "5-10", "a-b-c-d-e-f", "- mug -", "'mug'"]
)
def test_numbers_and_quotes_are_no_such_words(text: str) -> None:
    assert [*in_one_piece(text)] == []


def test_a_word_is_parted_where_digits_begin_or_in_every_way() -> None:
    assert [*parted("iphone15")] == [("iphone", "15")]
    assert ("power", "bank") in parted("powerbank")
    assert [*parted("teapot")] == [("tea", "pot")]
    assert [*parted("mugs")] == [*parted("a1")] == [*parted("充电宝充电宝")] == []
