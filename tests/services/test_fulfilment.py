"""Merchants work off their own parts; the first tap wins; stock leaves when goods do."""

import asyncio

import pytest

from domain.customers import Customer, Role
from domain.errors import AlreadyDone, NotAllowed, WrongStep
from domain.fulfilment import Step
from domain.orders import Method, PaymentStatus, Status
from tests.shop import Shop


async def _steps(shop: Shop, actor: Customer, part: int, *steps: Step) -> None:
    for step in steps:
        await shop.fulfilments.move(actor, part, step)


async def test_goods_leave_the_shelf_when_shipped_and_the_order_ends_when_delivered(
    shop: Shop,
) -> None:
    mug = await shop.stock("MUG", 5)
    mira = await shop.hire(3001, Role.MERCHANT, 1)
    order = (await shop.order(await shop.customer(), {mug: 2}, Method.CASH)).order
    part = order.fulfilments[0].id

    await _steps(shop, mira, part, Step.ACCEPTED, Step.PACKED)
    assert await shop.counts(mug) == (5, 2)
    shipped = await shop.fulfilments.move(mira, part, Step.SHIPPED, " RR 12345 ")
    assert await shop.counts(mug) == (3, 0)
    delivered = await shop.fulfilments.move(mira, part, Step.DELIVERED)

    assert shipped.fulfilment.tracking == "RR 12345"
    assert delivered.order.status is Status.COMPLETED
    assert delivered.order.payment_status is PaymentStatus.PAID
    assert await shop.queued("order_note") == [
        "note:1:placed",
        "note:1:shipped:1",
        "note:1:delivered:1",
    ]
    await shop.ensure_sound()


async def test_the_tracking_number_stays_through_later_steps(shop: Shop) -> None:
    mug = await shop.stock("MUG", 5)
    mira = await shop.hire(3001, Role.MERCHANT, 1)
    order = (await shop.order(await shop.customer(), {mug: 2}, Method.CASH)).order
    part = order.fulfilments[0].id
    await _steps(shop, mira, part, Step.ACCEPTED, Step.PACKED)
    await shop.fulfilments.move(mira, part, Step.SHIPPED, "RR12345")

    delivered = await shop.fulfilments.move(mira, part, Step.DELIVERED)

    assert delivered.fulfilment.tracking == "RR12345"


async def test_of_two_hands_one_accepts_and_the_other_learns_who_did(shop: Shop) -> None:
    mug = await shop.stock("MUG", 5)
    mira, nils = (
        await shop.hire(3001, Role.MERCHANT, 1),
        await shop.hire(3002, Role.MERCHANT, 1),
    )
    order = (await shop.order(await shop.customer(), {mug: 1}, Method.CASH)).order
    part = order.fulfilments[0].id

    hands = [shop.fulfilments.move(person, part, Step.ACCEPTED) for person in (mira, nils)]
    answers = await asyncio.gather(*hands, return_exceptions=True)

    refusals = [answer for answer in answers if isinstance(answer, AlreadyDone)]
    assert len(refusals) == 1
    assert refusals[0].by in (mira.name, nils.name)
    assert refusals[0].at == shop.clock.now()
    assert (await shop.queued("fulfilment_card")).count("fulfilment:1:accepted") == 1


async def test_steps_cannot_be_jumped(shop: Shop) -> None:
    mug = await shop.stock("MUG", 5)
    mira = await shop.hire(3001, Role.MERCHANT, 1)
    order = (await shop.order(await shop.customer(), {mug: 1}, Method.CASH)).order

    with pytest.raises(WrongStep):
        await shop.fulfilments.move(mira, order.fulfilments[0].id, Step.SHIPPED)

    assert await shop.counts(mug) == (5, 1)
    await shop.ensure_sound()


async def test_nothing_is_done_for_an_order_that_still_waits_for_money(shop: Shop) -> None:
    mug = await shop.stock("MUG", 5)
    mira = await shop.hire(3001, Role.MERCHANT, 1)
    order = (await shop.order(await shop.customer(), {mug: 1})).order

    with pytest.raises(WrongStep):
        await shop.fulfilments.move(mira, order.fulfilments[0].id, Step.ACCEPTED)

    await shop.ensure_sound()


