"""The composition root: the only file that knows everything."""

from collections.abc import Collection, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, fields
from datetime import timedelta
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.client.session.base import BaseSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import User

from bot.chats import Chats, Wakes
from bot.database import open_store
from bot.doctor import make_doctor
from bot.export_desk import ExportDesk
from bot.file_desks import open_desks
from bot.gateways import invoice_receipts, open_gateways, ways_to_pay
from bot.i18n import Translations
from bot.import_desk import ImportDesk
from bot.intents import read_grammar
from bot.middlewares.customer import WhoWrites
from bot.middlewares.forms import Forms
from bot.middlewares.in_order import InOrder
from bot.middlewares.show import Show
from bot.middlewares.throttle import Throttle
from bot.outbox import Outbox
from bot.reaching import introduced
from bot.services import Ground, Money, Services, open_services
from bot.settings import LOCALES, Settings
from bot.shop import ShopFacts
from bot.wire import Wire
from domain.clock import Clock, SystemClock
from domain.customers import Delivery
from domain.local_time import zone_named
from domain.ports.gateways import Gateway
from domain.services.intents import Intents
from handlers import customer_routers, inline
from handlers import payments as payment_handlers
from handlers.admin import admin_routers
from handlers.merchant import merchant_routers
from storage.conversations import Conversations
from storage.store import SqlStore


@dataclass(frozen=True, slots=True)
class App:
    """One shop, ready to run; two may live in one process."""

    settings: Settings
    clock: Clock
    shop: ShopFacts
    gateways: Mapping[str, Gateway]
    store: SqlStore
    services: Services
    translations: Translations
    bot: Bot
    dispatcher: Dispatcher
    outboxes: tuple[Outbox, ...]
    chats: Chats
    import_desk: ImportDesk
    export_desk: ExportDesk
    forms: Conversations

    async def close(self) -> None:
        """Let go of the network and the database."""
        await self.import_desk.close()
        await self.export_desk.close()
        await self.chats.close()
        await self.bot.session.close()
        for gateway in self.gateways.values():
            await gateway.close()
        await self.store.close()


async def build(
    settings: Settings, session: BaseSession | None = None, clock: Clock | None = None
) -> App:
    """Open the shop: newest schema, owners in place, everything wired; nothing runs yet.

    *session* and *clock* are for those who bring their own Telegram or time.

    Raises:
        Trouble: The database or Telegram cannot be had.
    """
    store = await open_store(settings)
    bot = _bot(settings, session)
    async with AsyncExitStack() as leaving:
        leaving.push_async_callback(store.close)
        leaving.push_async_callback(bot.session.close)
        app = await _built(settings, clock or SystemClock(), store, bot)
        leaving.pop_all()  # it stays open
    return app


async def _built(settings: Settings, clock: Clock, store: SqlStore, bot: Bot) -> App:
    translations = _translations(settings, clock)
    me = await introduced(bot, settings.telegram_api_url)
    gateways = open_gateways(settings, clock, bot)
    shop = _facts(settings, me.username or "", gateways)
    doctor = make_doctor(settings, store, clock, gateways, bot)
    services = open_services(Ground(settings, shop, store, clock, translations, gateways), doctor)
    await _first_facts(settings, store, services, clock)
    chats = await _chats(store, bot, me, services)
    forms = Conversations(store, clock)
    desk, exports = open_desks(store, clock, shop, chats.stage())
    dispatcher = _dispatcher(services, shop, clock, translations, desk, exports)
    _surround(
        dispatcher,
        chats.show(clock, services.customers, services.money.payments, translations),
        services,
        translations,
        forms,
        bot.id,
    )
    outboxes = chats.outboxes(clock, translations, shop, services.customers)
    store.on_queued = Wakes(outboxes)
    return App(
        settings=settings,
        clock=clock,
        shop=shop,
        gateways=gateways,
        store=store,
        services=services,
        translations=translations,
        bot=bot,
        dispatcher=dispatcher,
        outboxes=outboxes,
        chats=chats,
        import_desk=desk,
        export_desk=exports,
        forms=forms,
    )


async def _chats(store: SqlStore, bot: Bot, me: User, services: Services) -> Chats:
    cover, follow = await _cover(store), services.staff.chat_moved
    return Chats(store, bot, cover, follow, inline=bool(me.supports_inline_queries))


def _translations(settings: Settings, clock: Clock) -> Translations:
    zone = zone_named(settings.shop_timezone)
    return Translations.load(LOCALES, settings.shop_language, zone, clock)


def _bot(settings: Settings, session: BaseSession | None) -> Bot:
    api = TelegramAPIServer.from_base(settings.telegram_api_url)
    return Bot(settings.bot_token.get_secret_value(), session=session or Wire(api=api))


def _facts(settings: Settings, username: str, gateways: Collection[str]) -> ShopFacts:
    token = settings.telegram_provider_token.get_secret_value()
    ways = {Delivery.COURIER: settings.shop_delivery, Delivery.PICKUP: settings.shop_pickup}
    return ShopFacts(
        name=settings.shop_name,
        currency=settings.shop_currency,
        bot_username=username,
        methods=ways_to_pay(settings, gateways),
        deliveries=tuple(way for way, on in ways.items() if on),
        hold=timedelta(minutes=settings.shop_hold_minutes),
        pickup_address=settings.shop_pickup_address,
        support=settings.shop_support,
        provider_token=token,
        bank_details=settings.shop_bank_details.replace("\\n", "\n"),
        return_days=settings.shop_return_days,
        receipts=invoice_receipts(settings),
        rule=settings.digital_goods,
        zone=zone_named(settings.shop_timezone),
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


def _named(services: Services | Money) -> dict[str, Any]:
    """Use cases under the names by which handlers ask for them."""
    return {field.name: getattr(services, field.name) for field in fields(services)}


def _dispatcher(
    services: Services,
    shop: ShopFacts,
    clock: Clock,
    translations: Translations,
    desk: ImportDesk,
    exports: ExportDesk,
) -> Dispatcher:
    named = _named(services) | _named(services.money)
    dispatcher = Dispatcher(
        disable_fsm=True,
        shop=shop,
        clock=clock,
        translations=translations,
        intents=Intents(read_grammar(LOCALES), services.glances, shop.currency),
        import_desk=desk,
        export_desk=exports,
        **named,
    )
    dispatcher.include_routers(
        payment_handlers.build(),
        inline.build(),
        *merchant_routers(),
        *admin_routers(),
        *customer_routers(),
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
