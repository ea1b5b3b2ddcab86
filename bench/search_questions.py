"""Makes questions whose answer is known: `python -m bench.search_questions --seed 7`.

It shares no code with the search. Forms, slips, letters and keys are made here by rules of
its own, so that what the search cannot do shows.
"""

import argparse
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from random import Random

from bench.catalogue_words import NOUNS, rows

_NOUNS = rows(NOUNS)
_EN, _RU = "abcdefghijklmnopqrstuvwxyz", "абвгдежзийклмнопрстуфхцчшщыэюя"
_KEYS = dict(
    zip("йцукенгшщзхъфывапролджэячсмитьбю", "qwertyuiop[]asdfghjkl;'zxcvbnm,.", strict=True)
)
_SOUNDS = """
a b v g d e zh z i y k l m n o p r s t u f h ts ch sh sch y e yu ya
"""
_LATIN = dict(zip("абвгдежзийклмнопрстуфхцчшщыэюя", _SOUNDS.split(), strict=True))
_LATIN |= {"ь": "", "ъ": ""}


@dataclass(frozen=True, slots=True)
class Question:
    """What is typed, and the number of the noun that is meant."""

    kind: str
    text: str
    noun: int


def questions(seed: int, count: int) -> Iterator[Question]:
    """Make *count* questions, the kinds in turn."""
    chance = Random(seed)
    kinds = list(_KINDS.items())
    for at in range(count):
        kind, make = kinds[at % len(kinds)]
        noun = chance.randrange(len(_NOUNS))
        text = make(chance, _NOUNS[noun])
        while text is None:
            noun = chance.randrange(len(_NOUNS))
            text = make(chance, _NOUNS[noun])
        yield Question(kind, text, noun)


def _exact(chance: Random, noun: tuple[str, ...]) -> str:
    return chance.choice(noun)


def _slip(chance: Random, noun: tuple[str, ...]) -> str | None:
    word = chance.choice(noun[:2])
    return _slipped(chance, word) if len(word) >= 5 else None


def _two_slips(chance: Random, noun: tuple[str, ...]) -> str | None:
    word = chance.choice(noun[:2])
    return _slipped(chance, _slipped(chance, word)) if len(word) >= 8 else None


def _slipped(chance: Random, word: str) -> str:
    at = chance.randrange(1, len(word) - 1)
    letter = chance.choice(_EN if word.isascii() else _RU)
    return chance.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )


def _russian_form(chance: Random, noun: tuple[str, ...]) -> str | None:
    word = noun[1]
    if word.endswith("ка"):
        vowel = "е" if word[-3] in "жчшй" else "о"
        stem = word[:-2].removesuffix("й") if word[-3] == "й" else word[:-2]
        many = f"{stem}{vowel}к"
        return chance.choice((word[:-1] + "и", word[:-1] + "у", word[:-1] + "ой", many))
    if word[-1] in "ао":
        return word[:-1] + chance.choice(("у", "ам", "ами"))
    if word[-1] in "бвгдзклмнпрстфх":
        return word + chance.choice(("а", "у", "ом", "ы" if word[-1] not in "гкх" else "и", "ов"))
    return None


def _english_form(_: Random, noun: tuple[str, ...]) -> str:
    word = noun[0]
    irregular = {"knife": "knives", "shelf": "shelves", "scarf": "scarves"}
    ending = "es" if word.endswith(("s", "sh", "ch", "x")) else "s"
    return irregular.get(word, word + ending)


def _translit(_: Random, noun: tuple[str, ...]) -> str:
    return "".join(_LATIN.get(letter, letter) for letter in noun[1])


def _keys(_: Random, noun: tuple[str, ...]) -> str:
    return "".join(_KEYS[letter] for letter in noun[1])


def _chinese(_: Random, noun: tuple[str, ...]) -> str:
    return noun[2]


def _begin(chance: Random, noun: tuple[str, ...]) -> str | None:
    word = chance.choice(noun[:2])
    return word[:4] if len(word) > 5 else None


_KINDS: dict[str, Callable[[Random, tuple[str, ...]], str | None]] = {
    "exact": _exact,
    "typo 1": _slip,
    "typo 2": _two_slips,
    "ru forms": _russian_form,
    "en forms": _english_form,
    "translit": _translit,
    "layout": _keys,
    "zh": _chinese,
    "prefix": _begin,
}


def main() -> None:
    """Print questions, one JSON object a line."""
    parser = argparse.ArgumentParser(prog="python -m bench.search_questions")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--count", type=int, default=200)
    wanted = parser.parse_args()
    for question in questions(wanted.seed, wanted.count):
        print(json.dumps(asdict(question), ensure_ascii=False))


if __name__ == "__main__":
    main()
