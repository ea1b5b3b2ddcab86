"""Sales: planned, begun and ended by conditional UPDATEs."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, case, func, insert, or_, select, update

from domain.money import Money
from domain.sales import Article, Sale, SaleLine, SaleView, State, Tag, Why
from storage.looks import Look
from storage.repository import Repository
from storage.sale_rows import article_of, line_of, sale_of
from storage.tables.goods import category_tree, products, stock, variants
from storage.tables.sales import sale_lines, sales

_SHOWN = 5  # articles of a sale that a view has
_LIVE = (State.PLANNED, State.RUNNING)
_ARTICLES = select(
    variants.c.id,
    variants.c.product_id,
    variants.c.sku,
    variants.c.options,
    variants.c.price,
    variants.c.compare_at,
    variants.c.currency,
    variants.c.active,
    products.c.title,
).join(products, products.c.id == variants.c.product_id)
_LINES = (
    select(
        sale_lines,
        sales.c.starts_at,
        sales.c.ends_at,
        variants.c.product_id,
        variants.c.sku,
        variants.c.options,
        variants.c.price.label("price_now"),
        variants.c.compare_at.label("compare_now"),
        variants.c.currency.label("currency_now"),
        products.c.title,
    )
    .join(sales, sales.c.id == sale_lines.c.sale_id)
    .join(variants, variants.c.id == sale_lines.c.variant_id)
    .join(products, products.c.id == variants.c.product_id)
)
_RUNNING_ON = Look(
    _LINES.where(
        sale_lines.c.variant_id == bindparam("the_variant"), sale_lines.c.state == State.RUNNING
    )
)
_rank = (  # running sales first, planned next, past ones last
    select(
        sale_lines.c.sale_id,
        func.min(
            case(
                (sale_lines.c.state == State.RUNNING, 0),
                (sale_lines.c.state == State.PLANNED, 1),
                else_=2,
            )
        ).label("rank"),
    )
    .group_by(sale_lines.c.sale_id)
    .subquery()
)
_changed_meanwhile = or_(
    variants.c.price != sale_lines.c.price, variants.c.currency != sale_lines.c.currency
)


class Sales(Repository):
    """See `domain.ports.sales.SaleRepository`."""

    __slots__ = ()

    async def of_category(self, category_id: int) -> tuple[int, ...]:
        below = select(category_tree.c.category_id).where(
            category_tree.c.ancestor_id == category_id
        )
        return await self._active(products.c.category_id.in_(below))

    async def of_product(self, product_id: int) -> tuple[int, ...]:
        return await self._active(products.c.id == product_id)

    async def _active(self, condition: Any) -> tuple[int, ...]:
        found = await self._connection.execute(
            select(variants.c.id)
            .join(products, products.c.id == variants.c.product_id)
            .where(variants.c.active, condition)
            .order_by(variants.c.id)
        )
        return tuple(found.scalars())

    async def lock(self, variant_ids: Collection[int]) -> tuple[Article, ...]:
        these = stock.c.variant_id.in_(variant_ids)
        await self._connection.execute(
            select(stock.c.variant_id).where(these).order_by(stock.c.variant_id).with_for_update()
        )
        theirs = select(variants.c.product_id).where(variants.c.id.in_(variant_ids))
        await self._connection.execute(
            select(products.c.id)
            .where(products.c.id.in_(theirs))
            .order_by(products.c.id)
            .with_for_update()
        )
        rows = await self._connection.execute(
            _ARTICLES.where(variants.c.id.in_(variant_ids)).order_by(variants.c.id)
        )
        return tuple(article_of(row) for row in rows)

    async def live(
        self, variant_ids: Collection[int] | None = None, state: State | None = None
    ) -> tuple[SaleLine, ...]:
        found = _LINES.where(sale_lines.c.state.in_([state] if state else _LIVE))
        if variant_ids is not None:
            found = found.where(sale_lines.c.variant_id.in_(variant_ids))
        return await self._lines(found.order_by(sales.c.starts_at, sale_lines.c.id))

    async def running_on(self, variant_id: int) -> tuple[SaleLine, ...]:
        rows = await self.look(_RUNNING_ON, {"the_variant": variant_id})
        return tuple(line_of(row) for row in rows)

    async def by_key(self, key: str) -> int | None:
        id_: int | None = await self._connection.scalar(
            select(sales.c.id).where(sales.c.key == key)
        )
        return id_

    async def add(self, sale: Sale, prices: Mapping[int, Money], at: datetime) -> int:
        values = {
            "title": sale.title,
            "rate": sale.rate,
            "starts_at": sale.starts_at,
            "ends_at": sale.ends_at,
            "made_by": sale.made_by,
            "made_at": at,
            "key": sale.key,
        }
        made = await self._connection.execute(insert(sales).values(values).returning(sales.c.id))
        sale_id = int(made.scalar_one())
        rows = [
            {"sale_id": sale_id, "variant_id": id_, "price": to.amount, "currency": to.currency}
            for id_, to in prices.items()
        ]
        await self._connection.execute(insert(sale_lines), rows)
        return sale_id

    async def view(self, sale_id: int) -> SaleView | None:
        head = await self._connection.execute(select(sales).where(sales.c.id == sale_id))
        row = head.first()
        return await self._view(row) if row else None

    async def page(self, page: int, size: int) -> tuple[tuple[SaleView, ...], int]:
        total = int(await self._connection.scalar(select(func.count()).select_from(sales)) or 0)
        ahead = case((_rank.c.rank < 2, sales.c.starts_at), else_=0)
        window = (
            select(sales)
            .join(_rank, _rank.c.sale_id == sales.c.id)
            .order_by(_rank.c.rank, ahead, sales.c.ends_at.desc(), sales.c.id.desc())
            .limit(size)
            .offset(page * size)
        )
        heads = (await self._connection.execute(window)).all()
        return tuple([await self._view(head) for head in heads]), total

    async def _view(self, head: Any) -> SaleView:
        its = sale_lines.c.sale_id == head.id
        first = await self._lines(_LINES.where(its).order_by(sale_lines.c.id).limit(_SHOWN))
        counted = await self._connection.execute(
            select(sale_lines.c.state, sale_lines.c.why, func.count().label("n"))
            .where(its)
            .group_by(sale_lines.c.state, sale_lines.c.why)
        )
        states: dict[State, int] = {}
        whys: dict[Why, int] = {}
        for row in counted:
            states[State(row.state)] = states.get(State(row.state), 0) + row.n
            if row.why:
                whys[Why(row.why)] = row.n
        return SaleView(sale_of(head), states, first, whys)

    async def lines(self, sale_id: int) -> tuple[SaleLine, ...]:
        its = and_(sale_lines.c.sale_id == sale_id, sale_lines.c.state.in_(_LIVE))
        return await self._lines(_LINES.where(its).order_by(sale_lines.c.variant_id))

    async def due(self, now: datetime, most: int) -> tuple[SaleLine, ...]:
        over = or_(sales.c.ends_at <= now, _changed_meanwhile)
        to_end = and_(sale_lines.c.state == State.RUNNING, over)
        to_begin = and_(sale_lines.c.state == State.PLANNED, sales.c.starts_at <= now)
        first = case((sale_lines.c.state == State.RUNNING, 0), else_=1)
        due = _LINES.where(or_(to_end, to_begin)).order_by(first, sale_lines.c.id)
        return await self._lines(due.limit(most))

    async def get(self, line_id: int) -> SaleLine | None:
        found = await self._lines(_LINES.where(sale_lines.c.id == line_id))
        return found[0] if found else None

    async def begin(self, line_id: int, before: Tag) -> bool:
        this = and_(sale_lines.c.id == line_id, sale_lines.c.state == State.PLANNED)
        return await self._change(this, {"state": State.RUNNING, **_kept(before)})

    async def remember(self, line_id: int, before: Tag) -> None:
        this = and_(sale_lines.c.id == line_id, sale_lines.c.state == State.RUNNING)
        await self._change(this, _kept(before))

    async def close(self, line_id: int, frm: State, to: State, why: Why | None) -> bool:
        this = and_(sale_lines.c.id == line_id, sale_lines.c.state == frm)
        return await self._change(this, {"state": to, "why": why})

    async def _change(self, this: Any, values: Mapping[str, Any]) -> bool:
        changed = await self._connection.execute(update(sale_lines).where(this).values(values))
        return changed.rowcount == 1

    async def _lines(self, found: Select[Any]) -> tuple[SaleLine, ...]:
        rows: Iterable[Any] = await self._connection.execute(found)
        return tuple(line_of(row) for row in rows)


def _kept(before: Tag) -> dict[str, int | None]:
    compare_at = before.compare_at.amount if before.compare_at else None
    return {"price_before": before.price.amount, "compare_before": compare_at}
