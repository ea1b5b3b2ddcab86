"""What customers see of goods and of the tree: what is hidden, and in which order it stands."""

from typing import Any

from sqlalchemy import ColumnElement, Select, Update, exists, func, or_, select, update

from storage.tables.goods import categories, category_tree, products

BELOW_HIDDEN = exists().where(
    category_tree.c.category_id == products.c.category_id,
    categories.c.id == category_tree.c.ancestor_id,
    categories.c.hidden,
)
_due = or_(products.c.withheld, BELOW_HIDDEN)


def seen_as_due(which: ColumnElement[bool]) -> Update:
    """Hide those of the products that are withheld or below a hidden category, show others.

    Hot statements so ask one column of the product alone.
    """
    return (
        update(products).where(which, products.c.hidden.is_distinct_from(_due)).values(hidden=_due)
    )


def goods_below(category_id: int) -> Select[Any]:
    """Return the ids of all products on a category and below it, in ascending order."""
    return (
        select(products.c.id)
        .where(
            products.c.category_id.in_(
                select(category_tree.c.category_id).where(
                    category_tree.c.ancestor_id == category_id
                )
            )
        )
        .order_by(products.c.id)
    )


def last_place(parent_id: int | None) -> Any:
    """Return the position from which a category with a new id stands last below that one."""
    siblings = categories.alias()
    return (
        select(func.coalesce(func.max(siblings.c.position), 0))
        .where(siblings.c.parent_id.is_not_distinct_from(parent_id))
        .scalar_subquery()
    )
