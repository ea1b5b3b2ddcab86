"""The catalogue as customers see it."""

from collections.abc import Collection, Iterable, Sequence
from itertools import groupby
from typing import Any

from domain.catalog import (
    PAGE,
    Category,
    Option,
    Product,
    ProductPage,
    ProductRow,
    Sort,
    Variant,
)
from domain.digital import Kind
from domain.money import Money
from domain.ratings import Rating
from storage.catalog_looks import (
    COUNTED_SHELF,
    LISTED,
    NAMED,
    OFFER,
    PRODUCT,
    SHELF,
    SHELVES_OF,
    listing,
)
from storage.looks import Look, choices
from storage.repository import Repository
from storage.tables.goods import products


def options_of(pairs: Iterable[Sequence[str]]) -> tuple[Option, ...]:
    """Read the stored form of a variant's options."""
    return tuple(Option(name, value) for name, value in pairs)


def _variant(row: Any) -> Variant:
    compare_at = None if row.compare_at is None else Money(row.compare_at, row.currency)
    price = Money(row.price, row.currency)
    options = options_of(row.options)
    return Variant(
        row.variant_id,
        row.sku,
        options,
        price,
        compare_at,
        row.free,
        row.weight,
        row.sale_until,
    )


def _product(rows: Sequence[Any]) -> Product:
    first = rows[0]
    return Product(
        first.id,
        first.category_id,
        first.merchant_id,
        first.title,
        first.description,
        first.picture_id,
        first.hidden,
        tuple(_variant(row) for row in rows),
        first.brand,
        first.unit,
        options_of(first.own_attributes or first.attributes),
        tuple(picture for _, picture in first.gallery if picture is not None),
        Rating(first.rating_stars, first.rating_count),
        Kind(first.kind),
        first.withheld,
    )


def _product_row(rows: list[Any]) -> ProductRow:
    cheapest = min(rows, key=lambda row: row.price)
    to_buy = min(rows, key=lambda row: (row.free <= 0, row.price))
    return ProductRow(
        cheapest.id,
        cheapest.title,
        Money(cheapest.price, cheapest.currency),
        any(row.price != cheapest.price for row in rows),
        len(rows),
        sum(max(0, row.free) for row in rows),
        to_buy.variant_id,
        Rating(cheapest.rating_stars, cheapest.rating_count),
        _earlier(cheapest),
    )


def _earlier(row: Any) -> Money | None:
    """What a variant cost before, if it costs less now."""
    reduced = row.compare_at is not None and row.compare_at > row.price
    return Money(row.compare_at, row.currency) if reduced else None


def _product_page(rows: Sequence[Any], page: int) -> ProductPage:
    groups = [list(group) for _, group in groupby(rows, key=lambda row: row.id)]
    total = rows[0].total if rows else 0
    return ProductPage(tuple(_product_row(group) for group in groups), page, total)


class Catalog(Repository):
    """See `domain.ports.goods.CatalogRepository`."""

    __slots__ = ()

    async def shelf(
        self, category_id: int | None, language: str, *, counted: bool = False
    ) -> tuple[Category | None, tuple[Category, ...]]:
        look = COUNTED_SHELF if counted else SHELF
        rows = await self.look(look, {"category_id": category_id, "language": language})
        all_ = [
            Category(row.id, row.parent_id, row.title, row.products, row.picture_id)
            for row in rows
        ]
        own = next((category for category in all_ if category.id == category_id), None)
        return own, tuple(category for category in all_ if category.id != category_id)

    async def page(
        self, category_id: int | None, sort: Sort, page: int, language: str
    ) -> ProductPage:
        look = listing(sort, category_id is None)
        values = {"language": language} | ({"category_id": category_id} if category_id else {})
        return await self._window(look, values, page)

    async def shelves_of(
        self, product_ids: Collection[int], language: str
    ) -> tuple[Category, ...]:
        found = await self._connection.execute(
            SHELVES_OF.where(products.c.id.in_(product_ids)), {"language": language}
        )
        return tuple(Category(row.id, row.parent_id, row.title, row.products) for row in found)

    async def _window(self, look: Look, values: dict[str, Any], page: int) -> ProductPage:
        """Return that page, or the first one when goods went and the page is past the end."""
        rows = await self.look(look, values | {"skip": page * PAGE})
        if not rows and page:
            return await self._window(look, values, 0)
        return _product_page(rows, page)

    async def rows(self, products: Collection[int], language: str) -> tuple[ProductRow, ...]:
        if not products:
            return ()
        values = {"language": language, **choices(products, LISTED)}
        groups = groupby(await self.look(NAMED, values), key=lambda row: row.id)
        found = {id_: _product_row(list(group)) for id_, group in groups}
        return tuple(found[id_] for id_ in products if id_ in found)

    async def product(self, product_id: int, language: str) -> Product | None:
        values = {"product_id": product_id, "language": language}
        rows = await self.look(PRODUCT, values)
        return _product(rows) if rows else None

    async def offer(self, variant_id: int, language: str) -> tuple[Product, Variant] | None:
        values = {"variant_id": variant_id, "language": language}
        rows = await self.look(OFFER, values)
        return (_product(rows), _variant(rows[0])) if rows else None
