"""Money that went back, or may: what the books of shop and provider say of it.

"payments 24" and "commerce 15" are the numbers of docs/faults.md.
"""

import pytest

from domain.customers import Role
from domain.gateways import Declined, RefundState
from domain.orders import PaymentStatus
from domain.reconciliation import Difference, Gap
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.services.comparing import ComparingShop, gaps, only
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


async def test_a_wrong_sum_that_went_back_is_right_again(shop: ComparingShop) -> None:
    payment = await shop.opened({await shop.stock("MUG", 5): 1})
    shop.stripe.pay(payment.key, 500)
    shop.clock.skip(hours=2)
    await shop.compared()
    shop.stripe.refund_outside(payment.key, 500)

    report = await shop.compared()

    assert (report.healed, report.differing) == (1, 0), "the refund was noted"
    await shop.ensure_agreed()


async def test_payments_24_a_refund_in_the_cabinet_is_noted(shop: ComparingShop) -> None:
    """Commerce 15."""
    key = await _paid(shop)
    shop.stripe.refund_outside(key, 200)

    report = await shop.compared()

    assert (report.healed, report.differing) == (1, 0)
    assert (await shop.read()).payment_status is PaymentStatus.PARTLY_REFUNDED
    assert [each.money.amount for each in await shop.returns()] == [200]
    assert shop.stripe.count("refund") == await shop.refunds.send_due() == 0
    await shop.ensure_agreed()
    await shop.ensure_sound()


async def test_payments_24_what_an_owner_returned_by_hand_is_done(shop: ComparingShop) -> None:
    key = await _paid(shop)
    mira = await shop.hire(3001, Role.MERCHANT, 1)
    shop.stripe.strike("refund", Declined("balance_insufficient"), effect=False)
    await shop.cancelled_by_merchant(mira)
    await shop.refunds.send_due()
    await shop.ensure_agreed()
    shop.stripe.refund_outside(key, 690)

    report = await shop.compared()

    assert (report.healed, report.differing) == (1, 0)
    assert [each.state for each in await shop.returns()] == [RefundState.SUCCEEDED]
    assert (await shop.notes()).count("refunded") == 1
    await shop.ensure_agreed()
    await shop.ensure_sound()


async def test_a_part_returned_by_hand_is_noted_and_an_owner_is_asked_for_the_rest(
    shop: ComparingShop,
) -> None:
    key = await _paid(shop)
    mira = await shop.hire(3001, Role.MERCHANT, 1)
    shop.stripe.strike("refund", Declined("balance_insufficient"), effect=False)
    await shop.cancelled_by_merchant(mira)
    await shop.refunds.send_due()
    shop.stripe.refund_outside(key, 300)

    report = await shop.compared()

    assert (report.healed, report.differing) == (1, 0)
    returns = [(each.state, each.money) for each in await shop.returns()]
    assert returns == [(RefundState.MANUAL, usd(390)), (RefundState.SUCCEEDED, usd(300))]


async def test_payments_23_a_refund_that_is_on_its_way_differs_in_nothing(
    shop: ComparingShop,
) -> None:
    await _paid(shop)
    mira = await shop.hire(3001, Role.MERCHANT, 1)
    shop.stripe.slow_refunds = True
    await shop.cancelled_by_merchant(mira)
    await shop.ensure_agreed()
    await shop.refunds.send_due()

    await shop.ensure_agreed()
    shop.stripe.finish_refund("stripe-back-1", ok=True)
    await shop.ensure_agreed()


async def test_payments_23_a_refund_that_was_done_and_then_failed_is_reported(
    shop: ComparingShop,
) -> None:
    key = await _paid(shop)
    mira = await shop.hire(3001, Role.MERCHANT, 1)
    await shop.cancelled_by_merchant(mira)
    await shop.refunds.send_due()
    shop.stripe.finish_refund("stripe-back-1", ok=False)

    report = await shop.compared()

    assert shop.stripe.named(key).refunded == 0
    assert only(report) == Difference(Gap.REFUNDED, "stripe-pay-1", 1, usd(690), usd(0))
    assert shop.stripe.count("refund") == 1, "a person decides"


async def test_payments_27_a_dispute_is_reported_and_changes_nothing(shop: ComparingShop) -> None:
    key = await _paid(shop)
    shop.books.alter(key, disputed=690)

    report = await shop.compared()

    assert only(report) == Difference(Gap.DISPUTED, "stripe-pay-1", 1, None, usd(690))
    assert (await shop.read()).payment_status is PaymentStatus.PAID
    assert await shop.rows("refunds") == 0
    await shop.ensure_sound()


async def test_one_payment_may_differ_in_several_things(shop: ComparingShop) -> None:
    key = await _paid(shop)
    shop.books.alter(key, paid=usd(680), disputed=80, refunded=100)

    report = await shop.compared()

    assert gaps(report) == [Gap.SUM, Gap.DISPUTED]
    assert report.healed == 1, "the refund"
