"""By what a search can be narrowed: what the goods it found really have."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from domain.catalog import Category
from domain.customers import Customer
from domain.money import Money
from domain.ports.search import Asked, Traits
from domain.ports.store import Store, UnitOfWork
from domain.search.costs import IN_STARS
from domain.search.plans import COUNTED
from domain.search.traits import Kind, Trait
from domain.search.wishes import Wish
from domain.services.asked import asked_before

SAMPLED = 300  # best-selling goods that say what is worth offering
_SHELVES = 8
_NICE = (1, 2, 5, 10)


@dataclass(frozen=True, slots=True)
class Value:
    """A trait to choose, and how many of the found goods have it; None if that is not known."""

    trait: Trait
    goods: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """What may be chosen among: all brands, all colours, all tags; the commonest first."""

    number: int
    kind: Kind
    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """By what a search can be narrowed. *rated*: some of what it found has reviews."""

    asked: Asked
    groups: tuple[Group, ...]
    rated: bool

    @property
    def counted(self) -> bool:
        """Whether the total is exact."""
        return self.asked.total < COUNTED


class Narrowing:
    """Looks at what a search found. Raises `NotFound` for one that this person never made."""

    def __init__(self, store: Store, currency: str) -> None:
        """*currency* (ISO 4217) is the shop's."""
        self._store = store
        self._currency = currency

    async def overview(self, customer: Customer, search_id: int) -> Overview:
        """Return in what the found goods differ, what most of them have first."""
        async with self._store.read() as uow:
            asked = await asked_before(uow, customer, search_id)
            found = await _traits(uow, asked, asked.wish, customer.language)
        rated = any(one.rating.count for one in found)
        return Overview(asked, tuple(_groups(found, asked.wish)), rated)

    async def group(
        self, customer: Customer, search_id: int, number: int
    ) -> tuple[Asked, Group | None]:
        """Return what may be chosen of a group besides what is chosen of it now.

        None if the goods no longer have such a thing.
        """
        async with self._store.read() as uow:
            asked = await asked_before(uow, customer, search_id)
            wider = asked.wish.regardless_of(number)
            found = await _traits(uow, asked, wider, customer.language)
        groups = _groups(found, asked.wish)
        return asked, next((group for group in groups if group.number == number), None)

    async def shelves(
        self, customer: Customer, search_id: int
    ) -> tuple[Asked, tuple[Category, ...]]:
        """Return the shelves that hold most of what was found, wherever it stands.

        A shelf that is looked through offers those below it, and itself.
        """
        async with self._store.read() as uow:
            asked = await asked_before(uow, customer, search_id)
            chosen = asked.wish.category
            wider = asked.wish if asked.browsing else replace(asked.wish, category=None)
            ids = [id_ for _, id_ in await _sample(uow, asked, wider)]
            shelves = await uow.catalog.shelves_of(ids, customer.language) if ids else ()
            if chosen and chosen not in {shelf.id for shelf in shelves}:
                own, _ = await uow.catalog.shelf(chosen, customer.language)
                shelves = (own, *shelves) if own else shelves
        return asked, shelves[:_SHELVES]

    async def prices(self, customer: Customer, search_id: int) -> tuple[Asked, tuple[Money, ...]]:
        """Return up to three round prices, ascending, that part what was found at any price."""
        async with self._store.read() as uow:
            asked = await asked_before(uow, customer, search_id)
            wider = replace(asked.wish, low=None, high=None)
            sample = await _sample(uow, asked, wider)
        base = IN_STARS if asked.wish.in_stars else 0
        own = [cost - base for cost, _ in sample if (cost >= IN_STARS) is asked.wish.in_stars]
        return asked, tuple(Money(step, self._currency) for step in _steps(own))


async def _sample(uow: UnitOfWork, asked: Asked, wish: Wish) -> Sequence[tuple[int, int]]:
    plan = replace(asked.plan, facets=tuple(wish.facets()), costs=wish.costs)
    return await uow.search.sample(plan, SAMPLED)


async def _traits(uow: UnitOfWork, asked: Asked, wish: Wish, language: str) -> Sequence[Traits]:
    ids = [id_ for _, id_ in await _sample(uow, asked, wish)]
    return await uow.search.traits(ids, language) if ids else ()


def _groups(found: Sequence[Traits], wish: Wish) -> Iterator[Group]:
    """Groups of which a value tells some of the goods from the others, or is chosen."""
    goods = Counter(trait.number for one in found for trait in one.traits)
    known = {trait.number: trait for one in reversed(found) for trait in one.traits}
    known |= {trait.number: trait for trait in wish.traits}
    having = Counter(group for one in found for group in {trait.group for trait in one.traits})
    for own in _grouped(known.values(), having):
        number = own[0].group
        chosen = any(trait.group == number for trait in wish.traits)
        if chosen or any(goods[trait.number] < len(found) for trait in own):
            yield Group(number, own[0].kind, own[0].name, _values(own, goods, len(found)))


def _grouped(traits: Iterable[Trait], having: Mapping[int, int]) -> Iterator[list[Trait]]:
    """Traits by group, that first which most goods have something of; tags are last."""
    groups: dict[int, list[Trait]] = {}
    for trait in traits:
        groups.setdefault(trait.group, []).append(trait)
    yield from sorted(
        groups.values(),
        key=lambda own: (own[0].kind is Kind.TAG, -having.get(own[0].group, 0), own[0].group),
    )


def _values(own: Iterable[Trait], goods: Mapping[int, int], seen: int) -> tuple[Value, ...]:
    ordered = sorted(own, key=lambda trait: (-goods.get(trait.number, 0), trait.value.lower()))
    exact = seen < SAMPLED
    return tuple(Value(one, goods.get(one.number, 0) if exact else None) for one in ordered)


def _steps(prices: list[int]) -> list[int]:
    """Return up to three round prices that part the goods about evenly."""
    ordered = sorted(prices)
    if len(ordered) < 2 or ordered[0] == ordered[-1]:
        return []
    parts = (ordered[len(ordered) * n // 4] for n in (1, 2, 3))
    return [step for step in dict.fromkeys(map(_round, parts)) if ordered[0] < step]


def _round(price: int) -> int:
    """Return the nearest of 1, 2, 5, 10, 20, 50, ... minor units."""
    scale = int("1" + "0" * (len(str(price)) - 1))
    return min((nice * scale for nice in _NICE), key=lambda nice: abs(nice - price))
