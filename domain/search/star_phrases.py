"""Reading how many stars goods must have at least out of a sentence: "4 stars and up"."""

import re
from collections.abc import Iterator
from functools import cache

from domain.search import grammar
from domain.search.grammar import Rated
from domain.search.traits import RATINGS


def rated(text: str, *, in_stars: bool) -> tuple[int | None, str]:
    """Return how many stars a folded *text* asks for, one of `RATINGS`, and what is left of it.

    Of what lies between two of `RATINGS` the lower is meant. Where prices are *in_stars*,
    "from 4 stars" is a price.
    """
    for pattern in _compiled(in_stars):
        if found := pattern.search(text):
            return _filter(found["n"]), f"{text[: found.start()]} {text[found.end() :]}".strip()
    return None, text


def _filter(said: str) -> int:
    stars = next(n for words, n in grammar.NUMBERS.items() if re.fullmatch(words, said))
    return max(filter_ for filter_ in RATINGS if filter_ <= stars)


@cache
def _compiled(in_stars: bool) -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(rf"(?<![a-zа-я\d.,])(?:{way.lead})?{shape}(?:{way.tail})?(?!{grammar.STARRED})")
        for way in grammar.RATED
        for shape in _shapes(way, in_stars)
    )


def _shapes(way: Rated, in_stars: bool) -> Iterator[str]:
    number = rf"(?P<n>{grammar.STARS})"
    points = rf"(?: ?(?:{way.star}|{grammar.POINTS}))?"
    yield rf"(?:{way.rating}) ?{number}{points} ?(?:{way.up})(?: ?(?:{way.star}))?"
    yield rf"(?:{way.rating}) ?(?:{way.least}) ?{number}{points}"
    yield rf"{number} ?(?:{way.star}) ?(?:{way.up})"
    yield rf"{number} ?(?:{way.up}) ?(?:{way.star})"
    if not in_stars:
        yield rf"(?:{way.least}) ?{number} ?(?:{way.star})"
