"""Settings from the environment and ``.env``; every default runs the sandbox shop."""

import hashlib
import hmac
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

from babel.numbers import is_currency
from phonenumbers import SUPPORTED_REGIONS
from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic.functional_validators import AfterValidator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.database_url import with_async_driver
from domain.local_time import known_zone
from domain.ways import Rule

# Each field's description is the end of the sentence that a person reads when it is wrong.
LOCALES = Path(__file__).parent.parent / "locales"  # a folder a language
_UNSET = SecretStr("")
_ADDRESS = r"^(https?://[^\s]+)?$"


class SettingsError(Exception):
    """The settings cannot be used; *problems* are sentences for the person who set them."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n- ".join(["These settings need attention:", *problems]))
        self.problems = problems


class Settings(BaseSettings):
    """What an operator may set; the shop's goods and prices live in its database.

    A field's environment variable has the field's name in capitals. *database_url* always
    names an async driver. *webhook_secret* is derived from the token when it is not given.
    *shop_log_json* None means: JSON unless a person watches on a terminal.
    """

    model_config = SettingsConfigDict(
        env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True, validate_default=True
    )

    bot_token: SecretStr = Field(_UNSET, description="the token that @BotFather gave you")
    telegram_api_url: str = Field(
        "https://api.telegram.org",
        pattern=r"^https?://[^\s]+$",
        description="an address that starts with http:// or https://",
    )
    telegram_provider_token: SecretStr = _UNSET
    database_url: SecretStr = Field(
        SecretStr("sqlite+aiosqlite:///data/shop.db"),
        description="sqlite:///FILE or postgresql://USER:PASSWORD@HOST/DATABASE, "
        "with no options behind it but ?sslmode=… for PostgreSQL",
    )
    webhook_url: str = Field("", description="a public https:// address, with BOT_TOKEN set too")
    webhook_secret: SecretStr = Field(
        _UNSET, description="1 to 256 characters of A-Z, a-z, 0-9, _ and -"
    )
    host: str = Field("127.0.0.1", min_length=1, description="the address to listen on")
    port: int = Field(8080, ge=0, le=65535, description="a whole number from 0 to 65535")
    shop_owners: Annotated[frozenset[int], NoDecode] = Field(
        frozenset(), description="Telegram user ids (numbers, not @names) with commas between"
    )
    shop_name: str = Field("Souk", min_length=1, max_length=64, description="1-64 characters")
    shop_currency: str = Field("USD", description="a currency code like USD, EUR or XTR (Stars)")
    shop_language: str = Field("en", description="a language the shop has: en, ru or zh")
    shop_country: str = Field(
        "US", description="a country code of two capital letters, like US, DE or GB"
    )
    shop_timezone: Annotated[str, AfterValidator(known_zone)] = Field(
        "UTC", description="a time zone like UTC or Europe/Berlin"
    )
    shop_hold_minutes: int = Field(
        15, ge=1, le=1440, description="a whole number of minutes from 1 to 1440"
    )
    shop_return_days: int = Field(
        14, ge=0, le=365, description="a whole number of days from 0 to 365"
    )
    shop_reviews: Literal["moderated", "open"] = Field(
        "moderated", description="moderated or open"
    )
    shop_cash: bool = Field(True, description="true or false")
    shop_delivery: bool = Field(True, description="true or false")
    shop_pickup: bool = Field(
        False, description="true or false, and not false together with SHOP_DELIVERY"
    )
    shop_pickup_address: str = Field(
        "", max_length=200, description="up to 200 characters, and not empty with SHOP_PICKUP=true"
    )
    shop_tax_rate: Decimal = Field(
        Decimal(0),
        ge=0,
        le=100,
        decimal_places=3,
        description="a percentage from 0 to 100, like 20 or 8.875",
    )
    shop_tax_included: bool = Field(True, description="true or false")
    yookassa_shop_id: str = Field(
        "", pattern=r"^\d*$", description="the number of your shop at YooKassa"
    )
    yookassa_secret_key: SecretStr = Field(
        _UNSET, description="the secret key of that shop, with YOOKASSA_SHOP_ID set too"
    )
    yookassa_api_url: str = Field(
        "", pattern=_ADDRESS, description="an address that starts with http:// or https://"
    )
    yookassa_currency: str = Field("RUB", description="the currency of your account: RUB")
    yookassa_hold: bool = Field(False, description="true or false")
    stripe_secret_key: SecretStr = Field(_UNSET, description="a key that begins with sk_ or rk_")
    stripe_webhook_secret: SecretStr = Field(
        _UNSET, description="the signing secret of your webhook, which begins with whsec_"
    )
    stripe_api_url: str = Field(
        "", pattern=_ADDRESS, description="an address that starts with http:// or https://"
    )
    digital_goods: Rule = Field(
        Rule.STARS, description="stars, as Telegram demands inside its apps, or any"
    )
    shop_vat_code: int | None = Field(
        None, ge=1, le=12, description="YooKassa's code of your VAT rate, from 1 to 12"
    )
    shop_tax_system: int | None = Field(
        None, ge=1, le=6, description="YooKassa's code of your tax system, from 1 to 6"
    )
    shop_bank_details: str = Field(
        "", max_length=400, description="up to 400 characters: where customers transfer money to"
    )
    shop_transfer_hours: int = Field(
        24, ge=1, le=336, description="a whole number of hours from 1 to 336"
    )
    shop_support: str = Field("", max_length=200, description="up to 200 characters")
    shop_log_json: bool | None = Field(None, description="true or false")

    @field_validator("bot_token")
    @classmethod
    def _looks_like_a_token(cls, token: SecretStr) -> SecretStr:
        if token and not re.fullmatch(r"\d+:[\w-]+", token.get_secret_value()):
            raise ValueError
        return token

    @field_validator("database_url")
    @classmethod
    def _with_an_async_driver(cls, url: SecretStr) -> SecretStr:
        return SecretStr(with_async_driver(url.get_secret_value()))

    @field_validator("webhook_url")
    @classmethod
    def _reachable_for_telegram(cls, url: str, info: ValidationInfo) -> str:
        local = not info.data.get("telegram_api_url", "").startswith("https://api.telegram.org")
        fits = url.startswith("https://") or (local and url.startswith("http://"))
        if url and not (fits and info.data.get("bot_token")):
            raise ValueError
        return url.rstrip("/")

    @field_validator("webhook_secret")
    @classmethod
    def _given_or_derived(cls, secret: SecretStr, info: ValidationInfo) -> SecretStr:
        token = info.data.get("bot_token", _UNSET).get_secret_value()
        text = secret.get_secret_value() or _derived("webhook", token)
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", text):
            raise ValueError
        return SecretStr(text)

    @field_validator("yookassa_secret_key")
    @classmethod
    def _both_or_neither(cls, key: SecretStr, info: ValidationInfo) -> SecretStr:
        if bool(key.get_secret_value()) != bool(info.data.get("yookassa_shop_id")):
            raise ValueError
        return key

    @field_validator("stripe_secret_key")
    @classmethod
    def _a_secret_key(cls, key: SecretStr) -> SecretStr:
        if key and not key.get_secret_value().startswith(("sk_", "rk_")):
            raise ValueError
        return key

    @field_validator("stripe_webhook_secret")
    @classmethod
    def _a_signing_secret(cls, secret: SecretStr) -> SecretStr:
        if secret and not secret.get_secret_value().startswith("whsec_"):
            raise ValueError
        return secret

    @field_validator("shop_owners", mode="before")
    @classmethod
    def _ids_between_commas(cls, text: Any) -> Any:
        return text.replace(",", " ").split() if isinstance(text, str) else text

    @field_validator("shop_currency", "yookassa_currency")
    @classmethod
    def _known_currency(cls, code: str) -> str:
        if code.upper() != "XTR" and not is_currency(code.upper()):
            raise ValueError
        return code.upper()

    @field_validator("shop_country")
    @classmethod
    def _known_country(cls, code: str) -> str:
        if code not in SUPPORTED_REGIONS:  # or no phone number without a + could be read
            raise ValueError
        return code

    @field_validator("shop_language")
    @classmethod
    def _known_language(cls, code: str) -> str:
        if code not in {folder.name for folder in LOCALES.iterdir() if folder.is_dir()}:
            raise ValueError
        return code

    @field_validator("shop_pickup")
    @classmethod
    def _some_way_to_the_customer(cls, pickup: bool, info: ValidationInfo) -> bool:
        if not pickup and not info.data.get("shop_delivery", True):
            raise ValueError
        return pickup

    @field_validator("shop_pickup_address")
    @classmethod
    def _where_to_come(cls, address: str, info: ValidationInfo) -> str:
        if info.data.get("shop_pickup") and not address.strip():
            raise ValueError
        return address.strip()


def read_settings(env_file: Path | None = Path(".env")) -> Settings:
    """Read the settings from the environment, and from *env_file* what is not there.

    Raises:
        SettingsError: Something cannot be used; all of it is listed, secrets are not shown.
    """
    try:
        return Settings(_env_file=env_file)
    except ValidationError as error:
        raise SettingsError([*_sentences(error)]) from None


def _sentences(error: ValidationError) -> Iterator[str]:
    names = dict.fromkeys(str(problem["loc"][0]) for problem in error.errors())
    for name in names:
        yield f"{name.upper()} must be {Settings.model_fields[name].description}."


def _derived(purpose: str, token: str) -> str:
    return hmac.new(token.encode(), purpose.encode(), hashlib.sha256).hexdigest()
