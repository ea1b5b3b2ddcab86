"""Categories, products and their variants, as a customer sees them in one language."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.digital import Kind
from domain.money import Money
from domain.naming import label_of
from domain.pages import pages_of
from domain.ratings import UNRATED, Rating

PAGE = 5  # products a list shows at once
COUNTED = 100  # products of a shelf among others; so many mean "99 and more"
LOW = 3  # free pieces from which "only n left" is said


class Sort(StrEnum):
    """How a list of products is ordered."""

    POPULAR = "p"
    CHEAP = "c"
    DEAR = "d"
    NEW = "n"


@dataclass(frozen=True, slots=True)
class Category:
    """A shelf; *products* counts what is visible on it and below it, up to `COUNTED` of it."""

    id: int
    parent_id: int | None
    title: str
    products: int = 0
    picture_id: int | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a variant, in the customer's language: Size = M."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Variant:
    """What is bought: one SKU with its price and the pieces still free to sell.

    *sale_until* (UTC) is when the sale is over that makes it cheaper now.
    """

    id: int
    sku: str
    options: tuple[Option, ...]
    price: Money
    compare_at: Money | None
    free: int
    weight: int | None = None  # grams
    sale_until: datetime | None = None

    @property
    def label(self) -> str:
        """Its options in short, "M · Blue"; empty for a product without options."""
        return label_of(option.value for option in self.options)


@dataclass(frozen=True, slots=True)
class ProductRow:
    """A product in a list: enough for one line and its two buttons."""

    id: int
    title: str
    price: Money  # the lowest of its variants
    varies: bool  # whether variants differ in price
    variants: int
    free: int  # pieces free to sell, all variants together
    variant_id: int  # the only or the cheapest variant that can be bought
    rating: Rating = UNRATED
    earlier: Money | None = None  # what that lowest price was before it was reduced


@dataclass(frozen=True, slots=True)
class ProductPage:
    """Up to `PAGE` products of *total*, from position *page* x `PAGE`."""

    rows: tuple[ProductRow, ...]
    page: int
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return pages_of(self.total, PAGE)


@dataclass(frozen=True, slots=True)
class Shelf:
    """A category opened: the way to it (root first), its sub-shelves and a page of products."""

    category: Category | None  # None is the root
    subcategories: tuple[Category, ...]
    page: ProductPage


@dataclass(frozen=True, slots=True)
class Product:
    """A product card. *variants* has at least one; hidden products are None to customers.

    *unit* is what the prices are for, empty for a piece. *gallery* are its other pictures.
    *withheld*: hidden by itself, not only with the shelf it stands on.
    """

    id: int
    category_id: int | None
    merchant_id: int
    title: str
    description: str
    picture_id: int | None
    hidden: bool
    variants: tuple[Variant, ...]
    brand: str = ""
    unit: str = ""
    attributes: tuple[Option, ...] = ()
    gallery: tuple[int, ...] = ()
    rating: Rating = UNRATED
    kind: Kind = Kind.PHYSICAL
    withheld: bool = False

    @property
    def pictures(self) -> tuple[int, ...]:
        """All its pictures, the first one first."""
        return self.gallery if self.picture_id is None else (self.picture_id, *self.gallery)

    def variant(self, variant_id: int | None) -> Variant:
        """Return that variant, or else the one to show first: one that can be bought."""
        for variant in self.variants:
            if variant.id == variant_id:
                return variant
        return next((v for v in self.variants if v.free > 0), self.variants[0])

    @property
    def option_names(self) -> tuple[str, ...]:
        """The options a customer chooses from: ("Size", "Colour")."""
        return tuple(option.name for option in self.variants[0].options)

    def choices(self, chosen: Variant, at: int) -> tuple[tuple[str, Variant], ...]:
        """Return each value of option number *at* with the variant a tap on it leads to.

        That is the variant which differs from *chosen* in this option alone, or, where
        there is none, the nearest that has the value: most options alike, in stock first.
        """
        values = dict.fromkeys(v.options[at].value for v in self.variants if at < len(v.options))
        return tuple((value, self._nearest(chosen, at, value)) for value in values)

    def _nearest(self, chosen: Variant, at: int, value: str) -> Variant:
        fitting = [
            v for v in self.variants if at < len(v.options) and v.options[at].value == value
        ]

        def likeness(variant: Variant) -> tuple[int, bool]:
            alike = sum(a == b for a, b in zip(variant.options, chosen.options, strict=False))
            return alike, variant.free > 0

        return max(fitting, key=likeness)
