"""What an admin types after /promo: "SPRING 10% min 50 until 2026-12-31 limit 100 each 1"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, tzinfo
from decimal import Decimal

from domain.errors import BadPrice, UnclearPrice
from domain.goods import read_typed_sum
from domain.local_time import day_begins, day_ends
from domain.price_errors import BadTerms, Grammar, PromoDays
from domain.promo import LONGEST, Kind, Promo, as_code
from domain.rounding import PERCENT

_CODE = re.compile(rf"[^\W_][\w-]{{1,{LONGEST - 1}}}")
_GOODS = re.compile(r"\sfor\s+(.+)$", re.IGNORECASE | re.DOTALL)
_PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d{1,3})?)%")
_DATE = re.compile(r"(20\d{2})-(\d{1,2})-(\d{1,2})|(\d{1,2})\.(\d{1,2})\.(20\d{2})")
_WHOLE = re.compile(r"[1-9]\d{0,6}")


@dataclass(frozen=True, slots=True)
class PromoLine:
    """What was typed: a code to show, to switch *on* or off, or its *terms*.

    *goods* are the SKUs and titles of categories it is for; none: for everything.
    """

    code: str
    on: bool | None = None
    terms: Promo | None = None
    goods: tuple[str, ...] = ()


def parse_promo(text: str, currency: str, zone: tzinfo = UTC) -> PromoLine:
    """Read one line; sums are of *currency*, days are whole days in *zone*.

    Raises:
        BadTerms: A word of it is not understood; it is named.
        PromoDays: It would end before it begins.
        UnclearPrice: A sum in it may be two.
    """
    words, goods = _cut_goods(text)
    code = next(words, "")
    if not _CODE.fullmatch(code):
        raise BadTerms(text, Grammar.PROMO, code)
    first = next(words, "")
    if not first:
        return PromoLine(as_code(code))
    if first.lower() in ("on", "off"):
        return PromoLine(as_code(code), on=first.lower() == "on")
    try:
        terms = _what(Promo(0, as_code(code), Kind.FIXED, 0, currency), first, words)
        for word in words:
            terms = _with(terms, word, next(words, ""), zone)
    except _NotUnderstood as error:
        raise BadTerms(text, Grammar.PROMO, str(error)) from error
    _ensure_it_begins_before_it_ends(terms)
    return PromoLine(terms.code, terms=replace(terms, targeted=bool(goods)), goods=goods)


def _ensure_it_begins_before_it_ends(terms: Promo) -> None:
    if terms.starts_at and terms.ends_at and terms.ends_at <= terms.starts_at:
        raise PromoDays(terms.ends_at, over=False)


class _NotUnderstood(Exception):
    """The word that is not."""


def _cut_goods(text: str) -> tuple[Iterator[str], tuple[str, ...]]:
    found = _GOODS.search(text)
    if not found:
        return iter(text.split()), ()
    names = (" ".join(name.split()) for name in re.split(r"[,;\n]", found[1]))
    return iter(text[: found.start()].split()), tuple(dict.fromkeys(filter(None, names)))


def _what(promo: Promo, first: str, words: Iterator[str]) -> Promo:
    """Read what the code takes off: a percentage, a sum, or the price of delivery."""
    if first.lower() == "free":
        if (second := next(words, "")).lower() != "delivery":
            raise _NotUnderstood(second or first)
        return replace(promo, kind=Kind.DELIVERY)
    if first.endswith("%"):
        return replace(promo, kind=Kind.PERCENT, amount=_percent(first))
    return replace(promo, amount=_sum(first, promo.currency))


def _with(promo: Promo, name: str, value: str, zone: tzinfo) -> Promo:
    """Read one more term, a name and its value."""
    match name.lower():
        case "min":
            return replace(promo, minimum=_sum(value or name, promo.currency))
        case "from":
            return replace(promo, starts_at=day_begins(_day(value or name), zone))
        case "until":
            return replace(promo, ends_at=day_ends(_day(value or name), zone))
        case "limit":
            return replace(promo, most=_whole(value or name))
        case "each":
            return replace(promo, each=_whole(value or name))
    raise _NotUnderstood(name)


def _percent(word: str) -> int:
    found = _PERCENT.fullmatch(word)
    rate = int(Decimal(found[1].replace(",", ".")) * PERCENT) if found else 0
    if not 0 < rate <= 100 * PERCENT:
        raise _NotUnderstood(word)
    return rate


def _sum(word: str, currency: str) -> int:
    try:
        amount = read_typed_sum(word, currency).amount
    except UnclearPrice:
        raise
    except BadPrice as error:
        raise _NotUnderstood(word) from error
    if not amount:
        raise _NotUnderstood(word)
    return amount


def _day(word: str) -> date:
    found = _DATE.fullmatch(word)
    if not found:
        raise _NotUnderstood(word)
    year, month, day = found.group(1, 2, 3) if found[1] else found.group(6, 5, 4)
    try:
        return date(int(year), int(month), int(day))
    except ValueError as error:
        raise _NotUnderstood(word) from error


def _whole(word: str) -> int:
    if not _WHOLE.fullmatch(word):
        raise _NotUnderstood(word)
    return int(word)
