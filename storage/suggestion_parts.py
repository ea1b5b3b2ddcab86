"""Several lists of suggestions in one statement, so that a tap asks the database seldom."""

from enum import IntEnum
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    Float,
    Integer,
    Select,
    cast,
    literal_column,
    null,
    select,
    union_all,
)

from domain.likeness import Alike
from storage.looks import Look, among
from storage.recommendation_looks import (
    CATEGORY,
    PRODUCT,
    lately,
    others,
    popular,
    similar,
)
from storage.tables.goods import products
from storage.tables.recommendations import rec_items
from storage.trace_looks import HISTORY


class Part(IntEnum):
    """What a row of a look at several lists belongs to."""

    LATELY = 0
    SIMILAR = 1
    LIKED = 2
    POPULAR = 3


_shelf = select(products.c.category_id).where(products.c.id == PRODUCT).scalar_subquery()
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


def _sellers(category: Any) -> Select[Any]:
    sold = popular(category).subquery()
    return _part(Part.POPULAR, sold.c.category_id, goods=sold.c.goods)


_late, _like = lately().subquery(), similar().subquery()
_liked = others(Alike.USER, among(rec_items.c.product_id, HISTORY)).subquery()
_beside = (_part(Part.SIMILAR, _like.c.id, _like.c.sold), _sellers(_shelf))

# What to fill a list up with.
SELLERS = Look(_sellers(CATEGORY))
# What may stand beside a product besides what a build has learnt of it, if it has.
BESIDE = Look(union_all(*_beside))
BESIDE_NEW = Look(
    union_all(_part(Part.LATELY, _late.c.id, _late.c.support, _late.c.score), *_beside)
)
# What people like who bought certain products, and what sells well.
TASTES = Look(
    union_all(_part(Part.LIKED, _liked.c.product_id, goods=_liked.c.others), _sellers(CATEGORY))
)
