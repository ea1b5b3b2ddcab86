"""What is asked of a merchant who is paid at the door."""

from bot.callbacks.work import MoveFulfilment, OpenFulfilment, TakeCash
from bot.i18n import Translator
from bot.markup import Markup
from bot.reply import Button, Screen
from bot.screens.merchant import subject
from bot.screens.parts import LINES, with_sum
from domain.fulfilment import Step
from domain.money import Money
from domain.services.fulfilment import Part


def cash_screen(part: Part, due: Money, t: Translator, *, group: bool) -> Screen:
    """Ask how much was received: what was *due* is a tap, another sum is typed."""
    type_it = (
        t("If it was another sum, reply to this message with it.")
        if group
        else t("If it was another sum, send it as a message.")
    )
    text = [
        t("<b>Order #{number}: how much did you receive?</b>", number=part.order.number),
        t("It comes to {due} in cash.", due=t.money(due)),
        type_it,
    ]
    back = Button(t("‹ Back"), OpenFulfilment(fulfilment=part.fulfilment.id))
    label = with_sum(t("Received {sum}", sum=t.money(due)), t.money(due))
    received = Button(label, _take(part, due), style="success")
    return _screen(part, text, [received, back])


def other_sum_screen(part: Part, due: Money, received: Money, t: Translator) -> Screen:
    """Say what another sum than the one *due* leads to, and ask whether it is right."""
    number = part.order.number
    text = [
        t("<b>Order #{number}: {sum} received?</b>", number=number, sum=t.money(received)),
        _what_follows(due, received, t),
    ]
    label = with_sum(t("Yes, {sum}", sum=t.money(received)), t.money(received))
    sure = Button(label, _take(part, received), style="primary")
    ask = MoveFulfilment(fulfilment=part.fulfilment.id, to=Step.DELIVERED)
    return _screen(part, text, [sure, Button(t("‹ Back"), ask)])


def _what_follows(due: Money, received: Money, t: Translator) -> Markup:
    if received > due:
        return t(
            "That is {more} more than the {due} it comes to. The order will be delivered and "
            "paid, and the owners are told what is over.",
            more=t.money(received - due),
            due=t.money(due),
        )
    return t(
        "That is {less} less than the {due} it comes to. The order will be delivered all the "
        "same, its payment is marked as unclear, and the owners are told.",
        less=t.money(due - received),
        due=t.money(due),
    )


def _take(part: Part, money: Money) -> TakeCash:
    return TakeCash(fulfilment=part.fulfilment.id, amount=money.amount)


def _screen(part: Part, text: list[Markup], buttons: list[Button]) -> Screen:
    rows = [[button] for button in buttons]
    return Screen(LINES.join(text), rows, card=False, subject=subject(part.fulfilment))
