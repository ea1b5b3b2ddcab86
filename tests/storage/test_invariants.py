"""Every rule about what is stored is broken here, by hand in the database, and found."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import text

from domain.customers import Role
from domain.fulfilment import Step
from domain.health import Broken
from domain.orders import Method
from storage.invariants import INVARIANTS
from storage.store import SqlStore
from storage.unit import SqlUnit
from tests import digital_goods
from tests.conftest import StandingClock
from tests.rules import broken_rules
from tests.services.paying import PayingShop

# What a rule stands on, given up for as long as the test breaks it.
CHECKS = {
    "sqlite": ("PRAGMA ignore_check_constraints = ON",),
    "postgresql": (
        "ALTER TABLE stock DROP CONSTRAINT ck_stock_held",
        "ALTER TABLE orders DROP CONSTRAINT ck_orders_total",
        "ALTER TABLE order_lines DROP CONSTRAINT ck_order_lines_total",
        "ALTER TABLE order_lines DROP CONSTRAINT ck_order_lines_gone",
        "ALTER TABLE products DROP CONSTRAINT ck_products_rating",
    ),
}

# The orders: 1 paid, its part new; 2 in cash, its part accepted; 3 waits for its money;
# 4 not paid in time; 5 cancelled by the customer; 6 in cash and delivered; 7 a key, handed over.
_REFUND = (
    "INSERT INTO refunds (order_id, provider, charge_id, payer_id, amount, currency, state, "
    "key, subject, created_at) SELECT order_id, provider, {charge}, payer_id, amount + 1, "
    "currency, '{state}', 'k', 's', 0 FROM charges WHERE order_id = 1"
)
_REFUND_LINE = (
    "INSERT INTO refund_lines (refund_id, line_id, pieces, amount) "
    "SELECT refunds.id, order_lines.id, 1, 5 FROM refunds, order_lines "
    "WHERE order_lines.order_id = {order}"
)
_PROMO = (
    "INSERT INTO promo_codes (code, kind, currency, each, used, created_at) "
    "VALUES ('SPRING', 'percent', 'USD', 1, 1, 0)"
)
_USED = (
    "INSERT INTO promo_uses (promo_id, order_id, customer_id, at) "
    "SELECT promo_codes.id, orders.id, orders.customer_id, 0 FROM promo_codes, orders "
    "WHERE orders.id IN ({orders})"
)
BREAKS = {
    "I1 stock is never negative, nor more reserved than there is": (
        "UPDATE stock SET reserved = on_hand + 1",
    ),
    "I2 reserved is what active reservations hold": ("UPDATE stock SET reserved = reserved - 1",),
    "I3 every piece has its movement": ("UPDATE stock SET on_hand = on_hand + 1",),
    "I4 an order that awaits or is to be shipped holds its goods": (
        "DELETE FROM reservations WHERE order_id = 2",
    ),
    "I5 the keys on the shelf are those that belong to nobody": (
        "UPDATE stock_units SET line_id = 7, handed_at = 1 WHERE line_id IS NULL",
    ),
    "I5 a line has a key for every piece that was handed over, and none before": (
        "UPDATE stock_units SET line_id = NULL, handed_at = NULL",
    ),
    "I5 a key belongs to a line that bought such keys": (
        "UPDATE stock_units SET line_id = 1, handed_at = 1",
    ),
    "I5 a file or text is on sale as long as there is one": ("DELETE FROM digital_contents",),
    "I5 digital goods are not ordered with others, nor paid at the door": (
        "UPDATE order_lines SET kind = 'text' WHERE order_id = 2",
    ),
    "I6 totals add up": ("UPDATE orders SET subtotal = subtotal + 1, total = total + 1",),
    "I6 a discount is that of the lines": ("UPDATE orders SET discount = 1 WHERE id = 1",),
    "I6 no line's discount is more than its price": (
        "UPDATE order_lines SET discount = price * quantity + 1 WHERE order_id = 1",
    ),
    "I6 tax is either in the prices or on top": (
        "UPDATE orders SET tax = 1, included_tax = 1 WHERE id = 1",
    ),
    "I7 paid means that exactly the total came": (
        "UPDATE charges SET amount = amount - 1 WHERE order_id = 1",
    ),
    "I7 what is said of refunds is what went back": (
        "UPDATE orders SET payment_status = 'refunded' WHERE id = 1",
    ),
    "I8 no more goes back of a charge than came": (
        _REFUND.format(charge="charge_id", state="requested"),
    ),
    "I8 what goes back came, for this order and in this currency": (
        _REFUND.format(charge="'no-such-charge'", state="failed"),
    ),
    "I9 a captured attempt has its money": ("DELETE FROM charges WHERE order_id = 1",),
    "I10 money that came is with a confirmed order or on record to go back": (
        "UPDATE orders SET status = 'awaiting_payment' WHERE id = 1",
    ),
    "I10 money that pays nothing says what becomes of it": (
        "UPDATE charges SET settled = false WHERE order_id = 1",
    ),
    "I10 all that a provider must return is written down as a refund": (
        "UPDATE charges SET outcome = 'refund_due' WHERE order_id = 1",
    ),
    "I11 a promo code was used as often as it has uses": (_PROMO,),
    "I11 nobody uses a promo code more often than they may": (_PROMO, _USED.format(orders="1, 2")),
    "I11 an order with a promo code counts as its use": (
        "UPDATE orders SET promo = 'SPRING' WHERE id = 1",
    ),
    "I12 every change that is written down is one that may happen": (
        "INSERT INTO journal (action, subject, before, after, at) "
        "VALUES ('order expired', 'order:6', 'completed', 'expired', 0)",
    ),
    "I12 how an order ended is written down": ("DELETE FROM journal WHERE subject = 'order:4'",),
    "I12 how far a merchant's part came is written down": (
        "DELETE FROM journal WHERE subject = 'order:2'",
    ),
    "I13 a message is delivered or given up, not both": (
        "UPDATE outbox SET done_at = 1, dead_at = 1 WHERE id = 1",
    ),
    "I13 every merchant of an order has a part of it": (
        "DELETE FROM fulfilments WHERE order_id = 1",
    ),
    "I13 whoever must begin on a part was told": (
        "DELETE FROM outbox WHERE dedupe_key = 'fulfilment:1:new'",
    ),
    "I14 what an order held is what it ordered": (
        "UPDATE order_lines SET quantity = 2 WHERE order_id = 6",
    ),
    "I14 what is asked is what the order costs": (
        "UPDATE payments SET amount = amount - 1 WHERE order_id = 3",
    ),
    "I15 a cart that was ordered is not open any more": (
        "UPDATE carts SET revision = revision - 1",
    ),
    "I16 an ended order holds nothing": (
        "UPDATE reservations SET state = 'active' WHERE order_id = 4",
    ),
    "I16 an ended order asks for no money": (
        "UPDATE payments SET status = 'pending' WHERE order_id = 5",
    ),
    "I16 an ended order uses no promo code": (_PROMO, _USED.format(orders="5")),
    "I17 no more pieces are given up, or asked to be, than were ordered": (
        "UPDATE order_lines SET waived = quantity + 1 WHERE order_id = 1",
    ),
    "I17 what came back was asked for and accepted": (
        "UPDATE order_lines SET returned = 1 WHERE order_id = 6",
    ),
    "I17 whoever gave pieces up is written down": (
        "UPDATE order_lines SET waived = 1 WHERE order_id = 6",
    ),
    "I17 no more goes back for a line than its pieces that are gone cost": (
        _REFUND.format(charge="charge_id", state="failed"),
        _REFUND_LINE.format(order=1),
    ),
    "I17 a refund is for pieces of its own order": (
        _REFUND.format(charge="charge_id", state="failed"),
        _REFUND_LINE.format(order=6),
    ),
    "I21 a product's rating is what its published reviews come to": (
        "UPDATE products SET rating_stars = rating_stars + 1",
    ),
    "I21 a review is as useful as people said": ("UPDATE reviews SET useful = 1",),
    "I21 who reviews something got it": ("UPDATE reviews SET line_id = 1",),
    "I21 nothing is left of what was withdrawn": ("UPDATE reviews SET state = 'withdrawn'",),
    "I21 what waits to be read has something to be read": (
        "UPDATE reviews SET state = 'waiting', text = ''",
    ),
}

_BUILD = "INSERT INTO rec_builds (id, began_at) VALUES (1, 0)"
_ITEM = (
    "INSERT INTO rec_items (build, kind, product_id, others) "
    "SELECT 1, 'basket', id, '[[{other}, {times}, 1.0]]' FROM products WHERE id = 1"
)
BREAKS |= {
    "I20 of those who want no suggestions nothing is remembered that they looked at": (
        "INSERT INTO product_views (customer_id, product_id, seen_at) "
        "SELECT customers.id, products.id, 0 FROM customers, products",
        "UPDATE customers SET personal = false",
    ),
    "I20 what goes together did so at least twice, and is not the same": (
        _BUILD,
        _ITEM.format(other=1, times=2),
    ),
}
BREAKS |= {
    "I23 what is on sale can be found": ("DELETE FROM search_skus", "DELETE FROM search_docs"),
    "I23 nothing is found that is hidden or no longer on sale": (
        "UPDATE products SET hidden = true",
    ),
    "I23 what is found was read as texts are read now": (
        "INSERT INTO shop (name, value) VALUES ('search_analyser', '0')",
    ),
    "I23 an article number leads to what is found": ("DELETE FROM search_docs",),
}

_SALE = (
    "INSERT INTO sales (id, starts_at, ends_at, made_at, key) VALUES (1, 1, 3, 0, 'a'), "
    "(2, 2, 4, 0, 'b')"
)
_SALE_LINE = (
    "INSERT INTO sale_lines (sale_id, variant_id, price, currency, state, why, price_before) "
    "SELECT {sale}, id, price {less}, currency, {state}, price FROM variants WHERE sku = 'MUG'"
)
BREAKS |= {
    "I22 what is on sale costs what its sale says, which is less than before": (
        _SALE,
        _SALE_LINE.format(sale=1, less="- 1", state="'running', NULL"),
    ),
    "I22 an article has one sale at a time": (
        _SALE,
        *(_SALE_LINE.format(sale=n, less="- 1", state="'planned', NULL") for n in (1, 2)),
    ),
    "I22 a sale that is over says why": (
        _SALE,
        _SALE_LINE.format(sale=1, less="- 1", state="'ended', NULL"),
    ),
}
_SHELF = "INSERT INTO categories (id, title{parent}) VALUES ({id}, 'S{id}'{of})"
_TOP = _SHELF.format(parent="", id=901, of="")
_IN = "INSERT INTO category_tree (ancestor_id, category_id) VALUES "
_SHARED = (
    "INSERT INTO shared_carts (id, customer_id, token, shared_at, ends_at) "
    "SELECT {id}, min(id), 't{id}', {at}, {at} + 2592000000 FROM customers"
)
_SHARED_LINE = (
    "INSERT INTO shared_cart_lines (cart_id, variant_id, position, quantity) "
    "SELECT shared_carts.id, 1, 0, 1 FROM shared_carts"
)
BREAKS |= {
    "I24 no category stands above itself": (
        _TOP,
        _IN + "(901, 901)",
        "UPDATE categories SET parent_id = 901 WHERE id = 901",
    ),
    "I24 what stands above a category is its parent and all above that": (
        _TOP,
        _SHELF.format(parent=", parent_id", id=902, of=", 901"),
        _IN + "(901, 901), (902, 902)",
    ),
    "I24 goods are hidden by themselves or by a category above them, and only then": (
        _TOP,
        _IN + "(901, 901)",
        "UPDATE categories SET hidden = true",
        "UPDATE products SET category_id = 901",
    ),
    "I25 a shared cart has something in it": (_SHARED.format(id=1, at=0),),
    "I25 a shared cart lives 30 days and is then forgotten": (
        _SHARED.format(id=1, at=0),
        _SHARED.format(id=2, at=2692000000),
        _SHARED_LINE,
    ),
}
_STAND_IN = (
    "INSERT INTO customers (id, first_name, language, created_at, seen_at) "
    "VALUES (-9007199254740993, '{name}', '', 0, 0)"
)
_GIVEN = "UPDATE {table} SET customer_id = -9007199254740993"
BREAKS |= {
    "I26 of a customer who is gone no name, number or address is kept": (
        _STAND_IN.format(name="Anna"),
    ),
    "I26 orders of a customer who is gone are over, and say neither who nor where": (
        _STAND_IN.format(name=""),
        _GIVEN.format(table="orders"),
    ),
    "I26 nothing that a customer said is shown who is gone": (
        _STAND_IN.format(name=""),
        _GIVEN.format(table="reviews"),
    ),
}


@pytest.fixture
async def shop(store: SqlStore, clock: StandingClock) -> PayingShop:
    """A shop with an order of every kind."""
    shop = PayingShop(store, clock)
    mug = await shop.stock("MUG", 20)
    merchant = await shop.hire(3001, Role.MERCHANT, 1)
    await shop.paid({mug: 1})
    await _in_cash(shop, mug)
    await shop.fulfilments.move(merchant, 2, Step.ACCEPTED)
    clock.skip(minutes=10)
    await shop.opened({mug: 1})
    clock.skip(minutes=-10)
    await shop.opened({mug: 1})
    clock.skip(minutes=16)
    assert await shop.orders.expire_due() == 1
    anna, order = await shop.wanted({mug: 1})
    await shop.orders.cancel(anna, order.id)
    await _in_cash(shop, mug)
    for step in (Step.ACCEPTED, Step.PACKED, Step.SHIPPED, Step.DELIVERED):
        await shop.fulfilments.move(merchant, 6, step)
    await shop.open_reviews.rate(await shop.customer(), 6, 6, 4)
    await shop.open_reviews.write(await shop.customer(), 6, 6, "Good")
    await _digital(shop)
    await shop.ensure_sound()
    return shop


async def _digital(shop: PayingShop) -> None:
    """Order 7: one of two keys. A text is on sale beside it."""
    card = await digital_goods.keys(shop, "CARD", ["AAAA-1111", "BBBB-2222"])
    await digital_goods.text(shop, "WIFI", "The password is in the hall.")
    await digital_goods.handed_over(shop, {card: 1})


async def _in_cash(shop: PayingShop, mug: int) -> None:
    await shop.order(await shop.customer(), {mug: 1}, Method.CASH)


class _Undone(Exception):
    """Takes back what a test broke."""


@asynccontextmanager
async def broken_by(store: SqlStore, statements: tuple[str, ...]) -> AsyncIterator[SqlUnit]:
    """Run *statements* for as long as the block lasts, without what would forbid them."""
    try:
        async with store.write() as uow:
            for statement in (*CHECKS[uow.connection.dialect.name], *statements):
                await uow.connection.execute(text(statement))
            yield uow
            raise _Undone
    except _Undone:
        return


@pytest.mark.parametrize("rule", INVARIANTS)
async def test_whoever_breaks_a_rule_in_the_database_is_found(shop: PayingShop, rule: str) -> None:
    async with broken_by(shop.store, BREAKS[rule]) as uow:
        found = await uow.health.broken(3)
        told = await broken_rules(uow)

    assert rule in [each.rule for each in found]
    assert rule in told, "tests that ask for all rules at once are deaf to it"
    assert all(1 <= len(each.rows) <= 3 for each in found)
    await shop.ensure_sound()


async def test_what_breaks_a_rule_is_named_by_its_id(shop: PayingShop) -> None:
    rule = "I12 how an order ended is written down"
    async with broken_by(shop.store, BREAKS[rule]) as uow:
        assert await uow.health.broken(3) == (Broken(rule, (4,)),)


async def test_what_met_only_once_breaks_the_rule_too(shop: PayingShop) -> None:
    async with broken_by(shop.store, (_BUILD, _ITEM.format(other=11, times=1))) as uow:
        assert [each.rows for each in await uow.health.broken(3)] == [(1,)]
    async with broken_by(shop.store, (_BUILD, _ITEM.format(other=11, times=11))) as uow:
        assert await uow.health.broken(3) == ()


async def test_an_end_that_is_written_down_twice_breaks_the_rule_too(shop: PayingShop) -> None:
    again = (
        "INSERT INTO journal (action, subject, before, after, at) "
        "VALUES ('order expired', 'order:4', 'awaiting_payment', 'expired', 0)"
    )
    async with broken_by(shop.store, (again,)) as uow:
        assert [each.rows for each in await uow.health.broken(3)] == [(4,)]


async def test_a_sound_shop_breaks_no_rule(shop: PayingShop) -> None:
    async with shop.store.read() as uow:
        assert await uow.health.broken(3) == ()
        assert await uow.health.rules() == len(BREAKS)
