"""When sales begin and end, what they make cheaper, and how they stand."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from babel.dates import format_date, format_skeleton, format_time

from bot.i18n import Translator, noop
from bot.markup import Markup
from bot.screens.parts import LINES, clip
from bot.screens.sums import percent
from domain.local_time import begins_a_day
from domain.money import Money
from domain.sales import SaleLine, SaleView, State, Why

NAME = 48
SKU = 24
_STATES = {
    State.PLANNED: noop("{days} · planned"),
    State.RUNNING: noop("until {last} · running"),
    State.ENDED: noop("{days} · over"),
    State.CANCELLED: noop("{days} · cancelled"),
}
_WHYS = {
    Why.STOPPED: noop("Ended early"),
    Why.BY_HAND: noop("Ended early: the price was changed by hand"),
    Why.NOT_LOWER: noop("Not begun: the price was not higher by then"),
    Why.GONE: noop("Ended early: not on sale any more, or priced in other money"),
    Why.MISSED: noop("Not begun: the shop did not run on these days"),
}


def until_words(ends_at: datetime, t: Translator) -> Markup:
    """Tell customers when a sale ends, without the year: "Sale until December 7"."""
    last = _last(ends_at, t)
    day = format_skeleton("MMMMd", last.astimezone(t.zone), locale=t.language)
    if last == ends_at:
        time = format_time(ends_at.astimezone(t.zone), "short", locale=t.language)
        return t("Sale until {day}, {time} ({zone})", day=day, time=time, zone=t.zone_name)
    return t("Sale until {day}", day=day)


def sale_block(view: SaleView, t: Translator) -> Markup:
    """A sale in two lines or three: what it makes cheaper, when, and how it stands."""
    days = days_words(view.sale.starts_at, view.sale.ends_at, t)
    last = end_words(view.sale.ends_at, t)
    whys = [_why(why, n, view.articles, t) for why, n in view.by_why.items() if why in _WHYS]
    return LINES.join([_what(view, t), t(_STATES[view.state], days=days, last=last), *whys])


def article_lines(view: SaleView, t: Translator) -> Iterator[Markup]:
    """The first articles of a sale of many, and how many more there are."""
    if view.articles == 1:
        return
    for line in view.lines:
        yield line_words(line, t)
    if more := view.articles - len(view.lines):
        yield t.plural("and {n} more article", "and {n} more articles", more)


def line_words(line: SaleLine, t: Translator) -> Markup:
    """One article: what it costs without the sale, and in it."""
    return t(
        "<b>{name}</b> ({sku}): {before} → {after}",
        name=clip(line.name, NAME),
        sku=clip(line.sku, SKU),
        before=t.money((line.before or line.now).price),
        after=t.money(line.price),
    )


def name_of(view: SaleView) -> str:
    """What to call a sale: its category, its product, or its one article."""
    return view.sale.title or (view.lines[0].name if view.lines else "—")


def days_words(starts_at: datetime, ends_at: datetime, t: Translator) -> str:
    """Write the days of a sale, both included; times only where they are no whole days."""
    first, until = moment_words(starts_at, t), end_words(ends_at, t)
    return first if first == until else f"{first} – {until}"


def end_words(ends_at: datetime, t: Translator) -> str:
    """Write the last day of a sale, or its end if that is within a day."""
    last = _last(ends_at, t)
    return _moment(last, t, whole=last != ends_at)


def moment_words(at: datetime, t: Translator) -> str:
    """Write a moment in the shop's time zone; only the day if that begins then."""
    return _moment(at, t, whole=begins_a_day(at, t.zone))


def _what(view: SaleView, t: Translator) -> Markup:
    sale = view.sale
    if not sale.title and view.articles == 1:
        return line_words(view.lines[0], t)
    if not sale.title:
        return t.plural(
            "<b>From a file</b>: {n} article", "<b>From a file</b>: {n} articles", view.articles
        )
    less = f"−{percent(sale.rate, t)}" if sale.rate else _price(view, t)
    return t.plural(
        "<b>{title}</b> {less}: {n} article",
        "<b>{title}</b> {less}: {n} articles",
        view.articles,
        title=clip(sale.title, NAME),
        less=less,
    )


def _price(view: SaleView, t: Translator) -> str:
    """The one price of all articles; articles of a file may have one each."""
    prices: set[Money] = {line.price for line in view.lines}
    return t.money(prices.pop()) if len(prices) == 1 else ""


def _why(why: Why, n: int, of: int, t: Translator) -> Markup:
    said = t(_WHYS[why])
    return said if of == 1 else Markup(f"{said} ({t.number(n)})")


def _last(ends_at: datetime, t: Translator) -> datetime:
    """A moment of the last day where a sale ends with the day, or else its very end."""
    return ends_at - timedelta(seconds=1) if begins_a_day(ends_at, t.zone) else ends_at


def _moment(at: datetime, t: Translator, *, whole: bool) -> str:
    there = at.astimezone(t.zone)
    day = format_date(there.date(), "medium", locale=t.language)
    return day if whole else f"{day}, {format_time(there, 'short', locale=t.language)}"
