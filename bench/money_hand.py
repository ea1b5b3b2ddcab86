"""The shop's use cases around money, done by hand: the same statements on the raw driver.

Transactions begin and end where the shop's do, every guard of theirs stands in a statement or
right after it, and the rows written are the same. What is not here is what the shop is for:
models, services, repositories, one text for two databases.
"""

import json
import secrets
import time
from collections.abc import Sequence
from typing import Any

from bench import money_statements as sql
from bench.money_drivers import Driver, Rows, Session
from bench.money_provider import MemoryProvider
from bench.money_shop import HOLD, Basket
from domain.gateways import Inbound, Snapshot
from domain.orders import Method
from domain.payments import Attempt, Charge

_HOLD_MS = int(HOLD.total_seconds() * 1000)
_WAIT_MS = 5_000  # until a call that was not worked off is taken up again


class Differs(Exception):
    """A guard stopped what was to be measured; the argument says which."""


class RawHand:
    """Places and settles without the shop, on one driver."""

    def __init__(self, driver: Driver, provider: MemoryProvider) -> None:
        self._driver = driver
        self._provider = provider

    async def place(self, basket: Basket) -> None:
        """Order what is in the basket, to be paid inside the chat."""
        customer = basket.customer
        key = f"{customer.id}:{basket.revision}"
        async with self._driver.writing() as db:
            await db.do(sql.LOCK_CART, customer.id)
            _ensure(not await db.rows(sql.ORDER_BY_KEY, key), "ordered before")
            cart = await db.rows(sql.CART, customer.id, customer.language)
            _ensure_as_shown(cart, basket.revision)
            await db.rows(sql.DELIVERIES)
            await db.rows(sql.ANY_PROMO)
            now = _now()
            order_id, total = await _add_order(db, basket, key, cart, now)
            await _reserve(db, order_id, cart, now)
            await db.do(sql.CLEAR_CART, customer.id)
            await db.do(sql.NEXT_CART, customer.id)
            await _opened(db, order_id, cart, total, now)

    async def settle(self, charge: Charge) -> None:
        """Take note of money that came."""
        now = _now()
        async with self._driver.writing() as db:
            payment = await _the_payment(db, charge.key)
            order, parts = await _order(db, sql.LOCKED_ORDER, payment["order_id"])
            _ensure(not await db.rows(sql.KNOWN, charge.provider, charge.charge_id), "known")
            _ensure_pays(charge, payment, order)
            await _add_charge(db, charge, order["id"], now)
            await _record(db, charge, payment, parts, now)
            await db.do(sql.LOOK_NOW, order["id"], now)
            _ensure(not await db.rows(sql.LIVE_PAYMENTS, order["id"]), "other attempts")
            await _order(db, sql.ORDER, order["id"])

    async def hear(self, call: Inbound) -> None:
        """Store a call of the provider's."""
        hint = json.loads(call.body)
        now = _now()
        said = (hint["key"], hint["kind"], hint["external_id"], "")
        async with self._driver.writing() as db:
            await db.do(sql.HEAR, Method.STRIPE.value, *said, now, now)

    async def work_off(self) -> int:
        """Apply what stored calls are about; return how many were taken up."""
        async with self._driver.reading() as db:
            heard = await db.rows(sql.HEARD, _now())
        for one in heard:
            await self._work_off(one)
        return len(heard)

    async def _work_off(self, heard: Any) -> None:
        async with self._driver.writing() as db:
            claimed = await db.do(sql.CLAIM, heard["id"], _now() + _WAIT_MS, heard["tries"])
            _ensure(claimed == 1, "somebody else works it off")
        told = await self._provider.fetch(heard["external_id"])
        await self._apply(heard["provider"], told)
        async with self._driver.writing() as db:
            await db.do(sql.WORKED_OFF, heard["id"])

    async def _apply(self, provider: str, told: Snapshot) -> None:
        async with self._driver.reading() as db:
            payment = await _the_payment(db, told.key)
            order, _ = await _order(db, sql.ORDER, payment["order_id"])
        _ensure(payment["provider"] == provider, "another provider's")
        _ensure(told.state is Attempt.CAPTURED, "not paid")
        payer_id = order["customer_id"]
        await self.settle(Charge(provider, told.external_id, told.key, told.money, payer_id))
        async with self._driver.writing() as db:
            payment = await _the_payment(db, told.key)
            await db.do(sql.LOOK_NO_MORE, payment["id"], payment["looks"])
            await db.do(sql.CAPTURED_LIVE, payment["id"])


