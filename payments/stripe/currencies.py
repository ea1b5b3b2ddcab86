"""What can be paid which way: currencies, and the smallest and largest sums.

The limits are those of Stripe's page "Supported currencies". The list for cards differs from
country to country and is unverified for any one account; Stripe has the last word when a
session is made.
"""

from collections.abc import Sequence

from domain.money import Money, exponent

CARD = "card"
ALIPAY = "alipay"
WECHAT = "wechat_pay"
WAYS = (CARD, ALIPAY, WECHAT)


def _codes(text: str) -> frozenset[str]:
    return frozenset(text.split())


_FOR = {
    CARD: _codes(
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BWP "
        "BYN BZD CAD CDF CHF CLP CNY COP CRC CVE CZK DJF DKK DOP DZD EGP ETB EUR FJD FKP GBP "
        "GEL GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR JMD JOD JPY KES KGS KHR KMF KRW "
        "KWD KYD KZT LAK LBP LKR LRD LSL MAD MDL MKD MMK MNT MOP MUR MVR MWK MXN MYR MZN NAD "
        "NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR "
        "SEK SGD SHP SOS SRD STD SZL THB TJS TND TOP TRY TTD TWD TZS UAH USD UYU UZS VND VUV "
        "WST XAF XCD XOF XPF YER ZAR ZMW"
    ),
    ALIPAY: _codes("AUD CAD CNY EUR GBP HKD JPY MYR NZD SGD USD"),
    WECHAT: _codes("AUD CAD CHF CNY DKK EUR GBP HKD JPY NOK SEK SGD USD"),
}
_LEAST = {
    "AED": 200,
    "AUD": 50,
    "BGN": 100,
    "BRL": 50,
    "CAD": 50,
    "CHF": 50,
    "CZK": 1500,
    "DKK": 250,
    "EUR": 50,
    "GBP": 30,
    "HKD": 400,
    "HUF": 17500,
    "INR": 50,
    "JPY": 50,
    "MXN": 1000,
    "MYR": 200,
    "NOK": 300,
    "NZD": 50,
    "PLN": 200,
    "RON": 200,
    "SEK": 300,
    "SGD": 50,
    "THB": 1000,
    "USD": 50,
}
_MOST = 99_999_999
_MOST_ANY_WAY = {"IDR": 999_999_999_999, "INR": 999_999_999}
_MOST_BY_CARD = {
    "COP": 9_999_999_999,
    "HUF": 9_999_999_999,
    "JPY": 9_999_999_999,
    "LBP": 99_999_999_999,
}


def ways_for(money: Money, offered: Sequence[str]) -> tuple[str, ...]:
    """Return those of the *offered* ways by which *money* can be paid, in their order."""
    if not _can_be_written(money):
        return ()
    return tuple(way for way in offered if _fits(money, way))


def _can_be_written(money: Money) -> bool:
    """Stripe's third decimal is always 0: it takes 5.120 KWD and not 5.124."""
    return exponent(money.currency) < 3 or money.amount % 10 == 0


def _fits(money: Money, way: str) -> bool:
    if money.currency not in _FOR.get(way, frozenset()):
        return False
    return _LEAST.get(money.currency, 1) <= money.amount <= _most(money.currency, way)


def _most(currency: str, way: str) -> int:
    any_way = _MOST_ANY_WAY.get(currency, _MOST)
    return _MOST_BY_CARD.get(currency, any_way) if way == CARD else any_way
