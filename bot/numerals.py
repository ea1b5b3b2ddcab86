"""Numbers and money as a language writes them, faster than Babel and from Babel's data."""

from dataclasses import dataclass
from typing import Protocol

from babel import Locale
from babel.numbers import get_currency_symbol

from domain.money import exponent

NBSP = "\N{NO-BREAK SPACE}"
_Signed = tuple[str, str]  # what stands there for amounts of zero and more, and for less
STARS: tuple[_Signed, _Signed] = (("", "-"), (f"{NBSP}⭐", f"{NBSP}⭐"))


class Sum(Protocol):
    """An amount of money in minor units; `domain.money.Money` is one."""

    @property
    def amount(self) -> int:
        """Whole minor units."""

    @property
    def currency(self) -> str:
        """ISO 4217 code, or XTR for Telegram Stars."""


@dataclass(frozen=True, slots=True)
class Numerals:
    """How one language groups digits."""

    group: str
    point: str
    first: int
    further: int

    def whole(self, number: int) -> str:
        """Write a number that is not negative, with separators between its groups."""
        if self.first == self.further == 3:
            return f"{number:,}".replace(",", self.group)
        return self._grouped(str(number))

    def _grouped(self, digits: str) -> str:
        head, tail = digits[: -self.first], digits[-self.first :]
        while head:
            head, tail = head[: -self.further], head[-self.further :] + self.group + tail
        return tail


@dataclass(frozen=True, slots=True)
class MoneyStyle:
    """How one language writes sums of one currency."""

    numerals: Numerals
    scale: int
    decimals: int
    before: tuple[str, str]
    after: tuple[str, str]

    def write(self, amount: int) -> str:
        """Write *amount* minor units; a fraction of zero is left off (``12 ₽``, ``12,50 ₽``)."""
        sign = amount < 0
        units, rest = divmod(abs(amount), self.scale)
        number = self.numerals.whole(units)
        if rest:
            number += f"{self.numerals.point}{rest:0{self.decimals}}"
        return self.before[sign] + number + self.after[sign]


def numerals_of(locale: Locale) -> Numerals:
    """Read the digit grouping of *locale*."""
    symbols = locale.number_symbols["latn"]
    first, further = locale.decimal_formats[None].grouping
    return Numerals(symbols["group"], symbols["decimal"], first, further)


def money_style(locale: Locale, currency: str) -> MoneyStyle:
    """Read how *locale* writes *currency*; Stars are the number and a star."""
    decimals = exponent(currency)
    before, after = STARS if currency == "XTR" else _around(locale, currency)
    return MoneyStyle(numerals_of(locale), 10**decimals, decimals, before, after)


def _around(locale: Locale, currency: str) -> tuple[_Signed, _Signed]:
    pattern = locale.currency_formats["standard"]
    symbol = get_currency_symbol(currency, locale)
    spaced = symbol + NBSP if symbol[-1:].isalpha() else symbol  # "RUB 12" but "$12"
    return _with_symbol(pattern.prefix, spaced), _with_symbol(pattern.suffix, symbol)


def _with_symbol(places: _Signed, symbol: str) -> _Signed:
    plus, minus = (place.replace("¤", symbol).replace(NBSP * 2, NBSP) for place in places)
    return plus, minus
