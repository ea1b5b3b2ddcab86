"""A customer's orders: the list, and one order as it stands."""

from collections.abc import Iterator

from bot.callbacks.papers import OrderPaper
from bot.callbacks.shopping import (
    CancelOrder,
    KeepOrder,
    OpenOrder,
    OpenOrders,
    OpenShelf,
    RepeatOrder,
)
from bot.i18n import Translator
from bot.markup import Markup
from bot.reply import Button, Screen
from bot.screens.deliveries import whereto
from bot.screens.digital import goods_button
from bot.screens.fates import bought
from bot.screens.notes import note_screen as note_screen
from bot.screens.order_words import (
    money_words,
    progress,
    receipt_words,
    short_status,
    status_words,
)
from bot.screens.parts import (
    LINES,
    clip,
    fitted,
    home,
    pager,
    paragraphs,
    position,
    with_tail,
)
from bot.screens.rating import rate_button
from bot.screens.recipients import account_gone
from bot.screens.returns import return_button
from bot.screens.sums import sum_lines, total_lines
from bot.screens.till import by_transfer, pay_buttons
from bot.screens.transfers import where_to
from bot.shop import ShopFacts
from domain.orders import AGREED, ONLINE, Order, PaymentStatus, Status
from domain.privacy import is_gone
from domain.services.offers import in_cash
from domain.services.orders import PAGE, OrderPage


def orders_screen(page: OrderPage, t: Translator) -> Screen:
    """The customer's own orders, newest first."""
    if not page.orders:
        return _no_orders(t)
    head = [t("<b>My orders</b>")]
    if page.pages > 1:
        head.append(position(page.page, PAGE, page.total, t))
    rows = [
        *([_order_button(order, t)] for order in page.orders),
        *pager(page.page, page.pages, lambda to: OpenOrders(page=to)),
        [home(t)],
    ]
    lines = LINES.join(_order_line(order, t) for order in page.orders)
    return Screen(paragraphs(LINES.join(head), lines), rows)


def _no_orders(t: Translator) -> Screen:
    text = paragraphs(
        t("<b>My orders</b>"), t("You have not ordered yet. Your orders will be listed here.")
    )
    return Screen(text, [[Button(t("Catalogue"), OpenShelf()), home(t)]])


def _order_button(order: Order, t: Translator) -> Button:
    return Button(
        with_tail(t("#{number}", number=order.number).plain, short_status(order, t).plain),
        OpenOrder(order=order.id),
    )


def _order_line(order: Order, t: Translator) -> Markup:
    return t(
        "<b>#{number}</b> · {day} · {total}",
        number=order.number,
        day=t.time_tag(order.placed_at, "d"),
        total=t.money(order.total),
    )


def order_screen(
    order: Order,
    t: Translator,
    shop: ShopFacts,
    *,
    card: bool = True,
    note: str = "",
    toast: str | None = None,
    alert: bool = False,
) -> Screen:
    """One order as it stands. *card* False makes it a message of its own, kept up to date.

    *note* is what had to be told first. Either kind may stand under the shop's cover, so
    the text fits a caption.
    """
    return Screen(
        fitted(lambda shown: paragraphs(note, _told(order, shown, t, shop))),
        [*_deeds(order, t, shop), *_ways(order, t)],
        card=card,
        toast=toast,
        alert=alert,
        subject=None if card else f"order:{order.id}",
    )


def _told(order: Order, shown: int, t: Translator, shop: ShopFacts) -> Markup:
    title = t(
        "<b>Order #{number}</b> · {status}", number=order.number, status=status_words(order, t)
    )
    placed = t("Placed {when}", when=t.time_tag(order.placed_at))
    return paragraphs(
        LINES.join([title, placed]),
        progress(order, t),
        bought(order.lines, shown, t),
        LINES.join(_totals(order, t)),
        where_to(order, t, shop) if by_transfer(order, shop) else "",
        LINES.join(_recipient(order, shown, t)),
        t("Questions? {support}", support=shop.support) if shop.support else "",
    )


def _totals(order: Order, t: Translator) -> Iterator[Markup]:
    yield from sum_lines(order.sums, order.promo, t)
    yield from total_lines(order.sums, t)
    if order.never_due.amount and in_cash(order) and order.status in AGREED:
        yield t("Not available: −{money}", money=t.money(order.never_due))
        yield t("<b>To pay in cash: {money}</b>", money=t.money(order.to_pay))
    yield from filter(None, (money_words(order, t), receipt_words(order, t)))


def _recipient(order: Order, shown: int, t: Translator) -> Iterator[Markup]:
    if is_gone(order.customer_id):
        yield account_gone(t)
        return
    who = order.recipient
    yield whereto(who.delivery, who.method, clip(who.address, 200 if shown else 80), t)
    if not order.digital:
        yield t("{name}, {phone}", name=who.name, phone=who.phone)
    if who.comment and shown:
        yield t("Comment: {comment}", comment=clip(who.comment, 120))


def _deeds(order: Order, t: Translator, shop: ShopFacts) -> Iterator[list[Button]]:
    """Pay, copy, cancel: what fits where the order stands."""
    checking = order.payment_status is PaymentStatus.CHECKING
    yield from goods_button(order, t)
    if order.status is Status.AWAITING_PAYMENT and not checking:
        yield from pay_buttons(order, t, shop)
    copies = [Button(t("Copy number"), copy=order.number)]
    if len(order.fulfilments) == 1 and (tracking := order.fulfilments[0].tracking):
        copies.append(Button(t("Copy tracking"), copy=tracking))
    yield [*copies, Button(t("PDF"), OrderPaper(order=order.id))]
    if order.may_be_cancelled_by_customer:
        yield [Button(t("Cancel order"), CancelOrder(order=order.id))]
    yield from return_button(order, shop.return_days, t)
    yield from rate_button(order, t)


def _ways(order: Order, t: Translator) -> Iterator[list[Button]]:
    if order.status is not Status.AWAITING_PAYMENT:
        yield [Button(t("Order again"), RepeatOrder(order=order.id))]
    yield [Button(t("‹ My orders"), OpenOrders()), home(t)]


def cancel_screen(order: Order, t: Translator, *, card: bool = True) -> Screen:
    """Ask before an order is cancelled, and say what it means."""
    text = paragraphs(
        t("<b>Cancel order #{number}?</b>", number=order.number), _what_ends(order, t)
    )
    rows = [
        [Button(t("Cancel order"), CancelOrder(order=order.id, sure=True), style="danger")],
        [Button(t("Keep the order"), KeepOrder(order=order.id))],
    ]
    return Screen(text, rows, card=card, subject=None if card else f"order:{order.id}")


def _what_ends(order: Order, t: Translator) -> Markup:
    """What cancelling means; money may be on its way from a page without our knowing."""
    if order.payment_status is PaymentStatus.PAID:
        total = t.money(order.total)
        return t("The goods go back to the shelf, and {total} to you.", total=total)
    if order.status is Status.AWAITING_PAYMENT and order.method in ONLINE:
        return t(
            "The goods go back to the shelf. If you have just paid, please keep the order: "
            "the payment will be here in a minute."
        )
    return t("The goods go back to the shelf. Nothing was charged.")
