"""Settings: sensible without any, checked with all, and silent about secrets."""

import os
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, read_settings

TOKEN = "123456:the_token_of_a_shop_in_a_test"


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        for spelling in (name, name.upper()):
            monkeypatch.delenv(spelling, raising=False)


def with_environment(monkeypatch: pytest.MonkeyPatch, **values: str) -> Settings:
    """Read the settings with these environment variables set."""
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    return read_settings(env_file=None)


def test_the_sandbox_needs_no_settings() -> None:
    settings = read_settings(env_file=None)

    assert not settings.bot_token
    assert settings.database_url.get_secret_value() == "sqlite+aiosqlite:///data/shop.db"
    assert settings.shop_hold_minutes == 15


def test_all_problems_are_listed_at_once_and_no_secret_is_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(SettingsError) as refused:
        with_environment(
            monkeypatch,
            BOT_TOKEN="my secret",
            PORT="many",
            SHOP_OWNERS="12,@anna",
            SHOP_CURRENCY="QQQ",
            SHOP_LANGUAGE="de",
            SHOP_HOLD_MINUTES="0",
            DATABASE_URL="mysql://root:hush@host/db",
        )

    named = [problem.split()[0] for problem in refused.value.problems]
    assert named == [
        "BOT_TOKEN",
        "DATABASE_URL",
        "PORT",
        "SHOP_OWNERS",
        "SHOP_CURRENCY",
        "SHOP_LANGUAGE",
        "SHOP_HOLD_MINUTES",
    ]
    assert "hush" not in str(refused.value)
    assert "my secret" not in str(refused.value)


def test_every_setting_that_can_be_wrong_says_what_it_should_be() -> None:
    free = {"telegram_provider_token"}

    for name, setting in Settings.model_fields.items():
        assert setting.description or name in free


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("postgres://a:b@h/shop", "postgresql+asyncpg://a:b@h/shop"),
        ("postgresql://h/shop?sslmode=require", "postgresql+asyncpg://h/shop?ssl=require"),
        ("postgresql+asyncpg://h/shop", "postgresql+asyncpg://h/shop"),
        ("sqlite:///shop.db", "sqlite+aiosqlite:///shop.db"),
    ],
)
def test_a_database_is_opened_with_an_async_driver(
    monkeypatch: pytest.MonkeyPatch, given: str, used: str
) -> None:
    settings = with_environment(monkeypatch, DATABASE_URL=given)

    assert settings.database_url.get_secret_value() == used


def test_owners_are_numbers_with_commas_between(monkeypatch: pytest.MonkeyPatch) -> None:
    assert with_environment(monkeypatch, SHOP_OWNERS="12, 34,").shop_owners == {12, 34}


def test_the_time_zone_is_one_that_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert with_environment(monkeypatch, SHOP_TIMEZONE="Asia/Tokyo").shop_timezone == "Asia/Tokyo"
    for name in ("Mars/Olympus", "../zone", "Europe"):
        with pytest.raises(SettingsError, match="SHOP_TIMEZONE must be a time zone like"):
            with_environment(monkeypatch, SHOP_TIMEZONE=name)


def test_a_webhook_needs_https_and_a_token(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingsError, match="WEBHOOK_URL"):
        with_environment(monkeypatch, WEBHOOK_URL="https://shop.example")
    with pytest.raises(SettingsError, match="WEBHOOK_URL"):
        with_environment(monkeypatch, WEBHOOK_URL="http://shop.example", BOT_TOKEN=TOKEN)

    settings = with_environment(monkeypatch, WEBHOOK_URL="https://shop.example/")
    assert settings.webhook_url == "https://shop.example"


def test_the_webhooks_secret_is_derived_but_does_not_give_the_token_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = with_environment(monkeypatch, BOT_TOKEN=TOKEN).webhook_secret.get_secret_value()
    again = with_environment(monkeypatch, BOT_TOKEN=TOKEN).webhook_secret.get_secret_value()
    other = with_environment(monkeypatch, BOT_TOKEN=TOKEN + "x").webhook_secret.get_secret_value()

    assert first == again != other
    assert len(first) == 64
    assert TOKEN[7:] not in first


def test_goods_must_get_to_people_somehow(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingsError, match="SHOP_PICKUP"):
        with_environment(monkeypatch, SHOP_DELIVERY="no")
    with pytest.raises(SettingsError, match="SHOP_PICKUP_ADDRESS"):
        with_environment(monkeypatch, SHOP_DELIVERY="no", SHOP_PICKUP="yes")


def test_secrets_do_not_show_when_settings_are_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = with_environment(
        monkeypatch,
        BOT_TOKEN=TOKEN,
        WEBHOOK_SECRET="hook-secret",
        TELEGRAM_PROVIDER_TOKEN="provider-secret",
        DATABASE_URL="postgres://u:db-secret@h/d",
        YOOKASSA_SHOP_ID="100500",
        YOOKASSA_SECRET_KEY="live_yookassa-secret",
        STRIPE_SECRET_KEY="sk_live_stripe-secret",
        STRIPE_WEBHOOK_SECRET="whsec_stripe-secret",
    )

    assert "-secret" not in repr(settings)
    assert TOKEN not in repr(settings)


def test_the_environment_wins_over_the_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / ".env"
    file.write_text(f"PORT=1{os.linesep}HOST=0.0.0.0{os.linesep}")
    monkeypatch.setenv("PORT", "2")

    settings = read_settings(file)

    assert (settings.port, settings.host) == (2, "0.0.0.0")  # noqa: S104


def test_tax_is_a_percentage_with_decimals(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_settings(env_file=None).shop_tax_rate == 0
    settings = with_environment(monkeypatch, SHOP_TAX_RATE="8.875", SHOP_TAX_INCLUDED="false")

    assert str(settings.shop_tax_rate) == "8.875"
    assert settings.shop_tax_included is False
    for wrong in ("101", "-1", "20%", "8.8755", "NaN"):
        with pytest.raises(SettingsError) as refused:
            with_environment(monkeypatch, SHOP_TAX_RATE=wrong)
        assert refused.value.problems == [
            "SHOP_TAX_RATE must be a percentage from 0 to 100, like 20 or 8.875."
        ]


@pytest.mark.parametrize(
    "url",
    [
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:///shop.db?mode=ro",
        "postgresql://shop:hush@host:port/shop",
        "postgresql://shop:hush@host/shop?channel_binding=require",
        "postgresql://shop:hush@host/shop?sslmode=maybe",
    ],
)
def test_a_database_that_could_never_be_opened_is_refused(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    with pytest.raises(SettingsError) as refused:
        with_environment(monkeypatch, DATABASE_URL=url)

    (problem,) = refused.value.problems
    assert problem.startswith("DATABASE_URL must be sqlite:///FILE or postgresql://")
    assert "hush" not in problem


@pytest.mark.parametrize("country", ["UK", "XX", "de", "Germany"])
def test_a_country_that_has_no_phone_numbers_is_refused(
    monkeypatch: pytest.MonkeyPatch, country: str
) -> None:
    with pytest.raises(SettingsError, match="SHOP_COUNTRY must be a country code"):
        with_environment(monkeypatch, SHOP_COUNTRY=country)
