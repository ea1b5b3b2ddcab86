"""What must hold of digital goods: each key to one line of an order, once."""

from sqlalchemy import Select, and_, case, func, or_, select

from domain.digital import COPIES, Kind
from domain.fulfilment import Step
from domain.orders import Method
from storage.tables.digital import digital_contents, stock_units
from storage.tables.goods import products, stock, variants
from storage.tables.trade import fulfilments, order_lines, orders

_COPIED = (Kind.FILE, Kind.TEXT)
_free_keys = (
    select(func.count())
    .where(stock_units.c.variant_id == stock.c.variant_id, stock_units.c.line_id.is_(None))
    .scalar_subquery()
)
_keys = select(func.count()).where(stock_units.c.line_id == order_lines.c.id).scalar_subquery()
_its_part = and_(
    fulfilments.c.order_id == order_lines.c.order_id,
    fulfilments.c.merchant_id == order_lines.c.merchant_id,
)
_due = case(
    (fulfilments.c.step == Step.DELIVERED, order_lines.c.quantity - order_lines.c.cancelled),
    else_=0,
)
_kept = (
    select(stock.c.variant_id)
    .join(variants, variants.c.id == stock.c.variant_id)
    .join(products, products.c.id == variants.c.product_id)
    .outerjoin(digital_contents, digital_contents.c.variant_id == stock.c.variant_id)
)

DIGITAL: dict[str, Select[tuple[int]]] = {
    "I5 the keys on the shelf are those that belong to nobody": _kept.where(
        or_(
            and_(products.c.kind == Kind.KEYS, stock.c.on_hand != _free_keys),
            and_(products.c.kind != Kind.KEYS, _free_keys != 0),
        )
    ),
    "I5 a line has a key for every piece that was handed over, and none before": select(
        order_lines.c.id
    )
    .join(fulfilments, _its_part)
    .where(order_lines.c.kind == Kind.KEYS, _keys != _due),
    "I5 a key belongs to a line that bought such keys": select(stock_units.c.id)
    .join(order_lines, order_lines.c.id == stock_units.c.line_id)
    .where(
        or_(
            order_lines.c.kind != Kind.KEYS,
            order_lines.c.variant_id != stock_units.c.variant_id,
        )
    ),
    "I5 a file or text is on sale as long as there is one": _kept.where(
        products.c.kind.in_(_COPIED),
        stock.c.on_hand != case((digital_contents.c.variant_id.is_(None), 0), else_=COPIES),
    ),
    "I5 digital goods are not ordered with others, nor paid at the door": select(
        order_lines.c.order_id
    )
    .join(orders, orders.c.id == order_lines.c.order_id)
    .group_by(order_lines.c.order_id, orders.c.method)
    .having(
        func.sum(case((order_lines.c.kind == Kind.PHYSICAL, 0), else_=1)).between(
            1, case((orders.c.method == Method.CASH, func.count()), else_=func.count() - 1)
        )
    ),
}
