"""What must hold of prices, discounts and the uses of promo codes."""

from sqlalchemy import Select, func, or_, select

from domain.orders import Status
from storage.tables.prices import promo_codes, promo_uses
from storage.tables.trade import order_lines, orders

_lines = (
    select(
        order_lines.c.order_id,
        func.sum(order_lines.c.price * order_lines.c.quantity).label("goods"),
        func.sum(order_lines.c.discount).label("discount"),
        func.sum(order_lines.c.tax).label("tax"),
        func.sum(order_lines.c.total).label("total"),
    )
    .group_by(order_lines.c.order_id)
    .subquery()
)
_uses = (
    select(promo_uses.c.promo_id, func.count().label("n"))
    .where(promo_uses.c.given_back.is_(False))
    .group_by(promo_uses.c.promo_id)
    .subquery()
)
_ended = orders.c.status.in_([Status.EXPIRED, Status.CANCELLED])
_delivery_tax = orders.c.tax - _lines.c.tax

PRICES: dict[str, Select[tuple[int]]] = {
    "I6 totals add up": select(orders.c.id)
    .join(_lines, _lines.c.order_id == orders.c.id)
    .where(
        or_(
            orders.c.subtotal != _lines.c.goods,
            orders.c.total != _lines.c.total + orders.c.shipping + _delivery_tax,
            orders.c.total < 0,
            _delivery_tax < 0,
        )
    ),
    "I6 a discount is that of the lines": select(orders.c.id)
    .join(_lines, _lines.c.order_id == orders.c.id)
    .where(orders.c.discount != _lines.c.discount),
    "I6 no line's discount is more than its price": select(order_lines.c.id).where(
        or_(
            order_lines.c.discount < 0,
            order_lines.c.discount > order_lines.c.price * order_lines.c.quantity,
            order_lines.c.tax < 0,
        )
    ),
    "I6 tax is either in the prices or on top": select(orders.c.id).where(
        orders.c.tax != 0, orders.c.included_tax != 0
    ),
    "I11 a promo code was used as often as it has uses": select(promo_codes.c.id)
    .outerjoin(_uses, _uses.c.promo_id == promo_codes.c.id)
    .where(
        or_(
            promo_codes.c.used != func.coalesce(_uses.c.n, 0),
            promo_codes.c.used > promo_codes.c.most,
        )
    ),
    "I11 nobody uses a promo code more often than they may": select(promo_uses.c.promo_id)
    .join(promo_codes, promo_codes.c.id == promo_uses.c.promo_id)
    .where(promo_uses.c.given_back.is_(False))
    .group_by(promo_uses.c.promo_id, promo_uses.c.customer_id, promo_codes.c.each)
    .having(func.count() > promo_codes.c.each),
    "I11 an order with a promo code counts as its use": select(orders.c.id)
    .outerjoin(promo_uses, promo_uses.c.order_id == orders.c.id)
    .where(
        orders.c.promo != "",
        ~_ended,
        func.coalesce(promo_uses.c.given_back, True).is_(True),
    ),
    "I16 an ended order uses no promo code": select(promo_uses.c.promo_id)
    .join(orders, orders.c.id == promo_uses.c.order_id)
    .where(_ended, promo_uses.c.given_back.is_(False)),
}
