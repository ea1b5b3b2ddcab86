"""How a total comes about, line by line, the same on every screen that has one."""

from collections.abc import Iterator
from decimal import Decimal

from babel.numbers import format_percent

from bot.i18n import Translator
from bot.markup import Markup
from domain.pricing import Sums
from domain.rounding import WHOLE


def sum_lines(sums: Sums, promo: str, t: Translator, *, free: bool = False) -> Iterator[Markup]:
    """Say what is between the goods and the total; nothing if there is nothing between.

    *promo* is the code that was used, *free* has a delivery said that costs nothing.
    """
    if sums.discount.amount or sums.shipping.amount or sums.tax.amount:
        yield t("Goods: {price}", price=t.money(sums.goods))
    if promo:
        yield promo_line(sums, promo, t)
    if sums.shipping.amount:
        yield t("Delivery: {price}", price=t.money(sums.shipping))
    elif free:
        yield t("Delivery: free")
    if sums.tax.amount:
        yield t("Tax, {rate}: {tax}", rate=percent(sums.rate, t), tax=t.money(sums.tax))


def total_lines(sums: Sums, t: Translator) -> Iterator[Markup]:
    """Say the total, and the tax that it has in it."""
    yield t("<b>Total: {total}</b>", total=t.money(sums.total))
    if sums.included.amount:
        yield t(
            "Tax included, {rate}: {tax}",
            rate=percent(sums.rate, t),
            tax=t.money(sums.included),
        )


def promo_line(sums: Sums, promo: str, t: Translator) -> Markup:
    """Say what a promo code takes off."""
    if not sums.discount.amount:
        return t("Promo {code}: free delivery", code=promo)
    return t("Promo {code}: −{discount}", code=promo, discount=t.money(sums.discount))


def percent(rate: int, t: Translator) -> str:
    """Write a rate of thousandths of a percent as the language does: "20%", "8,875 %"."""
    share = Decimal(rate) / WHOLE
    return format_percent(share, locale=t.language, decimal_quantization=False)
