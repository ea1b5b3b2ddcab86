"""What a catalogue file tells of a variant that is on sale, or will be."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from domain.money import Money
from domain.sales import Reduction, State, Tag
from storage.tables.sales import sale_lines, sales

LIVE_SALES = (
    select(sale_lines, sales.c.starts_at, sales.c.ends_at)
    .join(sales, sales.c.id == sale_lines.c.sale_id)
    .where(sale_lines.c.state.in_([State.PLANNED, State.RUNNING]))
    .order_by(sales.c.starts_at, sale_lines.c.id)
)


def without_sale(row: Any, lines: Iterable[Any]) -> tuple[Tag, tuple[Reduction, ...]]:
    """Return the price tag that comes back after the sale that runs, and all sales."""
    tag = _tag(row.price, row.compare_at, row.currency)
    reductions = []
    for line in lines:
        price = Money(line.price, line.currency)
        reductions.append(Reduction(price, line.starts_at, line.ends_at))
        if line.state == State.RUNNING and tag.price == price:
            tag = _tag(line.price_before, line.compare_before, line.currency)
    return tag, tuple(reductions)


def _tag(price: int, compare_at: int | None, currency: str) -> Tag:
    return Tag(Money(price, currency), None if compare_at is None else Money(compare_at, currency))
