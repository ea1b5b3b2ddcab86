"""A product as its keepers see it: /product, and hiding it or showing it again."""

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import TelegramObject

from bot.callbacks.work import ShowProduct
from bot.i18n import Translator
from bot.reply import Screen
from bot.screens.goods import keeping_screen, product_usage
from domain.customers import Customer
from domain.services.goods import Goods
from handlers.routing import Subject


async def show(
    _: TelegramObject, command: CommandObject, customer: Customer, goods: Goods, t: Translator
) -> Screen:
    """Show the product with the SKU that was typed."""
    customer.ensure_staff()
    if not command.args:
        return product_usage(t)
    keeping = await goods.get(customer, command.args.strip())
    return keeping_screen(keeping, t, admin=customer.is_admin)


async def hide_or_show(
    _: TelegramObject, callback_data: ShowProduct, customer: Customer, goods: Goods, t: Translator
) -> Screen:
    """Have customers see a product, or not."""
    asked = callback_data
    keeping = await goods.set_hidden(customer, asked.product, asked.hidden)
    return keeping_screen(keeping, t, admin=customer.is_admin)


def build() -> Router:
    """Return the router of products."""
    router = Subject(name="goods")
    router.message.register(show, Command("product"))
    router.callback_query.register(hide_or_show, ShowProduct.filter())
    return router
