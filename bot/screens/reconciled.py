"""What comparing with a provider's books came to, for owners."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from bot.callbacks.work import OpenAnyOrder
from bot.i18n import Translator, noop
from bot.markup import Markup
from bot.reply import Button, Screen
from bot.screens.parts import LINES, paragraphs
from domain.money import Money
from domain.orders import FIRST_NUMBER, Method
from domain.reconciliation import Gap

_NAMES = {Method.YOOKASSA: "YooKassa", Method.STRIPE: "Stripe"}  # the same in every language
_NOBODYS = noop("{theirs} was paid for an order that this shop never had.")
_SAYS = {
    Gap.UNRECORDED: noop("Order #{number}: {theirs} was paid and could not be recorded here."),
    Gap.UNBACKED: noop(
        "Order #{number}: {ours} is recorded here, but the provider does not show it as paid."
    ),
    Gap.SUM: noop("Order #{number}: {theirs} was paid instead of {ours}."),
    Gap.REFUNDED: noop("Order #{number}: the provider gave {theirs} back, here it says {ours}."),
    Gap.DISPUTED: noop(
        "Order #{number}: the customer wants {theirs} back through the bank. Please answer at "
        "the provider in time."
    ),
}


def reconciled_screen(payload: Mapping[str, Any], t: Translator) -> Screen:
    """Return the message for what `domain.services.reconcile.payload` describes."""
    name = _NAMES.get(payload["provider"], payload["provider"])
    head = t("<b>{provider}: the shop's books and theirs</b>", provider=name)
    text = paragraphs(head, LINES.join(summary(payload, t)), *differences(payload, t))
    orders = dict.fromkeys(each["order_id"] for each in payload["differences"])
    return Screen(text, [[_order_button(id_, t)] for id_ in orders if id_], card=False, fresh=True)


def summary(payload: Mapping[str, Any], t: Translator) -> Iterator[Markup]:
    """Say how much was compared, and how much of it was put right or is not right yet."""
    since = t.time_tag(datetime.fromisoformat(payload["since"]), "d")
    yield t.plural(
        "{n} payment since {since} was compared.",
        "{n} payments since {since} were compared.",
        payload["payments"],
        since=since,
    )
    if healed := payload["healed"]:
        yield t.plural(
            "{n} difference was found and put right.",
            "{n} differences were found and put right.",
            healed,
        )
    if differing := payload["differing"]:
        yield t.plural(
            "{n} difference is left. Please look at it:",
            "{n} differences are left. Please look at them:",
            differing,
        )
    if not payload["complete"]:
        yield t("The provider stopped answering, so some payments were not compared.")


def differences(payload: Mapping[str, Any], t: Translator) -> Iterator[Markup]:
    """Name the differences that are left, each with the payment's id at the provider."""
    for each in payload["differences"]:
        payment = t("Payment: <code>{payment}</code>", payment=each["payment"])
        yield LINES.join((_difference(each, t), payment))
    if more := payload["differing"] - len(payload["differences"]):
        yield t.plural("and {n} more difference", "and {n} more differences", more)


def _difference(each: Mapping[str, Any], t: Translator) -> Markup:
    gap = Gap(each["gap"])
    if gap is Gap.UNRECORDED and not each["order_id"]:
        return t(_NOBODYS, theirs=_sum(each["theirs"], t))
    return t(
        _SAYS[gap],
        number=str(FIRST_NUMBER + each["order_id"]),
        ours=_sum(each["ours"], t),
        theirs=_sum(each["theirs"], t),
    )


def _sum(money: list[Any] | None, t: Translator) -> Markup:
    return t.money(Money(*money)) if money else Markup()


def _order_button(order_id: int, t: Translator) -> Button:
    label = t("Order #{number}", number=str(FIRST_NUMBER + order_id))
    return Button(label, OpenAnyOrder(order=order_id))
