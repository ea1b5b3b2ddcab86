"""Repositories of the search: what is asked of the index, how it is kept, who asked what."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.ratings import Rating
from domain.search.bags import Bags, Entry, Findable
from domain.search.plans import Known, Plan
from domain.search.traits import Trait
from domain.search.wishes import Order, Wish

Place = tuple[int, int]  # where a page ended; what the numbers mean is the index's own affair


@dataclass(frozen=True, slots=True)
class Met:
    """What was met while counting: *total* goods, and places of the *first* by rank.

    These are all of them if there are no more, and none if they were not come by.
    """

    total: int
    first: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Leaf:
    """Products of one page, in order; *end* is where it stops, None if nothing follows."""

    product_ids: tuple[int, ...]
    end: Place | None


@dataclass(frozen=True, slots=True)
class Traits:
    """What a product is like: its traits, each once, and its stars."""

    product_id: int
    traits: tuple[Trait, ...]
    rating: Rating


@dataclass(frozen=True, slots=True)
class Asked:
    """A search as it is remembered. *ends* are where its pages stop, as far as they are known.

    An empty *text* means that nothing was typed: a shelf, or all goods, looked through.
    *total* is counted only so far. *mended*, *missing* and *instead* are told with the page;
    see `domain.services.understanding.Understood`.
    """

    id: int
    customer_id: int
    text: str
    wish: Wish
    plan: Plan
    total: int
    mended: str = ""
    missing: str = ""
    instead: str = ""
    ends: tuple[Place, ...] = ()

    @property
    def browsing(self) -> bool:
        """Whether it is a list of goods that nothing was typed for."""
        return not self.text

    @property
    def bare(self) -> Wish:
        """Its words alone, or the shelf that is looked through: nothing narrows or orders."""
        shelf = self.wish.category if self.browsing else None
        wish = self.wish
        return Wish(wish.words, shelf, pieces=wish.pieces, in_stars=wish.in_stars)

    @property
    def doubtful(self) -> bool:
        """Whether it was read otherwise than it was typed."""
        return bool(self.mended or self.missing or self.instead)


class SearchRepository(Protocol):
    """Questions to the index. The same ones get the same answers on every database."""

    async def known(self, terms: Collection[str]) -> Mapping[str, int]:
        """Return in how many goods each term is, about; terms in none are left out."""
        ...

    async def beginning(self, begin: str, most: int) -> tuple[Known, ...]:
        """Return words that begin so, the commonest first."""
        ...

    async def sounding(self, sound: str, most: int) -> tuple[Known, ...]:
        """Return words that sound so (`domain.search.sounds.said`), the commonest first."""
        ...

    async def near(self, word: str, far: bool) -> tuple[Known, ...]:
        """Return words that may be a slip away from *word*, or two if *far*; a few are not."""
        ...

    async def skus(self, begin: str, most: int) -> tuple[str, ...]:
        """Return the article numbers that begin so, ascending (`domain.search.bags.sku_word`)."""
        ...

    async def size(self) -> int:
        """Return how many products the index has, about."""
        ...

    async def count(self, plan: Plan, most: int) -> Met:
        """Return how many products fit, counting no further than *most*."""
        ...

    async def leaf(
        self,
        plan: Plan,
        order: Order,
        after: Place | None,
        most: int,
        met: Met | None = None,
    ) -> Leaf:
        """Return up to *most* products from that place on.

        *met* is for who has just counted those that fit, up to `COUNTED`: what is known need
        not be found out again. Only for the first page.
        """
        ...

    async def sample(self, plan: Plan, most: int) -> tuple[tuple[int, int], ...]:
        """Return cost (`domain.search.costs`) and product of some that fit, best sellers first."""
        ...

    async def traits(self, product_ids: Collection[int], language: str) -> tuple[Traits, ...]:
        """Return what these are like, as the language has it, ascending by product."""
        ...


class IndexRepository(Protocol):
    """Keeps the index as the products are. Whoever changes goods need not think of it: the
    unit of work brings it up to date in the same transaction.
    """

    async def refresh(self, product_ids: Collection[int]) -> None:
        """Have the index say of these products what is true of them now."""
        ...

    async def upto(self, after: int, most: int) -> int | None:
        """Return the last of up to *most* ids, hidden products' too, that follow that one."""
        ...

    async def goods(self, first: int, last: int) -> tuple[Findable, ...]:
        """Return what the products from one id to another are found by."""
        ...

    async def take_in(
        self, first: int, last: int, ready: Mapping[Findable, Entry], *, anew: bool = False
    ) -> Bags:
        """Have the index say of them what is true now; return their entries.

        *ready* was made before the transaction: what has changed since is made here, and
        the words of such goods are returned. Words are not learnt. *anew* sees to the article
        numbers even of goods that stand there as they are.
        """
        ...

    async def learn(self, words: Mapping[str, str]) -> None:
        """Take words, with their terms, into the dictionary, as far as they are new to it."""
        ...

    async def waiting(self, most: int) -> tuple[int, ...]:
        """Take up to *most* products out of the backlog that many changes left."""
        ...

    async def clear_words(self) -> None:
        """Forget every word; refreshed products bring theirs again."""
        ...

    async def count_words(self, after: str, most: int) -> str | None:
        """Count anew how many goods have each word; return where to go on, None at the end."""
        ...

    async def count_goods(self) -> None:
        """Note how many products the index has, for `SearchRepository.size`."""
        ...

    async def sold(self, since: datetime) -> Mapping[int, int]:
        """Return the pieces sold since then, by product, without what was given back."""
        ...

    async def viewed(self, since: datetime) -> Mapping[int, int]:
        """Return how many people looked at a product since then, by product."""
        ...

    async def popularity(self) -> Mapping[int, int]:
        """Return what is noted of each product's popularity, if it is not 0."""
        ...

    async def set_popularity(self, changes: Mapping[int, int]) -> None:
        """Note how popular products are, 0 to `MOST_POPULAR`."""
        ...


class AskedRepository(Protocol):
    """What people looked for, so that every list can be turned, narrowed and come back to."""

    async def add(self, asked: Asked, at: datetime) -> int:
        """Remember a search (its *id* does not count) and return its id."""
        ...

    async def get(self, customer_id: int, id_: int) -> Asked | None:
        """Return that customer's search; 0 is their last one."""
        ...

    async def keep(self, asked: Asked) -> None:
        """Remember it as it is now."""
        ...

    async def forget(self, before: datetime) -> int:
        """Drop searches made before then; return how many."""
        ...
