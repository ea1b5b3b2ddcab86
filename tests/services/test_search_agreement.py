"""Both databases find the same, in the same order; an index kept is as one built anew."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import pytest

from bench.catalogue_fill import LOOKER, fill_shelves
from bench.search_questions import questions
from domain.catalog import PAGE
from domain.customers import Customer
from domain.money import Money
from domain.ports.goods import Movement
from domain.search.phrases import parse
from domain.search.wishes import Order, Wish
from domain.services.indexing import Indexing
from domain.services.search import Search
from domain.services.understanding import Understanding
from storage.store import SqlStore
from storage.unit import SqlUnit
from tests.conftest import StandingClock, open_postgres, open_sqlite
from tests.services.window import Window, titles

_GOODS = 600


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


async def _filled(store: SqlStore, seed: int, count: int) -> None:
    await fill_shelves([store], seed, count, lambda _: None)


async def _pages(store: SqlStore, wish: Wish) -> list[object]:
    """What is read out of a wish, and the first three pages."""
    async with store.read() as uow:
        read = await Understanding(uow.search, wish).read()
        shown: list[object] = [read.total, read.mended, read.missing, read.instead]
        place = None
        for _ in range(3):
            leaf = await uow.search.leaf(read.plan, wish.order, place, PAGE)
            shown.append(leaf.product_ids)
            place = leaf.end
            if place is None:
                break
    return shown


async def test_two_hundred_questions_are_answered_alike(twins: Twins) -> None:
    chance = Random(41)
    for question in questions(41, 220):
        wish = replace(
            parse(question.text, "USD"),
            order=chance.choice(list(Order)),
            in_stock=chance.random() < 0.2,
            category=chance.choice([None, None, 1, 2]),
            high=chance.choice([None, None, 3000]),
        )
        assert await _pages(twins.lite, wish) == await _pages(twins.postgres, wish), question


async def test_all_of_a_sorted_list_is_turned_to_alike_and_in_order(twins: Twins) -> None:
    found = {}
    for store in (twins.lite, twins.postgres):
        looks = Search(store, StandingClock(), "USD")
        anna = Customer(LOOKER, "Looker", None, "en")
        page = await looks.look_for(anna, "cheapest mug")
        shown = [*page.page.rows]
        while len(page.asked.ends) > page.page.page:
            page = await looks.turn(anna, page.asked.id, page.page.page + 1)
            shown += page.page.rows
        found[store] = [row.id for row in shown]
        prices = [row.price for row in shown]
        assert prices == sorted(prices)
        assert len(set(found[store])) == len(shown) == page.asked.total
    assert found[twins.lite] == found[twins.postgres]


@pytest.mark.parametrize("seed", range(6))
async def test_an_index_kept_through_any_changes_is_as_one_built_anew(
    store: SqlStore, clock: StandingClock, seed: int
) -> None:
    """Prices, stock, shelves and visibility change by chance; then all is built again."""
    chance = Random(seed)
    window = Window(store, clock)
    await _filled(store, seed, 25)
    for step in range(25):
        async with store.write() as uow:
            await _change(uow, chance, step, clock)
    kept = await window.documents()

    await Indexing(store, clock).rebuild()

    assert await window.documents() == kept
    assert titles(await Search(store, clock, "USD").look_for(_looker(), "newest"))


def _looker() -> Customer:
    return Customer(LOOKER, "Looker", None, "en")


async def _change(uow: SqlUnit, chance: Random, step: int, clock: StandingClock) -> None:
    id_, at = chance.randint(1, 25), clock.now()
    match chance.randrange(5):
        case 0:
            await uow.goods.set_price(id_, Money(chance.randint(100, 9999), "USD"), at)
        case 1:
            await uow.goods.set_hidden(id_, chance.random() < 0.5, at)
        case 2:
            delta = chance.choice([-9, 9, -1])
            await uow.stock.adjust(Movement(id_, delta, 0, "edit", at, dedupe_key=str(step)))
        case 3:
            await uow.sheets.translate_categories({1 + id_ % 12: {"ru": f"Отдел {step}"}})
        case 4:
            await uow.index.set_popularity({id_: chance.randint(0, 40)})
