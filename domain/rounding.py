"""The one rounding rule of all prices, and the only place where a price is rounded.

A percentage is taken of one sum of the whole order and rounded once, half a minor unit up.
The result is shared out among the lines by largest remainder, so that they add up to it
exactly. No line is rounded by itself, hence the order of the lines changes no total.
"""

from collections.abc import Sequence

PERCENT = 1_000  # rates are whole thousandths of a percent: 20 % is 20_000
WHOLE = 100 * PERCENT


def half_up(amount: int, part: int, whole: int) -> int:
    """Return *amount* times *part* by *whole*, half a unit rounded up; none is negative."""
    return (2 * amount * part + whole) // (2 * whole)


def shares(amounts: Sequence[int], whole: int) -> list[int]:
    """Share *whole* out in proportion to *amounts*, to the last minor unit.

    What rounding down leaves goes to the largest remainders, the first among equals
    (Hamilton's method). *amounts* are not negative and not all zero. As long as *whole* is
    at most their sum, nobody's share is more than their amount.
    """
    total = sum(amounts)
    parts = [amount * whole // total for amount in amounts]
    remainders = [amount * whole % total for amount in amounts]
    left = whole - sum(parts)
    for at in sorted(range(len(amounts)), key=lambda at: -remainders[at])[:left]:
        parts[at] += 1
    return parts
