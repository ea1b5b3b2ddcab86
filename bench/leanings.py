"""`python -m bench leanings`: learn what sentences lean to, for `locales/<language>/leanings.tsv`.

Learns from every round of `bench/intents_said` and `bench/intents_taught`: which signs of a
sentence (its words, their stems, what they mean) speak for which wish, or for a search. The
same rounds and words give the same file.
"""

import math
import random
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from bench.intents import ROOT, SAID
from bench.said import every, queries, sentences
from bot.intents import LEANINGS, read_grammar
from domain.intents.grammar import Grammar
from domain.intents.leanings import NOTHING, Weights

TAUGHT = Path(__file__).parent / "intents_taught"
LANGUAGES = ("en", "ru", "zh")
_SEEDS = 3  # how often a round's sentences are made
_ROUNDS = 8  # how often all of them are read
_RATE = 0.2  # how fast it learns
_FORGOTTEN = 0.2  # of the signs of a sentence, so that it does not rely on any
_FIRST = 1e-2  # what a sign's steps begin with
_SURE = 0.004  # a share that is so little wrong teaches nothing
_SELDOM = 2  # sentences that a sign must be in to be kept
_LEAST = 0.1  # weights below it are left out

Example = tuple[frozenset[str], str]


def main() -> int:
    """Learn, write the files, say how large they are; return the exit status."""
    grammar = read_grammar(ROOT / "locales")
    for language in LANGUAGES:
        weights = learnt(examples(grammar, language, (SAID, TAUGHT)), seed=1)
        path = ROOT / "locales" / language / LEANINGS
        path.write_text("".join(map(_line, sorted(weights.items()))), encoding="utf-8")
        print(f"{path.relative_to(ROOT)}: {len(weights)} signs, {path.stat().st_size // 1024} KB")
    return 0


def _line(sign: tuple[str, Mapping[str, float]]) -> str:
    told = (f"\t{kind} {weight:.1f}" for kind, weight in sign[1].items())
    return f"{sign[0]}{''.join(told)}\n"


def examples(grammar: Grammar, language: str, folders: Iterable[Path]) -> Sequence[Example]:
    """What the rounds in *folders* have people say in one language, and what it asks for."""
    paths = [path for folder in folders for path in sorted(folder.glob(f"*/{language}.toml"))]
    said = [each for path in paths for each in _said(path)]
    return [(grammar.signs(typed, language), kind) for typed, kind in said]


def _said(path: Path) -> Iterator[tuple[str, str]]:
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    for seed in range(_SEEDS):
        chance = random.Random(f"{path} {seed}")
        yield from ((made.typed, made.kind) for made in sentences(told, chance))
        yield from ((query, NOTHING) for query in queries(told["queries"], chance))
    yield from ((made.typed, made.kind) for made in every(told, random.Random(1)))


def learnt(taught: Sequence[Example], seed: int) -> Weights:
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
    return learner.weights(sign for sign, times in often.items() if times >= _SELDOM)


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

    def weights(self, signs: Iterable[str]) -> Weights:
        return {
            sign: {
                kind: weight
                for kind, weight in zip(self._kinds, self._weights[sign], strict=True)
                if abs(weight) >= _LEAST or sign == "*"
            }
            for sign in signs
            if sign in self._weights
        }
