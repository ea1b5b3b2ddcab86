"""Sales whose time has come or gone without a change of prices are told by the doctor."""

from datetime import UTC, datetime

import pytest

from domain.health import Case, Finding, Level, Subject
from domain.services.doctor import Doctor
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.patient import SETUP
from tests.services.selling import SellingShop

FINE = Finding(Subject.SALES, Level.OK, Case.SALES_FINE)


@pytest.fixture
async def shop(store: SqlStore, clock: StandingClock) -> SellingShop:
    """A shop with a blue mug and a sale of it from 1 to 7 December."""
    shop = SellingShop(store, clock)
    await shop.open("BM-1")
    await shop.plans("BM-1 9.90 2026-12-01 2026-12-07")
    return shop


def at(text: str) -> datetime:
    """A moment in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


async def told(shop: SellingShop) -> Finding:
    """What the doctor says of sales."""
    found = await Doctor(shop.store, shop.clock, SETUP, {}, None).examine()
    return next(one for one in found if one.about is Subject.SALES)


async def test_a_sale_that_has_not_begun_in_time_is_told_until_it_has(shop: SellingShop) -> None:
    shop.clock.at = at("2026-12-01T00:04:59")
    assert await told(shop) == FINE

    shop.clock.at = at("2026-12-01T00:05:00")
    late = await told(shop)
    assert (late.level, late.case) == (Level.WARNING, Case.SALES_OVERDUE)
    assert (late.facts["count"], str(late.facts["since"])) == (1, "2026-12-01 00:00:00+00:00")

    await shop.on("2026-12-01T00:06:00")
    assert await told(shop) == FINE


async def test_a_sale_that_has_not_ended_in_time_is_told_until_it_has(shop: SellingShop) -> None:
    await shop.on("2026-12-01T00:00:00")
    shop.clock.at = at("2026-12-08T00:04:59")
    assert await told(shop) == FINE

    shop.clock.at = at("2026-12-08T00:05:00")
    assert (await told(shop)).case is Case.SALES_OVERDUE

    await shop.on("2026-12-08T00:06:00")
    assert await told(shop) == FINE
