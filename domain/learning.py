"""A year of orders as short rows of numbers, and what met in them how often."""

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain, islice

from domain.likeness import (
    POPULAR_DAYS,
    Alike,
    Other,
    cosine,
    likelihood,
    strongest,
    weight_of_age,
)

_BASKET = 100  # products; a larger one tells nothing of what belongs together
_PERSON = 200  # products of one person, the latest
_POPULAR = 200
_AT_ONCE = 500  # sets counted before others may have the interpreter
_DAY = timedelta(days=1)
_WEIGHTS = tuple(weight_of_age(days) for days in range(POPULAR_DAYS))

Products = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Bought:
    """What was bought with an order and kept, each product once.

    *customer_id* is 0 where nobody is to be learnt about.
    """

    customer_id: int
    placed_at: datetime
    products: Products


@dataclass(frozen=True, slots=True)
class Popular:
    """What sells well in a category, best first; category 0 is the whole shop."""

    category_id: int
    products: Products


class Orders:
    """Orders as they are read, the oldest first.

    A product's number is kept once, however often it was bought, and so is a basket that
    has nothing else: a million orders are held for as long as they are counted.
    """

    def __init__(self, now: datetime) -> None:
        self.scores: Counter[int] = Counter()  # what counts towards popularity, by product
        self._now = now
        self._baskets: list[Products] = []
        self._whose: dict[int, array[int]] = {}
        self._same: dict[int, int] = {}
        self._single: dict[Products, Products] = {}

    def add(self, orders: Iterable[Bought]) -> None:
        """Take orders in."""
        for one in orders:
            age = max(0, (self._now - one.placed_at) // _DAY)
            if age < POPULAR_DAYS:
                for id_ in one.products:
                    self.scores[id_] += _WEIGHTS[age]
            if one.customer_id:
                _places(self._whose, one.customer_id).append(len(self._baskets))
                goods = tuple(map(self._same.setdefault, one.products, one.products))
                if len(goods) == 1:
                    goods = self._single.setdefault(goods, goods)
                self._baskets.append(goods)

    def likes(self, kind: Alike) -> "Likes":
        """Return what goes with what, in one basket or in what one person bought."""
        if kind is Alike.BASKET:
            return Likes(kind, [one for one in self._baskets if len(one) <= _BASKET])
        return Likes(kind, [self._latest(places) for places in self._whose.values()])

    def _latest(self, places: Sequence[int]) -> Products:
        bought = chain.from_iterable(self._baskets[at] for at in reversed(places))
        return tuple(islice(dict.fromkeys(bought), _PERSON))


class Likes:
    """Knows of each product what others it was with, in sets of products."""

    def __init__(self, kind: Alike, sets: Sequence[Products]) -> None:
        self._sets = sets
        self._where: dict[int, array[int]] = {}
        self._score = cosine if kind is Alike.BASKET else likelihood(len(sets))
        for at, products in enumerate(sets):
            for id_ in products:
                _places(self._where, id_).append(at)
        self._alone = {id_: len(places) for id_, places in self._where.items()}

    @property
    def products(self) -> list[int]:
        """All products, by number."""
        return sorted(self._where)

    def of(self, product_id: int) -> tuple[Other, ...]:
        """Return what goes with a product, best first: what it met at least twice."""
        met: Counter[int] = Counter()
        places = self._where[product_id]
        if len(places) > 1:
            for first in range(0, len(places), _AT_ONCE):
                part = map(self._sets.__getitem__, places[first : first + _AT_ONCE])
                met.update(chain.from_iterable(part))
        often = {id_: times for id_, times in met.items() if times > 1 and id_ != product_id}
        return strongest(often, len(places), self._alone, self._score)


def _places(of: "dict[int, array[int]]", key: int) -> "array[int]":
    """Arrays, not lists: nothing in them is looked through for garbage."""
    found = of.get(key)
    if found is None:
        found = of[key] = array("I")
    return found


def best_sellers(
    scores: Mapping[int, int], shelves: Iterable[tuple[int, int]], behind: Iterable[int]
) -> list[Popular]:
    """Return the best 200 of each category and of the shop.

    *shelves* says in which categories products are, each being in 0 as well. Behind the best
    of the shop come the goods *behind* that are not among them.
    """
    of: dict[int, list[tuple[int, int]]] = {0: []}
    for product_id, category_id in shelves:
        of.setdefault(category_id, []).append((-scores[product_id], product_id))
    best = {
        category_id: [id_ for _, id_ in sorted(goods)[:_POPULAR]]
        for category_id, goods in of.items()
    }
    best[0] = list(dict.fromkeys([*best[0], *behind]))
    return [Popular(category_id, tuple(goods)) for category_id, goods in best.items()]
