"""The merchants' parts of orders."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import bindparam, select, update

from domain.fulfilment import Fulfilment, Step
from domain.orders import Status
from storage.looks import Deed, Look, among, choices
from storage.repository import Repository
from storage.tables.people import merchants
from storage.tables.trade import fulfilments, orders

_OPEN = (Step.NEW, Step.ACCEPTED, Step.PACKED, Step.SHIPPED)
_WITH_NAME = select(fulfilments, merchants.c.name.label("merchant")).join(
    merchants, merchants.c.id == fulfilments.c.merchant_id
)

_OF_ORDER = Look(
    _WITH_NAME.where(fulfilments.c.order_id == bindparam("order_id")).order_by(fulfilments.c.id)
)
_ONE = Look(_WITH_NAME.where(fulfilments.c.id == bindparam("fulfilment_id")))
_MOVE = Deed(
    lambda _: update(fulfilments).where(
        fulfilments.c.id == bindparam("of_part"), among(fulfilments.c.step, len(Step))
    ),
    [
        fulfilments.c.step,
        fulfilments.c.tracking,
        fulfilments.c.by_id,
        fulfilments.c.by_name,
        fulfilments.c.at,
    ],
)


def _fulfilment(row: Any) -> Fulfilment:
    return Fulfilment(
        id=row.id,
        order_id=row.order_id,
        merchant_id=row.merchant_id,
        merchant=row.merchant,
        step=Step(row.step),
        tracking=row.tracking,
        by=row.by_name,
        at=row.at,
    )


class Fulfilments(Repository):
    """See `domain.ports.trade.FulfilmentRepository`."""

    __slots__ = ()

    async def get(self, fulfilment_id: int) -> Fulfilment | None:
        rows = await self.look(_ONE, {"fulfilment_id": fulfilment_id})
        return _fulfilment(rows[0]) if rows else None

    async def of_order(self, order_id: int) -> tuple[Fulfilment, ...]:
        rows = await self.look(_OF_ORDER, {"order_id": order_id})
        return tuple(_fulfilment(row) for row in rows)

    async def move(self, moved: Fulfilment, frm: Collection[Step], by_id: int | None) -> bool:
        values = {
            "of_part": moved.id,
            "step": moved.step,
            "tracking": moved.tracking,
            "by_id": by_id,
            "by_name": moved.by,
            "at": moved.at,
            **choices(frm, len(Step)),
        }
        return await self.do(_MOVE, values) == 1

    async def queue(
        self, merchant_ids: Collection[int] | None, most: int
    ) -> tuple[Fulfilment, ...]:
        statement = (
            _WITH_NAME.join(orders, orders.c.id == fulfilments.c.order_id)
            .where(orders.c.status == Status.CONFIRMED, fulfilments.c.step.in_(_OPEN))
            .order_by(fulfilments.c.id)
            .limit(most)
        )
        if merchant_ids is not None:
            statement = statement.where(fulfilments.c.merchant_id.in_(sorted(merchant_ids)))
        rows = await self._connection.execute(statement)
        return tuple(_fulfilment(row) for row in rows)
