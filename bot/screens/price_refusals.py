"""Why a promo code or a way of delivery is refused: to customers, and to admins who type."""

from datetime import datetime, timedelta

from babel.dates import format_date

from bot.i18n import Translator, noop
from bot.markup import Markup
from bot.screens.parts import clip
from domain.money import Money
from domain.price_errors import (
    BadTerms,
    Grammar,
    LastWay,
    PromoDays,
    PromoRefusal,
    PromoRefused,
    TooMany,
    UsedBefore,
)

PriceRefusal = PromoRefused | BadTerms | PromoDays | UsedBefore | TooMany | LastWay
_QUOTED = 24
EXAMPLE = 30  # days from now until the code of an example ends
_REASONS = {
    PromoRefusal.UNKNOWN: noop(
        "“{code}” is no promo code of this shop. Please check how it is written."
    ),
    PromoRefusal.OFF: noop("“{code}” is not valid any more."),
    PromoRefusal.NOT_YET: noop("“{code}” is valid from {day}."),
    PromoRefusal.EXPIRED: noop("“{code}” was valid until {day}."),
    PromoRefusal.MINIMUM: noop("“{code}” needs goods for {needs}, and your cart has {have}."),
    PromoRefusal.USED_UP: noop("“{code}” has been used as often as it can be."),
    PromoRefusal.USED_BY_YOU: noop("You have used “{code}” already."),
    PromoRefusal.NOTHING_FITS: noop("“{code}” is for other goods than those in your cart."),
}
_HOW = {
    Grammar.PROMO: noop(
        "“{token}” is not understood. Please write it like “SPRING 10% min 50 until {day}”."
    ),
    Grammar.DELIVERY: noop("“{token}” is not understood. Please write it like “Post 3 free 50”."),
}
_MISSING = {
    Grammar.PROMO: noop("Please write it like “SPRING 10% min 50 until {day}”."),
    Grammar.DELIVERY: noop("A name or a price is missing. Please write it like “Post 3 free 50”."),
}
_DAYS = {
    True: noop("A code that ends on {day} is over already. Nothing was changed."),
    False: noop("The code would end on {day}, before it begins. Nothing was changed."),
}


def why(error: PriceRefusal, t: Translator) -> Markup:
    """Return the sentence for a refusal."""
    match error:
        case PromoRefused():
            return _promo(error, t)
        case BadTerms():
            words = _HOW if error.token else _MISSING
            said = {"token": clip(error.token, _QUOTED), "day": t.day_to_come(EXAMPLE)}
            return t(words[error.grammar], **said)
        case PromoDays():
            return t(_DAYS[error.over], day=last_day(error.at, t))
        case UsedBefore():
            return t.plural(
                "“{code}” has been used {n} time. A limit cannot go below that.",
                "“{code}” has been used {n} times. A limit cannot go below that.",
                error.used,
                code=clip(error.code, _QUOTED),
            )
        case TooMany():
            return t.plural(
                "There is room for {n}. Please hide or change one of them.",
                "There is room for {n}. Please hide or change one of them.",
                error.most,
            )
    return t("Customers need a way of delivery, and this is the last. Please add another first.")


def last_day(ends_at: datetime, t: Translator) -> str:
    """Write the last day before *ends_at*, at which a day begins."""
    return day(ends_at - timedelta(seconds=1), t)


def day(at: datetime, t: Translator) -> str:
    """Write a day in the shop's time zone."""
    return format_date(at.astimezone(t.zone).date(), "medium", locale=t.language)


def _promo(error: PromoRefused, t: Translator) -> Markup:
    code, words = clip(error.code, _QUOTED), _REASONS[error.reason]
    match error.reason:
        case PromoRefusal.MINIMUM:
            needs, have = (Money(sum_, error.currency) for sum_ in (error.needs, error.have))
            return t(words, code=code, needs=t.money(needs), have=t.money(have))
        case PromoRefusal.EXPIRED if error.at:
            return t(words, code=code, day=last_day(error.at, t))
        case PromoRefusal.NOT_YET if error.at:
            return t(words, code=code, day=day(error.at, t))
    return t(words, code=code)
