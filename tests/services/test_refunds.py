"""Money that goes back through the provider: what is owed, to the cent, once, and told once.

"payments 9" and "commerce 28" are the numbers of docs/faults.md.
"""

import asyncio

import pytest

from domain.customers import Customer, Role
from domain.orders import PaymentStatus, Status
from domain.services.debts import Debts
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.provider import Provider
from tests.services.paying import PayingShop


@pytest.fixture
def shop(store: SqlStore, clock: StandingClock) -> PayingShop:
    """An empty shop with Stripe."""
    return PayingShop(store, clock)


async def _merchants(shop: PayingShop, *prices: int) -> tuple[dict[int, int], list[Customer]]:
    """Open a merchant for each price; return a basket with one piece of each, and the people."""
    basket, people = {}, []
    for number, price in enumerate(prices, 1):
        if number > 1:
            await shop.merchant(f"Merchant {number}")
        basket[await shop.stock(f"SKU-{number}", 5, price, number)] = 1
        people.append(await shop.hire(3000 + number, Role.MERCHANT, number))
    return basket, people


async def test_a_part_one_of_two_merchants_cancels_goes_back_exactly_and_is_told_once(
    shop: PayingShop,
) -> None:
    basket, (_, second) = await _merchants(shop, 690, 333)
    await shop.paid(basket)

    await shop.cancelled_by_merchant(second)
    assert (await shop.read()).payment_status is PaymentStatus.REFUND_DUE
    assert await shop.refunds.send_due() == 1
    shop.clock.skip(days=1)
    assert await shop.refunds.send_due() == 0

    order = await shop.read()
    assert (order.status, order.payment_status) == (
        Status.CONFIRMED,
        PaymentStatus.PARTLY_REFUNDED,
    )
    assert shop.stripe.back() == [333]
    assert await shop.notes() == ["paid", "cancelled", "refunded"]
    assert await shop.alerts() == ["refunding"]
    (note,) = [each for each in await shop.said("order_note") if each["event"] == "refunded"]
    assert (note["chat_id"], note["amount"], note["currency"]) == (1001, 333, "USD")
    await shop.ensure_sound()


async def test_all_of_a_cancelled_order_goes_back(shop: PayingShop) -> None:
    basket, _ = await _merchants(shop, 690, 333)
    boss = await shop.hire(3100, Role.ADMIN)
    await shop.paid(basket)

    await shop.cancelled_by_merchant(boss)
    await shop.refunds.send_due()

    order = await shop.read()
    assert (order.status, order.payment_status) == (Status.CANCELLED, PaymentStatus.REFUNDED)
    assert sum(shop.stripe.back()) == 1023
    assert await shop.notes() == ["paid", *["cancelled"] * 2, *["refunded"] * 2]
    for variant in basket:
        assert await shop.counts(variant) == (5, 0)
    await shop.ensure_sound()


async def test_an_order_its_customer_cancels_is_paid_back_by_itself(shop: PayingShop) -> None:
    basket, _ = await _merchants(shop, 690, 333)
    anna = await shop.customer()
    payment = await shop.paid(basket, anna)

    for _ in range(2):
        await shop.orders.cancel(anna, payment.order_id)
        await shop.refunds.send_due()

    order = await shop.read()
    assert (order.status, order.payment_status) == (Status.CANCELLED, PaymentStatus.REFUNDED)
    assert shop.stripe.back() == [1023]
    assert await shop.notes() == ["paid", "refunded"]
    assert await shop.alerts() == ["refunding"]
    for variant in basket:
        assert await shop.counts(variant) == (5, 0)
    await shop.ensure_sound()


async def test_commerce_35_odd_parts_add_up_to_the_cent(shop: PayingShop) -> None:
    basket, people = await _merchants(shop, 333, 1, 6667)
    basket = dict(zip(basket, (3, 1, 2), strict=True))
    await shop.paid(basket)

    for staff in people:
        await shop.cancelled_by_merchant(staff)
        await shop.refunds.send_due()
        await shop.ensure_sound()

    assert shop.stripe.back() == [999, 1, 13334]
    assert (await shop.read()).total.amount == sum(shop.stripe.back())
    assert (await shop.read()).payment_status is PaymentStatus.REFUNDED


