"""A sentence for every refusal about sales."""

from functools import singledispatch

from bot.i18n import Translator, noop
from bot.markup import Markup
from bot.screens.parts import clip
from bot.screens.sale_words import SKU, days_words, moment_words
from domain import sale_errors as errors
from domain.local_time import SkippedTime

_QUOTED = 24
EXAMPLE = 14  # days from now until the sale of an example ends
SaleRefusal = (
    errors.BadSale
    | errors.SaleUnfinished
    | errors.BadDays
    | errors.NotLower
    | errors.OtherMoney
    | errors.SaleOverlaps
    | errors.OffSale
    | errors.NothingToReduce
    | errors.AmbiguousShelf
    | errors.SaleOver
    | SkippedTime
)
_MISSING = {
    errors.Missing.PRICE: noop(
        "The price of the sale is missing. Please write it like “BM-1 -15% until {day}”."
    ),
    errors.Missing.END: noop(
        "The last day is missing. Please write it like “BM-1 -15% until {day}”."
    ),
}
_CLASHES = {
    errors.Clash.OVER: noop("A sale that ends on {day} is over already. Nothing was planned."),
    errors.Clash.BEGUN: noop(
        "{day} is past. Without a first day the sale begins at once. Nothing was planned."
    ),
    errors.Clash.BACKWARDS: noop(
        "The sale would end ({day}) before it begins. Nothing was planned."
    ),
}


@singledispatch
def why(error: SaleRefusal, t: Translator) -> Markup:  # noqa: ARG001
    """Return the sentence for a refusal."""
    return t("This sale is over already. Nothing was changed.")


@why.register
def _(error: errors.BadSale, t: Translator) -> Markup:
    return t(
        "“{token}” is not understood. Please write it like “BM-1 -15% until {day}”.",
        token=clip(error.token, _QUOTED),
        day=t.day_to_come(EXAMPLE),
    )


@why.register
def _(error: errors.SaleUnfinished, t: Translator) -> Markup:
    return t(_MISSING[error.missing], day=t.day_to_come(EXAMPLE))


@why.register
def _(error: errors.BadDays, t: Translator) -> Markup:
    return t(_CLASHES[error.clash], day=moment_words(error.at, t))


@why.register
def _(error: errors.NotLower, t: Translator) -> Markup:
    return t(
        "{sku} costs {price} now. A sale has to be less.",
        sku=clip(error.sku, SKU),
        price=t.money(error.price),
    )


@why.register
def _(error: errors.OtherMoney, t: Translator) -> Markup:
    return t(
        "{sku} is priced in {currency}, and so is its sale.",
        sku=clip(error.sku, SKU),
        currency=error.currency,
    )


@why.register
def _(error: errors.SaleOverlaps, t: Translator) -> Markup:
    return t(
        "{sku} has a sale on some of these days: {days}. /sales can end it.",
        sku=clip(error.sku, SKU),
        days=days_words(error.starts_at, error.ends_at, t),
    )


@why.register
def _(error: errors.OffSale, t: Translator) -> Markup:
    return t("{sku} cannot be bought any more.", sku=clip(error.sku, SKU))


@why.register
def _(error: errors.NothingToReduce, t: Translator) -> Markup:
    if not error.found:
        return t("There is nothing to buy in it. Nothing was planned.")
    return t(
        "It has {found} articles, and a sale has at most {most}. Please name smaller shelves.",
        found=t.number(error.found),
        most=t.number(error.most),
    )


@why.register
def _(error: errors.AmbiguousShelf, t: Translator) -> Markup:
    return t(
        "Several categories are called “{name}”. Please write the way to it: {ways}.",
        name=clip(error.name, _QUOTED),
        ways=", ".join(clip(way, _QUOTED * 2) for way in error.ways),
    )


@why.register
def _(error: SkippedTime, t: Translator) -> Markup:
    return t(
        "{when} is never: clocks are put forward then ({zone}). Nothing was planned.",
        when=clip(error.text, _QUOTED),
        zone=t.zone_name,
    )
