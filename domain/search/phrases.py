"""Reading a sentence: "red mug under 20, in stock" is two words, a price and a filter."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from domain.errors import BadPrice
from domain.money import LARGEST, STARS, parse_money
from domain.search import grammar
from domain.search.folding import fold
from domain.search.manners import without_manners
from domain.search.star_phrases import rated
from domain.search.telephones import telephone
from domain.search.wishes import Wish

_DIGITS = r"\d++(?:[ .,’']\d{{3}}(?!\d))*+(?:[.,]\d{{1,2}}(?!\d))?+"
_SIGNS = "|".join(grammar.MONEY)
_TIMES = f"{grammar.THOUSAND}|{grammar.TENTHOUSAND}"
# A number, perhaps in thousands, with its currency before or behind it, and no other unit.
_SUM = (
    rf"(?:(?P<{{0}}s>{_SIGNS}) ?)?(?P<{{0}}n>{_DIGITS})(?: ?(?P<{{0}}k>{_TIMES})(?![a-zа-я]))?+"
    rf"(?! ?(?:{grammar.UNITS}))(?: ?(?P<{{0}}t>{_SIGNS})(?![a-zа-я]))?+(?!\d)"
)
_PAID = (
    rf"(?:(?P<{{0}}s>{_SIGNS}) ?(?P<{{0}}n>{_DIGITS})(?: ?(?P<{{0}}k>{_TIMES})(?![a-zа-я]))?+"
    rf"|(?P<{{0}}m>{_DIGITS})(?: ?(?P<{{0}}j>{_TIMES})(?![a-zа-я]))?+ ?(?P<{{0}}t>{_SIGNS})"
    rf"(?![a-zа-я]))"
)


def parse(text: str, currency: str) -> Wish:
    """Return what *text* asks for; sums are in *currency* unless it names another.

    A sum of money in another currency is left among the words: the shop knows no rates. A
    telephone number is one word, which no goods have.
    """
    if number := telephone(text):
        return Wish(words=number, in_stars=currency == STARS)
    left = without_manners(" ".join(fold(text).split()))
    wish = Wish(in_stars=currency == STARS)
    for order, patterns in grammar.ORDERS.items():
        cut = _cut(patterns, left)
        if cut != left:
            wish, left = replace(wish, order=order), cut
    stocked = _cut(grammar.IN_STOCK, left)
    on_sale = _cut(grammar.ON_SALE, stocked)
    wish = replace(wish, in_stock=stocked != left, on_sale=on_sale != stocked)
    rating, left = rated(on_sale, in_stars=wish.in_stars)
    wish, left = _prices(replace(wish, rating=rating), left, currency)
    return replace(wish, words=" ".join(left.split()).strip(" ,;"))


def names_sum(text: str, number: int) -> bool:
    """Whether *number* is a sum in *text*, of any money: "5 dollars", "$5"."""
    paid = _compiled(("{p}",))[0].finditer(fold(text))
    return any((found["pn"] or found["pm"]) == str(number) for found in paid)


def _prices(wish: Wish, left: str, currency: str) -> tuple[Wish, str]:
    for pattern in _compiled(grammar.RANGES):
        if (found := pattern.search(left)) and (ends := _ends(found, currency)):
            return wish.between(*ends), _without(left, found)
    most, left = _limit(grammar.MOST, left, currency)
    least, left = _limit(grammar.LEAST, left, currency)
    return wish.between(least, most), left


def _ends(found: re.Match[str], currency: str) -> tuple[int, int] | None:
    named = {name[0] for name, value in found.groupdict().items() if value and name[1] in "nm"}
    ends = [_amount(found, name, currency) for name in sorted(named)]
    if len(ends) != 2 or None in ends:
        return None
    return int(ends[0] or 0), int(ends[1] or 0)


def _limit(patterns: Iterable[str], left: str, currency: str) -> tuple[int | None, str]:
    for pattern in _compiled(tuple(patterns)):
        found = pattern.search(left)
        amount = _amount(found, "m", currency) if found else None
        if found and amount is not None:
            return amount, _without(left, found)
    return None, left


def _amount(found: re.Match[str], name: str, currency: str) -> int | None:
    """Return a sum in minor units; None if it is in another currency or none at all."""
    said = found.groupdict()
    sign = said.get(name + "s") or said.get(name + "t")
    if sign and not _means(sign, currency):
        return None
    number = said.get(name + "n") or said.get(name + "m") or ""
    try:
        money = parse_money(number.replace("’", "'"), currency)
    except BadPrice:
        return None
    amount = (money * _times(said.get(name + "k") or said.get(name + "j"))).amount
    return amount if amount <= LARGEST else None


def _means(sign: str, currency: str) -> bool:
    return any(
        re.fullmatch(pattern, sign) and currency in meant
        for pattern, meant in grammar.MONEY.items()
    )


def _times(word: str | None) -> int:
    if not word:
        return 1
    return 10_000 if re.fullmatch(grammar.TENTHOUSAND, word) else 1_000


def _cut(patterns: Iterable[str], text: str) -> str:
    for pattern in _compiled(tuple(patterns)):
        if found := pattern.search(text):
            return _without(text, found)
    return text


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}".strip()


@cache
def _compiled(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(_filled(pattern)) for pattern in patterns)


def _filled(pattern: str) -> str:
    kinds = {"{m}": ("m", _SUM), "{a}": ("a", _SUM), "{b}": ("b", _SUM), "{p}": ("p", _PAID)}
    for hole, (name, sum_) in kinds.items():
        pattern = pattern.replace(hole, sum_.format(name))
    return pattern
