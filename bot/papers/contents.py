"""What stands on an order's paper, in the reader's language."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from babel import Locale

from bot.i18n import Translator, noop
from bot.numerals import numerals_of
from bot.papers.payment_words import cash_label, payment_words
from bot.screens.fates import fates
from bot.screens.sums import percent
from bot.shop import ShopFacts
from domain.customers import Delivery
from domain.fulfilment import Step
from domain.money import Money, exponent
from domain.orders import Method, Order, OrderLine, Status

_WAYS = {
    Delivery.COURIER: noop("By courier"),
    Delivery.PICKUP: noop("Pick-up"),
    Delivery.DIGITAL: noop("In the chat"),
}
_ENDED = (Status.CANCELLED, Status.EXPIRED)
_AFTER_DIGITS = re.compile(r"(?<=\d)(?=\D*$)")


@dataclass(frozen=True, slots=True)
class Fact:
    """Something about the whole order, in a few lines."""

    label: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table; *remark* says what of its goods did not come, or came back."""

    name: str
    options: str
    remark: str
    sku: str
    quantity: str
    price: str
    sum: str


@dataclass(frozen=True, slots=True)
class Total:
    """A line below the table; a *strong* one is what people look for."""

    label: str
    sum: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """All words and numbers of a paper, as plain text and not HTML.

    *state* is empty unless the order came to nothing, *ask* unless there is somebody to
    ask. *address* is how *link*, which opens the order in the shop, is written.
    """

    language: str
    shop: str
    title: str
    state: str
    facts: tuple[Fact, ...]
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    totals: tuple[Total, ...]
    ask: str
    link: str
    address: str


def contents(order: Order, t: Translator, shop: ShopFacts) -> Paper:
    """Return what the paper of *order* says in the language of *t*."""
    dropped = _dropped(order)
    return Paper(
        language=t.language.replace("-", "_").partition("_")[0],
        shop=shop.name,
        title=t("Order #{number}", number=order.number).plain,
        state=_state(order, t),
        facts=tuple(_facts(order, t)),
        columns=_columns(t),
        lines=tuple(_line(order, line, line in dropped, t) for line in order.lines),
        totals=tuple(_totals(order, t)),
        ask=t("Questions? {support}", support=shop.support).plain if shop.support else "",
        link=shop.link(f"o_{order.number}"),
        address=f"t.me/{shop.bot_username}",
    )


def _columns(t: Translator) -> tuple[str, ...]:
    heads = (t("Item"), t("SKU"), t("Qty"), t("Price"), t("Sum"))
    return tuple(head.plain for head in heads)


def _state(order: Order, t: Translator) -> str:
    match order.status:
        case Status.CANCELLED:
            return t("cancelled").plain
        case Status.EXPIRED:
            return t("not paid in time").plain
    return ""


def _dropped(order: Order) -> tuple[OrderLine, ...]:
    """The lines whose merchant cancelled, while the rest of the order goes on."""
    if order.status in _ENDED:
        return ()
    gone = {part.merchant_id for part in order.fulfilments if part.step is Step.CANCELLED}
    return tuple(line for line in order.lines if line.merchant_id in gone)


def _facts(order: Order, t: Translator) -> Iterator[Fact]:
    who = order.recipient
    way = t(_WAYS[who.delivery])
    named = who.method or way.plain
    yield Fact(t("Ordered on").plain, (t.date(order.placed_at).plain,))
    yield Fact(t("Payment").plain, tuple(payment_words(order, t)))
    yield Fact(t("Delivery").plain, (named, who.address))
    yield Fact(t("Recipient").plain, (who.name, who.phone))
    if who.comment:
        yield Fact(t("Comment").plain, (who.comment,))


def _line(order: Order, line: OrderLine, dropped: bool, t: Translator) -> Line:
    return Line(
        name=line.title,
        options=line.label,
        remark=t("Cancelled").plain if dropped else fates(line, t).plain,
        sku=line.sku,
        quantity=t.number(line.quantity).plain,
        price=_sum(order, line.price, t),
        sum=_sum(order, line.price * line.quantity, t),
    )


def _totals(order: Order, t: Translator) -> Iterator[Total]:
    def total(label: str, money: Money, *, strong: bool = False) -> Total:
        return Total(label, _sum(order, money, t), strong)

    sums = order.sums
    if sums.shipping.amount or sums.discount.amount or sums.tax.amount:
        yield total(t("Goods").plain, sums.goods)
    if sums.discount.amount:
        yield total(t("Promo {code}", code=order.promo).plain, sums.discount * -1)
    if sums.shipping.amount:
        yield total(t("Delivery").plain, sums.shipping)
    elif order.recipient.delivery is Delivery.COURIER:
        yield Total(t("Delivery").plain, t("free").plain)
    if sums.tax.amount:
        yield total(t("Tax, {rate}", rate=percent(sums.rate, t)).plain, sums.tax)
    less = order.never_due
    in_cash = order.method is Method.CASH and order.status not in _ENDED
    in_cash_for_less = in_cash and less.amount > 0
    yield total(t("Total").plain, order.total, strong=not in_cash_for_less)
    if in_cash_for_less:
        yield total(t("Cancelled").plain, less * -1)
        yield total(cash_label(order, t), order.total - less, strong=True)
    if sums.included.amount:
        rate = percent(sums.rate, t)
        yield total(t("Tax included, {rate}", rate=rate).plain, sums.included)


def _sum(order: Order, money: Money, t: Translator) -> str:
    """Write *money* as everywhere in the shop, but ``$12.00`` above ``$12.50``."""
    scale = 10 ** exponent(money.currency)
    added = order.sums
    parts = (added.discount, added.shipping, added.tax, added.included)
    sums = (*parts, *(line.price for line in order.lines))
    text = t.money(money).plain
    if money.amount % scale or not any(each.amount % scale for each in sums):
        return text
    point = numerals_of(Locale.parse(t.language)).point
    return _AFTER_DIGITS.sub(point + "0" * exponent(money.currency), text)
