"""What must hold of those who deleted their account."""

from sqlalchemy import Select, func, or_, select

from domain.privacy import GONE, UNDER_WAY
from storage.tables.people import customers
from storage.tables.reviews import reviews
from storage.tables.trade import orders

_about = customers.c
_told = (
    *(_about.first_name, _about.last_name, func.coalesce(_about.username, "")),
    *(_about.name, _about.phone, _about.address),
)
_where_to = (orders.c.name, orders.c.phone, orders.c.address, orders.c.comment)

PRIVACY: dict[str, Select[tuple[int]]] = {
    "I26 of a customer who is gone no name, number or address is kept": select(_about.id).where(
        _about.id < GONE, or_(*(word != "" for word in _told))
    ),
    "I26 orders of a customer who is gone are over, and say neither who nor where": (
        select(orders.c.id).where(
            orders.c.customer_id < GONE,
            or_(orders.c.status.in_(sorted(UNDER_WAY)), *(word != "" for word in _where_to)),
        )
    ),
    "I26 nothing that a customer said is shown who is gone": select(reviews.c.id).where(
        reviews.c.customer_id < GONE, or_(reviews.c.author != "", reviews.c.text != "")
    ),
}
