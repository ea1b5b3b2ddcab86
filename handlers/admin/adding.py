"""Putting something new on the shelf: /add asks one thing at a time.

What was told stays with the form, also when it is left: /add goes on where it stood.
"""

from dataclasses import replace

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import Message, TelegramObject, Update

from bot.callbacks.work import AddAfresh, AddProduct, CategoryPage, ChooseCategory, SkipStep
from bot.dialogs import Adding
from bot.i18n import Translator
from bot.reply import Reply, Screen, Toast
from bot.screens.adding import Draft, path_label
from bot.screens.goods import keeping_screen
from bot.shop import ShopFacts
from domain.customers import Customer, ensure_text
from domain.digital import Kind
from domain.errors import Field, NotFound
from domain.goods import NewProduct, currency_of, read_typed_price
from domain.money import Money
from domain.services.goods import Goods
from domain.stock import count_in
from handlers.admin.form import Form
from handlers.filters import answer, private, with_photo, wordless
from handlers.forms import FORM
from handlers.routing import Subject
from handlers.sent import fetched, photo_of


async def begin(
    _: TelegramObject,
    state: FSMContext,
    customer: Customer,
    goods: Goods,
    shop: ShopFacts,
    t: Translator,
) -> Screen:
    """Ask the first thing that is not known yet."""
    form = Form(state, customer, goods, shop, t)
    return await form.ask(await form.draft())


async def begin_afresh(
    _: TelegramObject,
    state: FSMContext,
    customer: Customer,
    goods: Goods,
    shop: ShopFacts,
    t: Translator,
) -> Screen:
    """Forget what was told and ask from the start."""
    return await Form(state, customer, goods, shop, t).ask(Draft())


async def hear_title(
    message: Message,
    state: FSMContext,
    customer: Customer,
    goods: Goods,
    shop: ShopFacts,
    t: Translator,
) -> Screen:
    """Take the name."""
    form = Form(state, customer, goods, shop, t)
    title = ensure_text(Field.TITLE, message.text or "")
    return await form.ask(replace(await form.draft(), title=title))


async def hear_price(
    message: Message,
    state: FSMContext,
    customer: Customer,
    goods: Goods,
    shop: ShopFacts,
    t: Translator,
) -> Screen:
    """Take the price."""
    form = Form(state, customer, goods, shop, t)
    text = message.text or ""
    price = read_typed_price(text, currency_of(text, shop.currency, shop.currency))
    draft = replace(await form.draft(), price=price.amount, currency=price.currency)
    return await form.ask(draft)


async def turn_page(
    _: TelegramObject,
    callback_data: CategoryPage,
    state: FSMContext,
    customer: Customer,
    goods: Goods,
    shop: ShopFacts,
    t: Translator,
) -> Screen:
    """Offer more categories."""
    form = Form(state, customer, goods, shop, t)
    return await form.ask(await form.draft(), callback_data.page)


async def choose_category(
    _: TelegramObject,
    callback_data: ChooseCategory,
    state: FSMContext,
    customer: Customer,
    goods: Goods,
    shop: ShopFacts,
    t: Translator,
) -> Screen:
    """Take the category; 0 is none."""
    form = Form(state, customer, goods, shop, t)
    wanted = callback_data.category
    named = {choice.id: path_label(choice.titles) for choice in await goods.categories(customer)}
    if wanted and wanted not in named:
        raise NotFound("category")
    shelf = named.get(wanted, "")
    return await form.ask(replace(await form.draft(), category=wanted, shelf=shelf))


async def take_photo(
    message: Message,
    state: FSMContext,
    customer: Customer,
    goods: Goods,
    shop: ShopFacts,
    t: Translator,
) -> Screen:
    """Take the photo in its largest size."""
    form = Form(state, customer, goods, shop, t)
    photo = photo_of(message)
    return await form.ask(replace(await form.draft(), photo=photo))


