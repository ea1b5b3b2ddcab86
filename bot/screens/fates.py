"""What became of single pieces of a line, in a few words; both sides read the same."""

from collections.abc import Iterator, Sequence

from bot.i18n import Translator
from bot.markup import Markup, escape
from bot.screens.parts import LINES, NAME, clip
from domain.orders import OrderLine


def fates(line: OrderLine, t: Translator) -> Markup:
    """Say how many pieces of a line are gone and why: "1 not available, 2 of 3 returned"."""
    return Markup(", ").join(_fates(line, t))


def bought(lines: Sequence[OrderLine], shown: int, t: Translator) -> Markup:
    """List what was ordered at its own price, and below each line what became of its pieces.

    After *shown* lines only how many more there are.
    """
    said = [said for line in lines[:shown] for said in _line(line, t)]
    if (left := len(lines) - shown) > 0:
        said.append(t.plural("and {n} more item", "and {n} more items", left))
    return LINES.join(said)


def so_many(line: OrderLine, pieces: int, t: Translator, *, staff: bool = False) -> Markup:
    """Name pieces of a line: "2 × Blue mug"; to *staff* as the shop calls them."""
    name = staff_name(line) if staff else line.name
    return Markup(f"{t.number(pieces)} × {escape(clip(name, NAME))}")


def staff_name(line: OrderLine) -> str:
    """What those call it who take it off the shelf."""
    return line.shelf_name or line.name


def _line(line: OrderLine, t: Translator) -> Iterator[Markup]:
    name = escape(clip(line.name, NAME))
    yield Markup(f"{name} × {t.number(line.quantity)} — {t.money(line.price * line.quantity)}")
    if line.gone:
        yield Markup(f"<i>{fates(line, t)}</i>")


def _fates(line: OrderLine, t: Translator) -> Iterator[Markup]:
    total = t.number(line.quantity)
    if line.cancelled:
        yield t("{n} not available", n=t.number(line.cancelled))
    if line.returned:
        yield t("{n} of {total} returned", n=t.number(line.returned), total=total)
    if line.waived:
        yield t("{n} of {total} paid back", n=t.number(line.waived), total=total)
