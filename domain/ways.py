"""Which ways to pay fit which goods: the rule of Telegram's stores, and the shop's own.

Inside Telegram digital goods and services are paid in Stars only, and nothing else is
(core.telegram.org/bots/payments-stars). A shop that is not bound to that sells digital goods
for other money too; physical goods are never sold for Stars.
"""

from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import Protocol

from domain.digital import Kind
from domain.money import STARS
from domain.orders import Method, Order


class Rule(StrEnum):
    """By what digital goods may be paid."""

    STARS = "stars"  # as Telegram demands of bots in its apps
    ANY = "any"  # by Stars or other money, as each is priced


class Goods(Protocol):
    """A line of a cart or an order."""

    @property
    def kind(self) -> Kind: ...


def ways(
    methods: Collection[Method], rule: Rule, currency: str, *, digital: bool
) -> tuple[Method, ...]:
    """Return by which ways goods of this kind and currency may be paid, in the shop's order.

    *methods* are those of the shop; every shop can take Stars. None at all: such goods
    cannot be sold here.
    """
    if currency == STARS:
        return (Method.STARS,) if digital else ()
    if not digital:
        return tuple(method for method in methods if method is not Method.STARS)
    if rule is Rule.STARS:
        return ()
    never = (Method.STARS, Method.CASH)  # nobody comes to the door
    return tuple(method for method in methods if method not in never)


def ways_of(methods: Collection[Method], rule: Rule, order: Order) -> tuple[Method, ...]:
    """Return by which ways an order may be paid."""
    return ways(methods, rule, order.total.currency, digital=order.digital)


def may_be_priced(kind: Kind, currency: str, rule: Rule) -> bool:
    """Whether goods with a price in this currency could be paid at all, methods apart."""
    if currency == STARS:
        return kind.digital
    return not kind.digital or rule is Rule.ANY


def any_digital(lines: Iterable[Goods]) -> bool:
    """Whether some of the lines are handed over in the chat."""
    return any(line.kind.digital for line in lines)
