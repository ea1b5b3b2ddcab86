"""A list of suggestions while it is made: what may come is checked only as far as needed."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from domain.customers import Customer
from domain.picking import A_CATEGORY, MOST, interleaved, picked, popular_order
from domain.ports.store import UnitOfWork
from domain.recommendations import Candidate, Sellers, Why

_AT_ONCE = 60  # candidates that are checked together
_FIRST = 20  # of either kind: most lists are filled with these


class Picking:
    """Takes candidates, the better ones first, until the list is full."""

    def __init__(
        self, uow: UnitOfWork, customer: Customer, but: int = 0, a_category: int = A_CATEGORY
    ) -> None:
        """*but* is a product that is shown already, or 0; *a_category* how many of one a list
        may have.
        """
        self._near = uow.recommendations
        self._customer = customer
        self._but = but
        self._a_category = a_category
        self._found: list[Candidate] = []
        self._waiting: list[Candidate] = []
        self.shown: tuple[Candidate, ...] = ()

    def add(self, candidates: Iterable[Candidate]) -> None:
        """Take more in, behind those that came before."""
        self._waiting += candidates

    async def short(self) -> bool:
        """Whether more is needed. Nothing is asked while there cannot be enough."""
        if len(self._found) + len(self._waiting) < MOST:
            return True
        await self._check()
        return len(self.shown) < MOST

    async def mix(self, own: Sequence[Candidate], sellers: Sellers) -> None:
        """Begin with the best for one person and of what sells well, and fill up with others."""
        sold = popular_order(sellers.ranked)
        best = await self._fitting([*own[:_FIRST], *popular(sold[:_FIRST])])
        mine = [one for one in best if one.because]
        self._keep(interleaved(mine, [one for one in best if not one.because]))
        await self._fill(chain(own[_FIRST:], popular(sold[_FIRST:])))
        await self._newest(sellers)

    async def best_sellers(self, sellers: Sellers) -> None:
        """Fill up with what sells well."""
        await self._fill(popular(popular_order(sellers.ranked)))
        await self._newest(sellers)

    async def _fill(self, candidates: Iterator[Candidate]) -> None:
        """Fill up with these. Once there are plenty of them and none finds a place, because
        their categories have theirs, no more are looked at.
        """
        if self._waiting:  # checked together with as many of these as one look has room for
            self.add(islice(candidates, max(0, _AT_ONCE - len(self._waiting))))
        while await self.short() and (part := list(islice(candidates, _AT_ONCE))):
            before, shown = len(self._found), len(self.shown)
            self.add(part)
            await self._check()
            if len(self._found) - before >= MOST and len(self.shown) == shown:
                return

    async def _newest(self, sellers: Sellers) -> None:
        """In a shop that does not know what sells well, or has nothing of it, what is new."""
        await self._check()
        late = sellers.newest
        if not self.shown and not late:
            who = self._customer
            late = await self._near.newest(who.id, personal=who.personal)
        if len(self.shown) < MOST:
            fresh = popular(id_ for id_ in late if id_ != self._but)
            self._keep([one.on(late[one.product_id]) for one in fresh])

    async def _check(self) -> None:
        if self._waiting:
            waiting, self._waiting = self._waiting, []
            self._keep(await self._fitting(waiting))

    async def _fitting(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        who, ids = self._customer, [one.product_id for one in candidates]
        where = await self._near.fitting(who.id, ids, personal=who.personal)
        return [
            one.on(where[one.product_id])
            for one in candidates
            if one.product_id in where and one.product_id != self._but
        ]

    def _keep(self, fitting: Iterable[Candidate]) -> None:
        self._found += fitting
        self.shown = picked(self._found, self._a_category)


def similar(products: Iterable[int]) -> Iterator[Candidate]:
    """Return candidates that are like the product shown."""
    return (Candidate(id_, None, Why.SIMILAR) for id_ in products)


def popular(products: Iterable[int]) -> Iterator[Candidate]:
    """Return candidates that sell well."""
    return (Candidate(id_, None, Why.POPULAR) for id_ in products)
