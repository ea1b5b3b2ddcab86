"""What the bench has people say: sentences of every kind, and searches, made from templates.

The templates are in `bench/intents_said`, a folder a round, a file a language, and share nothing
with the grammar's own words in `locales`. A seed decides which are taken, with what they are
filled, how polite they are, and where a finger slips.
"""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from domain.intents.kinds import Kind

SENTENCES, QUERIES = 100, 300  # a language and round; as many searches as a round has
_TRICKY = 60  # of the searches that come of lists of things: words of the grammar in their names
_POLITE = 0.35  # of the sentences, where a round has openings and endings
_SLIPS = 0.15  # of the sentences in which a finger slips
_SHORTEST = 5  # letters of a word in which it does
_SLOT = re.compile(r"{(\w+)}")


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is typed, and what it means: a search for *text* in *pieces*, or a *kind* of wish."""

    typed: str
    kind: Kind
    text: str = ""
    pieces: int = 0


def sentences(told: Mapping[str, Any], chance: random.Random) -> Iterator[Sentence]:
    """Make `SENTENCES` sentences: each kind as often as it has templates."""
    for kind, template in _drawn(_templates(told), SENTENCES, chance):
        made = _filled(kind, template, told, chance)
        typed = made.typed
        if not made.text and chance.random() < _SLIPS:
            typed = _slipped(typed, chance)
        typed = _dressed(typed, told.get("around", {}), chance)
        yield Sentence(typed, kind, made.text, made.pieces)


def every(told: Mapping[str, Any], chance: random.Random) -> Iterator[Sentence]:
    """Make a sentence of every template, as it stands."""
    for kind, template in _templates(told):
        yield _filled(kind, template, told, chance)


def queries(told: Mapping[str, Any], chance: random.Random) -> Iterator[str]:
    """Make at most `QUERIES` searches: tricky ones, and ordinary things with a word or two."""
    made = [like.format(thing=thing) for like in told.get("like", ()) for thing in told["things"]]
    tricky = _TRICKY if made else QUERIES
    yield from chance.sample(told["plain"], min(tricky, len(told["plain"])))
    yield from chance.sample(made, min(QUERIES - tricky, len(made)))


def _templates(told: Mapping[str, Any]) -> list[tuple[Kind, str]]:
    return [(Kind(name), words) for name, many in told["said"].items() for words in many]


def _drawn(
    pool: Sequence[tuple[Kind, str]], many: int, chance: random.Random
) -> Iterator[tuple[Kind, str]]:
    """Take each once, and again only when none is left."""
    while many > len(pool):
        yield from pool
        many -= len(pool)
    yield from chance.sample(pool, many)


def _filled(kind: Kind, template: str, told: Mapping[str, Any], chance: random.Random) -> Sentence:
    """Put a number, goods, a place into the slots.

    A search is "typed|what is looked for|pieces", or says so itself by a slot of goods and
    one with a number ("two=2").
    """
    text = ""
    pieces = ""
    for slot in dict.fromkeys(_SLOT.findall(template)):
        if slot == "n":
            word = str(chance.randint(1001, 4999))
        else:
            word, _, count = chance.choice(told["fill"][slot]).partition("=")
            pieces = count or pieces
            text = word if slot.startswith("goods") else text
        template = template.replace(f"{{{slot}}}", word)
    typed, _, meant = template.partition("|")
    words, _, many = meant.partition("|")
    return Sentence(typed, kind, words or text, int(many or pieces or 0))


def _dressed(typed: str, around: Mapping[str, Any], chance: random.Random) -> str:
    if around and chance.random() < _POLITE:
        typed = chance.choice(around["before"]) + typed
    if around and chance.random() < _POLITE:
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
