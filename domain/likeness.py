"""How much two products belong together, and how popular one is. Formulas only."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

KEPT = 30  # others that are remembered for a product
POPULAR_DAYS = 90
_DAMPING = 20.0
_HALF_LIFE = 30.0  # days in which an order counts half as much towards popularity
_WHOLE = 1 << 20  # what an order of today counts; whole numbers add up alike everywhere

Score = Callable[[int, int, int], float]  # of times together, of one alone, of the other alone


class Alike(StrEnum):
    """What makes two products belong together."""

    BASKET = "basket"  # they were in one order
    USER = "user"  # the same people bought them


@dataclass(frozen=True, slots=True)
class Other:
    """Something that goes with a product. *support*: in how many orders, or for how many."""

    product_id: int
    support: int
    score: float


def cosine(together: int, one: int, other: int) -> float:
    """Return how much two products belong together: a cosine, damped for rare ones.

    They met *together* times; *one* and *other* count them alone.
    """
    return together / math.sqrt((one + _DAMPING) * (other + _DAMPING))


def likelihood(people: int) -> Score:
    """Return what gives Dunning's log-likelihood ratio (1993) of two products among *people*.

    It is 0 when they meet no more often than by chance. A build asks millions of times, so
    n ln n is worked out beforehand, for all numbers that a count of people can be.
    """
    known = [0.0, *(n * math.log(n) for n in range(1, people + 1))]
    whole = known[people]

    def score(together: int, one: int, other: int) -> float:
        only_one, only_other = one - together, other - together
        neither = people - one - only_other
        if together * neither <= only_one * only_other:
            return 0.0
        cells = known[together] + known[only_one] + known[only_other] + known[neither]
        rows = known[one] + known[people - one]
        columns = known[other] + known[people - other]
        return max(0.0, 2.0 * (whole + cells - rows - columns))

    return score


def strongest(
    met: Mapping[int, int], own: int, alone: Mapping[int, int], score: Score
) -> tuple[Other, ...]:
    """Return the `KEPT` best of what a product *met* so and so many times, best first.

    The product itself was seen *own* times, each of the others as *alone* has it.
    """
    scored = [(score(times, own, alone[id_]), id_, times) for id_, times in met.items()]
    best = sorted((-worth, id_, times) for worth, id_, times in scored if worth > 0)
    return tuple(Other(id_, times, -worth) for worth, id_, times in best[:KEPT])


def weight_of_age(days: int) -> int:
    """Return what an order that is *days* old counts towards popularity; today's 2^20."""
    return int(_WHOLE * 0.5 ** (days / _HALF_LIFE))
