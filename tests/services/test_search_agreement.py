"""Both databases find the same, in the same order; an index kept is as one built anew."""

from collections import Counter
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.catalogue_fill import LOOKER, fill_shelves
from bench.search_questions import questions
from domain.catalog import PAGE, ProductRow
from domain.customers import Customer
from domain.goods import ProductSheet, VariantSheet
from domain.money import STARS, Money
from domain.ports.goods import Movement
from domain.ports.sheets import Placed
from domain.ratings import UNRATED, Rating
from domain.search.phrases import parse
from domain.search.plans import COUNTED
from domain.search.traits import RATINGS, Trait, standing
from domain.search.wishes import Order, Wish
from domain.services.indexing import Indexing
from domain.services.search import Search
from domain.services.understanding import Understanding
from storage import search_in_postgres, search_in_sqlite, search_leaves
from storage.store import SqlStore
from storage.unit import SqlUnit
from tests.conftest import StandingClock, open_postgres, open_sqlite
from tests.services.window import Window, titles

_GOODS, _FEW = 600, 25
_MANY = 30  # pages, on the last of which goods have no reviews and are all alike
_SORTS = (Order.CHEAP, Order.DEAR, Order.RATED, Order.NEW)


@dataclass(frozen=True, slots=True)
class Twins:
    """The same shop twice."""

    lite: SqlStore
    postgres: SqlStore


@pytest.fixture
async def twins(sqlite_template: Path, tmp_path: Path, postgres_url: str) -> AsyncIterator[Twins]:
    """A department store on both databases."""
    both = Twins(await open_sqlite(sqlite_template, tmp_path), await open_postgres(postgres_url))
    await fill_shelves([both.lite, both.postgres], 5, _GOODS, lambda _: None)
    yield both
    await both.lite.close()
    await both.postgres.close()


async def _pages(
    store: SqlStore, wish: Wish, *, counted: bool = True, most: int = 3
) -> list[object]:
    """What is read out of a wish, and the first *most* pages."""
    async with store.read() as uow:
        read = await Understanding(uow.search, wish).read()
        shown: list[object] = [read.total, read.mended, read.missing, read.instead]
        place, met = None, read.met if counted else None
        for _ in range(most):
            leaf = await uow.search.leaf(read.plan, wish.order, place, PAGE, met)
            shown.append(leaf.product_ids)
            place, met = leaf.end, None
            if place is None:
                break
    return shown


async def _traits(store: SqlStore) -> list[Trait]:
    """What the goods of the store are like, the commonest first."""
    async with store.read() as uow:
        found = await uow.search.traits(range(1, _GOODS + 1), "en")
    return [trait for trait, _ in Counter(t for one in found for t in one.traits).most_common(20)]


async def test_two_hundred_questions_are_answered_alike(twins: Twins) -> None:
    chance = Random(41)
    traits = await _traits(twins.lite)
    assert traits == await _traits(twins.postgres)
    for question in questions(41, 220):
        wish = replace(
            parse(question.text, "USD"),
            order=chance.choice(list(Order)),
            in_stock=chance.random() < 0.2,
            category=chance.choice([None, None, 1, 2]),
            high=chance.choice([None, None, 3000]),
            rating=chance.choice([None, None, *RATINGS]),
            traits=tuple(chance.sample(traits, chance.choice([0, 0, 1, 3]))),
        )
        assert await _pages(twins.lite, wish) == await _pages(twins.postgres, wish), question


def _money_first(row: ProductRow) -> tuple[bool, int]:
    return row.price.currency == STARS, row.price.amount


def _dear_first(row: ProductRow) -> tuple[bool, int]:
    return row.price.currency == STARS, -row.price.amount


def _best_first(row: ProductRow) -> int:
    return -standing(row.rating)


SORTED: dict[Order, Callable[[ProductRow], Any]] = {
    Order.CHEAP: _money_first,
    Order.DEAR: _dear_first,
    Order.RATED: _best_first,
}


async def test_all_of_a_list_is_turned_to_alike_and_in_order(twins: Twins) -> None:
    for order in Order:
        await _turned(twins, order)


async def _turned(twins: Twins, order: Order) -> None:
    found = {}
    for store in (twins.lite, twins.postgres):
        looks = Search(store, StandingClock(), "USD")
        page = await looks.browse(_looker(), 1, order)
        shown = [*page.page.rows]
        while len(page.asked.ends) > page.page.page:
            page = await looks.turn(_looker(), page.asked.id, page.page.page + 1)
            shown += page.page.rows
        found[store] = [row.id for row in shown]
        assert len(set(found[store])) == len(shown) > page.asked.total == COUNTED
        if rule := SORTED.get(order):
            assert [*map(rule, shown)] == sorted(map(rule, shown))
    assert any(row.price.currency == STARS for row in shown)
    assert found[twins.lite] == found[twins.postgres]


