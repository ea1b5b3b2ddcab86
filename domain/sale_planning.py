"""What a sale would make articles cost, and why it cannot: nothing is read or saved."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from domain.errors import ShopError
from domain.money import Money
from domain.sale_errors import NotLower, OffSale, OtherMoney, SaleOverlaps
from domain.sale_terms import Reduced
from domain.sales import Article, LeftOut, SaleLine

Days = tuple[datetime, datetime]  # from, until; UTC


def sorted_out(
    articles: Iterable[Article],
    live: Iterable[SaleLine],
    reduced: Reduced,
    days: Days,
) -> tuple[Mapping[int, Money], Sequence[LeftOut]]:
    """Return the prices of those that can be reduced, and why the others cannot."""
    by_variant: dict[int, list[SaleLine]] = {}
    for line in live:
        by_variant.setdefault(line.variant_id, []).append(line)
    prices: dict[int, Money] = {}
    left_out: list[LeftOut] = []
    for one in articles:
        own = by_variant.get(one.variant_id, [])
        try:
            prices[one.variant_id] = reduced_price(one, own, reduced, days)
        except ShopError as error:
            left_out.append(LeftOut(one.sku, error))
    return prices, left_out


def reduced_price(
    article: Article,
    live: Iterable[SaleLine],
    reduced: Reduced,
    days: Days,
) -> Money:
    """Return what an article will cost; *live* are its other sales.

    Raises:
        OffSale, SaleOverlaps, OtherMoney, NotLower: It cannot be reduced so.
    """
    if not article.active:
        raise OffSale(article.sku)
    starts_at, ends_at = days
    for other in live:
        if starts_at < other.ends_at and other.starts_at < ends_at:
            raise SaleOverlaps(article.sku, other.starts_at, other.ends_at)
    before = next((one.before for one in live if one.before), article.tag)
    price = reduced.target(before.price)
    if price.currency != before.price.currency:
        raise OtherMoney(article.sku, before.price.currency)
    if not (before.can_become(price) and price.amount > 0):
        raise NotLower(article.sku, before.price)
    return price
