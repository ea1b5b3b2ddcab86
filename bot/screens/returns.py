"""A customer gives goods back: chooses pieces, says why, shows photos, and is asked once more."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.callbacks.returns import (
    BeginReturn,
    OpenReturn,
    ReturnPieces,
    SendReturn,
    TellReason,
    WithdrawReturn,
)
from bot.callbacks.shopping import OpenOrder
from bot.i18n import Translator
from bot.limits import OUR_ROWS
from bot.markup import Markup
from bot.reply import Button, Screen
from bot.screens.fates import so_many
from bot.screens.parts import LINES, clip, home, pager, paragraphs, with_tail
from domain.fulfilment import Fulfilment, Step
from domain.orders import Order, OrderLine
from domain.pages import paged
from domain.returns import PHOTOS, Return
from domain.services.returns import Returnable

_PAGE = 5  # lines that have a button each
_LINES = 6  # that are told
_SHOWN = 3  # requests that are told one by one
_FEW = 2  # lines that are told of each of several requests


@dataclass(frozen=True, slots=True)
class Draft:
    """What a customer told so far of a return: line id to pieces, why, Telegram's photo ids."""

    order: int
    part: int
    lines: Mapping[int, int] = field(default_factory=dict)
    reason: str = ""
    photos: tuple[str, ...] = ()


def returns_screen(found: Returnable, t: Translator) -> Screen:
    """What was asked before, and the parts of which something may still come back."""
    order = found.order
    requests = found.open[:_SHOWN]
    said = [_asked_words(request, order, _FEW, t) for request in requests]
    if not found.lines:
        said.append(t("There is nothing else that you could give back now."))
    rows = [
        *([_withdraw(request, t)] for request in requests),
        *([_begin(order, part, t)] for part in parts_of(found)[: OUR_ROWS - 1 - len(requests)]),
        [_to_order(order, t), home(t)],
    ]
    head = t("<b>Returns of order #{number}</b>", number=order.number)
    return Screen(paragraphs(head, *said), rows)


def parts_of(found: Returnable) -> list[Fulfilment]:
    """The merchants' parts of which something may come back."""
    sellers = {line.merchant_id for line in found.order.lines if line.id in found.lines}
    return [part for part in found.order.fulfilments if part.merchant_id in sellers]


def goods_screen(found: Returnable, draft: Draft, t: Translator, page: int = 0) -> Screen:
    """Ask what comes back; a tap on a line adds one piece, after the last there are none."""
    order = found.order
    lines = _lines_of(found, draft)
    shown, page, pages = paged(lines, page, _PAGE)
    rows = [[_line_button(line, found.lines[line.id], draft, page, t)] for line in shown]
    rows += pager(page, pages, lambda to: ReturnPieces(line=0, pieces=0, page=to))
    if any(draft.lines.values()):
        rows.append([Button(t("Go on"), TellReason(order=order.id), style="primary")])
    rows.append([_to_order(order, t)])
    text = paragraphs(
        t("<b>What do you want to give back?</b>"),
        t("Tap on a line until the number of pieces is right."),
    )
    return Screen(text, rows)


def reason_screen(order: Order, draft: Draft, t: Translator) -> Screen:
    """Ask why."""
    text = paragraphs(
        t("<b>Why do you give this back?</b>"),
        _chosen(order, draft, t),
        t("Please type it in a sentence. The shop reads it before it decides."),
    )
    return Screen(text, [[_to_order(order, t)]])


def photos_screen(order: Order, draft: Draft, t: Translator) -> Screen:
    """Ask for photos, and offer to send the request as it is."""
    rows = [
        [Button(t("Ask the shop"), SendReturn(order=order.id), style="primary")],
        [Button(t("Write it anew"), TellReason(order=order.id)), _to_order(order, t)],
    ]
    text = paragraphs(
        t("<b>Your return of order #{number}</b>", number=order.number),
        _chosen(order, draft, t),
        t("Why: <i>{reason}</i>", reason=clip(draft.reason, 300)),
        _photos_words(draft, t),
    )
    return Screen(text, rows)


def asked_screen(asked: Return, order: Order, t: Translator) -> Screen:
    """Say that the shop has the request, and what happens next."""
    text = paragraphs(
        t("<b>The shop has your request.</b>"),
        _asked_words(asked, order, _LINES, t),
        t("It answers here. Please keep the goods until then."),
    )
    return Screen(text, [[_withdraw(asked, t)], [_to_order(order, t), home(t)]])


def _asked_words(asked: Return, order: Order, most: int, t: Translator) -> Markup:
    goods = asked.goods(order)
    said = [t("You asked on {when} to give back:", when=t.time_tag(asked.asked_at))]
    said += [so_many(line, pieces, t) for line, pieces in goods[:most]]
    if (more := len(goods) - most) > 0:
        said.append(t.plural("and {n} more item", "and {n} more items", more))
    return LINES.join(said)


def _chosen(order: Order, draft: Draft, t: Translator) -> Markup:
    lines = [line for line in order.lines if draft.lines.get(line.id)]
    return LINES.join(so_many(line, draft.lines[line.id], t) for line in lines[:_LINES])


def _photos_words(draft: Draft, t: Translator) -> Markup:
    if not draft.photos:
        return t(
            "Photos help the shop to decide: please send up to {most}, or ask without any.",
            most=t.number(PHOTOS),
        )
    if len(draft.photos) >= PHOTOS:
        return t("You have added {most} photos; that is all there is room for.", most=PHOTOS)
    return t.plural(
        "You have added {n} photo. You may send more.",
        "You have added {n} photos. You may send more.",
        len(draft.photos),
    )


def _lines_of(found: Returnable, draft: Draft) -> list[OrderLine]:
    part = next(part for part in found.order.fulfilments if part.id == draft.part)
    return [line for line in found.order.of(part.merchant_id) if line.id in found.lines]


def _line_button(line: OrderLine, most: int, draft: Draft, page: int, t: Translator) -> Button:
    chosen = draft.lines.get(line.id, 0)
    more = ReturnPieces(line=line.id, pieces=(chosen + 1) % (most + 1), page=page)
    tail = t("{n} of {total}", n=t.number(chosen), total=t.number(most))
    return Button(with_tail(line.name, tail.plain), more)


def _begin(order: Order, part: Fulfilment, t: Translator) -> Button:
    press = BeginReturn(order=order.id, fulfilment=part.id)
    if len(order.fulfilments) == 1:
        return Button(t("Return something"), press)
    return Button(clip(part.merchant, 24), press)


def _withdraw(request: Return, t: Translator) -> Button:
    return Button(t("Keep the goods"), WithdrawReturn(request=request.id))


def _to_order(order: Order, t: Translator) -> Button:
    return Button(t("‹ The order"), OpenOrder(order=order.id))


def return_button(order: Order, days: int, t: Translator) -> Iterator[list[Button]]:
    """The way to a return, on the card of an order of which something was delivered.

    A card stays in the chat for years: whether it is still in time is looked at on a tap.
    """
    here = {part.merchant_id for part in order.fulfilments if part.step is Step.DELIVERED}
    if days and any(
        line.kept and line.merchant_id in here and not line.kind.digital for line in order.lines
    ):
        yield [Button(t("Return something"), OpenReturn(order=order.id))]
