"""Which payment providers the settings open."""

from collections.abc import Collection, Iterator, Mapping
from functools import partial

import structlog
from aiogram import Bot

from bot.settings import Settings
from bot.shop import Receipts
from domain.clock import Clock
from domain.money import Money
from domain.orders import Method
from domain.ports.gateways import Gateway
from payments.fiscal import CURRENCY, Fiscal, provider_data
from payments.stars import STARS, Stars

log = structlog.get_logger("bot.gateways")
_USUAL = 5_000  # minor units of an ordinary order, to see whether a currency is taken at all


def open_gateways(
    settings: Settings, clock: Clock, bot: Bot | None = None
) -> Mapping[str, Gateway]:
    """Return the providers with keys that take the shop's currency, by name.

    *bot* gives back Stars, which every shop can take.
    """
    usual = Money(_USUAL, settings.shop_currency)
    opened: dict[str, Gateway] = {}
    if bot:
        opened[Method.STARS] = Stars(bot)
    for gateway in _with_keys(settings, clock):
        if gateway.takes(usual):
            opened[gateway.provider] = gateway
        else:
            log.warning("currency_not_taken", provider=gateway.provider, currency=usual.currency)
    return opened


def ways_to_pay(settings: Settings, gateways: Collection[str]) -> tuple[Method, ...]:
    """Return the ways that *settings* switch on when *gateways* are in use, in their order.

    Stars are one of them where the shop's own prices are in Stars; goods that have a price
    in them can be paid so in every shop (`domain.ways`).
    """
    if settings.shop_currency == STARS:
        return (Method.STARS,)
    token = settings.telegram_provider_token.get_secret_value()
    offered = {
        Method.TELEGRAM: bool(token),
        Method.YOOKASSA: Method.YOOKASSA in gateways,
        Method.STRIPE: Method.STRIPE in gateways,
        Method.TRANSFER: bool(settings.shop_bank_details),
        Method.CASH: settings.shop_cash,
    }
    return tuple(method for method, on in offered.items() if on)


def invoice_receipts(settings: Settings) -> Receipts | None:
    """Return what makes the fiscal receipt of an invoice in the chat; None if none is made.

    YooKassa makes them, for roubles, and takes them by its token for Telegram Payments.
    """
    data = fiscal(settings)
    token = settings.telegram_provider_token.get_secret_value()
    if data is None or not token or settings.shop_currency != CURRENCY:
        return None
    return partial(provider_data, data)


def _with_keys(settings: Settings, clock: Clock) -> Iterator[Gateway]:
    # Each provider's own library is loaded only by shops that use it: five and ten megabytes.
    if settings.yookassa_shop_id:
        from payments.yookassa import YooKassa

        yield YooKassa(
            settings.yookassa_shop_id,
            settings.yookassa_secret_key.get_secret_value(),
            settings.yookassa_api_url,
            fiscal(settings),
            clock,
            capture=not settings.yookassa_hold,
            currencies=frozenset({settings.yookassa_currency}),
        )
    if key := settings.stripe_secret_key.get_secret_value():
        from payments.stripe import Stripe

        secret = settings.stripe_webhook_secret.get_secret_value()
        yield Stripe(key, secret, settings.stripe_api_url, clock)


def fiscal(settings: Settings) -> Fiscal | None:
    """Return what fiscal receipts say; None if the shop makes none."""
    code = settings.shop_vat_code
    if code is None:
        return None
    return Fiscal(settings.shop_tax_system, vat_code=code, delivery_vat_code=code)