@pytest.mark.parametrize("role", ["stranger", "other merchant"])
async def test_only_the_merchants_own_people_and_admins_touch_a_part(
    shop: Shop, role: str
) -> None:
    await shop.merchant("Souk")
    nord = await shop.merchant("Nord")
    mug = await shop.stock("MUG", 5)
    order = (await shop.order(await shop.customer(), {mug: 1}, Method.CASH)).order
    part = order.fulfilments[0].id
    actor = (
        await shop.customer(1002)
        if role == "stranger"
        else await shop.hire(3002, Role.MERCHANT, nord)
    )
    admin = await shop.hire(4001, Role.ADMIN)

    with pytest.raises(NotAllowed):
        await shop.fulfilments.move(actor, part, Step.ACCEPTED)
    with pytest.raises(NotAllowed):
        await shop.fulfilments.get(actor, part)

    accepted = await shop.fulfilments.move(admin, part, Step.ACCEPTED)
    assert accepted.fulfilment.by == admin.name


async def test_a_cancelled_part_goes_back_to_the_shelf_and_paid_money_is_owed(
    shop: Shop,
) -> None:
    mug = await shop.stock("MUG", 5)
    mira = await shop.hire(3001, Role.MERCHANT, 1)
    placed = await shop.order(await shop.customer(), {mug: 2})
    await shop.payments.settle(shop.charge(placed))

    part = await shop.fulfilments.move(mira, placed.order.fulfilments[0].id, Step.CANCELLED)

    assert part.order.status is Status.CANCELLED
    assert part.order.payment_status is PaymentStatus.REFUND_DUE
    assert await shop.counts(mug) == (5, 0)
    assert len(await shop.queued("staff_alert")) == 1
    await shop.ensure_sound()


async def test_one_merchant_cancelling_leaves_the_others_part_alone(shop: Shop) -> None:
    await shop.merchant("Souk")
    nord = await shop.merchant("Nord")
    mug = await shop.stock("MUG", 5)
    vase = await shop.stock("VASE", 5, merchant=nord)
    nils = await shop.hire(3002, Role.MERCHANT, nord)
    order = (await shop.order(await shop.customer(), {mug: 1, vase: 1}, Method.CASH)).order

    part = await shop.fulfilments.move(nils, order.fulfilments[1].id, Step.CANCELLED)

    assert part.order.status is Status.CONFIRMED
    assert [one.step for one in part.order.fulfilments] == [Step.NEW, Step.CANCELLED]
    assert (await shop.counts(mug), await shop.counts(vase)) == ((5, 1), (5, 0))
    await shop.ensure_sound()


async def test_the_queue_shows_a_merchant_only_its_own_parts(shop: Shop) -> None:
    await shop.merchant("Souk")
    nord = await shop.merchant("Nord")
    mug = await shop.stock("MUG", 5)
    vase = await shop.stock("VASE", 5, merchant=nord)
    await shop.order(await shop.customer(), {mug: 1, vase: 1}, Method.CASH)
    nils, admin = (
        await shop.hire(3002, Role.MERCHANT, nord),
        await shop.hire(4001, Role.ADMIN),
    )

    assert [part.merchant for part in await shop.fulfilments.queue(nils)] == ["Nord"]
    assert len(await shop.fulfilments.queue(admin)) == 2
    with pytest.raises(NotAllowed):
        await shop.fulfilments.queue(await shop.customer(1002))


async def test_every_cancelled_part_of_a_paid_order_is_owed_back(shop: Shop) -> None:
    await shop.merchant("Souk")
    nord = await shop.merchant("Nord")
    mug = await shop.stock("MUG", 5)
    vase = await shop.stock("VASE", 5, merchant=nord)
    admin = await shop.hire(4001, Role.ADMIN)
    placed = await shop.order(await shop.customer(), {mug: 1, vase: 1})
    await shop.payments.settle(shop.charge(placed))

    for part in placed.order.fulfilments:
        await shop.fulfilments.move(admin, part.id, Step.CANCELLED)

    alerts = await shop.queued("staff_alert")
    assert [alert.rpartition(":part:")[2] for alert in alerts] == ["1", "2"]
    await shop.ensure_sound()
