"""Filling and emptying the cart."""

from domain.carts import Cart, ensure_quantity
from domain.catalog import Product, Variant
from domain.customers import Customer, ensure_text
from domain.errors import Field, NotFound, OutOfStock
from domain.ports.store import Store, UnitOfWork
from domain.services.own_orders import own_order


class Carts:
    """Keeps one cart a customer. Nothing in a cart is reserved; an order reserves."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def get(self, customer: Customer) -> Cart:
        """Return the cart with today's prices and stock."""
        async with self._store.read() as uow:
            return await uow.carts.get(customer.id, customer.language)

    async def set_quantity(self, customer: Customer, variant_id: int, quantity: int) -> Cart:
        """Have *quantity* pieces of a variant in the cart, 0 for none; the same call twice
        changes nothing more. The customer accepts today's price by it.

        Raises:
            BadQuantity: Not 0 to 999.
            NotFound: The variant is not on sale (taking it out always works).
            OutOfStock: Fewer are free; the line stays as it was.
            CartFull: There is no room for other goods; the cart stays as it was.
        """
        async with self._store.write() as uow:
            await uow.carts.lock(customer.id)
            if ensure_quantity(quantity):
                await self._put(uow, customer, variant_id, quantity)
                return (await uow.carts.get(customer.id, customer.language)).ensure_fits()
            await uow.carts.remove(customer.id, variant_id)
            return await uow.carts.get(customer.id, customer.language)

    async def _put(
        self, uow: UnitOfWork, customer: Customer, variant_id: int, quantity: int
    ) -> None:
        product, variant = await on_sale(uow, variant_id, customer.language)
        if variant.free < quantity:
            raise OutOfStock(product.title, max(0, variant.free))
        await uow.carts.put(customer.id, variant_id, quantity, variant.price)

    async def clear(self, customer: Customer) -> Cart:
        """Empty the cart."""
        async with self._store.write() as uow:
            await uow.carts.lock(customer.id)
            await uow.carts.clear(customer.id)
            return await uow.carts.get(customer.id, customer.language)

    async def accept_changes(self, customer: Customer) -> Cart:
        """Take today's prices, fewer pieces where fewer are left, and drop what is gone."""
        async with self._store.write() as uow:
            await uow.carts.lock(customer.id)
            cart = await uow.carts.get(customer.id, customer.language)
            for line in cart.changed:
                await uow.carts.remove(customer.id, line.variant_id)
            for line in cart.changed:
                if line.on_sale and line.free > 0:
                    pieces = min(line.quantity, line.free)
                    await uow.carts.put(customer.id, line.variant_id, pieces, line.price)
            return await uow.carts.get(customer.id, customer.language)

    async def set_comment(self, customer: Customer, text: str) -> None:
        """Keep a comment for the next order; empty text takes it away. Raises `BadText`."""
        tidy = ensure_text(Field.COMMENT, text) if text.strip() else ""
        async with self._store.write() as uow:
            await uow.carts.lock(customer.id)
            await uow.carts.comment(customer.id, tidy)

    async def refill(self, customer: Customer, order_id: int) -> Cart:
        """Put the goods of an earlier order into the cart again, as many as are free now.

        Lines already in the cart grow to the order's quantity at least, never shrink.

        Raises:
            NotFound: The order is not theirs, or nothing of it can be bought any more.
            CartFull: Both together have too many different goods; the cart stays as it was.
        """
        async with self._store.write() as uow:
            await uow.carts.lock(customer.id)
            order = await own_order(uow, customer, order_id)
            before = await uow.carts.get(customer.id, customer.language)
            had = {line.variant_id: line.quantity for line in before.lines}
            for line in order.lines:
                if line.variant_id is not None:
                    wanted = max(line.quantity, had.get(line.variant_id, 0))
                    await self._refill_line(uow, customer, line.variant_id, wanted)
            cart = (await uow.carts.get(customer.id, customer.language)).ensure_fits()
        if not cart.lines:
            raise NotFound("product")
        return cart

    async def _refill_line(
        self, uow: UnitOfWork, customer: Customer, variant_id: int, wanted: int
    ) -> None:
        offer = await uow.catalog.offer(variant_id, customer.language)
        if offer and (pieces := min(wanted, offer[1].free)) > 0:
            await uow.carts.put(customer.id, variant_id, pieces, offer[1].price)


async def on_sale(uow: UnitOfWork, variant_id: int, language: str) -> tuple[Product, Variant]:
    """Return a variant that can be bought, with its product, or raise `NotFound`."""
    offer = await uow.catalog.offer(variant_id, language)
    if not offer:
        raise NotFound("product")
    return offer
