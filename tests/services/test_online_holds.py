"""When the hold of an order ends whose money a provider may know of.

"payments 9" and "commerce 28" are the numbers of docs/faults.md.
"""

import asyncio

import pytest

from domain.orders import Method, PaymentStatus, Status
from domain.payments import Attempt
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.provider import Provider
from tests.services.paying import PayingShop
from tests.shop import HOLD


@pytest.fixture
def shop(store: SqlStore, clock: StandingClock) -> PayingShop:
    """An empty shop with Stripe."""
    return PayingShop(store, clock)


async def test_commerce_25_a_hold_does_not_end_while_the_provider_says_paid(
    shop: PayingShop,
) -> None:
    mug = await shop.stock("MUG", 1)
    payment = await shop.opened({mug: 1})
    shop.stripe.pay(payment.key)  # and nobody called
    shop.clock.skip(minutes=HOLD)

    assert await shop.orders.expire_due(shop.watch.may_end) == 0

    order = await shop.read()
    assert (order.status, order.payment_status) == (Status.CONFIRMED, PaymentStatus.PAID)
    assert await shop.counts(mug) == (1, 1)
    assert await shop.notes() == ["paid"]
    await shop.ensure_sound()


async def test_a_page_is_shut_before_its_order_gives_up_the_goods(shop: PayingShop) -> None:
    mug = await shop.stock("MUG", 1)
    payment = await shop.opened({mug: 1})
    shop.clock.skip(minutes=HOLD)

    assert await shop.orders.expire_due(shop.watch.may_end) == 1

    assert shop.stripe.payments[payment.external_id].state is Attempt.CANCELLED
    assert (await shop.read()).status is Status.EXPIRED
    assert await shop.free(mug) == 1
    assert await shop.notes() == ["expired"]
    await shop.ensure_sound()


async def test_money_that_is_held_and_not_taken_yet_keeps_the_hold(shop: PayingShop) -> None:
    mug = await shop.stock("MUG", 1)
    payment = await shop.opened({mug: 1})
    shop.stripe.hold(payment.key)
    shop.clock.skip(minutes=HOLD)

    assert await shop.orders.expire_due(shop.watch.may_end) == 0

    assert (await shop.attempt(payment.key)).status is Attempt.AUTHORIZED
    assert shop.stripe.payments[payment.external_id].state is Attempt.AUTHORIZED
    assert await shop.counts(mug) == (1, 1)
    await shop.ensure_sound()


async def test_held_money_is_let_go_when_its_order_is_over(shop: PayingShop) -> None:
    """Payments 22: what was never taken is not refunded."""
    mug = await shop.stock("MUG", 5)
    anna = await shop.customer()
    payment = await shop.opened({mug: 1}, anna)
    await shop.orders.cancel(anna, payment.order_id)
    shop.stripe.hold(payment.key)

    await shop.watch.look()
    await shop.refunds.send_due()

    assert shop.stripe.payments[payment.external_id].state is Attempt.CANCELLED
    assert shop.stripe.count("refund") == 0
    assert await shop.rows("charges") == await shop.rows("refunds") == 0
    await shop.ensure_sound()


async def test_commerce_59_a_silent_provider_delays_the_end_of_a_hold_for_an_hour(
    shop: PayingShop,
) -> None:
    mug = await shop.stock("MUG", 1)
    await shop.opened({mug: 1})
    shop.stripe.silent = True
    ended = []
    for minutes in (HOLD, 30, 29, 2):
        shop.clock.skip(minutes=minutes)
        await shop.watch.look()
        ended.append(await shop.orders.expire_due(shop.watch.may_end))

    assert ended == [0, 0, 0, 1]
    assert await shop.free(mug) == 1
    assert await shop.notes() == ["expired"]
    await shop.ensure_sound()


