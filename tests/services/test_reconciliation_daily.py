"""Whose turn it is to compare, what owners are told, and what it costs in a large shop."""

import asyncio
from datetime import timedelta

import pytest

from domain.services.reconcile import Reconciliation
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.services.comparing import ComparingShop
from tests.services.paying import Meeting


@pytest.fixture
def shop(store: SqlStore, clock: StandingClock) -> ComparingShop:
    """An empty shop with Stripe."""
    return ComparingShop(store, clock)


async def _missed(shop: ComparingShop, *people: int) -> None:
    """Have money come that nobody tells the shop of, hours ago."""
    mug = await shop.stock("MUG", 5)
    for person in people or (1001,):
        payment = await shop.opened({mug: 1}, await shop.customer(person))
        shop.stripe.pay(payment.key)
    shop.clock.skip(hours=2)


async def _told(shop: ComparingShop) -> list[str]:
    return [key for key in await shop.queued("staff_alert") if "reconciled" in key]


async def test_a_day_has_one_comparison_however_often_it_is_asked_for(
    shop: ComparingShop,
) -> None:
    first = await shop.reconciliation.daily()
    for _ in range(23):
        shop.clock.skip(hours=1)
        assert await shop.reconciliation.daily() == []
    shop.clock.skip(hours=1)
    second = await shop.reconciliation.daily()

    assert [len(first), len(second)] == [1, 1]
    assert shop.books.lists == 2
    assert second[0].at - first[0].at == timedelta(days=1)
    assert second[0].since == second[0].at - timedelta(days=4), "three before the last one"


async def test_nobody_is_told_of_books_that_agree(shop: ComparingShop) -> None:
    await shop.paid({await shop.stock("MUG", 5): 1})
    shop.clock.skip(hours=2)

    (report,) = await shop.reconciliation.daily()

    assert report.payments == 1
    assert await shop.queued("staff_alert") == []


async def test_owners_are_told_once_a_day_of_what_was_put_right_and_what_was_not(
    shop: ComparingShop,
) -> None:
    await _missed(shop, 1001, 1002)
    await shop.compared()
    shop.books.forget("stripe-pay-1")
    shop.stripe.refund_outside("stripe-pay-2", 100)

    await shop.reconciliation.daily()
    await shop.reconciliation.daily()

    day = f"{shop.clock.now():%Y-%m-%d}"
    assert await _told(shop) == [f"alert:reconciled:stripe:{day}"]
    (said,) = [each for each in await shop.said("staff_alert") if each["alert"] == "reconciled"]
    assert said == {
        "alert": "reconciled",
        "provider": "stripe",
        "since": (shop.clock.now() - timedelta(days=3)).isoformat(),
        "payments": 1,
        "healed": 1,
        "differing": 1,
        "differences": [
            {
                "gap": "unbacked",
                "payment": "stripe-pay-1",
                "order_id": 1,
                "ours": [690, "USD"],
                "theirs": None,
            }
        ],
        "complete": True,
    }


async def test_what_still_differs_is_told_again_the_next_day(shop: ComparingShop) -> None:
    await _missed(shop)
    await shop.compared()
    shop.books.forget("stripe-pay-1")

    for _ in range(2):
        await shop.reconciliation.daily()
        shop.clock.skip(days=1)

    assert len(await _told(shop)) == 2


async def test_two_hosts_compare_once_and_tell_once(store: SqlStore, shop: ComparingShop) -> None:
    """Commerce 53: both see that it is the provider's turn."""
    await _missed(shop)
    both = asyncio.Barrier(2)
    gateways = {"stripe": shop.books}
    hosts = [
        Reconciliation(Meeting(store, both), shop.clock, gateways, shop.applied) for _ in range(2)
    ]

    reports = await asyncio.gather(*(host.daily() for host in hosts))

    assert sorted(len(each) for each in reports) == [0, 1]
    assert shop.books.lists == 1
    assert len(await _told(shop)) == 1
    assert await shop.notes() == ["paid"]
    await shop.ensure_sound()


async def test_two_hosts_compare_once_on_the_second_day_too(
    store: SqlStore, shop: ComparingShop
) -> None:
    """The first turn is written anew, later ones are changed."""
    await shop.reconciliation.daily()
    shop.clock.skip(days=1)
    both = asyncio.Barrier(2)
    gateways = {"stripe": shop.books}
    hosts = [
        Reconciliation(Meeting(store, both), shop.clock, gateways, shop.applied) for _ in range(2)
    ]

    reports = await asyncio.gather(*(host.daily() for host in hosts))

    assert sorted(len(each) for each in reports) == [0, 1]
    assert shop.books.lists == 2


async def test_two_comparisons_at_once_count_money_once(shop: ComparingShop) -> None:
    """One by the day, one by hand."""
    await _missed(shop, 1001, 1002, 1003)

    await asyncio.gather(shop.compared(), shop.twin().compared())

    assert await shop.rows("charges") == 3
    assert await shop.notes() == ["paid"] * 3
    assert await shop.rows("refunds") == 0
    await shop.ensure_agreed()
    await shop.ensure_sound()


async def test_a_shop_that_slept_for_a_year_looks_back_a_month(shop: ComparingShop) -> None:
    await shop.reconciliation.daily()
    shop.clock.skip(days=365)

    (report,) = await shop.reconciliation.daily()

    assert report.since == shop.clock.now() - timedelta(days=30)
