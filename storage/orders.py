"""Orders, their lines and what they hold on the shelf."""

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import func

from domain.customers import Delivery
from domain.digital import Kind
from domain.fulfilment import Fulfilment
from domain.money import Money
from domain.orders import Method, Order, OrderLine, PaymentStatus, Recipient, Status
from domain.ports.trade import Reservation
from storage import order_looks
from storage.fulfilment import Fulfilments
from storage.looks import Look, choices
from storage.repository import Repository
from storage.tables.trade import orders


def _line(row: Any, currency: str) -> OrderLine:
    return OrderLine(
        variant_id=row.variant_id,
        product_id=row.product_id,
        merchant_id=row.merchant_id,
        sku=row.sku,
        title=row.title,
        label=row.label,
        quantity=row.quantity,
        price=Money(row.price, currency),
        id=row.id,
        discount=row.discount,
        tax=row.tax,
        cancelled=row.cancelled,
        returned=row.returned,
        waived=row.waived,
        kind=Kind(row.kind),
        shelf_name=order_looks.shelf_name(row),
    )


def _order(
    row: Any, lines: tuple[OrderLine, ...] = (), parts: tuple[Fulfilment, ...] = ()
) -> Order:
    return Order(
        id=row.id,
        customer_id=row.customer_id,
        language=row.language,
        status=Status(row.status),
        payment_status=PaymentStatus(row.payment_status),
        method=Method(row.method),
        recipient=_recipient(row),
        subtotal=Money(row.subtotal, row.currency),
        shipping=Money(row.shipping, row.currency),
        total=Money(row.total, row.currency),
        placed_at=row.placed_at,
        expires_at=row.expires_at,
        paid_at=row.paid_at,
        pay_url=row.pay_url or "",
        promo=row.promo,
        discount=row.discount,
        tax=row.tax,
        included_tax=row.included_tax,
        tax_rate=row.tax_rate,
        receipt=row.receipt or "",
        lines=lines,
        fulfilments=parts,
    )


def _recipient(row: Any) -> Recipient:
    return Recipient(
        name=row.name,
        phone=row.phone,
        delivery=Delivery(row.delivery),
        address=row.address,
        comment=row.comment,
        method=row.delivery_title,
    )


def _values(order: Order) -> dict[str, Any]:
    recipient = order.recipient
    return {
        "customer_id": order.customer_id,
        "language": order.language,
        "status": order.status,
        "payment_status": order.payment_status,
        "method": order.method,
        "name": recipient.name,
        "phone": recipient.phone,
        "delivery": recipient.delivery,
        "delivery_title": recipient.method,
        "address": recipient.address,
        "comment": recipient.comment,
        "currency": order.total.currency,
        "subtotal": order.subtotal.amount,
        "promo": order.promo,
        "discount": order.discount,
        "shipping": order.shipping.amount,
        "tax": order.tax,
        "tax_rate": order.tax_rate,
        "included_tax": order.included_tax,
        "total": order.total.amount,
        "placed_at": order.placed_at,
        "expires_at": order.expires_at,
        "paid_at": order.paid_at,
    }


def _line_values(line: OrderLine, order_id: int) -> dict[str, Any]:
    return {
        "order_id": order_id,
        "variant_id": line.variant_id,
        "product_id": line.product_id,
        "merchant_id": line.merchant_id,
        "sku": line.sku,
        "title": line.title,
        "label": line.label,
        "quantity": line.quantity,
        "price": line.price.amount,
        "discount": line.discount,
        "tax": line.tax,
        "total": line.total.amount,
        "kind": line.kind,
    }


