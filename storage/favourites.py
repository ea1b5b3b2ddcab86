"""Favourites, shared lists, and what was looked at."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Integer,
    Select,
    and_,
    bindparam,
    delete,
    exists,
    func,
    literal,
    select,
    union_all,
    update,
)

from domain.favourites import Cheaper, Marks, Seen
from storage.looks import Deed, Look
from storage.repository import Repository
from storage.tables.favourites import favourites, product_views, stock_waits, wishlists
from storage.tables.goods import products, stock, variants
from storage.tables.people import customers

_customer = bindparam("customer_id", type_=customers.c.id.type)
_product = bindparam("product_id", type_=products.c.id.type)
_the_customer = bindparam("the_customer", type_=customers.c.id.type)
_the_product = bindparam("the_product", type_=products.c.id.type)
_at = bindparam("at_", type_=favourites.c.added_at.type)

_ADD = Deed(
    lambda insert: (
        insert(favourites)
        .from_select(
            ["customer_id", "product_id", "price", "added_at"],
            select(_the_customer, products.c.id, products.c.price_from, _at).where(
                products.c.id == _the_product, products.c.hidden.is_(False)
            ),
        )
        .on_conflict_do_nothing(index_elements=[favourites.c.customer_id, favourites.c.product_id])
    )
)
_SEE = Deed(
    lambda insert: (
        insert(product_views)
        .from_select(
            ["customer_id", "product_id", "seen_at"],
            select(customers.c.id, products.c.id, _at)
            .join(products, products.c.id == _the_product)
            .where(customers.c.id == _the_customer, customers.c.personal),
        )
        .on_conflict_do_update(
            index_elements=[product_views.c.customer_id, product_views.c.product_id],
            set_={"seen_at": _at},
        )
    )
)
_saved = select(literal(0).label("variant_id")).where(
    exists().where(favourites.c.customer_id == _customer, favourites.c.product_id == _product)
)
_waits = (
    select(stock_waits.c.variant_id)
    .join(variants, variants.c.id == stock_waits.c.variant_id)
    .where(
        stock_waits.c.customer_id == _customer,
        stock_waits.c.told_at.is_(None),
        variants.c.product_id == _product,
    )
)
_MARKS = Look(select(union_all(_saved, _waits).subquery()))


def _own(table: Any, at: Any) -> Look:
    """A page of the visible products in a table of somebody's, the latest first."""
    return Look(
        select(products.c.id, func.count().over().label("total"))
        .join(table, table.c.product_id == products.c.id)
        .where(table.c.customer_id == _customer, products.c.hidden.is_(False))
        .order_by(at.desc(), products.c.id.desc())
        .limit(bindparam("most", type_=Integer))
        .offset(bindparam("skip", type_=BigInteger))
    )


_SAVED = _own(favourites, favourites.c.added_at)
_SEEN = _own(product_views, product_views.c.seen_at)
_SHARED = Look(select(wishlists.c.customer_id).where(wishlists.c.token == bindparam("token")))


def _moved(condition: Any) -> Select[Any]:
    return (
        select(
            favourites.c.customer_id,
            favourites.c.product_id,
            favourites.c.price,
            products.c.price_from,
        )
        .join(products, products.c.id == favourites.c.product_id)
        .where(condition)
        .order_by(favourites.c.customer_id, favourites.c.product_id)
    )


def _of(cheaper: Cheaper) -> Any:
    return and_(
        favourites.c.customer_id == cheaper.customer_id,
        favourites.c.product_id == cheaper.product_id,
        favourites.c.price == cheaper.was,
    )


