"""Requests to take goods back, decided by the first tap; the second is told who was first."""

from dataclasses import replace

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, TelegramObject

from bot.callbacks.returns import AcceptReturn, OpenRequest, RejectReturn
from bot.dialogs import Rejecting
from bot.i18n import Translator
from bot.reply import Screen, Toast
from bot.screens.errors import explain
from bot.screens.requests import rejecting_screen, request_screen
from domain.customers import Customer
from domain.errors import AlreadyDone
from domain.returns import State
from domain.services.returns import Returns
from handlers.filters import answer, wordless
from handlers.forms import FORM
from handlers.merchant.chats import answers_the_bot, in_group
from handlers.routing import Subject


async def open_request(
    _: CallbackQuery,
    callback_data: OpenRequest,
    customer: Customer,
    returns: Returns,
    t: Translator,
) -> Screen:
    """Show the card of a request."""
    return request_screen(await returns.get(customer, callback_data.request), t)


async def accept(
    _: CallbackQuery,
    callback_data: AcceptReturn,
    customer: Customer,
    returns: Returns,
    t: Translator,
) -> Screen:
    """Take the goods back."""
    asked = callback_data
    try:
        case = await returns.accept(customer, asked.request, restock=asked.restock)
    except AlreadyDone as error:
        return await _as_it_stands(returns, customer, asked.request, error, t)
    return request_screen(case, t)


async def ask_why(
    query: CallbackQuery,
    callback_data: RejectReturn,
    customer: Customer,
    returns: Returns,
    state: FSMContext,
    t: Translator,
) -> Screen:
    """Ask for the sentence that goes to the customer; a decided request is only shown."""
    case = await returns.get(customer, callback_data.request)
    if case.request.state is not State.ASKED:
        return request_screen(case, t)
    await state.set_state(Rejecting.answer)
    await state.update_data(request=case.request.id)
    return rejecting_screen(case, t, group=in_group(query))


async def reject(
    message: Message,
    customer: Customer,
    returns: Returns,
    state: FSMContext,
    t: Translator,
) -> Screen:
    """Refuse with the typed sentence; a bad one is said, and the question stays open."""
    request_id = int((await state.get_data()).get("request", 0))
    try:
        case = await returns.reject(customer, request_id, message.text or "")
    except AlreadyDone as error:
        await state.set_state(None)
        return await _as_it_stands(returns, customer, request_id, error, t)
    await state.set_state(None)
    return request_screen(case, t)


async def ask_to_type(_: TelegramObject, t: Translator) -> Toast:
    """Say what is awaited instead of a sticker or a photo."""
    return Toast(t("Please type why, in a sentence for the customer."))


async def _as_it_stands(
    returns: Returns, customer: Customer, request_id: int, error: AlreadyDone, t: Translator
) -> Screen:
    card = request_screen(await returns.get(customer, request_id), t)
    return replace(card, toast=explain(error, t), alert=True)


def build() -> Router:
    """Return the router of requests; the typed sentence is the asked person's own."""
    router = Subject(name="requests")
    router.callback_query.register(open_request, OpenRequest.filter())
    router.callback_query.register(accept, AcceptReturn.filter())
    router.callback_query.register(ask_why, RejectReturn.filter())
    asked, mine = (Rejecting.answer, answers_the_bot), {FORM: True}
    router.message.register(reject, *asked, answer, flags=mine)
    router.message.register(ask_to_type, *asked, wordless, flags=mine)
    return router
