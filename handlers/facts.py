"""What checkout asks, and the answers, chosen or typed."""

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.callbacks.prices import ChooseMethod
from bot.callbacks.shopping import ChooseDelivery, EditComment, EditFact
from bot.dialogs import Ordering
from bot.i18n import Translator
from bot.reply import KeysGone, Reply, Screen, Toast
from bot.screens.facts import comment_screen
from domain.customers import Customer
from domain.errors import NotFound
from domain.services.carts import Carts
from domain.services.customers import Customers
from handlers.desk import AtTheDesk, Desk
from handlers.filters import answer, with_contact
from handlers.forms import FORM, leave
from handlers.routing import Subject


async def choose_delivery(
    _: CallbackQuery,
    callback_data: ChooseDelivery,
    customer: Customer,
    customers: Customers,
    desk: Desk,
) -> Screen:
    """Take how the goods should come, where the shop has one way of each kind."""
    offered = await desk.checkout.prices_now(customer)
    if offered and callback_data.delivery not in {way.kind for way in offered.methods}:
        raise NotFound("delivery")
    customer = await customers.set_delivery(customer, callback_data.delivery)
    return await desk.next_step(customer)


async def choose_method(
    _: CallbackQuery,
    callback_data: ChooseMethod,
    customer: Customer,
    customers: Customers,
    desk: Desk,
) -> Screen:
    """Take which of the shop's ways the goods should come."""
    offered = await desk.checkout.prices_now(customer)
    ways = offered.methods if offered else ()
    way = next((way for way in ways if way.id == callback_data.method), None)
    if way is None:
        raise NotFound("delivery")
    customer = await customers.set_delivery(customer, way.kind, way.id)
    return await desk.next_step(customer)


async def edit_fact(
    _: CallbackQuery, callback_data: EditFact, customer: Customer, desk: Desk
) -> Screen:
    """Ask again for something known."""
    return await desk.ask(callback_data.fact, customer)


async def take_address(
    message: Message, customer: Customer, customers: Customers, state: FSMContext, desk: Desk
) -> Screen:
    """Take the address that was typed."""
    customer = await customers.set_address(customer, message.text or "")
    await state.set_state(None)
    return await desk.next_step(customer)


async def take_name(
    message: Message, customer: Customer, customers: Customers, state: FSMContext, desk: Desk
) -> Screen:
    """Take the name that was typed."""
    customer = await customers.set_name(customer, message.text or "")
    await state.set_state(None)
    return await desk.next_step(customer)


async def take_phone(
    message: Message, customer: Customer, customers: Customers, state: FSMContext, desk: Desk
) -> Screen:
    """Take the phone number that was typed."""
    customer = await customers.set_phone(customer, message.text or "")
    await state.set_state(None)
    return await desk.next_step(customer, keyboard=KeysGone(desk.t("Thank you.")))


async def take_contact(
    message: Message, customer: Customer, customers: Customers, state: FSMContext, desk: Desk
) -> Reply:
    """Take the number that Telegram shared, if it is the customer's own."""
    shared = message.contact
    if shared is None or shared.user_id != customer.id:
        return Toast(desk.t("That is somebody else's number. Please send your own."))
    number = shared.phone_number
    international = number if number.startswith("+") else f"+{number}"
    customer = await customers.set_phone(customer, international)
    await state.set_state(None)
    return await desk.next_step(customer, keyboard=KeysGone(desk.t("Thank you.")))


async def edit_comment(
    _: CallbackQuery,
    callback_data: EditComment,
    customer: Customer,
    carts: Carts,
    state: FSMContext,
    t: Translator,
    desk: Desk,
) -> Screen:
    """Ask for a comment, or take the present one away."""
    if callback_data.clear:
        await carts.set_comment(customer, "")
        return await desk.next_step(customer)
    cart = await carts.get(customer)
    await state.set_state(Ordering.comment)
    return comment_screen(cart.comment, t)


async def take_comment(
    message: Message, customer: Customer, carts: Carts, state: FSMContext, desk: Desk
) -> Screen:
    """Take the comment that was typed."""
    await carts.set_comment(customer, message.text or "")
    await state.set_state(None)
    return await desk.next_step(customer)


async def _is_cancel_key(message: Message, t: Translator) -> bool:
    """The key under the phone question arrives as ordinary words."""
    return message.text == t("Cancel").plain


def build() -> Router:
    """Return the router of checkout's questions."""
    router = Subject(name="facts")
    router.callback_query.middleware(AtTheDesk())
    router.message.middleware(AtTheDesk())
    router.callback_query.register(choose_delivery, ChooseDelivery.filter())
    router.callback_query.register(choose_method, ChooseMethod.filter())
    router.callback_query.register(edit_fact, EditFact.filter())
    router.callback_query.register(edit_comment, EditComment.filter())
    router.message.register(leave, Ordering.phone, _is_cancel_key)
    form = {FORM: True}
    router.message.register(take_contact, Ordering.phone, with_contact, flags=form)
    router.message.register(take_phone, Ordering.phone, answer, flags=form)
    router.message.register(take_address, Ordering.address, answer, flags=form)
    router.message.register(take_name, Ordering.name, answer, flags=form)
    router.message.register(take_comment, Ordering.comment, answer, flags=form)
    return router
