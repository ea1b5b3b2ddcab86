"""Choosing the language."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, TelegramObject

from bot.callbacks.shopping import ChooseLanguage, OpenLanguages
from bot.i18n import Translations, Translator
from bot.reply import Screen
from bot.screens.home import home_screen
from bot.screens.language import languages_screen
from bot.shop import ShopFacts
from domain.customers import Customer
from domain.services.catalog import Catalog
from domain.services.customers import Customers
from handlers.routing import Subject


async def list_languages(_: TelegramObject, translations: Translations, t: Translator) -> Screen:
    """Show the languages to choose from."""
    return languages_screen(translations.languages, t)


async def choose(
    _: CallbackQuery,
    callback_data: ChooseLanguage,
    customer: Customer,
    customers: Customers,
    catalog: Catalog,
    translations: Translations,
    shop: ShopFacts,
) -> Screen:
    """Speak that language from now on, beginning with the first screen."""
    customer = await customers.choose_language(customer, callback_data.language)
    t = translations.for_language(customer.language)
    toast = t("We speak English now.")
    return home_screen(await catalog.categories(customer), customer, t, shop, toast=toast)


def build() -> Router:
    """Return the router of languages."""
    router = Subject(name="language")
    router.callback_query.register(list_languages, OpenLanguages.filter())
    router.callback_query.register(choose, ChooseLanguage.filter())
    router.message.register(list_languages, Command("language"))
    return router
