"""A sentence for every refusal about digital goods."""

from functools import singledispatch

from bot.i18n import Translator
from bot.markup import Markup
from bot.screens.parts import clip
from domain import digital_errors as errors
from domain.money import STARS

_SKU = 40
DigitalRefusal = (
    errors.NotCounted
    | errors.StillOnShelf
    | errors.NotForSaleSo
    | errors.CurrencyOfOne
    | errors.BadKeys
    | errors.BadFile
    | errors.BadDigitalText
)


@singledispatch
def why(error: DigitalRefusal, t: Translator) -> Markup:  # noqa: ARG001
    """Return the sentence for a refusal."""
    return t("This cannot be done now. Nothing was changed.")


@why.register
def _(error: errors.NotCounted, t: Translator) -> Markup:
    return t(
        "{sku} is digital and counts itself. /keys, /file or /text fills its shelf.",
        sku=clip(error.sku, _SKU),
    )


@why.register
def _(error: errors.StillOnShelf, t: Translator) -> Markup:
    return t.plural(
        "{n} piece of another kind is on the shelf of {sku}. First there must be none.",
        "{n} pieces of another kind are on the shelf of {sku}. First there must be none.",
        error.pieces,
        sku=clip(error.sku, _SKU),
    )


@why.register
def _(error: errors.NotForSaleSo, t: Translator) -> Markup:
    if error.digital:
        return t("Digital goods are paid in Stars. Please give a price like 250 ⭐.")
    if error.currency == STARS:
        return t("What is sent is never sold for Stars. /keys, /file or /text makes it digital.")
    return t("This cannot be done now. Nothing was changed.")


@why.register
def _(error: errors.CurrencyOfOne, t: Translator) -> Markup:
    return t(
        "{sku} is one of several variants, and a product has one currency. Please change all "
        "of them by a file.",
        sku=clip(error.sku, _SKU),
    )


@why.register
def _(error: errors.BadKeys, t: Translator) -> Markup:
    return t("Please send 1 to {most} keys, one a line.", most=t.number(error.most))


@why.register
def _(error: errors.BadFile, t: Translator) -> Markup:
    megabytes = t.number(error.most // (1024 * 1024))
    return t("Please send a file that is not empty, up to {n} MB.", n=megabytes)


@why.register
def _(error: errors.BadDigitalText, t: Translator) -> Markup:
    return t("Please send a text of 1 to {most} characters.", most=t.number(error.most))
