"""Ways of delivery: customers choose one, admins set them."""

from collections.abc import Iterator, Mapping, Sequence

from bot.callbacks.prices import ChooseMethod, OpenDeliveries, ShowDelivery
from bot.callbacks.shopping import ChooseDelivery, LeaveForm
from bot.callbacks.work import OpenPanel
from bot.i18n import Translator, noop
from bot.markup import Markup, escape
from bot.reply import Button, KeysGone, Screen, columns
from bot.screens.parts import LINES, clip, marked, paragraphs, with_tail
from domain.customers import Delivery
from domain.deliveries import DeliveryMethod
from domain.services.pricing import Prices

_NAME = 40  # characters of a title or an address that tell ways apart in a list
_KINDS = {
    Delivery.COURIER: noop("Courier to my door"),
    Delivery.PICKUP: noop("I pick it up"),
    Delivery.DIGITAL: noop("In this chat"),
}
_SET = {**_KINDS, Delivery.COURIER: noop("Courier"), Delivery.PICKUP: noop("Pick-up")}


def whereto(kind: Delivery, title: str, address: str, t: Translator) -> Markup:
    """Say in a line how and where the goods go."""
    address = clip(address, 200)
    if kind is Delivery.DIGITAL:
        return t("In this chat, right after paying")
    if kind is Delivery.PICKUP:
        return t("Pick-up: {address}", address=address)
    if title:
        return t("{delivery}: {address}", delivery=title, address=address)
    return t("Courier to: {address}", address=address)


def choice_screen(prices: Prices, t: Translator, keyboard: KeysGone | None = None) -> Screen:
    """Choose how the goods should come, each way with what it costs for this cart."""
    costs = any(method.fee.amount for method in prices.methods)
    said = [_offer(method, prices, t) for method in prices.methods]
    pickups = [m.address for m in prices.methods if m.kind is Delivery.PICKUP and m.address]
    details = Markup()
    if costs:
        details = LINES.join(said)
    elif len(pickups) == 1:
        details = t("Pick-up is at: {address}", address=clip(pickups[0], 200))
    rows = [[_choice(method, prices, t, len(pickups) > 1, costs)] for method in prices.methods]
    text = paragraphs(t("<b>How should your order reach you?</b>"), details)
    return Screen(text, [*rows, [Button(t("Cancel"), LeaveForm())]], keyboard=keyboard)


def _choice(
    method: DeliveryMethod, prices: Prices, t: Translator, pickups: bool, costs: bool
) -> Button:
    label = marked(_name(method, t, pickups).plain, method == prices.method)
    if costs:
        label = with_tail(label, _cost(method, prices, t).plain)
    if method.id:
        return Button(label, ChooseMethod(method=method.id))
    return Button(label, ChooseDelivery(delivery=method.kind))


def _name(method: DeliveryMethod, t: Translator, pickups: bool) -> Markup:
    """What a way is called; points are called by their addresses if there are several."""
    if method.title:
        return escape(method.title)
    if pickups and method.address:
        return escape(method.address)
    return t(_KINDS[method.kind])


def _full_name(method: DeliveryMethod, kinds: Mapping[Delivery, str], t: Translator) -> Markup:
    """The same where there is room: a point is told with its address."""
    if method.title:
        return escape(clip(method.title, _NAME))
    if method.kind is Delivery.PICKUP and method.address:
        return t("Pick-up: {address}", address=clip(method.address, _NAME))
    return t(kinds[method.kind])


def _cost(method: DeliveryMethod, prices: Prices, t: Translator) -> Markup:
    cost = method.cost(prices.quote.sums.goods)
    return t.money(cost) if cost.amount else t("free")


def _offer(method: DeliveryMethod, prices: Prices, t: Translator) -> Markup:
    name, cost = _full_name(method, _KINDS, t), _cost(method, prices, t)
    if method.free_from is None:
        return t("{delivery} — {price}", delivery=name, price=cost)
    return t(
        "{delivery} — {price}, free from {sum}",
        delivery=name,
        price=cost,
        sum=t.money(method.free_from),
    )


def offers(ways: Sequence[DeliveryMethod], t: Translator) -> Iterator[Markup]:
    """Say each way with what it costs, for whom the cart does not matter yet."""
    for way in ways:
        name, fee = _full_name(way, _KINDS, t), _fee(way, t)
        if way.free_from is None or not way.fee.amount:
            yield t("{delivery} — {price}", delivery=name, price=fee)
        else:
            yield t(
                "{delivery} — {price}, free from {sum}",
                delivery=name,
                price=fee,
                sum=t.money(way.free_from),
            )


def deliveries_screen(ways: Sequence[DeliveryMethod], t: Translator, note: str = "") -> Screen:
    """The ways of delivery as admins see them, and how to change them."""
    said = [_way(number, way, t) for number, way in enumerate(ways, 1)]
    how = t(
        "<code>/delivery Post 3 free 50</code> adds or changes one\n"
        "<code>/delivery pickup 5 Main Street</code> adds a pick-up point\n"
        "<code>/delivery 1 3 free 50</code> changes what number 1 costs"
    )
    text = paragraphs(note, LINES.join([t("<b>Delivery</b>"), *said]), how)
    turns = [_turn(number, way, t) for number, way in enumerate(ways, 1) if way.id]
    return Screen(text, [*columns(turns, 2), [Button(t("‹ Panel"), OpenPanel())]], card=False)


def deliveries_button(t: Translator) -> Button:
    """The way to the ways of delivery."""
    return Button(t("Delivery"), OpenDeliveries())


def _way(number: int, way: DeliveryMethod, t: Translator) -> Markup:
    name = _full_name(way, _SET, t)
    said = t("{n}. {delivery} — {price}", n=number, delivery=name, price=_fee(way, t))
    if way.free_from:
        said = t("{delivery}, free from {sum}", delivery=said, sum=t.money(way.free_from))
    return t("<s>{delivery}</s> (hidden)", delivery=said) if way.hidden else said


def _fee(way: DeliveryMethod, t: Translator) -> Markup:
    return t.money(way.fee) if way.fee.amount else t("free")


def _turn(number: int, way: DeliveryMethod, t: Translator) -> Button:
    label = t("Show {n}", n=number) if way.hidden else t("Hide {n}", n=number)
    return Button(label, ShowDelivery(method=way.id, hidden=not way.hidden))
