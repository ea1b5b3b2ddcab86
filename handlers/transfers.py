"""Bank transfers: the customer shows the receipt."""

from aiogram import Bot, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import StateFilter
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
from domain.errors import WrongStep
from domain.orders import Order, PaymentStatus, Status
from domain.services.orders import Orders
from domain.services.transfers import Transfers
from handlers.filters import answer, with_photo, wordless
from handlers.forms import FORM
from handlers.routing import Subject
from handlers.sent import fetched, photo_of


async def ask_for_proof(
    _: CallbackQuery,
    callback_data: ClaimTransfer,
    customer: Customer,
    orders: Orders,
    state: FSMContext,
    t: Translator,
) -> Screen:
    """Ask for a photo of the receipt, if the order still waits for its money."""
    order = await orders.own(customer, callback_data.order)
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
    order = await transfers.claim(customer, order_id, await fetched(bot, photo_of(message)))
    await state.set_state(None)
    return _thanks(order, t, shop)


async def take_stray(
    message: Message,
    bot: Bot,
    customer: Customer,
    transfers: Transfers,
    t: Translator,
    shop: ShopFacts,
) -> Screen:
    """Take a photo that nobody asked for, while a transfer is waited for.

    To what is being looked at it is one more page of the receipt, as an album has. Otherwise
    it may be one, or may not: the customer has to say so.
    """
    order = await transfers.waiting(customer)
    if order is None:
        raise SkipHandler
    if order.payment_status is PaymentStatus.CHECKING:
        picture = await fetched(bot, photo_of(message))
        return _thanks(await transfers.claim(customer, order.id, picture), t, shop)
    note = t("If this is the receipt of your transfer, tap “I have paid” and send it again.")
    return order_screen(order, t, shop, note=note)


def _thanks(order: Order, t: Translator, shop: ShopFacts) -> Screen:
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
    router.message.register(take_stray, StateFilter(None), with_photo)
    return router
