"""What admins see: the panel, and everybody's orders."""

from bot.callbacks.feedback import OpenLetters
from bot.callbacks.reviews import OpenReviewQueue
from bot.callbacks.shopping import OpenHome
from bot.callbacks.work import (
    AddProduct,
    LookAgain,
    OpenAllOrders,
    OpenAnyOrder,
    OpenFulfilment,
    OpenPanel,
    OpenQueue,
    OpenStaff,
)
from bot.i18n import Translator, noop
from bot.limits import OUR_LABEL
from bot.markup import Markup
from bot.reply import Button, Screen, columns
from bot.screens.categories import categories_button
from bot.screens.deliveries import deliveries_button
from bot.screens.imports import import_button
from bot.screens.merchant import step_name
from bot.screens.order_words import short_status
from bot.screens.parts import LINES, clip, goods, pager, paragraphs, position, with_tail
from bot.screens.promos import promos_button
from bot.screens.sales import sales_button
from domain.fulfilment import Fulfilment
from domain.orders import Order, PaymentStatus
from domain.services.orders import PAGE, OrderPage

_PARTS = 5  # merchants' parts that have a button
_GOODS = 8
_MONEY = {
    PaymentStatus.UNPAID: noop("Not paid"),
    PaymentStatus.PAID: noop("Paid"),
    PaymentStatus.REFUND_DUE: noop("Money due back"),
    PaymentStatus.CHECKING: noop("Being checked"),
    PaymentStatus.PARTLY_REFUNDED: noop("Partly paid back"),
    PaymentStatus.REFUNDED: noop("Paid back"),
    PaymentStatus.NEEDS_REVIEW: noop("Payment unclear"),
}


def panel_screen(t: Translator, *, owner: bool = False) -> Screen:
    """What can be done, each a tap or a command away; an *owner* may look at the shop itself."""
    text = t(
        "<b>Panel</b>\n"
        "/stock BM-1 +5 changes what is on the shelf\n"
        "/price BM-1 690 changes a price\n"
        "/product BM-1 shows a product, hides it and brings it back\n"
        "/bind has a chat told about orders"
    )
    owners = [Button(t("Letters"), OpenLetters()), Button(t("Check-up"), LookAgain())]
    buttons = [
        *(Button(t("All orders"), OpenAllOrders()), Button(t("Queue"), OpenQueue())),
        *(Button(t("Add goods"), AddProduct()), import_button(t)),
        *(categories_button(t), promos_button(t)),
        *(deliveries_button(t), sales_button(t)),
        *(Button(t("Reviews"), OpenReviewQueue()), Button(t("Staff"), OpenStaff())),
        *(owners if owner else []),
    ]
    return Screen(text, [*columns(buttons, 2), [_to_the_shop(t)]], card=False)


def _to_the_shop(t: Translator) -> Button:
    return Button(t("To the shop"), OpenHome())


def all_orders_button(t: Translator) -> Button:
    """The way to everybody's orders."""
    return Button(t("All orders"), OpenAllOrders())


def all_orders_screen(page: OrderPage, t: Translator) -> Screen:
    """Everybody's orders, newest first."""
    panel = [Button(t("‹ Panel"), OpenPanel())]
    if not page.orders:
        return Screen(t("<b>All orders</b>\nNobody has ordered yet."), [panel], card=False)
    head = [t("<b>All orders</b>"), position(page.page, PAGE, page.total, t)]
    lines = LINES.join(_order_line(order, t) for order in page.orders)
    rows = [
        *([_order_button(order, t)] for order in page.orders),
        *pager(page.page, page.pages, lambda to: OpenAllOrders(page=to)),
        panel,
    ]
    return Screen(paragraphs(LINES.join(head), lines), rows, card=False)


def any_order_screen(order: Order, t: Translator) -> Screen:
    """One order with each merchant's part; the customer's facts are on the parts' cards."""
    head = [
        t("<b>Order #{number}</b> · {total}", number=order.number, total=t.money(order.total)),
        t("{status}, {money}", status=short_status(order, t), money=_money(order, t)),
        t("Placed {when}", when=t.time_tag(order.placed_at)),
    ]
    parts = order.fulfilments[:_PARTS]
    text = paragraphs(
        LINES.join(head),
        goods(order.lines, _GOODS, t),
        LINES.join(_part_line(part, t) for part in parts),
    )
    rows = [
        *([_part_button(part)] for part in parts),
        [Button(t("Copy number"), copy=order.number), all_orders_button(t)],
    ]
    return Screen(text, rows, card=False)


def _order_line(order: Order, t: Translator) -> Markup:
    return t(
        "<b>#{number}</b> · {total} · {when}",
        number=order.number,
        total=t.money(order.total),
        when=t.time_tag(order.placed_at, "r"),
    )


def _order_button(order: Order, t: Translator) -> Button:
    label = with_tail(t("#{number}", number=order.number).plain, short_status(order, t).plain)
    return Button(label, OpenAnyOrder(order=order.id))


def _money(order: Order, t: Translator) -> Markup:
    return t(_MONEY[order.payment_status])


def _part_line(part: Fulfilment, t: Translator) -> Markup:
    merchant, step = clip(part.merchant, 32), step_name(part.step, t)
    if not part.by or not part.at:
        return t("{merchant}: {step}", merchant=merchant, step=step)
    return t(
        "{merchant}: {step} by {name}, {when}",
        merchant=merchant,
        step=step,
        name=clip(part.by, 32),
        when=t.time_tag(part.at, "r"),
    )


def _part_button(part: Fulfilment) -> Button:
    return Button(clip(part.merchant, OUR_LABEL), OpenFulfilment(fulfilment=part.id))
