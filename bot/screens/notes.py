"""Short messages about an order: what just happened, in at most three lines."""

from collections.abc import Iterator

from bot.callbacks.shopping import OpenCart, OpenHelp, OpenOrder
from bot.i18n import Translator, noop
from bot.markup import Markup
from bot.reply import Button, Screen
from bot.screens.parts import LINES, clip
from domain.customers import Delivery
from domain.fulfilment import Fulfilment
from domain.money import Money
from domain.notices import Event
from domain.orders import Method, Order, PaymentStatus

_WHOLE = {
    Event.ACCEPTED: noop("<b>Order #{number} is accepted.</b> The shop is packing it."),
    Event.SHIPPED: noop("<b>Order #{number} is on the way.</b>"),
    Event.DELIVERED: noop("<b>Order #{number} is delivered.</b> Enjoy!"),
    Event.CANCELLED: noop("<b>The shop had to cancel order #{number}.</b>"),
}
_PART = {
    Event.ACCEPTED: noop("<b>{merchant} accepted a part of order #{number}.</b>"),
    Event.SHIPPED: noop("<b>{merchant} sent a part of order #{number}.</b>"),
    Event.DELIVERED: noop("<b>The part of order #{number} from {merchant} is delivered.</b>"),
    Event.CANCELLED: noop("<b>{merchant} had to cancel a part of order #{number}.</b>"),
}
_WHOLE_PICKUP = {
    **_WHOLE,
    Event.SHIPPED: noop("<b>Order #{number} is ready for pick-up.</b>"),
    Event.DELIVERED: noop("<b>Order #{number} is picked up.</b> Enjoy!"),
}
_PART_PICKUP = {
    **_PART,
    Event.SHIPPED: noop("<b>The part of order #{number} from {merchant} is ready.</b>"),
    Event.DELIVERED: noop("<b>The part of order #{number} from {merchant} is picked up.</b>"),
}


_TO_PAYERS = (Event.REFUND_DUE, Event.REFUNDED)  # who paid may not be who ordered


def note_screen(
    order: Order,
    event: Event,
    t: Translator,
    fulfilment: Fulfilment | None = None,
    money: Money | None = None,
    *,
    more: int = 0,
) -> Screen:
    """Tell in at most three lines what happened to an order, or to one merchant's part.

    *money* is what the event is about, where that is not the order's whole total. *more* is
    how many pieces wait in the cart, to be ordered next.
    """
    said = _note(order, event, fulfilment, money or order.total, t)
    if event in _TO_PAYERS:
        return Screen(said, [[Button(t("Help"), OpenHelp())]], card=False)
    rows = [[Button(t("Open the order"), OpenOrder(order=order.id))]]
    if more and event in (Event.PAID, Event.PLACED):
        rows.insert(0, [Button(t("Order the rest"), OpenCart(), style="primary")])
    return Screen(said, rows, card=False)


def _note(
    order: Order, event: Event, part: Fulfilment | None, money: Money, t: Translator
) -> Markup:
    number, total = order.number, t.money(order.total)
    match event:
        case Event.PAID:
            paid = t("<b>Thank you! Order #{number} is paid.</b>", number=number)
            return LINES.join([paid, t("We received {total}.", total=total)])
        case Event.PLACED:
            placed = t("<b>Thank you! Order #{number} is placed.</b>", number=number)
            if not order.total.amount:
                return LINES.join([placed, t("There is nothing to pay.")])
            return LINES.join([placed, t("Please have {total} in cash ready.", total=total)])
        case Event.EXPIRED:
            over = t("<b>Order #{number} was not paid in time.</b>", number=number)
            free = t("Nothing was charged, and the goods went back to the shelf.")
            return LINES.join([over, free, t("You can order them again with one tap.")])
        case Event.REFUND_DUE:
            late = t("<b>Your payment for order #{number} goes back to you.</b>", number=number)
            return LINES.join(
                [late, t("It could not be counted towards the order. The shop sees to it.")]
            )
        case Event.NOT_RECEIVED:
            none = t("<b>We have not found your payment for order #{number}.</b>", number=number)
            return LINES.join([none, t("Please look at it again, or pay another way.")])
        case Event.REFUNDED:
            back = t("<b>{money} went back to you.</b>", money=t.money(money))
            if order.method is Method.CASH:
                return LINES.join([back, t("In cash, for order #{number}.", number=number)])
            slow = t(
                "For order #{number}. Your bank may take some days to show it.", number=number
            )
            return LINES.join([back, slow])
    return LINES.join(_part_note(order, event, part, t))


def _part_note(
    order: Order, event: Event, part: Fulfilment | None, t: Translator
) -> Iterator[Markup]:
    picks_up = order.recipient.delivery is Delivery.PICKUP
    if part is None or len(order.fulfilments) == 1:
        yield t((_WHOLE_PICKUP if picks_up else _WHOLE)[event], number=order.number)
    else:
        news = (_PART_PICKUP if picks_up else _PART)[event]
        yield t(news, number=order.number, merchant=clip(part.merchant, 40))
    if event is Event.SHIPPED and picks_up:
        yield t("Pick-up: {address}", address=clip(order.recipient.address, 200))
    if event is Event.SHIPPED and part and part.tracking:
        yield t("Tracking number: <code>{number}</code>", number=clip(part.tracking, 64))
    if event is Event.CANCELLED and order.payment_status is not PaymentStatus.UNPAID:
        yield t("Your money goes back to you. The shop sees to it.")
