"""By what a product is found: a bag of plain words, the same on every database.

A word is in the bag as it is (``mug``) and, if the title, an SKU or a shelf has it, once
more with `TITLE` before it. What filters ask for stands behind `FACET`. Neither sign can be
typed into a word, so nobody forges one.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import accumulate, repeat

from domain.search.folding import fold, runs
from domain.search.words import Cut, cut, term

TITLE = "¹"
FACET = "§"
ALL = "§a"
IN_STOCK = "§i"
ON_SALE = "§o"
MOST_POPULAR = 4095
_BITS = 32  # of a product's id; the rank stands above them
_SOLD_OUT = MOST_POPULAR + 1
_BANDS = 96
_WIDE = 8  # bands that have a word together, so that a wide range of prices is few words
_EDGES = tuple(accumulate(repeat(1, _BANDS - 1), lambda edge, _: max(edge + 1, edge * 5 // 4)))


@dataclass(frozen=True, slots=True)
class Findable:
    """What a product on sale is found by.

    *price* is its lowest, minor units; *categories* are its own and all above; *titles*
    weigh more than *texts*; *popularity* is 0 to `MOST_POPULAR`.
    """

    product_id: int
    merchant_id: int
    categories: tuple[int, ...]
    titles: tuple[str, ...]
    texts: tuple[str, ...]
    skus: tuple[str, ...]
    price: int
    created_at: datetime
    in_stock: bool
    on_sale: bool
    popularity: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """A product's place in the index. *id* orders by rank: see `place`.

    *bag* has its words in order with blanks between: see `joined`.
    """

    id: int
    product_id: int
    bag: str
    price: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Bags:
    """Some goods as the index takes them in, in the order they were given.

    *words* are those that may be completed and corrected to, with their terms. SKUs are left
    out: nobody mistypes into them, and they would be most of it.
    """

    entries: tuple[Entry, ...]
    words: Mapping[str, str]


def bags_of(some: Sequence[Findable]) -> Bags:
    """Return where and by what goods stand in the index, and their words."""
    words: dict[str, str] = {}
    return Bags(tuple(_entry(goods, words) for goods in some), words)


def joined(bag: Iterable[str]) -> str:
    """Return the words of a bag as an entry has them."""
    return " ".join(sorted(bag))


def _entry(goods: Findable, words: dict[str, str]) -> Entry:
    """Make an entry, and note its words in *words*."""
    titles, texts = ([cut(text) for text in some] for some in (goods.titles, goods.texts))
    bag: set[str] = set()
    for text in texts:
        words.update(zip(text.words, terms := [*map(term, text.words)], strict=True))
        bag.update(terms, text.signs)
    for text in titles:
        words.update(zip(text.words, map(term, text.words), strict=True))
    bag.update(_of_titles([*titles, *map(cut, goods.skus)]))
    bag.update(_facets(goods))
    at = place(goods.product_id, goods.popularity, in_stock=goods.in_stock)
    return Entry(at, goods.product_id, joined(bag), goods.price, goods.created_at)


def place(product_id: int, popularity: int, *, in_stock: bool) -> int:
    """Return a product's id in the index: what sells well first, what is sold out last."""
    rank = (0 if in_stock else _SOLD_OUT) | (MOST_POPULAR - min(popularity, MOST_POPULAR))
    return rank << _BITS | product_id


def product_at(id_: int) -> int:
    """Return which product stands at that place of the index."""
    return id_ & ((1 << _BITS) - 1)


def sku_word(typed: str) -> str:
    """Return what an SKU is found by as a whole: "bm 1" and "BM-1" are the same."""
    bare = "".join(run for run, _ in runs(fold(typed)))
    return f"{FACET}k{bare}" if bare else ""


def category_word(category_id: int) -> str:
    """Return what all goods on and below a category have."""
    return f"{FACET}c{category_id}"


def merchant_word(merchant_id: int) -> str:
    """Return what all goods of a merchant have."""
    return f"{FACET}b{merchant_id}"


def month_word(at: datetime) -> str:
    """Return what all goods have that came in that month."""
    return f"{FACET}m{at.year}{at.month:02}"


def month_words(first: datetime, last: datetime) -> tuple[str, ...]:
    """Return the months from that of *first* to that of *last*, the newest first."""
    begin, end = (at.year * 12 + at.month - 1 for at in (first, last))
    numbers = range(end, begin - 1, -1)
    return tuple(f"{FACET}m{number // 12}{number % 12 + 1:02}" for number in numbers)


def band(price: int) -> int:
    """Return the band of a price in minor units: each is a quarter dearer than the last."""
    return bisect_right(_EDGES, price)


def band_word(number: int) -> str:
    """Return what all goods have whose price is in that band."""
    return f"{FACET}p{number:02}"


def band_words(low: int | None, high: int | None) -> tuple[str, ...]:
    """Return the bands from the one of *low* to the one of *high*; None is open."""
    return tuple(map(band_word, _bands(low, high)))


def range_words(low: int | None, high: int | None) -> tuple[str, ...]:
    """Return words of which goods have one if their price is in a band of `band_words`."""
    return _of_bands(_bands(low, high))


def inside_words(low: int | None, high: int | None) -> tuple[str, ...]:
    """Return words of which goods have one only if they cost from *low* to *high*.

    Goods in the bands at both ends may cost that as well.
    """
    bands = _bands(low, high)
    return _of_bands(bands[low is not None : len(bands) - (high is not None)])


def _of_bands(bands: range) -> tuple[str, ...]:
    wide = {n // _WIDE for n in bands if n % _WIDE == 0 and n + _WIDE - 1 in bands}
    rest = (band_word(n) for n in bands if n // _WIDE not in wide)
    return (*(f"{FACET}w{n:02}" for n in sorted(wide)), *rest)


def _bands(low: int | None, high: int | None) -> range:
    first = band(low) if low is not None else 0
    return range(first, (band(high) if high is not None else _BANDS - 1) + 1)


def _of_titles(titles: Iterable[Cut]) -> Iterator[str]:
    for one in titles:
        for word in (*map(term, one.words), *one.signs):
            yield word
            yield TITLE + word


def _facets(goods: Findable) -> Iterator[str]:
    yield from filter(None, map(sku_word, goods.skus))
    yield from map(category_word, goods.categories)
    yield merchant_word(goods.merchant_id)
    yield month_word(goods.created_at)
    yield from _price_words(band(goods.price))
    yield ALL
    if goods.in_stock:
        yield IN_STOCK
    if goods.on_sale:
        yield ON_SALE


@cache
def _price_words(number: int) -> tuple[str, str]:
    return band_word(number), f"{FACET}w{number // _WIDE:02}"
