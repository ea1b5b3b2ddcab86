"""Sending a parcel off: the one thing a merchant types is its tracking number."""

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, TelegramObject

from bot.callbacks.work import ShipFulfilment
from bot.dialogs import Shipping
from bot.i18n import Translator
from bot.reply import Screen, Toast
from bot.screens.merchant import fulfilment_screen, tracking_screen
from domain.clock import Clock
from domain.customers import Customer
from domain.fulfilment import Step
from domain.services.fulfilment import Fulfilments
from handlers.filters import answer, wordless
from handlers.forms import FORM
from handlers.merchant.chats import answers_the_bot, in_group
from handlers.merchant.desk import Desk
from handlers.routing import Subject


async def ask_number(
    query: CallbackQuery,
    callback_data: ShipFulfilment,
    customer: Customer,
    fulfilments: Fulfilments,
    state: FSMContext,
    t: Translator,
) -> Screen:
    """Ask for the number of a part that is packed; any other is only shown."""
    part = await fulfilments.get(customer, callback_data.fulfilment)
    if part.fulfilment.step is not Step.PACKED:
        return fulfilment_screen(part, t, group=in_group(query))
    await state.set_state(Shipping.number)
    await state.update_data(fulfilment=part.fulfilment.id)
    return tracking_screen(part, t, group=in_group(query))


async def ship_without(
    query: CallbackQuery,
    callback_data: ShipFulfilment,
    customer: Customer,
    fulfilments: Fulfilments,
    clock: Clock,
    t: Translator,
) -> Screen:
    """Send it off without a number."""
    desk = Desk(customer, fulfilments, clock, t, in_group(query))
    return await desk.take(callback_data.fulfilment, Step.SHIPPED)


async def ship_with(
    message: Message,
    customer: Customer,
    fulfilments: Fulfilments,
    state: FSMContext,
    clock: Clock,
    t: Translator,
) -> Screen:
    """Send it off under the typed number; a bad one is said, and the question stays open."""
    id_ = int((await state.get_data()).get("fulfilment", 0))
    desk = Desk(customer, fulfilments, clock, t, in_group(message))
    card = await desk.take(id_, Step.SHIPPED, message.text or "")
    await state.set_state(None)
    return card


async def ask_to_type(_: TelegramObject, t: Translator) -> Toast:
    """Say what is awaited instead of a sticker or a photo."""
    return Toast(t("Please type the tracking number, or tap “Without number”."))


def build() -> Router:
    """Return the router of shipping; the typed number is the asked person's own, in that chat."""
    router = Subject(name="shipping")
    router.callback_query.register(ship_without, ShipFulfilment.filter(F.without))
    router.callback_query.register(ask_number, ShipFulfilment.filter())
    asked, mine = (Shipping.number, answers_the_bot), {FORM: True}
    router.message.register(ship_with, *asked, answer, flags=mine)
    router.message.register(ask_to_type, *asked, wordless, flags=mine)
    return router
