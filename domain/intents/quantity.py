""" "2 blue mugs": so many pieces of something to look for."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from domain.intents.atoms import Atoms, joined, letters
from domain.intents.words import Piece

ASKING = frozenset({"ask", "get", "polite", "small", "mine", "voice"})
_ASKS = ASKING | {"into", "place_order", "hello", "kin"}  # may stand before the number
_TALK = ASKING | {"hello", "when", "not", "day", "can"}
_SPEAKS = frozenset({"ask", "voice", "mine"})
_USUAL = 12  # pieces that a bare number may count; greater ones only if they are round
_ROUND = 10
_MANY = 5
MOST = 99  # pieces; a greater number belongs to a name or a measure


@dataclass(frozen=True, slots=True)
class Counting:
    """How a language counts pieces.

    *numbers*: the words for small numbers. *endings*: how the last word must end for a bare
    number of two and more to count it ("2 mugs"; "2 person tent" counts no tents), *many*:
    the same from five on, where it is another form ("5 кружек"); empty if the language does
    not tell. *tails*: what begins a remark about the things ("2 mugs for kids").
    *bare*: whether a number may stand without a word like "pcs".
    *letters*: what its words are written in, as a range of a pattern ("a-z").
    """

    numbers: Mapping[str, int]
    letters: str
    endings: tuple[str, ...] = ()
    many: tuple[str, ...] = ()
    tails: frozenset[str] = frozenset()
    bare: bool = True


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for, and how many pieces of it; at least one of either."""

    text: str
    quantity: int


def wanted(sentence: Atoms, pieces: Sequence[Piece], counting: Counting) -> Wanted | None:
    """Read a sentence that asks for so many pieces of something.

    The words that ask ("I would like") and those that say where it goes ("to my cart") are
    left out of what is looked for.
    """
    asked = len(pieces)
    pieces = _without_asking(_without_talk(sentence, pieces))
    asked -= len(pieces)
    found = _leading(sentence, pieces, counting, bool(asked)) or _trailing(
        sentence, pieces, counting
    )
    if found is None or not 0 < found.quantity <= MOST:
        return None
    return found if re.search(f"[{counting.letters}]", found.text) else None


def _without_asking(pieces: Sequence[Piece]) -> Sequence[Piece]:
    start, end = 0, len(pieces)
    while start < end and _asks(pieces[start]):
        start += 1
    while end > start and pieces[end - 1].means & {"into", "polite"}:
        end -= 1
    return pieces[start:end]


def _without_talk(sentence: Atoms, pieces: Sequence[Piece]) -> Sequence[Piece]:
    """Leave out what is only said after a comma: "5 gloves, and be quick", "3 mugs, right?"."""
    start = end = len(pieces)
    while start > 0:
        start -= 1
        if sentence[pieces[start].at].apart:
            if not _only_talk(pieces[start:end]):
                break
            end = start
    return pieces[:end]


def _only_talk(pieces: Sequence[Piece]) -> bool:
    """Whether words name nothing and count nothing, or somebody speaks in them."""
    if any(piece.number or "count" in piece.means or "unit" in piece.means for piece in pieces):
        return False
    return all(piece.means & _TALK for piece in pieces) or any(
        piece.means & _SPEAKS for piece in pieces
    )


def _asks(piece: Piece) -> bool:
    return bool(piece.means & _ASKS) and "count" not in piece.means


def _leading(
    sentence: Atoms, pieces: Sequence[Piece], counting: Counting, asked: bool
) -> Wanted | None:
    """The number stands first: "2 blue mugs", "two pcs of blue mug"; "A4" is none."""
    if len(pieces) < 2 or (count := _count(sentence, pieces[0], counting)) is None:
        return None
    if _glued(sentence, pieces[0].at):
        return None
    rest = pieces[1:]
    unit = bool(rest[0].means & {"unit"})
    if rest[0].means & {"measure"} and not unit:
        return None
    rest = rest[1:] if unit else rest
    if len(rest) > 1 and rest[0].means & {"of"}:
        rest = rest[1:]
    text = _text(sentence, rest)
    if not rest or rest[0].number:
        return None
    asked = asked and bool(pieces[0].number)
    plain = unit or (counting.bare and (asked or _counts(text, count, counting)))
    return Wanted(text, count) if plain else None


def _trailing(sentence: Atoms, pieces: Sequence[Piece], counting: Counting) -> Wanted | None:
    """The number stands last, and something tells that it counts: "mug x2", "mug 2 pcs".

    "Rug 2x3" tells how large it is.
    """
    end = len(pieces)
    unit = end > 2 and bool(pieces[-1].means & {"unit"})
    end -= unit
    if end < 2 or (count := _count(sentence, pieces[end - 1], counting)) is None:
        return None
    end -= 1
    times = bool(pieces[end - 1].means & {"times"})
    end -= times
    if times and pieces[end - 1].number:
        return None
    while not times and end > 1 and pieces[end - 1].means & {"ask", "get"}:
        end -= 1
    return Wanted(_text(sentence, pieces[:end]), count) if unit or times else None


def _glued(sentence: Atoms, at: int) -> bool:
    """Whether a number is written together with a letter before it."""
    return at > 0 and not sentence[at].spaced and letters(sentence[at - 1].text)


def _count(sentence: Atoms, piece: Piece, counting: Counting) -> int | None:
    if piece.number:
        return sentence[piece.at].number
    words = "".join(atom.text for atom in sentence[piece.at : piece.at + piece.length])
    return counting.numbers.get(words)


def _counts(text: str, count: int, counting: Counting) -> bool:
    if count > _USUAL and count % _ROUND:
        return False
    endings = counting.many if counting.many and count >= _MANY else counting.endings
    things = [*takewhile(lambda word: word not in counting.tails, text.split())]
    return count == 1 or not endings or (bool(things) and things[-1].endswith(endings))


def _text(sentence: Atoms, pieces: Iterable[Piece]) -> str:
    every = [*pieces]
    if not every:
        return ""
    return joined(sentence[every[0].at : every[-1].at + every[-1].length])
