"""Where letters are on a keyboard: the wrong one ("rhe;rf" for "кружка"), and the key beside."""

import re

from domain.search.folding import fold

_KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_CYRILLIC_KEYS = "ёйцукенгшщзхъфывапролджэячсмитьбю"
_TO_CYRILLIC = str.maketrans(_KEYS, _CYRILLIC_KEYS)
_TO_LATIN = str.maketrans(_CYRILLIC_KEYS, _KEYS)
_LATIN = re.compile(r"[a-z`\[\];',.]{2,}")
_CYRILLIC = re.compile(r"[а-яё]{2,}")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm"), ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю")


def other_keys(typed: str) -> str:
    """Return what the same keys type on the other keyboard; empty if none would."""
    low = typed.lower()
    if _LATIN.fullmatch(low):
        meant = low.translate(_TO_CYRILLIC)
        return fold(meant) if meant.isalpha() else ""
    if _CYRILLIC.fullmatch(low):
        meant = low.translate(_TO_LATIN)
        return meant if meant.isalpha() else ""
    return ""


def beside(one: str, other: str) -> bool:
    """Whether two letters are beside each other on a keyboard."""
    places = [_key(letter) for letter in (one, other)]
    return all(abs(a - b) <= 1 for a, b in zip(*places, strict=True))


def _key(letter: str) -> tuple[int, int, int]:
    """On which keyboard, in which row, and where in it a letter is."""
    for board, rows in enumerate(_ROWS):
        for row, keys in enumerate(rows):
            if letter in keys:
                return 9 * board, row, keys.index(letter)
    return -9, 0, 0
