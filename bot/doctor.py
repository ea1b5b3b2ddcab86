"""The doctor, put together from the settings; and `main.py doctor`, which prints its findings."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime, tzinfo
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TextIO

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import AiogramError, TelegramNotFound, TelegramUnauthorizedError
from aiogram.methods import GetMe, GetWebhookInfo, TelegramMethod
from aiogram.methods.base import TelegramType
from aiohttp import ClientError
from sqlalchemy.engine import make_url

from bot.gateways import open_gateways, ways_to_pay
from bot.i18n import Translations
from bot.logs import Redactor
from bot.screens.doctor import advice, sentence
from bot.settings import Settings
from bot.wire import Wire
from domain.clock import Clock, SystemClock
from domain.health import Finding, Level, Setup, Webhook
from domain.local_time import zone_named
from domain.ports.gateways import Gateway
from domain.ports.health import NoAnswer, TokenRefused
from domain.services.doctor import PATIENCE, Doctor
from storage.migrate import newest
from storage.store import SqlStore


class AskedTelegram:
    """Telegram, asked through a bot; see `domain.ports.health.Telegram`."""

    def __init__(self, bot: Bot, api_url: str, secrets: Collection[str] = ()) -> None:
        """*secrets* are taken out of what Telegram says about failures."""
        self._bot = bot
        self._api_url = api_url
        self._redactor = Redactor([bot.token, *secrets])

    async def bot(self) -> str:
        """Return the bot's user name."""
        return (await self._ask(GetMe())).username or ""

    async def webhook(self) -> Webhook:
        """Return where Telegram sends updates."""
        told = await self._ask(GetWebhookInfo())
        error = self._redactor.text(told.last_error_message or "")
        return Webhook(told.url, told.pending_update_count, error, told.last_error_date)

    async def time(self) -> datetime | None:
        """Return the date of an answer; None without a network to ask through."""
        if not isinstance(self._bot.session, AiohttpSession):
            return None
        web = await self._bot.session.create_session()
        try:
            async with web.get(self._api_url, allow_redirects=False) as answer:
                date = answer.headers.get("Date", "")
        except (ClientError, TimeoutError) as error:
            raise NoAnswer from error
        return _moment(date)

    async def _ask(self, method: TelegramMethod[TelegramType]) -> TelegramType:
        try:
            return await self._bot(method)
        except (TelegramUnauthorizedError, TelegramNotFound) as error:
            raise TokenRefused from error
        except AiogramError as error:
            raise NoAnswer from error


def _moment(date: str) -> datetime | None:
    try:
        return parsedate_to_datetime(date)
    except ValueError:
        return None


def make_doctor(
    settings: Settings,
    store: SqlStore | None,
    clock: Clock,
    gateways: Mapping[str, Gateway],
    bot: Bot | None,
    patience: float = PATIENCE,
) -> Doctor:
    """Return a doctor for the shop of *settings*; see `Doctor` for what may be None."""
    secrets = [settings.webhook_secret.get_secret_value()]
    telegram = AskedTelegram(bot, settings.telegram_api_url, secrets) if bot else None
    return Doctor(store, clock, setup_of(settings, gateways), gateways, telegram, patience)


def setup_of(settings: Settings, gateways: Collection[str]) -> Setup:
    """Return what *settings* come to when *gateways* are in use."""
    hears = {"yookassa", "stars"}  # one signs nothing but is fetched, one comes as an update
    if settings.stripe_webhook_secret.get_secret_value():
        hears.add("stripe")
    return Setup(
        schema=newest(),
        currency=settings.shop_currency,
        methods=ways_to_pay(settings, gateways),
        keys=frozenset(_keys(settings)),
        test_keys=frozenset(_test_keys(settings)),
        hears=frozenset(hears),
        webhook=settings.webhook_url,
        listens=bool(settings.webhook_url) or "port" in settings.model_fields_set,
        receipts=settings.shop_vat_code is not None,
        support=bool(settings.shop_support.strip()),
        names_owners=bool(settings.shop_owners),
    )


def _keys(settings: Settings) -> Iterator[str]:
    if settings.yookassa_shop_id:
        yield "yookassa"
    if settings.stripe_secret_key.get_secret_value():
        yield "stripe"


def _test_keys(settings: Settings) -> Iterator[str]:
    marks = (
        ("telegram", settings.telegram_provider_token, ":TEST:"),
        ("yookassa", settings.yookassa_secret_key, "test_"),
        ("stripe", settings.stripe_secret_key, "_test_"),
    )
    yield from (name for name, secret, mark in marks if mark in secret.get_secret_value())


async def run_doctor(settings: Settings, out: TextIO, patience: float = PATIENCE) -> int:
    """Print what the doctor finds, a line each; return 1 if anything is wrong, else 0."""
    clock = SystemClock()
    store = _open_existing(settings)
    gateways = open_gateways(settings, clock)
    bot = _bot(settings)
    try:
        doctor = make_doctor(settings, store, clock, gateways, bot, patience)
        found = await doctor.examine()
    finally:
        await _close(store, gateways.values(), bot)
    zone = zone_named(settings.shop_timezone)
    out.writelines(f"{line}\n" for line in lines(found, zone))
    out.flush()  # a provider's hanging thread may keep the process for some seconds more
    return int(any(finding.level is Level.WRONG for finding in found))


def lines(findings: Iterable[Finding], zone: tzinfo = UTC) -> Iterator[str]:
    """Return a line for each finding: how bad, about what, what it is and what to do.

    Times are told in *zone*.
    """
    t = Translations({}, zone=zone).for_language(None)
    for finding in findings:
        said = " ".join(filter(None, (sentence(finding, t).plain, advice(finding, t).plain)))
        yield f"{finding.level:<7}  {finding.about:<9}  {said}"


def _open_existing(settings: Settings) -> SqlStore | None:
    """A look must leave nothing behind, and SQLite would make the file it does not find."""
    url = settings.database_url.get_secret_value()
    address = make_url(url)
    if address.get_backend_name() == "sqlite" and not Path(address.database or "").is_file():
        return None
    return SqlStore(url)


def _bot(settings: Settings) -> Bot | None:
    token = settings.bot_token.get_secret_value()
    if not token:
        return None
    return Bot(token, session=Wire(api=TelegramAPIServer.from_base(settings.telegram_api_url)))


async def _close(store: SqlStore | None, gateways: Iterable[Gateway], bot: Bot | None) -> None:
    if bot:
        await bot.session.close()
    for gateway in gateways:
        await gateway.close()
    if store:
        await store.close()
