"""The ways of delivery that were set in the chat."""

from typing import Any

from sqlalchemy import insert, select, update

from domain.customers import Delivery
from domain.deliveries import DeliveryMethod
from domain.money import Money
from storage.looks import Look
from storage.repository import Repository
from storage.tables.prices import delivery_methods

_ALL = Look(select(delivery_methods).order_by(delivery_methods.c.id))


def _method(row: Any) -> DeliveryMethod:
    return DeliveryMethod(
        id=row.id,
        kind=Delivery(row.kind),
        fee=Money(row.fee, row.currency),
        title=row.title,
        free_from=None if row.free_from is None else Money(row.free_from, row.currency),
        address=row.address,
        hidden=row.hidden,
    )


def _values(method: DeliveryMethod) -> dict[str, Any]:
    return {
        "kind": method.kind,
        "title": method.title,
        "fee": method.fee.amount,
        "free_from": method.free_from.amount if method.free_from else None,
        "currency": method.fee.currency,
        "address": method.address,
        "hidden": method.hidden,
    }


class Deliveries(Repository):
    """See `domain.ports.prices.DeliveryRepository`."""

    __slots__ = ()

    async def all(self) -> tuple[DeliveryMethod, ...]:
        return tuple(_method(row) for row in await self.look(_ALL, {}))

    async def add(self, method: DeliveryMethod) -> None:
        await self._connection.execute(insert(delivery_methods).values(_values(method)))

    async def change(self, method: DeliveryMethod) -> None:
        this = delivery_methods.c.id == method.id
        await self._connection.execute(
            update(delivery_methods).where(this).values(_values(method))
        )
