"""What must hold between sales and the price tags they have changed."""

from sqlalchemy import Select, and_, or_, select

from domain.sales import State
from storage.tables.goods import variants
from storage.tables.sales import sale_lines, sales

_other_line = sale_lines.alias("other_line")
_other = sales.alias("other")
_live = (State.PLANNED, State.RUNNING)

SALES: dict[str, Select[tuple[int]]] = {
    "I22 what is on sale costs what its sale says, which is less than before": select(
        sale_lines.c.id
    )
    .join(variants, variants.c.id == sale_lines.c.variant_id)
    .where(
        sale_lines.c.state == State.RUNNING,
        or_(
            variants.c.price != sale_lines.c.price,
            variants.c.currency != sale_lines.c.currency,
            sale_lines.c.price_before.is_(None),
            sale_lines.c.price >= sale_lines.c.price_before,
        ),
    ),
    "I22 an article has one sale at a time": select(sale_lines.c.id)
    .join(sales, sales.c.id == sale_lines.c.sale_id)
    .join(
        _other_line,
        and_(
            _other_line.c.variant_id == sale_lines.c.variant_id,
            _other_line.c.id > sale_lines.c.id,
            _other_line.c.state.in_(_live),
        ),
    )
    .join(_other, _other.c.id == _other_line.c.sale_id)
    .where(
        sale_lines.c.state.in_(_live),
        sales.c.starts_at < _other.c.ends_at,
        _other.c.starts_at < sales.c.ends_at,
    ),
    "I22 a sale that is over says why": select(sale_lines.c.id).where(
        (sale_lines.c.state == State.ENDED) != sale_lines.c.why.is_not(None)
    ),
}
