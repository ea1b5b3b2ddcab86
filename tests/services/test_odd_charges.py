"""Money that is told oddly: renewals nobody sold, holds that ran out, sums beyond all reason.

"payments 26" and "commerce 52" are the numbers of docs/faults.md.
"""

import pytest

from domain.customers import Role
from domain.gateways import RefundState
from domain.money import LARGEST
from domain.orders import PaymentStatus, Status
from domain.payments import Attempt, Outcome
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.services.paying import PayingShop


@pytest.fixture
def shop(store: SqlStore, clock: StandingClock) -> PayingShop:
    """An empty shop with Stripe."""
    return PayingShop(store, clock)


async def test_payments_26_money_that_was_held_too_long_to_be_taken_pays_nothing(
    shop: PayingShop,
) -> None:
    mug = await shop.stock("MUG", 1)
    payment = await shop.opened({mug: 1})
    shop.stripe.hold(payment.key)
    await shop.told(shop.stripe.hint(payment.key))
    assert (await shop.attempt(payment.key)).status is Attempt.AUTHORIZED

    shop.stripe.expire(payment.key)  # asked to take it, the provider had let it go
    shop.clock.skip(minutes=20)
    await shop.watch.look()
    await shop.orders.expire_due(shop.watch.may_end)

    assert (await shop.attempt(payment.key)).status is Attempt.EXPIRED
    assert (await shop.read()).status is Status.EXPIRED
    assert await shop.free(mug) == 1
    assert await shop.rows("charges") == 0
    await shop.ensure_sound()


async def test_payments_26_a_part_of_held_money_that_was_taken_is_looked_at_by_a_person(
    shop: PayingShop,
) -> None:
    payment = await shop.opened({await shop.stock("MUG", 1): 1})
    shop.stripe.pay(payment.key, 300)

    await shop.told(shop.stripe.hint(payment.key))

    order = await shop.read()
    assert (order.status, order.payment_status) == (
        Status.AWAITING_PAYMENT,
        PaymentStatus.NEEDS_REVIEW,
    )
    assert await shop.alerts() == ["needs_review"]
    await shop.ensure_sound()


async def test_payments_33_a_renewal_nobody_sold_is_a_payment_of_its_own_to_give_back(
    shop: PayingShop,
) -> None:
    """The same payload with a new charge, a month later; the order's money stays."""
    placed = await shop.order(await shop.customer(), {await shop.stock("MUG", 5): 1})
    await shop.payments.settle(shop.charge(placed))
    shop.clock.skip(days=30)

    renewed = await shop.payments.settle(shop.charge(placed, "charge-2"))

    assert renewed.outcome is Outcome.REFUND_DUE
    assert (await shop.read()).payment_status is PaymentStatus.PAID
    (refund,) = await shop.returns()
    assert (refund.taken.charge_id, refund.state) == ("charge-2", RefundState.MANUAL)
    await shop.ensure_sound()


async def test_commerce_52_a_clock_that_jumps_back_ends_no_hold_and_loses_no_money(
    shop: PayingShop,
) -> None:
    mug = await shop.stock("MUG", 5)
    payment = await shop.opened({mug: 1})
    shop.stripe.pay(payment.key)

    shop.clock.skip(minutes=-120)
    assert await shop.orders.expire_due(shop.watch.may_end) == 0
    await shop.told(shop.stripe.hint(payment.key))
    await shop.ensure_paid_once()

    boss = await shop.hire(3001, Role.ADMIN)
    await shop.cancelled_by_merchant(boss)
    shop.clock.skip(minutes=-120)
    await shop.refunds.send_due()
    shop.clock.skip(minutes=241)
    await shop.refunds.send_due()

    assert shop.stripe.back() == [690]
    assert (await shop.read()).payment_status is PaymentStatus.REFUNDED
    await shop.ensure_sound()


async def test_commerce_64_the_largest_sums_are_charged_and_returned_to_the_cent(
    shop: PayingShop,
) -> None:
    gold = await shop.stock("GOLD", 999, LARGEST)
    boss = await shop.hire(3001, Role.ADMIN)
    payment = await shop.paid({gold: 999})
    assert payment.money.amount == 999 * LARGEST

    await shop.edits.drop(boss, 1, 1, 1, 999)
    await shop.cancelled_by_merchant(boss)
    await shop.refunds.send_due()

    assert sorted(shop.stripe.back()) == [LARGEST, 998 * LARGEST]
    assert (await shop.read()).payment_status is PaymentStatus.REFUNDED
    await shop.ensure_sound()
