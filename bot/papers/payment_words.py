"""How the money of an order stands, as a paper says it."""

from collections.abc import Iterator

from bot.i18n import Translator, noop
from bot.markup import Markup
from domain.customers import Delivery
from domain.orders import Method, Order, PaymentStatus, Status

_WORDS = {
    PaymentStatus.CHECKING: noop("The shop has yet to confirm the payment"),
    PaymentStatus.REFUND_DUE: noop("A refund is due"),
    PaymentStatus.PARTLY_REFUNDED: noop("Paid, partly refunded"),
    PaymentStatus.REFUNDED: noop("Refunded"),
    PaymentStatus.NEEDS_REVIEW: noop("The payment is being checked"),
}


def payment_words(order: Order, t: Translator) -> Iterator[str]:
    """Say how the money stands, and when it came if it did and stayed."""
    yield _standing(order, t).plain
    if order.payment_status is PaymentStatus.PAID and order.paid_at and order.total.amount:
        yield t.date(order.paid_at).plain


def cash_label(order: Order, t: Translator) -> str:
    """Name the sum that is handed over at the door: still to be paid, or paid."""
    paid = order.payment_status is PaymentStatus.PAID
    return (t("Paid in cash") if paid else t("To be paid in cash")).plain


def _standing(order: Order, t: Translator) -> Markup:
    if order.payment_status is PaymentStatus.UNPAID:
        return _unpaid(order, t)
    if order.payment_status is not PaymentStatus.PAID:
        return t(_WORDS[order.payment_status])
    if not order.total.amount:
        return t("Nothing to pay")
    return t("Paid in cash") if order.method is Method.CASH else t("Paid in full")


def _unpaid(order: Order, t: Translator) -> Markup:
    if order.status in (Status.CANCELLED, Status.EXPIRED):
        return t("Nothing was charged.")
    if order.status is Status.AWAITING_PAYMENT or order.method is not Method.CASH:
        return t("Not paid yet")
    if order.recipient.delivery is Delivery.PICKUP:
        return t("To be paid in cash at pick-up")
    return t("To be paid in cash on delivery")