async def test_payments_21_two_who_cancel_at_once_return_each_part_once(
    shop: PayingShop,
) -> None:
    """Commerce 33."""
    basket, (one, two) = await _merchants(shop, 690, 333)
    boss = await shop.hire(3100, Role.ADMIN)
    await shop.paid(basket)
    twin = shop.twin()

    await asyncio.gather(
        shop.cancelled_by_merchant(one),
        twin.cancelled_by_merchant(two),
        twin.cancelled_by_merchant(boss),
        return_exceptions=True,
    )
    await shop.refunds.send_due()

    assert sorted(shop.stripe.back()) == [333, 690]
    assert (await shop.read()).payment_status is PaymentStatus.REFUNDED
    assert (await shop.notes()).count("refunded") == 2
    await shop.ensure_sound()


async def test_payments_21_of_two_processes_one_sends_a_refund(shop: PayingShop) -> None:
    basket, (one,) = await _merchants(shop, 690)
    await shop.paid(basket)
    await shop.cancelled_by_merchant(one)

    sent = await asyncio.gather(*(refunds.send_due() for refunds in shop.refunders()))

    assert sorted(sent) == [0, 1]
    assert shop.stripe.count("refund") == 1
    assert shop.stripe.back() == [690]
    assert (await shop.notes()).count("refunded") == 1
    await shop.ensure_sound()


@pytest.mark.parametrize("wanted", [0, -1])
async def test_commerce_34_no_refund_is_of_nothing_or_less(shop: PayingShop, wanted: int) -> None:
    basket, _ = await _merchants(shop, 690)
    await shop.paid(basket)

    assert await _owed(shop, wanted, "by hand") is None

    assert await shop.rows("refunds") == 0
    await shop.ensure_sound()


async def test_payments_22_no_more_goes_back_than_came_however_often_it_is_asked(
    shop: PayingShop,
) -> None:
    """Commerce 34."""
    basket, _ = await _merchants(shop, 690)
    await shop.paid(basket)

    asked = [
        await _owed(shop, 500, "first"),
        await _owed(shop, 500, "first"),
        await _owed(shop, 500, "second"),
        await _owed(shop, 1, "third"),
    ]
    await shop.refunds.send_due()

    assert asked == [500, None, 190, None]
    assert shop.stripe.back() == [500, 190]
    assert (await shop.read()).payment_status is PaymentStatus.REFUNDED
    await shop.ensure_sound()


async def test_payments_21_many_who_ask_at_once_get_no_more_than_came(shop: PayingShop) -> None:
    basket, _ = await _merchants(shop, 690)
    await shop.paid(basket)

    asked = [_owed(shop.twin(), 300, f"asked:{number}") for number in range(5)]
    owed = await asyncio.gather(*asked)

    assert sorted(each or 0 for each in owed) == [0, 0, 90, 300, 300]
    await shop.ensure_sound()


async def _owed(shop: PayingShop, wanted: int, subject: str) -> int | None:
    async with shop.store.write() as uow:
        order = await uow.orders.get(1, lock=True)
        assert order
        (taken,) = await uow.refunds.taken(order.id)
        debts = Debts(shop.clock, [taken.provider])
        refund = await debts.owe(uow, taken, wanted, subject)
    return refund.money.amount if refund else None


async def test_payments_22_an_order_that_was_never_paid_returns_nothing(
    shop: PayingShop,
) -> None:
    basket, _ = await _merchants(shop, 690)
    anna = await shop.customer()
    payment = await shop.opened(basket, anna)

    await shop.orders.cancel(anna, payment.order_id)
    await shop.watch.look()
    await shop.refunds.send_due()

    assert await shop.rows("refunds") == shop.stripe.count("refund") == 0
    assert (await shop.read()).payment_status is PaymentStatus.UNPAID
    await shop.ensure_sound()


async def test_the_refund_of_a_shop_that_gave_up_its_provider_is_an_owners_to_do(
    store: SqlStore, clock: StandingClock
) -> None:
    shop = PayingShop(store, clock)
    basket, (one,) = await _merchants(shop, 690)
    await shop.paid(basket)
    await shop.cancelled_by_merchant(one)

    await PayingShop(store, clock, Provider(clock, "yookassa")).refunds.send_due()

    assert await shop.alerts() == ["refunding", "refund_due"]
    assert (await shop.read()).payment_status is PaymentStatus.REFUND_DUE
    assert "refunded" not in await shop.notes()
    await shop.ensure_sound()
