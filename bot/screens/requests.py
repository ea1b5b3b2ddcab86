"""The merchant's card of a request to take goods back, and the question why not."""

from collections.abc import Iterator

from bot.callbacks.returns import AcceptReturn, OpenRequest, RejectReturn
from bot.callbacks.work import OpenFulfilment
from bot.i18n import Translator
from bot.markup import Markup
from bot.reply import Button, Screen
from bot.screens.fates import so_many
from bot.screens.parts import LINES, clip, paragraphs
from bot.screens.recipients import account_gone
from domain.orders import Order
from domain.privacy import is_gone
from domain.returns import Return, State
from domain.services.returns import Case

_LINES = 6


def subject(request: Return) -> str:
    """The name under which every copy of this card is kept up to date."""
    return f"return:{request.id}"


def request_screen(case: Case, t: Translator) -> Screen:
    """What shall come back and why; while it is open, the ways to decide."""
    request, order = case.request, case.part.order
    text = paragraphs(
        _head(request, order, t),
        LINES.join(_goods(request, order, t)),
        LINES.join(_why(request, t)),
        LINES.join(_standing(case, t)),
    )
    to_order = Button(t("The order"), OpenFulfilment(fulfilment=case.part.fulfilment.id))
    return Screen(text, [*_ways(request, t), [to_order]], card=False, subject=subject(request))


def rejecting_screen(case: Case, t: Translator, *, group: bool) -> Screen:
    """Ask for the sentence that tells the customer why not."""
    ask = (
        t("Reply to this message with a sentence for the customer.")
        if group
        else t("Type a sentence for the customer.")
    )
    number = case.part.order.number
    text = LINES.join(
        [t("<b>Why is this of order #{number} not taken back?</b>", number=number), ask]
    )
    rows = [[Button(t("‹ Back"), OpenRequest(request=case.request.id))]]
    return Screen(text, rows, card=False, subject=subject(case.request))


def _head(request: Return, order: Order, t: Translator) -> Markup:
    match request.state:
        case State.ACCEPTED:
            return t("<b>RETURN ACCEPTED</b> · Order <b>#{number}</b>", number=order.number)
        case State.REJECTED:
            return t("<b>RETURN DECLINED</b> · Order <b>#{number}</b>", number=order.number)
        case State.WITHDRAWN:
            return t("<b>RETURN WITHDRAWN</b> · Order <b>#{number}</b>", number=order.number)
    return t("<b>RETURN ASKED FOR</b> · Order <b>#{number}</b>", number=order.number)


def _goods(request: Return, order: Order, t: Translator) -> Iterator[Markup]:
    goods = request.goods(order)
    for line, pieces in goods[:_LINES]:
        named = so_many(line, pieces, t, staff=True)
        yield t("{goods} · <code>{sku}</code>", goods=named, sku=line.sku)
    if (more := len(goods) - _LINES) > 0:
        yield t.plural("and {n} more line", "and {n} more lines", more)


def _why(request: Return, t: Translator) -> Iterator[Markup]:
    if is_gone(request.customer_id):
        yield account_gone(t)
        return
    yield t("Why: <i>{reason}</i>", reason=clip(request.reason, 300))
    if request.photos:
        yield t.plural("{n} photo is above.", "{n} photos are above.", len(request.photos))


def _standing(case: Case, t: Translator) -> Iterator[Markup]:
    """What accepting means; or who decided, and what."""
    request = case.request
    if request.state is State.ASKED:
        money = t.money(request.worth(case.part.order))
        yield t("If you accept, {money} goes back to the customer at once.", money=money)
        return
    if request.decided_at and request.by:
        when = t.time_tag(request.decided_at, "r")
        yield t("By {name}, {when}", name=clip(request.by, 64), when=when)
    if request.state is State.ACCEPTED:
        yield (
            t("The goods are on the shelf again.")
            if request.restock
            else t("The goods are not for sale again.")
        )
    if request.answer:
        yield t("“{words}”", words=clip(request.answer, 300))


def _ways(request: Return, t: Translator) -> Iterator[list[Button]]:
    if request.state is not State.ASKED:
        return
    restock = AcceptReturn(request=request.id, restock=True)
    yield [Button(t("Accept, restock"), restock, style="success")]
    yield [Button(t("Accept, don't restock"), AcceptReturn(request=request.id, restock=False))]
    yield [Button(t("Decline…"), RejectReturn(request=request.id), style="danger")]
