"""What rows say of sales."""

from typing import Any

from domain.money import Money
from domain.naming import full_name, label_of
from domain.sales import Article, Sale, SaleLine, State, Tag, Why


def _name(row: Any) -> str:
    label = label_of(value for _, value in row.options)
    return full_name(row.title, label)


def tag_of(price: int, compare_at: int | None, currency: str) -> Tag:
    """Read a price tag; sums in minor units of *currency*."""
    return Tag(Money(price, currency), None if compare_at is None else Money(compare_at, currency))


def article_of(row: Any) -> Article:
    """Read an article as it is now."""
    tag = tag_of(row.price, row.compare_at, row.currency)
    return Article(row.id, row.product_id, row.sku, _name(row), tag, row.active)


def sale_of(row: Any) -> Sale:
    """Read a sale without its lines."""
    when = (row.starts_at, row.ends_at)
    return Sale(row.title, row.rate, *when, row.made_by, row.key, row.id)


def line_of(row: Any) -> SaleLine:
    """Read a line of a sale with its article as it is now."""
    begun = row.price_before is not None
    return SaleLine(
        id=row.id,
        sale_id=row.sale_id,
        variant_id=row.variant_id,
        product_id=row.product_id,
        sku=row.sku,
        name=_name(row),
        price=Money(row.price, row.currency),
        state=State(row.state),
        why=Why(row.why) if row.why else None,
        before=tag_of(row.price_before, row.compare_before, row.currency) if begun else None,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        now=tag_of(row.price_now, row.compare_now, row.currency_now),
    )
