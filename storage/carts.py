"""Carts: one statement shows a whole cart at today's prices."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import (
    BindParameter,
    Column,
    FromClause,
    and_,
    bindparam,
    delete,
    func,
    select,
    update,
)

from domain.carts import Cart, CartLine
from domain.digital import Kind
from domain.money import Money
from domain.naming import label_of
from storage.catalog import options_of
from storage.looks import Deed, Look
from storage.repository import Repository
from storage.tables.goods import product_texts, products, stock, variant_texts, variants
from storage.tables.people import cart_lines, carts

_language: BindParameter[str] = bindparam("language")
TODAY = (  # what `cart_line` reads besides quantity and seen_price
    variants.c.sku,
    variants.c.price,
    variants.c.currency,
    (variants.c.active & products.c.hidden.is_(False)).label("on_sale"),
    func.coalesce(variant_texts.c.options, variants.c.options).label("options"),
    products.c.id.label("product_id"),
    products.c.merchant_id,
    products.c.kind,
    func.coalesce(func.nullif(product_texts.c.title, ""), products.c.title).label("title"),
    (stock.c.on_hand - stock.c.reserved).label("free"),
)


def with_goods(held: FromClause, variant_id: Column[int], *, isouter: bool = False) -> FromClause:
    """Join to lines of goods what `TODAY` is read from; takes a *language*.

    *isouter* keeps what holds no goods.
    """
    product_id, text, option = products.c.id, product_texts.c, variant_texts.c
    return (
        held.join(variants, variants.c.id == variant_id, isouter=isouter)
        .join(products, product_id == variants.c.product_id, isouter=isouter)
        .join(stock, stock.c.variant_id == variants.c.id, isouter=isouter)
        .outerjoin(product_texts, and_(text.product_id == product_id, text.language == _language))
        .outerjoin(
            variant_texts,
            and_(option.variant_id == variants.c.id, option.language == _language),
        )
    )


_held = carts.outerjoin(cart_lines, cart_lines.c.customer_id == carts.c.customer_id)
_line = cart_lines.c
_CART = Look(
    select(
        carts.c.revision,
        carts.c.comment,
        carts.c.promo,
        _line.variant_id,
        _line.quantity,
        _line.seen_price,
        *TODAY,
    )
    .select_from(with_goods(_held, _line.variant_id, isouter=True))
    .where(carts.c.customer_id == bindparam("customer_id"))
    .order_by(_line.id)
)

_whose = bindparam("the_customer", type_=cart_lines.c.customer_id.type)
_LOCK = Deed(
    lambda insert: (
        insert(carts)
        .values(customer_id=_whose)
        .on_conflict_do_update(
            index_elements=[carts.c.customer_id], set_={"revision": carts.c.revision}
        )
    )
)
_PUT = Deed(
    lambda insert: (
        insert(cart_lines)
        .values(
            customer_id=_whose,
            variant_id=bindparam("the_variant"),
            quantity=bindparam("pieces"),
            seen_price=bindparam("price"),
        )
        .on_conflict_do_update(
            index_elements=[cart_lines.c.customer_id, cart_lines.c.variant_id],
            set_={"quantity": bindparam("pieces"), "seen_price": bindparam("price")},
        )
    )
)
_EMPTY = Deed(lambda _: delete(cart_lines).where(cart_lines.c.customer_id == _whose))
_NEXT = Deed(
    lambda _: (
        update(carts)
        .where(carts.c.customer_id == _whose)
        .values(revision=carts.c.revision + 1, comment="", promo="")
    )
)


def cart_line(row: Any) -> CartLine:
    """Read a line with its product at today's price."""
    return CartLine(
        variant_id=row.variant_id,
        product_id=row.product_id,
        merchant_id=row.merchant_id,
        sku=row.sku,
        title=row.title,
        label=label_of(option.value for option in options_of(row.options)),
        quantity=row.quantity,
        price=Money(row.price, row.currency),
        seen_price=Money(row.seen_price, row.currency),
        free=row.free,
        on_sale=row.on_sale,
        kind=Kind(row.kind),
    )


class Carts(Repository):
    """See `domain.ports.people.CartRepository`."""

    __slots__ = ()

    async def get(self, customer_id: int, language: str) -> Cart:
        values = {"customer_id": customer_id, "language": language}
        rows = await self.look(_CART, values)
        if not rows:
            return Cart(customer_id)
        lines = tuple(cart_line(row) for row in rows if row.variant_id is not None)
        return Cart(customer_id, lines, rows[0].revision, rows[0].comment, rows[0].promo)

    async def lock(self, customer_id: int) -> None:
        await self.do(_LOCK, {"the_customer": customer_id})

    async def put(self, customer_id: int, variant_id: int, quantity: int, price: Money) -> None:
        line = {"the_customer": customer_id, "the_variant": variant_id}
        await self.do(_PUT, {**line, "pieces": quantity, "price": price.amount})

    async def remove(self, customer_id: int, variant_id: int) -> None:
        await self._connection.execute(
            delete(cart_lines).where(
                cart_lines.c.customer_id == customer_id, cart_lines.c.variant_id == variant_id
            )
        )

    async def clear(self, customer_id: int) -> None:
        await self.do(_EMPTY, {"the_customer": customer_id})
        await self.do(_NEXT, {"the_customer": customer_id})

    async def take_out(
        self, customer_id: int, variant_ids: Collection[int], *, words: bool
    ) -> None:
        await self._connection.execute(
            delete(cart_lines).where(
                cart_lines.c.customer_id == customer_id,
                cart_lines.c.variant_id.in_(sorted(variant_ids)),
            )
        )
        gone = {"comment": "", "promo": ""} if words else {}
        await self._connection.execute(
            update(carts)
            .where(carts.c.customer_id == customer_id)
            .values(revision=carts.c.revision + 1, **gone)
        )

    async def comment(self, customer_id: int, text: str) -> None:
        await self._connection.execute(
            update(carts).where(carts.c.customer_id == customer_id).values(comment=text)
        )

    async def promo(self, customer_id: int, code: str) -> None:
        await self._connection.execute(
            update(carts).where(carts.c.customer_id == customer_id).values(promo=code)
        )
