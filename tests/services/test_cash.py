"""What is taken at the door is on record as it was, whatever was due; owners are told.

"payments 12" and "commerce 19" are the numbers of docs/faults.md.
"""

import pytest
from sqlalchemy import select

from domain.customers import Customer, Role
from domain.errors import AlreadyDone, BadPrice
from domain.fulfilment import Step
from domain.money import LARGEST
from domain.orders import Method, Order, PaymentStatus, Status
from storage.store import SqlStore
from storage.tables.trade import charges
from tests.conftest import StandingClock
from tests.services.paying import PayingShop
from tests.shop import usd


@pytest.fixture
def shop(store: SqlStore, clock: StandingClock) -> PayingShop:
    """An empty shop."""
    return PayingShop(store, clock)


async def _on_its_way(shop: PayingShop, pieces: int = 2) -> Customer:
    """Have an order of mugs at 690 shipped, to be paid at the door; return the merchant."""
    mug = await shop.stock("MUG", 5)
    mira = await shop.hire(3001, Role.MERCHANT, 1)
    await shop.order(await shop.customer(), {mug: pieces}, Method.CASH)
    for step in (Step.ACCEPTED, Step.PACKED, Step.SHIPPED):
        await shop.fulfilments.move(mira, 1, step)
    return mira


async def _came(shop: PayingShop) -> list[tuple[str, int, bool]]:
    async with shop.store.read() as uow:
        rows = await uow.connection.execute(select(charges).order_by(charges.c.id))
        return [(row.charge_id, row.amount, row.settled) for row in rows]


async def _delivered(shop: PayingShop, mira: Customer, amount: int | None) -> Order:
    received = None if amount is None else usd(amount)
    await shop.fulfilments.move(mira, 1, Step.DELIVERED, received=received)
    return await shop.read()


@pytest.mark.parametrize("amount", [None, 1380])
async def test_what_was_due_pays_the_order_and_nobody_is_bothered(
    shop: PayingShop, amount: int | None
) -> None:
    mira = await _on_its_way(shop)
    assert (await shop.fulfilments.get(mira, 1)).collects == usd(1380)

    order = await _delivered(shop, mira, amount)

    assert (order.status, order.payment_status) == (Status.COMPLETED, PaymentStatus.PAID)
    assert await _came(shop) == [("order:1", 1380, True)]
    assert await shop.alerts() == []
    await shop.ensure_sound()


@pytest.mark.parametrize("amount", [1300, 1, 0])
async def test_commerce_19_less_is_recorded_delivered_and_told(
    shop: PayingShop, amount: int
) -> None:
    mira = await _on_its_way(shop)

    order = await _delivered(shop, mira, amount)

    assert (order.status, order.payment_status) == (
        Status.COMPLETED,
        PaymentStatus.NEEDS_REVIEW,
    )
    assert await _came(shop) == ([("order:1", amount, True)] if amount else [])
    (told,) = await shop.said("staff_alert")
    assert (told["alert"], told["amount"], told["due"], told["name"]) == (
        "cash_differs",
        amount,
        1380,
        mira.name,
    )
    assert "delivered" in await shop.notes()
    assert "cash taken" in await shop.journal()
    await shop.ensure_sound()


async def test_commerce_20_more_pays_the_order_and_the_rest_is_on_record(
    shop: PayingShop,
) -> None:
    mira = await _on_its_way(shop)

    order = await _delivered(shop, mira, 1500)

    assert order.payment_status is PaymentStatus.PAID
    assert await _came(shop) == [("order:1", 1380, True), ("order:1:more", 120, False)]
    assert await shop.alerts() == ["cash_differs"]
    await shop.ensure_sound()


async def test_two_who_deliver_with_different_sums_record_one(shop: PayingShop) -> None:
    mira = await _on_its_way(shop)
    await _delivered(shop, mira, 1300)

    with pytest.raises(AlreadyDone):
        await _delivered(shop, mira, 1380)

    assert await _came(shop) == [("order:1", 1300, True)]
    await shop.ensure_sound()


@pytest.mark.parametrize("amount", [-1, LARGEST + 1])
async def test_a_sum_nobody_can_have_taken_changes_nothing(shop: PayingShop, amount: int) -> None:
    mira = await _on_its_way(shop)

    with pytest.raises(BadPrice):
        await _delivered(shop, mira, amount)

    assert (await shop.fulfilments.get(mira, 1)).fulfilment.step is Step.SHIPPED
    assert await _came(shop) == []
    await shop.ensure_sound()


async def test_only_the_last_of_several_merchants_collects_for_all(shop: PayingShop) -> None:
    await shop.merchant("Second")
    mug, cup = await shop.stock("MUG", 5), await shop.stock("CUP", 5, 333, 2)
    mira, nina = [await shop.hire(3000 + n, Role.MERCHANT, n) for n in (1, 2)]
    await shop.order(await shop.customer(), {mug: 1, cup: 1}, Method.CASH)
    for person, part in ((mira, 1), (nina, 2)):
        for step in (Step.ACCEPTED, Step.PACKED, Step.SHIPPED):
            await shop.fulfilments.move(person, part, step)
    assert (await shop.fulfilments.get(mira, 1)).collects is None

    await shop.fulfilments.move(mira, 1, Step.DELIVERED, received=usd(5))
    assert (await shop.fulfilments.get(nina, 2)).collects == usd(1023)
    await shop.fulfilments.move(nina, 2, Step.DELIVERED, received=usd(1000))

    assert await _came(shop) == [("order:1", 1000, True)]
    await shop.ensure_sound()


async def test_goods_that_came_back_are_paid_back_from_what_was_taken(shop: PayingShop) -> None:
    """No more goes back than was taken, although the pieces cost more."""
    mira = await _on_its_way(shop, pieces=1)
    order = await _delivered(shop, mira, 600)

    await shop.edits.refund(mira, 1, order.lines[0].id, 1, 1)

    (refund,) = await shop.returns()
    assert refund.money == usd(600)
    await shop.ensure_sound()


async def test_nothing_is_collected_for_an_order_paid_on_a_page(shop: PayingShop) -> None:
    mug = await shop.stock("MUG", 5)
    mira = await shop.hire(3001, Role.MERCHANT, 1)
    await shop.paid({mug: 1})
    for step in (Step.ACCEPTED, Step.PACKED, Step.SHIPPED):
        await shop.fulfilments.move(mira, 1, step)

    assert (await shop.fulfilments.get(mira, 1)).collects is None
    await shop.fulfilments.move(mira, 1, Step.DELIVERED, received=usd(1))

    assert (await shop.read()).payment_status is PaymentStatus.PAID
    assert await shop.rows("charges") == 1
    await shop.ensure_sound()
