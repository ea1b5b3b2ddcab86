"""Goods from a file that an admin sends: /import, or simply the file. In private chats only."""

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, TelegramObject

from bot.callbacks.imports import ApplyImport, DropImport, OpenImport
from bot.dialogs import Importing
from bot.i18n import Translator
from bot.import_desk import ImportDesk
from bot.reply import Nothing, Reply, Screen, Toast
from bot.screens.imports import ask_screen, dropped_screen, too_large
from bot.stage import Place
from domain.customers import Customer
from handlers.filters import answer, private, wordless
from handlers.forms import FORM
from handlers.routing import Subject
from handlers.sent import fetched

_LARGEST = 20 * 1024 * 1024  # bytes; what Telegram lets a bot download
_ENDINGS = (".csv", ".tsv", ".xlsx", ".xls")


async def catalogue_file(message: Message, customer: Customer | None = None) -> bool:
    """Whether an admin sent what looks like a file of goods."""
    named = message.document.file_name if message.document else None
    admin = customer is not None and customer.is_admin
    return admin and (named or "").lower().endswith(_ENDINGS)


async def begin(_: TelegramObject, customer: Customer, state: FSMContext, t: Translator) -> Screen:
    """Ask for a file."""
    customer.ensure_admin()
    await state.set_state(Importing.file)
    return ask_screen(_LARGEST, t)


async def take(
    message: Message,
    customer: Customer,
    bot: Bot,
    state: FSMContext,
    import_desk: ImportDesk,
    t: Translator,
) -> Reply:
    """Read a file; its report comes later, in a message of its own."""
    customer.ensure_admin()
    sent = message.document
    if sent is None:
        return await ask_again(message, t)
    if (sent.file_size or 0) > _LARGEST:
        return Toast(too_large(sent.file_size or 0, _LARGEST, t))
    if import_desk.busy(message.chat.id):
        return Toast(_busy(t))
    await state.set_state(None)
    import_desk.look(customer, message.chat.id, await fetched(bot, sent.file_id), t)
    return Nothing()


async def ask_again(_: Message, t: Translator) -> Toast:
    """Answer what is no file."""
    return Toast(t("Please send it as a document: with the paper clip, as a file."))


async def save(
    tap: CallbackQuery,
    callback_data: ApplyImport,
    customer: Customer,
    import_desk: ImportDesk,
    t: Translator,
) -> Reply:
    """Save what the report told."""
    customer.ensure_admin()
    if tap.message is None or not import_desk.known(tap.message.chat.id, callback_data.number):
        return Toast(t("This report is out of date. Please send the file again."), alert=True)
    if import_desk.busy(tap.message.chat.id):
        return Toast(_busy(t))
    place = Place(tap.message.chat.id, tap.message.message_id)
    import_desk.save(customer, place, t)
    return Nothing()


async def drop(
    tap: CallbackQuery,
    callback_data: DropImport,
    customer: Customer,
    import_desk: ImportDesk,
    t: Translator,
) -> Screen:
    """Forget the file."""
    customer.ensure_admin()
    if tap.message and import_desk.known(tap.message.chat.id, callback_data.number):
        import_desk.forget(tap.message.chat.id)
    return dropped_screen(t)


def _busy(t: Translator) -> str:
    return t("Another file is still being worked on. Its report comes first.")


def build() -> Router:
    """Return the router of files with goods."""
    router = Subject(name="importing")
    router.message.filter(private)
    router.callback_query.filter(private)
    router.message.register(begin, Command("import"))
    router.callback_query.register(begin, OpenImport.filter())
    router.callback_query.register(save, ApplyImport.filter())
    router.callback_query.register(drop, DropImport.filter())
    form = {FORM: True}
    router.message.register(ask_again, Importing.file, answer, flags=form)
    router.message.register(take, Importing.file, wordless, flags=form)
    router.message.register(take, catalogue_file)
    return router
