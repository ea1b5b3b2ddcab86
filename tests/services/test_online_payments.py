"""Money on a provider's page: heard or found out, counted once, and never lost.

"payments 9" and "commerce 28" are the numbers of docs/faults.md.
"""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.money import Money
from domain.orders import PaymentStatus, Status
from domain.payments import Attempt
from domain.services.attempts import FIRST_LOOK
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.services.paying import PayingShop
from tests.shop import HOLD

PAID = (Status.CONFIRMED, PaymentStatus.PAID)


@pytest.fixture
def shop(store: SqlStore, clock: StandingClock) -> PayingShop:
    """An empty shop with Stripe."""
    return PayingShop(store, clock)


async def test_payments_1_a_call_that_comes_twice_is_stored_and_counts_once(
    shop: PayingShop,
) -> None:
    """Commerce 8."""
    mug = await shop.stock("MUG", 5)
    payment = await shop.opened({mug: 1})
    shop.stripe.pay(payment.key)
    call = shop.stripe.hint(payment.key)

    await shop.told(call, call)
    await shop.told(call)

    assert await shop.rows("provider_inbox") == 1
    assert shop.stripe.count("fetch") == 1
    assert await shop.counts(mug) == (5, 1)
    await shop.ensure_paid_once()


async def test_payments_1_two_calls_and_a_look_by_three_processes_at_once_count_once(
    shop: PayingShop,
) -> None:
    """Commerce 9 and 11."""
    mug = await shop.stock("MUG", 5)
    payment = await shop.opened({mug: 1})
    shop.stripe.pay(payment.key)
    for kind in ("checkout.session.completed", "payment_intent.succeeded"):
        await shop.watch.hear("stripe", shop.stripe.hint(payment.key, kind))
    shop.clock.skip(seconds=FIRST_LOOK.total_seconds())

    await asyncio.gather(
        shop.watch.work_off(),
        shop.twin().watch.work_off(),
        shop.watch.look(),
        shop.twin().watch.look(),
    )
    await shop.watch.look()

    assert await shop.watch.work_off() == 0
    await shop.ensure_paid_once()


async def test_what_is_due_longest_is_asked_about_first(shop: PayingShop) -> None:
    """Providers that hang take half a minute each: the oldest orders must not always be first."""
    mug = await shop.stock("MUG", 5)
    first, second = [await shop.opened({mug: 1}) for _ in range(2)]
    shop.clock.skip(seconds=FIRST_LOOK.total_seconds())
    async with shop.store.write() as uow:
        assert await uow.payments.look_again(first, shop.clock.now() + timedelta(seconds=1))
    shop.clock.skip(seconds=1)

    async with shop.store.read() as uow:
        due = await uow.payments.to_look_at(shop.clock.now(), 1)

    assert [payment.key for payment in due] == [second.key]


async def test_of_two_watchers_one_asks(shop: PayingShop) -> None:
    mug = await shop.stock("MUG", 5)
    await shop.opened({mug: 1})
    shop.clock.skip(seconds=FIRST_LOOK.total_seconds())

    asked = await asyncio.gather(*(watch.look() for watch in shop.watchers()))

    assert sorted(asked) == [0, 1]
    assert shop.stripe.count("fetch") == 1
    await shop.ensure_sound()


@pytest.mark.parametrize(
    "late", [Attempt.PENDING, Attempt.AUTHORIZED, Attempt.CANCELLED, Attempt.EXPIRED]
)
async def test_payments_2_what_a_provider_said_before_the_money_came_changes_nothing_after(
    shop: PayingShop, late: Attempt
) -> None:
    """Commerce 12 and 13."""
    mug = await shop.stock("MUG", 5)
    payment = await shop.paid({mug: 1})
    told = shop.stripe.payments[payment.external_id]

    await shop.watch.apply("stripe", replace(told, state=late, paid=None))

    assert (await shop.attempt(payment.key)).status is Attempt.CAPTURED
    await shop.ensure_paid_once()


async def test_payments_2_held_money_is_not_forgotten_for_an_older_answer(
    shop: PayingShop,
) -> None:
    mug = await shop.stock("MUG", 5)
    payment = await shop.opened({mug: 1})
    older = shop.stripe.payments[payment.external_id]
    shop.stripe.hold(payment.key)
    await shop.told(shop.stripe.hint(payment.key, "payment.waiting_for_capture"))

    await shop.watch.apply("stripe", older)

    assert (await shop.attempt(payment.key)).status is Attempt.AUTHORIZED
    await shop.ensure_sound()


