"""The few words over the chat after something was done."""

from bot.i18n import Translator
from bot.markup import Markup
from bot.screens.parts import clip
from domain.carts import CartLine

_NAME = 60


def added(line: CartLine | None, pieces: int, t: Translator) -> Markup:
    """Say that a line is in the cart, and what the cart holds."""
    name = clip(line.name, _NAME) if line else ""
    return t("Added: {name}. In your cart: {n}", name=name, n=t.number(pieces))


def already(line: CartLine, t: Translator) -> Markup:
    """Say that a line was in the cart before, and how often."""
    return t(
        "Already in your cart: {name} × {n}",
        name=clip(line.name, _NAME),
        n=t.number(line.quantity),
    )


def removed(line: CartLine | None, t: Translator) -> Markup | None:
    """Say that a line left the cart; nothing if it was not there."""
    return t("Removed: {name}", name=clip(line.name, _NAME)) if line else None