async def test_commerce_59_money_paid_while_the_provider_was_silent_is_found_when_it_speaks(
    shop: PayingShop,
) -> None:
    mug = await shop.stock("MUG", 1)
    payment = await shop.opened({mug: 1})
    shop.stripe.pay(payment.key)
    shop.stripe.silent = True
    await shop.told(shop.stripe.hint(payment.key))
    shop.clock.skip(minutes=HOLD + 61)
    await shop.orders.expire_due(shop.watch.may_end)
    assert (await shop.read()).status is Status.EXPIRED

    shop.stripe.silent = False
    await shop.watch.look()

    order = await shop.read()
    assert (order.status, order.payment_status) == (Status.CONFIRMED, PaymentStatus.PAID)
    assert await shop.counts(mug) == (1, 1)
    shop.clock.skip(hours=1)
    await shop.watch.work_off()
    assert await shop.rows("charges") == 1
    await shop.ensure_sound()


async def test_commerce_53_of_two_sweepers_each_order_is_ended_by_one(shop: PayingShop) -> None:
    mug = await shop.stock("MUG", 5)
    for id_ in (1001, 1002, 1003):
        await shop.opened({mug: 1}, await shop.customer(id_))
    shop.clock.skip(minutes=HOLD)
    twin = shop.twin()

    ended = await asyncio.gather(
        shop.orders.expire_due(shop.watch.may_end), twin.orders.expire_due(twin.watch.may_end)
    )

    assert sum(ended) == 3
    assert await shop.notes() == ["expired"] * 3
    assert await shop.counts(mug) == (5, 0)
    await shop.ensure_sound()


async def test_payments_29_orders_end_although_the_shop_gave_up_their_provider(
    store: SqlStore, clock: StandingClock
) -> None:
    """Nobody can be asked, and other orders must not wait for that."""
    before = PayingShop(store, clock)
    mug = await before.stock("MUG", 5)
    await before.opened({mug: 1})
    after = PayingShop(store, clock, Provider(clock, "yookassa", closing=False))
    await after.opened({mug: 1}, await after.customer(1002))
    clock.skip(minutes=HOLD + 61)

    await after.watch.look()

    assert await after.orders.expire_due(after.watch.may_end) == 2
    assert await after.counts(mug) == (5, 0)
    await after.ensure_sound()


async def test_a_hold_whose_page_was_never_opened_ends_and_the_page_is_shut_after(
    shop: PayingShop,
) -> None:
    mug = await shop.stock("MUG", 5)
    shop.stripe.silent = True
    await shop.opened({mug: 1})
    shop.clock.skip(minutes=HOLD)
    assert await shop.orders.expire_due(shop.watch.may_end) == 1

    shop.stripe.silent = False
    await shop.watch.look()

    (page,) = shop.stripe.payments.values()
    assert page.state is Attempt.CANCELLED
    shop.clock.skip(days=1)
    assert await shop.watch.look() == 0
    await shop.ensure_sound()


async def test_orders_that_wait_for_a_person_keep_no_others_from_ending(shop: PayingShop) -> None:
    """More transfers than a sweep takes up at a time, and nobody has looked at them yet."""
    mug = await shop.stock("MUG", 60)
    for number in range(50):
        buyer = await shop.customer(2000 + number)
        placed = await shop.order(buyer, {mug: 1}, Method.TRANSFER)
        await shop.transfers.claim(buyer, placed.order.id, b"receipt")
    shop.clock.skip(hours=25)
    await shop.order(await shop.customer(), {mug: 1}, Method.TELEGRAM)
    shop.clock.skip(minutes=HOLD)

    assert await shop.orders.expire_due(shop.watch.may_end) == 1

    assert await shop.counts(mug) == (60, 50)
    await shop.ensure_sound()


async def test_an_order_that_cannot_be_asked_about_keeps_no_others_from_ending(
    shop: PayingShop,
) -> None:
    mug = await shop.stock("MUG", 5)
    strange = await shop.opened({mug: 1})
    await shop.opened({mug: 1}, await shop.customer(1002))
    shop.clock.skip(minutes=HOLD)
    shop.stripe.strike("fetch", ValueError("no date"), effect=False, about=strange.external_id)

    with pytest.raises(ExceptionGroup):
        await shop.orders.expire_due(shop.watch.may_end)

    assert (await shop.read(1)).status is Status.AWAITING_PAYMENT
    assert (await shop.read(2)).status is Status.EXPIRED
    await shop.ensure_sound()
