"""What goods are like apart from their words: brand, tags, attributes, options.

People choose from what the found goods have. In a bag each of these is one word with a mark,
made of a digest, so that no value is too long, odd or frequent for it, and so that a button
can name it. None of them goes into the dictionary.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from hashlib import blake2b

from domain.ratings import Rating
from domain.search.folding import fold

MARK = "§v"
_DIGEST = 6  # bytes: of a million values, two are alike in one of five hundred shops
_CERTAIN = 5  # reviews of `_USUAL` halves of a star that are added to every product's own
_USUAL = 7
_SCALE = 1000
_RATING_BAND = 250  # of the mean below: a quarter of a star
RATINGS = (4, 3)  # stars that goods can be asked to have at least


class Kind(StrEnum):
    """What sort of thing a trait is; only attributes and options have names of their own."""

    BRAND = "b"
    OWN = "a"
    TAG = "t"


@dataclass(frozen=True, slots=True)
class Trait:
    """Something goods have: the brand "Acme", the colour "Blue", the tag "gift".

    *name* is empty for brands and tags. Traits that differ in case or accents only are of
    the same `number`.
    """

    kind: Kind
    name: str
    value: str

    @property
    def group(self) -> int:
        """A number of what may be chosen among: all brands, all colours."""
        return group_of(self.kind, self.name)

    @property
    def number(self) -> int:
        """A number that no other trait has; the button that chooses it carries it."""
        return _digest(self.kind, self.name, self.value)

    @property
    def word(self) -> str:
        """What all goods with it have in their bags."""
        return f"{MARK}{self.number:012x}"


def group_of(kind: Kind, name: str = "") -> int:
    """Return the `Trait.group` of all traits of that kind and name."""
    return _digest(kind, name)


def tagged(tags: str) -> Iterator[Trait]:
    """Read tags as they are kept: "gift, for the kitchen"."""
    for tag in tags.split(","):
        if tag.strip():
            yield Trait(Kind.TAG, "", tag.strip())


def branded(brand: str) -> Iterator[Trait]:
    """Read a brand; an empty one is none."""
    if brand.strip():
        yield Trait(Kind.BRAND, "", brand.strip())


def owned(pairs: Iterable[Iterable[str]]) -> Iterator[Trait]:
    """Read attributes or options: [["Colour", "Blue"]]."""
    for name, value in pairs:
        if name.strip() and value.strip():
            yield Trait(Kind.OWN, name.strip(), value.strip())


def standing(rating: Rating) -> int:
    """Return by what goods are ordered when the best rated come first, 1000 to 5000.

    The mean of a product's reviews and of five imagined ones of 3.5 stars, in thousandths of
    a star, rounded down: one review of five stars does not stand above a hundred of 4.9, and
    what nobody reviewed stands between what is liked and what is not. (A Bayesian mean with a
    fixed prior, so that a review moves its own product only.)
    """
    return (_SCALE * (2 * rating.stars + _CERTAIN * _USUAL)) // (2 * (rating.count + _CERTAIN))


def rating_words(rating: Rating) -> Iterator[str]:
    """What a product with that rating has in its bag; the average counts as it is shown."""
    yield standing_word(standing(rating) // _RATING_BAND)
    for least in RATINGS:
        if rating.tenths >= 10 * least:
            yield rated_word(least)


def rated_word(least: int) -> str:
    """Return what all goods of so many stars and more have."""
    return f"§r{least}"


def standing_word(band: int) -> str:
    """Return what all goods have whose `standing` is in that quarter of a star."""
    return f"§q{band:02}"


def standing_words(highest: int) -> tuple[str, ...]:
    """Return the bands from that of the standing *highest* down to the last."""
    most = min(highest, 5 * _SCALE) // _RATING_BAND
    return tuple(standing_word(band) for band in range(most, _SCALE // _RATING_BAND - 1, -1))


@lru_cache(maxsize=10_000)  # brands and colours come again and again
def _digest(*parts: str) -> int:
    said = "\x00".join(" ".join(fold(part).split()) for part in parts)
    return int.from_bytes(blake2b(said.encode(), digest_size=_DIGEST).digest(), "big")
