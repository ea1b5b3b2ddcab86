"""How well typed sentences are understood: made ones of every kind, and product searches."""

import random
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.report import table
from bench.said import Sentence, every, queries, sentences
from bot.intents import read_grammar
from domain.intents.grammar import Grammar
from domain.intents.kinds import Kind

ROOT = Path(__file__).parent.parent
SAID = Path(__file__).parent / "intents_said"
RIGHT, TAKEN = 0.9, 0.01  # what the shop must reach
_COLUMNS = ("round", "language", "sentences", "right", "as written", "queries", "taken")
Say = Callable[[str], None]


@dataclass(slots=True)
class Score:
    """One language's answers in one round; what went wrong is kept to be looked at."""

    sentences: int = 0
    queries: int = 0
    written: float = 0.0  # the share understood of the templates as they stand, each once
    missed: list[tuple[str, str]] = field(default_factory=list)
    taken: list[tuple[str, str]] = field(default_factory=list)

    @property
    def right(self) -> float:
        """The share of sentences that were understood, search words and number included."""
        return 1 - len(self.missed) / self.sentences

    @property
    def wrongly_taken(self) -> float:
        """The share of searches that opened something else, or lost their number."""
        return len(self.taken) / self.queries


def measure_intents(seed: int, say: Say) -> Any:
    """Try the shop's grammar on sentences of every language; print what it understood."""
    grammar = read_grammar(ROOT / "locales")
    scores = scored(grammar, seed)
    say(f"\nSentences with seed {seed}\n{table(_COLUMNS, [*map(_row, scores.items())])}")
    for (round_, code), score in scores.items():
        for typed, heard in score.missed + score.taken:
            say(f"{round_} {code}: {typed!r} was taken for {heard or 'a search'}")
    return [
        {"round": round_, "language": code, "right": s.right, "taken": s.wrongly_taken}
        for (round_, code), s in scores.items()
    ]


def _row(scored: tuple[tuple[str, str], Score]) -> list[Any]:
    (round_, code), score = scored
    shares = f"{score.right:.2f}", f"{score.written:.2f}"
    return [round_, code, score.sentences, *shares, score.queries, len(score.taken)]


def scored(grammar: Grammar, seed: int, language: str = "*") -> dict[tuple[str, str], Score]:
    """Try *grammar* on the sentences and searches of every round and *language*, "*" is all."""
    scores = {}
    for path in sorted(SAID.glob(f"*/{language}.toml")):
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        chance = random.Random(f"{path.stem} {seed}")
        scores[path.parent.name, path.stem] = _score(grammar, path.stem, told, chance)
    return scores


def _score(
    grammar: Grammar, language: str, told: Mapping[str, Any], chance: random.Random
) -> Score:
    made = [*sentences(told, chance)]
    written = [*every(told, chance)]
    asked = [*queries(told["queries"], chance)]
    missed = _wrong(grammar, language, made)
    share = 1 - len(_wrong(grammar, language, written)) / len(written)
    taken = [(query, heard) for query in asked if (heard := _heard(grammar, query, language))]
    return Score(len(made), len(asked), share, missed, taken)


def _wrong(grammar: Grammar, language: str, said: Iterable[Sentence]) -> list[tuple[str, str]]:
    heard = ((each, _heard(grammar, each.typed, language)) for each in said)
    return [(each.typed, what) for each, what in heard if what != _meant(each)]


def _heard(grammar: Grammar, typed: str, language: str) -> str:
    intent = grammar.understand(typed, language)
    if intent is None:
        return ""
    return _said(intent.kind, intent.text, intent.quantity)


def _meant(sentence: Sentence) -> str:
    return _said(sentence.kind, sentence.text.replace("ё", "е"), sentence.pieces)


def _said(kind: Kind, text: str, pieces: int) -> str:
    return f"{kind} {pieces} {text}" if text else kind
