"""What staff type after /stock and /price."""

from decimal import Decimal

import pytest

from domain.errors import BadPrice, BadStockLine, UnclearPrice
from domain.goods import read_price
from domain.money import Money
from domain.stock import (
    MOST_PIECES,
    PiecesEdit,
    PriceEdit,
    TypedLine,
    parse_pieces,
    parse_price,
    typed_lines,
)


@pytest.mark.parametrize(
    ("typed", "edit"),
    [
        ("+5", PiecesEdit(5, relative=True)),
        ("-2", PiecesEdit(-2, relative=True)),
        ("−2", PiecesEdit(-2, relative=True)),
        ("– 2", PiecesEdit(-2, relative=True)),
        ("=40", PiecesEdit(40, relative=False)),
        ("40", PiecesEdit(40, relative=False)),
        ("= 40", PiecesEdit(40, relative=False)),
        ("0", PiecesEdit(0, relative=False)),
        ("1 000", PiecesEdit(1000, relative=False)),
        ("+ 12\u00a0500", PiecesEdit(12_500, relative=True)),
    ],
)
def test_pieces_come_with_a_sign_or_are_the_new_count(typed: str, edit: PiecesEdit) -> None:
    assert parse_pieces(typed) == edit


@pytest.mark.parametrize("typed", ["5 5", "+5 0", "12 5", "10 00", "= 1 0000", "1 000 5"])
def test_a_number_with_a_blank_in_an_odd_place_is_a_slip(typed: str) -> None:
    with pytest.raises(BadStockLine):
        parse_pieces(typed)


@pytest.mark.parametrize("typed", ["+5 5%", "-1 0 %", "-1 000%"])
def test_a_percentage_with_a_blank_in_it_is_a_slip(typed: str) -> None:
    with pytest.raises(BadStockLine):
        parse_price(typed, "USD")


@pytest.mark.parametrize("typed", ["+five", "4.5", "++5", "5+", "=", "40 pcs", "1000000000", "½"])
def test_what_is_no_count_is_named_and_not_guessed(typed: str) -> None:
    with pytest.raises(BadStockLine) as refused:
        parse_pieces(typed)

    assert refused.value.token == typed


def test_more_pieces_than_any_shelf_has_are_a_slip() -> None:
    assert parse_pieces(str(MOST_PIECES)).pieces == MOST_PIECES
    with pytest.raises(BadStockLine):
        parse_pieces(str(MOST_PIECES + 1))


def test_a_relative_edit_adds_to_what_is_there_and_an_absolute_one_replaces_it() -> None:
    assert PiecesEdit(5, relative=True).delta(4) == 5
    assert PiecesEdit(40, relative=False).delta(4) == 36


def test_every_line_is_one_edit_and_empty_lines_are_none() -> None:
    lines = typed_lines("BM-1 +5\n\n  TT-2 =3  # broken in transit\n")

    assert lines == (
        TypedLine(1, "BM-1 +5"),
        TypedLine(2, "TT-2 =3", "broken in transit"),
    )


def test_a_reason_alone_on_its_line_is_the_reason_of_all_that_have_none() -> None:
    lines = typed_lines("# delivery of Monday\nBM-1 +5\nTT-2 -1 # gift")

    assert [line.reason for line in lines] == ["delivery of Monday", "gift"]


def test_a_number_sign_inside_a_sku_is_no_reason() -> None:
    (line,) = typed_lines("A#1 +5")

    assert (line.text, line.reason) == ("A#1 +5", "")


def test_a_sku_with_blanks_is_tried_before_its_beginning() -> None:
    assert TypedLine(1, "BM 1 +5").splits() == (
        ("BM 1 +5", ""),
        ("BM 1", "+5"),
        ("BM", "1 +5"),
    )


@pytest.mark.parametrize(
    "typed", ["6.90", "6,90", "$6.90", "6.90 $", "USD 6.90", "6.90 usd", "=6.9"]
)
def test_a_price_may_have_either_mark_and_its_currency(typed: str) -> None:
    assert parse_price(typed, "USD") == PriceEdit(Money(690, "USD"))


def test_rubles_may_be_written_in_words() -> None:
    assert read_price("1 290 руб.", "RUB") == Money(129_000, "RUB")
    assert read_price("1 290,50 ₽", "RUB") == Money(129_050, "RUB")


@pytest.mark.parametrize(
    "typed", ["", "free", "69o", "-5", "0", "0.00", "5%", "+5", "6.9055", "12 for 3", "6.90 eur"]
)
def test_what_is_no_price_is_refused_and_not_read_as_another(typed: str) -> None:
    with pytest.raises(BadStockLine):
        parse_price(typed, "USD")


@pytest.mark.parametrize("typed", ["1.555", "=1.555", "１．５５５"])
def test_a_price_that_may_be_two_is_neither(typed: str) -> None:
    with pytest.raises(UnclearPrice):
        parse_price(typed, "USD")

    assert read_price(typed.removeprefix("="), "USD") == Money(155_500, "USD")


def test_a_percentage_rounds_half_up_to_a_minor_unit() -> None:
    edit = parse_price("+5%", "USD")

    assert edit.percent == Decimal(5)
    assert edit.target(Money(1290, "USD")) == Money(1355, "USD")
    assert parse_price("−12,5%", "USD").target(Money(1000, "USD")) == Money(875, "USD")


def test_a_percentage_cannot_take_the_whole_price() -> None:
    with pytest.raises(BadPrice):
        parse_price("-100%", "USD").target(Money(1290, "USD"))


@pytest.mark.parametrize(
    ("typed", "currency"),
    [
        ("$12", "USD"),
        ("$12", "CAD"),
        ("€12", "EUR"),
        ("12₽", "RUB"),
        ("￥12", "JPY"),
        ("１２", "USD"),
    ],
)
def test_a_price_may_have_the_sign_of_its_money(typed: str, currency: str) -> None:
    assert read_price(typed, currency).decimal == 12


@pytest.mark.parametrize(
    ("typed", "currency"), [("€12", "USD"), ("$12", "EUR"), ("12 ₽", "USD"), ("£12", "RUB")]
)
def test_a_price_with_the_sign_of_other_money_is_none(typed: str, currency: str) -> None:
    with pytest.raises(BadPrice):
        read_price(typed, currency)
