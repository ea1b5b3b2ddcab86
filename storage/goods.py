"""Single changes to goods: prices, visibility, pictures; and SKUs that look alike."""

import re
from collections.abc import Callable, Collection, Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, func, select, update

from domain.goods import CategoryChoice, Path
from domain.money import Money
from domain.sales import Tag
from storage.hiding import seen_as_due
from storage.repository import Connection, Repository
from storage.tables.chat import journal
from storage.tables.goods import categories, category_texts, products, variants

_LONGEST_LOOKED_AT = 32  # letters of an unknown SKU; each adds two comparisons


def _likeness(typed: str) -> ColumnElement[int]:
    """How many letters a SKU has in common with *typed* at its beginning and its end.

    One wrong, missing or superfluous letter leaves all the others to one of the two.
    """
    key = variants.c.sku_key
    cuts = range(1, len(typed) + 1)
    begins = [key.startswith(typed[:cut], autoescape=True) for cut in cuts]
    ends = [key.endswith(typed[-cut:], autoescape=True) for cut in cuts]
    shared: Iterable[ColumnElement[int]] = (case((hit, 1), else_=0) for hit in begins + ends)
    total: ColumnElement[int] = sum(shared, start=-func.abs(func.length(key) - len(typed)))
    return total


class Goods(Repository):
    """See `domain.ports.goods.GoodsRepository`."""

    __slots__ = ("_touch",)

    def __init__(self, connection: Connection, touch: Callable[[int], None]) -> None:
        """*touch* is told the products that the search index must look at again."""
        super().__init__(connection)
        self._touch = touch

    async def merchant_of(self, product_id: int) -> int | None:
        found = await self._connection.execute(
            select(products.c.merchant_id).where(products.c.id == product_id)
        )
        merchant_id: int | None = found.scalar_one_or_none()
        return merchant_id

    async def nearest_skus(
        self, typed: str, merchant_ids: Collection[int] | None, most: int
    ) -> tuple[str, ...]:
        key = typed.strip().lower()[:_LONGEST_LOOKED_AT]
        likeness = _likeness(key)
        statement = (
            select(variants.c.sku)
            .join(products, products.c.id == variants.c.product_id)
            .where(variants.c.active, likeness * 2 >= len(key))
            .order_by(likeness.desc(), variants.c.sku_key)
            .limit(most)
        )
        if merchant_ids is not None:
            statement = statement.where(products.c.merchant_id.in_(merchant_ids))
        return tuple((await self._connection.execute(statement)).scalars())

    async def next_sku(self, prefix: str) -> str:
        begin = prefix.lower() + "-"
        keys = await self._connection.execute(
            select(variants.c.sku_key).where(variants.c.sku_key.startswith(begin, autoescape=True))
        )
        tails = (key.removeprefix(begin) for key in keys.scalars())
        numbers = [int(tail) for tail in tails if re.fullmatch(r"[0-9]{1,9}", tail)]
        return f"{prefix}-{max(numbers, default=0) + 1}"

    async def has_sku(self, sku: str) -> bool:
        found = await self._connection.execute(
            select(variants.c.id).where(variants.c.sku_key == sku.strip().lower())
        )
        return found.first() is not None

    async def has_handle(self, handle: str) -> bool:
        found = await self._connection.execute(
            select(products.c.id).where(products.c.handle == handle)
        )
        return found.first() is not None

    async def category_choices(self, language: str) -> tuple[CategoryChoice, ...]:
        title = func.coalesce(category_texts.c.title, categories.c.title).label("title")
        text = and_(
            category_texts.c.category_id == categories.c.id, category_texts.c.language == language
        )
        found = await self._connection.execute(
            select(categories.c.id, categories.c.parent_id, title)
            .outerjoin(category_texts, text)
            .order_by(categories.c.position, categories.c.id)
        )
        below: dict[int | None, list[tuple[int, str]]] = {}
        for row in found:
            below.setdefault(row.parent_id, []).append((row.id, row.title))
        return tuple(_walk(below, None, ()))

    async def lock(self, product_id: int) -> None:
        await self._connection.execute(
            select(products.c.id).where(products.c.id == product_id).with_for_update()
        )

    async def set_price(self, variant_id: int, price: Money, at: datetime) -> None:
        changed = await self._connection.execute(
            update(variants)
            .where(variants.c.id == variant_id)
            .values(
                price=price.amount,
                currency=price.currency,
                compare_at=case((variants.c.currency == price.currency, variants.c.compare_at)),
            )
            .returning(variants.c.product_id)
        )
        await self._priced(changed.scalar_one(), at)

    async def put_tag(self, variant_id: int, now: Tag, then: Tag, at: datetime) -> bool:
        changed = await self._connection.execute(
            update(variants)
            .where(
                variants.c.id == variant_id,
                variants.c.price == now.price.amount,
                variants.c.currency == now.price.currency,
                variants.c.compare_at.is_not_distinct_from(_amount(now.compare_at)),
            )
            .values(price=then.price.amount, compare_at=_amount(then.compare_at))
            .returning(variants.c.product_id)
        )
        product_id = changed.scalar_one_or_none()
        if product_id is not None:
            await self._priced(product_id, at)
        return product_id is not None

    async def _priced(self, product_id: int, at: datetime) -> None:
        """Have a product cost from what its cheapest variant does."""
        self._touch(product_id)
        cheapest = (
            select(func.min(variants.c.price))
            .where(variants.c.product_id == product_id, variants.c.active)
            .scalar_subquery()
        )
        await self._connection.execute(
            update(products)
            .where(products.c.id == product_id)
            .values(price_from=func.coalesce(cheapest, products.c.price_from), updated_at=at)
        )

    async def set_hidden(self, product_id: int, hidden: bool, at: datetime) -> bool:
        self._touch(product_id)
        changed = await self._connection.execute(
            update(products)
            .where(products.c.id == product_id, products.c.withheld.is_not(hidden))
            .values(withheld=hidden, updated_at=at)
        )
        await self._connection.execute(seen_as_due(products.c.id == product_id))
        return changed.rowcount > 0

    async def set_picture(self, product_id: int, picture_id: int, at: datetime) -> None:
        await self._connection.execute(
            update(products)
            .where(products.c.id == product_id)
            .values(picture_id=picture_id, picture_source="", updated_at=at)
        )

    async def last_change(self, variant_id: int) -> tuple[int | None, datetime] | None:
        found = await self._connection.execute(
            select(journal.c.actor_id, journal.c.at)
            .where(journal.c.subject == f"variant:{variant_id}")
            .order_by(journal.c.id.desc())
            .limit(1)
        )
        row = found.first()
        return (row.actor_id, row.at) if row else None


def _amount(money: Money | None) -> int | None:
    return None if money is None else money.amount


def _walk(
    below: dict[int | None, list[tuple[int, str]]], parent: int | None, way: Path
) -> Iterable[CategoryChoice]:
    for category_id, title in below.get(parent, ()):
        titles = (*way, title)
        yield CategoryChoice(category_id, titles)
        yield from _walk(below, category_id, titles)
