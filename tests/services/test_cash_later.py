"""Cash instead of the page or invoice that was chosen first: agreed on once, and then it holds."""

import pytest

from domain.customers import Role
from domain.errors import NotFound, PaymentRefused, Refusal, WrongStep
from domain.fulfilment import Step
from domain.orders import Method, PaymentStatus, Status
from domain.payments import Attempt
from domain.services.attempts import FIRST_LOOK
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.services.paying import PayingShop
from tests.shop import usd


@pytest.fixture
def shop(store: SqlStore, clock: StandingClock) -> PayingShop:
    """An empty shop with Stripe."""
    return PayingShop(store, clock)


async def test_an_unpaid_order_is_begun_at_once_and_its_hold_does_not_end(
    shop: PayingShop,
) -> None:
    mug = await shop.stock("MUG", 5)
    anna, placed = await shop.wanted({mug: 2})
    page = await shop.page(anna, placed.id)

    order = await shop.till.at_the_door(anna, placed.id)
    shop.clock.skip(minutes=60)
    await shop.orders.expire_due(shop.watch.may_end)

    assert (order.status, order.method) == (Status.CONFIRMED, Method.CASH)
    assert (order.payment_status, order.expires_at) == (PaymentStatus.UNPAID, None)
    assert (await shop.read()).status is Status.CONFIRMED
    assert (await shop.attempt(page.key)).status is Attempt.CANCELLED
    assert await shop.queued("fulfilment_card") == ["fulfilment:1:new"]
    assert (await shop.journal())[-1] == "cash agreed"
    await shop.ensure_sound()


async def test_the_page_is_shut(shop: PayingShop) -> None:
    mug = await shop.stock("MUG", 5)
    anna, placed = await shop.wanted({mug: 2})
    await shop.page(anna, placed.id)

    await shop.till.at_the_door(anna, placed.id)
    await shop.watch.look()

    assert shop.stripe.count("cancel") == 1


async def test_money_that_comes_all_the_same_goes_back_and_cash_stays_due(
    shop: PayingShop,
) -> None:
    mug = await shop.stock("MUG", 5)
    mira = await shop.hire(3001, Role.MERCHANT, 1)
    anna, placed = await shop.wanted({mug: 2})
    page = await shop.page(anna, placed.id)
    shop.stripe.pay(page.key)

    await shop.till.at_the_door(anna, placed.id)
    await shop.told(shop.stripe.hint(page.key))
    assert (await shop.read()).payment_status is PaymentStatus.UNPAID
    await shop.refunds.send_due()

    (refund,) = await shop.returns()
    assert refund.money == usd(1380)
    assert (await shop.read()).payment_status is PaymentStatus.UNPAID
    await shop.ensure_sound()
    for step in (Step.ACCEPTED, Step.PACKED, Step.SHIPPED):
        await shop.fulfilments.move(mira, 1, step)
    assert (await shop.fulfilments.get(mira, 1)).collects == usd(1380)
    await shop.fulfilments.move(mira, 1, Step.DELIVERED)
    assert (await shop.read()).payment_status is PaymentStatus.PAID
    await shop.ensure_sound()


async def test_money_that_is_on_its_way_is_waited_for(shop: PayingShop) -> None:
    mug = await shop.stock("MUG", 5)
    anna = await shop.customer()
    placed = await shop.order(anna, {mug: 1}, Method.TELEGRAM)
    assert placed.payment
    await shop.payments.approve(placed.payment.key, anna.id, usd(690))

    with pytest.raises(WrongStep) as refused:
        await shop.till.at_the_door(anna, placed.order.id)

    assert refused.value.now == "paying"
    assert (await shop.read()).status is Status.AWAITING_PAYMENT


async def test_an_invoice_of_an_order_that_is_paid_in_cash_takes_no_money(
    shop: PayingShop,
) -> None:
    mug = await shop.stock("MUG", 5)
    anna = await shop.customer()
    placed = await shop.order(anna, {mug: 1}, Method.TELEGRAM)
    assert placed.payment
    await shop.till.at_the_door(anna, placed.order.id)

    with pytest.raises(PaymentRefused) as refused:
        await shop.payments.approve(placed.payment.key, anna.id, usd(690))

    assert refused.value.reason is Refusal.AT_THE_DOOR


async def test_only_whoever_ordered_agrees_and_only_while_it_waits(shop: PayingShop) -> None:
    mug = await shop.stock("MUG", 5)
    anna, placed = await shop.wanted({mug: 1})
    with pytest.raises(NotFound):
        await shop.till.at_the_door(await shop.customer(1002), placed.id)

    shop.clock.skip(seconds=FIRST_LOOK.total_seconds())
    await shop.till.at_the_door(anna, placed.id)

    with pytest.raises(WrongStep):
        await shop.till.at_the_door(anna, placed.id)
    assert await shop.queued("fulfilment_card") == ["fulfilment:1:new"]
