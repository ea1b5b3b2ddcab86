"""Promo codes as admins set them: /promo."""

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import TelegramObject

from bot.callbacks.prices import OpenPromos, SwitchPromo
from bot.i18n import Translator
from bot.reply import Screen
from bot.screens.promos import promo_screen, promos_screen
from bot.shop import ShopFacts
from domain.customers import Customer
from domain.services.promos import Promos
from handlers.filters import private
from handlers.routing import Subject


async def edit(
    _: TelegramObject,
    command: CommandObject,
    customer: Customer,
    promos: Promos,
    shop: ShopFacts,
    t: Translator,
) -> Screen:
    """Carry out what was typed; without anything typed, list the codes."""
    if not command.args:
        return promos_screen(await promos.page(customer, 0), t)
    return promo_screen(await promos.edit(customer, command.args, shop.currency), t)


async def turn(
    _: TelegramObject,
    callback_data: OpenPromos,
    customer: Customer,
    promos: Promos,
    t: Translator,
) -> Screen:
    """Show a page of the codes."""
    return promos_screen(await promos.page(customer, callback_data.page), t)


async def switch(
    _: TelegramObject,
    callback_data: SwitchPromo,
    customer: Customer,
    promos: Promos,
    t: Translator,
) -> Screen:
    """Switch a code on or off."""
    await promos.switch(customer, callback_data.promo, callback_data.on)
    return promos_screen(await promos.page(customer, callback_data.page), t)


def build() -> Router:
    """Return the router of promo codes; groups are not shown them."""
    router = Subject(name="promo codes")
    router.message.filter(private)
    router.callback_query.filter(private)
    router.message.register(edit, Command("promo"))
    router.callback_query.register(turn, OpenPromos.filter())
    router.callback_query.register(switch, SwitchPromo.filter())
    return router
