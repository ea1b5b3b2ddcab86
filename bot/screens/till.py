"""Ways to pay: what they are called, where they lead, and choosing between them."""

from bot.callbacks.shopping import ChooseWay, KeepOrder, PayBy, PayOrder
from bot.i18n import Translator, noop
from bot.markup import Markup
from bot.reply import Button, Screen
from bot.screens.order_words import held_until
from bot.screens.parts import LINES, paragraphs, with_sum
from bot.screens.transfers import transfer_buttons
from bot.shop import ShopFacts
from domain.customers import Delivery
from domain.money import Money
from domain.orders import Method, Order, PaymentStatus, Status

_WAYS = {
    Method.TELEGRAM: noop("Card, in this chat"),
    Method.STARS: noop("Telegram Stars"),
    Method.YOOKASSA: noop("Card, SBP, YooMoney"),
    Method.STRIPE: noop("Card, Alipay, WeChat"),
    Method.TRANSFER: noop("Bank transfer"),
}


def way_label(method: Method, t: Translator, *, picked_up: bool = False) -> Markup:
    """Say what can be paid with, where the customer has a choice."""
    if method is Method.CASH:
        return t("Cash at pick-up") if picked_up else t("Cash on delivery")
    return t(_WAYS[method])


def pay_label(total: Money, t: Translator) -> str:
    """The words on the button that pays."""
    due = t.money(total)
    return with_sum(t("Pay {total}", total=due), due)


def pay_buttons(order: Order, t: Translator, shop: ShopFacts) -> list[list[Button]]:
    """Pay, on the provider's page if there is one; and another way if the shop has one."""
    if by_transfer(order, shop):
        rows = transfer_buttons(order, t, shop)
    else:
        rows = [[_pay_button(order, t)]]
    if other_ways(order, shop):
        rows.append([Button(t("Pay another way"), ChooseWay(order=order.id))])
    return rows


def _pay_button(order: Order, t: Translator) -> Button:
    label = pay_label(order.total, t)
    if order.pay_url:
        return Button(label, url=order.pay_url, style="success")
    return Button(label, PayOrder(order=order.id), style="success")


def by_transfer(order: Order, shop: ShopFacts) -> bool:
    """Whether an unpaid order waits for a bank transfer of which nothing is known yet."""
    waits = order.status is Status.AWAITING_PAYMENT
    unknown = waits and order.payment_status is PaymentStatus.UNPAID
    return unknown and order.method is Method.TRANSFER and bool(shop.bank_details)


def other_ways(order: Order, shop: ShopFacts) -> tuple[Method, ...]:
    """The ways an unpaid order could be paid by, but for the one it waits for now."""
    return tuple(method for method in shop.ways_for(order) if method is not order.method)


def ways_screen(
    order: Order,
    t: Translator,
    shop: ShopFacts,
    *,
    closed: bool = False,
    card: bool = True,
    toast: str | None = None,
    alert: bool = False,
) -> Screen:
    """Choose how to pay an order; with *closed* the way it waits for now is left out."""
    offered = other_ways(order, shop) if closed else shop.ways_for(order)
    due = t(
        "<b>Order #{number}: {total} to pay</b>", number=order.number, total=t.money(order.total)
    )
    text = paragraphs(
        LINES.join([due, held_until(order, t)]),
        t("Please choose how to pay."),
        t("If two payments come, the second goes back by itself."),
    )
    picked_up = order.recipient.delivery is Delivery.PICKUP
    rows = [
        [Button(way_label(way, t, picked_up=picked_up), PayBy(order=order.id, method=way))]
        for way in offered
    ]
    back = [Button(t("‹ The order"), KeepOrder(order=order.id))]
    subject = None if card else f"order:{order.id}"
    return Screen(text, [*rows, back], card=card, toast=toast, alert=alert, subject=subject)
