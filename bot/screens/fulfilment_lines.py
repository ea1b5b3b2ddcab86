"""The goods of one merchant's part of an order, on its card and in full."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.callbacks.work import OpenFulfilment, OpenFulfilmentLines
from bot.i18n import Translator
from bot.markup import Markup
from bot.reply import Button, Screen
from bot.screens.fates import fates, staff_name
from bot.screens.sums import sum_lines
from domain.fulfilment import Step
from domain.money import Money, zero
from domain.orders import OrderLine
from domain.pages import paged
from domain.services.fulfilment import Part

ON_CARD = 6  # lines a card has room for beside the address and the comment
_PAGE = 10
_NAME = 64  # characters of a name that are enough to pick the thing from a shelf


def lines_of(part: Part) -> tuple[OrderLine, ...]:
    """The lines of this part's merchant alone."""
    return part.order.of(part.fulfilment.merchant_id)


def own_total(part: Part) -> Money:
    """What the lines of this part's merchant still come to, with the delivery if they are the
    only merchant of the order. When all of it is given up, what they came to.
    """
    nothing = zero(part.order.total.currency)
    delivery = part.order.delivery if len(part.order.fulfilments) == 1 else nothing
    left = sum((line.left for line in lines_of(part)), start=nothing)
    if left.amount:
        return left + delivery
    return sum((line.total for line in lines_of(part)), start=delivery)


def own_sums(part: Part, t: Translator) -> Iterator[Markup]:
    """Say how that comes about; nothing where it is just the goods."""
    order, lines = part.order, lines_of(part)
    sums, currency = order.sums, order.total.currency
    if len(order.fulfilments) == 1:
        yield from sum_lines(sums, order.promo, t)
        return
    goods = sum((line.price * line.quantity for line in lines), start=zero(currency))
    own = replace(
        sums,
        goods=goods,
        discount=Money(sum(line.discount for line in lines), currency),
        shipping=zero(currency),
        tax=Money(sum(line.tax for line in lines), currency),
    )
    yield from sum_lines(own, order.promo if own.discount.amount else "", t)
    if sums.shipping.amount:
        yield t("Delivery of the whole order: {price}", price=t.money(order.delivery))


def money_back(part: Part) -> Money:
    """What goes back if this part is cancelled: its pieces, and delivery with the last part."""
    order, own = part.order, part.fulfilment.id
    nothing = zero(order.total.currency)
    left = sum((line.left for line in lines_of(part)), start=nothing)
    others = [each for each in order.fulfilments if each.id != own]
    last = all(each.step is Step.CANCELLED for each in others)
    return left + order.delivery if last else left


def line_text(line: OrderLine, t: Translator) -> Markup:
    """One line: what it is, how many to hand over, and the SKU to find it by."""
    name = staff_name(line)
    name = name if len(name) <= _NAME else f"{name[: _NAME - 1]}…"
    text = t(
        "<b>{quantity} ×</b> {name} · <code>{sku}</code>",
        quantity=t.number(line.to_hand_over),
        name=name,
        sku=line.sku,
    )
    return Markup(f"{text} <i>({fates(line, t)})</i>") if line.gone else text


def first_lines(part: Part, t: Translator) -> Markup:
    """The lines a card has room for, and how many more there are."""
    lines = lines_of(part)
    said = [line_text(line, t) for line in lines[:ON_CARD]]
    if more := len(lines) - len(said):
        said.append(t.plural("and {n} more line", "and {n} more lines", more))
    return Markup("\n").join(said)


def lines_screen(part: Part, page: int, t: Translator) -> Screen:
    """All lines of a part, a page at a time; a page that is none shows the nearest."""
    lines = lines_of(part)
    shown, page, pages = paged(lines, page, _PAGE)
    head = t(
        "Order <b>#{number}</b>, lines {first}–{last} of {total}",
        number=part.order.number,
        first=page * _PAGE + 1,
        last=page * _PAGE + len(shown),
        total=len(lines),
    )
    text = Markup("\n").join([head, *(line_text(line, t) for line in shown)])
    back = [Button(t("‹ Back"), OpenFulfilment(fulfilment=part.fulfilment.id))]
    rows = [*_turning(part, page, pages, t), back]
    return Screen(text, rows, card=False)


def _turning(part: Part, page: int, pages: int, t: Translator) -> Sequence[Sequence[Button]]:
    id_ = part.fulfilment.id
    row = []
    if page:
        row.append(Button(t("‹ Previous"), OpenFulfilmentLines(fulfilment=id_, page=page - 1)))
    if page + 1 < pages:
        row.append(Button(t("Next ›"), OpenFulfilmentLines(fulfilment=id_, page=page + 1)))
    return [row] if row else []
