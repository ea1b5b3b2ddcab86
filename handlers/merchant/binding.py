"""Which chat is told about a merchant's orders: /bind, in a group or in private."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message, TelegramObject

from bot.callbacks.work import BindChat, OpenBinding
from bot.i18n import Translator
from bot.reply import Nothing, Reply, Screen, Toast
from bot.screens.staff import binding_screen, bound_screen
from domain.customers import Customer
from domain.services.staff import StaffRoom
from handlers.filters import moved
from handlers.routing import Subject


async def ask(message: Message, customer: Customer, staff: StaffRoom, t: Translator) -> Screen:
    """Ask whose orders; where there is only one merchant, bind at once."""
    merchants = await staff.merchants(customer)
    if len(merchants) == 1:
        return bound_screen(await staff.bind(customer, merchants[0].id, message.chat.id), t)
    return binding_screen(merchants, 0, t)


async def turn(
    _: TelegramObject,
    callback_data: OpenBinding,
    customer: Customer,
    staff: StaffRoom,
    t: Translator,
) -> Screen:
    """Show another page of merchants."""
    return binding_screen(await staff.merchants(customer), callback_data.page, t)


async def bind(
    query: CallbackQuery,
    callback_data: BindChat,
    customer: Customer,
    staff: StaffRoom,
    t: Translator,
) -> Reply:
    """Have the chat of the tapped message told about the merchant's orders."""
    if query.message is None:
        return Toast(t("Please send /bind in the chat you mean."), alert=True)
    chat_id = query.message.chat.id
    return bound_screen(await staff.bind(customer, callback_data.merchant, chat_id), t)


async def follow(message: Message, staff: StaffRoom) -> Nothing:
    """Keep telling a group that became a supergroup and has a new id."""
    if message.migrate_to_chat_id is not None:
        await staff.chat_moved(message.chat.id, message.migrate_to_chat_id)
    return Nothing()


def build() -> Router:
    """Return the router of binding."""
    router = Subject(name="binding")
    router.message.register(ask, Command("bind"))
    router.callback_query.register(turn, OpenBinding.filter())
    router.callback_query.register(bind, BindChat.filter())
    return router


def build_moves() -> Router:
    """Return the router that keeps bindings when a group becomes a supergroup.

    Telegram tells it in the name of whoever changed the group, staff or not.
    """
    router = Subject(name="moves")
    router.message.register(follow, moved)
    return router
