"""A shop with a few goods, on the sandbox's Telegram."""

import io
from collections.abc import AsyncIterator, Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot import i18n
from bot.app import build
from bot.files.command import import_file
from bot.intents import read_grammar
from bot.settings import LOCALES, Settings
from domain.intents.grammar import Grammar
from sandbox.clock import Clock as TelegramClock
from sandbox.telegram import Telegram
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.conversations.street import Passer, Street
from tests.conversations.wire import DirectWire
from tests.provider import Provider

TOKEN = "123456:TEST"
OWNER = 9001
GOODS = Path(__file__).parent / "goods.csv"


@pytest.fixture
def telegram() -> Telegram:
    """A Telegram whose time stands."""
    return Telegram(TOKEN, TelegramClock.standing())


@pytest.fixture
def otherwise() -> dict[str, Any]:
    """Settings that a module of tests wants to be different: none."""
    return {}


@pytest.fixture
def goods() -> Path:
    """What is on the shelves."""
    return GOODS


@pytest.fixture
def settings(sqlite_store: SqlStore, otherwise: dict[str, Any]) -> Settings:
    """A shop that takes in-chat payments and cash, delivers and hands over."""
    return Settings(
        _env_file=None,
        bot_token=SecretStr(TOKEN),
        database_url=SecretStr(sqlite_store.url),
        telegram_provider_token=SecretStr("381764678:TEST:1"),
        shop_owners=frozenset({OWNER}),
        shop_pickup=True,
        shop_pickup_address="12 Harbour Street",
        **otherwise,
    )


@pytest.fixture
def stripe(clock: StandingClock) -> Provider:
    """A provider of pages."""
    return Provider(clock)


@pytest.fixture
def yookassa(clock: StandingClock) -> Provider:
    """Another, which cannot shut a page."""
    return Provider(clock, "yookassa", closing=False)


@pytest.fixture
def providers() -> tuple[Provider, ...]:
    """Who takes money on a page of their own: nobody, unless a module of tests says so."""
    return ()


@pytest.fixture(scope="session")
def spoken() -> Grammar:
    """What people may ask for in a sentence: read once, for it takes long."""
    return read_grammar(LOCALES)


@pytest.fixture(scope="session")
def words_of() -> Callable[[Path], i18n.Words]:
    """The words of a language: each file is read once."""
    return cache(i18n._read)


@pytest.fixture
async def street(
    settings: Settings,
    sqlite_store: SqlStore,
    telegram: Telegram,
    clock: StandingClock,
    providers: tuple[Provider, ...],
    goods: Path,
    spoken: Grammar,
    words_of: Callable[[Path], i18n.Words],
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[Street]:
    """The shop, open, with goods on its shelves."""
    gateways = {each.provider: each for each in providers}
    monkeypatch.setattr("bot.app.open_gateways", lambda *_: gateways)
    monkeypatch.setattr("bot.app.read_grammar", lambda _: spoken)
    monkeypatch.setattr("bot.i18n._read", words_of)
    await import_file(
        sqlite_store,
        clock,
        goods,
        dry_run=False,
        currency=settings.shop_currency,
        shop_name="Souk",
        out=io.StringIO(),
    )
    opened = Street(await build(settings, DirectWire(telegram), clock), telegram)
    yield opened
    await opened.app.close()


@pytest.fixture
def anna(street: Street) -> Passer:
    """A customer."""
    return street.person("Anna")


@pytest.fixture
async def owner(street: Street) -> Passer:
    """The owner, who has opened the chat."""
    boss = Passer(street, street.telegram.person("Olga", "en", id=OWNER, label="Admin"))
    await boss.says("/start")
    return boss
