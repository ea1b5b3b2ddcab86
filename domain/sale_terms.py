"""What is typed of a sale: "590 2026-12-01 2026-12-07", "-15% until 2026-12-07 18:00"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from decimal import Decimal

from domain.errors import BadPrice, UnclearPrice
from domain.goods import currency_of, read_typed_price
from domain.local_time import day_begins, day_ends, moment_of
from domain.money import Money
from domain.rounding import PERCENT, WHOLE, half_up
from domain.sale_errors import BadDays, BadSale, Clash, Missing, SaleUnfinished

_PERCENT = re.compile(r"[-−–]?\s*(\d{1,2}(?:[.,]\d{1,3})?)\s*%")
_DATE = re.compile(r"(20\d{2})-(\d{1,2})-(\d{1,2})|(\d{1,2})\.(\d{1,2})\.(20\d{2})")
_TIME = re.compile(r"(\d{1,2}):(\d{2})")
_FROM = frozenset({"from"})
_UNTIL = frozenset({"until", "till", "to", "-", "–", "—"})
_DAY = timedelta(days=1)
_MOST_DAYS = 3650


@dataclass(frozen=True, slots=True)
class Reduced:
    """How much less: a price, or a rate in thousandths of a percent."""

    price: Money | None = None
    rate: int = 0

    def target(self, price: Money) -> Money:
        """What something costs in the sale that costs *price* now.

        What a rate takes off is rounded half a minor unit up (`domain.rounding`).
        """
        if self.price:
            return self.price
        return Money(price.amount - half_up(price.amount, self.rate, WHOLE), price.currency)


@dataclass(frozen=True, slots=True)
class SaleTerms:
    """How much less, from when (None: at once) and until when; UTC, the end not included."""

    reduced: Reduced
    starts_at: datetime | None
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class _Moment:
    """A day or a minute of it. Something that lasts until then is over at *end*."""

    at: datetime
    end: datetime
    whole_day: bool


def parse_terms(
    text: str, currency: str, home: str, now: datetime, zone: tzinfo = UTC
) -> SaleTerms:
    """Read how much less and when; days are whole days in *zone*, both included.

    A bare number is in *currency*; what names other money than Stars is in *home*.

    Raises:
        BadSale: A word is not understood. UnclearPrice: The price may be two.
        SaleUnfinished: The price or the end is missing.
        BadDays: They are over, or in the wrong order.
        SkippedTime: A time that is not, because clocks are put forward then.
    """
    much, days = _parted(text.split())
    if not much:
        raise SaleUnfinished(text, Missing.PRICE)
    reduced = parse_reduced(" ".join(much), currency, home)
    starts_at, ends_at = _days(text, days, now, zone)
    return SaleTerms(reduced, starts_at, ends_at)


def parse_reduced(text: str, currency: str, home: str) -> Reduced:
    """Read "590", "=590", "$5.90", "-15%" or "15%".

    Raises:
        BadSale: It is neither a price above zero nor a part of one.
        UnclearPrice: It may be two prices.
    """
    if found := _PERCENT.fullmatch(text.strip()):
        rate = int(Decimal(found[1].replace(",", ".")) * PERCENT)
        if rate:
            return Reduced(rate=rate)
    try:
        bare = text.strip().removeprefix("=")
        return Reduced(read_typed_price(bare, currency_of(bare, currency, home)))
    except UnclearPrice:
        raise
    except BadPrice:
        raise BadSale(text, text) from None


def parse_days(text: str, now: datetime, zone: tzinfo = UTC) -> tuple[datetime | None, datetime]:
    """Read "2026-12-07" as the last day, or a first and a last day, in *zone*.

    Raises:
        BadSale, SaleUnfinished, BadDays, SkippedTime: As `parse_terms` does.
    """
    return _days(text, text.split(), now, zone)


def days_after(now: datetime, days: int, zone: tzinfo = UTC) -> datetime:
    """Return when the day of *zone* ends that comes so many days after today, at most 3650."""
    return day_ends(now.astimezone(zone).date() + max(0, min(days, _MOST_DAYS)) * _DAY, zone)


def ensure_days(starts_at: datetime | None, ends_at: datetime, now: datetime) -> None:
    """Raise `BadDays` unless the end is still to come, after the beginning."""
    if ends_at <= now:
        raise BadDays(Clash.OVER, ends_at)
    if starts_at and ends_at <= starts_at:
        raise BadDays(Clash.BACKWARDS, ends_at)


def _parted(words: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Part how much from when: days begin with a date or a word for it."""
    for at, word in enumerate(words):
        named = word.lower() in _FROM | _UNTIL and at > 0 and len(word) > 1
        if named or _DATE.fullmatch(word):
            return words[:at], words[at:]
    return words, ()


def _days(
    text: str, words: Sequence[str], now: datetime, zone: tzinfo
) -> tuple[datetime | None, datetime]:
    first, last = _both(text, list(words), zone)
    starts_at = first.at if first else None
    if first and first.whole_day and first.at <= now < first.end:
        starts_at = None  # today: at once
    if starts_at and starts_at < now:
        raise BadDays(Clash.BEGUN, starts_at)
    ensure_days(starts_at, last.end, now)
    return starts_at, last.end


def _both(text: str, words: list[str], zone: tzinfo) -> tuple[_Moment | None, _Moment]:
    """Read one or two moments; a single one is the end, unless "from" stands before it."""
    begins = bool(words) and words[0].lower() in _FROM
    ends = bool(words) and words[0].lower() in _UNTIL
    first = _moment(text, words[1:] if begins or ends else words, zone)
    rest = words[(begins or ends) + first[1] :]
    if not rest and not begins:
        return None, first[0]
    if rest and rest[0].lower() in _UNTIL:
        rest = rest[1:]
    if ends or not rest:
        raise BadSale(text, rest[0]) if rest else SaleUnfinished(text, Missing.END)
    last, used = _moment(text, rest, zone)
    if len(rest) > used:
        raise BadSale(text, rest[used])
    return first[0], last


def _moment(text: str, words: Sequence[str], zone: tzinfo) -> tuple[_Moment, int]:
    """Read a date, with a time if one follows; return it and how many words it took."""
    if not words:
        raise SaleUnfinished(text, Missing.END)
    found = _DATE.fullmatch(words[0])
    if not found:
        raise BadSale(text, words[0])
    year, month, day_ = found.group(1, 2, 3) if found[1] else found.group(6, 5, 4)
    typed = _TIME.fullmatch(words[1]) if len(words) > 1 else None
    try:
        day = date(int(year), int(month), int(day_))
        minute = time(int(typed[1]), int(typed[2])) if typed else None
    except ValueError:
        raise BadSale(text, " ".join(words[: 2 if typed else 1])) from None
    if minute is None:
        return _Moment(day_begins(day, zone), day_ends(day, zone), whole_day=True), 1
    at = moment_of(day, minute, zone)
    return _Moment(at, at, whole_day=False), 2
