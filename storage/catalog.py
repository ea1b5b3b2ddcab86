"""The catalogue as customers see it. Hot statements are built once."""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import groupby
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
)

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
from domain.money import Money
from storage.looks import Look
from storage.repository import Repository
from storage.tables.goods import (
    categories,
    category_texts,
    category_tree,
    product_texts,
    products,
    search_words,
    stock,
    variant_texts,
    variants,
)

_language: BindParameter[str] = bindparam("language")
_texts = product_texts.alias("texts")
_title = func.coalesce(func.nullif(_texts.c.title, ""), products.c.title)
_description = func.coalesce(func.nullif(_texts.c.description, ""), products.c.description)
_free = stock.c.on_hand - stock.c.reserved

_ORDER: dict[Sort, tuple[ColumnElement[Any], ...]] = {
    Sort.POPULAR: (products.c.sold.desc(), products.c.id),
    Sort.CHEAP: (products.c.price_from, products.c.id),
    Sort.DEAR: (products.c.price_from.desc(), products.c.id),
    Sort.NEW: (products.c.created_at.desc(), products.c.id.desc()),
}

_SHELF = Look(
    select(
        categories.c.id,
        categories.c.parent_id,
        func.coalesce(category_texts.c.title, categories.c.title).label("title"),
    )
    .outerjoin(
        category_texts,
        and_(
            category_texts.c.category_id == categories.c.id, category_texts.c.language == _language
        ),
    )
    .where(
        categories.c.hidden.is_(False),
        or_(
            categories.c.id == bindparam("category_id"),
            categories.c.parent_id.is_not_distinct_from(bindparam("category_id")),
        ),
        exists().where(
            category_tree.c.ancestor_id == categories.c.id,
            category_tree.c.category_id == products.c.category_id,
            products.c.hidden.is_(False),
        ),
    )
    .order_by(categories.c.position, categories.c.id)
)


def _rows_of(picked: Any, order: Iterable[ColumnElement[Any]]) -> Select[Any]:
    """All variants of the picked products, in the picked order."""
    return (
        select(
            products.c.id,
            _title.label("title"),
            picked.c.total,
            variants.c.id.label("variant_id"),
            variants.c.price,
            variants.c.currency,
            _free.label("free"),
        )
        .select_from(picked)
        .join(products, products.c.id == picked.c.id)
        .join(variants, and_(variants.c.product_id == products.c.id, variants.c.active))
        .join(stock, stock.c.variant_id == variants.c.id)
        .outerjoin(
            _texts, and_(_texts.c.product_id == products.c.id, _texts.c.language == _language)
        )
        .order_by(*order, variants.c.position, variants.c.id)
    )


@cache
def _page(sort: Sort, everywhere: bool) -> Look:
    picked = select(products.c.id, func.count().over().label("total")).where(
        products.c.hidden.is_(False)
    )
    if not everywhere:
        picked = picked.join(
            category_tree,
            and_(
                category_tree.c.category_id == products.c.category_id,
                category_tree.c.ancestor_id == bindparam("category_id"),
            ),
        )
    window = picked.order_by(*_ORDER[sort]).limit(PAGE).offset(bindparam("skip")).subquery()
    return Look(_rows_of(window, _ORDER[sort]))


@cache
def _found(words: int) -> Look:
    """Products that have a word beginning with each of *words* given ones."""
    best = [
        select(search_words.c.product_id, func.max(search_words.c.weight).label("weight"))
        .where(search_words.c.word >= bindparam(f"from{n}"))
        .where(search_words.c.word < bindparam(f"to{n}"))
        .group_by(search_words.c.product_id)
        .subquery(f"word{n}")
        for n in range(words)
    ]
    picked = select(
        products.c.id,
        sum((hit.c.weight for hit in best[1:]), start=best[0].c.weight).label("score"),
        func.count().over().label("total"),
    ).where(products.c.hidden.is_(False))
    for hit in best:
        picked = picked.join(hit, hit.c.product_id == products.c.id)
    order = (picked.selected_columns.score.desc(), products.c.sold.desc(), products.c.id)
    window = picked.order_by(*order).limit(PAGE).offset(bindparam("skip")).subquery()
    order = (window.c.score.desc(), products.c.sold.desc(), products.c.id)
    return Look(_rows_of(window, order))


