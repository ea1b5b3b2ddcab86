"""Repositories of the catalogue, its stock and pictures."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.catalog import Category, Product, ProductPage, ProductRow, Sort, Variant
from domain.digital import Kind
from domain.goods import CategoryChoice
from domain.money import Money
from domain.sales import Tag


@dataclass(frozen=True, slots=True)
class StockCount:
    """What is known of one SKU's pieces; *free* can be sold, *reserved* belongs to orders."""

    variant_id: int
    product_id: int
    sku: str
    name: str
    price: Money
    on_hand: int
    reserved: int
    kind: Kind = Kind.PHYSICAL
    merchant_id: int = 0

    @property
    def free(self) -> int:
        """Pieces on the shelf that no order holds."""
        return self.on_hand - self.reserved


@dataclass(frozen=True, slots=True)
class Movement:
    """One change of stock. *on_hand* is the count after it, for edits made by people."""

    variant_id: int
    delta_on_hand: int
    delta_reserved: int
    reason: str
    at: datetime
    order_id: int | None = None
    actor_id: int | None = None
    dedupe_key: str | None = None
    on_hand: int | None = None
    id: int = 0


class CatalogRepository(Protocol):
    """Reads for customers, in their language with the shop's own texts as a fallback."""

    async def shelf(
        self, category_id: int | None, language: str, *, counted: bool = False
    ) -> tuple[Category | None, tuple[Category, ...]]:
        """Return the category and the visible, non-empty ones right below it.

        *counted* says of each how many products it has.
        """
        ...

    async def page(
        self, category_id: int | None, sort: Sort, page: int, language: str
    ) -> ProductPage:
        """Return a page of the visible products on and below the category (None: all)."""
        ...

    async def shelves_of(
        self, product_ids: Collection[int], language: str
    ) -> tuple[Category, ...]:
        """Return the categories these products stand in, each with how many of them."""
        ...

    async def rows(self, products: Collection[int], language: str) -> tuple[ProductRow, ...]:
        """Return up to 10 products as lists show them, in that order, without hidden ones."""
        ...

    async def product(self, product_id: int, language: str) -> Product | None:
        """Return the product with all its active variants, hidden or not."""
        ...

    async def offer(self, variant_id: int, language: str) -> tuple[Product, Variant] | None:
        """Return a variant with its product (that variant only), if it is on sale."""
        ...


class StockRepository(Protocol):
    """Stock changes by conditional UPDATE; each writes its movement."""

    async def take(self, variant_id: int, quantity: int, order_id: int, at: datetime) -> bool:
        """Reserve pieces for an order; False, and nothing done, when too few are free."""
        ...

    async def release(self, variant_id: int, quantity: int, order_id: int, at: datetime) -> None:
        """Give reserved pieces back to the shelf."""
        ...

    async def hand_over(self, variant_id: int, quantity: int, order_id: int, at: datetime) -> None:
        """Let reserved pieces leave the shop."""
        ...

    async def write_off(self, variant_id: int, quantity: int, order_id: int, at: datetime) -> None:
        """Reserved pieces turned out not to be there: neither held nor on hand any more."""
        ...

    async def count(self, sku: str) -> StockCount | None:
        """Return the count of a SKU, typed in any case."""
        ...

    async def count_of(self, variant_id: int) -> StockCount | None:
        """Return the count of a variant."""
        ...

    async def lock(self, variant_id: int) -> None:
        """Keep others from changing this count until commit."""
        ...

    async def adjust(self, movement: Movement) -> int | None:
        """Change what is on hand; return the new count, None if it would fall under reserved."""
        ...

    async def movement(self, movement_id: int) -> Movement | None:
        """Return a movement by its id."""
        ...

    async def movement_by_key(self, dedupe_key: str) -> Movement | None:
        """Return the movement that was written with that key, if any."""
        ...


class PictureRepository(Protocol):
    """Pictures by content, and where Telegram already has them."""

    async def add(self, content: bytes) -> int:
        """Keep a picture; the same content is kept once. Return its id."""
        ...

    async def content(self, picture_id: int) -> bytes | None:
        """Return the bytes of a picture."""
        ...

    async def file_id(self, picture_id: int, bot_id: int) -> str | None:
        """Return the id under which that bot can send it again without upload."""
        ...

    async def of_products(self, product_ids: Sequence[int], bot_id: int) -> dict[int, str]:
        """Return, for those of the products whose picture that bot has sent, the picture's id
        under which it can send it again.
        """
        ...

    async def remember(self, picture_id: int, bot_id: int, file_id: str) -> None:
        """Note the id under which that bot can send it again."""
        ...


class GoodsRepository(Protocol):
    """Single changes to goods, made in the chat."""

    async def merchant_of(self, product_id: int) -> int | None:
        """Return whose product it is; None if there is no such product."""
        ...

    async def nearest_skus(
        self, typed: str, merchant_ids: Collection[int] | None, most: int
    ) -> tuple[str, ...]:
        """Return SKUs on sale that begin and end most like *typed*, the likest first.

        *merchant_ids* None looks through everybody's.
        """
        ...

    async def next_sku(self, prefix: str) -> str:
        """Return "PREFIX-n" with a number above all that the prefix has."""
        ...

    async def has_sku(self, sku: str) -> bool:
        """Whether a variant, on sale or not, has this SKU in any case."""
        ...

    async def has_handle(self, handle: str) -> bool:
        """Whether a product has this handle."""
        ...

    async def category_choices(self, language: str) -> tuple[CategoryChoice, ...]:
        """Return every category with the titles that lead to it, in shelf order."""
        ...

    async def lock_of(self, variant_id: int) -> None:
        """Keep others from changing the prices of its product until commit."""
        ...

    async def set_price(self, variant_id: int, price: Money, at: datetime) -> None:
        """Change a price, and with it what its product costs from.

        An earlier price to compare it with goes when the currency changes.
        """
        ...

    async def put_tag(self, variant_id: int, now: Tag, then: Tag, at: datetime) -> bool:
        """Have a price tag say *then*, if it still says *now*; whether it did."""
        ...

    async def set_hidden(self, product_id: int, hidden: bool, at: datetime) -> bool:
        """Hide or show; whether this call changed it."""
        ...

    async def set_picture(self, product_id: int, picture_id: int, at: datetime) -> None:
        """Give a product a picture that came from no file."""
        ...

    async def last_change(self, variant_id: int) -> tuple[int | None, datetime] | None:
        """Return who changed the variant last, and when, from the journal."""
        ...
