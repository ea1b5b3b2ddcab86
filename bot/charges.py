"""Which updates are about money: no brake stops them, and none that brings it may be lost."""

from collections.abc import Mapping
from typing import Any

from aiogram.types import TelegramObject, Update


def brings_money(raw: Mapping[str, Any]) -> bool:
    """Whether an update, as Telegram sent it, tells that money came."""
    message = raw.get("message")
    return isinstance(message, dict) and bool(message.get("successful_payment"))


def tells_of_money(event: TelegramObject) -> bool:
    """Whether an update, as it was read, tells that money came."""
    message = event.message if isinstance(event, Update) else None
    return message is not None and message.successful_payment is not None


def is_payment(event: TelegramObject) -> bool:
    """Whether an update belongs to a payment: money, or a question before it."""
    if not isinstance(event, Update):
        return False
    asks = event.pre_checkout_query or event.shipping_query
    return asks is not None or tells_of_money(event)
