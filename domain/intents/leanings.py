"""Which wish a sentence leans to, by what was learnt from sentences that people have typed."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from domain.intents.atoms import Atoms, letters, unspaced
from domain.intents.words import Piece

NOTHING = ""  # in the place of a kind: it asks for nothing, it is a search
ALWAYS = "*"  # a sign that every sentence has

_TENTHS = 10
Shares = Mapping[str, float]  # how likely each kind is; together they make one


def signs(sentence: Atoms, pieces: Sequence[Piece]) -> frozenset[str]:
    """What a sentence may be told by: its words, their stems, and all that they mean."""
    means = (f":{meaning}" for piece in pieces for meaning in piece.means)
    return frozenset({ALWAYS, *_spelt(sentence), *means})


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


@dataclass(frozen=True, slots=True)
class Leanings:
    """What was learnt of one language; nothing if it has no *weights*.

    These are what each sign speaks for, in tenths, in the order of *kinds*.
    """

    kinds: Sequence[str] = ()
    weights: Mapping[str, Sequence[int]] = field(default_factory=dict)

    def shares(self, found: Iterable[str]) -> Shares:
        """How likely each kind is by the signs that were *found*; empty if nothing was learnt."""
        told = [weights for sign in found if (weights := self.weights.get(sign))]
        sums = [sum(each) / _TENTHS for each in zip(*told, strict=True)]
        highest = max(sums, default=0.0)
        raised = [math.exp(each - highest) for each in sums]
        whole = sum(raised)
        return dict(zip(self.kinds, (each / whole for each in raised), strict=False))
