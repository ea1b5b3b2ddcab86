"""What an owner must know of money: to return it, to look at it, or that all is seen to."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.callbacks.work import ConfirmRefund, OpenAnyOrder
from bot.i18n import Translator
from bot.markup import Markup
from bot.reply import Button, Screen
from bot.screens.admin import all_orders_button
from bot.screens.order_words import provider_name
from bot.screens.parts import LINES, clip
from domain.gateways import RefundState
from domain.money import Money
from domain.notices import Alert
from domain.orders import FIRST_NUMBER, Method
from domain.refunds import Refund


def alert_screen(
    payload: Mapping[str, Any], t: Translator, refund: Refund | None = None
) -> Screen:
    """Return the message for the alert that *payload* describes; see `domain.notices.alert`.

    *refund* is the one it is about, as it stands now.
    """
    kind = Alert(payload["alert"])
    if kind is Alert.REFUND_DUE and refund and refund.state is RefundState.SUCCEEDED:
        return returned_screen(refund, "", t)
    lines = [*_said(kind, payload, refund, t)]
    if kind in (Alert.REFUND_DUE, Alert.NEEDS_REVIEW):
        lines += _where_to_look(payload, t)
    rows = [*_task(kind, payload, t), _way_on(payload["order_id"], t)]
    return Screen(LINES.join(lines), rows, card=False, fresh=True)


def returned_screen(refund: Refund, name: str, t: Translator) -> Screen:
    """What the alert about a refund by hand says once it is made. *name*: who noted it."""
    order_id = refund.taken.order_id
    back = t(
        "<b>{money} of order #{number} is returned.</b>",
        money=t.money(refund.money),
        number=_number(order_id),
    )
    told = t("The payer has been told.")
    if name:
        told = t("{name} noted it. The payer has been told.", name=clip(name, 64))
    return Screen(LINES.join([back, told]), [_way_on(order_id, t)], card=False)


def _said(
    kind: Alert, payload: Mapping[str, Any], refund: Refund | None, t: Translator
) -> Iterator[Markup]:
    match kind:
        case Alert.WAY_CLOSED:
            yield from _way_closed(payload, t)
        case Alert.REFUND_DUE:
            yield t("<b>Money to give back: {money}</b>", money=_money(payload, t))
            yield _why(payload, refund, t)
            yield _how(payload, refund, t)
        case Alert.REFUNDING:
            money = _money(payload, t)
            yield t("<b>{money} goes back by itself. There is nothing to do.</b>", money=money)
            yield _why(payload, refund, t)
        case Alert.REFUNDED_OUTSIDE:
            yield _outside(payload, t)
            yield t("The stock is unchanged; what came back is yours to count in.")
        case Alert.NEEDS_REVIEW:
            yield from _unclear(payload, t)
        case Alert.NO_RECEIPT:
            yield from _no_receipt(payload, t)
        case Alert.CASH_DIFFERS:
            yield from _cash(payload, t)
        case Alert.NO_KEYS:
            yield t(
                "<b>Keys are missing: order #{number} is paid and waits for {sku}.</b>",
                number=_number(payload["order_id"]),
                sku=payload["sku"],
            )
            yield t("/keys adds some; the order is handed over by itself then.")


def _why(payload: Mapping[str, Any], refund: Refund | None, t: Translator) -> Markup:
    """Say why money goes back; what a refund is about is its subject's first word."""
    number = _number(payload["order_id"])
    match refund.subject.partition(":")[0] if refund else "charge":
        case "charge":
            return t(
                "It was paid for order #{number} but could not be counted towards it.",
                number=number,
            )
        case "part":
            return t("It was paid for a part of order #{number} that is cancelled.", number=number)
        case "order":
            return t("It was paid for order #{number}, which is cancelled.", number=number)
        case "drop":
            return t("It was paid for pieces of order #{number} that are missing.", number=number)
        case "return":
            return t("It was paid for goods of order #{number} that came back.", number=number)
        case "waive":
            return t(
                "It was paid for pieces of order #{number}; the shop gives it back.", number=number
            )
    return t("It was paid for order #{number}.", number=number)