async def test_payments_3_a_refund_told_before_its_payment_is_noted_after_it(
    shop: PayingShop,
) -> None:
    mug = await shop.stock("MUG", 5)
    payment = await shop.opened({mug: 2})
    shop.stripe.pay(payment.key)
    back = shop.stripe.refund_outside(payment.key, 500)

    await shop.told(shop.stripe.hint(payment.key, "refund.created", refund_id=back))
    await shop.told(shop.stripe.hint(payment.key))

    assert (await shop.read()).payment_status is PaymentStatus.PARTLY_REFUNDED
    assert (await shop.read()).status is Status.CONFIRMED
    assert [each.money.amount for each in await shop.returns()] == [500]
    assert shop.stripe.count("refund") == 0
    await shop.ensure_sound()


@pytest.mark.parametrize(
    ("amount", "currency"), [(689, "USD"), (691, "USD"), (690, "EUR"), (1, "USD")]
)
async def test_payments_12_money_that_does_not_fit_pays_nothing_and_waits_for_an_owner(
    shop: PayingShop, amount: int, currency: str
) -> None:
    """Commerce 19, 20 and 21."""
    mug = await shop.stock("MUG", 5)
    payment = await shop.opened({mug: 1})
    shop.stripe.pay(payment.key, amount, currency)

    await shop.told(shop.stripe.hint(payment.key))
    shop.clock.skip(minutes=1)
    await shop.watch.look()

    order = await shop.read()
    assert order.status is Status.AWAITING_PAYMENT
    assert order.payment_status is PaymentStatus.NEEDS_REVIEW
    (alert,) = await shop.said("staff_alert")
    assert (alert["alert"], alert["amount"]) == ("needs_review", amount)
    assert Money(alert["amount"], alert["currency"]) == Money(amount, currency)
    assert await shop.notes() == await shop.queued("fulfilment_card") == []
    assert await shop.rows("refunds") == 0
    await shop.ensure_sound()


async def test_payments_20_money_nobody_called_about_is_found(shop: PayingShop) -> None:
    """Commerce 16."""
    mug = await shop.stock("MUG", 5)
    payment = await shop.opened({mug: 1})
    shop.stripe.pay(payment.key)

    shop.clock.skip(seconds=FIRST_LOOK.total_seconds() - 1)
    assert await shop.watch.look() == 0
    shop.clock.skip(seconds=1)
    assert await shop.watch.look() == 1

    await shop.ensure_paid_once()
    shop.clock.skip(days=1)
    assert await shop.watch.look() == 0
    await shop.ensure_sound()


async def test_commerce_26_money_paid_while_the_customer_cancels_brings_the_order_back(
    shop: PayingShop,
) -> None:
    mug = await shop.stock("MUG", 5)
    anna = await shop.customer()
    payment = await shop.opened({mug: 1}, anna)
    shop.stripe.pay(payment.key)
    await shop.watch.hear("stripe", shop.stripe.hint(payment.key))

    async def cancels() -> None:
        await shop.twin().orders.cancel(anna, payment.order_id)

    await asyncio.gather(shop.watch.work_off(), cancels(), return_exceptions=True)

    if (await shop.read()).status is Status.CONFIRMED:  # cancelled first, paid after
        assert await shop.counts(mug) == (5, 1)
        await shop.ensure_paid_once()
        return
    await shop.refunds.send_due()  # paid first, cancelled after
    assert (await shop.read()).payment_status is PaymentStatus.REFUNDED
    assert shop.stripe.back() == [payment.money.amount]
    assert await shop.counts(mug) == (5, 0)
    await shop.ensure_sound()


async def test_commerce_25_hold_and_money_at_the_same_instant_leave_the_order_paid(
    shop: PayingShop,
) -> None:
    mug = await shop.stock("MUG", 1)
    payment = await shop.opened({mug: 1})
    shop.stripe.pay(payment.key)
    await shop.watch.hear("stripe", shop.stripe.hint(payment.key))
    shop.clock.skip(minutes=HOLD)
    twin = shop.twin()

    await asyncio.gather(shop.watch.work_off(), twin.orders.expire_due(), twin.watch.look())

    order = await shop.read()
    assert (order.status, order.payment_status) == PAID
    assert await shop.counts(mug) == (1, 1)
    await shop.ensure_sound()
