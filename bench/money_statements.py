"""What the shop's use cases around money run, written again by hand, statement by statement.

The list was taken by watching the shop on SQLite; `python -m bench money` watches both and says
whether they still run the same. ``$1`` is the first value, as PostgreSQL has it.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sql:
    """One statement, in the words of each driver."""

    postgres: str
    sqlite: str


def _sql(words: str, lock: str = "") -> Sql:
    """*lock* is PostgreSQL's alone: SQLite's writer holds the only lock there is."""
    words = " ".join(words.split())
    return Sql(f"{words} {lock}".strip(), words.replace("$", "?"))


_ORDER = """SELECT orders.id, customer_id, checkout_key, language, status, payment_status, method,
    name, phone, delivery, delivery_title, address, comment, currency, subtotal, promo, discount,
    shipping, tax, tax_rate, included_tax, total, placed_at, expires_at, paid_at,
    (SELECT p.pay_url FROM payments p WHERE p.order_id = orders.id
        AND p.provider = orders.method AND p.status = 'pending'
        ORDER BY p.id DESC LIMIT 1) AS pay_url
    FROM orders"""

LOCK_CART = _sql("""INSERT INTO carts (customer_id) VALUES ($1)
    ON CONFLICT (customer_id) DO UPDATE SET revision = carts.revision""")
CART = _sql("""SELECT carts.revision, carts.comment, cart_lines.variant_id, cart_lines.quantity,
    cart_lines.seen_price, variants.sku, variants.price, variants.currency,
    variants.active AND NOT products.hidden AS on_sale,
    coalesce(variant_texts.options, variants.options) AS options,
    products.id AS product_id, products.merchant_id,
    coalesce(nullif(product_texts.title, ''), products.title) AS title,
    stock.on_hand - stock.reserved AS free
    FROM carts
    LEFT JOIN cart_lines ON cart_lines.customer_id = carts.customer_id
    LEFT JOIN variants ON variants.id = cart_lines.variant_id
    LEFT JOIN products ON products.id = variants.product_id
    LEFT JOIN stock ON stock.variant_id = variants.id
    LEFT JOIN product_texts
        ON product_texts.product_id = products.id AND product_texts.language = $2
    LEFT JOIN variant_texts
        ON variant_texts.variant_id = variants.id AND variant_texts.language = $2
    WHERE carts.customer_id = $1 ORDER BY cart_lines.id""")
DELIVERIES = _sql("SELECT * FROM delivery_methods ORDER BY id")
ANY_PROMO = _sql("SELECT id FROM promo_codes WHERE active LIMIT 1")
CLEAR_CART = _sql("DELETE FROM cart_lines WHERE customer_id = $1")
NEXT_CART = _sql("UPDATE carts SET revision = revision + 1, comment = '' WHERE customer_id = $1")

ORDER_BY_KEY = _sql(f"{_ORDER} WHERE checkout_key = $1")
ORDER = _sql(f"{_ORDER} WHERE orders.id = $1")
LOCKED_ORDER = _sql(f"{_ORDER} WHERE orders.id = $1", "FOR UPDATE OF orders")
LINES = _sql("""SELECT order_lines.id, order_id, variant_id, order_lines.product_id,
    order_lines.merchant_id, order_lines.sku, order_lines.title, label, quantity,
    order_lines.price, discount, tax, total, cancelled, returned, waived,
    products.title AS shelf_title, variants.options AS shelf_options FROM order_lines
    LEFT JOIN products ON products.id = order_lines.product_id
    LEFT JOIN variants ON variants.id = order_lines.variant_id
    WHERE order_id = $1 ORDER BY order_lines.id""")
PARTS = _sql("""SELECT fulfilments.id, order_id, merchant_id, step, tracking, by_id, by_name, at,
    merchants.name AS merchant FROM fulfilments
    JOIN merchants ON merchants.id = fulfilments.merchant_id
    WHERE order_id = $1 ORDER BY fulfilments.id""")
ADD_ORDER = _sql("""INSERT INTO orders (customer_id, checkout_key, language, status,
    payment_status, method, name, phone, delivery, address, comment, currency, subtotal, shipping,
    total, placed_at, expires_at, paid_at)
    VALUES ($1, $2, $3, 'awaiting_payment', 'unpaid', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13,
    $14, $15, $16) RETURNING id""")
ADD_LINE = _sql("""INSERT INTO order_lines (order_id, variant_id, product_id, merchant_id, sku,
    title, label, quantity, price, total) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)""")
ADD_PART = _sql("INSERT INTO fulfilments (order_id, merchant_id, step) VALUES ($1, $2, 'new')")
COUNT_SOLD = _sql("UPDATE products SET sold = sold + $2 WHERE id = $1")

TAKE = _sql("""UPDATE stock SET reserved = reserved + $2
    WHERE variant_id = $1 AND on_hand - reserved >= $2""")
MOVED = _sql("""INSERT INTO stock_movements (variant_id, delta_on_hand, delta_reserved, on_hand,
    reason, order_id, actor_id, dedupe_key, at)
    VALUES ($1, 0, $2, NULL, 'reserved', $3, NULL, NULL, $4)""")
RESERVE = _sql("""INSERT INTO reservations (order_id, variant_id, merchant_id, quantity, state)
    VALUES ($1, $2, $3, $4, 'active')
    ON CONFLICT (order_id, variant_id) DO UPDATE SET quantity = $4, state = 'active'""")

QUEUE = _sql("""INSERT INTO outbox (kind, payload, dedupe_key, available_at)
    VALUES ($1, $2, $3, $4) ON CONFLICT (dedupe_key) DO NOTHING""")

ADD_PAYMENT = _sql("""INSERT INTO payments (order_id, provider, amount, currency, status, key,
    created_at, expires_at, look_at) VALUES ($1, $2, $3, $4, 'created', $5, $6, $7, $8)
    RETURNING *""")
PAYMENT = _sql("SELECT * FROM payments WHERE key = $1")
LIVE_PAYMENTS = _sql("""SELECT * FROM payments WHERE order_id = $1
    AND status IN ('approved', 'authorized', 'created', 'pending', 'review') ORDER BY id""")
CAPTURED = _sql("""UPDATE payments SET status = 'captured' WHERE id = $1
    AND status IN ('approved', 'authorized', 'cancelled', 'captured', 'created', 'expired',
    'failed', 'pending', 'review')""")
CAPTURED_LIVE = _sql("""UPDATE payments SET status = 'captured' WHERE id = $1
    AND status IN ('approved', 'authorized', 'created', 'pending', 'review')""")
LOOK_NOW = _sql("""UPDATE payments SET look_at = $2, looks = 0
    WHERE order_id = $1 AND look_at IS NOT NULL""")
LOOK_NO_MORE = _sql("""UPDATE payments SET look_at = NULL, looks = $2 + 1
    WHERE id = $1 AND looks = $2""")
NOTE = _sql("""INSERT INTO payment_events (payment_id, type, external_ref, amount, at)
    VALUES ($1, 'captured', $2, $3, $4) ON CONFLICT DO NOTHING""")

KNOWN = _sql("SELECT id FROM charges WHERE provider = $1 AND charge_id = $2")
ADD_CHARGE = _sql("""INSERT INTO charges (provider, charge_id, provider_charge_id, key, order_id,
    payer_id, amount, currency, outcome, settled, at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'paid', $9, $10)
    ON CONFLICT (provider, charge_id) DO NOTHING""")
CONFIRM = _sql("""UPDATE orders SET status = 'confirmed' WHERE id = $1
    AND status IN ('awaiting_payment', 'cancelled', 'expired')""")
PAID = _sql("UPDATE orders SET payment_status = 'paid', paid_at = $2 WHERE id = $1")
NO_EXPIRY = _sql("UPDATE orders SET expires_at = NULL WHERE id = $1")

HEAR = _sql("""INSERT INTO provider_inbox (provider, event_key, kind, external_id, refund_id,
    received_at, try_at) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING""")
HEARD = _sql("""SELECT id, provider, event_key, kind, external_id, refund_id, received_at, try_at,
    tries, said FROM provider_inbox WHERE try_at <= $1 ORDER BY try_at, id LIMIT 20""")
CLAIM = _sql("""UPDATE provider_inbox SET try_at = $2, tries = $3 + 1
    WHERE id = $1 AND tries = $3 AND try_at IS NOT NULL""")
WORKED_OFF = _sql("UPDATE provider_inbox SET try_at = NULL, said = '' WHERE id = $1")
