"""Filling the shelves of digital goods: /keys, /file and /text, in private chats only."""

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, TelegramObject, Update

from bot.callbacks.digital import FillShelf, OpenShelfOf, TakeBackKeys
from bot.callbacks.work import SkipStep
from bot.dialogs import Adding, Filling
from bot.i18n import Translator
from bot.reply import Document, Reply, Screen, Toast
from bot.screens.shelves import (
    added_screen,
    ask_screen,
    shelf_screen,
    take_back_screen,
    usage,
    wrong,
)
from bot.shop import ShopFacts
from domain.customers import Customer
from domain.digital import FILE_LARGEST, Kind, Shelf
from domain.digital_errors import BadFile
from domain.services.digital import DigitalShelves
from domain.services.goods import Goods
from handlers.admin.adding import product_of
from handlers.admin.form import Form
from handlers.filters import answer, private, wordless
from handlers.forms import FORM
from handlers.routing import Subject
from handlers.sent import fetched

_KINDS = {"keys": Kind.KEYS, "file": Kind.FILE, "text": Kind.TEXT}
_STATES = {Kind.KEYS: Filling.keys, Kind.FILE: Filling.file, Kind.TEXT: Filling.text}


async def begin(
    _: TelegramObject,
    command: CommandObject,
    customer: Customer,
    shelves: DigitalShelves,
    state: FSMContext,
    event_update: Update,
    t: Translator,
) -> Screen:
    """Ask what fills a SKU's shelf; keys and texts may stand below the command already."""
    customer.ensure_staff()
    kind = _KINDS[command.command]
    sku, rest = _parted(command.args or "")
    if not sku.strip():
        return usage(kind, t)
    shelf = await shelves.get(customer, sku.strip())
    if rest.strip() and kind is not Kind.FILE:
        return await _fill(customer, shelves, shelf.variant_id, kind, rest, event_update, t)
    return await _ask(shelf, kind, state, t)


def _parted(typed: str) -> tuple[str, str]:
    """The SKU on the command's own line, and what stands below it."""
    sku, _, rest = typed.partition("\n")
    return sku, rest


async def ask(
    _: CallbackQuery,
    callback_data: FillShelf,
    customer: Customer,
    shelves: DigitalShelves,
    state: FSMContext,
    t: Translator,
) -> Screen:
    """Ask the same after a tap."""
    shelf = await shelves.look(customer, callback_data.variant)
    return await _ask(shelf, callback_data.what, state, t)


async def _ask(shelf: Shelf, kind: Kind, state: FSMContext, t: Translator) -> Screen:
    await state.update_data(variant=shelf.variant_id)
    await state.set_state(_STATES[kind])
    return ask_screen(shelf, kind, t)


async def take_words(
    message: Message,
    customer: Customer,
    shelves: DigitalShelves,
    state: FSMContext,
    event_update: Update,
    t: Translator,
    raw_state: str | None = None,
) -> Screen:
    """Take keys or a text that were typed."""
    kind = Kind.KEYS if raw_state == Filling.keys.state else Kind.TEXT
    variant_id = int((await state.get_data()).get("variant", 0))
    words = message.text or ""
    screen = await _fill(customer, shelves, variant_id, kind, words, event_update, t)
    await state.set_state(None)
    return screen


async def _fill(
    customer: Customer,
    shelves: DigitalShelves,
    variant_id: int,
    kind: Kind,
    words: str,
    update: Update,
    t: Translator,
) -> Screen:
    if kind is Kind.KEYS:
        return added_screen(
            await shelves.add_keys(customer, variant_id, words, update.update_id), t
        )
    shelf = await shelves.set_text(customer, variant_id, words)
    return shelf_screen(shelf, t, note=t("Every buyer gets this text from now on."))


