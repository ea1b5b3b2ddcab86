"""A sentence for every refusal of the shop: what happened, what next, what is kept."""

from functools import singledispatch

from bot.callbacks.shopping import OpenCart
from bot.i18n import Translator
from bot.markup import Markup
from bot.reply import Button, Screen
from bot.screens.category_refusals import why_not_there
from bot.screens.digital_refusals import DigitalRefusal
from bot.screens.digital_refusals import why as why_not_digital
from bot.screens.parts import clip, home, paragraphs
from bot.screens.price_refusals import PriceRefusal, why
from bot.screens.refusal_words import FACTS, NOT_FOUND, REFUSALS, STEPS, TEXTS
from bot.screens.sale_refusals import SaleRefusal
from bot.screens.sale_refusals import why as why_no_sale
from domain import errors
from domain.category_errors import CategoryRefusal
from domain.money import Money

_QUOTED = 40


def sorry(t: Translator) -> Markup:
    """Say in one sentence that something went wrong on our side, and that nothing is lost."""
    return t("Something went wrong here. Your cart is safe; please try again.")


def apology(t: Translator) -> Screen:
    """The same as a screen that leads on."""
    text = paragraphs(
        t("<b>Something went wrong here.</b>"),
        t("It was not your fault, and your cart is safe. Please try again."),
    )
    return Screen(text, [[home(t), Button(t("Cart"), OpenCart())]])


@singledispatch
def explain(error: errors.ShopError, t: Translator) -> Markup:  # noqa: ARG001
    """Return the sentence for a refusal, fit for a toast; a test knows that each has one."""
    return t("This cannot be done now. Nothing was changed.")


@explain.register
def _(error: errors.NotFound, t: Translator) -> Markup:
    if error.name:
        return t(
            "“{name}” was not found. Please check how it is written.", name=_quote(error.name)
        )
    if error.what in NOT_FOUND:
        return t(NOT_FOUND[error.what])
    return t("This is no longer there. Nothing was changed.")


@explain.register
def _(error: errors.NotAllowed, t: Translator) -> Markup:  # noqa: ARG001
    return t("There is no such command here. /help shows what can be done.")


@explain.register
def _(error: errors.BadInput, t: Translator) -> Markup:
    return t("“{text}” is not understood. Please try it another way.", text=_quote(error.text))


@explain.register
def _(error: errors.BadPrice, t: Translator) -> Markup:
    return t("“{text}” is no price. Please type one like 690 or 6.90.", text=_quote(error.text))


@explain.register
def _(error: errors.UnclearPrice, t: Translator) -> Markup:
    many, few = (Money(amount, error.currency) for amount in (error.many, error.few))
    return t(
        "“{text}” could be {many} or {few}. Please type {exact} or {rounded}.",
        text=_quote(error.text),
        many=t.money(many),
        few=t.money(few),
        exact=str(many.decimal),
        rounded=str(few.decimal),
    )


@explain.register
def _(error: errors.BadQuantity, t: Translator) -> Markup:
    return t(
        "“{text}” is no quantity. Please type a whole number from 0 to 999.",
        text=_quote(error.text),
    )


@explain.register
def _(error: errors.BadPhone, t: Translator) -> Markup:
    return t(
        "“{text}” is no phone number. Please type it with the country code: +1 202 555 0123",
        text=_quote(error.text),
    )


@explain.register
def _(error: errors.BadText, t: Translator) -> Markup:
    said = t(TEXTS[error.field], least=t.number(error.least), most=t.number(error.most))
    if len(error.text) <= error.most:
        return said
    excess = len(error.text) - error.most
    too_long = t.plural("It is {n} character too long.", "It is {n} characters too long.", excess)
    return Markup(f"{said} {too_long}")


@explain.register
def _(error: errors.BadStockLine, t: Translator) -> Markup:
    return t(
        "“{token}” is not understood in “{line}”. Please write it like: BM-1 +5",
        token=_quote(error.token),
        line=_quote(error.text),
    )


@explain.register
def _(error: errors.CurrencyMixed, t: Translator) -> Markup:
    return t(
        "Prices in {one} and {other} cannot be in one order. Please order them one by one.",
        one=error.one,
        other=error.other,
    )


@explain.register
def _(error: errors.OutOfStock, t: Translator) -> Markup:
    title = _quote(error.title)
    if error.left <= 0:
        return t("“{title}” is sold out. Everything else is kept.", title=title)
    return t.plural(
        "Only {n} of “{title}” is left. Please take fewer.",
        "Only {n} of “{title}” are left. Please take fewer.",
        error.left,
        title=title,
    )


@explain.register
def _(error: errors.CartChanged, t: Translator) -> Markup:  # noqa: ARG001
    return t("Something changed since you looked. Nothing was ordered. Please check again.")


@explain.register
def _(error: errors.CartFull, t: Translator) -> Markup:
    return t.plural(
        "A cart holds {n} different product. Please order these first.",
        "A cart holds {n} different products. Please order these first.",
        error.most,
    )


@explain.register
def _(error: errors.EmptyCart, t: Translator) -> Markup:  # noqa: ARG001
    return t("There is nothing in your cart that can be ordered now.")


@explain.register
def _(error: PriceRefusal, t: Translator) -> Markup:
    return why(error, t)


@explain.register
def _(error: CategoryRefusal, t: Translator) -> Markup:
    return why_not_there(error, t)


@explain.register
def _(error: DigitalRefusal, t: Translator) -> Markup:
    return why_not_digital(error, t)


@explain.register
def _(error: SaleRefusal, t: Translator) -> Markup:
    return why_no_sale(error, t)


@explain.register
def _(error: errors.MissingFact, t: Translator) -> Markup:
    return t(FACTS[error.fact])


@explain.register
def _(error: errors.WrongStep, t: Translator) -> Markup:
    if error.now in STEPS:
        return t(STEPS[error.now])
    return t("It stands differently by now. Nothing was changed; please open it again.")


@explain.register
def _(error: errors.AlreadyDone, t: Translator) -> Markup:
    if not error.by:
        return t("Somebody did this already. Nothing was changed again.")
    return t("{name} did this already. Nothing was changed again.", name=_quote(error.by))


@explain.register
def _(error: errors.PaymentRefused, t: Translator) -> Markup:
    return t(REFUSALS[error.reason])


@explain.register
def _(error: errors.WayClosed, t: Translator) -> Markup:  # noqa: ARG001
    return t(
        "This way to pay does not work at the moment. Nothing was charged. Please choose another."
    )


@explain.register
def _(error: errors.InviteSpent, t: Translator) -> Markup:  # noqa: ARG001
    return t("This link was used already or is too old. Please ask for a new one.")


@explain.register
def _(error: errors.BelowReserved, t: Translator) -> Markup:
    return t.plural(
        "{n} piece of {sku} belongs to an order. Stock cannot go below that.",
        "{n} pieces of {sku} belong to orders. Stock cannot go below that.",
        error.reserved,
        sku=_quote(error.sku),
    )


@explain.register
def _(error: errors.ImportRefused, t: Translator) -> Markup:
    return t.plural(
        "The file has {n} problem. Nothing of it was saved.",
        "The file has {n} problems. Nothing of it was saved.",
        len(error.problems),
    )


def _quote(text: str) -> str:
    return clip(text, _QUOTED)
