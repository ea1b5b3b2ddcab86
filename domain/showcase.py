"""A product as it is shown to people who may not know the shop: nothing of anybody in it."""

from dataclasses import dataclass

from domain.catalog import Product, ProductRow
from domain.money import Money

AT_ONCE = 10  # products shown at a time; more come as one scrolls


@dataclass(frozen=True, slots=True)
class Shown:
    """A product with today's price and stock. *photo*: Telegram's id of its picture, or ""."""

    id: int
    title: str
    price: Money  # the lowest of its variants
    varies: bool  # whether variants differ in price
    free: int  # pieces free to sell, all variants together
    photo: str = ""


@dataclass(frozen=True, slots=True)
class Showing:
    """Up to `AT_ONCE` products; *more* tells that others follow."""

    goods: tuple[Shown, ...]
    more: bool = False


def shown_row(row: ProductRow, photo: str) -> Shown:
    """Return a product of a list."""
    return Shown(row.id, row.title, row.price, row.varies, row.free, photo)


def shown_product(product: Product, photo: str) -> Shown:
    """Return one product by itself."""
    prices = [variant.price for variant in product.variants]
    least = min(prices, key=lambda price: price.amount)
    free = sum(max(0, variant.free) for variant in product.variants)
    varies = any(price != least for price in prices)
    return Shown(product.id, product.title, least, varies, free, photo)
