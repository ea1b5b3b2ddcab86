"""How well typed sentences are understood: made ones of every kind, and product searches.

The sentences come from `bench/intents_said`, which shares nothing with the grammar's own
words in `locales`; a seed decides which are taken, how polite they are, and where a finger
slips.
"""

import random
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.report import table
from bot.intents import read_grammar
from domain.intents.grammar import Grammar, Kind

ROOT = Path(__file__).parent.parent
SAID = Path(__file__).parent / "intents_said"
SENTENCES, QUERIES = 100, 100  # a language
RIGHT, TAKEN = 0.9, 0.01  # what the shop must reach
_TRICKY = 60  # of the searches: words of the grammar in names of goods
_POLITE = 0.35  # of the sentences
_SLIPS = 0.15  # of the sentences in which a finger slips
_SHORTEST = 5  # letters of a word in which it does
_COLUMNS = ("language", "sentences", "right", "queries", "taken for a wish")
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is typed, and what it means: a search for *text* in *pieces*, or a *kind* of wish."""

    typed: str
    kind: Kind
    text: str = ""
    pieces: int = 0


@dataclass(slots=True)
class Score:
    """One language's answers; what went wrong is kept to be looked at."""

    sentences: int = 0
    queries: int = 0
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
    rows = [
        [code, score.sentences, f"{score.right:.2f}", score.queries, len(score.taken)]
        for code, score in scores.items()
    ]
    say(f"\nSentences with seed {seed}\n{table(_COLUMNS, rows)}")
    for code, score in scores.items():
        for typed, heard in score.missed + score.taken:
            say(f"{code}: {typed!r} was taken for {heard}")
    return {code: {"right": s.right, "taken": s.wrongly_taken} for code, s in scores.items()}


def scored(grammar: Grammar, seed: int) -> dict[str, Score]:
    """Try *grammar* on `SENTENCES` sentences and `QUERIES` searches of every language."""
    scores = {}
    for path in sorted(SAID.glob("*.toml")):
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        chance = random.Random(f"{path.stem} {seed}")
        scores[path.stem] = _score(grammar, path.stem, told, chance)
    return scores


def _score(
    grammar: Grammar, language: str, told: Mapping[str, Any], chance: random.Random
) -> Score:
    score = Score()
    for sentence in sentences(told, chance):
        score.sentences += 1
        if (heard := _heard(grammar, sentence.typed, language)) != _meant(sentence):
            score.missed.append((sentence.typed, heard))
    for query in queries(told["queries"], chance):
        score.queries += 1
        if heard := _heard(grammar, query, language):
            score.taken.append((query, heard))
    return score


def _heard(grammar: Grammar, typed: str, language: str) -> str:
    intent = grammar.understand(typed, language)
    if intent is None:
        return ""
    return f"{intent.kind} {intent.text} {intent.quantity}".strip(" 0")


def _meant(sentence: Sentence) -> str:
    return f"{sentence.kind} {sentence.text} {sentence.pieces}".strip(" 0")


def sentences(told: Mapping[str, Any], chance: random.Random) -> Iterator[Sentence]:
    """Make `SENTENCES` sentences: each kind as often as it has templates."""
    pool = [(Kind(name), words) for name, many in told["said"].items() for words in many]
    for kind, words in chance.sample(pool, SENTENCES):
        words, _, wanted = words.partition("|")
        text, _, pieces = wanted.partition("|")
        typed = words.format(n=chance.randint(1001, 4999))
        if chance.random() < _SLIPS and not wanted:
            typed = _slipped(typed, chance)
        yield Sentence(_dressed(typed, told["around"], chance), kind, text, int(pieces or 0))


def _dressed(typed: str, around: Mapping[str, Any], chance: random.Random) -> str:
    if chance.random() < _POLITE:
        typed = chance.choice(around["before"]) + typed
    if chance.random() < _POLITE:
        typed += chance.choice(around["after"])
    return chance.choice((typed, typed.capitalize(), typed.capitalize(), typed.upper()))


def _slipped(typed: str, chance: random.Random) -> str:
    """Let a finger slip in one longer word: a letter lost, doubled, or out of turn."""
    words = typed.split(" ")
    long = [n for n, word in enumerate(words) if len(word) >= _SHORTEST and word.isalpha()]
    long = [n for n in long if words[n].isascii() or "а" <= words[n][0].lower() <= "я"]
    if not long:
        return typed
    n = chance.choice(long)
    word, at = words[n], chance.randrange(1, len(words[n]) - 1)
    words[n] = chance.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )
    return " ".join(words)


def queries(told: Mapping[str, Any], chance: random.Random) -> Iterator[str]:
    """Make `QUERIES` searches: most are tricky, the rest ordinary things with a word or two."""
    yield from chance.sample(told["plain"], _TRICKY)
    made = [like.format(thing=thing) for like in told["like"] for thing in told["things"]]
    yield from chance.sample(made, QUERIES - _TRICKY)
