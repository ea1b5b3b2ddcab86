"""Money as whole minor units of one currency; never a float."""

import re
from dataclasses import dataclass
from decimal import Decimal

from domain.errors import BadPrice, CurrencyMixed, UnclearPrice

# ISO 4217, "List one": currencies whose minor unit is no hundredth. XTR is Telegram's Stars.
_NO_DECIMALS = frozenset(
    ("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI")
) | frozenset(("VND", "VUV", "XAF", "XOF", "XPF", "XTR"))
_THREE_DECIMALS = frozenset(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"))
# A number with blanks, commas and dots inside, and a currency's sign or letters around it.
_NUMBER = re.compile(
    r"(?:[^\W\d_]{1,4}\.?)?\s*[$€£¥₽₴₸₩₹]?\s*([.,]?[0-9](?:[0-9.,\s']*[0-9])?)\s*[^\d\-+]{0,6}"
)
# What may stand before the decimal mark: groups of three with one mark, or India's of two.
_WHOLE = re.compile(r"\d*|[1-9]\d{0,2}([., '])\d{3}(?:\1\d{3})*|[1-9]\d?(?:,\d{2})*,\d{3}")
STARS = "XTR"  # Telegram's own money for digital goods; has no decimals
_REST = re.compile(r"\d*")
_TWO_WAYS = re.compile(r"\D*[1-9]\d{0,2}\.\d{3}\D*")
_BLANKS = re.compile(r"\s+")
_MARKS = re.compile(r"[., ']")
_CENTS = 2  # decimals of most currencies
LARGEST = 10**12  # minor units; far over any basket, far under BIGINT


def exponent(currency: str) -> int:
    """Return how many decimals *currency* is written with: USD 2, JPY 0, KWD 3, XTR 0."""
    if currency in _NO_DECIMALS:
        return 0
    return 3 if currency in _THREE_DECIMALS else 2


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in minor units (cents, kopecks) of a currency (ISO 4217 code)."""

    amount: int
    currency: str

    def __add__(self, other: "Money") -> "Money":
        return Money(self.amount + self._same(other).amount, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.amount - self._same(other).amount, self.currency)

    def __mul__(self, times: int) -> "Money":
        return Money(self.amount * times, self.currency)

    def _same(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            raise CurrencyMixed(self.currency, other.currency)
        return other

    @property
    def decimal(self) -> Decimal:
        """The amount in whole currency units, exact: ``Money(1290, "USD")`` is 12.90."""
        return Decimal(self.amount).scaleb(-exponent(self.currency))


def zero(currency: str) -> Money:
    """No money, in *currency*."""
    return Money(0, currency)


def parse_money(text: str, currency: str) -> Money:
    """Read a price a person typed: "690", "6,90", "$6.90", "1 290,00 ₽", "1,290.00".

    Signs and letters of a currency may stand before and after the number. The last comma
    or dot is the decimal mark when at most as many digits follow it as *currency* has
    decimals, further noughts not counted; three digits behind it make it a mark between
    thousands.

    Raises:
        BadPrice: It is no number, has more decimals than the currency or marks in odd places,
            is negative or absurdly large.
    """
    found = _NUMBER.fullmatch(text.strip())
    if not found:
        raise BadPrice(text)
    whole, mark, rest = _split_at_decimal_mark(_BLANKS.sub(" ", found[1]))
    decimals = exponent(currency)
    if len(rest) > decimals and len(rest) == 3:
        whole, rest = f"{whole}{mark}{rest}", ""  # "1,290": a mark between thousands
    if not _WHOLE.fullmatch(whole) or not _REST.fullmatch(rest) or rest[decimals:].strip("0"):
        raise BadPrice(text)
    number = Decimal(f"{_MARKS.sub('', whole) or '0'}.{rest[:decimals] or '0'}")
    amount = int(number.scaleb(decimals))
    if amount > LARGEST:
        raise BadPrice(text)
    return Money(amount, currency)


def parse_typed_money(text: str, currency: str) -> Money:
    """Read a price as `parse_money` does, where a person is there to be asked what they mean.

    "1.555" is a thousand and more to some, and to others 1.55 with a finger too many.

    Raises:
        BadPrice: As `parse_money` does.
        UnclearPrice: It has one dot with three digits behind it, and *currency* has cents.
    """
    money = parse_money(text, currency)
    if exponent(currency) == _CENTS and _TWO_WAYS.fullmatch(text):
        few = (money.amount + 500) // 1000
        raise UnclearPrice(text, money.amount, few, currency)
    return money


def _split_at_decimal_mark(digits: str) -> tuple[str, str, str]:
    at = max(digits.rfind(","), digits.rfind("."))
    return (digits, "", "") if at < 0 else (digits[:at], digits[at], digits[at + 1 :])
