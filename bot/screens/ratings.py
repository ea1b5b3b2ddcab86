"""Stars and averages, in the few characters they need."""

from bot.i18n import Translator
from bot.markup import Markup
from domain.ratings import Rating


def star_words(stars: int) -> str:
    """Draw so many of five stars."""
    return "★" * stars + "☆" * (5 - stars)


def rating_words(rating: Rating, t: Translator) -> Markup:
    """Say what the reviews of a product come to; nothing without any."""
    if not rating.count:
        return Markup()
    average = _average(rating, t)
    return t.plural(
        "★ {average} · {n} review", "★ {average} · {n} reviews", rating.count, average=average
    )


def rating_tail(rating: Rating, t: Translator) -> Markup:
    """The same for the end of a line in a list, " · ★ 4.7 (23)"; a line breaks only before it."""
    if not rating.count:
        return Markup()
    said = f"★ {_average(rating, t)} ({t.number(rating.count)})"
    return Markup(" · " + said.replace(" ", "\N{NO-BREAK SPACE}"))


def _average(rating: Rating, t: Translator) -> Markup:
    whole, tenths = divmod(rating.tenths, 10)
    # Translators: an average like 4.7, written as the language writes decimals.
    return t("{whole}.{tenths}", whole=t.number(whole), tenths=t.number(tenths))
