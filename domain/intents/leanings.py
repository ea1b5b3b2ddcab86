"""Which wish a sentence leans to, by what was learnt from sentences that people have typed."""

import math
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence

from domain.intents.atoms import Atoms, letters, unspaced
from domain.intents.words import Piece

NOTHING = ""  # in the place of a kind: it asks for nothing, it is a search
_ALWAYS = "*"  # a sign that every sentence has

Weights = Mapping[str, Mapping[str, float]]  # what each sign speaks for, by kind
_TENTHS = 10
_MOST = 127  # tenths that are kept in a byte
Shares = Mapping[str, float]  # how likely each kind is; together they make one


def signs(sentence: Atoms, pieces: Sequence[Piece]) -> frozenset[str]:
    """What a sentence may be told by: its words, their stems, and all that they mean."""
    means = (f":{meaning}" for piece in pieces for meaning in piece.means)
    return frozenset({_ALWAYS, *_spelt(sentence), *means})


def _spelt(sentence: Atoms) -> Iterator[str]:
    """Words and stems; without blanks the signs and pairs of them."""
    before = "^"
    for atom in sentence:
        word = "#" if atom.text.isdecimal() else atom.text
        yield word
        if unspaced(word):
            yield before + word
        elif letters(word):
            yield f"{atom.key}-"
        before = word


class Leanings:
    """What was learnt of one language; nothing if it has no *weights*.

    Kept in tenths, a byte for each kind: as floats by name they are 24 MB of three languages.
    """

    __slots__ = ("_kinds", "_weights")

    def __init__(self, weights: Weights) -> None:
        self._kinds = tuple(weights.get(_ALWAYS, ()))
        self._weights = {sign: self._kept(told) for sign, told in weights.items()}

    def shares(self, found: Iterable[str]) -> Shares:
        """How likely each kind is by the signs that were *found*; empty if nothing was learnt."""
        told = [weights for sign in found if (weights := self._weights.get(sign))]
        sums = [sum(each) / _TENTHS for each in zip(*told, strict=True)]
        highest = max(sums, default=0.0)
        raised = [math.exp(each - highest) for each in sums]
        whole = sum(raised)
        return dict(zip(self._kinds, (each / whole for each in raised), strict=False))

    def _kept(self, told: Mapping[str, float]) -> Sequence[int]:
        tenths = (round(_TENTHS * told.get(kind, 0.0)) for kind in self._kinds)
        return array("b", (max(-_MOST, min(_MOST, each)) for each in tenths))
