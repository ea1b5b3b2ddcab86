"""Who gets an order, as its merchants read it."""

from bot.i18n import Translator
from bot.markup import Markup, escape
from domain.customers import Delivery
from domain.orders import Order
from domain.privacy import is_gone


def recipient(order: Order, t: Translator, *, group: bool) -> Markup:
    """Say how the goods get there and to whom; in a *group* that is covered until a tap."""
    if is_gone(order.customer_id):
        return Markup("\n").join([_delivery(order, t), account_gone(t)])
    to = order.recipient
    known = [escape(fact) for fact in (to.name, to.phone) if fact]
    if to.address and not picks_up(order):
        known.append(escape(to.address))
    if to.comment:
        known.append(t("Comment: <i>{comment}</i>", comment=to.comment))
    facts = Markup("\n").join(known)
    if group:
        facts = Markup(f"<tg-spoiler>{facts}</tg-spoiler>")
    return Markup("\n").join([_delivery(order, t), facts])


def account_gone(t: Translator) -> Markup:
    """Why nothing is known of whose order it was."""
    return t("The customer has deleted their account.")


def _delivery(order: Order, t: Translator) -> Markup:
    to = order.recipient
    if order.digital:
        return t("<b>Digital</b>")
    if to.method:
        return t("<b>{delivery}</b>", delivery=to.method)
    return t("<b>Pick-up</b>") if picks_up(order) else t("<b>Courier</b>")


def picks_up(order: Order) -> bool:
    """Whether the customer comes for it."""
    return order.recipient.delivery is Delivery.PICKUP
