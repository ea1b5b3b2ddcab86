"""The doctor by the settings: what they come to, Telegram over HTTP, lines without a secret."""

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import WebhookInfo
from pydantic import SecretStr

from bot.doctor import AskedTelegram, lines, run_doctor, setup_of
from bot.settings import Settings
from bot.wire import Wire
from domain.health import Case, Fact, Finding, Level, Subject, Webhook
from domain.local_time import zone_named
from domain.orders import Method
from domain.ports.health import NoAnswer, TokenRefused
from sandbox.server import running
from sandbox.telegram import Telegram
from storage.migrate import newest
from tests.bot.recorder import TOKEN, Recorder

SECRETS = {
    "bot_token": "7000000009:the_secret_token_of_this_bot",
    "telegram_provider_token": "381764678:LIVE:provider-secret",
    "webhook_secret": "secret_of_the_webhook",
    "yookassa_secret_key": "live_secret_of_yookassa",
    "stripe_secret_key": "sk_live_secret_of_stripe",
    "stripe_webhook_secret": "whsec_secret_of_calls",
    "database_url": "postgresql://shop:secret_password@127.0.0.1:9/shop",
}
NOWHERE = "http://127.0.0.1:9"


def settings(**changed: object) -> Settings:
    """Settings of a shop, all at their defaults but for what is *changed*."""
    return Settings(_env_file=None, **changed)  # type: ignore[arg-type]


def test_settings_come_to_what_customers_are_offered() -> None:
    everything = settings(
        telegram_provider_token="381764678:TEST:1",
        yookassa_shop_id="1",
        yookassa_secret_key="live_1",
        stripe_secret_key="rk_test_1",
        stripe_webhook_secret="whsec_1",
        shop_vat_code=1,
        shop_support="@souk",
        shop_owners="7",
        port=8080,
    )
    setup = setup_of(everything, ("stripe",))

    assert setup.methods == (Method.TELEGRAM, Method.STRIPE, Method.CASH)
    assert setup.keys == {"yookassa", "stripe"}
    assert setup.test_keys == {"telegram", "stripe"}
    assert setup.hears == {"yookassa", "stripe", "stars"}
    assert (setup.listens, setup.receipts, setup.support, setup.names_owners) == (True,) * 4
    assert setup.schema == newest()


def test_settings_at_their_defaults_come_to_cash_alone() -> None:
    setup = setup_of(settings(), ())

    assert setup.methods == (Method.CASH,)
    assert not setup.keys | setup.test_keys
    assert setup.hears == {"yookassa", "stars"}
    assert not any((setup.listens, setup.receipts, setup.support, setup.names_owners))


def test_a_webhook_is_an_address_where_providers_can_call_too() -> None:
    hooked = settings(bot_token=TOKEN, webhook_url="https://shop.example/hook")

    assert setup_of(hooked, ()).listens
    assert setup_of(hooked, ()).webhook == "https://shop.example/hook"


async def asked(api_url: str, token: str) -> tuple[str, Webhook, datetime | None]:
    """All that a Telegram says over HTTP."""
    bot = Bot(token, session=Wire(api=TelegramAPIServer.from_base(api_url)))
    telegram = AskedTelegram(bot, api_url)
    try:
        return await telegram.bot(), await telegram.webhook(), await telegram.time()
    finally:
        await bot.session.close()


async def test_telegram_tells_the_bot_its_webhook_and_the_time() -> None:
    async with running(Telegram(TOKEN), "127.0.0.1", 0) as server:
        name, webhook, time = await asked(server.bot_api_url, TOKEN)

    assert name.endswith("bot")
    assert webhook == Webhook("", 0)
    assert time is not None
    assert abs(time - datetime.now(UTC)) < timedelta(minutes=5)


async def test_a_token_telegram_does_not_know_is_told_from_silence() -> None:
    async with running(Telegram(TOKEN), "127.0.0.1", 0) as server:
        with pytest.raises(TokenRefused):
            await asked(server.bot_api_url, "43:somebody_elses")
    with pytest.raises(NoAnswer):
        await asked(NOWHERE, TOKEN)


