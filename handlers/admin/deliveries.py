"""Ways of delivery as admins set them: /delivery."""

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import TelegramObject

from bot.callbacks.prices import OpenDeliveries, ShowDelivery
from bot.i18n import Translator
from bot.reply import Screen
from bot.screens.deliveries import deliveries_screen
from bot.shop import ShopFacts
from domain.customers import Customer
from domain.services.deliveries import Deliveries
from handlers.routing import Subject


async def edit(
    _: TelegramObject,
    command: CommandObject,
    customer: Customer,
    deliveries: Deliveries,
    shop: ShopFacts,
    t: Translator,
) -> Screen:
    """Carry out what was typed, and list the ways as they are then."""
    if not command.args:
        return deliveries_screen(await deliveries.all(customer, shop.currency), t)
    ways = await deliveries.edit(customer, command.args, shop.currency)
    return deliveries_screen(ways, t, t("Done. Customers see this from now on."))


async def show(
    _: TelegramObject, customer: Customer, deliveries: Deliveries, shop: ShopFacts, t: Translator
) -> Screen:
    """List the ways."""
    return deliveries_screen(await deliveries.all(customer, shop.currency), t)


async def hide_or_show(
    _: TelegramObject,
    callback_data: ShowDelivery,
    customer: Customer,
    deliveries: Deliveries,
    t: Translator,
) -> Screen:
    """Have customers see a way, or not."""
    asked = callback_data
    return deliveries_screen(await deliveries.show(customer, asked.method, asked.hidden), t)


def build() -> Router:
    """Return the router of the ways of delivery."""
    router = Subject(name="deliveries")
    router.message.register(edit, Command("delivery"))
    router.callback_query.register(show, OpenDeliveries.filter())
    router.callback_query.register(hide_or_show, ShowDelivery.filter())
    return router
