"""How much two products belong together, and how popular one is. Formulas only."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from heapq import nsmallest
from itertools import groupby

KEPT = 30  # others that are remembered for a product
POPULAR_DAYS = 90
_DAMPING = 20.0
_HALF_LIFE = 30.0  # days in which an order counts half as much towards popularity
_WHOLE = 1 << 20  # what an order of today counts; whole numbers add up alike everywhere


class Alike(StrEnum):
    """What makes two products belong together."""

    BASKET = "basket"  # they were in one order
    USER = "user"  # the same people bought them


@dataclass(frozen=True, slots=True)
class Pair:
    """Two products that met *together* times; *own* and *others* count them alone."""

    product_id: int
    other_id: int
    together: int
    own: int
    others: int


@dataclass(frozen=True, slots=True)
class Item:
    """Something that goes with a product. *support*: in how many orders, or for how many."""

    product_id: int
    other_id: int
    score: float
    support: int


@dataclass(frozen=True, slots=True)
class Popular:
    """A product that sells well in a category; category 0 is the whole shop."""

    category_id: int
    product_id: int
    score: float


def cosine(pair: Pair) -> float:
    """Return how much two products belong together: a cosine, damped for rare ones."""
    both = (pair.own + _DAMPING) * (pair.others + _DAMPING)
    return pair.together / math.sqrt(both)


def likelihood(pair: Pair, people: int) -> float:
    """Return Dunning's log-likelihood ratio (1993) of two products among *people*.

    0 when they meet no more often than by chance.
    """
    both, one, other = pair.together, pair.own - pair.together, pair.others - pair.together
    neither = people - pair.own - pair.others + both
    if both * neither <= one * other:
        return 0.0
    cells = _entropy(both, one, other, neither)
    rows = _entropy(both + one, other + neither)
    columns = _entropy(both + other, one + neither)
    return max(0.0, 2.0 * (rows + columns - cells))


def _entropy(*counts: int) -> float:
    """Unnormalised: N ln N less the sum of n ln n."""
    total = sum(counts)
    return _n_ln_n(total) - sum(map(_n_ln_n, counts))


def _n_ln_n(n: int) -> float:
    return n * math.log(n) if n else 0.0


def strongest(pairs: Iterable[Pair], score: Callable[[Pair], float]) -> list[Item]:
    """Return the `KEPT` best others of each product; *pairs* come product by product."""
    kept: list[Item] = []
    for _, own in groupby(pairs, key=lambda pair: pair.product_id):
        items = (Item(p.product_id, p.other_id, score(p), p.together) for p in own)
        fitting = (item for item in items if item.score > 0)
        kept += nsmallest(KEPT, fitting, key=lambda item: (-item.score, item.other_id))
    return kept


def weight_of_age(days: int) -> int:
    """Return what an order that is *days* old counts towards popularity; today's 2^20."""
    return int(_WHOLE * 0.5 ** (days / _HALF_LIFE))
