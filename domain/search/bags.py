"""By what a product is found: a bag of plain words, the same on every database.

A word is in the bag as it is (``mug``) and, if the title, an SKU or a shelf has it, once
more with `TITLE` before it. What filters ask for stands behind `FACET`. Neither sign can be
typed into a word, so nobody forges one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.ratings import UNRATED, Rating
from domain.search.costs import PRICES, cost, cost_words
from domain.search.folding import fold, runs
from domain.search.traits import Trait, rating_words, standing
from domain.search.words import Cut, bare, cut, term

TITLE = "¹"
FACET = "§"
_SKU = "§k"
ALL = "§a"
IN_STOCK = "§i"
ON_SALE = "§o"
_SELLING = (IN_STOCK, ON_SALE, *PRICES)
MOST_POPULAR = 4095
_BITS = 32  # of a product's id; the rank stands above them
_SOLD_OUT = MOST_POPULAR + 1


@dataclass(frozen=True, slots=True)
class Selling:
    """How a product sells at the moment, which changes more often than its texts.

    *price* is its lowest, minor units of *currency*.
    """

    price: int
    currency: str
    in_stock: bool
    on_sale: bool

    @property
    def cost(self) -> int:
        """Where its price stands among all prices: see `domain.search.costs`."""
        return cost(self.price, self.currency)

    def facets(self) -> Iterator[str]:
        """Return the words of a bag that tell of it: those that begin with `_SELLING`."""
        yield from cost_words(self.cost)
        if self.in_stock:
            yield IN_STOCK
        if self.on_sale:
            yield ON_SALE


@dataclass(frozen=True, slots=True)
class Findable:
    """What a product on sale is found by.

    *categories* are its own and all above; *titles* weigh more than *texts*; *popularity* is
    0 to `MOST_POPULAR`.
    """

    product_id: int
    merchant_id: int
    categories: tuple[int, ...]
    titles: tuple[str, ...]
    texts: tuple[str, ...]
    skus: tuple[str, ...]
    created_at: datetime
    selling: Selling
    popularity: int = 0
    rating: Rating = UNRATED
    traits: tuple[Trait, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A product's place in the index. *id* orders by rank: see `place`.

    *bag* has its words in order with blanks between: see `joined`. *cost* orders by price
    (`costs.cost`), *standing* by reviews (`traits.standing`).
    """

    id: int
    product_id: int
    bag: str
    cost: int
    created_at: datetime
    standing: int

    @property
    def skus(self) -> frozenset[str]:
        """Its article numbers, as `sku_word` has them."""
        return frozenset(word for word in self.bag.split() if word.startswith(_SKU))


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
        words.update(zip(text.all, terms := [*map(term, text.all)], strict=True))
        bag.update(terms, text.signs)
    for text in titles:
        words.update(zip(text.all, map(term, text.all), strict=True))
    for text in (*titles, *texts):
        words.update(zip(text.signs, text.signs, strict=True))
    bag.update(_of_titles([*titles, *map(bare, goods.skus)]))
    bag.update(_facets(goods))
    at = place(goods.product_id, goods.popularity, in_stock=goods.selling.in_stock)
    return Entry(
        at,
        goods.product_id,
        joined(bag),
        goods.selling.cost,
        goods.created_at,
        standing(goods.rating),
    )


def resold(entry: Entry, selling: Selling) -> Entry:
    """Return the entry of a product that sells otherwise now, and whose texts are the same."""
    kept = (word for word in entry.bag.split() if not word.startswith(_SELLING))
    sold_out = 0 if selling.in_stock else _SOLD_OUT
    id_ = entry.id & ~(_SOLD_OUT << _BITS) | sold_out << _BITS
    return replace(entry, id=id_, bag=joined([*kept, *selling.facets()]), cost=selling.cost)


def place(product_id: int, popularity: int, *, in_stock: bool) -> int:
    """Return a product's id in the index: what sells well first, what is sold out last."""
    rank = (0 if in_stock else _SOLD_OUT) | (MOST_POPULAR - min(popularity, MOST_POPULAR))
    return rank << _BITS | product_id


_BEST, _WELL = 16, 8  # steps of popularity: fifteen pieces in 90 days, and three
# Where the best sellers end, and where those end that sell well, all in stock. An index without
# an order is one for each part, so that few are looked at (migration 0018 has the same numbers).
FRONTS = tuple(place(0, least - 1, in_stock=True) for least in (_BEST, _WELL))


def product_at(id_: int) -> int:
    """Return which product stands at that place of the index."""
    return id_ & ((1 << _BITS) - 1)


def sku_word(typed: str) -> str:
    """Return what an SKU is found by as a whole: "bm 1" and "BM-1" are the same."""
    bare = "".join(run for run, _ in runs(fold(typed)))
    return _SKU + bare if bare else ""


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


def _of_titles(titles: Iterable[Cut]) -> Iterator[str]:
    for one in titles:
        for word in (*map(term, one.all), *one.signs):
            yield word
            yield TITLE + word


def _facets(goods: Findable) -> Iterator[str]:
    yield from filter(None, map(sku_word, goods.skus))
    yield from map(category_word, goods.categories)
    yield merchant_word(goods.merchant_id)
    yield month_word(goods.created_at)
    yield from goods.selling.facets()
    yield from rating_words(goods.rating)
    yield from (trait.word for trait in goods.traits)
    yield ALL