async def take_document(
    message: Message,
    customer: Customer,
    shelves: DigitalShelves,
    state: FSMContext,
    bot: Bot,
    event_update: Update,
    t: Translator,
    raw_state: str | None = None,
) -> Reply:
    """Take a file to sell, or one with keys."""
    sent = message.document
    if sent is None or raw_state == Filling.text.state:
        return await ask_again(message, t, raw_state)
    if (sent.file_size or 0) > FILE_LARGEST:
        raise BadFile(FILE_LARGEST)
    variant_id = int((await state.get_data()).get("variant", 0))
    data = await fetched(bot, sent.file_id)
    if raw_state == Filling.keys.state:
        words = data.decode("utf-8-sig", errors="replace")
        screen = await _fill(customer, shelves, variant_id, Kind.KEYS, words, event_update, t)
    else:
        named = (sent.file_name or "file", data, bot.id, sent.file_id)
        shelf = await shelves.set_file(customer, variant_id, *named)
        screen = shelf_screen(shelf, t, note=t("Every buyer gets this file from now on."))
    await state.set_state(None)
    return screen


async def ask_again(_: Message, t: Translator, raw_state: str | None = None) -> Toast:
    """Answer what was not asked for."""
    asked = next(kind for kind, state in _STATES.items() if state.state == raw_state)
    return Toast(wrong(asked, t))


async def look(
    _: CallbackQuery,
    callback_data: OpenShelfOf,
    customer: Customer,
    shelves: DigitalShelves,
    t: Translator,
) -> Screen:
    """Show what there is."""
    return shelf_screen(await shelves.look(customer, callback_data.variant), t)


async def take_back(
    _: CallbackQuery,
    callback_data: TakeBackKeys,
    customer: Customer,
    shelves: DigitalShelves,
    t: Translator,
) -> Screen | Document:
    """Take the unsold keys off the shelf, after asking; they come as a file."""
    shelf = await shelves.look(customer, callback_data.variant)
    if not callback_data.sure:
        return take_back_screen(shelf, t) if shelf.free else shelf_screen(shelf, t)
    keys = await shelves.take_back_keys(customer, callback_data.variant)
    if not keys:
        return shelf_screen(shelf, t)
    told = t.plural(
        "{n} key, not for sale any more.", "{n} keys, not for sale any more.", len(keys)
    )
    return Document(f"{shelf.sku}-keys.txt", "\n".join([*keys, ""]).encode(), told)


async def put_on_sale(
    _: TelegramObject,
    bot: Bot,
    state: FSMContext,
    customer: Customer,
    goods: Goods,
    shelves: DigitalShelves,
    shop: ShopFacts,
    t: Translator,
    event_update: Update,
) -> Screen:
    """End the form of something digital, and say how its shelf is filled."""
    form = Form(state, customer, goods, shop, t)
    draft = await form.draft()
    if draft.missing != "stock" or not draft.digital:
        return await form.ask(draft)
    product = await product_of(draft, 0, shop.currency, bot)
    keeping = await goods.add(customer, product, event_update.update_id)
    await form.end()
    return shelf_screen(await shelves.look(customer, keeping.counts[0].variant_id), t)


def build() -> Router:
    """Return the router of digital goods' keepers. Nobody else in a group sees keys."""
    router = Subject(name="shelves")
    router.message.filter(private)
    router.callback_query.filter(private)
    router.message.register(begin, Command("keys", "file", "text"))
    router.callback_query.register(ask, FillShelf.filter())
    router.callback_query.register(look, OpenShelfOf.filter())
    router.callback_query.register(take_back, TakeBackKeys.filter())
    form = {FORM: True}
    router.message.register(take_words, Filling.keys, answer, flags=form)
    router.message.register(take_words, Filling.text, answer, flags=form)
    router.message.register(ask_again, Filling.file, answer, flags=form)
    router.message.register(take_document, Filling(), wordless, flags=form)
    router.callback_query.register(put_on_sale, SkipStep.filter(), Adding.stock, flags=form)
    return router
