"""Understanding what a typed sentence asks for, by words and rules that are data."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.intents.atoms import Atoms, atoms
from domain.intents.quantity import Counting, wanted
from domain.intents.words import Meanings, Piece, Vocabulary

_BREAK = re.compile(r"[,.!?;:…，。！？；：]+")
_LONGEST = 40  # atoms; who writes more tells a story
_ANYWHERE = frozenset({"polite", "ask", "small", "see", "way", "voice"})  # fit every rule
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
    """A sentence is of this *kind* if it has all that it *needs*; *also* may stand with it."""

    kind: Kind
    needs: Meanings
    also: Meanings = frozenset()


@dataclass(frozen=True, slots=True)
class Language:
    """One language's words by what they mean, and how it counts."""

    meanings: Mapping[str, Sequence[str]]
    counting: Counting


@dataclass(frozen=True, slots=True)
class _Heard:
    intent: Intent
    score: tuple[int, int]  # more is better understood


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
        heard = [
            found
            for sentence in (whole, *_clauses(text))
            for each in speakers
            if (found := each.hear(sentence))
        ]
        return max(heard, key=lambda one: one.score).intent if heard else None


def _clauses(text: str) -> Iterator[Atoms]:
    """The parts between commas: "Sorry to bother you, where is my order?"."""
    parts = [*filter(None, map(atoms, _BREAK.split(text)))]
    if len(parts) > 1:
        yield from (part for part in parts if len(part) > 1)


class _Speaker:
    """The rules with one language's words."""

    def __init__(self, rules: Sequence[Rule], language: Language) -> None:
        counted = {"count": [*language.counting.numbers]}
        self._words = Vocabulary({**language.meanings, **counted})
        self._counting = language.counting
        self._rules = rules

    def hear(self, sentence: Atoms) -> _Heard | None:
        pieces = [*self._words.pieces(sentence)]
        heard = [found for rule in self._rules if (found := _follows(rule, pieces))]
        if heard:
            return max(heard, key=lambda one: one.score)
        some = wanted(sentence, pieces, self._counting)
        if some is None:
            return None
        return _Heard(Intent(Kind.SEARCH, text=some.text, quantity=some.quantity), (0, -1))


def _follows(rule: Rule, pieces: Sequence[Piece]) -> _Heard | None:
    """A sentence follows a rule if nearly all its words belong there.

    One word in four may be unknown where the rule needs two others, and every other one where
    somebody speaks ("I", "can you"); each costs more than a rule that needs one less. With
    more it is a search. "How" and "show" tell nothing.
    """
    number = next((piece.number for piece in pieces if _names_order(piece)), "")
    said: Meanings = frozenset[str]().union(*(piece.means for piece in pieces))
    if number:
        said |= {"number"}
    if not rule.needs <= said:
        return None
    fitting = rule.needs | rule.also | _ANYWHERE
    strange = [piece for piece in pieces if not _fits(piece, fitting)]
    most = len(pieces) // 4 if len(rule.needs) > 1 else 0
    if "voice" in said:
        most = len(pieces) // 2
    if len(strange) > most:
        return None
    doubtful = tuple(piece.text for piece in (strange if len(pieces) > 1 else pieces))
    score = len(rule.needs - _ANYWHERE) - 2 * len(strange), -len(strange)
    return _Heard(Intent(rule.kind, order=number, doubtful=doubtful), score)


def _fits(piece: Piece, fitting: Meanings) -> bool:
    if piece.number:
        return "number" in fitting and _names_order(piece)
    return bool(piece.means & fitting) and "thing" not in piece.means


def _names_order(piece: Piece) -> bool:
    return 4 <= len(piece.number) <= 9 and int(piece.number) >= _NUMBER_FROM
