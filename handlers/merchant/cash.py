"""Handing an order over; for one that is paid at the door, with the sum that was received."""

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, TelegramObject

from bot.callbacks.work import MoveFulfilment, TakeCash
from bot.dialogs import Collecting
from bot.i18n import Translator
from bot.reply import Screen, Toast
from bot.screens.cash import cash_screen, other_sum_screen
from domain.clock import Clock
from domain.customers import Customer
from domain.fulfilment import Step
from domain.goods import read_typed_sum
from domain.money import Money
from domain.services.fulfilment import Fulfilments
from handlers.filters import answer, wordless
from handlers.forms import FORM
from handlers.merchant.chats import answers_the_bot, in_group
from handlers.merchant.desk import Desk
from handlers.routing import Subject


async def hand_over(
    query: CallbackQuery,
    callback_data: MoveFulfilment,
    customer: Customer,
    fulfilments: Fulfilments,
    state: FSMContext,
    clock: Clock,
    t: Translator,
) -> Screen:
    """Note that a part is delivered, or ask first how much was received for it."""
    part = await fulfilments.get(customer, callback_data.fulfilment)
    if due := part.collects:
        await state.set_state(Collecting.cash)
        await state.update_data(fulfilment=part.fulfilment.id)
        return cash_screen(part, due, t, group=in_group(query))
    desk = Desk(customer, fulfilments, clock, t, in_group(query))
    return await desk.take(callback_data.fulfilment, Step.DELIVERED)


async def take(
    query: CallbackQuery,
    callback_data: TakeCash,
    customer: Customer,
    fulfilments: Fulfilments,
    clock: Clock,
    t: Translator,
) -> Screen:
    """Hand it over for the sum on the button."""
    part = await fulfilments.get(customer, callback_data.fulfilment)
    received = Money(callback_data.amount, part.order.total.currency)
    desk = Desk(customer, fulfilments, clock, t, in_group(query))
    return await desk.take(part.fulfilment.id, Step.DELIVERED, received=received)


async def take_typed(
    message: Message,
    customer: Customer,
    fulfilments: Fulfilments,
    state: FSMContext,
    clock: Clock,
    t: Translator,
) -> Screen:
    """Hand it over for the typed sum if that was due; else say first what it leads to."""
    id_ = int((await state.get_data()).get("fulfilment", 0))
    part = await fulfilments.get(customer, id_)
    received = read_typed_sum(message.text or "", part.order.total.currency)
    due = part.collects
    if due and received != due:
        return other_sum_screen(part, due, received, t)
    desk = Desk(customer, fulfilments, clock, t, in_group(message))
    card = await desk.take(id_, Step.DELIVERED, received=received)
    await state.set_state(None)
    return card


async def ask_to_type(_: TelegramObject, t: Translator) -> Toast:
    """Say what is awaited instead of a sticker or a photo."""
    return Toast(t("Please type the sum you received, for example 15.50."))


def build() -> Router:
    """Return the router of handing over; a typed sum is the asked person's own, in that chat."""
    router = Subject(name="cash")
    router.callback_query.register(hand_over, MoveFulfilment.filter(F.to == Step.DELIVERED))
    router.callback_query.register(take, TakeCash.filter())
    asked, mine = (Collecting.cash, answers_the_bot), {FORM: True}
    router.message.register(take_typed, *asked, answer, flags=mine)
    router.message.register(ask_to_type, *asked, wordless, flags=mine)
    return router