class Orders(Repository):
    """See `domain.ports.trade.OrderRepository`."""

    __slots__ = ()

    async def add(self, order: Order, checkout_key: str) -> Order:
        values = {"checkout_key": checkout_key, **_values(order)}
        order_id = (await self.do_for_rows(order_looks.ADD, values))[0].id
        await self.do_each(
            order_looks.ADD_LINE, [_line_values(line, order_id) for line in order.lines]
        )
        parts = [
            {"order_id": order_id, "merchant_id": part.merchant_id, "step": part.step}
            for part in order.fulfilments
        ]
        await self.do_each(order_looks.ADD_PART, parts)
        lines, parts_ = await self._parts(order_id, order.total.currency)
        return replace(order, id=order_id, lines=lines, fulfilments=parts_)

    async def get(self, order_id: int, *, lock: bool = False) -> Order | None:
        return await self._first(
            order_looks.LOCKED if lock else order_looks.ONE, {"order_id": order_id}
        )

    async def by_key(self, checkout_key: str) -> Order | None:
        return await self._first(order_looks.BY_KEY, {"checkout_key": checkout_key})

    async def _first(self, look: Look, values: dict[str, Any]) -> Order | None:
        rows = await self.look(look, values)
        if not rows:
            return None
        return _order(rows[0], *await self._parts(rows[0].id, rows[0].currency))

    async def _parts(
        self, order_id: int, currency: str
    ) -> tuple[tuple[OrderLine, ...], tuple[Fulfilment, ...]]:
        rows = await self.look(order_looks.LINES, {"order_id": order_id})
        lines = tuple(_line(row, currency) for row in rows)
        return lines, await Fulfilments(self._connection).of_order(order_id)

    async def page(
        self, customer_id: int | None, page: int, size: int
    ) -> tuple[tuple[Order, ...], int]:
        statement = order_looks.ORDERS.add_columns(func.count().over().label("all_orders"))
        if customer_id is not None:
            statement = statement.where(orders.c.customer_id == customer_id)
        rows = (
            await self._connection.execute(
                statement.order_by(orders.c.id.desc()).limit(size).offset(page * size)
            )
        ).all()
        return tuple(_order(row) for row in rows), rows[0].all_orders if rows else 0

    async def due(self, now: datetime, most: int) -> tuple[int, ...]:
        due = {"now": now, "most": most}
        rows = await self._connection.execute(order_looks.DUE, due)
        return tuple(rows.scalars())

    async def move(self, order_id: int, to: Status, frm: Collection[Status]) -> bool:
        values = {"of_order": order_id, "status": to, **choices(frm, len(Status))}
        return await self.do(order_looks.MOVE, values) == 1

    async def set_payment(
        self, order_id: int, status: PaymentStatus, paid_at: datetime | None = None
    ) -> None:
        values: dict[str, Any] = {"of_order": order_id, "payment_status": status}
        if paid_at is None:
            await self.do(order_looks.SET_PAYMENT, values)
        else:
            await self.do(order_looks.SET_PAID, {**values, "paid_at": paid_at})

    async def set_method(self, order_id: int, method: Method) -> bool:
        values = {"of_order": order_id, "method": method}
        return await self.do(order_looks.SET_METHOD, values) == 1

    async def set_expiry(self, order_id: int, expires_at: datetime | None) -> None:
        await self.do(order_looks.SET_EXPIRY, {"of_order": order_id, "expires_at": expires_at})

    async def reserve(self, order_id: int, reservation: Reservation) -> None:
        values = {
            "the_order": order_id,
            "the_variant": reservation.variant_id,
            "the_merchant": reservation.merchant_id,
            "pieces": reservation.quantity,
        }
        await self.do(order_looks.RESERVE, values)

    async def reserved(
        self, order_id: int, merchant_id: int | None = None
    ) -> tuple[Reservation, ...]:
        rows = await self.look(order_looks.HELD, {"order_id": order_id})
        return tuple(
            Reservation(row.variant_id, row.merchant_id, row.quantity)
            for row in rows
            if merchant_id in (None, row.merchant_id)
        )

    async def end_reservation(self, order_id: int, variant_id: int, state: str) -> bool:
        values = {"of_order": order_id, "of_variant": variant_id, "state": state}
        return await self.do(order_looks.END, values) == 1

    async def count_sold(self, lines: Collection[OrderLine]) -> None:
        pieces = Counter[int]()
        for line in lines:
            if line.product_id is not None:
                pieces[line.product_id] += line.quantity
        counted = [{"of_product": id_, "pieces": n} for id_, n in sorted(pieces.items())]
        if counted:
            await self.do_each(order_looks.COUNT_SOLD, counted)
