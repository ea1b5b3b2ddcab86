"""Catalogue files that are wrong, or wrong in this shop: nothing of them is saved."""

import pytest

from domain.errors import ImportRefused, NotAllowed
from domain.services.imports import Importer
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.files.samples import SIMPLE, said, simple
from tests.services.bringing import PICTURE, Album, bring, everything
from tests.services.stockroom import (
    ANNA,
    CLARA,
    add,
    journal_lines,
    reserve,
)


@pytest.fixture
def album() -> Album:
    """An album that has the mug's picture."""
    return Album({"pictures/mug.jpg": PICTURE})


@pytest.fixture
def importer(store: SqlStore, clock: StandingClock, album: Album) -> Importer:
    """The importer of a shop called Souk."""
    return Importer(store, clock, album, "Souk")


async def test_a_wrong_file_saves_nothing_at_all(importer: Importer, store: SqlStore) -> None:
    plan = await importer.plan(ANNA, simple(SIMPLE.replace("17.00", "cheap")))

    assert (plan.new, plan.wrong) == (2, 1)
    with pytest.raises(ImportRefused) as refused:
        await importer.apply(plan)

    assert [row for row, _ in refused.value.problems] == [3]
    assert await everything(store) == ()
    assert await journal_lines(store) == []


async def test_a_count_below_what_orders_hold_is_refused_before_anything_is_saved(
    importer: Importer, store: SqlStore, clock: StandingClock
) -> None:
    await bring(importer, simple())
    await reserve(store, clock, "CM-1", 3)

    plan = await importer.plan(ANNA, simple(SIMPLE.replace("USD,4,", "USD,2,")))

    assert [(problem.row, problem.column) for problem in plan.problems] == [(2, "stock")]
    assert "hold 3" in said(plan.problems[0])
    assert plan.wrong == 1


async def test_an_order_placed_after_the_plan_is_not_overrun(
    importer: Importer, store: SqlStore, clock: StandingClock
) -> None:
    await bring(importer, simple())
    plan = await importer.plan(
        ANNA, simple(SIMPLE.replace("USD,4,", "USD,2,").replace("17.00", "1.00"))
    )
    await reserve(store, clock, "CM-1", 3)
    before = await everything(store)

    with pytest.raises(ImportRefused):
        await importer.apply(plan)

    assert await everything(store) == before


async def test_a_sku_of_another_product_is_refused_with_its_name(
    importer: Importer, store: SqlStore, clock: StandingClock
) -> None:
    await add(store, clock, "cm-2", 4)

    plan = await importer.plan(ANNA, simple())

    assert [(problem.row, problem.column) for problem in plan.problems] == [(3, "sku")]
    assert "Blue mug" in said(plan.problems[0])


@pytest.mark.parametrize("options", ["Size=S", "Colour=Red", ""])
async def test_variants_that_nobody_can_tell_apart_are_refused(
    importer: Importer, store: SqlStore, options: str
) -> None:
    rows = f"A,a,Tea,5,Size=S\nB,a,,5,{options}\n"

    plan = await importer.plan(ANNA, simple(f"sku,product,title,price,options\n{rows}"))

    assert [(problem.row, problem.column) for problem in plan.problems] == [(3, "options")]
    assert (plan.new, plan.wrong) == (1, 1)
    assert await everything(store) == ()


async def test_only_admins_import(importer: Importer, store: SqlStore) -> None:
    with pytest.raises(NotAllowed):
        await importer.plan(CLARA, simple())

    assert await everything(store) == ()
    assert (await importer.plan(None, simple())).actor_id is None
