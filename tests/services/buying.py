"""A shop where much is bought, for tests of what it learns from that."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import insert, select, update

from domain.customers import Customer
from domain.orders import PaymentStatus
from domain.services.learning import Learning
from domain.services.recommendations import Recommendations
from storage.store import SqlStore
from storage.tables.goods import categories, category_tree, products, variants
from storage.tables.people import customers
from storage.tables.trade import order_lines, orders
from tests.conftest import StandingClock
from tests.shop import Shop


class BuyingShop(Shop):
    """Products are known by their ids; orders are written straight into the books."""

    def __init__(self, store: SqlStore, clock: StandingClock) -> None:
        super().__init__(store, clock)
        self.learning = Learning(store, clock)
        self.recommendations = Recommendations(store, clock)

    async def goods(self, count: int, *, category: int | None = None) -> list[int]:
        """Put that many more products on the shelf; return their ids."""
        variants_ = [await self.stock(f"G{await self._next()}", 9) for _ in range(count)]
        ids = [await self.product_of(variant) for variant in variants_]
        async with self.store.write() as uow:
            await uow.connection.execute(
                update(products).where(products.c.id.in_(ids)).values(category_id=category)
            )
        return ids

    async def _next(self) -> int:
        return await self.rows("products") + 1

    async def shelf(self, title: str) -> int:
        """Put up a category."""
        async with self.store.write() as uow:
            made = insert(categories).values(title=title).returning(categories.c.id)
            id_ = int(await uow.connection.scalar(made) or 0)
            await uow.connection.execute(
                insert(category_tree).values(ancestor_id=id_, category_id=id_)
            )
        return id_

    async def product_of(self, variant_id: int) -> int:
        """The product of a variant."""
        return await self._one(variants.c.product_id, variants.c.id == variant_id)

    async def variant_of(self, product_id: int) -> int:
        """The variant of a product."""
        return await self._one(variants.c.id, variants.c.product_id == product_id)

    async def _one(self, column: object, where: object) -> int:
        async with self.store.read() as uow:
            return int(await uow.connection.scalar(select(column).where(where)) or 0)  # type: ignore[call-overload]

    async def bought(
        self,
        customer: Customer,
        basket: Iterable[int],
        *,
        at: datetime | None = None,
        payment: PaymentStatus = PaymentStatus.PAID,
        gone: int = 0,
    ) -> int:
        """Write an order of one piece of each product down; *gone* of each were given up."""
        values = {
            "customer_id": customer.id,
            "checkout_key": f"made-up:{await self.rows('orders')}",
            "language": "en",
            "status": "completed",
            "payment_status": payment,
            "method": "cash",
            "name": "",
            "phone": "",
            "delivery": "courier",
            "currency": "USD",
            "subtotal": 0,
            "total": 0,
            "placed_at": at or self.clock.now(),
        }
        line = {"merchant_id": 1, "sku": "", "title": "", "quantity": 1, "price": 0, "total": 0}
        async with self.store.write() as uow:
            made = insert(orders).values(values).returning(orders.c.id)
            order_id = int(await uow.connection.scalar(made) or 0)
            own = {"order_id": order_id, "waived": gone}
            lines = [{**line, **own, "product_id": id_} for id_ in basket]
            await uow.connection.execute(insert(order_lines), lines)
        return order_id

    async def bought_together(self, times: int, *basket: int) -> None:
        """Have somebody else buy a basket, that many times."""
        other = await self.customer(7007)
        for _ in range(times):
            await self.bought(other, basket)

    async def learns(self) -> None:
        """Let a day pass and its work be done."""
        self.clock.skip(days=1)
        assert await self.learning.daily()

    async def wants_nothing_personal(self, customer: Customer) -> None:
        """Write a customer's choice into the books."""
        async with self.store.write() as uow:
            await uow.connection.execute(
                update(customers).where(customers.c.id == customer.id).values(personal=False)
            )

    async def people(self, count: int) -> Sequence[Customer]:
        """Have that many customers come in."""
        return [await self.customer(2000 + n) for n in range(count)]
