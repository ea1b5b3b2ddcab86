"""How things stand with an order, in words."""

from collections.abc import Iterator

from bot.i18n import Translator, noop
from bot.markup import Markup
from bot.screens.parts import LINES, clip
from domain.customers import Delivery
from domain.fulfilment import Fulfilment, Step
from domain.orders import AGREED, Method, Order, PaymentStatus, Status

_STATUS = {
    Status.AWAITING_PAYMENT: noop("waiting for payment"),
    Status.CONFIRMED: noop("in progress"),
    Status.COMPLETED: noop("completed"),
    Status.EXPIRED: noop("not paid in time"),
    Status.CANCELLED: noop("cancelled"),
}
_SHORT = {**_STATUS, Status.AWAITING_PAYMENT: noop("to be paid")}
_COURIER = {
    Step.NEW: noop("waiting for the shop"),
    Step.ACCEPTED: noop("accepted"),
    Step.PACKED: noop("packed"),
    Step.SHIPPED: noop("on the way"),
    Step.DELIVERED: noop("delivered"),
    Step.CANCELLED: noop("cancelled"),
}
_PICKUP = {
    **_COURIER,
    Step.SHIPPED: noop("ready for pick-up"),
    Step.DELIVERED: noop("picked up"),
}
_COURIER_WAY = {
    Step.NEW: noop("○ Accepted  ○ Packed  ○ Sent  ○ Delivered"),
    Step.ACCEPTED: noop("● Accepted  ○ Packed  ○ Sent  ○ Delivered"),
    Step.PACKED: noop("● Accepted  ● Packed  ○ Sent  ○ Delivered"),
    Step.SHIPPED: noop("● Accepted  ● Packed  ● Sent  ○ Delivered"),
    Step.DELIVERED: noop("● Accepted  ● Packed  ● Sent  ● Delivered"),
}
_PICKUP_WAY = {
    Step.NEW: noop("○ Accepted  ○ Packed  ○ Ready  ○ Picked up"),
    Step.ACCEPTED: noop("● Accepted  ○ Packed  ○ Ready  ○ Picked up"),
    Step.PACKED: noop("● Accepted  ● Packed  ○ Ready  ○ Picked up"),
    Step.SHIPPED: noop("● Accepted  ● Packed  ● Ready  ○ Picked up"),
    Step.DELIVERED: noop("● Accepted  ● Packed  ● Ready  ● Picked up"),
}
_DIGITAL = {
    **_COURIER,
    Step.NEW: noop("being handed over"),
    Step.DELIVERED: noop("handed over"),
}
_PAGES = {Method.YOOKASSA: noop("YooKassa"), Method.STRIPE: noop("Stripe")}
_MERCHANTS = 5  # parts that are told one by one


def status_words(order: Order, t: Translator) -> Markup:
    """Say in two or three words where an order stands."""
    if order.status is Status.CONFIRMED and len(order.fulfilments) == 1:
        return _step(order, order.fulfilments[0], t)
    return t(_STATUS[order.status])


def short_status(order: Order, t: Translator) -> Markup:
    """The same for a button in a list, where the parts are not known."""
    return t(_SHORT[order.status])


def progress(order: Order, t: Translator) -> Markup:
    """Say how far the goods are: the steps of one merchant's part, or each part's step."""
    if order.status not in AGREED:
        return Markup()
    if len(order.fulfilments) == 1:
        return LINES.join(_way(order, order.fulfilments[0], t))
    return LINES.join(_part(order, part, t) for part in order.fulfilments[:_MERCHANTS])


def money_words(order: Order, t: Translator) -> Markup:
    """Say what is known about the money."""
    match order.payment_status:
        case PaymentStatus.PAID:
            return t("Paid.") if order.total.amount else t("There is nothing to pay.")
        case PaymentStatus.REFUND_DUE:
            return t("Money of this order goes back to you. The shop sees to it.")
        case PaymentStatus.CHECKING:
            return t("The shop is looking for your payment and will tell you.")
        case PaymentStatus.PARTLY_REFUNDED:
            return t("A part of the money went back to you.")
        case PaymentStatus.REFUNDED:
            return t("The money went back to you.")
        case PaymentStatus.NEEDS_REVIEW:
            return t("The shop is looking at your payment and will come back to you.")
    return _unpaid(order, t)


def receipt_words(order: Order, t: Translator) -> Markup:
    """Say how the fiscal receipt of its money stands; nothing where the law asks for none."""
    match order.receipt:
        case "pending":
            return t("Receipt: being made.")
        case "succeeded":
            return t("Receipt: sent to {phone}.", phone=_masked(order.recipient.phone))
        case "canceled":
            return t("Receipt: it could not be made. The shop has been told.")
    return Markup()


def _masked(phone: str) -> str:
    """Enough of a number for its owner to know it: others may look at the screen too."""
    return f"{phone[:2]}•••{phone[-2:]}"


def provider_name(provider: str, t: Translator) -> Markup:
    """What people call the provider on whose page a customer pays."""
    return t(_PAGES[Method(provider)])


def held_until(order: Order, t: Translator) -> Markup:
    """Say how long the goods of an unpaid order wait, and count it down; or nothing."""
    if not order.expires_at:
        return Markup()
    time, left = (t.time_tag(order.expires_at, style) for style in ("t", "r"))
    return t("The goods are held until {time} ({left}).", time=time, left=left)


def _waiting(order: Order, t: Translator) -> Iterator[Markup]:
    if held := held_until(order, t):
        yield held
    if order.pay_url:
        page = provider_name(order.method, t)
        yield t("You pay on {provider}'s page; we write here once the money is in.", provider=page)


def _unpaid(order: Order, t: Translator) -> Markup:
    if order.status is Status.AWAITING_PAYMENT:
        return LINES.join(_waiting(order, t))
    if order.status is Status.EXPIRED:
        return t("Nothing was charged. The goods went back to the shelf.")
    if order.status is Status.CANCELLED:
        return t("Nothing was charged.")
    if order.method is not Method.CASH:
        return Markup()
    if order.recipient.delivery is Delivery.PICKUP:
        return t("You pay in cash at pick-up.")
    return t("You pay in cash on delivery.")


def _step(order: Order, part: Fulfilment, t: Translator) -> Markup:
    if order.digital:
        return t(_DIGITAL[part.step])
    picks_up = order.recipient.delivery is Delivery.PICKUP
    return t((_PICKUP if picks_up else _COURIER)[part.step])


def _way(order: Order, part: Fulfilment, t: Translator) -> Iterator[Markup]:
    picks_up = order.recipient.delivery is Delivery.PICKUP
    ways = {} if order.digital else _PICKUP_WAY if picks_up else _COURIER_WAY
    if way := ways.get(part.step):
        yield t(way)
    if part.tracking:
        yield t("Tracking number: <code>{number}</code>", number=clip(part.tracking, 64))
    if part.at:
        yield t("Updated {when}", when=t.time_tag(part.at))


def _part(order: Order, part: Fulfilment, t: Translator) -> Markup:
    step, merchant = _step(order, part, t), clip(part.merchant, 24)
    if not part.tracking:
        return t("{merchant}: {step}", merchant=merchant, step=step)
    number = clip(part.tracking, 32)
    return t(
        "{merchant}: {step}, <code>{number}</code>", merchant=merchant, step=step, number=number
    )
