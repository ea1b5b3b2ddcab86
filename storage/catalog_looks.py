"""The statements behind the catalogue, each built and compiled once."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal,
    literal_column,
    or_,
    select,
)

from domain.catalog import COUNTED, PAGE, Sort
from domain.digital import Kind
from domain.money import STARS
from domain.sales import State
from storage.looks import Look, among
from storage.tables.goods import (
    categories,
    category_texts,
    category_tree,
    product_texts,
    products,
    stock,
    variant_texts,
    variants,
)
from storage.tables.sales import sale_lines, sales

_language: BindParameter[str] = bindparam("language")
_texts = product_texts.alias("texts")
_title = func.coalesce(func.nullif(_texts.c.title, ""), products.c.title)
_description = func.coalesce(func.nullif(_texts.c.description, ""), products.c.description)
_free = stock.c.on_hand - stock.c.reserved

# What is sold in Stars stands behind all money, see domain.search.costs; only digital goods are.
_own = variants.alias("own")
_in_stars = case(
    (products.c.kind == Kind.PHYSICAL, 0),
    (
        exists()
        .where(_own.c.product_id == products.c.id, _own.c.currency == STARS)
        .correlate(products),
        1,
    ),
    else_=0,
)
_ORDER: dict[Sort, tuple[ColumnElement[Any], ...]] = {
    Sort.POPULAR: (products.c.sold.desc(), products.c.id),
    Sort.CHEAP: (_in_stars, products.c.price_from, products.c.id),
    Sort.DEAR: (_in_stars, products.c.price_from.desc(), products.c.id),
    Sort.NEW: (products.c.created_at.desc(), products.c.id.desc()),
}

_shelf = (
    select(
        categories.c.id,
        categories.c.parent_id,
        categories.c.picture_id,
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
# To count no further than a label says costs the same on every shelf of every shop.
_some = (
    select(literal(1).label("one"))
    .select_from(category_tree)
    .join(products, products.c.category_id == category_tree.c.category_id)
    .where(category_tree.c.ancestor_id == categories.c.id, products.c.hidden.is_(False))
    .limit(literal_column(str(COUNTED)))
    .correlate(categories)
    .subquery()
)
_counted = select(func.count()).select_from(_some).scalar_subquery()
SHELF = Look(_shelf.add_columns(literal_column("0").label("products")))
COUNTED_SHELF = Look(_shelf.add_columns(_counted.label("products")))

_called = func.coalesce(category_texts.c.title, categories.c.title)
SHELVES_OF = (
    select(
        categories.c.id,
        categories.c.parent_id,
        _called.label("title"),
        func.count().label("products"),
    )
    .join(products, products.c.category_id == categories.c.id)
    .outerjoin(
        category_texts,
        and_(
            category_texts.c.category_id == categories.c.id, category_texts.c.language == _language
        ),
    )
    .group_by(categories.c.id, categories.c.parent_id, _called)
    .order_by(func.count().desc(), categories.c.id)
)


def _rows_of(picked: Any, order: Iterable[ColumnElement[Any]]) -> Select[Any]:
    """All variants of the picked products, in the picked order."""
    return (
        select(
            products.c.id,
            _title.label("title"),
            products.c.rating_stars,
            products.c.rating_count,
            picked.c.total,
            variants.c.id.label("variant_id"),
            variants.c.price,
            variants.c.compare_at,
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
def listing(sort: Sort, everywhere: bool) -> Look:
    """A page of the visible products *everywhere*, or on and below one category."""
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


LISTED = 10  # products that `NAMED` takes
_named = (
    select(products.c.id, literal(0).label("total"))
    .where(products.c.hidden.is_(False), among(products.c.id, LISTED))
    .subquery()
)
NAMED = Look(_rows_of(_named, (products.c.id,)))

_running = (
    select(sale_lines.c.variant_id, sale_lines.c.sale_id)
    .where(sale_lines.c.state == State.RUNNING)
    .subquery()
)
_WHOLE = (
    select(
        products.c.id,
        products.c.category_id,
        products.c.merchant_id,
        products.c.picture_id,
        products.c.hidden,
        products.c.withheld,
        products.c.brand,
        products.c.unit,
        products.c.gallery,
        products.c.attributes,
        _texts.c.attributes.label("own_attributes"),
        products.c.rating_stars,
        products.c.rating_count,
        products.c.kind,
        _title.label("title"),
        _description.label("description"),
        variants.c.id.label("variant_id"),
        variants.c.sku,
        func.coalesce(variant_texts.c.options, variants.c.options).label("options"),
        variants.c.price,
        variants.c.compare_at,
        variants.c.currency,
        variants.c.weight,
        _free.label("free"),
        sales.c.ends_at.label("sale_until"),
    )
    .join(variants, and_(variants.c.product_id == products.c.id, variants.c.active))
    .join(stock, stock.c.variant_id == variants.c.id)
    .outerjoin(_texts, and_(_texts.c.product_id == products.c.id, _texts.c.language == _language))
    .outerjoin(
        variant_texts,
        and_(variant_texts.c.variant_id == variants.c.id, variant_texts.c.language == _language),
    )
    .outerjoin(_running, _running.c.variant_id == variants.c.id)
    .outerjoin(sales, sales.c.id == _running.c.sale_id)
    .order_by(variants.c.position, variants.c.id)
)
PRODUCT = Look(_WHOLE.where(products.c.id == bindparam("product_id")))
OFFER = Look(_WHOLE.where(variants.c.id == bindparam("variant_id"), products.c.hidden.is_(False)))
