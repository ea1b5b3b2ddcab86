"""`python -m bench leanings`: learn what sentences lean to, for `locales/<language>/leanings.tsv`.

Learns from every round of `bench/intents_said` and `bench/intents_taught`: which signs of a
sentence (its words, their stems, what they mean) speak for which wish, or for a search. The
same rounds and words give the same file.
"""

import math
import random
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from pathlib import Path

from bench.intents import ROOT, SAID
from bench.said import every, queries, sentences
from bot.intents import LEANINGS, NO_KIND, read_grammar
from domain.intents.grammar import Grammar
from domain.intents.leanings import NOTHING, Leanings

TAUGHT = Path(__file__).parent / "intents_taught"
LANGUAGES = ("en", "ru", "zh")
_SEEDS = 3  # how often a round's sentences are made
_ROUNDS = 8  # how often all of them are read
_RATE = 0.2  # how fast it learns
_FORGOTTEN = 0.2  # of the signs of a sentence, so that it does not rely on any
_FIRST = 1e-2  # what a sign's steps begin with
_SURE = 0.004  # a share that is so little wrong teaches nothing
_SELDOM = 2  # sentences that a sign must be in to be kept
_TENTHS, _MOST = 10, 127  # by which weights are kept, and at most

Example = tuple[frozenset[str], str]


def main() -> int:
    """Learn, write the files, say how large they are; return the exit status."""
    grammar = read_grammar(ROOT / "locales")
    for language in LANGUAGES:
        told = learnt(examples(grammar, language, (SAID, TAUGHT)), seed=1)
        path = ROOT / "locales" / language / LEANINGS
        head = " ".join(kind or NO_KIND for kind in told.kinds)
        lines = (f"{sign}\t{' '.join(map(str, each))}" for sign, each in told.weights.items())
        path.write_text("\n".join([f"\t{head}", *sorted(lines), ""]), encoding="utf-8")
        size = path.stat().st_size // 1024
        print(f"{path.relative_to(ROOT)}: {len(told.weights)} signs, {size} KB")
    return 0


def examples(grammar: Grammar, language: str, folders: Iterable[Path]) -> Sequence[Example]:
    """What the rounds in *folders* have people say in one language, and what it asks for."""
    paths = [path for folder in folders for path in sorted(folder.glob(f"*/{language}.toml"))]
    said = [each for path in paths for each in _said(path)]
    return [(grammar.signs(typed, language), kind) for typed, kind in said]


def _said(path: Path) -> Iterator[tuple[str, str]]:
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    for seed in range(_SEEDS):
        chance = random.Random(f"{path.parent.name} {path.stem} {seed}")
        yield from ((made.typed, made.kind) for made in sentences(told, chance))
        yield from ((query, NOTHING) for query in queries(told["queries"], chance))
    yield from ((made.typed, made.kind) for made in every(told, random.Random(1)))


def learnt(taught: Sequence[Example], seed: int) -> Leanings:
    """Find the weights by which each example leans to what it asks for: a logistic regression.

    Each step is smaller the more a weight has moved (AdaGrad).
    """
    chance = random.Random(seed)
    learner = _Learner(sorted({kind for _, kind in taught}))
    order = [*taught]
    for _ in range(_ROUNDS):
        chance.shuffle(order)
        for found, kind in order:
            kept = [sign for sign in sorted(found) if chance.random() >= _FORGOTTEN]
            learner.learn(kept, kind)
    often = Counter(sign for found, _ in {*taught} for sign in found)
    return learner.leanings({sign for sign, times in often.items() if times >= _SELDOM})


class _Learner:
    """The weights while they are learnt, a list by kind for each sign."""

    def __init__(self, kinds: Sequence[str]) -> None:
        self._kinds = kinds
        self._weights: dict[str, list[float]] = {}
        self._moved: dict[str, list[float]] = {}

    def learn(self, found: Sequence[str], kind: str) -> None:
        for place, wrong in enumerate(self._wrong(found, kind)):
            if abs(wrong) < _SURE:
                continue
            for sign in found:
                moved = self._moved[sign]
                moved[place] += wrong * wrong
                self._weights[sign][place] -= _RATE * wrong / math.sqrt(moved[place])

    def _wrong(self, found: Sequence[str], kind: str) -> Sequence[float]:
        """By how much the share of each kind is too large."""
        many = len(self._kinds)
        for sign in found:
            if sign not in self._weights:
                self._weights[sign] = [0.0] * many
                self._moved[sign] = [_FIRST] * many
        sums = [sum(each) for each in zip(*(self._weights[sign] for sign in found), strict=True)]
        sums = sums or [0.0] * many
        raised = [math.exp(each - max(sums)) for each in sums]
        whole = sum(raised)
        return [each / whole - (self._kinds[place] == kind) for place, each in enumerate(raised)]

    def leanings(self, signs: Set[str]) -> Leanings:
        """Those that speak for anything."""
        tenths = {
            sign: [*map(_tenths, self._weights[sign])] for sign in signs & self._weights.keys()
        }
        return Leanings(self._kinds, {sign: some for sign, some in tenths.items() if any(some)})


def _tenths(weight: float) -> int:
    return max(-_MOST, min(_MOST, round(_TENTHS * weight)))
