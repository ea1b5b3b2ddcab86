"""Several lists of suggestions in one statement: a tap asks the database four times at most."""

from enum import IntEnum
from functools import cache
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    Float,
    Integer,
    Select,
    cast,
    exists,
    literal_column,
    null,
    select,
    union_all,
)

from domain.likeness import Alike
from storage.looks import Look, among
from storage.recommendation_looks import (
    CATEGORY,
    CURRENT,
    PRODUCT,
    itself,
    new_goods,
    others,
    popular,
    similar,
    with_cart,
)
from storage.tables.goods import products
from storage.tables.recommendations import rec_items, rec_popular
from storage.trace_looks import HISTORY


class Part(IntEnum):
    """What a row of a look at several lists belongs to."""

    ITSELF = 0
    SIMILAR = 1
    LIKED = 2
    POPULAR = 3
    NEWEST = 4


_shelf = select(products.c.category_id).where(products.c.id == PRODUCT).scalar_subquery()
_untaught = ~exists().where(rec_popular.c.build == CURRENT)
_NONE: tuple[ColumnElement[Any], ...] = (
    cast(null(), Integer),
    cast(null(), Float),
    cast(null(), JSON),
)


def _part(part: Part, *columns: Any, goods: Any = None) -> Select[Any]:
    """Select *columns* as id, how many (or where), score (or place), and a list of *goods*."""
    values = [*columns, *_NONE[len(columns) - 1 : 2], _NONE[2] if goods is None else goods]
    names = ("id", "number", "score", "goods")
    return select(
        literal_column(str(part.value), Integer).label("part"),
        *(column.label(name) for column, name in zip(values, names, strict=True)),
    )


def _sellers(category: Any, personal: bool, taught: bool) -> list[Select[Any]]:
    """What sells well; in a shop that has learnt nothing yet, what is new.

    For one that is known to be taught that part is left out: planning it takes longer than
    all the rest.
    """
    sold = popular(category).subquery()
    parts = [_part(Part.POPULAR, sold.c.category_id, goods=sold.c.goods)]
    if not taught:
        new = new_goods(personal, _untaught).subquery()
        parts.append(_part(Part.NEWEST, new.c.id, new.c.category_id, new.c.place))
    return parts


@cache
def sellers(personal: bool, taught: bool) -> Look:
    """What to fill a list up with."""
    return Look(union_all(*_sellers(CATEGORY, personal, taught)))


@cache
def around(personal: bool, taught: bool) -> Look:
    """What there is around a product."""
    this, like = itself().subquery(), similar().subquery()
    return Look(
        union_all(
            _part(Part.ITSELF, this.c.id, this.c.buyable, goods=this.c.others),
            _part(Part.SIMILAR, like.c.id, like.c.sold),
            *_sellers(_shelf, personal, taught),
        )
    )


@cache
def in_cart(personal: bool, taught: bool) -> Look:
    """What goes with the goods of a cart, and what sells well."""
    learnt = with_cart().subquery()
    return Look(
        union_all(
            _part(Part.LIKED, learnt.c.product_id, goods=learnt.c.others),
            *_sellers(CATEGORY, personal, taught),
        )
    )


@cache
def tastes(personal: bool, taught: bool) -> Look:
    """What people like who bought certain products, and what sells well, in one statement."""
    liked = others(Alike.USER, among(rec_items.c.product_id, HISTORY)).subquery()
    return Look(
        union_all(
            _part(Part.LIKED, liked.c.product_id, goods=liked.c.others),
            *_sellers(CATEGORY, personal, taught),
        )
    )
