"""Understanding what a typed sentence asks for, by words and rules that are data."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from domain.intents.atoms import Atoms, atoms
from domain.intents.names import KIN, Naming, is_strange, names_thing, with_places, without_names
from domain.intents.quantity import ASKING, Counting, wanted
from domain.intents.words import Meanings, Otherwise, Piece, Vocabulary

_BREAK = re.compile(r"[,.!?;:…，。！？；：]+")
_LONGEST = 40  # atoms; who writes more tells a story
_ANYWHERE = ASKING | {"count", "you", "your", "can", "need", "what", "how"}  # fit every rule
_SPOKEN = frozenset({"ask", "mine", "voice"})
_HARMED = frozenset({"broken", "arrive"}), frozenset({"lacking"})  # "two mugs arrived broken"
_NEED, _STRANGE = 3, 2  # what a meaning counts for, and a strange word against; others one
_NUMBER_FROM = 1000  # what orders are numbered from: "order 2" names none


class Kind(StrEnum):
    """What can be asked for in a sentence."""

    SEARCH = "search"  # so many pieces of something
    WHERE = "where"  # where an order is
    ORDERS = "orders"
    REPEAT = "repeat"
    CANCEL = "cancel"
    CART = "cart"
    ADDRESS = "address"
    PERSON = "person"
    DELIVERY = "delivery"
    PAYMENT = "payment"
    LANGUAGE = "language"
    HELP = "help"
    RETURN = "return"
    REFUND = "refund"
    PROMO = "promo"
    HOURS = "hours"
    CATALOGUE = "catalogue"
    HELLO = "hello"


_SAID_BESIDE = frozenset({Kind.HELLO, Kind.CATALOGUE})  # of what else a sentence asks for


@dataclass(frozen=True, slots=True)
class Intent:
    """What a sentence asks for.

    *order* is the number of an order that was named, "1042". *text* is what to look for and
    *quantity* how many of it, both for a search only. *doubtful* are words that may as well
    be those of a product: a single word, or what of a sentence was not understood. If goods
    have them in their names, it was a search after all.
    """

    kind: Kind
    order: str = ""
    text: str = ""
    quantity: int = 0
    doubtful: tuple[str, ...] = ()

    @property
    def sure(self) -> bool:
        """Whether no word of it may be that of a product."""
        return not self.doubtful


@dataclass(frozen=True, slots=True)
class Rule:
    """A sentence is of this *kind* if it has one of each of the meanings it *needs*.

    *also* may stand with them and *never* must not. Strange words are let pass, unless the
    rule is *strict*: then goods are too often called like that.
    """

    kind: Kind
    needs: tuple[Meanings, ...]
    also: Meanings = frozenset()
    never: Meanings = frozenset()
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Language:
    """One language's words by what they mean, and how it counts.

    *alike*: signs that are written otherwise elsewhere, and what they stand for ("訂": "订").
    *otherwise*: parts of words and how else they are said ("what": "wot").
    """

    meanings: Mapping[str, Sequence[str]]
    counting: Counting
    alike: Mapping[str, str] = field(default_factory=dict)
    naming: Naming = field(default_factory=Naming)
    otherwise: Otherwise = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Heard:
    intent: Intent
    score: int  # more is better understood


class Grammar:
    """Understands sentences in all the languages it was given."""

    def __init__(self, rules: Sequence[Rule], languages: Mapping[str, Language]) -> None:
        self._rules = tuple(rules)
        self._speakers = {
            code: _Speaker(self._rules, language) for code, language in languages.items()
        }

    def understand(self, text: str, language: str = "") -> Intent | None:
        """Return what *text* asks for, in whichever language; None if it is just a search.

        *language* is the person's own: it decides where two languages understand as much.
        """
        whole = atoms(text)
        if not 0 < len(whole) <= _LONGEST:
            return None
        own = self._speakers.get(language)
        speakers = [own] if own else []
        speakers += [each for each in self._speakers.values() if each is not own]
        heard = _best(each.hear(whole) for each in speakers)
        if heard is None or not heard.intent.sure:
            clauses = [*_clauses(text)]
            parts = (part for each in speakers for part in each.hear_each(clauses))
            heard = _best([heard, *parts])
        return heard.intent if heard else None


def _best(heard: Iterable[_Heard | None]) -> _Heard | None:
    """Return the first of those that are understood best."""
    return max(filter(None, heard), key=lambda one: one.score, default=None)


def _clauses(text: str) -> Iterator[Atoms]:
    """The parts between commas: "Sorry to bother you, where is my order?"."""
    parts = [*filter(None, map(atoms, _BREAK.split(text)))]
    if len(parts) > 1:
        yield from (part for part in parts if len(part) > 1)


class _Speaker:
    """The rules with one language's words."""

    def __init__(self, rules: Sequence[Rule], language: Language) -> None:
        counted = {"count": [*language.counting.numbers]}
        self._words = Vocabulary(
            {**language.meanings, **counted}, language.alike, language.otherwise
        )
        self._counting = language.counting
        self._naming = language.naming
        self._letters = re.compile(f"[{language.counting.letters}]")
        self._rules = rules

    def hear(self, sentence: Atoms) -> _Heard | None:
        if not any(self._letters.search(part.text) for part in sentence):
            return None
        pieces = [*self._words.pieces(sentence)]
        some = wanted(sentence, pieces, self._counting)
        goods = some and any(map(names_thing, self._words.pieces(atoms(some.text))))
        pieces = [*without_names(with_places(pieces), self._naming)]
        told = _Told.of(pieces, self._spoken(sentence, pieces))
        heard = _best(_follows(rule, told) for rule in self._rules)
        if heard and (not goods or any(told.said >= harm for harm in _HARMED)):
            return heard
        if some is None:
            return None
        return _Heard(Intent(Kind.SEARCH, text=some.text, quantity=some.quantity), 0)

    def hear_each(self, clauses: Sequence[Atoms]) -> Iterator[_Heard | None]:
        """Hear the parts of a sentence; "good evening" is no wish where things are named."""
        named = any(is_strange(piece) for part in clauses for piece in self._words.pieces(part))
        for heard in map(self.hear, clauses):
            if heard and not (named and heard.intent.kind in _SAID_BESIDE):
                yield heard

    def _spoken(self, sentence: Atoms, pieces: Sequence[Piece]) -> bool:
        """Whether somebody says something; "thank you" and its like are on cards and mugs."""
        plain = [piece for piece in pieces if not piece.means & {"polite", "thing"}]
        if any(piece.means & _SPOKEN for piece in pieces):
            return True
        parts = (sentence[piece.at : piece.at + piece.length] for piece in plain)
        return any(self._words.voiced(part) & _SPOKEN for part in parts if len(part) > 1)


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence as the rules see it.

    *spoken*: somebody says something, or names an order by its number; no goods are named.
    """

    pieces: Sequence[Piece]
    said: Meanings
    number: str
    spoken: bool

    @classmethod
    def of(cls, pieces: Sequence[Piece], spoken: bool) -> "_Told":
        number = next((piece.number for piece in pieces if _names_order(piece)), "")
        plain = (piece.means for piece in pieces if "thing" not in piece.means)
        said: Meanings = frozenset[str]().union(*plain)
        return cls(pieces, said | {"number"} if number else said, number, spoken or bool(number))


def _follows(rule: Rule, told: _Told) -> _Heard | None:
    """A sentence follows a rule if it has all that it needs, and not too much else.

    Words that mean something else cost little, strange ones cost more and cast a doubt.
    """
    apart = told.said.isdisjoint
    if not apart(rule.never) or any(map(apart, rule.needs)):
        return None
    needed: Meanings = frozenset[str]().union(*rule.needs)
    if sum(_fits(piece, needed) for piece in told.pieces) < len(rule.needs):
        return None
    fitting = needed | rule.also | (_ANYWHERE if rule.strict else _ANYWHERE | KIN)
    beside = [p for p in told.pieces if not _fits(p, fitting)]
    strange = [piece for piece in beside if is_strange(piece)]
    if _too_much(rule, told, len(beside), len(strange)):
        return None
    score = _NEED * len(rule.needs) - _STRANGE * len(strange) - (len(beside) - len(strange))
    doubted = [p for p in told.pieces if len(told.pieces) == 1 or p in strange or p.means == KIN]
    doubtful = tuple(piece.text for piece in doubted)
    return _Heard(Intent(rule.kind, order=told.number, doubtful=doubtful), score)


def _too_much(rule: Rule, told: _Told, beside: int, strange: int) -> bool:
    """Whether too many other words are said; every other may be strange if somebody speaks."""
    many, two = len(told.pieces), len(rule.needs) > 1
    if rule.strict:
        return beside > 0
    if told.spoken:
        return strange > (many // 2 if two else many // 3)
    return strange > 0 or beside > (many // 4 if two else 0)


def _fits(piece: Piece, fitting: Meanings) -> bool:
    if piece.number:
        return "number" in fitting and _names_order(piece)
    return bool(piece.means & fitting) and "thing" not in piece.means


def _names_order(piece: Piece) -> bool:
    return 4 <= len(piece.number) <= 9 and int(piece.number) >= _NUMBER_FROM
