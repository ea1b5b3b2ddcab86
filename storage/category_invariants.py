"""What must hold of the tree of categories, of what it hides, and of carts that are shared."""

from datetime import timedelta

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    and_,
    exists,
    func,
    or_,
    select,
    type_coerce,
)

from domain.shared_carts import LIFE
from storage.hiding import BELOW_HIDDEN
from storage.tables.goods import categories, category_tree, products
from storage.tables.shared_carts import shared_cart_lines, shared_carts

_LIFE = LIFE // timedelta(milliseconds=1)  # as moments are stored
_DAY = 86_400_000


def _ways(category_id: ColumnElement[int]) -> ColumnElement[int]:
    """How many stand above a category, itself included."""
    way = category_tree.alias()
    return (
        select(func.count()).where(way.c.category_id == category_id).correlate(categories)
    ).scalar_subquery()


_tree = category_tree.alias()
_own = exists().where(
    _tree.c.category_id == categories.c.id, _tree.c.ancestor_id == categories.c.id
)
_over, _under = category_tree.alias(), category_tree.alias()
_left_out = exists().where(
    _over.c.category_id == categories.c.parent_id,
    ~exists()
    .where(_under.c.category_id == categories.c.id, _under.c.ancestor_id == _over.c.ancestor_id)
    .correlate(categories, _over),
)
_its_parent = and_(
    category_tree.c.ancestor_id == categories.c.id,
    category_tree.c.category_id == categories.c.parent_id,
)
_has_lines = exists().where(shared_cart_lines.c.cart_id == shared_carts.c.id)
_begins = type_coerce(shared_carts.c.shared_at, BigInteger)  # milliseconds, not moments
_ends = type_coerce(shared_carts.c.ends_at, BigInteger)
_youngest = shared_carts.alias()
_newest = select(func.max(type_coerce(_youngest.c.shared_at, BigInteger))).scalar_subquery()

CATEGORIES: dict[str, Select[tuple[int]]] = {
    "I24 no category stands above itself": select(categories.c.id).join(
        category_tree, _its_parent
    ),
    "I24 what stands above a category is its parent and all above that": select(
        categories.c.id
    ).where(or_(~_own, _left_out, _ways(categories.c.id) != 1 + _ways(categories.c.parent_id))),
    "I24 goods are hidden by themselves or by a category above them, and only then": select(
        products.c.id
    ).where(products.c.hidden.is_distinct_from(or_(products.c.withheld, BELOW_HIDDEN))),
    "I25 a shared cart has something in it": select(shared_carts.c.id).where(~_has_lines),
    "I25 a shared cart lives 30 days and is then forgotten": select(shared_carts.c.id).where(
        or_(
            _ends - _begins != _LIFE,
            # Against the newest one: a rule has no clock, and a day is the cleaning's.
            _ends + _DAY < _newest,
        )
    ),
}
