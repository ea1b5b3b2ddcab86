"""Letters: what makes two spellings of a word the same, and where words begin and end."""

import re
import unicodedata
from collections.abc import Iterator

_RUN = re.compile(
    r"(?P<pairs>[\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+)"
    r"|[\u0400-\u052f]+"
    r"|[0-9a-z]+"
    r"|(?:(?![0-9a-z\u0400-\u052f\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])[^\W_])+"
)
_KEPT = "\u3099\u309a"  # they make another syllable in Japanese, no accent
_BREVE = "\u0306"  # it makes "й" of "и", and an accent elsewhere
LONGEST = 64  # letters of a word that count


def fold(text: str) -> str:
    """Return *text* in lower case, width and accents folded, "ё" as "е"."""
    if text.isascii():
        return text.lower()
    lowered = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")
    return unicodedata.normalize("NFC", "".join(_bare(unicodedata.normalize("NFD", lowered))))


def _bare(split: str) -> Iterator[str]:
    last = ""
    for c in split:
        if not unicodedata.combining(c) or c in _KEPT or (c == _BREVE and last == "и"):
            yield c
        last = c


def runs(folded: str) -> Iterator[tuple[str, bool]]:
    """Cut a folded text where blanks, signs and scripts part words.

    The second value tells that a run is Chinese, Japanese or Korean: it has no blanks.
    """
    for found in _RUN.finditer(folded):
        yield found[0], found["pairs"] is not None


def is_cjk(word: str) -> bool:
    """Whether a word is written without blanks around it, so that one sign may be a word."""
    found = _RUN.match(word)
    return bool(found and found["pairs"])
