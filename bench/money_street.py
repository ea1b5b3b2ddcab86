"""Customers to try the money on, brought as far as something is about to be measured."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import text

from bench.money_provider import CALLED_FROM, MemoryProvider
from bench.money_shop import Basket, ShopHand
from domain.clock import SystemClock
from domain.customers import Delivery
from domain.gateways import Inbound
from domain.orders import Method
from domain.payments import Charge
from storage.store import SqlStore
from storage.tables.people import cart_lines, carts, customers

_PIECES = 2  # of different goods in a basket
_NEXT_ID = text("SELECT coalesce(max(id), 1000000) + 1 FROM customers")
_ON_SALE = text("""SELECT id, price FROM variants WHERE id IN (
    SELECT min(variants.id) FROM variants JOIN products ON products.id = product_id
    WHERE variants.active AND NOT products.hidden GROUP BY product_id) ORDER BY id""")


class Street:
    """Makes customers by the table, since how they came is not what is measured."""

    def __init__(self, store: SqlStore, provider: MemoryProvider) -> None:
        self.shop = ShopHand(store, provider)
        self._store = store
        self._provider = provider

    async def baskets(self, many: int) -> list[Basket]:
        """Return that many new customers, each with one piece of two goods in the cart."""
        async with self._store.write() as uow:
            execute = uow.connection.execute
            first = int(await uow.connection.scalar(_NEXT_ID))
            ids = range(first, first + many)
            goods = (await execute(_ON_SALE)).all()
            await execute(customers.insert(), [_person(id_) for id_ in ids])
            await execute(carts.insert(), [{"customer_id": id_} for id_ in ids])
            await execute(cart_lines.insert(), [*_lines(ids, goods)])
        return [await self._basket(id_) for id_ in ids]

    async def charges(self, many: int) -> list[Charge]:
        """Return the money for that many new orders, as Telegram is about to tell of it."""
        return [await self._charge(basket) for basket in await self.baskets(many)]

    async def calls(self, many: int) -> list[Inbound]:
        """Return the provider's calls about that many new orders, each paid on its page."""
        return [await self._call(basket) for basket in await self.baskets(many)]

    async def _basket(self, id_: int) -> Basket:
        async with self._store.read() as uow:
            customer = await uow.customers.get(id_)
        if customer is None:
            raise LookupError(id_)
        review = await self.shop.checkout.review(customer)
        return Basket(customer, review.cart.revision, review.fingerprint)

    async def _charge(self, basket: Basket) -> Charge:
        payment = await self.shop.order(basket, Method.TELEGRAM)
        payer_id = basket.customer.id
        charge_id = f"charge-{payment.key}"
        return Charge(Method.TELEGRAM, charge_id, payment.key, payment.money, payer_id, charge_id)

    async def _call(self, basket: Basket) -> Inbound:
        payment = await self.shop.order(basket, Method.STRIPE)
        body = self._provider.pay(payment)
        return Inbound(body, {}, CALLED_FROM, SystemClock().now())


def _person(id_: int) -> dict[str, Any]:
    now = SystemClock().now()
    return {
        "id": id_,
        "first_name": f"Buyer {id_}",
        "language": "en",
        "name": "Buyer",
        "phone": "+12025550123",
        "delivery": Delivery.COURIER,
        "address": "12 Garden Street",
        "created_at": now,
        "seen_at": now,
    }


def _lines(ids: Iterable[int], goods: Any) -> Iterator[dict[str, Any]]:
    """Everybody wants the next goods along the shelf, so that few meet at one."""
    for id_ in ids:
        for at in range(_PIECES * id_, _PIECES * (id_ + 1)):
            variant = goods[at % len(goods)]
            named = {"customer_id": id_, "variant_id": variant.id}
            yield {**named, "quantity": 1, "seen_price": variant.price}