def _how(payload: Mapping[str, Any], refund: Refund | None, t: Translator) -> Markup:
    if payload.get("unsure"):
        return t(
            "Nobody knows whether it went: the provider did not answer for a day. Please look "
            "in its cabinet, return it there only if it is missing, then confirm it here."
        )
    if refund and refund.taken.provider == Method.CASH:
        return t("It was paid in cash. Please give it back by hand, then confirm it here.")
    if refund and refund.taken.provider == Method.TRANSFER:
        return t("Please return it by hand, then confirm it here.")
    if payload.get("refund_id"):
        return t("Please return it by hand at your payment provider, then confirm it here.")
    return t("Please return it by hand at your payment provider.")


def _way_closed(payload: Mapping[str, Any], t: Translator) -> Iterator[Markup]:
    provider = provider_name(payload["provider"], t)
    yield t("<b>Customers cannot pay by {provider} at the moment.</b>", provider=provider)
    yield t(
        "{provider} does not accept this shop's keys or requests. Please check the settings.",
        provider=provider,
    )


def _outside(payload: Mapping[str, Any], t: Translator) -> Markup:
    return t(
        "<b>{money} of order #{number} was returned in the provider's cabinet.</b>",
        money=_money(payload, t),
        number=_number(payload["order_id"]),
    )


def _unclear(payload: Mapping[str, Any], t: Translator) -> Iterator[Markup]:
    money = _money(payload, t)
    if not payload["order_id"]:
        yield t("<b>Payment that belongs to no order: {money}</b>", money=money)
        yield t("Please look it up at your payment provider.")
        return
    yield t("<b>Payment to look at: {money}</b>", money=money)
    yield t(
        "It does not fit order #{number}: the sum or the currency differs. "
        "The order stays unpaid.",
        number=_number(payload["order_id"]),
    )


def _no_receipt(payload: Mapping[str, Any], t: Translator) -> Iterator[Markup]:
    number = _number(payload["order_id"])
    yield t("<b>There is no fiscal receipt for order #{number}</b>", number=number)
    yield t(
        "It is paid, but {provider} could not register the receipt. Please make it there, or "
        "on your cash register.",
        provider=provider_name(payload["provider"], t),
    )


def _cash(payload: Mapping[str, Any], t: Translator) -> Iterator[Markup]:
    due = Money(payload["due"], payload["currency"])
    yield t(
        "<b>Order #{number}: {sum} in cash instead of {due}</b>",
        number=_number(payload["order_id"]),
        sum=_money(payload, t),
        due=t.money(due),
    )
    yield t("{name} has delivered it and noted the sum.", name=clip(payload["name"], 64))
    if payload["amount"] < due.amount:
        yield t("Please ask them or the customer about the rest. The order stays not fully paid.")
    else:
        yield t("The order is paid; what is over is a tip, or belongs to the customer.")


def _where_to_look(payload: Mapping[str, Any], t: Translator) -> Iterator[Markup]:
    if charge := payload.get("charge_id"):
        yield t("Charge: <code>{charge}</code>", charge=str(charge))
    if payer := payload.get("payer_id"):
        yield t("Payer's Telegram id: <code>{payer}</code>", payer=str(payer))


def _task(kind: Alert, payload: Mapping[str, Any], t: Translator) -> Iterator[list[Button]]:
    if kind is Alert.REFUND_DUE and (refund_id := payload.get("refund_id")):
        done = ConfirmRefund(refund=refund_id)
        yield [Button(t("I have returned it"), done, style="primary")]


def _way_on(order_id: int, t: Translator) -> list[Button]:
    """The order it is about, or all of them to look for the one that fits."""
    if order_id:
        return [Button(t("Open the order"), OpenAnyOrder(order=order_id))]
    return [all_orders_button(t)]


def _number(order_id: int) -> str:
    return str(FIRST_NUMBER + order_id)


def _money(payload: Mapping[str, Any], t: Translator) -> Markup:
    return t.money(Money(payload["amount"], payload["currency"]))
