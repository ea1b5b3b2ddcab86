"""The admin's menu, /panel, and everybody's orders."""

from dataclasses import replace

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message, TelegramObject

from bot.callbacks.work import OpenAllOrders, OpenAnyOrder, OpenPanel
from bot.i18n import Translator
from bot.reply import Screen
from bot.screens.admin import (
    all_orders_button,
    all_orders_screen,
    any_order_screen,
    panel_screen,
)
from domain.customers import Customer
from domain.services.orders import Orders
from handlers.filters import private
from handlers.orders import list_orders
from handlers.routing import Subject


def by_admin(message: Message, customer: Customer | None = None) -> bool:  # noqa: ARG001
    """Whether an admin wrote it, so that a command may show more to them."""
    return customer is not None and customer.is_admin


async def show(_: TelegramObject, customer: Customer, t: Translator) -> Screen:
    """Show what an admin can do."""
    customer.ensure_admin()
    return panel_screen(t, owner=customer.is_owner)


async def own_orders(
    _: TelegramObject, customer: Customer, orders: Orders, t: Translator
) -> Screen:
    """Show an admin's own orders as to any customer, and the way to everybody's."""
    screen = await list_orders(_, customer, orders, t)
    return replace(screen, rows=[[all_orders_button(t)], *screen.rows])


async def all_orders(
    _: TelegramObject,
    customer: Customer,
    orders: Orders,
    t: Translator,
    callback_data: OpenAllOrders | None = None,
) -> Screen:
    """Show a page of everybody's orders."""
    page = callback_data.page if callback_data else 0
    return all_orders_screen(await orders.all(customer, page), t)


async def any_order(
    _: TelegramObject,
    callback_data: OpenAnyOrder,
    customer: Customer,
    orders: Orders,
    t: Translator,
) -> Screen:
    """Show one order of anybody with its parts."""
    customer.ensure_admin()
    return any_order_screen(await orders.get(customer, callback_data.order), t)


def build() -> Router:
    """Return the router of the panel; groups are not shown everybody's orders."""
    router = Subject(name="panel")
    router.message.filter(private)
    router.callback_query.filter(private)
    router.message.register(show, Command("panel"))
    router.message.register(all_orders, Command("allorders"))
    router.message.register(own_orders, Command("orders"), by_admin)
    router.callback_query.register(show, OpenPanel.filter())
    router.callback_query.register(all_orders, OpenAllOrders.filter())
    router.callback_query.register(any_order, OpenAnyOrder.filter())
    return router
