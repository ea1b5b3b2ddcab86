"""What a cart costs, and why it may become several orders."""

from collections.abc import Iterable, Iterator

from bot.i18n import Translator
from bot.markup import Markup
from bot.screens.parts import LINES, paragraphs
from bot.screens.price_refusals import why
from bot.screens.sums import sum_lines, total_lines
from domain.carts import Cart, CartLine
from domain.money import Money, zero
from domain.services.pricing import Prices


def total_of(cart: Cart, prices: Prices | None, t: Translator) -> Markup:
    """What a cart comes to: each of its parts by itself, the first with all that makes it."""
    parts = cart.parts
    if not parts:
        return t("Nothing of it can be bought any more.")
    if cart.changed:
        why = t("Something changed since you chose. Please have a look.")
        return LINES.join([why, *(_total_now(part, t) for part in parts)])
    if len(parts) > 1:
        return paragraphs(LINES.join(_sums(parts, prices, t)), apart(t))
    return LINES.join(_sums(parts, prices, t))


def _total_now(part: Cart, t: Translator) -> Markup:
    total = _accepted(part.buyable, zero(part.lines[0].price.currency))
    return t("<b>Total now: {total}</b>", total=t.money(total))


def _sums(parts: tuple[Cart, ...], prices: Prices | None, t: Translator) -> Iterator[Markup]:
    """The total of each part; that of the first with all that makes it, when it is known."""
    first, *others = parts
    if prices:
        yield from _priced(prices, t)
    elif first.subtotal:
        yield t("<b>Total: {total}</b>", total=t.money(first.subtotal))
    for part in others:
        if part.subtotal:
            yield t("<b>Digital goods: {total}</b>", total=t.money(part.subtotal))


def apart(t: Translator) -> Markup:
    """Why a cart becomes several orders."""
    return t(
        "Digital goods are ordered by themselves: they are paid apart and arrive in this chat "
        "at once."
    )


def _priced(prices: Prices, t: Translator) -> Iterator[Markup]:
    """The total with all that makes it, as far as a way of delivery is chosen."""
    sums, method = prices.quote.sums, prices.method
    yield from sum_lines(sums, prices.code, t, free=bool(method and method.fee.amount))
    if least := prices.delivery_from:
        yield t("Delivery: from {price}", price=t.money(least))
        yield t("<b>Total without delivery: {total}</b>", total=t.money(sums.total))
    else:
        yield from total_lines(sums, t)
    yield from hints(prices, t)


def hints(prices: Prices, t: Translator) -> Iterator[Markup]:
    """What is missing to free delivery, and why a promo code does not count."""
    if missing := prices.free_delivery_at:
        yield t("Add {money} for free delivery.", money=t.money(missing))
    if prices.promo and prices.promo.refusal:
        yield why(prices.promo.refusal, t)


def _accepted(lines: Iterable[CartLine], nothing: Money) -> Money:
    """What the lines cost with no more pieces than there are."""
    return sum((line.price * min(line.quantity, line.free) for line in lines), start=nothing)
