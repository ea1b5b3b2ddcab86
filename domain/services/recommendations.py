"""What is suggested to a customer: with a product, with their cart, for them, again."""

from collections.abc import Sequence
from dataclasses import replace

from domain.catalog import PAGE
from domain.clock import Clock
from domain.customers import Customer
from domain.errors import NotFound
from domain.picking import A_CATEGORY, MOST, interests, summed, together, wanted_again
from domain.ports.store import Store, UnitOfWork
from domain.recommendations import (
    FLOOR,
    Around,
    Asker,
    Candidate,
    Sellers,
    Suggestion,
    Suggestions,
    Trace,
)
from domain.services.picking import Picking, similar

_INTERESTS = 30  # products that suggestions for a person are made of


class Recommendations:
    """Suggests what can be bought, is not in the cart and, as far as the customer lets the
    shop look at their orders, was not bought by them before.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._taught = False  # until a list shows that a build has been; it stays

    async def with_product(
        self, customer: Customer, product_id: int, page: int
    ) -> tuple[str, Suggestions]:
        """Return a product's title and what goes with it: bought together, else similar or
        popular. Of one that is sold out, what may take its place: similar, else popular.

        Raises:
            NotFound: The product is gone or hidden.
        """
        async with self._store.read() as uow:
            around = await uow.recommendations.around(self._asker(customer), product_id)
            self._learn(around.sellers)
            most = MOST if around.sold_out else A_CATEGORY
            picking = Picking(uow, customer, product_id, most)
            if around.sold_out:
                await _instead(picking, around)
            else:
                await _beside(uow, picking, product_id, around)
            titles: dict[int, str] = {product_id: ""}
            suggestions = await _page(uow, customer, picking.shown, page, titles=titles)
        if not titles[product_id]:
            raise NotFound("product")
        return titles[product_id], replace(suggestions, instead=around.sold_out)

    async def with_cart(self, customer: Customer, page: int) -> Suggestions:
        """Return what goes with the goods in the cart, filled up with what is popular."""
        async with self._store.read() as uow:
            others, sellers = await uow.recommendations.with_cart(self._asker(customer))
            self._learn(sellers)
            picking = Picking(uow, customer)
            picking.add(together(others[id_] for id_ in sorted(others)))
            await picking.best_sellers(sellers)
            return await _page(uow, customer, picking.shown, page)

    async def for_customer(self, customer: Customer, page: int) -> Suggestions:
        """Return what this customer may like, mixed 7 to 3 with what is popular.

        For somebody new, and for those who want nothing personal, what is popular: for
        the former on the shelf they looked at last.
        """
        async with self._store.read() as uow:
            near, picking = uow.recommendations, Picking(uow, customer)
            traces = await near.traces(customer.id) if customer.personal else ()
            of = interests(traces, self._clock.now(), _INTERESTS)
            liked, sellers = await near.tastes(self._asker(customer), of, _shelf(traces))
            self._learn(sellers)
            await picking.mix(summed(liked, of), sellers)
            mine = any(one.because for one in picking.shown)
            return await _page(uow, customer, picking.shown, page, personal=mine)

    def _asker(self, customer: Customer) -> Asker:
        return Asker(customer.id, customer.personal, self._taught)

    def _learn(self, sellers: Sellers) -> None:
        self._taught = self._taught or bool(sellers.ranked)

    async def again(self, customer: Customer, page: int) -> Suggestions:
        """Return what this customer buys from time to time and may need again, the most
        overdue first; nothing for those who want nothing personal.
        """
        if not customer.personal:
            return Suggestions((), 0, 0)
        async with self._store.read() as uow:
            bought = await uow.recommendations.purchases(customer.id)
            due = wanted_again(bought, self._clock.now())[:MOST]
            return await _page(uow, customer, due, page, personal=True)


async def _beside(uow: UnitOfWork, picking: Picking, product_id: int, around: Around) -> None:
    others = around.others or await uow.recommendations.lately(product_id)
    picking.add(together([others]))
    picking.add(similar(around.similar))
    await picking.best_sellers(around.sellers)


async def _instead(picking: Picking, around: Around) -> None:
    """No notebook takes the place of tea, unless there is nothing like tea."""
    like = around.similar or any(around.sellers.ranked[:-1])
    picking.add(similar(around.similar))
    await picking.best_sellers(around.sellers.of_category if like else around.sellers)


def _shelf(traces: Sequence[Trace]) -> int:
    """The category they were at last; 0, the whole shop, if it is not known."""
    latest = max(traces, key=lambda trace: trace.at, default=None)
    return latest.category_id or 0 if latest else 0


async def _page(
    uow: UnitOfWork,
    customer: Customer,
    found: Sequence[Candidate],
    page: int,
    *,
    personal: bool = False,
    titles: dict[int, str] | None = None,
) -> Suggestions:
    """Read a page of what was found, and the titles that explain it; fill in *titles*."""
    page = page if 0 <= page * PAGE < len(found) else 0
    shown = found[page * PAGE :][:PAGE]
    reasons = {one.because for one in shown if one.because}
    titles = {} if titles is None else titles
    wanted = {one.product_id for one in shown} | reasons | set(titles)
    rows = {row.id: row for row in await uow.catalog.rows(sorted(wanted), customer.language)}
    titles |= {id_: rows[id_].title for id_ in titles if id_ in rows}
    return Suggestions(
        tuple(
            Suggestion(
                rows[one.product_id],
                one.why,
                one.support if one.support >= FLOOR else 0,
                rows[one.because].title if one.because in rows else "",
                one.days,
            )
            for one in shown
            if one.product_id in rows
        ),
        page,
        len(found),
        personal,
    )
