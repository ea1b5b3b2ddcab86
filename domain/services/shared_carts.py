"""Sharing what is in a cart by a link, and taking over what somebody shared."""

import re
import secrets
from dataclasses import replace

from domain.carts import MOST, Cart, CartLine, Change
from domain.clock import Clock
from domain.customers import Customer
from domain.errors import CartChanged, EmptyCart, NotFound
from domain.ports.store import Store, UnitOfWork
from domain.shared_carts import Added, Link, SharedCart

_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")


class SharedCarts:
    """A link shows what was in a cart when it was shared, for 30 days, at today's prices and
    stock, and nothing of whoever shared it. Its token has 128 random bits.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def share(self, customer: Customer) -> Link:
        """Return a link to what is in the customer's cart.

        The same goods have the same link, which then lives 30 days more.

        Raises:
            EmptyCart: Nothing in it can be bought.
        """
        now = self._clock.now()
        async with self._store.write() as uow:
            await uow.carts.lock(customer.id)
            cart = await uow.carts.get(customer.id, customer.language)
            if not cart.buyable:
                raise EmptyCart
            shown = replace(cart, lines=cart.buyable)
            lines = [(line.variant_id, line.quantity) for line in shown.lines]
            if known := await uow.shared_carts.same(customer.id, lines):
                await uow.shared_carts.renew(known, now)
                return await uow.shared_carts.link(known)
            token = secrets.token_urlsafe(16)
            added = await uow.shared_carts.add(customer.id, token, shown, now)
            return await uow.shared_carts.link(added)

    async def withdraw(self, customer: Customer) -> int:
        """Have every link of theirs lead nowhere, at once; return how many there were."""
        async with self._store.write() as uow:
            return await uow.shared_carts.withdraw(customer.id)

    async def get(self, visitor: Customer, token: str) -> SharedCart:
        """Return a shared cart in the visitor's language, priced now.

        Raises:
            NotFound: The link was withdrawn, is too old or never was.
        """
        async with self._store.read() as uow:
            return await self._found(uow, visitor, token)

    async def add_all(self, visitor: Customer, token: str, cart_id: int, had: int) -> Added:
        """Put all that can be had into the visitor's own cart, on top of what is there.

        *had* is how many pieces their cart held when they decided: a second tap finds more
        and adds nothing. Of what is short as many go in as are left.

        Raises:
            NotFound: The link leads nowhere any more, or to another cart than *cart_id*.
            CartChanged: Their own cart holds another number of pieces by now.
        """
        async with self._store.write() as uow:
            await uow.carts.lock(visitor.id)
            shared = await self._found(uow, visitor, token)
            if shared.id != cart_id:
                raise NotFound("cart")
            before = await uow.carts.get(visitor.id, visitor.language)
            if before.pieces != had:
                raise CartChanged
            short = [
                line for line in shared.cart.buyable if await _put(uow, visitor, line, before)
            ]
            after = await uow.carts.get(visitor.id, visitor.language)
        gone = tuple(line for line in shared.cart.lines if line.change is Change.GONE)
        return Added(after, after.pieces - before.pieces, tuple(short), gone)

    async def forget(self) -> None:
        """Drop carts whose time is over."""
        async with self._store.write() as uow:
            await uow.shared_carts.forget(self._clock.now())

    async def _found(self, uow: UnitOfWork, visitor: Customer, token: str) -> SharedCart:
        if not _TOKEN.fullmatch(token):
            raise NotFound("cart")
        now = self._clock.now()
        found = await uow.shared_carts.get(token, visitor.id, now, visitor.language)
        if not found:
            raise NotFound("cart")
        return found


async def _put(uow: UnitOfWork, visitor: Customer, line: CartLine, before: Cart) -> bool:
    """Add a line as far as pieces are left; whether they were too few."""
    had = next((own.quantity for own in before.lines if own.variant_id == line.variant_id), 0)
    wanted = had + line.quantity
    pieces = min(wanted, line.free, MOST)
    if pieces > had:
        await uow.carts.put(visitor.id, line.variant_id, pieces, line.price)
    return pieces < wanted
