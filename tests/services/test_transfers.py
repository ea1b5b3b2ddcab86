"""Bank transfers: a person of the shop looks, and the first who decides has decided."""

import asyncio
from datetime import timedelta

import pytest

from domain.customers import Customer, Role
from domain.errors import AlreadyDone, NotAllowed, NotFound, WrongStep
from domain.orders import Method, Order, PaymentStatus, Status
from domain.payments import Attempt
from domain.services.checkout import Placed
from tests.shop import HOLD, Shop

PHOTO = b"a photo of a receipt"


async def _ordered(shop: Shop, pieces: int = 1) -> tuple[Customer, Placed]:
    mug = await shop.stock("MUG", 5)
    anna = await shop.customer()
    return anna, await shop.order(anna, {mug: pieces}, Method.TRANSFER)


async def _claimed(shop: Shop) -> tuple[Customer, Placed]:
    anna, placed = await _ordered(shop)
    await shop.transfers.claim(anna, placed.order.id, PHOTO)
    return anna, placed


async def _read(shop: Shop, order_id: int = 1) -> Order:
    async with shop.store.read() as uow:
        order = await uow.orders.get(order_id)
    assert order
    return order


async def test_a_transfer_has_a_day_to_arrive(shop: Shop) -> None:
    _, placed = await _ordered(shop)
    assert placed.order.expires_at == shop.clock.now() + timedelta(hours=24)

    shop.clock.skip(minutes=HOLD + 1)

    assert await shop.orders.expire_due() == 0
    shop.clock.skip(minutes=24 * 60)
    assert await shop.orders.expire_due() == 1
    await shop.ensure_sound()


async def test_choosing_a_transfer_later_holds_the_goods_for_as_long(shop: Shop) -> None:
    mug = await shop.stock("MUG", 5)
    anna = await shop.customer()
    placed = await shop.order(anna, {mug: 1})
    assert placed.order.expires_at == shop.clock.now() + timedelta(minutes=HOLD)

    chosen = await shop.till.choose(anna, placed.order.id, Method.TRANSFER)

    assert chosen.order.expires_at == shop.clock.now() + timedelta(hours=24)
    assert (await _read(shop)).expires_at == chosen.order.expires_at
    assert (await _read(shop)).method is Method.TRANSFER


async def test_a_claimed_transfer_holds_the_goods_until_somebody_decides(shop: Shop) -> None:
    anna, placed = await _claimed(shop)

    shop.clock.skip(minutes=3 * 24 * 60)

    assert await shop.orders.expire_due() == 0
    order = await _read(shop)
    assert (order.status, order.payment_status) == (
        Status.AWAITING_PAYMENT,
        PaymentStatus.CHECKING,
    )
    with pytest.raises(WrongStep):
        await shop.orders.cancel(anna, placed.order.id)
    await shop.ensure_sound()


async def test_a_confirmed_transfer_pays_the_order_once(shop: Shop) -> None:
    _, placed = await _claimed(shop)
    assert placed.payment
    staff = await shop.hire(3001, Role.MERCHANT, 1)

    order = await shop.transfers.confirm(staff, placed.payment.id)
    with pytest.raises(AlreadyDone):
        await shop.transfers.confirm(staff, placed.payment.id)
    with pytest.raises(AlreadyDone):
        await shop.transfers.reject(staff, placed.payment.id)

    assert (order.status, order.payment_status) == (Status.CONFIRMED, PaymentStatus.PAID)
    assert await shop.rows("charges") == 1
    assert "note:1:paid" in await shop.queued()
    await shop.ensure_sound()


