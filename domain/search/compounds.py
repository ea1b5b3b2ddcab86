"""Words that some write in one piece and others in two: "wi-fi", "power bank", "iphone 15"."""

import re
from collections.abc import Iterator

from domain.search.folding import is_cjk
from domain.search.typos import LONGEST

_SHORTEST = 3  # letters of a part; with shorter ones nearly any word could be parted
_LETTER = "[0-9a-z\u0430-\u045f]"
_JOINT = "[-\u2010\u2011'’&]"
_SIGN = re.compile(_JOINT)
# Something with a letter, or every date and telephone number would be a word.
_JOINED = re.compile(
    rf"(?<!{_LETTER})(?<!{_JOINT})(?=[0-9]*{_JOINT}?[a-z\u0430-\u045f])"
    rf"{_LETTER}+(?:{_JOINT}{_LETTER}+){{1,3}}(?!{_JOINT}|\\w)"
)
_NUMBERED = re.compile(r"([^\W\d]{2,})([0-9]+)|([0-9]+)([^\W\d]{2,})")


def in_one_piece(folded: str) -> Iterator[str]:
    """Return words with a hyphen, an apostrophe or "&" in one piece: "wifi" of "wi-fi"."""
    return (_SIGN.sub("", found[0]) for found in _JOINED.finditer(folded))


def parted(word: str) -> Iterator[tuple[str, str]]:
    """Return the two words that *word* may be made of, in every way."""
    if found := _NUMBERED.fullmatch(word):
        one, two = filter(None, found.groups())
        yield one, two
    elif word.isalpha() and not is_cjk(word) and len(word) <= LONGEST:
        for at in range(_SHORTEST, len(word) - _SHORTEST + 1):
            yield word[:at], word[at:]