async def _add_order(
    db: Session, basket: Basket, key: str, cart: Rows, now: int
) -> tuple[int, int]:
    """Write the order with its lines and parts; return its id and its total."""
    customer, contact = basket.customer, basket.customer.contact
    total = sum(line["price"] * line["quantity"] for line in cart)
    facts = (customer.id, key, customer.language, Method.TELEGRAM.value)
    where = (contact.name, contact.phone, str(contact.delivery), contact.address)
    sums = (cart[0]["currency"], total, 0, total)
    times = (now, now + _HOLD_MS, None)
    added = await db.rows(sql.ADD_ORDER, *facts, *where, cart[0]["comment"], *sums, *times)
    order_id: int = added[0]["id"]
    await db.each(sql.ADD_LINE, [_line(order_id, line) for line in cart])
    merchants = sorted({line["merchant_id"] for line in cart})
    await db.each(sql.ADD_PART, [(order_id, merchant) for merchant in merchants])
    await db.rows(sql.LINES, order_id)
    await db.rows(sql.PARTS, order_id)
    return order_id, total


def _line(order_id: int, line: Any) -> Sequence[object]:
    goods = (line["variant_id"], line["product_id"], line["merchant_id"], line["sku"])
    label = " · ".join(value for _, value in json.loads(line["options"]))
    quantity, price = line["quantity"], line["price"]
    return (order_id, *goods, line["title"], label, quantity, price, quantity * price)


async def _reserve(db: Session, order_id: int, cart: Rows, now: int) -> None:
    for line in sorted(cart, key=lambda line: int(line["variant_id"])):
        variant_id, pieces = line["variant_id"], line["quantity"]
        _ensure(await db.do(sql.TAKE, variant_id, pieces) == 1, "sold out")
        await db.do(sql.MOVED, variant_id, pieces, order_id, now)
        await db.do(sql.RESERVE, order_id, variant_id, line["merchant_id"], pieces)


async def _opened(db: Session, order_id: int, cart: Rows, total: int, now: int) -> None:
    """Count what was sold and ask for the money."""
    sold = sorted((line["product_id"], line["quantity"]) for line in cart)
    await db.each(sql.COUNT_SOLD, sold)
    await _queue(db, "order_card", {"order_id": order_id}, f"card:{order_id}:placed", now)
    asked = (total, cart[0]["currency"], secrets.token_urlsafe(18))
    times = (now, now + _HOLD_MS, None)
    await db.rows(sql.ADD_PAYMENT, order_id, Method.TELEGRAM.value, *asked, *times)


async def _the_payment(db: Session, key: str) -> Any:
    return (await db.rows(sql.PAYMENT, key))[0]


async def _order(db: Session, which: sql.Sql, order_id: int) -> tuple[Any, Rows]:
    """Return the order and its parts; its lines are read as well."""
    order = (await db.rows(which, order_id))[0]
    await db.rows(sql.LINES, order_id)
    return order, await db.rows(sql.PARTS, order_id)


def _ensure_pays(charge: Charge, payment: Any, order: Any) -> None:
    asked = (payment["amount"], payment["currency"])
    _ensure((charge.money.amount, charge.money.currency) == asked, "another sum")
    _ensure(charge.payer_id == order["customer_id"], "a stranger's money")
    _ensure(payment["status"] != Attempt.CAPTURED.value, "paid before")
    _ensure(order["status"] == "awaiting_payment", "waits for no money")


async def _add_charge(db: Session, charge: Charge, order_id: int, now: int) -> None:
    named = (str(charge.provider), charge.charge_id, charge.provider_charge_id, charge.key)
    money = (charge.payer_id, charge.money.amount, charge.money.currency)
    added = await db.do(sql.ADD_CHARGE, *named, order_id, *money, True, now)
    _ensure(added == 1, "known by now")


async def _record(db: Session, charge: Charge, payment: Any, parts: Rows, now: int) -> None:
    order_id = payment["order_id"]
    await db.do(sql.NOTE, payment["id"], charge.charge_id, payment["amount"], now)
    _ensure(await db.do(sql.CAPTURED, payment["id"]) == 1, "attempt")
    _ensure(await db.do(sql.CONFIRM, order_id) == 1, "order")
    await db.do(sql.PAID, order_id, now)
    await db.do(sql.NO_EXPIRY, order_id)
    named = {"order_id": order_id, "event": "paid"}
    await _queue(db, "order_note", named, f"note:{order_id}:paid", now)
    for part in parts:
        card, key = {"fulfilment_id": part["id"]}, f"fulfilment:{part['id']}:new"
        await _queue(db, "fulfilment_card", card, key, now)
    key = f"card:{order_id}:charge:{charge.charge_id}"
    await _queue(db, "order_card", {"order_id": order_id}, key, now)


async def _queue(db: Session, kind: str, payload: dict[str, Any], key: str, now: int) -> None:
    await db.do(sql.QUEUE, kind, json.dumps(payload), key, now)


def _ensure_as_shown(cart: Rows, revision: int) -> None:
    for line in cart:
        same = line["revision"] == revision and line["price"] == line["seen_price"]
        _ensure(same and line["on_sale"] and line["free"] >= line["quantity"], "cart changed")


def _ensure(holds: bool, otherwise: str) -> None:
    if not holds:
        raise Differs(otherwise)


def _now() -> int:
    """Milliseconds since 1970, as the shop keeps moments."""
    return time.time_ns() // 1_000_000