async def test_goods_of_a_big_store_are_sorted_alike_band_by_band(
    twins: Twins, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What many goods are sorted by gives the pages that sorting them at once gives."""
    for order in _SORTS:
        wish = Wish(order=order, in_stock=True)
        found = []
        for few in (10, 10 * _GOODS):
            with monkeypatch.context() as patched:
                patched.setattr(search_leaves, "COUNTED", few)
                patched.setattr(search_in_sqlite, "COUNTED", few)
                found += [await _pages(twins.lite, wish, counted=known) for known in (True, False)]
        assert all(pages == found[0] for pages in found)


@pytest.mark.parametrize("furthest", [40, 100_000], ids=["hardly near", "near"])
async def test_goods_of_a_big_store_that_are_met_on_the_way_are_those_that_are_sorted(
    twins: Twins, monkeypatch: pytest.MonkeyPatch, furthest: int
) -> None:
    """Walking along an order, or giving that up, gives the pages that sorting gives."""
    wishes = (Wish("mug"), Wish("red mug", low=1_000, high=5_000))
    for wish in (replace(one, order=order) for one in wishes for order in (*_SORTS, Order.BEST)):
        at_once = await _pages(twins.lite, wish, most=_MANY)
        assert len(at_once) > 5
        with monkeypatch.context() as patched:
            patched.setattr(search_in_sqlite, "MANY", 0)
            patched.setattr(search_in_sqlite, "_LEAST_WALKED", 3)
            patched.setattr(search_in_sqlite, "_FURTHEST", furthest)
            patched.setattr(search_in_postgres, "MANY", 0)
            patched.setattr(search_in_postgres, "_DENSER", 10**9)
            patched.setattr(search_in_postgres, "_BEST", furthest)
            patched.setattr(search_in_postgres, "_IN_PARTS_FROM", 0)
            patched.setattr(search_in_postgres, "_WALKS", (5, 20, furthest))
            assert await _pages(twins.lite, wish, most=_MANY) == at_once
            assert await _pages(twins.postgres, wish, most=_MANY) == at_once


@pytest.mark.parametrize("rows", [1, 40, 600], ids=["looked into", "walked into", "walked"])
async def test_goods_in_front_are_a_page_if_they_fill_it(
    twins: Twins, monkeypatch: pytest.MonkeyPatch, rows: int
) -> None:
    """What sells well has an index of its own; the pages are those of all goods."""
    chance = Random(7)
    popular = {id_: chance.choice([0, 7, 8, 9, 15, 16, 30]) for id_ in range(1, _GOODS + 1, 3)}
    for store in (twins.lite, twins.postgres):
        async with store.write() as uow:
            await uow.index.set_popularity(popular)
    monkeypatch.setattr(search_in_postgres, "_DENSER", 0)
    monkeypatch.setattr(search_in_postgres, "_WALKS", (rows,))
    monkeypatch.setattr(search_in_postgres, "_IN_PARTS_FROM", 0)
    for words in ("mug", "red mug", "red", "кружка", "mirror", "espr", "wooden spoon"):
        for wish in (
            Wish(words),
            Wish(words, order=Order.POPULAR),
            Wish(words, high=3000),
            Wish(words, in_stock=True),
        ):
            assert await _pages(twins.postgres, wish) == await _pages(twins.lite, wish), wish


@pytest.fixture
async def stocked(store: SqlStore) -> SqlStore:
    """A small shop on either database."""
    await fill_shelves([store], 5, _FEW, lambda _: None)
    return store


CHANGES = st.tuples(st.integers(0, 8), st.integers(1, _FEW), st.integers(0, 10**9))


@given(changes=st.lists(CHANGES, min_size=1, max_size=30))
@settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
async def test_an_index_kept_through_any_changes_is_as_one_built_anew(
    stocked: SqlStore, clock: StandingClock, changes: list[tuple[int, int, int]]
) -> None:
    """Words, prices, stock, shelves, reviews and what goods are like change by chance."""
    window = Window(stocked, clock)
    for kind, id_, number in changes:
        async with stocked.write() as uow:
            await _change(uow, Random(number), (kind, id_), clock.now())
    kept = await window.documents()

    await Indexing(stocked, clock).rebuild()

    assert await window.documents() == kept
    async with stocked.read() as uow:
        assert not [one for one in await uow.health.broken(3) if one.rule.startswith("I23")]
    assert titles(await Search(stocked, clock, "USD").look_for(_looker(), "newest"))


def _looker() -> Customer:
    return Customer(LOOKER, "Looker", None, "en")


async def _change(uow: SqlUnit, chance: Random, what: tuple[int, int], at: datetime) -> None:
    kind, id_ = what
    step = chance.getrandbits(30)
    match kind:
        case 0:
            await uow.goods.set_price(id_, Money(chance.randint(100, 9999), "USD"), at)
        case 1:
            await uow.goods.set_hidden(id_, chance.random() < 0.5, at)
        case 2:
            delta = chance.choice([-9, 9, -1])
            await uow.stock.adjust(
                Movement(id_, delta, 0, "edit", at, dedupe_key=f"{chance.getrandbits(90)}")
            )
        case 3:
            await uow.sheets.translate_categories({1 + id_ % 12: {"ru": f"Отдел {step}"}})
        case 4:
            await uow.index.set_popularity({id_: chance.randint(0, 40)})
        case 5:
            given = chance.randint(1, 5)
            await uow.reviews.count(id_, UNRATED, Rating(given, 1))
        case 6:
            await uow.sheets.save(
                [Placed(_sheet(chance, id_, step), 1, 1 + id_ % 3, None)], None, at
            )
        case 7:
            await uow.goods.set_price(id_, Money(chance.randint(1, 999), STARS), at)
        case 8:
            await uow.index.set_popularity({id_: chance.randint(0, 40)})


def _sheet(chance: Random, id_: int, step: int) -> ProductSheet:
    """Another version of a product: other words, SKUs, brand, tags and options."""
    colours = chance.sample(["Blue", "red", "Bleu clair", "Синий"], chance.randint(1, 3))
    variants = tuple(
        VariantSheet(f"{step}/{id_}-{colour}", Money(step + 1, "USD"), (("Colour", colour),))
        for colour in colours
    )
    return ProductSheet(
        f"p{id_}",
        f"Mug {step}",
        variants,
        brand=chance.choice(["", "Acme", "acme"]),
        tags=chance.choice(["", "gift", "gift, new "]),
        attributes=(("Material", chance.choice(["Clay", "Глина"])),),
        hidden=chance.random() < 0.2,
    )
