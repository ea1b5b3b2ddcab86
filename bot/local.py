"""The shop in the sandbox: a local Telegram, a browser page, demo goods and people."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy.engine import make_url

from bot.app import build
from bot.database import open_store
from bot.local_digital import bring_digital_goods
from bot.local_goods import bring_goods
from bot.local_payments import LocalPayments, free_port
from bot.local_reviews import bring_reviews, buyers
from bot.running import Running
from bot.settings import Settings
from bot.trouble import Trouble, not_listening
from domain.clock import SystemClock
from domain.customers import Customer, Post, Role
from domain.money import STARS
from sandbox.people import Person
from sandbox.server import Server, running
from sandbox.telegram import Telegram
from storage.store import SqlStore

DEMO = Path(__file__).parent.parent / "sandbox" / "demo"
_REVIEWS = DEMO / "reviews.csv"
DATABASE = "sqlite+aiosqlite:///data/sandbox.db"
_TOKEN = "7000000001:sandbox-token-good-for-nothing-else"  # noqa: S105  opens only the sandbox
_PROVIDER = "381764678:TEST:100001"
_ACCOUNT = "Harbour Bank\nIBAN DE00 1234 5678 9012 3456 78"
_HOST = "127.0.0.1"
_MARK = "sandbox"
_BEGUN, _DONE = "begun", "yes"


class NotASandbox(Trouble):
    """The database belongs to a real shop; demo people must not get into it."""

    def __init__(self) -> None:
        super().__init__(
            "DATABASE_URL names a real shop's database. Leave it out: the sandbox has its own."
        )


@dataclass(frozen=True, slots=True)
class Cast:
    """The people of the demo, by what they do."""

    customers: tuple[Person, ...]
    merchants: tuple[Person, ...]
    owner: Person


def sandbox_settings(
    settings: Settings, api_url: str, owner_id: int, payments: LocalPayments
) -> Settings:
    """Return *settings* with a local Telegram, test ways to pay and a database of its own."""
    changed: dict[str, object] = {
        "bot_token": SecretStr(_TOKEN),
        "telegram_api_url": api_url,
        "telegram_provider_token": SecretStr(_PROVIDER),
        "shop_owners": frozenset({owner_id}),
        "webhook_url": "",
    } | payments.settings()
    if "database_url" not in settings.model_fields_set:
        changed["database_url"] = SecretStr(DATABASE)
    if "shop_bank_details" not in settings.model_fields_set:
        changed["shop_bank_details"] = f"{_ACCOUNT}\n{settings.shop_name}"
    if "shop_pickup" not in settings.model_fields_set:
        changed |= {"shop_pickup": True, "shop_pickup_address": "12 Harbour Street, ground floor"}
    return settings.model_copy(update=changed)


class LocalShop:
    """Runs the shop against a local Telegram, and starts it anew on request."""

    def __init__(self, settings: Settings, port: int, say: Callable[[str], None]) -> None:
        self._given = settings
        self._port = port
        self._say = say
        self._telegram = Telegram(_TOKEN)
        self._cast = _cast(self._telegram)
        now, name = self._telegram.clock.now, settings.shop_name
        self._payments = LocalPayments(name, now, free_port(), settings.shop_currency)
        self._running: Running | None = None
        self._page = ""
        self._again = False
        self._wipe = False

    async def run(self) -> None:
        """Serve until a signal. Raises `NotASandbox`, or other `Trouble`."""
        async with self._serving() as server:
            self._page = server.page_url
            self._again = True
            while self._again:
                self._again = False
                await self._one_life(server.bot_api_url)

    @asynccontextmanager
    async def _serving(self) -> AsyncIterator[Server]:
        serving = running(
            self._telegram,
            _HOST,
            self._port,
            title=self._given.shop_name,
            controls={"restart": self._restart, "reset": self._reset},
            providers=self._payments.desks,
        )
        async with AsyncExitStack() as opened:
            try:
                server = await opened.enter_async_context(serving)
            except OSError as error:
                other = f"main.py sandbox --port {self._port + 1}"
                raise not_listening(error, _HOST, self._port, other) from error
            yield server

    async def _one_life(self, api_url: str) -> None:
        if self._wipe:
            await self._forget(self._settings(api_url))
        settings = self._settings(api_url)
        await prepare(settings, self._cast, self._say)
        app = await build(settings)
        try:
            self._running = Running(app)
            self._running.stop_on_signals()
            self._open_doors()
            self._say(f"Your shop is open: {self._page}")
            await self._running.run()
        finally:
            await app.close()

    def _settings(self, api_url: str) -> Settings:
        return sandbox_settings(self._given, api_url, self._cast.owner.id, self._payments)

    async def _forget(self, settings: Settings) -> None:
        _remove_database(settings)
        self._telegram.clear_chats()
        await self._payments.forget()
        self._wipe = False

    def _open_doors(self) -> None:
        """Staff have met the bot before, so that it may write to them first."""
        for person in (*self._cast.merchants, self._cast.owner):
            if not self._telegram.messages(person.id):
                self._telegram.say(person, "/start")

    async def _restart(self) -> None:
        await self._end_this_life()

    async def _reset(self) -> None:
        self._wipe = True
        await self._end_this_life()

    async def _end_this_life(self) -> None:
        self._again = True
        if self._running:
            self._running.stop()
        await asyncio.sleep(0)


async def prepare(settings: Settings, cast: Cast, say: Callable[[str], None]) -> None:
    """Fill an empty database with the demo shop; leave one that has it as it is.

    What breaks off in the middle is brought to its end the next time.

    Raises:
        NotASandbox: The database is a real shop's.
    """
    store = await open_store(settings)
    try:
        if await _is_prepared(store):
            return
        await _note(store, _BEGUN)
        clock = SystemClock()
        name, currency = settings.shop_name, settings.shop_currency
        only_digital = currency == STARS
        if not only_digital:
            await bring_goods(store, clock, DEMO / "catalogue.csv", currency, name)
        await bring_digital_goods(store, clock, DEMO / "digital.csv", currency, name)
        sellers = await _hire(store, cast)
        if not only_digital:
            await bring_reviews(store, clock, _REVIEWS, sellers)
        await _hang_cover(store)
        await _note(store, _DONE)
        say("The demo goods are on the shelves.")
    finally:
        await store.close()


async def _is_prepared(store: SqlStore) -> bool:
    async with store.read() as uow:
        noted = await uow.shop.value(_MARK)
        merchants = await uow.staff.merchants()
    if merchants and not noted:
        raise NotASandbox
    return noted == _DONE


async def _hire(store: SqlStore, cast: Cast) -> dict[int, Customer]:
    """Each merchant of the demo gets a person, whose chat is told about its orders.

    Return them by the merchant's id.
    """
    now, hired = SystemClock().now(), dict[int, Customer]()
    async with store.write() as uow:
        for merchant, person in zip(await uow.staff.merchants(), cast.merchants, strict=False):
            post = Post(Role.MERCHANT, merchant.id)
            await uow.staff.appoint(person.id, post, None, now)
            await uow.staff.bind(merchant.id, person.id)
            who = Customer(person.id, person.first_name, None, person.language_code)
            hired[merchant.id] = replace(who, posts=frozenset({post}))
    return hired


async def _hang_cover(store: SqlStore) -> None:
    cover = (DEMO / "pictures" / "cover.jpg").read_bytes()
    async with store.write() as uow:
        await uow.shop.set("cover", str(await uow.pictures.add(cover)))


async def _note(store: SqlStore, how_far: str) -> None:
    async with store.write() as uow:
        await uow.shop.set(_MARK, how_far)


def _cast(telegram: Telegram) -> Cast:
    """A page shows three chats side by side: a customer, a merchant and the owner come first."""
    anna = telegram.person("Anna", "en", label="Customer")
    mira = telegram.person("Mira", "en", label="Merchant")
    olga = telegram.person("Olga", "en", label="Admin")
    ivan = telegram.person("Иван", "ru", label="Customer")
    wei = telegram.person("李薇", "zh", label="Customer")
    nils = telegram.person("Nils", "en", label="Merchant")
    for buyer in buyers(_REVIEWS):
        telegram.offstage(buyer.id, buyer.first_name, buyer.language)
    return Cast((anna, ivan, wei), (mira, nils), olga)


def _remove_database(settings: Settings) -> None:
    url = make_url(settings.database_url.get_secret_value())
    if url.get_backend_name() == "sqlite" and url.database:
        for ending in ("", "-wal", "-shm"):
            Path(url.database + ending).unlink(missing_ok=True)
