"""What may be suggested to whom, and why: the rules of every list."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from heapq import nsmallest
from itertools import chain, pairwise
from statistics import median

from domain.catalog import PAGE, ProductRow
from domain.likeness import Other

MOST = 10  # suggestions in a list
A_CATEGORY = 3  # suggestions of one category in a list
FLOOR = 3  # orders from which on a number is told: fewer could tell of single people
_HALF_LIFE = 45.0  # days in which what somebody did counts half as much
_OWN = 90  # suggestions for a person that are made, of which a list is picked
_OWN_TO_POPULAR = "oopoopoopo"  # 7 to 3: popularity is hard to beat
_DAY = timedelta(days=1)


class Why(StrEnum):
    """Why something is suggested."""

    TOGETHER = "together"
    BOUGHT = "bought"  # because of something they bought
    SAVED = "saved"  # because of a favourite
    SEEN = "seen"  # because of something they looked at
    CART = "cart"  # because of something in their cart
    SIMILAR = "similar"
    POPULAR = "popular"
    AGAIN = "again"  # they buy it from time to time


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that could be suggested. *because* is the product that led to it, or 0."""

    product_id: int
    category_id: int | None
    why: Why
    score: float = 0.0
    support: int = 0
    because: int = 0
    days: int = 0  # how often they buy it

    def on(self, category_id: int | None) -> "Candidate":
        """Return it with its category, which is known once it was looked at."""
        about = (self.why, self.score, self.support, self.because, self.days)
        return Candidate(self.product_id, category_id, *about)


@dataclass(frozen=True, slots=True)
class Trace:
    """Something a person did with a product, at some moment."""

    product_id: int
    category_id: int | None
    why: Why
    at: datetime


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks for a list of suggestions.

    *taught*: whether the shop is known to have learnt what sells well, so that what is new need
    not be looked up instead.
    """

    customer_id: int
    personal: bool
    taught: bool


@dataclass(frozen=True, slots=True)
class Sellers:
    """What a list may be filled up with.

    Attributes:
        ranked: What sells well, best first: in the category, if anything does, and last
            everywhere. Empty in a shop that has learnt nothing yet.
        newest: In such a shop thirty of the 500 newest products that can be suggested, by
            what they sold, with their categories.
    """

    ranked: tuple[tuple[int, ...], ...]
    newest: Mapping[int, int | None]


@dataclass(frozen=True, slots=True)
class Beside:
    """What may stand beside a product but for what a build has learnt of it; best first.

    Attributes:
        lately: What was bought with it at least twice in the latest 500 orders that have it,
            of customers who agree to suggestions; empty if nobody asked for it.
        similar: Products of the same shelf and kind whose price is at most 30 % off: of the
            hundred nearest in price on either side, some that sold best.
        sellers: What sells well in its category and everywhere.
    """

    lately: tuple[Other, ...]
    similar: tuple[int, ...]
    sellers: Sellers


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A product to show, and why. *because* is a title, empty if none is to be named."""

    row: ProductRow
    why: Why
    support: int = 0
    because: str = ""
    days: int = 0


@dataclass(frozen=True, slots=True)
class Suggestions:
    """A page of a list of suggestions; *total* is what all its pages hold.

    *personal* tells that it was made of what this customer did.
    """

    rows: tuple[Suggestion, ...]
    page: int
    total: int
    personal: bool = False

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // PAGE))


_WEIGHTS = {Why.BOUGHT: 1.0, Why.CART: 0.6, Why.SAVED: 0.5, Why.SEEN: 0.2}


def interests(traces: Iterable[Trace], now: datetime, most: int) -> dict[int, tuple[float, Why]]:
    """Weigh what a person did: by product, the strongest *most*, with the weightiest reason.

    Bought counts 1, in the cart 0.6, a favourite 0.5, looked at 0.2; all count half as much
    after 45 days.
    """
    weighed: dict[int, tuple[float, Why]] = {}
    for trace in traces:
        age = max(0.0, (now - trace.at) / _DAY)
        weight = _WEIGHTS[trace.why] * 0.5 ** (age / _HALF_LIFE)
        before, why = weighed.get(trace.product_id, (0.0, trace.why))
        reason = max(why, trace.why, key=_WEIGHTS.__getitem__)
        weighed[trace.product_id] = (before + weight, reason)
    best = sorted(weighed, key=lambda id_: (-weighed[id_][0], id_))[:most]
    return {id_: weighed[id_] for id_ in best}


