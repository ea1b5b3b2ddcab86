"""A provider that says no, or not now: what it closes, what it leaves open, who is told.

"payments 9" and "commerce 28" are the numbers of docs/faults.md.
"""

import pytest

from domain.errors import WayClosed
from domain.gateways import (
    Declined,
    GatewayError,
    KeyReused,
    KeysRefused,
    TryLater,
)
from domain.orders import Method, PaymentStatus, Status
from domain.payments import Attempt
from domain.services.attempts import FIRST_LOOK
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.services.paying import PayingShop


@pytest.fixture
def shop(store: SqlStore, clock: StandingClock) -> PayingShop:
    """An empty shop with Stripe."""
    return PayingShop(store, clock)


async def test_payments_11_a_key_that_was_used_otherwise_is_never_replaced_by_itself(
    shop: PayingShop,
) -> None:
    mug = await shop.stock("MUG", 5)
    anna, order = await shop.wanted({mug: 1})
    shop.stripe.strike("create", KeyReused("another body"), effect=True)

    with pytest.raises(WayClosed):
        await shop.page(anna, order.id)
    shop.clock.skip(minutes=5)
    await shop.watch.look()

    assert await shop.rows("payments") == 1
    assert shop.stripe.count("create") == 1
    assert (await shop.read()).status is Status.AWAITING_PAYMENT
    shop.stripe.pay("stripe-pay-1")
    await shop.told(shop.stripe.hint("stripe-pay-1"))
    assert (await shop.read()).payment_status is PaymentStatus.PAID
    await shop.ensure_sound()


@pytest.mark.parametrize("error", [KeyReused("another body"), KeysRefused("401")])
async def test_payments_11_and_29_owners_are_told_that_nobody_can_pay_this_way(
    shop: PayingShop, error: GatewayError
) -> None:
    mug = await shop.stock("MUG", 5)
    shop.stripe.strike("create", error, effect=False, times=2)

    for id_ in (1001, 1002):
        with pytest.raises(WayClosed):
            await shop.opened({mug: 1}, await shop.customer(id_))

    assert len(await shop.alerts()) >= 1
    await shop.ensure_sound()


async def test_payments_29_refused_keys_close_the_way_and_keep_what_is_open(
    shop: PayingShop,
) -> None:
    mug = await shop.stock("MUG", 5)
    before = await shop.opened({mug: 1})
    boris, order = await shop.wanted({mug: 1}, await shop.customer(1002))
    shop.stripe.strike("create", KeysRefused("401"), effect=False)
    shop.stripe.strike("fetch", KeysRefused("401"), effect=False)

    with pytest.raises(WayClosed):
        await shop.page(boris, order.id)
    shop.clock.skip(seconds=FIRST_LOOK.total_seconds())
    await shop.watch.look()

    assert (await shop.attempt(before.key)).status is Attempt.PENDING
    other = await shop.till.choose(boris, order.id, Method.TELEGRAM)
    assert other.payment
    assert other.payment.provider == Method.TELEGRAM
    shop.stripe.pay(before.key)
    shop.clock.skip(minutes=1)
    await shop.watch.look()
    assert (await shop.read(before.order_id)).payment_status is PaymentStatus.PAID
    await shop.ensure_sound()


async def test_payments_30_a_provider_that_asks_for_patience_is_asked_again_with_the_same_key(
    shop: PayingShop,
) -> None:
    mug = await shop.stock("MUG", 5)
    shop.stripe.strike("create", TryLater("slow down"), effect=False)
    waiting = await shop.opened({mug: 1})
    assert waiting.status is Attempt.CREATED

    shop.clock.skip(seconds=FIRST_LOOK.total_seconds())
    await shop.watch.look()

    assert [call.about for call in shop.stripe.calls] == [waiting.key] * 2
    assert (await shop.attempt(waiting.key)).status is Attempt.PENDING
    await shop.ensure_sound()


async def test_payments_30_nothing_is_asked_before_the_time_the_provider_named(
    shop: PayingShop,
) -> None:
    mug = await shop.stock("MUG", 5)
    payment = await shop.opened({mug: 1})
    shop.stripe.strike("fetch", TryLater("slow down", after=300), effect=False)
    shop.clock.skip(seconds=FIRST_LOOK.total_seconds())
    await shop.watch.look()

    for _ in range(29):
        shop.clock.skip(seconds=10)
        await shop.watch.look()
    assert shop.stripe.count("fetch") == 1

    shop.stripe.pay(payment.key)
    shop.clock.skip(seconds=10)
    await shop.watch.look()
    assert (await shop.read()).payment_status is PaymentStatus.PAID
    await shop.ensure_sound()


async def test_a_declined_customer_may_try_again_and_gets_another_page(shop: PayingShop) -> None:
    mug = await shop.stock("MUG", 5)
    anna, order = await shop.wanted({mug: 1})
    first = await shop.page(anna, order.id)
    shop.stripe.decline(first.key)
    await shop.told(shop.stripe.hint(first.key, "payment.canceled"))
    assert (await shop.attempt(first.key)).status is Attempt.FAILED
    assert (await shop.read()).pay_url == ""

    second = await shop.page(anna, order.id)

    assert second.key != first.key
    assert (await shop.read()).pay_url == "https://pay.example/stripe-pay-2"
    assert (await shop.read()).status is Status.AWAITING_PAYMENT
    await shop.ensure_sound()


async def test_a_payment_the_provider_refuses_at_once_closes_this_way_only(
    shop: PayingShop,
) -> None:
    mug = await shop.stock("MUG", 5)
    anna, order = await shop.wanted({mug: 1})
    shop.stripe.strike("create", Declined("amount_too_small"), effect=False)

    with pytest.raises(WayClosed):
        await shop.page(anna, order.id)

    assert (await shop.read()).status is Status.AWAITING_PAYMENT
    assert (await shop.page(anna, order.id)).status is Attempt.PENDING
    await shop.ensure_sound()
