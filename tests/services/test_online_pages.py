"""Pages where a provider takes money: one for each attempt, whatever gets lost on the way.

"payments 9" and "commerce 28" are the numbers of docs/faults.md.
"""

import asyncio

import pytest

from domain.errors import NotFound, WrongStep
from domain.gateways import (
    OutcomeUnknown,
)
from domain.orders import Method, PaymentStatus, Status
from domain.payments import Attempt
from domain.services.attempts import FIRST_LOOK
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.services.paying import Killed, PayingShop

LOST = OutcomeUnknown("the answer got lost")


@pytest.fixture
def shop(store: SqlStore, clock: StandingClock) -> PayingShop:
    """An empty shop with Stripe."""
    return PayingShop(store, clock)


async def test_commerce_5_a_second_tap_on_pay_gets_the_page_of_the_first(shop: PayingShop) -> None:
    mug = await shop.stock("MUG", 5)
    anna, order = await shop.wanted({mug: 1})

    taps = [at.page(anna, order.id) for at in (shop, shop.twin(), shop)]
    one, two, three = await asyncio.gather(*taps)

    assert one.key == two.key == three.key
    assert await shop.rows("payments") == 1
    assert [page.key for page in shop.stripe.payments.values()] == [one.key]
    assert (await shop.read()).pay_url == "https://pay.example/stripe-pay-1"
    await shop.ensure_sound()


async def test_payments_9_a_page_whose_address_got_lost_is_asked_for_with_the_same_key(
    shop: PayingShop,
) -> None:
    mug = await shop.stock("MUG", 5)
    shop.stripe.strike("create", LOST, effect=True)
    lost = await shop.opened({mug: 1})
    assert (lost.status, lost.pay_url) == (Attempt.CREATED, "")

    shop.clock.skip(seconds=FIRST_LOOK.total_seconds())
    await shop.watch.look()

    assert {call.about for call in shop.stripe.calls} == {lost.key}
    assert len(shop.stripe.payments) == 1
    assert (await shop.read()).pay_url == "https://pay.example/stripe-pay-1"
    await shop.ensure_sound()


@pytest.mark.parametrize("done", [False, True], ids=["before the call", "after it"])
async def test_payments_10_another_process_opens_the_page_of_one_that_died(
    shop: PayingShop, done: bool
) -> None:
    """Commerce 30 and 31 too: the attempt was written down before the provider was asked."""
    mug = await shop.stock("MUG", 5)
    shop.stripe.strike("create", Killed(), effect=done)
    with pytest.raises(Killed):
        await shop.opened({mug: 1})

    shop.clock.skip(seconds=FIRST_LOOK.total_seconds())
    assert await shop.twin().watch.look() == 1

    assert len(shop.stripe.payments) == 1
    assert (await shop.read()).pay_url
    await shop.ensure_sound()


async def test_payments_10_a_page_nobody_was_shown_is_shut_when_its_order_ends(
    shop: PayingShop,
) -> None:
    mug = await shop.stock("MUG", 5)
    anna, order = await shop.wanted({mug: 1})
    shop.stripe.strike("create", LOST, effect=True)
    await shop.page(anna, order.id)
    await shop.orders.cancel(anna, order.id)

    await shop.watch.look()

    (page,) = shop.stripe.payments.values()
    assert page.state is Attempt.CANCELLED
    assert (await shop.read()).status is Status.CANCELLED
    assert await shop.rows("charges") == 0
    await shop.ensure_sound()


async def test_payments_4_money_told_before_the_page_was_ours_to_show_is_counted(
    shop: PayingShop,
) -> None:
    """Commerce 10: the call finds the attempt by the key we sent."""
    mug = await shop.stock("MUG", 5)
    anna, order = await shop.wanted({mug: 1})

    async def quick() -> None:
        shop.stripe.pay("stripe-pay-1")
        await shop.twin().told(shop.stripe.hint("stripe-pay-1"))

    shop.stripe.before_answering("create", quick)
    payment = await shop.page(anna, order.id)

    paid = await shop.read()
    assert (paid.status, paid.payment_status) == (Status.CONFIRMED, PaymentStatus.PAID)
    assert (payment.status, paid.pay_url) == (Attempt.CAPTURED, "")
    assert await shop.rows("charges") == 1
    assert shop.stripe.back() == []
    await shop.ensure_sound()


async def test_payments_19_a_customer_who_comes_back_unpaid_has_paid_nothing(
    shop: PayingShop,
) -> None:
    mug = await shop.stock("MUG", 5)
    payment = await shop.opened({mug: 1})

    asked = 0
    for _ in range(14 * 6):
        shop.clock.skip(seconds=10)
        asked += await shop.watch.look()

    order = await shop.read()
    assert (order.status, order.payment_status) == (Status.AWAITING_PAYMENT, PaymentStatus.UNPAID)
    assert (await shop.attempt(payment.key)).status is Attempt.PENDING
    assert 3 <= asked <= 12, "often at first, seldom later"
    assert await shop.notes() == []
    await shop.ensure_sound()


async def test_nobody_is_shown_a_page_for_anothers_order_or_for_one_that_is_paid(
    shop: PayingShop,
) -> None:
    mug = await shop.stock("MUG", 5)
    payment = await shop.paid({mug: 1})
    anna, boris = await shop.customer(), await shop.customer(1002)
    boris, waiting = await shop.wanted({mug: 1}, boris)

    with pytest.raises(WrongStep):
        await shop.page(anna, payment.order_id)
    with pytest.raises(NotFound):
        await shop.page(anna, waiting.id)
    with pytest.raises(NotFound):
        await shop.page(boris, waiting.id, Method.YOOKASSA)

    assert shop.stripe.count("create") == 1
    await shop.ensure_sound()
