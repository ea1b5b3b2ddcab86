"""How a list of suggestions is picked: the rules of every list."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from heapq import nsmallest
from itertools import chain, pairwise
from statistics import median

from domain.likeness import Other
from domain.recommendations import Candidate, Trace, Why

MOST = 10  # suggestions in a list
A_CATEGORY = 3  # suggestions of one category in a list
_HALF_LIFE = 45.0  # days in which what somebody did counts half as much
_OWN = 90  # suggestions for a person that are made, of which a list is picked
_OWN_TO_POPULAR = "oopoopoopo"  # 7 to 3: popularity is hard to beat
_DAY = timedelta(days=1)
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


def picked(candidates: Iterable[Candidate], a_category: int = A_CATEGORY) -> tuple[Candidate, ...]:
    """Return the first `MOST`, each product once, at most *a_category* of a category."""
    found: dict[int, Candidate] = {}
    of: dict[int, int] = {}
    for one in candidates:
        category_id = one.category_id
        if one.product_id in found or (category_id and of.get(category_id, 0) >= a_category):
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
