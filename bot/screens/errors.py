"""A sentence for every refusal of the shop: what happened, what next, what is kept."""

from functools import singledispatch

from bot.callbacks import OpenCart
from bot.i18n import Translator, noop
from bot.markup import Markup
from bot.reply import Button, Screen
from bot.screens.parts import clip, home, paragraphs
from bot.screens.price_refusals import PriceRefusal, why
from domain import errors
from domain.errors import Fact, Field, Refusal

_QUOTED = 40

_NOT_FOUND = {
    "product": noop("This is not on sale any more. Please look at something else."),
    "category": noop("This shelf is empty now. Please open another one."),
    "link": noop("This link leads nowhere any more. Here is the shop."),
    "method": noop("This way to pay is not offered any more. Please choose another."),
    "delivery": noop("This delivery is not offered any more. Please choose another."),
    "line": noop("This is not part of the order any more. Please open the order again."),
    "return": noop("This request is not known here. Please open the order again."),
    "offer": noop("This question is not known here. Please open the order again."),
    "order": noop("There is no such order among yours. My orders lists them all."),
}
_TEXTS = {
    Field.NAME: noop("A name has {least} to {most} characters. Please type it again."),
    Field.ADDRESS: noop("An address has {least} to {most} characters. Please type it again."),
    Field.COMMENT: noop("A comment has up to {most} characters. Please make it shorter."),
    Field.TITLE: noop("A title has {least} to {most} characters. Please type it again."),
    Field.DESCRIPTION: noop("A description has up to {most} characters. Please shorten it."),
    Field.TRACKING: noop("A tracking number has {least} to {most} characters."),
    Field.REASON: noop("Please say why in {least} to {most} characters."),
    Field.ANSWER: noop("Please say why not in {least} to {most} characters."),
    Field.SEARCH: noop("Please search with up to {most} characters."),
}
_FACTS = {
    Fact.DELIVERY: noop("Please choose first how your order should reach you."),
    Fact.ADDRESS: noop("Please tell first where the courier should go."),
    Fact.PHONE: noop("Please give a phone number first."),
    Fact.NAME: noop("Please tell first who gets the order."),
}
_STEPS = {
    "paying": noop("A payment is on its way for this order. Please wait a minute and look again."),
    "awaiting_payment": noop("This order still waits for its payment."),
    "confirmed": noop("The shop is already working on this order. Please ask the shop."),
    "completed": noop("This order is finished."),
    "expired": noop("This order was not paid in time. Its goods went back to the shelf."),
    "cancelled": noop("This order is cancelled already."),
    "not_paid": noop("No money has come for this order, so none can go back."),
    "return_over": noop("There is nothing of this order that can be given back any more."),
    "return_taken": noop("Not so many pieces can be given back. Please choose again."),
}
_REFUSALS = {
    Refusal.UNKNOWN: noop("This invoice is not known here. Nothing was charged."),
    Refusal.NOT_YOURS: noop("Somebody else ordered this. Only they can pay. Nothing was charged."),
    Refusal.ALREADY_PAID: noop("This order is paid already. Nothing was charged again."),
    Refusal.CANCELLED: noop("This order is cancelled. Nothing was charged."),
    Refusal.EXPIRED: noop(
        "The time to pay is over and the goods went back. Nothing was charged. Please order again."
    ),
    Refusal.AMOUNT: noop(
        "The sum is no longer right. Nothing was charged. Please open the order and pay there."
    ),
    Refusal.SHIPPING: noop(
        "Delivery is in the price already. Nothing was charged. Please open the order and pay "
        "there."
    ),
    Refusal.BUSY: noop(
        "The shop is very busy. Nothing was charged. Please pay again in a minute."
    ),
}


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
    if error.what in _NOT_FOUND:
        return t(_NOT_FOUND[error.what])
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
    said = t(_TEXTS[error.field], least=t.number(error.least), most=t.number(error.most))
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
def _(error: errors.EmptyCart, t: Translator) -> Markup:  # noqa: ARG001
    return t("There is nothing in your cart that can be ordered now.")


@explain.register
def _(error: PriceRefusal, t: Translator) -> Markup:
    return why(error, t)


@explain.register
def _(error: errors.MissingFact, t: Translator) -> Markup:
    return t(_FACTS[error.fact])


@explain.register
def _(error: errors.WrongStep, t: Translator) -> Markup:
    if error.now in _STEPS:
        return t(_STEPS[error.now])
    return t("It stands differently by now. Nothing was changed; please open it again.")


@explain.register
def _(error: errors.AlreadyDone, t: Translator) -> Markup:
    if not error.by:
        return t("Somebody did this already. Nothing was changed again.")
    return t("{name} did this already. Nothing was changed again.", name=_quote(error.by))


@explain.register
def _(error: errors.PaymentRefused, t: Translator) -> Markup:
    return t(_REFUSALS[error.reason])


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
