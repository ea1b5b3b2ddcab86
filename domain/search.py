"""Words: how texts and queries are cut so that they meet in the index."""

import re
import unicodedata

from domain.customers import ensure_text
from domain.errors import Field

MOST_WORDS = 6  # of a query; more narrows nothing and costs a join each
_TOKEN = re.compile(r"[0-9a-z\u00df-\u024f\u0400-\u052f]+|[\u3040-\u30ff\u3400-\u9fff]+")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


def _fold(text: str) -> str:
    """Lower case, width and accents folded, "ё" as "е"."""
    lowered = unicodedata.normalize("NFKC", text).lower().replace("ё", "е")
    split = unicodedata.normalize("NFD", lowered)
    kept = "".join(c for c in split if not unicodedata.combining(c) or c == "\u0306")
    return unicodedata.normalize("NFC", kept)


def _pairs(run: str) -> list[str]:
    """Chinese and Japanese have no blanks: every two neighbours make a word."""
    return [run[n : n + 2] for n in range(len(run) - 1)] or [run]


def words(text: str) -> list[str]:
    """Return the words of *text* in order, each once: letters and digits, or pairs of CJK."""
    found: dict[str, None] = {}
    for run in _TOKEN.findall(_fold(text)):
        found.update(dict.fromkeys(_pairs(run) if _CJK.match(run) else [run]))
    return list(found)


def query_words(text: str) -> list[str]:
    """Return what to look for, at most `MOST_WORDS`; empty if *text* has no letter or digit.

    Raises:
        BadText: It is empty or over 100 characters.
    """
    return words(ensure_text(Field.SEARCH, text))[:MOST_WORDS]


def index_words(skus: list[str], titles: list[str], others: list[str]) -> dict[str, int]:
    """Return every word by which a product is found, with its weight: SKU 3, title 2, else 1."""
    weighed: dict[str, int] = {}
    for weight, texts in ((1, others), (2, titles), (3, skus)):
        for text in texts:
            weighed |= dict.fromkeys(words(text), weight)
    return weighed
