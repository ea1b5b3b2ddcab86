"""What an owner must look at: money that came and cannot be kept, or fits nothing."""

from collections.abc import Mapping
from typing import Any

from bot.callbacks import OpenAnyOrder
from bot.i18n import Translator
from bot.reply import Button, Screen
from domain.money import Money
from domain.notices import Alert
from domain.orders import FIRST_NUMBER


def alert_screen(payload: Mapping[str, Any], t: Translator) -> Screen:
    """Return the message for the alert that *payload* describes; see `domain.notices.alert`."""
    money = t.money(Money(payload["amount"], payload["currency"]))
    text = [_what(payload, money, t)]
    if charge := payload.get("charge_id"):
        text.append(t("Charge: <code>{charge}</code>", charge=str(charge)))
    text.append(t("Payer's Telegram id: <code>{payer}</code>", payer=str(payload["payer_id"])))
    rows = []
    if order_id := payload["order_id"]:
        rows = [[Button(t("Open the order"), OpenAnyOrder(order=order_id))]]
    return Screen("\n".join(text), rows, card=False, fresh=True)


def _what(payload: Mapping[str, Any], money: str, t: Translator) -> str:
    number = str(FIRST_NUMBER + payload["order_id"])
    if payload["alert"] == Alert.REFUND_DUE:
        return t(
            "<b>Money to give back: {money}</b>\nIt was paid for order #{number} but could "
            "not be counted towards it. Please refund it at your payment provider.",
            money=money,
            number=number,
        )
    if not payload["order_id"]:
        return t(
            "<b>Payment that belongs to no order: {money}</b>\nPlease look it up at your payment "
            "provider.",
            money=money,
        )
    return t(
        "<b>Payment to look at: {money}</b>\nIt does not fit order #{number}: the sum or the "
        "currency differs. The order stays unpaid.",
        money=money,
        number=number,
    )
