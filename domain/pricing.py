"""What an order costs: a pure function from goods, delivery, promo code and tax to sums.

Sums are taken in this order: goods at their prices; the promo's discount on those it is
for; delivery, free from a sum of goods at their own prices, so that a promo never takes free
delivery away; tax on all of that. Everything is rounded as `domain.rounding` has it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from domain.deliveries import DeliveryMethod
from domain.money import Money, zero
from domain.rounding import WHOLE, half_up, shares


@dataclass(frozen=True, slots=True)
class Tax:
    """A rate in thousandths of a percent. *included*: prices have it in them already."""

    rate: int = 0
    included: bool = True

    def within(self, gross: int) -> int:
        """The tax that is in *gross*, when prices include it."""
        return half_up(gross, self.rate, WHOLE + self.rate) if self.included else 0

    def upon(self, net: int) -> int:
        """The tax that comes on top of *net*, when prices do not include it."""
        return 0 if self.included else half_up(net, self.rate, WHOLE)


NO_TAX = Tax()


@dataclass(frozen=True, slots=True)
class Off:
    """What a promo code takes off: a *percent* (in thousandths) and a fixed *amount* (minor
    units) of the goods it is for, or the delivery. *products* are those goods' ids.
    """

    percent: int = 0
    amount: int = 0
    free_delivery: bool = False
    products: frozenset[int] = frozenset()


class Line(Protocol):
    """A line of a cart."""

    @property
    def product_id(self) -> int: ...
    @property
    def total(self) -> Money: ...


@dataclass(frozen=True, slots=True)
class QuotedLine:
    """What one line costs. *tax* is what comes on top; tax that is included is not in it."""

    gross: Money
    discount: Money
    tax: Money

    @property
    def total(self) -> Money:
        """What is paid for the line."""
        return self.gross - self.discount + self.tax


@dataclass(frozen=True, slots=True)
class Sums:
    """How a total comes about: goods less discount, with delivery and tax on top.

    *tax* is added; *included* is the tax that *total* has in it already. One of them is
    zero. *rate* is in thousandths of a percent.
    """

    goods: Money
    discount: Money
    shipping: Money
    tax: Money
    total: Money
    included: Money
    rate: int = 0


@dataclass(frozen=True, slots=True)
class Quote:
    """What an order costs, line by line in the order given, and in sum.

    The lines' totals with the delivery and its tax are the total, to the minor unit.
    """

    lines: tuple[QuotedLine, ...]
    sums: Sums
    delivery_tax: Money

    @property
    def total(self) -> Money:
        """What is to be paid."""
        return self.sums.total


def quote(
    lines: Sequence[Line], method: DeliveryMethod | None, off: Off | None, tax: Tax
) -> Quote:
    """Return what *lines* (one at least) cost when delivered by *method*.

    None in place of *method* leaves the delivery out. *off* is what a promo takes off.

    Raises:
        CurrencyMixed: Lines or delivery are in several currencies.
    """
    goods = sum((line.total for line in lines), start=zero(lines[0].total.currency))
    discounts = _discounts(lines, off)
    shipping = _shipping(goods, method, off)
    worth = [line.total.amount - less for line, less in zip(lines, discounts, strict=True)]
    net = sum(worth) + shipping.amount
    taxes = _shared([*worth, shipping.amount], tax.upon(net))

    def money(amount: int) -> Money:
        return Money(amount, goods.currency)

    sums = Sums(
        goods=goods,
        discount=money(sum(discounts)),
        shipping=shipping,
        tax=money(sum(taxes)),
        total=money(net + sum(taxes)),
        included=money(tax.within(net)),
        rate=tax.rate,
    )
    quoted = (
        QuotedLine(line.total, money(less), money(more))
        for line, less, more in zip(lines, discounts, taxes[:-1], strict=True)
    )
    return Quote(tuple(quoted), sums, money(taxes[-1]))


def _discounts(lines: Sequence[Line], off: Off | None) -> list[int]:
    """What each line costs less, in minor units."""
    if off is None:
        return [0] * len(lines)
    fitting = [line.total.amount if line.product_id in off.products else 0 for line in lines]
    sum_ = sum(fitting)
    return _shared(fitting, min(sum_, half_up(sum_, off.percent, WHOLE) + off.amount))


def _shipping(goods: Money, method: DeliveryMethod | None, off: Off | None) -> Money:
    if method is None or (off is not None and off.free_delivery):
        return zero(goods.currency)
    return zero(goods.currency) + method.cost(goods)


def _shared(amounts: list[int], whole: int) -> list[int]:
    return shares(amounts, whole) if whole else [0] * len(amounts)