async def test_the_time_is_asked_without_the_token_and_silence_is_silence() -> None:
    bot = Bot(TOKEN, session=Wire())
    with pytest.raises(NoAnswer) as silence:
        await AskedTelegram(bot, NOWHERE).time()
    await bot.session.close()

    assert TOKEN not in str(silence.value)
    assert await AskedTelegram(Bot(TOKEN, session=Recorder()), NOWHERE).time() is None


async def test_what_telegram_says_of_a_failure_has_no_secret_in_it() -> None:
    recorder = Recorder()
    said = f"could not reach https://shop.example/{TOKEN}?s=hook_secret"
    failed_at = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
    info = WebhookInfo(
        url="https://shop.example/",
        has_custom_certificate=False,
        pending_update_count=3,
        last_error_date=failed_at,
        last_error_message=said,
    )
    recorder.answers("getWebhookInfo", info)
    bot = Bot(TOKEN, session=recorder)
    webhook = await AskedTelegram(bot, NOWHERE, ["hook_secret"]).webhook()

    assert webhook.last_error == "could not reach https://shop.example/[hidden]?s=[hidden]"
    assert webhook.last_error_at == failed_at


async def test_no_secret_is_printed_whatever_fails() -> None:
    given = {name: SecretStr(secret) for name, secret in SECRETS.items()}
    out = io.StringIO()
    failing = settings(
        **given,
        yookassa_shop_id="1",
        yookassa_api_url=NOWHERE,
        stripe_api_url=NOWHERE,
        shop_currency="RUB",
        telegram_api_url=NOWHERE,
        webhook_url="http://shop.example/path_is_secret",
    )
    status = await run_doctor(failing, out)

    printed = out.getvalue()
    assert status == 1
    assert "The database does not answer" in printed
    assert "Stripe does not answer" in printed
    assert "YooKassa does not answer" in printed
    assert "Telegram does not answer" in printed
    assert "secret" not in printed
    assert "127.0.0.1" not in printed


def files(folder: Path) -> list[Path]:
    """What lies in a folder."""
    return list(folder.iterdir())


async def test_warnings_alone_end_well_and_a_look_leaves_no_file(tmp_path: Path) -> None:
    out = io.StringIO()
    url = f"sqlite:///{tmp_path}/data/shop.db"
    status = await run_doctor(settings(database_url=url), out)

    assert status == 0
    assert "warning  database   There is no database yet." in out.getvalue()
    assert "wrong" not in out.getvalue()
    assert files(tmp_path) == []


async def test_an_empty_database_is_a_new_one(tmp_path: Path) -> None:
    (tmp_path / "shop.db").touch()
    out = io.StringIO()

    assert await run_doctor(settings(database_url=f"sqlite:///{tmp_path}/shop.db"), out) == 0
    assert "There is no database yet." in out.getvalue()


def test_a_line_says_how_bad_about_what_what_it_is_and_what_to_do() -> None:
    found = [
        Finding(Subject.DATABASE, Level.OK, Case.DATABASE_FINE, {"kind": "SQLite"}),
        Finding(Subject.UPDATES, Level.WRONG, Case.WEBHOOK_IN_THE_WAY, {"host": "a&b.example"}),
    ]

    assert [*lines(found)] == [
        "ok       database   SQLite, schema up to date",
        "wrong    updates    Telegram brings updates to a&b.example, but the shop is set to fetch "
        "them itself. Start the shop anew, which takes the webhook away, or set WEBHOOK_URL.",
    ]


def test_times_in_the_terminal_are_the_shops() -> None:
    late = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)  # the 22nd in Berlin
    facts: dict[str, Fact] = {"count": 2, "since": late}
    found = Finding(Subject.MESSAGES, Level.WRONG, Case.MESSAGES_DEAD, facts)

    (line,) = lines([found], zone_named("Europe/Berlin"))

    assert "Nov 22, 2026, 12:30\N{NARROW NO-BREAK SPACE}AM (Berlin)" in line
