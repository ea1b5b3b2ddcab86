"""A sentence in pieces: words, numbers and single Chinese characters."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from domain.search.keyboards import beside
from domain.search.words import term

_LETTERS = r"[^\W\d_\u3040-\u30ff\u3400-\u9fff]+"
_ATOM = re.compile(rf"\d+|[\u3040-\u30ff\u3400-\u9fff]|{_LETTERS}(?:['’`´]{_LETTERS})*")
NO_APOSTROPHES = str.maketrans("", "", "'’`´")
_NUMBERED = re.compile(r"[#№](?=\s*\d)")
_BREAK = re.compile(r"[,.!?;:…，。！？；：\n]")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_SURE = 7  # letters of a word in which any wrong letter may be a slip
_SHORTEST_STEM = 4  # letters; Russian stems that are shorter belong to several words
_MOST_DIGITS = 9  # of a number that means something; longer ones stay what they are


@dataclass(frozen=True, slots=True)
class Atom:
    """One piece of a sentence. *spaced*: something stood between it and the one before.

    *apart*: that was a comma, the end of a sentence or the like.
    """

    text: str
    spaced: bool = False
    apart: bool = False

    @property
    def key(self) -> str:
        """What all its forms share, by which it is known: "don't" and "dont" are one."""
        word = self.text.translate(NO_APOSTROPHES)
        stem = term(word)
        return stem if len(stem) >= _SHORTEST_STEM or word.isascii() else word

    @property
    def number(self) -> int | None:
        """What it counts, if it is written in digits."""
        return int(self.text) if self.text.isdecimal() and len(self.text) <= _MOST_DIGITS else None


Atoms = tuple[Atom, ...]


def atoms(text: str) -> Atoms:
    """Cut *text* into its atoms: lower case, usual width, "ё" as "е", no punctuation.

    "#" and "№" before a number are the word "nr".
    """
    plain = unicodedata.normalize("NFKC", _NUMBERED.sub(" nr ", text)).lower().replace("ё", "е")
    found: list[Atom] = []
    end = 0
    for match in _ATOM.finditer(plain):
        between = plain[end : match.start()]
        found.append(Atom(match[0], bool(between), bool(found and _BREAK.search(between))))
        end = match.end()
    return tuple(found)


def clauses(sentence: Atoms) -> Iterator[Atoms]:
    """The parts between commas: "Sorry to bother you, where is my order?"."""
    start = 0
    for at, part in enumerate(sentence):
        if part.apart:
            yield sentence[start:at]
            start = at
    yield sentence[start:]


def joined(parts: Atoms) -> str:
    """Put atoms together again as words to look for."""
    return "".join((" " if part.spaced else "") + part.text for part in parts).strip()


def named(text: str, titles: Iterable[str]) -> bool:
    """Whether *text*, word for word, is part of one of the *titles*."""
    said = [part.text for part in atoms(text)]
    for title in titles:
        of = [part.text for part in atoms(title)]
        if any(of[at : at + len(said)] == said for at in range(len(of))):
            return True
    return False


def letters(text: str) -> bool:
    """Whether it is a word of an alphabet, in which a slip of the finger can be told."""
    return text.isalpha() and not _CJK.match(text)


def unspaced(text: str) -> bool:
    """Whether it is a sign of a language without blanks, in which words are not told apart."""
    return bool(_CJK.match(text))


def one_slip(typed: str, meant: str) -> bool:
    """Whether *typed* is *meant* with one letter too many, missing, wrong or out of turn."""
    if typed == meant:
        return True
    if abs(len(typed) - len(meant)) > 1:
        return False
    start = next(
        (n for n, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b),
        min(len(typed), len(meant)),
    )
    rest, wanted = typed[start:], meant[start:]
    turned = rest[:2] == wanted[:2][::-1] and rest[2:] == wanted[2:]
    return turned or rest[1:] == wanted or rest == wanted[1:] or rest[1:] == wanted[1:]


def slipped(typed: str, meant: str, sure: int = _SURE) -> bool:
    """Whether *typed* may be *meant* with one slip of the finger.

    In words of fewer letters than *sure* a wrong letter is a slip only if its key is beside the
    right one: "велик" is no "веник".
    """
    if not one_slip(typed, meant):
        return False
    wrong = [pair for pair in zip(typed, meant, strict=False) if pair[0] != pair[1]]
    one = len(typed) == len(meant) < sure and len(wrong) == 1
    return not one or beside(*wrong[0])