class Favourites(Repository):
    """See `domain.ports.favourites.FavouriteRepository`."""

    __slots__ = ()

    async def add(self, customer_id: int, product_id: int, at: datetime) -> None:
        values = {"the_customer": customer_id, "the_product": product_id, "at_": at}
        await self.do(_ADD, values)

    async def remove(self, customer_id: int, product_id: int) -> None:
        await self._connection.execute(
            delete(favourites).where(
                favourites.c.customer_id == customer_id, favourites.c.product_id == product_id
            )
        )

    async def marks(self, customer_id: int, product_id: int) -> Marks:
        rows = await self.look(_MARKS, {"customer_id": customer_id, "product_id": product_id})
        found = {row.variant_id for row in rows}
        return Marks(0 in found, frozenset(found - {0}))

    async def page(self, customer_id: int, page: int, size: int) -> tuple[tuple[int, ...], int]:
        return await self._page(_SAVED, customer_id, page, size)

    async def seen(self, customer_id: int, page: int, size: int) -> tuple[tuple[int, ...], int]:
        return await self._page(_SEEN, customer_id, page, size)

    async def _page(
        self, look: Look, customer_id: int, page: int, size: int
    ) -> tuple[tuple[int, ...], int]:
        values = {"customer_id": customer_id, "most": size, "skip": page * size}
        rows = await self.look(look, values)
        return tuple(row.id for row in rows), rows[0].total if rows else 0

    async def note_seen(self, seen: Sequence[tuple[Seen, datetime]]) -> None:
        rows = [
            {"the_customer": one.customer_id, "the_product": one.product_id, "at_": at}
            for one, at in seen
        ]
        if rows:
            await self.do_each(_SEE, rows)

    async def forget_seen(self, customer_id: int) -> None:
        await self._connection.execute(
            delete(product_views).where(product_views.c.customer_id == customer_id)
        )

    async def forget_seen_before(self, at: datetime) -> None:
        await self._connection.execute(delete(product_views).where(product_views.c.seen_at < at))

    async def share(self, customer_id: int, token: str, at: datetime) -> str:
        new = self._insert(wishlists).values(customer_id=customer_id, token=token, shared_at=at)
        await self._connection.execute(
            new.on_conflict_do_nothing(index_elements=[wishlists.c.customer_id])
        )
        own = select(wishlists.c.token).where(wishlists.c.customer_id == customer_id)
        return str(await self._connection.scalar(own))

    async def unshare(self, customer_id: int) -> None:
        await self._connection.execute(
            delete(wishlists).where(wishlists.c.customer_id == customer_id)
        )

    async def shared_by(self, token: str) -> int | None:
        rows = await self.look(_SHARED, {"token": token})
        return rows[0].customer_id if rows else None

    async def recount(self, product_id: int) -> None:
        today = select(products.c.price_from).where(products.c.id == product_id).scalar_subquery()
        await self._connection.execute(
            update(favourites).where(favourites.c.product_id == product_id).values(price=today)
        )

    async def cheaper(self, quiet_since: datetime, most: int) -> tuple[Cheaper, ...]:
        told = favourites.alias("told")
        to_be_had = exists().where(
            variants.c.product_id == products.c.id,
            variants.c.active,
            stock.c.variant_id == variants.c.id,
            stock.c.on_hand > stock.c.reserved,
        )
        lately = exists().where(
            told.c.customer_id == favourites.c.customer_id, told.c.told_at > quiet_since
        )
        rows = await self._connection.execute(
            _moved(
                and_(
                    products.c.price_from < favourites.c.price,
                    products.c.hidden.is_(False),
                    customers.c.price_news,
                    customers.c.blocked.is_(False),
                    to_be_had,
                    ~lately,
                )
            )
            .join(customers, customers.c.id == favourites.c.customer_id)
            .limit(most)
        )
        return tuple(Cheaper(*row) for row in rows)

    async def tell(self, cheaper: Cheaper, at: datetime) -> bool:
        still = exists().where(
            products.c.id == favourites.c.product_id, products.c.price_from == cheaper.now
        )
        done = await self._connection.execute(
            update(favourites).where(_of(cheaper), still).values(price=cheaper.now, told_at=at)
        )
        return done.rowcount == 1

    async def dearer(self, most: int) -> tuple[Cheaper, ...]:
        found = _moved(products.c.price_from > favourites.c.price).limit(most)
        return tuple(Cheaper(*row) for row in await self._connection.execute(found))

    async def follow(self, dearer: Cheaper) -> None:
        await self._connection.execute(
            update(favourites).where(_of(dearer)).values(price=dearer.now)
        )
