"""Prices as the index orders them: Stars, which are no money, stand behind all money.

What a Star is worth depends on who buys it and where, so no rate is made up: sorted by price
either way, goods sold in Stars come after those sold in money, and a range of money leaves
them out.
"""

from bisect import bisect_right
from functools import cache
from itertools import accumulate, repeat

from domain.money import STARS

IN_STARS = 2**40  # added to Stars; above it nothing is money, since `LARGEST` is below
MONEY = (0, IN_STARS - 1)
STARRED = (IN_STARS, 2 * IN_STARS - 1)
_BAND, _WIDER = "§p", "§w"
PRICES = (_BAND, _WIDER)  # what words that tell of a price begin with
_BANDS = 96  # of money; as many of Stars follow
_WIDE = 8  # bands that have a word together, so that a wide range of prices is few words
_EDGES = tuple(accumulate(repeat(1, _BANDS - 1), lambda edge, _: max(edge + 1, edge * 5 // 4)))


def cost(price: int, currency: str) -> int:
    """Return where a price in minor units of *currency* stands among all prices."""
    return price + IN_STARS if currency == STARS else price


def costs(low: int | None, high: int | None, *, stars: bool) -> tuple[int, int]:
    """Return a range of prices as the index has it: of *stars*, or else of money alone."""
    least, most = STARRED if stars else MONEY
    return least + (low or 0), most if high is None else least + high


def band(cost_: int) -> int:
    """Return the band of a price as `cost` has it: each is a quarter dearer than the last."""
    if cost_ >= IN_STARS:
        return _BANDS + bisect_right(_EDGES, cost_ - IN_STARS)
    return bisect_right(_EDGES, cost_)


def band_word(number: int) -> str:
    """Return what all goods have whose price is in that band."""
    return f"{_BAND}{number:02}"


def band_words(low: int, high: int) -> tuple[str, ...]:
    """Return the bands from the one of *low* to the one of *high*."""
    return tuple(map(band_word, _bands(low, high)))


def range_words(low: int, high: int) -> tuple[str, ...]:
    """Return words of which goods have one if their price is in a band of `band_words`."""
    return _of_bands(_bands(low, high))


def inside_words(low: int, high: int) -> tuple[str, ...]:
    """Return words of which goods have one only if they cost from *low* to *high*.

    Goods in the bands at both ends may cost that as well.
    """
    if not (bands := _bands(low, high)):
        return ()
    cut_low, cut_high = low > _beginning(bands[0]), high + 1 < _beginning(bands[-1] + 1)
    return _of_bands(bands[cut_low : len(bands) - cut_high])


def cost_words(cost_: int) -> tuple[str, str]:
    """Return what goods of that price have in their bags."""
    return _words(band(cost_))


@cache
def _words(number: int) -> tuple[str, str]:
    return band_word(number), _wide_word(number // _WIDE)


def _wide_word(number: int) -> str:
    return f"{_WIDER}{number:02}"


def _of_bands(bands: range) -> tuple[str, ...]:
    wide = {n // _WIDE for n in bands if n % _WIDE == 0 and n + _WIDE - 1 in bands}
    rest = (band_word(n) for n in bands if n // _WIDE not in wide)
    return (*map(_wide_word, sorted(wide)), *rest)


def _bands(low: int, high: int) -> range:
    return range(band(low), band(high) + 1)


def _beginning(number: int) -> int:
    """The least cost in that band."""
    at = number % _BANDS
    return number // _BANDS * IN_STARS + (_EDGES[at - 1] if at else 0)
