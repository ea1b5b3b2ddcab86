"""What a provider was asked so long ago that it may not know the key any more.

"payments 9" and "commerce 29" are the numbers of docs/faults.md: YooKassa and Stripe keep
keys for a day; sent again after that, the same key would make a second refund.
"""

import pytest

from domain.customers import Customer, Role
from domain.gateways import KEYS_KEPT, KeysRefused, OutcomeUnknown, RefundState, TryLater
from domain.orders import PaymentStatus, Status
from domain.payments import Attempt
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.services.paying import PayingShop

LOST = OutcomeUnknown("the answer got lost")


@pytest.fixture
def shop(store: SqlStore, clock: StandingClock) -> PayingShop:
    """An empty shop with Stripe."""
    return PayingShop(store, clock)


async def _owing(shop: PayingShop) -> Customer:
    """Have an order of 690 paid and cancelled, with nothing sent back yet; return an owner."""
    mug = await shop.stock("MUG", 5)
    boss = await shop.hire(3001, Role.ADMIN)
    await shop.paid({mug: 1})
    await shop.cancelled_by_merchant(boss)
    return boss


async def _tried(shop: PayingShop, hours: int) -> None:
    for _ in range(hours):
        shop.clock.skip(hours=1)
        await shop.refunds.send_due()


async def _state(shop: PayingShop) -> RefundState:
    (refund,) = await shop.returns()
    return refund.state


async def test_commerce_29_a_refund_in_doubt_for_a_day_is_a_persons_and_not_sent_again(
    shop: PayingShop,
) -> None:
    boss = await _owing(shop)
    shop.stripe.strike("refund", LOST, effect=False, times=100)
    await shop.refunds.send_due()
    first = shop.clock.now()

    await _tried(shop, int(KEYS_KEPT.total_seconds() // 3600) - 1)
    assert await _state(shop) is RefundState.REQUESTED
    sent = shop.stripe.count("refund")
    await _tried(shop, 48)

    assert first + KEYS_KEPT < shop.clock.now()
    assert shop.stripe.count("refund") == sent
    assert await _state(shop) is RefundState.MANUAL
    asked = (await shop.said("staff_alert"))[-1]
    assert (asked["alert"], asked["amount"], asked["unsure"]) == ("refund_due", 690, 1)
    await shop.ensure_sound()

    await shop.refunds.returned(boss, 1)
    assert (await shop.read()).payment_status is PaymentStatus.REFUNDED
    await shop.ensure_sound()


async def test_commerce_29_a_refund_in_doubt_that_the_payment_shows_is_made(
    shop: PayingShop,
) -> None:
    await _owing(shop)
    shop.stripe.strike("refund", LOST, effect=True)
    await shop.refunds.send_due()

    shop.clock.skip(days=2)
    await shop.twin().refunds.send_due()

    assert shop.stripe.count("refund") == 1
    assert await _state(shop) is RefundState.SUCCEEDED
    assert (await shop.read()).payment_status is PaymentStatus.REFUNDED
    assert await shop.alerts() == ["refunding"]
    assert (await shop.notes()).count("refunded") == 1
    await shop.ensure_sound()


async def test_commerce_29_a_part_in_doubt_is_not_proved_by_what_went_back_before(
    shop: PayingShop,
) -> None:
    """Two parts: the first is back, so the payment's refunded sum says nothing of the second."""
    await shop.merchant("Second")
    mug, cup = await shop.stock("MUG", 5), await shop.stock("CUP", 5, 690, 2)
    mira, nina = [await shop.hire(3000 + n, Role.MERCHANT, n) for n in (1, 2)]
    await shop.paid({mug: 1, cup: 1})
    await shop.cancelled_by_merchant(mira)
    await shop.refunds.send_due()
    await shop.cancelled_by_merchant(nina)
    shop.stripe.strike("refund", LOST, effect=False)
    await shop.refunds.send_due()

    shop.clock.skip(days=2)
    await shop.refunds.send_due()

    assert [each.state for each in await shop.returns()] == [
        RefundState.SUCCEEDED,
        RefundState.MANUAL,
    ]
    assert shop.stripe.back() == [690]
    await shop.ensure_sound()


@pytest.mark.parametrize("error", [KeysRefused("401"), TryLater()], ids=["keys", "later"])
async def test_commerce_29_what_was_certainly_never_done_is_sent_however_late(
    shop: PayingShop, error: KeysRefused | TryLater
) -> None:
    await _owing(shop)
    shop.stripe.strike("refund", error, effect=False, times=50)

    await _tried(shop, 72)

    assert shop.stripe.back() == [690]
    assert await shop.alerts() == ["refunding"]
    assert await _state(shop) is RefundState.SUCCEEDED
    await shop.ensure_sound()


async def test_commerce_29_a_provider_that_cannot_be_asked_makes_nobody_return_money(
    shop: PayingShop,
) -> None:
    """It may have gone: as long as nobody can look, nothing is said that might be wrong."""
    await _owing(shop)
    shop.stripe.strike("refund", LOST, effect=True)
    await shop.refunds.send_due()

    shop.stripe.silent = True
    await _tried(shop, 48)
    assert await _state(shop) is RefundState.REQUESTED
    shop.stripe.silent = False
    await _tried(shop, 2)

    assert await _state(shop) is RefundState.SUCCEEDED
    assert shop.stripe.back() == [690]
    await shop.ensure_sound()


async def test_commerce_29_an_ended_order_whose_page_was_never_answered_opens_no_second_one(
    shop: PayingShop,
) -> None:
    mug = await shop.stock("MUG", 5)
    shop.stripe.strike("create", LOST, effect=True)
    lost = await shop.opened({mug: 1})

    shop.clock.skip(days=2)
    await shop.orders.expire_due(shop.watch.may_end)
    await shop.watch.look()
    await shop.watch.look()

    assert (await shop.read()).status is Status.EXPIRED
    assert shop.stripe.count("create") == 1
    assert (await shop.attempt(lost.key)).look_at is None
    await shop.ensure_sound()


async def test_commerce_29_paying_after_a_day_of_silence_takes_a_new_key(
    shop: PayingShop,
) -> None:
    """A hold may last longer than a provider's memory, as one for a bank transfer does."""
    mug = await shop.stock("MUG", 5)
    shop.stripe.strike("create", LOST, effect=False)
    anna, order = await shop.wanted({mug: 1})
    lost = await shop.page(anna, order.id)
    async with shop.store.write() as uow:
        later = shop.clock.now() + 3 * KEYS_KEPT
        await uow.orders.set_expiry(order.id, later)

    shop.clock.skip(hours=21)
    again = await shop.page(anna, order.id)
    await shop.watch.look()

    assert again.key != lost.key
    assert again.pay_url
    assert (await shop.attempt(lost.key)).status is Attempt.EXPIRED
    shop.stripe.pay(again.key)
    await shop.told(shop.stripe.hint(again.key))
    await shop.ensure_paid_once()
