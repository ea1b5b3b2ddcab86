"""Sales: planned by typed lines or by a product's short form, listed and ended."""

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.types import Message, TelegramObject, Update

from bot.callbacks.sales import AskSale, EndSale, OpenSales, ReduceBy, SaleFor
from bot.dialogs import Reducing
from bot.i18n import Translator
from bot.reply import Screen
from bot.screens.errors import explain
from bot.screens.sales import (
    ended_screen,
    how_long_screen,
    how_much_screen,
    planned_screen,
    sales_screen,
    sure_screen,
    usage_screen,
)
from bot.shop import ShopFacts
from domain.catalog import Product
from domain.clock import Clock
from domain.customers import Customer
from domain.errors import ShopError
from domain.money import STARS, Money
from domain.sale_errors import Missing, NotLower, OtherMoney, SaleUnfinished
from domain.sale_terms import (
    Reduced,
    SaleTerms,
    days_after,
    parse_days,
    parse_reduced,
    parse_terms,
)
from domain.sales import State
from domain.services.sales import Sales
from handlers.filters import answer, private
from handlers.forms import FORM
from handlers.routing import Subject

_KEPT = "sale"


async def plan(
    _: TelegramObject,
    command: CommandObject,
    customer: Customer,
    sales: Sales,
    event_update: Update,
    t: Translator,
) -> Screen:
    """Carry out the lines of /sale."""
    answers = await sales.plan(customer, command.args or "", event_update.update_id)
    return planned_screen(answers, t) if answers else usage_screen(t)


async def show(
    _: TelegramObject,
    customer: Customer,
    sales: Sales,
    t: Translator,
    callback_data: OpenSales | None = None,
) -> Screen:
    """Show a page of the sales."""
    page = callback_data.page if callback_data else 0
    return sales_screen(await sales.page(customer, page), t)


async def end(
    _: TelegramObject, callback_data: EndSale, customer: Customer, sales: Sales, t: Translator
) -> Screen:
    """Cancel what is planned; end what runs, if they are sure."""
    view = await sales.get(customer, callback_data.sale)
    if view.state is State.RUNNING and not callback_data.sure:
        return sure_screen(view, t)
    return ended_screen(await sales.stop(customer, view.sale.id), t)


async def ask(
    _: TelegramObject,
    callback_data: AskSale,
    customer: Customer,
    sales: Sales,
    state: FSMContext,
    t: Translator,
) -> Screen:
    """Ask how much less a product should cost."""
    product = await sales.product(customer, callback_data.product)
    await state.update_data({_KEPT: [product.id, 0, 0, ""]})
    await state.set_state(Reducing.much)
    return how_much_screen(product, t)


async def reduce_by(
    _: TelegramObject,
    callback_data: ReduceBy,
    customer: Customer,
    sales: Sales,
    state: FSMContext,
    t: Translator,
) -> Screen:
    """Take how much less from a button, and ask until when."""
    reduced = Reduced(rate=callback_data.rate)
    return await _ask_until(callback_data.product, reduced, customer, sales, state, t)


async def hear_much(
    message: Message,
    customer: Customer,
    sales: Sales,
    state: FSMContext,
    shop: ShopFacts,
    clock: Clock,
    event_update: Update,
    t: Translator,
) -> Screen:
    """Take how much less as typed; days may follow at once. A refused answer may be mended."""
    product_id, _ = await _told(state)
    product = await sales.product(customer, product_id)
    text, currency = message.text or "", product.variants[0].price.currency
    try:
        terms = parse_terms(text, currency, shop.currency, clock.now(), shop.zone)
    except SaleUnfinished as unfinished:
        if unfinished.missing is Missing.PRICE:
            return how_much_screen(product, t, explain(unfinished, t))
    except ShopError as refusal:
        return how_much_screen(product, t, explain(refusal, t))
    else:
        return await _plan(product_id, terms, customer, sales, state, event_update, t)
    try:
        reduced = parse_reduced(text, currency, shop.currency)
    except ShopError as refusal:
        return how_much_screen(product, t, explain(refusal, t))
    return await _ask_until(product_id, reduced, customer, sales, state, t)


