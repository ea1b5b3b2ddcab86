"""The composition root: the only file that knows everything."""

from dataclasses import dataclass, fields
from datetime import timedelta
from pathlib import Path

from aiogram import Bot, Dispatcher
from aiogram.client.session.base import BaseSession
from aiogram.client.telegram import TelegramAPIServer
from sqlalchemy.engine import make_url

from bot.chats import Chats, Wakes
from bot.i18n import Translations
from bot.middlewares.customer import WhoWrites
from bot.middlewares.forms import Forms
from bot.middlewares.in_order import InOrder
from bot.middlewares.show import Show
from bot.middlewares.throttle import Throttle
from bot.outbox import Outbox
from bot.phones import CountryPhones
from bot.settings import Settings
from bot.shop import ShopFacts
from bot.wire import Wire
from domain.clock import Clock, SystemClock
from domain.customers import Delivery
from domain.orders import Method
from domain.services.carts import Carts
from domain.services.catalog import Catalog
from domain.services.checkout import Checkout, Terms
from domain.services.customers import Customers
from domain.services.fulfilment import Fulfilments
from domain.services.goods import Goods
from domain.services.orders import Orders
from domain.services.payments import Payments
from domain.services.staff import StaffRoom
from domain.services.stock import StockRoom
from handlers import customer_routers
from handlers import payments as payment_handlers
from handlers.admin import admin_routers
from handlers.merchant import merchant_routers
from storage.conversations import Conversations
from storage.migrate import migrate
from storage.store import SqlStore

LOCALES = Path(__file__).parent.parent / "locales"


@dataclass(frozen=True, slots=True)
class Services:
    """The shop's use cases, under the names by which handlers ask for them."""

    customers: Customers
    catalog: Catalog
    carts: Carts
    checkout: Checkout
    payments: Payments
    orders: Orders
    fulfilments: Fulfilments
    stock: StockRoom
    goods: Goods
    staff: StaffRoom


@dataclass(frozen=True, slots=True)
class App:
    """One shop, ready to run; two may live in one process."""

    settings: Settings
    shop: ShopFacts
    store: SqlStore
    services: Services
    translations: Translations
    bot: Bot
    dispatcher: Dispatcher
    outboxes: tuple[Outbox, ...]
    chats: Chats
    forms: Conversations

    async def close(self) -> None:
        """Let go of the network and the database."""
        await self.chats.close()
        await self.bot.session.close()
        await self.store.close()


async def build(
    settings: Settings, session: BaseSession | None = None, clock: Clock | None = None
) -> App:
    """Open the shop: newest schema, owners in place, everything wired; nothing runs yet.

    *session* and *clock* are for those who bring their own Telegram or time.
    """
    clock = clock or SystemClock()
    translations = Translations.load(LOCALES, settings.shop_language)
    store = await open_store(settings)
    bot = _bot(settings, session)
    shop = _facts(settings, (await bot.me()).username or "")
    services = _services(settings, shop, store, clock, translations)
    await _first_facts(settings, store, services, clock)
    chats = Chats(store, bot, await _cover(store))
    forms = Conversations(store)
    dispatcher = _dispatcher(services, shop, clock, translations)
    _surround(
        dispatcher,
        chats.show(clock, services.customers, services.payments, translations),
        services,
        translations,
        forms,
        bot.id,
    )
    outboxes = chats.outboxes(clock, translations, shop, services.customers)
    store.on_queued = Wakes(outboxes)
    return App(
        settings, shop, store, services, translations, bot, dispatcher, outboxes, chats, forms
    )


async def open_store(settings: Settings) -> SqlStore:
    """Return the shop's database with the newest schema."""
    url = settings.database_url.get_secret_value()
    _make_folder(url)
    store = SqlStore(url)
    await migrate(store)
    return store


def _make_folder(url: str) -> None:
    address = make_url(url)
    if address.get_backend_name() == "sqlite" and address.database:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)


def _bot(settings: Settings, session: BaseSession | None) -> Bot:
    api = TelegramAPIServer.from_base(settings.telegram_api_url)
    return Bot(settings.bot_token.get_secret_value(), session=session or Wire(api=api))


def _facts(settings: Settings, username: str) -> ShopFacts:
    token = settings.telegram_provider_token.get_secret_value()
    offered = {Method.TELEGRAM: bool(token), Method.CASH: settings.shop_cash}
    ways = {Delivery.COURIER: settings.shop_delivery, Delivery.PICKUP: settings.shop_pickup}
    return ShopFacts(
        name=settings.shop_name,
        currency=settings.shop_currency,
        bot_username=username,
        methods=tuple(method for method, on in offered.items() if on),
        deliveries=tuple(way for way, on in ways.items() if on),
        hold=timedelta(minutes=settings.shop_hold_minutes),
        pickup_address=settings.shop_pickup_address,
        support=settings.shop_support,
        provider_token=token,
    )


def _services(
    settings: Settings, shop: ShopFacts, store: SqlStore, clock: Clock, translations: Translations
) -> Services:
    def language_for(code: str) -> str:
        return translations.for_language(code or settings.shop_language).language

    terms = Terms(shop.hold, shop.methods, shop.deliveries, shop.pickup_address)
    return Services(
        customers=Customers(store, clock, language_for, CountryPhones(settings.shop_country)),
        catalog=Catalog(store),
        carts=Carts(store),
        checkout=Checkout(store, clock, terms),
        payments=Payments(store, clock),
        orders=Orders(store, clock),
        fulfilments=Fulfilments(store, clock),
        stock=StockRoom(store, clock),
        goods=Goods(store, clock, settings.shop_name),
        staff=StaffRoom(store, clock),
    )


async def _first_facts(
    settings: Settings, store: SqlStore, services: Services, clock: Clock
) -> None:
    """A shop has a merchant from the start, and the owners that its settings name."""
    async with store.write() as uow:
        if not await uow.staff.merchants():
            await uow.staff.add_merchant(settings.shop_name, clock.now())
    await services.staff.appoint_owners(settings.shop_owners)


async def _cover(store: SqlStore) -> int | None:
    async with store.read() as uow:
        value = await uow.shop.value("cover")
    return int(value) if value else None


def _dispatcher(
    services: Services, shop: ShopFacts, clock: Clock, translations: Translations
) -> Dispatcher:
    named = {field.name: getattr(services, field.name) for field in fields(services)}
    dispatcher = Dispatcher(
        disable_fsm=True, shop=shop, clock=clock, translations=translations, **named
    )
    dispatcher.include_routers(
        payment_handlers.build(), *merchant_routers(), *admin_routers(), *customer_routers()
    )
    return dispatcher


def _surround(
    dispatcher: Dispatcher,
    show: Show,
    services: Services,
    translations: Translations,
    forms: Conversations,
    bot_id: int,
) -> None:
    """Put the middlewares around every update, the outermost first."""
    for middleware in (
        InOrder(),
        show,
        Throttle(translations.for_language),
        WhoWrites(services.customers, translations),
        Forms(forms, bot_id),
    ):
        dispatcher.update.outer_middleware(middleware)
