"""Goods as their keepers see them: every field in every language, as a file has them."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from domain.digital import Kind
from domain.errors import BadPrice
from domain.money import STARS, Money, parse_money, parse_typed_money
from domain.sales import Reduction

Pairs = tuple[tuple[str, str], ...]  # (("Size", "M"), ("Colour", "Blue"))
Path = tuple[str, ...]  # ("Kitchen", "Mugs"), the top category first

SKU_LENGTH = 64
_WORDS_FOR_MONEY = {"RUB": ("руб", "р"), STARS: ("⭐", "stars", "star", "зв")}
_SIGNS = {  # currencies whose sign is theirs alone, or nearly so
    **{"EUR": "€", "GBP": "£", "RUB": "₽", "UAH": "₴", "KZT": "₸", "KRW": "₩", "INR": "₹"},
    **{"TRY": "₺", "ILS": "₪", "JPY": "¥", "CNY": "¥"},
}
_NO_SLUG = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class NewProduct:
    """What the /add form collects. An empty *sku* has the shop make one up."""

    title: str
    price: Money
    stock: int
    category_id: int | None = None
    picture: bytes | None = None
    sku: str = ""
    description: str = ""
    kind: Kind = Kind.PHYSICAL


@dataclass(frozen=True, slots=True)
class CategoryChoice:
    """A category a product can be put into; *titles* lead to it from the top."""

    id: int
    titles: Path


@dataclass(frozen=True, slots=True)
class VariantSheet:
    """One SKU. *texts* are its options per language; *stock* counts what is on hand.

    A *stock* of None says nothing about the count. *weight* is grams, None if nobody weighed it.
    *price* and *compare_at* are without the sale that runs, or comes next: *reduction*.
    """

    sku: str
    price: Money
    options: Pairs = ()
    compare_at: Money | None = None
    stock: int | None = None
    texts: Mapping[str, Pairs] = field(default_factory=dict)
    weight: int | None = None
    reduction: Reduction | None = None


@dataclass(frozen=True, slots=True)
class ProductSheet:
    """A whole product. *titles*, *descriptions* and *attribute_texts* are the translations.

    Attributes:
        handle: What tells it from all others, in files and over the years.
        merchant: The seller's name; empty is the shop itself.
        picture: Where its first picture came from: an address, a path, or empty.
        more_pictures: Where the others came from, in the order in which they are shown.
        unit: What the price is for, where that is not a piece: "100 g", "pair".
        attributes: What can be said of all its variants: (("Material", "Clay"),).
        kind: How it is handed over in the chat; None is sent.
    """

    handle: str
    title: str
    variants: tuple[VariantSheet, ...]
    description: str = ""
    category: Path = ()
    merchant: str = ""
    picture: str = ""
    more_pictures: tuple[str, ...] = ()
    brand: str = ""
    unit: str = ""
    attributes: Pairs = ()
    tags: str = ""
    hidden: bool = False
    kind: Kind | None = None
    titles: Mapping[str, str] = field(default_factory=dict)
    descriptions: Mapping[str, str] = field(default_factory=dict)
    attribute_texts: Mapping[str, Pairs] = field(default_factory=dict)


def slug(text: str) -> str:
    """Return *text* as a handle: lower case letters and digits of any script, and dashes."""
    return _NO_SLUG.sub("-", unicodedata.normalize("NFKC", text).lower()).strip("-")


def sku_key(sku: str) -> str:
    """Return what makes two SKUs the same however they are typed."""
    return sku.strip().lower()


def currency_of(text: str, currency: str, home: str = "") -> str:
    """Return the currency that a typed price names: Stars, *home*, or else *currency*.

    "250 ⭐" and "250 XTR" are Stars wherever they are typed; "$5" never is.
    """
    bare = _bare(text)
    if any(word in bare for word in (STARS.lower(), *_WORDS_FOR_MONEY[STARS])):
        return STARS
    words = (home.lower(), *_WORDS_FOR_MONEY.get(home, ()))
    named = any(word in bare for word in words) or any(map(_is_sign, bare))
    return home if home and currency == STARS and named else currency


def _is_foreign(c: str, currency: str) -> bool:
    """Whether a sign is of other money, as "€" in dollars; "$" is many countries'."""
    own = _SIGNS.get(currency)
    return _is_sign(c) and (c != own if own else c in _SIGNS.values())


def _is_sign(c: str) -> bool:
    return unicodedata.category(c) == "Sc"


def _bare(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text)  # wide digits, as Chinese keyboards have
    return plain.replace("\ufe0f", "").strip().lower()  # the star's mark of being coloured


def read_typed_price(text: str, currency: str) -> Money:
    """Read a price as `read_price` does, where a person is there to be asked what they mean.

    Raises:
        BadPrice: It is not a price above zero in *currency*. UnclearPrice: It may be two.
    """
    return read_price(text, currency, parse_typed_money)


def read_price(
    text: str, currency: str, parse: Callable[[str, str], Money] = parse_money
) -> Money:
    """Read a price that must be one: "6,90", "$6.90", "690 rub"; a slip like "69o" is none.

    A sign that is another currency's, like "€" where prices are in USD, makes it none.

    Raises:
        BadPrice: It is not a price above zero in *currency*.
    """
    money = _read_sum(text, currency, parse)
    if money.amount <= 0:
        raise BadPrice(text)
    return money


def read_typed_sum(text: str, currency: str) -> Money:
    """Read a sum as `read_typed_price` does a price; it may be zero.

    Raises:
        BadPrice: It is not a sum in *currency*: "5k" and "€5" are none of dollars.
        UnclearPrice: It may be two.
    """
    return _read_sum(text, currency, parse_typed_money)


def _read_sum(text: str, currency: str, parse: Callable[[str, str], Money]) -> Money:
    bare = _bare(text)
    for word in (currency.lower(), *_WORDS_FOR_MONEY.get(currency, ())):
        bare = bare.removeprefix(word).removesuffix(word + ".").removesuffix(word).strip()
    if not any(c.isdecimal() for c in bare) or not all(map(_may_be_in_a_price, bare)):
        raise BadPrice(text)
    if any(_is_foreign(c, currency) for c in bare):
        raise BadPrice(text)
    return parse(bare, currency)


def _may_be_in_a_price(c: str) -> bool:
    return c.isdecimal() or c.isspace() or c in ",.'’" or _is_sign(c)