async def hear_days(
    message: Message,
    customer: Customer,
    sales: Sales,
    state: FSMContext,
    shop: ShopFacts,
    clock: Clock,
    event_update: Update,
    t: Translator,
) -> Screen:
    """Take the last day, or the first and the last, and plan the sale."""
    product_id, reduced = await _told(state)
    try:
        terms = SaleTerms(reduced, *parse_days(message.text or "", clock.now(), shop.zone))
    except ShopError as refusal:
        product = await sales.product(customer, product_id)
        return how_long_screen(product, reduced, t, explain(refusal, t))
    return await _plan(product_id, terms, customer, sales, state, event_update, t)


async def sell_for(
    _: TelegramObject,
    callback_data: SaleFor,
    customer: Customer,
    sales: Sales,
    state: FSMContext,
    shop: ShopFacts,
    clock: Clock,
    event_update: Update,
    t: Translator,
) -> Screen:
    """Put a product on sale for the days of a button."""
    asked = callback_data
    price = Money(asked.price, STARS if asked.stars else shop.currency)
    reduced = Reduced(rate=asked.rate) if asked.rate else Reduced(price)
    terms = SaleTerms(reduced, None, days_after(clock.now(), asked.days, shop.zone))
    return await _plan(asked.product, terms, customer, sales, state, event_update, t)


async def _ask_until(
    product_id: int,
    reduced: Reduced,
    customer: Customer,
    sales: Sales,
    state: FSMContext,
    t: Translator,
) -> Screen:
    product = await sales.product(customer, product_id)
    if refusal := _no_less(product, reduced):
        return how_much_screen(product, t, explain(refusal, t))
    price = reduced.price
    amount, currency = (price.amount, price.currency) if price else (0, "")
    await state.update_data({_KEPT: [product_id, reduced.rate, amount, currency]})
    await state.set_state(Reducing.days)
    return how_long_screen(product, reduced, t)


async def _plan(
    product_id: int,
    terms: SaleTerms,
    customer: Customer,
    sales: Sales,
    state: FSMContext,
    update: Update,
    t: Translator,
) -> Screen:
    planned = await sales.plan_product(customer, product_id, terms, update.update_id)
    await state.set_state(None)
    return planned_screen([planned], t)


def _no_less(product: Product, reduced: Reduced) -> ShopError | None:
    """Say at once what planning would refuse for every variant."""
    dearest = max(product.variants, key=lambda variant: variant.price)
    price = reduced.target(dearest.price)
    if price.currency != dearest.price.currency:
        return OtherMoney(dearest.sku, dearest.price.currency)
    if dearest.sale_until or price < dearest.price:
        return None
    return NotLower(dearest.sku, dearest.price)


async def _told(state: FSMContext) -> tuple[int, Reduced]:
    """What the form has heard: of which product, and how much less it should cost."""
    product_id, rate, amount, currency = (await state.get_data()).get(_KEPT) or (0, 0, 0, "")
    return product_id, Reduced(Money(amount, currency) if amount else None, rate)


def build() -> Router:
    """Return the router of sales; groups are not shown them."""
    router = Subject(name="sales")
    router.message.filter(private)
    router.callback_query.filter(private)
    router.message.register(plan, Command("sale"))
    router.message.register(show, Command("sales"))
    router.callback_query.register(show, OpenSales.filter())
    router.callback_query.register(end, EndSale.filter())
    router.callback_query.register(ask, AskSale.filter(), flags={FORM: True})
    router.callback_query.register(reduce_by, ReduceBy.filter(), flags={FORM: True})
    router.callback_query.register(sell_for, SaleFor.filter(), flags={FORM: True})
    router.message.register(hear_much, Reducing.much, answer, flags={FORM: True})
    router.message.register(hear_days, Reducing.days, answer, flags={FORM: True})
    return router
