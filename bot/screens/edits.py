"""What a merchant changes in a placed order: choose a line, then pieces, then be asked.

In a group the customer's name is covered, so these screens do not say it.
"""

from collections.abc import Iterator

from bot.callbacks.returns import (
    DropPieces,
    EditLine,
    EditPieces,
    OfferMore,
    OpenEdits,
    RefundPieces,
)
from bot.callbacks.work import OpenFulfilment
from bot.i18n import Translator
from bot.markup import Markup
from bot.reply import Button, Screen, columns
from bot.screens.fates import fates, so_many, staff_name
from bot.screens.fulfilment_lines import lines_of
from bot.screens.parts import LINES, clip, pager, paragraphs, with_tail
from domain.money import Money
from domain.orders import OrderLine, PaymentStatus, Status
from domain.pages import paged
from domain.services.edits import AFTER_PACKING, BEFORE_PACKING
from domain.services.fulfilment import Part
from domain.services.offers import in_cash, is_taxed

_PAGE = 6
_COUNTS = 6  # pieces that have a button each; more are taken all at once


def may_edit(part: Part) -> bool:
    """Whether anything of a part can still be changed or paid back."""
    if not any(line.kept for line in lines_of(part)):
        return False
    return _droppable(part) or _refundable(part)


def edits_screen(part: Part, page: int, t: Translator) -> Screen:
    """Ask which line to change; lines of which nothing is left are left out."""
    lines = [line for line in lines_of(part) if line.kept]
    shown, page, pages = paged(lines, page, _PAGE)
    id_ = part.fulfilment.id
    rows = [
        *([_line_button(part, line, t)] for line in shown),
        *pager(page, pages, lambda to: OpenEdits(fulfilment=id_, page=to)),
        [Button(t("‹ Back"), OpenFulfilment(fulfilment=id_))],
    ]
    head = t("<b>Change order #{number}</b>", number=part.order.number)
    return Screen(paragraphs(head, _what_can_be_done(part, t)), rows, card=False)


def line_screen(part: Part, line: OrderLine, t: Translator) -> Screen:
    """Ask how many pieces of a line are not there, or are to be paid back."""
    id_ = part.fulfilment.id
    ask = (
        t("How many pieces are not available?")
        if _droppable(part)
        else t("For how many pieces shall the money go back?")
    )
    name = t("<b>{name}</b>", name=clip(staff_name(line), 64))
    still = t.plural("{n} piece is in the order.", "{n} pieces are in the order.", line.kept)
    rows = [
        *columns(_counts(part, line, t), 3),
        *_offer(part, line, t),
        [Button(t("‹ Back"), OpenEdits(fulfilment=id_))],
    ]
    text = LINES.join([name, still, *([fates(line, t)] if line.gone else [])])
    return Screen(paragraphs(text, ask), rows, card=False)


def sure_screen(part: Part, line: OrderLine, pieces: int, t: Translator) -> Screen:
    """Ask before anything is done: which pieces, and which money goes back."""
    back = [Button(t("‹ Back"), EditLine(fulfilment=part.fulfilment.id, line=line.id))]
    if _droppable(part):
        text = paragraphs(*_drop_words(part, line, pieces, t))
        return Screen(text, [*_drop_buttons(part, line, pieces, t), back], card=False)
    money, named = t.money(line.worth(pieces)), so_many(line, pieces, t, staff=True)
    text = paragraphs(
        t("<b>Give {money} back to the customer?</b>", money=money),
        LINES.join([named, t("The goods and the stock stay as they are.")]),
    )
    give = RefundPieces(fulfilment=part.fulfilment.id, line=line.id, pieces=pieces, of=line.kept)
    return Screen(text, [[Button(t("Give it back"), give, style="danger")], back], card=False)


def edited_words(part: Part, cost: Money, t: Translator) -> Markup:
    """Say in a few words what was done; *cost* is what the pieces were worth."""
    if not cost.amount:
        return t("Done.")
    if in_cash(part.order):
        return t("Done. {money} less is paid at the door.", money=t.money(cost))
    return t("Done. {money} goes back to the customer.", money=t.money(cost))


def _droppable(part: Part) -> bool:
    return part.order.status is Status.CONFIRMED and part.fulfilment.step in BEFORE_PACKING


def _refundable(part: Part) -> bool:
    came = part.order.payment_status not in (PaymentStatus.UNPAID, PaymentStatus.REFUNDED)
    under_way = part.order.status in (Status.CONFIRMED, Status.COMPLETED)
    return came and under_way and part.fulfilment.step in AFTER_PACKING


def _what_can_be_done(part: Part, t: Translator) -> Markup:
    if _droppable(part):
        return t("Which of these is not there, or should be more?")
    return t("For which of these shall money go back? The goods stay where they are.")


def _line_button(part: Part, line: OrderLine, t: Translator) -> Button:
    press = EditLine(fulfilment=part.fulfilment.id, line=line.id)
    return Button(with_tail(staff_name(line), t.number(line.kept).plain, " × "), press)


def _counts(part: Part, line: OrderLine, t: Translator) -> Iterator[Button]:
    few = line.kept if line.kept <= _COUNTS else _COUNTS - 1
    for pieces in range(1, few + 1):
        yield Button(t.number(pieces), _pieces(part, line, pieces))
    if line.kept > few:
        yield Button(t("All {n}", n=t.number(line.kept)), _pieces(part, line, line.kept))


def _pieces(part: Part, line: OrderLine, pieces: int) -> EditPieces:
    return EditPieces(fulfilment=part.fulfilment.id, line=line.id, pieces=pieces)


def _offer(part: Part, line: OrderLine, t: Translator) -> Iterator[list[Button]]:
    if _droppable(part) and not line.gone and not is_taxed(part.order):
        press = OfferMore(fulfilment=part.fulfilment.id, line=line.id, pieces=1)
        yield [Button(t("Suggest one more"), press)]


def _drop_words(part: Part, line: OrderLine, pieces: int, t: Translator) -> Iterator[Markup]:
    number, money = part.order.number, t.money(line.worth(pieces))
    yield t("<b>Take this off order #{number}?</b>", number=number)
    said = [so_many(line, pieces, t, staff=True)]
    if in_cash(part.order):
        said.append(t("The customer pays {money} less at the door.", money=money))
    else:
        said.append(t("{money} goes back to the customer.", money=money))
    yield LINES.join(said)
    if pieces == line.kept == sum(each.kept for each in lines_of(part)):
        yield t("Nothing else is left, so this cancels the order.")
    yield t("Where are the pieces?")


def _drop_buttons(part: Part, line: OrderLine, pieces: int, t: Translator) -> list[list[Button]]:
    id_, of = part.fulfilment.id, line.kept

    def drop(restock: bool) -> DropPieces:
        return DropPieces(fulfilment=id_, line=line.id, pieces=pieces, of=of, restock=restock)

    return [
        [Button(t("Back on the shelf"), drop(True), style="danger")],
        [Button(t("Not there at all"), drop(False), style="danger")],
    ]
