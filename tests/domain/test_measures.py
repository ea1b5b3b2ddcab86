"""Measures: one word, however they are written."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from domain.search.folding import fold
from domain.search.measures import common, valued
from domain.search.words import cut, term, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("256 GB", "256гб"),
        ("1 kg", "1000г"),
        ("0,5 л", "500毫升"),
        ("2 metres", "200см"),
        ("27-inch", "27 дюймов"),
        ("120 × 170 см", "170x120"),
        ("10x20x30", "30*20*10 mm"),
        ("1 TB", "1000 GB"),
        ("1.50 kg", "1500g"),
        ("500-piece", "500 pieces"),
    ],
)
def test_the_same_measure_is_one_word(one: str, other: str) -> None:
    (left,), (right,) = words(one), words(other)

    assert term(left) == term(right)


@pytest.mark.parametrize(
    ("one", "other"), [("5 l", "5 kg"), ("1.5 l", "15 l"), ("4x4", "4x6"), ("12 oz", "12 fl")]
)
def test_other_measures_stay_apart(one: str, other: str) -> None:
    assert [*map(term, words(one))] != [*map(term, words(other))]


@pytest.mark.parametrize(
    "text",
    [
        "3-in-1 cable",
        f"{'9' * 40} m",
        "3 в 1",
        "A5x7",
        "1.000 kg",
        "iphone 15 pro",
        "v1.5",
        "1x",
        "size 42",
        "4k",
    ],
)
def test_what_only_looks_like_a_measure_is_cut_as_ever(text: str) -> None:
    assert not any(map(common, words(text)))


def test_goods_are_found_by_the_parts_of_a_measure_too() -> None:
    assert cut("Milk 1,5 l").parts == ("1", "5", "l")
    assert cut("500毫升玻璃杯").words == ("500毫升", "玻璃", "璃杯")
    assert set(cut("500毫升玻璃杯").parts) == {"500", "毫升", "升玻"}


def test_an_inch_sign_is_read_in_goods_and_may_be_a_quote_in_a_question() -> None:
    assert cut('Screen 27"').words == ("screen", "27")
    assert cut('Screen 27"').parts == ("27inch",)


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("Memory, GB", "256", "256 GB"),
        ("Volume (ml)", "350", "350 ml"),
        ("Объём, л", "1,5", "1,5 л"),
        ("Colour", "Blue", "Blue"),
        ("Size", "42", "42"),
        ("Memory, GB", "256 GB", "256 GB"),
    ],
)
def test_an_attribute_tells_its_unit_in_its_name(name: str, value: str, text: str) -> None:
    assert valued(name, value) == text


def test_a_pack_of_several_keeps_the_measure_of_one() -> None:
    assert "500ml" in words("2 x 500 ml")


@settings(max_examples=1000)
@example(".0x0m")
@example("0,1×2 * 3см")
@given(st.text('0123456789.,x×* -"lкгm升米a', max_size=20))
def test_no_text_breaks_the_cut_and_no_term_has_a_sign_at_which_an_index_cuts(text: str) -> None:
    for word in cut(text).all:
        assert words(fold(word))
        assert term(word).replace("·", "").isalnum()
