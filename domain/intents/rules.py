"""Rules: which meanings make a sentence a wish, and what may be said beside them."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.intents.kinds import Intent, Kind
from domain.intents.names import KIN, is_strange
from domain.intents.quantity import ASKING
from domain.intents.words import Meanings, Piece

_ANYWHERE = ASKING | {"count", "you", "your", "can", "need", "what", "how"}  # fit every rule
_NEED, _STRANGE = 3, 2  # what a meaning counts for, and a strange word against; others one
_NUMBER_FROM = 1000  # what orders are numbered from: "order 2" names none


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
class Heard:
    """What a sentence asks for by a rule, and how well it follows it."""

    intent: Intent
    score: int  # more is better understood


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence as the rules see it.

    *spoken*: somebody says something, or names an order by its number; no goods are named.
    """

    pieces: Sequence[Piece]
    said: Meanings
    number: str
    spoken: bool

    @classmethod
    def of(cls, pieces: Sequence[Piece], spoken: bool) -> "Told":
        """Return the sentence that is made of *pieces*."""
        number = next((piece.number for piece in pieces if names_order(piece)), "")
        plain = (piece.means for piece in pieces if "thing" not in piece.means)
        said: Meanings = frozenset[str]().union(*plain)
        return cls(pieces, said | {"number"} if number else said, number, spoken or bool(number))


def follows(rule: Rule, told: Told) -> Heard | None:
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
    return Heard(Intent(rule.kind, order=told.number, doubtful=doubtful), score)


def _too_much(rule: Rule, told: Told, beside: int, strange: int) -> bool:
    """Whether too many other words are said; every other may be strange if somebody speaks."""
    many, two = len(told.pieces), len(rule.needs) > 1
    if rule.strict:
        return beside > 0
    if told.spoken:
        return strange > (many // 2 if two else many // 3)
    return strange > 0 or beside > (many // 4 if two else 0)


def _fits(piece: Piece, fitting: Meanings) -> bool:
    if piece.number:
        return "number" in fitting and names_order(piece)
    return bool(piece.means & fitting) and "thing" not in piece.means


def names_order(piece: Piece) -> bool:
    """Whether a number may be that of an order."""
    return 4 <= len(piece.number) <= 9 and int(piece.number) >= _NUMBER_FROM