_WHOLE = (
    select(
        products.c.id,
        products.c.category_id,
        products.c.merchant_id,
        products.c.picture_id,
        products.c.hidden,
        _title.label("title"),
        _description.label("description"),
        variants.c.id.label("variant_id"),
        variants.c.sku,
        func.coalesce(variant_texts.c.options, variants.c.options).label("options"),
        variants.c.price,
        variants.c.compare_at,
        variants.c.currency,
        _free.label("free"),
    )
    .join(variants, and_(variants.c.product_id == products.c.id, variants.c.active))
    .join(stock, stock.c.variant_id == variants.c.id)
    .outerjoin(_texts, and_(_texts.c.product_id == products.c.id, _texts.c.language == _language))
    .outerjoin(
        variant_texts,
        and_(variant_texts.c.variant_id == variants.c.id, variant_texts.c.language == _language),
    )
    .order_by(variants.c.position, variants.c.id)
)
_PRODUCT = Look(_WHOLE.where(products.c.id == bindparam("product_id")))
_OFFER = Look(_WHOLE.where(variants.c.id == bindparam("variant_id"), products.c.hidden.is_(False)))


def options_of(pairs: Iterable[Sequence[str]]) -> tuple[Option, ...]:
    """Read the stored form of a variant's options."""
    return tuple(Option(name, value) for name, value in pairs)


def _variant(row: Any) -> Variant:
    compare_at = None if row.compare_at is None else Money(row.compare_at, row.currency)
    price = Money(row.price, row.currency)
    return Variant(row.variant_id, row.sku, options_of(row.options), price, compare_at, row.free)


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
    )


def _product_page(rows: Sequence[Any], page: int) -> ProductPage:
    groups = [list(group) for _, group in groupby(rows, key=lambda row: row.id)]
    total = rows[0].total if rows else 0
    return ProductPage(tuple(_product_row(group) for group in groups), page, total)


class Catalog(Repository):
    """See `domain.ports.goods.CatalogRepository`."""

    __slots__ = ()

    async def shelf(
        self, category_id: int | None, language: str
    ) -> tuple[Category | None, tuple[Category, ...]]:
        rows = await self._look(_SHELF, {"category_id": category_id, "language": language})
        all_ = [Category(row.id, row.parent_id, row.title) for row in rows]
        own = next((category for category in all_ if category.id == category_id), None)
        return own, tuple(category for category in all_ if category.id != category_id)

    async def page(
        self, category_id: int | None, sort: Sort, page: int, language: str
    ) -> ProductPage:
        look = _page(sort, category_id is None)
        values = {"language": language} | ({"category_id": category_id} if category_id else {})
        return await self._window(look, values, page)

    async def found(self, words: Sequence[str], page: int, language: str) -> ProductPage:
        values: dict[str, Any] = {"language": language}
        for n, word in enumerate(words):
            values |= {f"from{n}": word, f"to{n}": word + "\U0010ffff"}
        return await self._window(_found(len(words)), values, page)

    async def _window(self, look: Look, values: dict[str, Any], page: int) -> ProductPage:
        """Return that page, or the first one when goods went and the page is past the end."""
        rows = await self._look(look, values | {"skip": page * PAGE})
        if not rows and page:
            return await self._window(look, values, 0)
        return _product_page(rows, page)

    async def product(self, product_id: int, language: str) -> Product | None:
        values = {"product_id": product_id, "language": language}
        rows = await self._look(_PRODUCT, values)
        return _product(rows) if rows else None

    async def offer(self, variant_id: int, language: str) -> tuple[Product, Variant] | None:
        values = {"variant_id": variant_id, "language": language}
        rows = await self._look(_OFFER, values)
        return (_product(rows), _variant(rows[0])) if rows else None