def together(others: Iterable[Sequence[Other]]) -> list[Candidate]:
    """Add up what goes with several products, best first; the most orders of one are told."""
    totals: dict[int, tuple[float, int]] = {}
    for other in chain.from_iterable(others):
        score, support = totals.get(other.product_id, (0.0, 0))
        totals[other.product_id] = score + other.score, max(support, other.support)
    best = sorted(totals, key=lambda id_: (-totals[id_][0], id_))
    return [Candidate(id_, None, Why.TOGETHER, *totals[id_]) for id_ in best]


def summed(
    likes: Mapping[int, Mapping[int, float]], of: Mapping[int, tuple[float, Why]]
) -> list[Candidate]:
    """Add up what speaks for each product, the best `_OWN` first; the strongest reason is named.

    *likes* has what people like who bought each of the products *of* that they did
    something with, which count as much as is given there.
    """
    totals: dict[int, float] = {}
    best: dict[int, tuple[float, int]] = {}
    for because in sorted(likes):
        weight = of[because][0]
        for id_, score in likes[because].items():
            part = score * weight
            totals[id_] = totals.get(id_, 0.0) + part
            if id_ not in best or part > best[id_][0]:
                best[id_] = part, because
    found = nsmallest(_OWN, totals.keys() - of.keys(), key=lambda id_: (-totals[id_], id_))
    return [
        Candidate(id_, None, of[because][1], totals[id_], 0, because)
        for id_, because in ((id_, best[id_][1]) for id_ in found)
    ]


def popular_order(ranked: Sequence[Sequence[int]]) -> list[int]:
    """Put the best of a category before those of the shop, and its others behind them.

    *ranked* ends with those of the shop.
    """
    *category, everywhere = ranked or ((),)
    own = list(chain.from_iterable(category))
    return list(dict.fromkeys([*own[:MOST], *everywhere, *own[MOST:]]))


def interleaved(own: Sequence[Candidate], popular: Sequence[Candidate]) -> Iterator[Candidate]:
    """Mix what is for one person with what is popular, 7 to 3; one that ends makes room."""
    mine, others = iter(own), iter(popular)
    for turn in _OWN_TO_POPULAR:
        first, second = (mine, others) if turn == "o" else (others, mine)
        found = next(first, None) or next(second, None)
        if found:
            yield found
    yield from chain(mine, others)


def picked(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Return the first `MOST`, each product once, at most `A_CATEGORY` of a category."""
    found: dict[int, Candidate] = {}
    of: dict[int, int] = {}
    for one in candidates:
        category_id = one.category_id
        if one.product_id in found or (category_id and of.get(category_id, 0) >= A_CATEGORY):
            continue
        found[one.product_id] = one
        if category_id:
            of[category_id] = of.get(category_id, 0) + 1
        if len(found) == MOST:
            break
    return tuple(found.values())


def wanted_again(bought: Iterable[Trace], now: datetime) -> list[Candidate]:
    """Return what somebody buys from time to time, what is most overdue first.

    The rhythm is the median of the whole days between their own purchases. What was bought
    once has none; it is due when nine tenths of the time are over.
    """
    days: dict[int, set[int]] = {}
    categories: dict[int, int | None] = {}
    for trace in bought:
        days.setdefault(trace.product_id, set()).add((now - trace.at) // _DAY)
        categories[trace.product_id] = trace.category_id
    due = []
    for product_id, ages in days.items():
        ordered = sorted(ages)
        gaps = [b - a for a, b in pairwise(ordered)]
        if gaps and ordered[0] >= 0.9 * (every := median(gaps)):
            late = ordered[0] / every
            category_id, often = categories[product_id], round(every)
            due.append(Candidate(product_id, category_id, Why.AGAIN, late, days=often))
    return sorted(due, key=lambda one: (-one.score, one.product_id))
