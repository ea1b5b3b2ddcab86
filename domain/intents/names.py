"""Names of things that are made of words of wishes: "order book", "сумка курьера"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from domain.intents.words import Meanings, Piece

WARE: Meanings = frozenset({"ware"})  # what a thing is: a bag, a book, a stamp
_NOTHING: Meanings = frozenset()
_FOR = frozenset({"for"})
_PLACE = frozenset({"place"})
_FAR = 2  # words of a place's name
_SENT = frozenset({"delivery", "you_deliver", "arrive", "moved"})
_BEFORE_PLACE = frozenset({"small", "mine", "new"})
_CALLED = frozenset(  # the meanings things are called by
    {"order", "plural", "cart", "checkout", "delivery", "courier", "address", "person", "contact"}
    | {"talk", "help", "pay", "card", "cash", "money", "refund", "return", "exchange", "cancel"}
    | {"promo", "code", "language", "tongue", "catalogue", "history", "list", "track", "hours"}
    | {"open", "shop", "sell", "reorder", "works", "free", "hello", "callme", "accept", "place"}
)


@dataclass(frozen=True, slots=True)
class Naming:
    """How a language names things.

    *thing_first*: whether a name begins with what the thing is ("сумка курьера"), or ends
    with it ("courier bag"). *not_things*: how words end that name nothing, but tell what
    something is like, for whom it is, or what is done.
    """

    thing_first: bool = False
    not_things: tuple[str, ...] = ()


def without_names(pieces: Sequence[Piece], naming: Naming) -> Sequence[Piece]:
    """Take the meaning from words that but tell what a thing is for ("cash box").

    They stand right before the thing, or after it where it comes first; other words of its
    name may be between. A strange word is a thing as well ("cart hooks"), unless it ends
    otherwise than things do; who asks for goods ("show me") may name it on either side ("cat
    basket"). A sentence with the number of an order names no such thing.
    """
    if any(len(piece.number) > 3 for piece in pieces):
        return pieces
    tell = _after if naming.thing_first else _before
    things = {n for n in _things(pieces) if not pieces[n].text.endswith(naming.not_things)}
    sought = things if _seeks(pieces) else {n for n in things if _for_something(pieces, n)}
    wares = {n for n, piece in enumerate(pieces) if piece.means & WARE}
    told = {at for ware in wares | sought for at in tell(pieces, ware)}
    near = (-1, 1) if _seeks(pieces) else (-1,) if naming.thing_first else (1,)
    told |= {n for n in range(len(pieces)) if _beside(pieces, n, things, near)}
    return [
        replace(piece, means=_NOTHING) if n in told else piece for n, piece in enumerate(pieces)
    ]


def _things(pieces: Sequence[Piece]) -> Iterator[int]:
    """Which may be things: strange words, unless somebody speaks of what is their own."""
    if not any("mine" in piece.means and "ask" not in piece.means for piece in pieces):
        yield from (n for n, piece in enumerate(pieces) if is_strange(piece))


def _seeks(pieces: Sequence[Piece]) -> bool:
    return any("seek" in piece.means for piece in pieces)


def _for_something(pieces: Sequence[Piece], n: int) -> bool:
    return n + 1 < len(pieces) and bool(pieces[n + 1].means & _FOR)


def _beside(pieces: Sequence[Piece], n: int, things: set[int], near: tuple[int, ...]) -> bool:
    means = pieces[n].means
    if not means & _CALLED or "voice" in means or (n and "doing" in pieces[n - 1].means):
        return False
    return any(n + step in things for step in near)


def is_strange(piece: Piece) -> bool:
    """Whether a word is none that wishes are made of: it names a thing, or may."""
    return not (piece.means - WARE or piece.number) or "thing" in piece.means


def _after(pieces: Sequence[Piece], ware: int) -> Iterator[int]:
    for at in range(ware + 1, len(pieces)):
        means = pieces[at].means
        if means & _CALLED or pieces[at - 1].means & _FOR:
            yield at
        elif means and not means & _FOR:
            return


def _before(pieces: Sequence[Piece], ware: int) -> Iterator[int]:
    """What follows "to" and its like is done: "I want to return shoes"."""
    for at in range(ware - 1, -1, -1):
        means = pieces[at].means
        if at and "doing" in pieces[at - 1].means:
            return
        if means & _CALLED:
            yield at
        elif means or pieces[at].number:
            return


def with_places(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """Take strange words after "to" for a place, where something is sent: "ship to Tel Aviv"."""
    if not any(piece.means & _SENT for piece in pieces):
        return pieces
    found = list(pieces)
    for n, piece in enumerate(pieces):
        if "towards" in piece.means:
            for at in _strange_after(pieces, n):
                found[at] = replace(pieces[at], means=_PLACE)
    return found


def _strange_after(pieces: Sequence[Piece], towards: int) -> Sequence[int]:
    """The first strange words after it, whatever small ones stand before: "to a new flat"."""
    strange: list[int] = []
    for at in range(towards + 1, len(pieces)):
        if not pieces[at].known:
            strange.append(at)
        elif strange or not pieces[at].means & _BEFORE_PLACE:
            break
    return strange[:_FAR]
