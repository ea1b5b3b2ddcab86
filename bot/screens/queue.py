"""What the merchants an actor works for still have to do."""

from collections import Counter
from collections.abc import Sequence

from bot.callbacks.work import OpenFulfilment, OpenQueue
from bot.i18n import Translator
from bot.markup import Markup
from bot.reply import Button, Screen, columns
from bot.screens.merchant import step_name
from domain.fulfilment import Fulfilment
from domain.orders import FIRST_NUMBER

SHOWN = 14  # seven rows of two buttons


def queue_screen(parts: Sequence[Fulfilment], t: Translator) -> Screen:
    """Parts oldest first, counted by step; a tap opens one."""
    again = [Button(t("Look again"), OpenQueue())]
    if not parts:
        text = t("<b>Nothing to do.</b>\nA new order shows up here by itself.")
        return Screen(text, [again], card=False)
    text = Markup("\n").join([t("<b>To do, oldest first</b>"), _counts(parts, t)])
    if len({part.merchant_id for part in parts}) > 1:
        text = Markup("\n").join([text, "", *(_line(part, t) for part in parts[:SHOWN])])
    buttons = (_button(part, t) for part in parts[:SHOWN])
    return Screen(text, [*columns(buttons, 2), again], card=False)


def _counts(parts: Sequence[Fulfilment], t: Translator) -> Markup:
    by_step = Counter(part.step for part in parts)
    return Markup(" · ").join(
        t("{step}: {count}", step=step_name(step, t), count=t.number(count))
        for step, count in by_step.items()
    )


def _line(part: Fulfilment, t: Translator) -> Markup:
    return t("#{number} {merchant}", number=_number(part), merchant=part.merchant)


def _button(part: Fulfilment, t: Translator) -> Button:
    label = t("#{number} · {step}", number=_number(part), step=step_name(part.step, t))
    return Button(label, OpenFulfilment(fulfilment=part.id))


def _number(part: Fulfilment) -> str:
    return str(FIRST_NUMBER + part.order_id)
