"""Words: cut alike for the index and for a question, and reduced to what their forms share."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module

from domain.search import measures
from domain.search.compounds import in_one_piece
from domain.search.folding import LONGEST, fold, is_cjk, runs
from domain.search.irregular import LIKE

ANALYSED = "search_analyser"  # the shop's setting that says by which the index was made
ANALYSER = "3"  # to be raised with every change of what a text is cut into

_DIGIT = re.compile("[0-9]")
_NO_VOWEL = re.compile("(..+[бвгджзклмнпрстфхцчшщ])([кц])")  # in a stem, before its end


@dataclass(frozen=True, slots=True)
class Cut:
    """A text cut into words, in order, each once; and the single signs that may be words.

    Goods are found by *parts* as well: what measures among the words are made of, and words
    with a hyphen in one piece ("wifi" of "Wi-Fi", "loreal" of "L'Oréal").
    """

    words: tuple[str, ...]
    signs: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """All words by which goods are found, signs apart."""
        return self.words + self.parts


@lru_cache(maxsize=2_000)
def cut(text: str) -> Cut:
    """Cut *text* as `words` tells; shelves, brands and options come again and again."""
    folded = fold(text)
    found, signs = _cut(folded)
    parts = dict.fromkeys(in_one_piece(folded))
    if _DIGIT.search(folded):
        parts |= dict.fromkeys(filter(is_cjk, found))  # pairs of which a unit is one half
        found = {}
        for piece, measure in measures.pieces(folded):
            found |= {piece: None} if measure else _cut(piece)[0]
            parts |= dict.fromkeys(measures.parts(piece) if measure else ())
        parts |= dict.fromkeys(measures.inches(folded))
    return Cut(tuple(found), tuple(signs), tuple(word for word in parts if word not in found))


def bare(sku: str) -> Cut:
    """Cut an article number: what looks like a measure in it ("SKU-30-L") is none."""
    found, signs = _cut(fold(sku))
    return Cut(tuple(found), tuple(signs))


def words(text: str) -> list[str]:
    """Return the words of *text* as they are written, in order, each once.

    A measure ("500 ml") is one word. Chinese, Japanese and Korean have no blanks: every two
    neighbours make a word.
    """
    return list(cut(text).words)


def _cut(folded: str) -> tuple[dict[str, None], dict[str, None]]:
    found: dict[str, None] = {}
    signs: dict[str, None] = {}
    for run, unspaced in runs(folded):
        if unspaced:
            found.update(dict.fromkeys(_pairs(run)))
            signs.update(dict.fromkeys(run))
        else:
            found[run[:LONGEST]] = None
    return found, signs


def _pairs(run: str) -> list[str]:
    return [run[n : n + 2] for n in range(len(run) - 1)] or [run]


@lru_cache(maxsize=100_000)
def term(word: str) -> str:
    """Return what all forms of a folded *word* share: "mugs" is "mug", "кружки" is "кружк".

    Snowball's English and Russian stems (snowballstem.org), mended by `irregular.LIKE`; of
    measures see `measures.common`.
    """
    like = LIKE.get(word, word)
    if _DIGIT.match(like):
        return measures.common(like) or like
    if len(like) < 3 or not like.isalpha():
        return like
    if like.isascii():
        return _stem("english", like)
    return _stem("russian", like) if "\u0400" <= like[0] <= "\u052f" else like


def other_forms(word: str) -> tuple[str, ...]:
    """Return terms of what may be forms of the same Russian noun, with a vowel or without it:
    "сумок" of "сумка", "подарки" of "подарок".

    Too many words merely look like one of the two ("брелок") for this to be a rule of the index.
    """
    if not "\u0400" <= word[:1] <= "\u052f":
        return ()
    own = term(word)
    forms = [
        word[: -len(end)] + base
        for end, base in (("ок", "ка"), ("ек", "ка"), ("ен", "ня"), ("ец", "ца"), ("ел", "ло"))
        if len(word) > len(end) + 2 and word.endswith(end)
    ]
    if found := _NO_VOWEL.fullmatch(own):
        forms += (f"{found[1]}{vowel}{found[2]}" for vowel in "ое")
    return tuple(dict.fromkeys(one for form in forms if (one := term(form)) != own))


def _stem(language: str, word: str) -> str:
    return _stemmer(language)(word) or word


@cache
def _stemmer(language: str) -> Callable[[str], str]:
    """The plain Python one: the same stems wherever the shop runs."""
    module = import_module(f"snowballstemmer.{language}_stemmer")
    stem: Callable[[str], str] = getattr(module, f"{language.title()}Stemmer")().stemWord
    return stem
