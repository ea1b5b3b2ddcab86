"""Sales as admins plan them: typed line by line, for a product, or out of a file."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from domain.catalog import Product
from domain.clock import Clock
from domain.customers import Customer
from domain.errors import NotFound, ShopError
from domain.pages import page_or_first, pages_of
from domain.ports.store import Entry, Store, UnitOfWork
from domain.sale_errors import NothingToReduce, SaleOver
from domain.sale_planning import sorted_out
from domain.sale_terms import SaleTerms, ensure_days, parse_terms
from domain.sales import (
    MOST_GOODS,
    Article,
    Planned,
    Sale,
    SaleLine,
    SaleView,
    State,
    Why,
)
from domain.services.sale_prices import begin, end
from domain.services.shelf_names import shelf_choices, shelf_named
from domain.stock import Refused, TypedLine, typed_lines

PAGE = 5
_NEAREST = 3
_BEGUN_AT_ONCE = 50  # articles; more are left to `SaleClock`


@dataclass(frozen=True, slots=True)
class SalePage:
    """Sales: running, then planned, then past ones; *total* counts all."""

    sales: tuple[SaleView, ...]
    page: int
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return pages_of(self.total, PAGE)


@dataclass(frozen=True, slots=True)
class _Goods:
    """What a line names: one article, or all those of a *title*; their money is *currency*."""

    variant_ids: tuple[int, ...]
    title: str
    currency: str


class Sales:
    """Plans sales and ends them. For admins; `SaleClock` carries them out."""

    def __init__(self, store: Store, clock: Clock, currency: str = "", zone: tzinfo = UTC) -> None:
        """*currency* is the shop's, and *zone* that of the days people type."""
        self._zone = zone
        self._store = store
        self._clock = clock
        self._currency = currency

    async def plan(self, actor: Customer, text: str, cause: int) -> tuple[Planned | Refused, ...]:
        """Carry out what was typed after /sale, and answer every line in order.

        A line names an SKU or a category, then how much less, then the days. Each is a
        transaction of its own, and the same *cause* (update id) plans it once.

        Raises:
            NotAllowed: They are no admin.
        """
        actor.ensure_admin()
        return tuple([await self._line(actor, line, cause) for line in typed_lines(text)])

    async def plan_product(
        self, actor: Customer, product_id: int, terms: SaleTerms, cause: int
    ) -> Planned:
        """Plan a sale of all variants of a product.

        Raises:
            NotAllowed: They are no admin. NotFound: It is gone.
            BadDays: The end is past by now.
            NotLower, OtherMoney, SaleOverlaps, NothingToReduce: As for one article; with
                several, only if that is so for all of them.
        """
        actor.ensure_admin()
        ensure_days(terms.starts_at, terms.ends_at, self._clock.now())
        async with self._store.read() as uow:
            product = await _product(uow, product_id)
            ids = await uow.sales.of_product(product_id)
        title = product.title if len(ids) > 1 else ""
        goods = _Goods(ids, title, product.variants[0].price.currency)
        return await self._plan(actor, goods, terms, f"form:{cause}")

    async def product(self, actor: Customer, product_id: int) -> Product:
        """Return what a sale is asked about. Raises `NotAllowed`, or `NotFound`."""
        actor.ensure_admin()
        async with self._store.read() as uow:
            return await _product(uow, product_id)

    async def page(self, actor: Customer, page: int) -> SalePage:
        """Return a page of the sales. Raises `NotAllowed` for all but admins."""
        actor.ensure_admin()
        async with self._store.read() as uow:
            return SalePage(*await page_or_first(lambda at: uow.sales.page(at, PAGE), page))

    async def get(self, actor: Customer, sale_id: int) -> SaleView:
        """Return one sale. Raises `NotAllowed`, or `NotFound` if there is none."""
        actor.ensure_admin()
        async with self._store.read() as uow:
            return await _there(uow, sale_id)

    async def stop(self, actor: Customer, sale_id: int) -> SaleView:
        """Cancel what is still planned of a sale, and end at once what runs.

        Raises:
            NotAllowed: They are no admin. NotFound: There is no such sale.
            SaleOver: All of it is over already.
        """
        actor.ensure_admin()
        now = self._clock.now()
        async with self._store.write() as uow:
            ids = [line.variant_id for line in await uow.sales.lines(sale_id)]
            articles = {one.variant_id: one for one in await uow.sales.lock(ids)} if ids else {}
            lines = await uow.sales.lines(sale_id)  # as they are under lock
            before = await _there(uow, sale_id)
            if not lines:
                raise SaleOver
            for line in lines:
                await _stop(uow, line, articles[line.variant_id], now)
            entry = Entry(actor.id, "sale", f"sale:{sale_id}", before.state, "stopped")
            await uow.journal.add(entry, now)
            return await _there(uow, sale_id)

    async def _line(self, actor: Customer, line: TypedLine, cause: int) -> Planned | Refused:
        try:
            goods, rest = await self._named(actor, line)
            if not goods:
                return await self._unknown(line)
            now = self._clock.now()
            terms = parse_terms(rest, goods.currency, self._currency, now, self._zone)
            return await self._plan(actor, goods, terms, f"sale:{cause}:{line.number}")
        except ShopError as error:
            return Refused(line.text, error)

    async def _named(self, actor: Customer, line: TypedLine) -> tuple[_Goods | None, str]:
        """Return the goods a line names, and what is said about them."""
        async with self._store.read() as uow:
            choices = await shelf_choices(uow, actor.language)
            for name, rest in line.splits():
                if count := await uow.stock.count(name):
                    return _Goods((count.variant_id,), "", count.price.currency), rest
                if shelf := shelf_named(choices, name):
                    ids = await uow.sales.of_category(shelf.id)
                    return _Goods(ids, shelf.titles[-1], self._currency), rest
        return None, ""

    async def _unknown(self, line: TypedLine) -> Refused:
        typed = line.text.split()[0]
        async with self._store.read() as uow:
            nearest = await uow.goods.nearest_skus(typed, None, _NEAREST)
        return Refused(line.text, NotFound("sku", typed), nearest)

    async def _plan(self, actor: Customer, goods: _Goods, terms: SaleTerms, key: str) -> Planned:
        found = len(goods.variant_ids)
        if not 0 < found <= MOST_GOODS:
            raise NothingToReduce(found, MOST_GOODS)
        now = self._clock.now()
        at_once = now.replace(second=0, microsecond=0)  # files tell minutes
        days = (terms.starts_at or at_once, terms.ends_at)
        async with self._store.write() as uow:
            articles = await uow.sales.lock(goods.variant_ids)
            if done := await uow.sales.by_key(key):
                return Planned(await _there(uow, done))
            live = await uow.sales.live(goods.variant_ids)
            prices, left_out = sorted_out(articles, live, terms.reduced, days)
            if not prices:
                raise left_out[0].error
            sale = Sale(goods.title, terms.reduced.rate, *days, actor.id, key)
            sale_id = await uow.sales.add(sale, prices, now)
            entry = Entry(actor.id, "sale", f"sale:{sale_id}", "", State.PLANNED)
            await uow.journal.add(entry, now)
            if days[0] <= now and len(prices) <= _BEGUN_AT_ONCE:
                await _begin(uow, sale_id, articles, now)
            return Planned(await _there(uow, sale_id), tuple(left_out))


async def _begin(uow: UnitOfWork, sale_id: int, articles: Iterable[Article], at: datetime) -> None:
    held = {one.variant_id: one for one in articles}
    for line in await uow.sales.lines(sale_id):
        await begin(uow, line, held[line.variant_id], at)


async def _stop(uow: UnitOfWork, line: SaleLine, article: Article, at: datetime) -> None:
    if line.state is State.RUNNING:
        await end(uow, line, article, Why.STOPPED, at)
    else:
        await uow.sales.close(line.id, State.PLANNED, State.CANCELLED, None)


async def _product(uow: UnitOfWork, product_id: int) -> Product:
    product = await uow.catalog.product(product_id, "")
    if not product:
        raise NotFound("product")
    return product


async def _there(uow: UnitOfWork, sale_id: int) -> SaleView:
    view = await uow.sales.view(sale_id)
    if view is None:
        raise NotFound("sale")
    return view
