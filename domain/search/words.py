"""Words: cut alike for the index and for a question, and reduced to what their forms share."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module

from domain.search.folding import LONGEST, fold, runs
from domain.search.irregular import LIKE

ANALYSED = "search_analyser"  # the shop's setting that says by which the index was made
ANALYSER = "2"  # to be raised with every change of what a text is cut into


@dataclass(frozen=True, slots=True)
class Cut:
    """A text cut into words, in order, each once; and the single signs that may be words."""

    words: tuple[str, ...]
    signs: tuple[str, ...] = ()


@lru_cache(maxsize=2_000)
def cut(text: str) -> Cut:
    """Cut *text* as `words` tells; shelves, brands and options come again and again."""
    found: dict[str, None] = {}
    signs: dict[str, None] = {}
    for run, unspaced in runs(fold(text)):
        if unspaced:
            found.update(dict.fromkeys(_pairs(run)))
            signs.update(dict.fromkeys(run))
        else:
            found[run[:LONGEST]] = None
    return Cut(tuple(found), tuple(signs))


def words(text: str) -> list[str]:
    """Return the words of *text* as they are written, in order, each once.

    Chinese, Japanese and Korean have no blanks: every two neighbours make a word.
    """
    return list(cut(text).words)


def _pairs(run: str) -> list[str]:
    return [run[n : n + 2] for n in range(len(run) - 1)] or [run]


@lru_cache(maxsize=100_000)
def term(word: str) -> str:
    """Return what all forms of a folded *word* share: "mugs" is "mug", "кружки" is "кружк".

    Snowball's English and Russian stems (snowballstem.org), mended by `irregular.LIKE`.
    """
    like = LIKE.get(word, word)
    if len(like) < 3 or not like.isalpha():
        return like
    if like.isascii():
        return _stem("english", like)
    return _stem("russian", like) if "\u0400" <= like[0] <= "\u052f" else like


def mended(word: str) -> tuple[str, ...]:
    """Return Russian words whose genitive plural *word* may be: "сумок" may be "сумка".

    The vowel stands in that form only, so no stem has it; too many words merely look like
    it ("брелок") for this to be a rule of the index.
    """
    return tuple(
        word[: -len(end)] + base
        for end, base in (("ок", "ка"), ("ек", "ка"), ("ен", "ня"), ("ец", "ца"), ("ел", "ло"))
        if len(word) > len(end) + 2 and word.endswith(end)
    )


def _stem(language: str, word: str) -> str:
    return _stemmer(language)(word) or word


@cache
def _stemmer(language: str) -> Callable[[str], str]:
    """The plain Python one: the same stems wherever the shop runs."""
    module = import_module(f"snowballstemmer.{language}_stemmer")
    stem: Callable[[str], str] = getattr(module, f"{language.title()}Stemmer")().stemWord
    return stem