async def skip_photo(
    _: TelegramObject,
    state: FSMContext,
    customer: Customer,
    goods: Goods,
    shop: ShopFacts,
    t: Translator,
) -> Screen:
    """Go on without a photo."""
    form = Form(state, customer, goods, shop, t)
    return await form.ask(replace(await form.draft(), photo=""))


async def hear_stock(
    message: Message,
    bot: Bot,
    state: FSMContext,
    customer: Customer,
    goods: Goods,
    shop: ShopFacts,
    t: Translator,
    event_update: Update,
) -> Reply:
    """Take the number of pieces, which is the last answer, and put the product on sale."""
    form = Form(state, customer, goods, shop, t)
    pieces = count_in(message.text or "")
    if pieces is None:
        return Toast(t("Please type a whole number of pieces, like 12."))
    draft = await form.draft()
    if draft.missing != "stock":
        return await form.ask(draft)
    product = await product_of(draft, pieces, shop.currency, bot)
    keeping = await goods.add(customer, product, event_update.update_id)
    await form.end()
    return keeping_screen(keeping, t, note=t("It is on sale."))


async def ask_to_tap(_: TelegramObject, t: Translator) -> Toast:
    """Answer words where a button is wanted."""
    return Toast(t("Please tap one of the shelves, or “No category”."))


async def ask_for_photo(_: TelegramObject, t: Translator) -> Toast:
    """Answer anything but a photo where one is wanted."""
    return Toast(t("Please send it as a photo, or tap “Without photo”."))


async def ask_to_type(_: TelegramObject, t: Translator) -> Toast:
    """Answer a sticker and the like where words are wanted."""
    return Toast(t("Please type it as a message. What you told is kept."))


async def closed(_: TelegramObject, t: Translator) -> Toast:
    """Answer a button of a question that is no longer asked."""
    return Toast(t("This question is closed. /add goes on where you were."), alert=True)


async def product_of(draft: Draft, pieces: int, currency: str, bot: Bot) -> NewProduct:
    """Return what the form told, with its photo fetched."""
    return NewProduct(
        title=draft.title or "",
        price=Money(draft.price or 0, draft.currency or currency),
        kind=Kind.KEYS if draft.digital else Kind.PHYSICAL,
        stock=pieces,
        category_id=draft.category or None,
        picture=await fetched(bot, draft.photo) if draft.photo else None,
    )


def build() -> Router:
    """Return the router of the form; answers are taken in private chats only."""
    router = Subject(name="adding")
    router.message.filter(private)
    router.callback_query.filter(private)
    router.message.register(begin, Command("add"))
    router.callback_query.register(begin, AddProduct.filter())
    router.callback_query.register(begin_afresh, AddAfresh.filter())
    _hear(router)
    _hear_taps(router)
    return router


def _hear(router: Router) -> None:
    """Register what may be typed or sent, and the answers to everything else."""
    heard = router.message.register
    heard(hear_title, Adding.title, answer, flags={FORM: True})
    heard(hear_price, Adding.price, answer, flags={FORM: True})
    heard(ask_to_tap, Adding.category, answer, flags={FORM: True})
    heard(take_photo, Adding.photo, with_photo, flags={FORM: True})
    heard(ask_for_photo, Adding.photo, answer, flags={FORM: True})
    heard(ask_for_photo, Adding.photo, wordless, flags={FORM: True})
    heard(hear_stock, Adding.stock, answer, flags={FORM: True})
    heard(ask_to_type, Adding(), wordless, flags={FORM: True})


def _hear_taps(router: Router) -> None:
    """Register the form's own buttons, and the answer when they are tapped too late."""
    tapped = router.callback_query.register
    tapped(choose_category, ChooseCategory.filter(), Adding.category, flags={FORM: True})
    tapped(turn_page, CategoryPage.filter(), Adding.category, flags={FORM: True})
    tapped(skip_photo, SkipStep.filter(), Adding.photo, flags={FORM: True})
    for late in (ChooseCategory, CategoryPage, SkipStep):
        tapped(closed, late.filter(), flags={FORM: True})
