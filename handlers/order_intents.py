"""Sentences about orders: where one is, having it again, cancelling it, giving goods back."""

from collections.abc import Callable

from aiogram.types import Message

from bot.i18n import Translator
from bot.markup import Markup
from bot.reply import Screen
from bot.screens.errors import explain
from bot.screens.intents import over
from bot.screens.orders import cancel_screen, order_screen, orders_screen
from bot.screens.returns import return_button
from bot.shop import ShopFacts
from domain.customers import Customer
from domain.errors import NotFound, WrongStep
from domain.intents.kinds import Intent
from domain.orders import Order, Status, order_id
from domain.services.orders import Orders

_UNDER_WAY = (Status.AWAITING_PAYMENT, Status.CONFIRMED)


async def where(
    _: Message, intent: Intent, customer: Customer, orders: Orders, t: Translator, shop: ShopFacts
) -> Screen:
    """Show the order that was named, or the newest one under way, or else the last."""
    order = await _about(intent, customer, orders, lambda order: order.status in _UNDER_WAY)
    if order is None:
        return await _none(intent, customer, orders, t)
    return order_screen(order, t, shop, note=_heard(intent, t))


async def repeat(
    _: Message, intent: Intent, customer: Customer, orders: Orders, t: Translator, shop: ShopFacts
) -> Screen:
    """Show the order that could be had again; a button puts it into the cart."""
    order = await _about(
        intent, customer, orders, lambda order: order.status is not Status.AWAITING_PAYMENT
    )
    if order is None:
        return await _none(intent, customer, orders, t)
    note = _heard(intent, t)
    if order.status is not Status.AWAITING_PAYMENT:
        note = t("{heard} “Order again” puts it into your cart.", heard=note)
    return order_screen(order, t, shop, note=note)


async def cancel(
    _: Message, intent: Intent, customer: Customer, orders: Orders, t: Translator, shop: ShopFacts
) -> Screen:
    """Ask whether to cancel the order that is meant; which one, if it may be several."""
    possible = await _cancellable(customer, orders)
    if not intent.order and len(possible) > 1:
        listed = orders_screen(await orders.mine(customer, 0), t)
        return over(listed, t("Which order? Open it: it can be cancelled there."))
    if not intent.order and possible:
        return cancel_screen(possible[0], t)
    order = await _about(intent, customer, orders, lambda _: True)
    if order is None:
        return await _none(intent, customer, orders, t)
    if order.may_be_cancelled_by_customer:
        return cancel_screen(order, t)
    refusal = explain(WrongStep(order.status, Status.CANCELLED), t)
    return order_screen(order, t, shop, note=refusal)


async def give_back(
    _: Message, intent: Intent, customer: Customer, orders: Orders, t: Translator, shop: ShopFacts
) -> Screen:
    """Show the newest order of which something may come back; its button begins that."""
    listed = await orders.mine(customer, 0)
    ids = [order_id(intent.order)] if intent.order else [order.id for order in listed.orders]
    for each in ids:
        order = await _own(each, customer, orders)
        if order and [*return_button(order, shop.return_days, t)]:
            return order_screen(order, t, shop, note=t("“Return something” is below."))
    note = t("Nothing of your orders can be returned at the moment: it must have arrived first.")
    return over(orders_screen(listed, t), note)


async def _about(
    intent: Intent, customer: Customer, orders: Orders, fits: Callable[[Order], bool]
) -> Order | None:
    """Return the order that was named; else the newest that *fits*, else the newest of all."""
    if intent.order:
        return await _own(order_id(intent.order), customer, orders)
    mine = (await orders.mine(customer, 0)).orders
    meant = next((order for order in mine if fits(order)), next(iter(mine), None))
    return await orders.get(customer, meant.id) if meant else None


async def _cancellable(customer: Customer, orders: Orders) -> list[Order]:
    mine = (await orders.mine(customer, 0)).orders
    maybe = [order.id for order in mine if order.may_be_cancelled_by_customer]
    whole = [await orders.get(customer, each) for each in maybe]
    return [order for order in whole if order.may_be_cancelled_by_customer]


async def _own(order: int, customer: Customer, orders: Orders) -> Order | None:
    """Return an order of theirs; not even an admin means another's."""
    try:
        return await orders.own(customer, order)
    except NotFound:
        return None


async def _none(intent: Intent, customer: Customer, orders: Orders, t: Translator) -> Screen:
    """Show all orders, and say that the one that was named is not among them."""
    listed = orders_screen(await orders.mine(customer, 0), t)
    if not intent.order:
        return listed
    return over(listed, t("You have no order #{number}.", number=intent.order))


def _heard(intent: Intent, t: Translator) -> Markup:
    if intent.order:
        return t("Order #{number}:", number=intent.order)
    return t("Your last order:")
