"""What admins tell of a shelf: what it is called in each language, and its picture."""

from aiogram import Bot, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.callbacks.categories import (
    EVERYWHERE,
    AddCategory,
    NameCategory,
    PictureCategory,
    RenameCategory,
    UnnameCategory,
)
from bot.dialogs import Shelving
from bot.i18n import Translations, Translator
from bot.reply import Screen, Toast
from bot.screens.categories import tree_screen
from bot.screens.category_forms import add_screen, names_screen, picture_screen, rename_screen
from domain.categories import Standing
from domain.customers import Customer
from domain.errors import NotFound
from domain.services.categories import Categories
from handlers.filters import answer, private, with_photo, wordless
from handlers.forms import FORM
from handlers.routing import Subject
from handlers.sent import fetched, photo_of


async def standing(customer: Customer, categories: Categories, category_id: int) -> Standing:
    """Return how a category stands, or raise `NotFound`."""
    at = (await categories.look(customer, category_id or None)).at
    if at is None:
        raise NotFound("shelf")
    return at


async def ask_title(
    _: CallbackQuery,
    callback_data: AddCategory,
    customer: Customer,
    categories: Categories,
    state: FSMContext,
    t: Translator,
) -> Screen:
    """Ask what a new category is called."""
    parent = (await categories.look(customer, callback_data.parent or None)).at
    await state.update_data(parent=callback_data.parent)
    await state.set_state(Shelving.title)
    return add_screen(parent, t)


async def take_title(
    message: Message, customer: Customer, categories: Categories, state: FSMContext, t: Translator
) -> Screen:
    """Add a category with the title that was typed."""
    parent = int((await state.get_data()).get("parent", 0))
    tree = await categories.add(customer, parent or None, message.text or "")
    await state.set_state(None)
    note = t("The shelf is there. Customers see it as soon as goods are on it.")
    return tree_screen(tree, 0, t, note=note)


async def show_names(
    _: CallbackQuery,
    callback_data: NameCategory,
    customer: Customer,
    categories: Categories,
    translations: Translations,
    t: Translator,
) -> Screen:
    """Show what a category is called in every language."""
    at = await standing(customer, categories, callback_data.category)
    return names_screen(at, translations.languages, t)


async def ask_name(
    _: CallbackQuery,
    callback_data: RenameCategory,
    customer: Customer,
    categories: Categories,
    translations: Translations,
    state: FSMContext,
    t: Translator,
) -> Screen:
    """Ask what a category is called in one language."""
    asked, known = callback_data, translations.languages
    if asked.language != EVERYWHERE and asked.language not in known:
        raise NotFound("shelf")
    at = await standing(customer, categories, asked.category)
    await state.update_data(category=asked.category, language=asked.language)
    await state.set_state(Shelving.name)
    return rename_screen(at, asked.language, known.get(asked.language, ""), t)


async def take_name(
    message: Message,
    customer: Customer,
    categories: Categories,
    translations: Translations,
    state: FSMContext,
    t: Translator,
) -> Screen:
    """Call a category what was typed."""
    kept = await state.get_data()
    asked, language = int(kept.get("category", 0)), str(kept.get("language", EVERYWHERE))
    own = "" if language == EVERYWHERE else language
    await categories.rename(customer, asked, message.text or "", own)
    await state.set_state(None)
    at = await standing(customer, categories, asked)
    return names_screen(at, translations.languages, t, t("Done. Customers see it at once."))


async def unname(
    _: CallbackQuery,
    callback_data: UnnameCategory,
    customer: Customer,
    categories: Categories,
    translations: Translations,
    t: Translator,
) -> Screen:
    """Take a category's word in a language away."""
    asked = callback_data
    if asked.language not in translations.languages:
        raise NotFound("shelf")
    await categories.rename(customer, asked.category, "", asked.language)
    at = await standing(customer, categories, asked.category)
    return names_screen(at, translations.languages, t)


async def ask_picture(
    _: CallbackQuery,
    callback_data: PictureCategory,
    customer: Customer,
    categories: Categories,
    state: FSMContext,
    t: Translator,
) -> Screen:
    """Ask for the picture of a category, or take it away."""
    asked = callback_data
    if asked.gone:
        return tree_screen(await categories.set_picture(customer, asked.category, None), 0, t)
    at = await standing(customer, categories, asked.category)
    await state.update_data(category=asked.category)
    await state.set_state(Shelving.picture)
    return picture_screen(at, t)


async def take_picture(
    message: Message,
    bot: Bot,
    customer: Customer,
    categories: Categories,
    state: FSMContext,
    t: Translator,
) -> Screen:
    """Show a category with the photo in its largest size."""
    customer.ensure_admin()
    asked = int((await state.get_data()).get("category", 0))
    picture = await fetched(bot, photo_of(message))
    tree = await categories.set_picture(customer, asked, picture)
    await state.set_state(None)
    return tree_screen(tree, 0, t, note=t("Customers see it so from now on."))


async def ask_for_photo(_: Message, t: Translator) -> Toast:
    """Answer anything but a photo where one is wanted."""
    return Toast(t("Please send it as a photo, or tap “Cancel”."))


async def ask_to_type(_: Message, t: Translator) -> Toast:
    """Answer a sticker and the like where a name is wanted."""
    return Toast(t("Please type the name as a message, or tap “Cancel”."))


def build() -> Router:
    """Return the router of the questions; they are answered in private chats."""
    router = Subject(name="category_forms")
    router.message.filter(private)
    router.callback_query.filter(private)
    tapped = router.callback_query.register
    tapped(ask_title, AddCategory.filter())
    tapped(show_names, NameCategory.filter())
    tapped(ask_name, RenameCategory.filter())
    tapped(unname, UnnameCategory.filter())
    tapped(ask_picture, PictureCategory.filter())
    heard = router.message.register
    heard(take_title, Shelving.title, answer, flags={FORM: True})
    heard(take_name, Shelving.name, answer, flags={FORM: True})
    heard(take_picture, Shelving.picture, with_photo, flags={FORM: True})
    heard(ask_for_photo, Shelving.picture, answer, flags={FORM: True})
    heard(ask_for_photo, Shelving.picture, wordless, flags={FORM: True})
    heard(ask_to_type, Shelving(), wordless, flags={FORM: True})
    return router
