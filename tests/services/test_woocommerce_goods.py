"""WooCommerce's goods in this shop: brought once, and the same when they come again."""

import pytest

from domain.services.imports import Importer
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.files.woo import BLUE, GREEN, HOODIE, TEA, woo
from tests.services.bringing import Album, bring, counts, everything, found
from tests.services.stockroom import ANNA


@pytest.fixture
def importer(store: SqlStore, clock: StandingClock) -> Importer:
    """The importer of a shop called Souk."""
    return Importer(store, clock, Album(), "Souk")


async def test_a_product_with_its_variations_is_one_product(
    importer: Importer, store: SqlStore
) -> None:
    result = await bring(importer, woo(HOODIE, BLUE, GREEN))

    (hoodie,) = await everything(store)
    assert counts(result) == (0, 0, 2, 0)
    assert [one.sheet.stock for one in hoodie.variants] == [3, 0]
    assert await found(store, "hoodie") == ["Hoodie & hat"]


async def test_the_same_export_changes_nothing_and_a_missing_variation_goes_off_sale(
    importer: Importer, store: SqlStore
) -> None:
    await bring(importer, woo(HOODIE, BLUE, GREEN, TEA))

    again = await importer.plan(ANNA, woo(HOODIE, BLUE, GREEN, TEA))
    without = await importer.plan(ANNA, woo(HOODIE, BLUE, TEA))

    assert (counts(again), counts(without)) == ((3, 0, 0, 0), (2, 0, 0, 1))
    assert len(await everything(store)) == 2


async def test_digital_goods_wait_for_their_price_in_stars(
    importer: Importer, store: SqlStore
) -> None:
    plan = await importer.plan(ANNA, woo(TEA | {"type": "simple, virtual", "published": "1"}))

    assert plan.problems == ()
    assert await everything(store) == ()
