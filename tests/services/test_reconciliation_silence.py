"""A comparison that cannot be made, or not to the end.

"commerce 59" and "payments 29" are the numbers of docs/faults.md.
"""

from datetime import UTC, datetime, timedelta

import pytest

from domain.gateways import KeysRefused
from domain.services.reconcile import Reconciliation
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.services.comparing import ComparingShop, Listing
from tests.services.ledgers import fill
from tests.services.paying import Killed


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


async def test_a_provider_that_is_silent_is_tried_again_in_an_hour(shop: ComparingShop) -> None:
    """Commerce 59."""
    await _missed(shop)
    shop.books.silent = True

    (silent,) = await shop.reconciliation.daily()
    shop.clock.skip(minutes=59)
    too_early = await shop.reconciliation.daily()
    shop.books.silent = False
    shop.clock.skip(minutes=1)
    (heard,) = await shop.reconciliation.daily()

    assert (silent.silent, silent.healed, too_early) == ("OutcomeUnknown", 0, [])
    assert (heard.silent, heard.healed) == ("", 1)
    assert len(await _told(shop)) == 1


async def test_a_provider_that_was_silent_for_days_is_compared_with_from_where_it_was_left(
    shop: ComparingShop,
) -> None:
    await shop.reconciliation.daily()
    done = shop.clock.now()
    shop.clock.skip(days=1)
    await _missed(shop)
    shop.books.silent = True
    for _ in range(6):
        assert [each.silent for each in await shop.reconciliation.daily()] == ["OutcomeUnknown"]
        shop.clock.skip(days=1)
    shop.books.silent = False

    (report,) = await shop.reconciliation.daily()

    assert report.since == done - timedelta(days=3)
    assert report.healed == 1


async def test_what_was_put_right_before_the_provider_fell_silent_is_told(
    shop: ComparingShop,
) -> None:
    """No later comparison would find it; what differs still is found again."""
    await fill(shop, 150, recorded=False)
    shop.books.breaks_after = 120

    (broken,) = await shop.reconciliation.daily()
    shop.books.breaks_after = None
    shop.clock.skip(hours=1)
    (whole,) = await shop.reconciliation.daily()

    assert (broken.silent, broken.healed) == ("OutcomeUnknown", 100)
    assert (whole.silent, whole.healed) == ("", 50)
    said = [each for each in await shop.said("staff_alert") if each["alert"] == "reconciled"]
    assert [(each["complete"], each["healed"]) for each in said] == [(False, 100), (True, 50)]


async def test_differences_found_before_the_provider_fell_silent_are_told_once(
    shop: ComparingShop,
) -> None:
    await fill(shop, 150)
    shop.books.alter("stripe-pay-150", disputed=690)
    shop.books.breaks_after = 120
    (broken,) = await shop.reconciliation.daily()
    assert (broken.silent, broken.differing) == ("OutcomeUnknown", 1)
    assert await _told(shop) == []
    shop.books.breaks_after = None
    shop.clock.skip(hours=1)

    await shop.reconciliation.daily()

    assert len(await _told(shop)) == 1


async def test_owners_are_told_once_a_day_when_a_provider_is_silent_for_long(
    shop: ComparingShop,
) -> None:
    """With what was found until then: it may be all that ever is."""
    await fill(shop, 150)
    shop.books.alter("stripe-pay-150", disputed=690)
    shop.books.breaks_after = 120

    for hour in range(72):
        if hour == 48:
            assert await _told(shop) == []
        await shop.reconciliation.daily()
        shop.clock.skip(hours=1)

    assert len(await _told(shop)) == 2, "on the third day, which has parts of two dates"
    said = (await shop.said("staff_alert"))[-1]
    assert (said["complete"], said["healed"], said["differing"]) == (False, 0, 1)


async def test_payments_29_refused_keys_are_silence_and_no_missing_payments(
    shop: ComparingShop,
) -> None:
    """Whoever is not let in cannot say that a payment does not exist."""
    await _missed(shop)
    await shop.compared()
    shop.books.made["stripe-pay-1"] = datetime(2025, 1, 1, tzinfo=UTC)
    shop.stripe.strike("fetch", KeysRefused("401"), effect=False)

    report = await shop.compared()

    assert (report.silent, report.differing) == ("KeysRefused", 0)


async def test_a_silent_provider_does_not_keep_another_one_waiting(
    store: SqlStore, clock: StandingClock
) -> None:
    shop = ComparingShop(store, clock)
    mute, other = Listing(clock, "yookassa"), shop.books
    mute.silent = True
    gateways = {"yookassa": mute, "stripe": other}
    both = Reconciliation(store, clock, gateways, shop.applied)

    reports = await both.daily()

    assert [(each.provider, each.silent) for each in reports] == [
        ("yookassa", "OutcomeUnknown"),
        ("stripe", ""),
    ]


async def test_a_host_that_dies_in_the_middle_leaves_the_turn_to_others_in_an_hour(
    shop: ComparingShop,
) -> None:
    await _missed(shop)

    async def dies() -> None:
        raise Killed

    shop.books.meanwhile = dies
    with pytest.raises(Killed):
        await shop.reconciliation.daily()
    assert await shop.twin().reconciliation.daily() == []
    shop.clock.skip(hours=1)

    (report,) = await shop.twin().reconciliation.daily()

    assert (report.healed, report.silent) == (1, "")
