"""Money that the books of shop and provider do not both have, or not alike.

"payments 20" and "commerce 16" are the numbers of docs/faults.md.
"""

import pytest

from domain.money import Money
from domain.orders import PaymentStatus, Status
from domain.payments import Attempt
from domain.reconciliation import Difference, Gap
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.services.comparing import ComparingShop, only
from tests.shop import usd


@pytest.fixture
def shop(store: SqlStore, clock: StandingClock) -> ComparingShop:
    """An empty shop with Stripe."""
    return ComparingShop(store, clock)


async def _paid(shop: ComparingShop) -> str:
    """Have an order of 690 paid, hours ago; return its attempt's key."""
    payment = await shop.paid({await shop.stock("MUG", 5): 1})
    shop.clock.skip(hours=2)
    return payment.key


async def test_books_that_agree_are_left_alone(shop: ComparingShop) -> None:
    await _paid(shop)
    await shop.opened({1: 1}, await shop.customer(1002))

    report = await shop.ensure_agreed()

    assert report.payments == 2
    assert shop.applied.ids == []
    assert shop.stripe.count("fetch") == 1, "one by the call that told of the money"


async def test_payments_20_money_that_nobody_told_us_of_pays_its_order(
    shop: ComparingShop,
) -> None:
    """Commerce 16 and 31: no call came, no look found it."""
    payment = await shop.opened({await shop.stock("MUG", 5): 1})
    shop.stripe.pay(payment.key)
    shop.clock.skip(hours=2)

    report = await shop.compared()

    assert (report.healed, report.differing, report.silent) == (1, 0, "")
    assert report.payments == 1
    await shop.ensure_paid_once()
    await shop.ensure_agreed()


async def test_payments_18_money_for_an_order_that_ended_takes_the_late_way(
    shop: ComparingShop,
) -> None:
    """The goods are gone, so that it goes back by itself."""
    mug = await shop.stock("MUG", 1)
    payment = await shop.opened({mug: 1})
    await shop.orders.expire_due()
    shop.clock.skip(hours=2)
    shop.stripe.silent = True
    await shop.orders.expire_due(shop.watch.may_end)
    shop.stripe.silent = False
    await shop.order(await shop.customer(1002), {mug: 1})
    shop.stripe.pay(payment.key)
    shop.clock.skip(hours=2)

    report = await shop.compared()
    await shop.refunds.send_due()

    assert (report.healed, report.differing) == (1, 0)
    assert (await shop.read()).payment_status is PaymentStatus.REFUNDED
    assert shop.stripe.back() == [690]
    await shop.ensure_agreed()
    await shop.ensure_sound()


async def test_money_that_came_a_moment_ago_is_applied_and_is_no_news(
    shop: ComparingShop,
) -> None:
    payment = await shop.opened({await shop.stock("MUG", 5): 1})
    shop.stripe.pay(payment.key)

    report = await shop.compared()

    assert (report.healed, report.differing) == (0, 0)
    await shop.ensure_paid_once()


async def test_an_order_whose_payment_the_provider_does_not_show_is_reported(
    shop: ComparingShop,
) -> None:
    key = await _paid(shop)
    shop.books.alter(key, state=Attempt.PENDING, paid=None)

    report = await shop.compared()

    missing = Difference(Gap.UNBACKED, "stripe-pay-1", 1, usd(690), None)
    assert only(report) == missing
    assert report.healed == 0
    assert (await shop.read()).payment_status is PaymentStatus.PAID, "a person decides"
    assert only(await shop.compared()) == missing


async def test_an_order_whose_payment_the_provider_does_not_know_is_reported(
    shop: ComparingShop,
) -> None:
    shop.books.forget(await _paid(shop))

    report = await shop.compared()

    assert report.payments == 0
    assert only(report) == Difference(Gap.UNBACKED, "stripe-pay-1", 1, usd(690), None)
    assert (await shop.read()).status is Status.CONFIRMED
    await shop.ensure_sound()


@pytest.mark.parametrize(
    "paid", [usd(500), usd(900), Money(690, "EUR")], ids=["less", "more", "another currency"]
)
async def test_payments_12_money_of_another_sum_is_recorded_and_reported(
    shop: ComparingShop, paid: Money
) -> None:
    """Commerce 19 to 21."""
    payment = await shop.opened({await shop.stock("MUG", 5): 1})
    shop.stripe.pay(payment.key, paid.amount, paid.currency)
    shop.clock.skip(hours=2)

    first, second = await shop.compared(), await shop.compared()

    differs = Difference(Gap.SUM, "stripe-pay-1", 1, usd(690), paid)
    assert (only(second), second.healed) == (differs, 0)
    assert (first.healed, first.differing) == (1, 0), "it was recorded; owners were alerted"
    assert (await shop.read()).payment_status is PaymentStatus.NEEDS_REVIEW
    assert await shop.alerts() == ["needs_review"]
    assert await shop.rows("charges") == 1
    await shop.ensure_sound()


async def test_a_sum_the_provider_changed_its_mind_about_is_reported(shop: ComparingShop) -> None:
    key = await _paid(shop)
    shop.books.alter(key, paid=usd(680))

    assert only(await shop.compared()) == Difference(
        Gap.SUM, "stripe-pay-1", 1, usd(690), usd(680)
    )
    assert (await shop.read()).payment_status is PaymentStatus.PAID
    assert await shop.rows("charges") == 1


async def test_money_that_came_twice_for_an_order_is_compared_one_by_one(
    shop: ComparingShop,
) -> None:
    """Payments 17: what goes back of the second is not missing from the first."""
    customer = await shop.customer()
    payment = await shop.opened({await shop.stock("MUG", 5): 1}, customer)
    foreign = shop.books.foreign(payment.key, 690)
    shop.stripe.pay(payment.key)
    await shop.told(shop.stripe.hint(payment.key))
    await shop.watch.apply("stripe", shop.stripe.payments[foreign])
    await shop.refunds.send_due()
    shop.clock.skip(hours=2)

    report = await shop.ensure_agreed()

    assert report.payments == 2
    assert shop.stripe.back() == [690]
    await shop.ensure_sound()
