"""Bank transfers: the customer shows the receipt."""

from aiogram import Bot, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, TelegramObject

from bot.callbacks.transfers import ClaimTransfer
from bot.dialogs import Transferring
from bot.i18n import Translator
from bot.reply import Screen, Toast
from bot.screens.orders import order_screen
from bot.screens.transfers import proof_screen
from bot.shop import ShopFacts
from domain.customers import Customer
from domain.errors import NotFound, WrongStep
from domain.orders import Status
from domain.services.orders import Orders
from domain.services.transfers import Transfers
from handlers.filters import answer, with_photo, wordless
from handlers.forms import FORM
from handlers.routing import Subject


async def ask_for_proof(
    _: CallbackQuery,
    callback_data: ClaimTransfer,
    customer: Customer,
    orders: Orders,
    state: FSMContext,
    t: Translator,
) -> Screen:
    """Ask for a photo of the receipt, if the order still waits for its money."""
    order = await orders.get(customer, callback_data.order)
    if order.customer_id != customer.id:
        raise NotFound("order")
    if order.status is not Status.AWAITING_PAYMENT:
        raise WrongStep(order.status, Status.CONFIRMED)
    await state.set_state(Transferring.proof)
    await state.update_data(order=order.id)
    return proof_screen(order, t)


async def take_proof(
    message: Message,
    bot: Bot,
    customer: Customer,
    transfers: Transfers,
    state: FSMContext,
    t: Translator,
    shop: ShopFacts,
) -> Screen:
    """Pass the receipt on to the shop."""
    order_id = int((await state.get_data()).get("order", 0))
    photo = await bot.download(message.photo[-1].file_id) if message.photo else None
    order = await transfers.claim(customer, order_id, photo.read() if photo else b"")
    await state.set_state(None)
    thanks = t("<b>Thank you!</b> The shop looks at your transfer and writes you here.")
    return order_screen(order, t, shop, note=thanks)


async def ask_for_photo(_: TelegramObject, t: Translator) -> Toast:
    """Answer anything but a photo."""
    return Toast(t("Please send the receipt as a photo. /cancel leaves; the order is kept."))


def build() -> Router:
    """Return the router of customers' transfers."""
    router = Subject(name="transfers")
    router.callback_query.register(ask_for_proof, ClaimTransfer.filter())
    mine = {FORM: True}
    router.message.register(take_proof, Transferring.proof, with_photo, flags=mine)
    router.message.register(ask_for_photo, Transferring.proof, answer, flags=mine)
    router.message.register(ask_for_photo, Transferring.proof, wordless, flags=mine)
    return router
