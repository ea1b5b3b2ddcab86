"""Letters: what makes two spellings of a word the same, and where words begin and end."""

import re
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache

_RUN = re.compile(
    r"(?P<pairs>[\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+)"
    r"|[\u0400-\u052f]+"
    r"|[0-9a-z]+"
    r"|(?:(?![0-9a-z\u0400-\u052f\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])[^\W_])+"
)
_SPACED = re.compile(_RUN.pattern.partition("|")[2])
_PAIRED = re.compile("[\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# Signs that folding leaves as they are, whatever stands next to them: most texts have no other.
_FOLDED = re.compile(
    "[\x00-\x7f\u0430-\u044f\u00ab\u00bb\u2013\u2014\u2018-\u201e\u3001\u3002\u4e00-\u9fff]*"
)
_KEPT = "\u3099\u309a"  # they make another syllable in Japanese, no accent
_SHORT_I = ("и\u0306", "й")  # the breve makes "й" of "и", and is an accent elsewhere
LONGEST = 64  # letters of a word that count


def fold(text: str) -> str:
    """Return *text* in lower case, width and accents folded, "ё" as "е"."""
    lowered = text.lower().replace("ё", "е")
    return lowered if plain(lowered) else slowly(text)


def plain(lowered: str) -> bool:
    """Whether a text in lower case is folded already."""
    return _FOLDED.fullmatch(lowered) is not None


def slowly(text: str) -> str:
    """Fold any text."""
    lowered = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")
    split = unicodedata.normalize("NFD", lowered).replace(*_SHORT_I)
    return unicodedata.normalize("NFC", split.translate(_marks()))


@cache
def _marks() -> Mapping[int, None]:
    """All signs that only change the one before them, to be taken away."""
    signs = map(chr, range(0x300, sys.maxunicode // 8))
    return {ord(c): None for c in signs if unicodedata.combining(c) and c not in _KEPT}


def runs(folded: str) -> Iterator[tuple[str, bool]]:
    """Cut a folded text where blanks, signs and scripts part words.

    The second value tells that a run is Chinese, Japanese or Korean: it has no blanks.
    """
    if not _PAIRED.search(folded):
        yield from ((run, False) for run in _SPACED.findall(folded))
        return
    for found in _RUN.finditer(folded):
        yield found[0], found["pairs"] is not None


def is_cjk(word: str) -> bool:
    """Whether a word is written without blanks around it, so that one sign may be a word."""
    found = _RUN.match(word)
    return bool(found and found["pairs"])
