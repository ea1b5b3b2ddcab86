"""How popular goods are: what sold, and what people looked at."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import and_, func, select

from domain.orders import Status
from storage.repository import Repository
from storage.tables.favourites import product_views
from storage.tables.goods import products
from storage.tables.trade import order_lines, orders

_NOT_SOLD = (Status.CANCELLED, Status.EXPIRED)


class Popularity(Repository):
    """The part of `domain.ports.search.IndexRepository` that says what is popular."""

    __slots__ = ()

    async def sold(self, since: datetime) -> Mapping[int, int]:
        given_back = order_lines.c.cancelled + order_lines.c.returned + order_lines.c.waived
        rows = await self._connection.execute(
            select(
                order_lines.c.product_id,
                func.sum(order_lines.c.quantity - given_back).label("pieces"),
            )
            .join(
                orders,
                and_(
                    orders.c.id == order_lines.c.order_id,
                    orders.c.placed_at >= since,
                    orders.c.status.not_in(_NOT_SOLD),
                ),
            )
            .where(order_lines.c.product_id.is_not(None))
            .group_by(order_lines.c.product_id)
        )
        return {row.product_id: int(row.pieces) for row in rows}

    async def viewed(self, since: datetime) -> Mapping[int, int]:
        rows = await self._connection.execute(
            select(product_views.c.product_id, func.count().label("people"))
            .where(product_views.c.seen_at >= since)
            .group_by(product_views.c.product_id)
        )
        return {row.product_id: int(row.people) for row in rows}

    async def popularity(self) -> Mapping[int, int]:
        rows = await self._connection.execute(
            select(products.c.id, products.c.popularity).where(products.c.popularity > 0)
        )
        return {row.id: row.popularity for row in rows}
