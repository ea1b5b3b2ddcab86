"""What an admin types after /delivery: "Courier 300 free 5000", "pickup Main Street 5"."""

import re
from dataclasses import dataclass

from domain.customers import Delivery
from domain.errors import BadPrice, UnclearPrice
from domain.goods import read_typed_sum
from domain.money import Money, zero
from domain.price_errors import BadTerms, Grammar

_PICKUP = re.compile(r"pick-?up\b\s*", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“”„«]([^\"“”„«»]+)[\"“”»]\s*(.*)")
_PRICED = re.compile(r"(.*?)\s*(\S+)(?:\s+free(?:\s+from)?\s+(\S+))?", re.IGNORECASE)
_UNFINISHED = re.compile(r"\s\d[\d.,]*\s+free(\s+from)?$", re.IGNORECASE)
_FREE = "free"
_LONGEST = {Delivery.COURIER: 40, Delivery.PICKUP: 200}


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """A way of delivery to add or to change. *name* is a title, or a pick-up point's address;
    in place of it *number* may say which way of the list is meant.
    """

    kind: Delivery
    name: str
    fee: Money
    free_from: Money | None = None

    @property
    def number(self) -> int:
        """The number in the list that was typed instead of a name, or 0."""
        return int(self.name) if re.fullmatch(r"[1-9]\d?", self.name) else 0


def parse_delivery(text: str, currency: str) -> DeliveryLine:
    """Read one line; sums are of *currency*.

    A pick-up point is free, unless its address stands in quotes and a price follows.

    Raises:
        BadTerms: A word of it is not understood; it is named, or none where one is missing.
        UnclearPrice: A price in it may be two.
    """
    tidy = " ".join(text.split())
    pickup = _PICKUP.match(tidy)
    kind = Delivery.PICKUP if pickup else Delivery.COURIER
    rest = tidy[pickup.end() :] if pickup else tidy
    if quoted := _QUOTED.fullmatch(rest):
        name, priced = quoted[1].strip(), quoted[2]
    elif pickup:
        name, priced = rest, ""
    else:
        name, priced = _split(rest, text)
    if not 0 < len(name) <= _LONGEST[kind] or (not priced and not pickup):
        raise BadTerms(text, Grammar.DELIVERY, "")
    return DeliveryLine(kind, name, *_prices(priced or _FREE, currency, text))


def _split(rest: str, text: str) -> tuple[str, str]:
    """Cut a name that stands without quotes off the prices behind it."""
    found = _PRICED.fullmatch(rest)
    if not found or not found[1]:
        raise BadTerms(text, Grammar.DELIVERY, "")
    if _UNFINISHED.search(rest):  # "Courier 300 free": from which sum?
        raise BadTerms(text, Grammar.DELIVERY, found[2])
    return found[1], rest[found.end(1) :].strip()


def _prices(priced: str, currency: str, text: str) -> tuple[Money, Money | None]:
    found = _PRICED.fullmatch(priced)
    if not found or found[1]:
        raise BadTerms(text, Grammar.DELIVERY, priced.split()[0])
    fee, free_from = found[2], found[3]
    if fee.lower() == _FREE:
        return zero(currency), None
    money = _money(fee, currency, text)
    threshold = _money(free_from, currency, text) if free_from else None
    if threshold and not threshold.amount:
        raise BadTerms(text, Grammar.DELIVERY, free_from)
    return money, threshold


def _money(word: str, currency: str, text: str) -> Money:
    try:
        return read_typed_sum(word, currency)
    except UnclearPrice:
        raise
    except BadPrice as error:
        raise BadTerms(text, Grammar.DELIVERY, word) from error
