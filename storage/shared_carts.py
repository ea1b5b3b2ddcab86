"""Shared carts: what was in them is kept, what it costs today is looked up."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, exists, func, or_, select, update

from domain.carts import Cart
from domain.shared_carts import LIFE, MOST_SHARED, Link, SharedCart
from storage.carts import TODAY, cart_line, with_goods
from storage.looks import Look
from storage.repository import Repository
from storage.tables.goods import variants
from storage.tables.shared_carts import shared_cart_lines, shared_carts

_line = shared_cart_lines.c
_held = shared_carts.join(shared_cart_lines, _line.cart_id == shared_carts.c.id)
_SHARED = Look(
    select(
        shared_carts.c.id,
        shared_carts.c.customer_id,
        _line.variant_id,
        _line.quantity,
        variants.c.price.label("seen_price"),
        *TODAY,
    )
    .select_from(with_goods(_held, _line.variant_id))
    .where(
        shared_carts.c.token == bindparam("token"), shared_carts.c.ends_at > bindparam("moment")
    )
    .order_by(_line.position)
)


class SharedCarts(Repository):
    """See `domain.ports.shared_carts.SharedCartRepository`."""

    __slots__ = ()

    async def same(self, customer_id: int, lines: Sequence[tuple[int, int]]) -> int | None:
        rows = await self._connection.execute(
            select(shared_cart_lines)
            .join(shared_carts, shared_carts.c.id == shared_cart_lines.c.cart_id)
            .where(shared_carts.c.customer_id == customer_id)
            .order_by(shared_cart_lines.c.cart_id.desc(), shared_cart_lines.c.position)
        )
        shared: dict[int, list[tuple[int, int]]] = {}
        for row in rows:
            shared.setdefault(row.cart_id, []).append((row.variant_id, row.quantity))
        return next((id_ for id_, has in shared.items() if sorted(has) == sorted(lines)), None)

    async def add(self, customer_id: int, token: str, cart: Cart, at: datetime) -> int:
        new = shared_carts.insert().values(
            customer_id=customer_id, token=token, shared_at=at, ends_at=at + LIFE
        )
        added = await self._connection.execute(new.returning(shared_carts.c.id))
        cart_id = int(added.scalar_one())
        rows = [
            {
                "cart_id": cart_id,
                "variant_id": line.variant_id,
                "position": position,
                "quantity": line.quantity,
            }
            for position, line in enumerate(cart.lines)
        ]
        await self._connection.execute(shared_cart_lines.insert(), rows)
        await self._keep_newest(customer_id)
        return cart_id

    async def _keep_newest(self, customer_id: int) -> None:
        newest = (
            select(shared_carts.c.id)
            .where(shared_carts.c.customer_id == customer_id)
            .order_by(shared_carts.c.shared_at.desc(), shared_carts.c.id.desc())
            .limit(MOST_SHARED)
        )
        kept = (await self._connection.execute(newest)).scalars().all()
        await self._connection.execute(
            delete(shared_carts).where(
                shared_carts.c.customer_id == customer_id, shared_carts.c.id.not_in(kept)
            )
        )

    async def renew(self, cart_id: int, at: datetime) -> None:
        await self._connection.execute(
            update(shared_carts)
            .where(shared_carts.c.id == cart_id)
            .values(shared_at=at, ends_at=at + LIFE)
        )

    async def link(self, cart_id: int) -> Link:
        beside = shared_carts.alias()
        others = (
            select(func.count() - 1)
            .where(beside.c.customer_id == shared_carts.c.customer_id)
            .correlate(shared_carts)
            .scalar_subquery()
        )
        found = await self._connection.execute(
            select(shared_carts.c.token, shared_carts.c.ends_at, others).where(
                shared_carts.c.id == cart_id
            )
        )
        return Link(*found.one())

    async def get(
        self, token: str, visitor_id: int, now: datetime, language: str
    ) -> SharedCart | None:
        values = {"token": token, "moment": now, "language": language}
        rows = await self.look(_SHARED, values)
        if not rows:
            return None
        cart = Cart(0, tuple(cart_line(row) for row in rows))
        return SharedCart(rows[0].id, cart, own=rows[0].customer_id == visitor_id)

    async def withdraw(self, customer_id: int) -> int:
        done = await self._connection.execute(
            delete(shared_carts).where(shared_carts.c.customer_id == customer_id)
        )
        return int(done.rowcount)

    async def forget(self, now: datetime) -> int:
        empty = ~exists().where(shared_cart_lines.c.cart_id == shared_carts.c.id)
        done = await self._connection.execute(
            delete(shared_carts).where(or_(shared_carts.c.ends_at <= now, empty))
        )
        return int(done.rowcount)
