"""A customer gives goods back: pieces by taps, the reason typed, photos sent."""

from dataclasses import replace

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, TelegramObject

from bot.callbacks.returns import (
    BeginReturn,
    OpenReturn,
    ReturnPieces,
    SendReturn,
    TellReason,
    WithdrawReturn,
)
from bot.dialogs import Returning
from bot.i18n import Translator
from bot.reply import Reply, Screen, Toast
from bot.screens.returns import (
    asked_screen,
    goods_screen,
    parts_of,
    photos_screen,
    reason_screen,
    returns_screen,
)
from domain.customers import Customer, ensure_text
from domain.errors import Field, WrongStep
from domain.returns import PHOTOS
from domain.services.orders import Orders
from domain.services.returns import Returns
from handlers import return_form as form
from handlers.filters import answer, with_photo, wordless
from handlers.forms import FORM
from handlers.routing import Subject
from handlers.sent import photo_of


async def open_returns(
    _: CallbackQuery,
    callback_data: OpenReturn,
    customer: Customer,
    returns: Returns,
    state: FSMContext,
    t: Translator,
) -> Screen:
    """Begin at once where there is one thing to do, else show what there is."""
    found = await returns.possible(customer, callback_data.order)
    if not found.lines and not found.open:
        raise WrongStep("return_over", "return")
    parts = parts_of(found)
    if found.open or len(parts) > 1:
        return returns_screen(found, t)
    draft = await form.begin(state, found.order.id, parts[0].id)
    return goods_screen(found, draft, t)


async def begin(
    _: CallbackQuery,
    callback_data: BeginReturn,
    customer: Customer,
    returns: Returns,
    state: FSMContext,
    t: Translator,
) -> Screen:
    """Ask what of a merchant's part comes back."""
    found = await returns.possible(customer, callback_data.order)
    if callback_data.fulfilment not in {part.id for part in parts_of(found)}:
        raise WrongStep("return_over", "return")
    draft = await form.begin(state, found.order.id, callback_data.fulfilment)
    return goods_screen(found, draft, t)


async def choose(
    _: CallbackQuery,
    callback_data: ReturnPieces,
    customer: Customer,
    returns: Returns,
    state: FSMContext,
    t: Translator,
) -> Screen:
    """Take so many pieces of a line; more than there are is as many as there are."""
    draft = await form.draft(state)
    found = await returns.possible(customer, draft.order)
    most = found.lines.get(callback_data.line, 0)
    chosen = {**draft.lines, callback_data.line: max(0, min(callback_data.pieces, most))}
    draft = replace(draft, lines={id_: n for id_, n in chosen.items() if n})
    await form.keep(state, draft)
    return goods_screen(found, draft, t, callback_data.page)


async def go_on(
    _: CallbackQuery, customer: Customer, orders: Orders, state: FSMContext, t: Translator
) -> Reply:
    """Ask why, once something is chosen; what was typed before is kept."""
    draft = await form.draft(state)
    order = await orders.get(customer, draft.order)
    if not draft.lines:
        return Toast(t("Please choose at least one piece."))
    if draft.reason:
        await state.set_state(Returning.photos)
        return photos_screen(order, draft, t)
    await state.set_state(Returning.reason)
    return reason_screen(order, draft, t)


async def write_anew(
    _: CallbackQuery, customer: Customer, orders: Orders, state: FSMContext, t: Translator
) -> Screen:
    """Ask why once more."""
    draft = await form.draft(state)
    order = await orders.get(customer, draft.order)
    await state.set_state(Returning.reason)
    return reason_screen(order, draft, t)


async def hear_reason(
    message: Message, customer: Customer, orders: Orders, state: FSMContext, t: Translator
) -> Screen:
    """Take the reason, and ask for photos."""
    reason = ensure_text(Field.REASON, message.text or "")
    draft = replace(await form.draft(state), reason=reason)
    order = await orders.get(customer, draft.order)
    await form.keep(state, draft)
    await state.set_state(Returning.photos)
    return photos_screen(order, draft, t)


async def take_photo(
    message: Message, customer: Customer, orders: Orders, state: FSMContext, t: Translator
) -> Screen:
    """Take a photo in its largest size; what is too many is left out."""
    draft = await form.draft(state)
    photo = photo_of(message)
    draft = replace(draft, photos=(*draft.photos, photo)[:PHOTOS])
    await form.keep(state, draft)
    return photos_screen(await orders.get(customer, draft.order), draft, t)


async def send(
    _: CallbackQuery,
    customer: Customer,
    orders: Orders,
    returns: Returns,
    state: FSMContext,
    t: Translator,
) -> Screen:
    """Ask the shop."""
    draft = await form.draft(state)
    asked = await returns.ask(customer, draft.part, draft.lines, draft.reason, draft.photos)
    await form.end(state)
    return asked_screen(asked, await orders.get(customer, draft.order), t)


async def withdraw(
    _: CallbackQuery,
    callback_data: WithdrawReturn,
    customer: Customer,
    returns: Returns,
    t: Translator,
) -> Screen:
    """Keep the goods after all."""
    found = await returns.withdraw(customer, callback_data.request)
    said = t("All right, you keep the goods. The shop is told.")
    return replace(returns_screen(found, t), toast=said)


async def ask_for_photo(_: TelegramObject, t: Translator) -> Toast:
    """Answer anything but a photo where one is wanted."""
    return Toast(t("Please send it as a photo, or tap “Ask the shop”."))


async def ask_to_type(_: TelegramObject, t: Translator) -> Toast:
    """Answer a sticker and the like where words are wanted."""
    return Toast(t("Please type it as a message. What you told is kept."))


async def ask_to_tap(_: TelegramObject, t: Translator) -> Toast:
    """Answer words where buttons are wanted."""
    return Toast(t("Please tap on what you want to give back."))


async def closed(_: TelegramObject, t: Translator) -> Toast:
    """Answer a button of a question that is no longer asked."""
    return Toast(t("This question is closed. Please begin again at the order."), alert=True)


def build() -> Router:
    """Return the router of returns."""
    router = Subject(name="returns")
    tapped = router.callback_query.register
    tapped(open_returns, OpenReturn.filter())
    tapped(begin, BeginReturn.filter())
    tapped(withdraw, WithdrawReturn.filter())
    _hear_taps(router)
    _hear(router)
    return router


def _hear_taps(router: Router) -> None:
    """Register the form's own buttons, and the answer when they are tapped too late."""
    tapped, mine = router.callback_query.register, {FORM: True}
    tapped(choose, ReturnPieces.filter(), Returning.goods, flags=mine)
    tapped(go_on, TellReason.filter(), Returning.goods, flags=mine)
    tapped(write_anew, TellReason.filter(), Returning.photos, flags=mine)
    tapped(send, SendReturn.filter(), Returning.photos, flags=mine)
    for late in (ReturnPieces, TellReason, SendReturn):
        tapped(closed, late.filter(), flags=mine)


def _hear(router: Router) -> None:
    """Register what may be typed or sent, and the answers to everything else."""
    heard, mine = router.message.register, {FORM: True}
    heard(ask_to_tap, Returning.goods, answer, flags=mine)
    heard(ask_to_tap, Returning.goods, wordless, flags=mine)
    heard(hear_reason, Returning.reason, answer, flags=mine)
    heard(ask_to_type, Returning.reason, wordless, flags=mine)
    heard(take_photo, Returning.photos, with_photo, flags=mine)
    heard(ask_for_photo, Returning.photos, answer, flags=mine)
    heard(ask_for_photo, Returning.photos, wordless, flags=mine)
