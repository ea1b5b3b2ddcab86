"""Names of things that are made of words of wishes: "order book", "сумка курьера"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from domain.intents.words import Meanings, Piece

WARE: Meanings = frozenset({"ware"})  # what a thing is: a bag, a book, a stamp
KIN: Meanings = frozenset({"kin"})  # for whom goods are, or of whom a story is told
_NOTHING: Meanings = frozenset()
_FOR, _USED = frozenset({"for"}), frozenset({"used"})
_WANTED, _BUY = frozenset({"ask", "seek"}), frozenset({"get", "buy"})
_OR_HAVING = frozenset({"desire", "polite"})  # after which things are had, or something is done
_SAID = frozenset({"voice", "mine"})
_PLACE = frozenset({"place"})
_FAR = 2  # words of a place's name
_TOWARDS, _ASKED = frozenset({"towards", "sends"}), frozenset({"much", "when"})
_SENT = frozenset({"delivery", "you_deliver", "arrive", "moved"})
_BEFORE_PLACE = frozenset({"small", "mine", "new"})
_DONE = frozenset(  # the meanings of what is done; the others of `_CALLED` are had
    {"order", "cancel", "return", "refund", "exchange", "pay", "talk", "help", "track"}
    | {"reorder", "open", "sell", "works", "checkout", "delivery", "accept", "history", "list"}
)
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
    something is like, for whom it is, or what is done. *like*: how words end that tell what
    the thing after them is like.
    """

    thing_first: bool = False
    not_things: tuple[str, ...] = ()
    like: tuple[str, ...] = ()


def without_names(pieces: Sequence[Piece], naming: Naming) -> Sequence[Piece]:
    """Take the meaning from words that but tell what a thing is for ("cash box").

    They stand right before the thing, or after it where it comes first; other words of its
    name may be between. A strange word is a thing as well ("cart hooks"), unless it ends
    otherwise than things do; who asks for goods ("show me") may name it on either side ("cat
    basket"). What follows a thing and "for" tells what it is for as well. A sentence with the
    number of an order names no such thing.
    """
    if any(len(piece.number) > 3 for piece in pieces):
        return pieces
    told = {*_told(pieces, naming)}
    return [
        replace(piece, means=_NOTHING) if n in told else piece for n, piece in enumerate(pieces)
    ]


def _told(pieces: Sequence[Piece], naming: Naming) -> Iterator[int]:
    """Which words but tell what a thing is for, or what it is like."""
    seeks = _seeks(pieces)
    tell = _after if naming.thing_first else _before
    things = {n for n in _things(pieces) if not pieces[n].text.endswith(naming.not_things)}
    wares = {n for n, piece in enumerate(pieces) if piece.means & WARE}
    for n in wares | things:
        has_use = _for_something(pieces, n)
        if seeks or has_use or n in wares or _used(pieces, n):
            yield from tell(pieces, n)
        if has_use and not naming.thing_first:
            yield from _after(pieces, n)
        if n and _is_like(pieces[n - 1], naming):
            yield n - 1
    near = (-1, 1) if seeks else (-1,) if naming.thing_first else (1,)
    yield from (n for n in range(len(pieces)) if _beside(pieces, n, things, near))


def _things(pieces: Sequence[Piece]) -> Iterator[int]:
    """Which may be things: strange words, unless somebody speaks of what is their own before.

    What is asked for after it is not their own: "my son needs cart hooks".
    """
    own = False
    for n, piece in enumerate(pieces):
        if own and piece.means & _WANTED:
            own = False
        own = own or ("mine" in piece.means and "ask" not in piece.means)
        if (is_strange(piece) or piece.means == KIN) and not own:
            yield n


def _is_like(piece: Piece, naming: Naming) -> bool:
    """Whether it only tells what the next thing is like: "английские крючки"."""
    return bool(piece.means & _CALLED) and piece.text.endswith(naming.like)


def _seeks(pieces: Sequence[Piece]) -> bool:
    """Whether somebody asks for goods: "show me", "I want to buy"."""
    asked = False
    for piece in pieces:
        if "seek" in piece.means or (asked and piece.means >= _BUY):
            return True
        asked = asked or "ask" in piece.means
    return False


def _for_something(pieces: Sequence[Piece], n: int) -> bool:
    """Whether it is said behind it what it is for: "a hook for carts"."""
    return n + 1 < len(pieces) and bool(pieces[n + 1].means & _FOR)


def _used(pieces: Sequence[Piece], n: int) -> bool:
    """Whether it is said before it what it is used for: "推车用挂钩"."""
    return n > 0 and bool(pieces[n - 1].means & _USED)


def _beside(pieces: Sequence[Piece], n: int, things: set[int], near: tuple[int, ...]) -> bool:
    means = pieces[n].means
    if not means & _CALLED or means & _SAID or _is_done(pieces, n):
        return False
    return any(n + step in things for step in near)


def _is_done(pieces: Sequence[Piece], n: int) -> bool:
    """Whether it is something that somebody does or wants done: "I want to return shoes".

    "Please" and its like may be followed by things, too: "please, a courier bag".
    """
    before = pieces[n - 1].means if n else _NOTHING
    return "doing" in before and bool(pieces[n].means & _DONE or not before & _OR_HAVING)


def is_strange(piece: Piece) -> bool:
    """Whether a word is none that wishes are made of: it names a thing, or may."""
    return not (piece.means - WARE or piece.number) or "thing" in piece.means


def names_thing(piece: Piece) -> bool:
    """Whether a word that is counted is a thing's: "five bags" ask for no parcels."""
    return is_strange(piece) or bool(piece.means & WARE)


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
        if _is_done(pieces, at) or "mine" in means:
            return
        if means & _CALLED:
            yield at
        elif (means and not means & _USED) or pieces[at].number:
            return


def with_places(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """Take strange words after "to" for a place, where something is sent: "ship to Tel Aviv".

    After "sending" they are one only if it is asked how much it costs or when it is there.
    """
    if not any(piece.means & _SENT for piece in pieces):
        return pieces
    towards = _TOWARDS if any(piece.means & _ASKED for piece in pieces) else {"towards"}
    found = list(pieces)
    for n, piece in enumerate(pieces):
        if piece.means & towards:
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
