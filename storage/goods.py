"""Single changes to goods: prices, visibility, pictures."""

from collections.abc import Callable, Iterable
from datetime import datetime

from sqlalchemy import (
    BigInteger,
    BindParameter,
    String,
    and_,
    bindparam,
    case,
    func,
    select,
    update,
)

from domain.goods import CategoryChoice, Path
from domain.money import Money
from domain.sales import Tag
from storage.hiding import seen_as_due
from storage.looks import Deed, Look
from storage.repository import Connection
from storage.skus import Skus
from storage.tables.base import Moment
from storage.tables.chat import journal
from storage.tables.goods import categories, category_texts, products, variants

_the_product = products.c.id == bindparam("the_product")
_its_product = select(variants.c.product_id).where(variants.c.id == bindparam("the_variant"))
_LOCK_OF = Look(
    select(products.c.id)
    .where(products.c.id == _its_product.scalar_subquery())
    .with_for_update(of=products)
)
_in: BindParameter[str] = bindparam("in", type_=String)
_SET_PRICE = Deed(
    lambda _: (
        update(variants)
        .where(variants.c.id == bindparam("the_variant"))
        .values(
            price=bindparam("amount", type_=BigInteger),
            currency=_in,
            compare_at=case((variants.c.currency == _in, variants.c.compare_at)),
        )
    ),
    returns=[variants.c.product_id],
)
_cheapest = (
    select(func.min(variants.c.price))
    .where(variants.c.product_id == bindparam("the_product"), variants.c.active)
    .scalar_subquery()
)
_PRICED = Deed(
    lambda _: (
        update(products)
        .where(_the_product)
        .values(
            price_from=func.coalesce(_cheapest, products.c.price_from),
            updated_at=bindparam("now", type_=Moment),
        )
    )
)


class Goods(Skus):
    """See `domain.ports.goods.GoodsRepository`."""

    __slots__ = ("_sold_otherwise", "_touch")

    def __init__(
        self,
        connection: Connection,
        touch: Callable[[int], None],
        sold_otherwise: Callable[[int], None],
    ) -> None:
        """*touch* is told the products that the search index must look at again, and
        *sold_otherwise* those of which only a price was changed.
        """
        super().__init__(connection)
        self._touch = touch
        self._sold_otherwise = sold_otherwise

    async def merchant_of(self, product_id: int) -> int | None:
        found = await self._connection.execute(
            select(products.c.merchant_id).where(products.c.id == product_id)
        )
        merchant_id: int | None = found.scalar_one_or_none()
        return merchant_id

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

    async def lock_of(self, variant_id: int) -> None:
        await self.look(_LOCK_OF, {"the_variant": variant_id})

    async def set_price(self, variant_id: int, price: Money, at: datetime) -> None:
        values = {"the_variant": variant_id, "amount": price.amount, "in": price.currency}
        (changed,) = await self.do_for_rows(_SET_PRICE, values)
        await self._priced(changed.product_id, at)

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
        self._sold_otherwise(product_id)
        await self.do(_PRICED, {"the_product": product_id, "now": at})

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
