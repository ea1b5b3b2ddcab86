"""What the shop writes, it reads back the same, however odd the texts are."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.files import cells
from bot.files.reading import read
from domain.goods import Pairs, Path, ProductSheet, VariantSheet
from domain.money import Money
from domain.sales import Reduction
from tests.files.samples import written

_ODD = st.sampled_from("=+-@'\"\\;,>\t\n\r \u00a0\u200f\u202e#<&😀éЖ中0aB＝\x00\x1c\u2028")


def _tidy(text: str) -> str:
    """One line as tidy as everything in the shop is; never empty."""
    return cells.line_of_any_length(cells.guarded(text)) or "x"


_LINES = (
    st.text(_ODD, max_size=12)
    .map(_tidy)
    .filter(lambda text: cells.line_of_any_length(cells.guarded(text)) == text)
)
_PROSE = st.text(_ODD, max_size=30).map(cells.prose_of_any_length)


@dataclass(frozen=True)
class _Words:
    """Odd texts that products are made of, and how many options and variants they have."""

    lines: list[str]
    prose: str
    names: int
    variants: int
    amount: int


_WORDS = st.builds(
    _Words,
    st.lists(_LINES, min_size=6, max_size=6),
    _PROSE,
    st.integers(0, 2),
    st.integers(1, 3),
    st.integers(1, 10**9),
)


def _product(words: _Words, number: int = 0) -> ProductSheet:
    title, merchant, tags, picture, *way = words.lines
    return ProductSheet(
        handle=f"{title} {number}",
        title=title,
        variants=tuple(_variant(words, n) for n in range(words.variants if words.names else 1)),
        description=words.prose,
        category=tuple(way),
        merchant=merchant,
        picture=picture,
        more_pictures=tuple(dict.fromkeys(way)),
        brand=merchant,
        unit=_tidy(tags[:20]),
        attributes=_pairs([tags] * 2, words.lines[: words.names]),
        tags=tags,
        hidden=words.amount % 2 == 0,
        titles={"ru": merchant, "pt-br": tags},
        descriptions={"ru": words.prose} if words.prose else {},
        attribute_texts={"ru": _pairs(words.lines[: words.names], [tags] * 2)}
        if words.names
        else {},
    )


def _variant(words: _Words, number: int) -> VariantSheet:
    names, values = words.lines[: words.names], [f"{text} {number}" for text in words.lines]
    price = Money(words.amount, "USD")
    return VariantSheet(
        sku=f"{words.lines[-1]}-{number}",
        price=price,
        options=_pairs(names, values),
        compare_at=price * 2 if number else None,
        stock=words.amount % 1_000,
        texts={"zh": _pairs(values, names)} if names else {},
        weight=words.amount % 1_000 or None,
        reduction=_reduction(words, number),
    )


def _reduction(words: _Words, number: int) -> Reduction | None:
    """A sale of a moment that a file can tell, or of whole days."""
    if words.amount % 3 == 0:
        return None
    first = datetime(2026, 12, 1, tzinfo=UTC) + timedelta(minutes=words.amount % 99_999 * number)
    last = first + timedelta(minutes=1 + words.amount % 99_999)
    return Reduction(Money(words.amount, "USD"), first if number else None, last)


def _pairs(names: list[str], values: list[str]) -> Pairs:
    return tuple(zip(names, values, strict=False))


@given(_WORDS)
def test_what_is_written_is_read_back_the_same(words: _Words) -> None:
    product = _product(words)

    file = read(written([product], {}), "USD")

    assert file.problems == file.warnings == ()
    assert file.products == (product,)


@given(st.lists(_LINES, min_size=4, max_size=4))
def test_translated_categories_are_read_back_the_same(lines: list[str]) -> None:
    top, below, top_ru, below_zh = lines
    way: Path = (top, below)
    titles = {way[:1]: {"ru": top_ru}, way: {"zh": below_zh}}
    sheet = ProductSheet("a", "Tea", (VariantSheet("A", Money(1, "USD")),), category=way)

    file = read(written([sheet], titles), "USD")

    assert file.problems == ()
    assert _said(file.categories[way[:1]]) == ({"ru": top_ru} if top_ru != top else {})
    assert _said(file.categories[way]) == ({"zh": below_zh} if below_zh != below else {})


def _said(titles: Mapping[str, str]) -> dict[str, str]:
    return {language: title for language, title in titles.items() if title}


@given(_WORDS)
def test_no_cell_begins_like_a_formula(words: _Words) -> None:
    text = written([_product(words)], {}).decode("utf-8-sig")

    for row in csv.reader(io.StringIO(text, newline="")):
        assert not [cell for cell in row if cell.lstrip().startswith(tuple("=+-@＝＋－＠"))]


@pytest.mark.parametrize("text", ["=1+1", "+7 900", "-5 %", "@shop", "'quoted'", "''", "'n Sync"])
def test_a_guard_goes_off_exactly_as_it_went_on(text: str) -> None:
    assert cells.unguarded(cells.guarded(text)) == text


def test_an_apostrophe_that_somebody_typed_stays() -> None:
    assert cells.unguarded("'n Sync") == "'n Sync"


@pytest.mark.parametrize(("currency", "amount"), [("JPY", 1290), ("USD", 129_005), ("KWD", 1_234)])
def test_prices_keep_the_decimals_of_their_currency(currency: str, amount: int) -> None:
    variant = VariantSheet("A", Money(amount, currency), compare_at=Money(amount + 1, currency))
    sheet = ProductSheet("a", "Tea", (replace(variant, stock=0),))

    assert read(written([sheet], {}), currency).products == (sheet,)