async def test_payments_34_of_two_who_decide_at_once_the_first_decides(shop: Shop) -> None:
    _, placed = await _claimed(shop)
    assert placed.payment
    one, other = [await shop.hire(id_, Role.ADMIN) for id_ in (3001, 3002)]

    came = await asyncio.gather(
        shop.transfers.confirm(one, placed.payment.id),
        shop.transfers.reject(other, placed.payment.id),
        return_exceptions=True,
    )

    late = [each for each in came if isinstance(each, AlreadyDone)]
    done = [each for each in came if isinstance(each, Order)]
    assert (len(late), len(done)) == (1, 1)
    paid = (await _read(shop)).status is Status.CONFIRMED
    assert await shop.rows("charges") == int(paid)
    assert ("note:1:paid" in await shop.queued()) == paid
    await shop.ensure_sound()


async def test_payments_34_the_same_photo_twice_is_shown_once_and_another_is_shown_too(
    shop: Shop,
) -> None:
    anna, placed = await _claimed(shop)

    await shop.transfers.claim(anna, placed.order.id, PHOTO)
    assert len(await shop.queued("transfer")) == 1
    await shop.transfers.claim(anna, placed.order.id, b"a better photo")

    assert len(await shop.queued("transfer")) == 2
    assert await shop.rows("payments") == 1


async def test_a_rejected_transfer_is_told_and_may_be_claimed_again(shop: Shop) -> None:
    anna, placed = await _claimed(shop)
    assert placed.payment
    boss = await shop.hire(3001, Role.OWNER)
    shop.clock.skip(minutes=25 * 60)

    order = await shop.transfers.reject(boss, placed.payment.id)

    assert order.payment_status is PaymentStatus.UNPAID
    assert order.expires_at == shop.clock.now() + timedelta(minutes=HOLD)
    assert f"note:1:not_received:{placed.payment.id}" in await shop.queued()
    await shop.transfers.claim(anna, placed.order.id, PHOTO)
    async with shop.store.read() as uow:
        states = [each.status for each in await uow.payments.of_order(1)]
    assert states == [Attempt.FAILED, Attempt.REVIEW]
    await shop.ensure_sound()


async def test_money_of_a_transfer_comes_back_when_the_order_was_paid_meanwhile(
    shop: Shop,
) -> None:
    anna, placed = await _claimed(shop)
    assert placed.payment
    boss = await shop.hire(3001, Role.OWNER)
    by_card = await shop.till.choose(anna, placed.order.id, Method.TELEGRAM)
    await shop.payments.settle(shop.charge(by_card))

    order = await shop.transfers.confirm(boss, placed.payment.id)

    assert (order.status, order.payment_status) == (Status.CONFIRMED, PaymentStatus.PAID)
    assert await shop.rows("refunds") == 1
    assert f"alert:refund_due:transfer:{placed.payment.id}" in await shop.queued()
    await shop.ensure_sound()


async def test_only_those_whose_money_it_is_decide(shop: Shop) -> None:
    mug = await shop.stock("MUG", 5)
    hatter = await shop.merchant("Hats")
    hat = await shop.stock("HAT", 5, merchant=hatter)
    anna, boris = await shop.customer(), await shop.customer(1002)
    placed = await shop.order(anna, {mug: 1, hat: 1}, Method.TRANSFER)
    assert placed.payment
    with pytest.raises(NotFound):
        await shop.transfers.claim(boris, placed.order.id, PHOTO)
    await shop.transfers.claim(anna, placed.order.id, PHOTO)
    one_of_two = await shop.hire(3001, Role.MERCHANT, hatter)

    for actor in (anna, boris, one_of_two):
        with pytest.raises(NotAllowed):
            await shop.transfers.confirm(actor, placed.payment.id)
        with pytest.raises(NotAllowed):
            await shop.transfers.reject(actor, placed.payment.id)

    assert (await _read(shop)).payment_status is PaymentStatus.CHECKING


async def test_an_order_that_ended_takes_no_claim(shop: Shop) -> None:
    anna, placed = await _ordered(shop)
    await shop.orders.cancel(anna, placed.order.id)

    with pytest.raises(WrongStep):
        await shop.transfers.claim(anna, placed.order.id, PHOTO)

    assert await shop.queued("transfer") == []
