"""How often what people took next is among ten suggestions: the shop's lists and popularity."""

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from bench.retail import Invoice
from domain.learning import Bought, Likes, Orders
from domain.likeness import Alike, Other
from domain.picking import interests, interleaved, summed, together
from domain.recommendations import Candidate, Trace, Why

LIST = 10
_TRIALS = 2500
_MOST_KNOWN = 5
_INTERESTS = 30


@dataclass(frozen=True, slots=True)
class Quality:
    """Shares of trials in which something right was suggested, by popularity and by the shop."""

    trials: int
    popularity: float
    shop: float

    @property
    def ratio(self) -> float:
        """How many times better than popularity."""
        return self.shop / self.popularity if self.popularity else float("inf")


class _Remembered:
    """What goes with a product, worked out when it is first asked for."""

    def __init__(self, likes: Likes) -> None:
        self._likes = likes
        self._known = set(likes.products)
        self._found: dict[int, tuple[Other, ...]] = {}

    def of(self, product_id: int) -> tuple[Other, ...]:
        if product_id not in self._found:
            known = product_id in self._known
            self._found[product_id] = self._likes.of(product_id) if known else ()
        return self._found[product_id]


@dataclass(frozen=True, slots=True)
class _Learnt:
    """What the first nine tenths of the invoices teach."""

    orders: Orders
    popular: Sequence[int]
    later: Sequence[Invoice]

    @classmethod
    def of(cls, invoices: Sequence[Invoice]) -> "_Learnt":
        cut = len(invoices) * 9 // 10
        people = {name: n for n, name in enumerate(sorted({one.customer for one in invoices}), 1)}
        orders = Orders(invoices[cut - 1].at)
        orders.add(Bought(people[one.customer], one.at, one.products) for one in invoices[:cut])
        alone = Counter(id_ for one in invoices[:cut] for id_ in one.products)
        popular = sorted(alone, key=lambda id_: (-alone[id_], id_))
        return cls(orders, popular, invoices[cut:])


def measure(invoices: Sequence[Invoice], seed: int = 1) -> dict[str, Quality]:
    """Learn from the first nine tenths; try on the rest.

    "cart": one thing of a later invoice is hidden, one to five others are in the cart.
    "for you": whatever a known customer bought later and never before is right.
    """
    learnt = _Learnt.of(invoices)
    return {
        "cart": _with_carts(learnt, random.Random(seed)),
        "for you": _for_people(learnt, invoices),
    }


def _with_carts(learnt: _Learnt, chance: random.Random) -> Quality:
    likes = _Remembered(learnt.orders.likes(Alike.BASKET))
    trials, plain, own = 0, 0, 0
    for hidden, known in _trials(learnt.later, chance):
        best = (one.product_id for one in together(map(likes.of, known)))
        trials += 1
        plain += hidden in _first(learnt.popular, known)
        own += hidden in _first(chain(best, learnt.popular), known)
    return Quality(trials, plain / max(1, trials), own / max(1, trials))


def _trials(
    later: Sequence[Invoice], chance: random.Random
) -> Iterator[tuple[int, Sequence[int]]]:
    fitting = [one.products for one in later if len(one.products) >= 2]
    for _ in range(_TRIALS if fitting else 0):
        basket = list(chance.choice(fitting))
        chance.shuffle(basket)
        yield basket[0], basket[1 : 1 + chance.randint(1, _MOST_KNOWN)]


def _for_people(learnt: _Learnt, invoices: Sequence[Invoice]) -> Quality:
    likes = _Remembered(learnt.orders.likes(Alike.USER))
    popular = [Candidate(id_, None, Why.POPULAR) for id_ in learnt.popular]
    before = _histories(invoices[: len(invoices) - len(learnt.later)])
    now, trials, plain, own = learnt.later[0].at, 0, 0, 0
    for customer, bought in _histories(learnt.later).items():
        known = {trace.product_id for trace in before.get(customer, ())}
        new = {trace.product_id for trace in bought} - known
        if not known or not new:
            continue
        mixed = interleaved(_liked(likes, before[customer], now), popular)
        trials += 1
        plain += not new.isdisjoint(_first(learnt.popular, known))
        own += not new.isdisjoint(_first((one.product_id for one in mixed), known))
    return Quality(trials, plain / max(1, trials), own / max(1, trials))


def _liked(likes: "_Remembered", history: Sequence[Trace], now: datetime) -> list[Candidate]:
    of = interests(history[-_INTERESTS:], now, _INTERESTS)
    known = {trace.product_id for trace in history}
    liked = {id_: {one.product_id: one.score for one in likes.of(id_)} for id_ in of}
    found = summed(liked, of)
    return [one for one in found if one.product_id not in known]


def _histories(invoices: Iterable[Invoice]) -> dict[str, list[Trace]]:
    """What each customer bought, the latest last."""
    found: dict[str, list[Trace]] = {}
    for one in invoices:
        traces = (Trace(id_, None, Why.BOUGHT, one.at) for id_ in one.products)
        found.setdefault(one.customer, []).extend(traces)
    return found


def _first(ids: Iterable[int], known: Iterable[int]) -> list[int]:
    """The first ten that are not known already."""
    known, found = set(known), dict[int, None]()
    for id_ in ids:
        if id_ not in known:
            found[id_] = None
        if len(found) == LIST:
            break
    return list(found)
