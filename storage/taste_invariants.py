"""What must hold of what the shop remembers of people's tastes."""

from sqlalchemy import Select, String, cast, or_, select

from storage.tables.favourites import product_views
from storage.tables.people import customers
from storage.tables.recommendations import rec_builds, rec_items

# A list is written as [[product, how many orders or people, score], ...].
_others, _own = cast(rec_items.c.others, String), cast(rec_items.c.product_id, String)

TASTES: dict[str, Select[tuple[int]]] = {
    "I20 of those who want no suggestions nothing is remembered that they looked at": (
        select(product_views.c.customer_id)
        .join(customers, customers.c.id == product_views.c.customer_id)
        .where(customers.c.personal.is_(False))
    ),
    "I20 what goes together did so at least twice, and is not the same": (
        select(rec_items.c.product_id)
        .join(rec_builds, rec_builds.c.id == rec_items.c.build)
        .where(or_(*(_others.contains(part) for part in (", 0, ", ", 1, ", "[" + _own + ", "))))
    ),
}
