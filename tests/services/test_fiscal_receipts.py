"""The fiscal receipt of a payment: looked for until it is made, and a person's business if not.

"payments 28" is a number of docs/faults.md.
"""

import pytest

from domain.orders import PaymentStatus, Status
from domain.payments import Payment
from domain.services.fiscal import PATIENCE
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.provider import Provider
from tests.services.paying import PayingShop


@pytest.fixture
def shop(store: SqlStore, clock: StandingClock) -> PayingShop:
    """An empty shop with YooKassa."""
    return PayingShop(store, clock, Provider(clock, "yookassa", closing=False))


async def _paid(shop: PayingShop, receipt: str = "pending") -> Payment:
    """Have an order paid whose receipt stands so."""
    payment = await shop.opened({await shop.stock("MUG", 5): 1})
    shop.stripe.pay(payment.key)
    shop.stripe.register(payment.key, receipt)
    await shop.told(shop.stripe.hint(payment.key))
    return await shop.attempt(payment.key)


async def _looked(shop: PayingShop, hours: int) -> None:
    for _ in range(hours):
        shop.clock.skip(hours=1)
        await shop.watch.look()


async def _cards(shop: PayingShop) -> list[str]:
    return [key for key in await shop.queued("order_card") if "receipt" in key]


async def test_a_receipt_that_is_being_made_is_looked_for_until_it_is(shop: PayingShop) -> None:
    payment = await _paid(shop)
    assert (await shop.read()).receipt == "pending"
    assert payment.look_at

    shop.stripe.register(payment.key, "succeeded")
    shop.clock.skip(minutes=1)
    await shop.watch.look()
    await _looked(shop, 2)

    assert (await shop.read()).receipt == "succeeded"
    assert (await shop.attempt(payment.key)).look_at is None
    assert await _cards(shop) == ["card:1:receipt:1:pending", "card:1:receipt:1:succeeded"]
    assert await shop.alerts() == []
    assert shop.stripe.count("cancel") == 0
    await shop.ensure_paid_once()


async def test_payments_28_a_receipt_that_failed_is_told_once_and_the_payment_stands(
    shop: PayingShop,
) -> None:
    payment = await _paid(shop, "canceled")
    await shop.told(shop.stripe.hint(payment.key, "again"))

    order = await shop.read()
    assert (order.status, order.payment_status, order.receipt) == (
        Status.CONFIRMED,
        PaymentStatus.PAID,
        "canceled",
    )
    (told,) = await shop.said("staff_alert")
    assert (told["alert"], told["order_id"], told["provider"]) == ("no_receipt", 1, "yookassa")
    assert (await shop.attempt(payment.key)).look_at is None
    await shop.ensure_paid_once()


async def test_payments_28_a_cash_register_that_is_off_for_days_is_a_persons_business(
    shop: PayingShop,
) -> None:
    payment = await _paid(shop)

    await _looked(shop, int(PATIENCE.total_seconds()) // 3600 - 1)
    assert await shop.alerts() == []
    await _looked(shop, 3)

    assert await shop.alerts() == ["no_receipt"]
    assert (await shop.read()).receipt == "pending"
    assert (await shop.attempt(payment.key)).look_at is None
    await shop.ensure_paid_once()


async def test_a_payment_without_a_receipt_is_not_looked_at_again(shop: PayingShop) -> None:
    payment = await _paid(shop, "")

    assert payment.look_at is None
    assert (await shop.read()).receipt == ""
    assert await _cards(shop) == []
    await shop.ensure_paid_once()


async def test_an_order_that_is_cancelled_meanwhile_is_paid_back_and_still_has_its_receipt(
    shop: PayingShop,
) -> None:
    payment = await _paid(shop)
    anna = await shop.customer()
    await shop.orders.cancel(anna, 1)
    shop.stripe.register(payment.key, "succeeded")

    await shop.refunds.send_due()
    await _looked(shop, 2)

    assert (await shop.read()).receipt == "succeeded"
    assert (await shop.read()).payment_status is PaymentStatus.REFUNDED
    await shop.ensure_sound()
