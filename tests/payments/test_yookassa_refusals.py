"""What YooKassa refuses for good, and what the gateway makes of it."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from domain.gateways import (
    AlreadyDone,
    NotDone,
)
from domain.payments import Attempt
from tests.payments.yookassa_stand import (
    FISCAL,
    OTHER_SECRET,
    OTHER_SHOP,
    Stand,
    refund,
    request,
    rubles,
    stand,
)


@pytest.fixture
async def provider() -> AsyncIterator[Stand]:
    """A running YooKassa."""
    async with stand() as made:
        yield made


async def test_a_payment_nobody_knows_is_not_done(provider: Stand) -> None:
    with pytest.raises(NotDone):
        await provider.gateway().fetch("30e87580-000f-5000-8000-00000000dead")


@pytest.mark.parametrize("identifier", ["../me", "a/b", "", "x?y", "a" * 65])
async def test_what_is_no_identifier_becomes_no_address(provider: Stand, identifier: str) -> None:
    with pytest.raises(NotDone):
        await provider.gateway().fetch(identifier)
    with pytest.raises(NotDone):
        await provider.gateway().fetch_refund(identifier)


async def test_another_shops_payment_is_not_to_be_seen(provider: Stand) -> None:
    mine = await provider.gateway().create(request())
    other = provider.gateway(OTHER_SHOP, OTHER_SECRET)
    with pytest.raises(NotDone):
        await other.fetch(mine.external_id)


async def test_more_than_what_is_left_never_goes_back(provider: Stand) -> None:
    gateway = provider.gateway()
    made = await gateway.create(request())
    provider.desk.pay(made.external_id)
    await gateway.refund(refund(made.external_id, 150, "first"))
    with pytest.raises(NotDone):
        await gateway.refund(refund(made.external_id, 51, "second"))
    assert provider.desk.payments[made.external_id].refunded == 15_000


async def test_a_refund_of_what_went_back_before_is_already_done(provider: Stand) -> None:
    gateway = provider.gateway()
    made = await gateway.create(request())
    provider.desk.pay(made.external_id)
    await gateway.refund(refund(made.external_id, 200, "first"))
    with pytest.raises(AlreadyDone):
        await gateway.refund(refund(made.external_id, 200, "second"))
    assert provider.desk.payments[made.external_id].refunded == 20_000


async def test_money_that_never_came_cannot_go_back(provider: Stand) -> None:
    gateway = provider.gateway()
    made = await gateway.create(request())
    with pytest.raises(NotDone):
        await gateway.refund(refund(made.external_id, 200))
    assert not provider.desk.refunds


async def test_taking_what_was_taken_before_is_already_done(provider: Stand) -> None:
    gateway = provider.gateway(capture=False)
    made = await gateway.create(request())
    provider.desk.pay(made.external_id)
    await gateway.capture(made.external_id, rubles(200), "one")
    with pytest.raises(AlreadyDone):
        await gateway.capture(made.external_id, rubles(200), "two")


async def test_taking_what_is_not_held_is_not_done(provider: Stand) -> None:
    gateway = provider.gateway(capture=False)
    made = await gateway.create(request())
    with pytest.raises(NotDone):
        await gateway.capture(made.external_id, rubles(200), "one")
    provider.desk.pay(made.external_id)
    with pytest.raises(NotDone):
        await gateway.capture(made.external_id, rubles(200.01), "two")
    assert provider.desk.payments[made.external_id].status == "waiting_for_capture"


async def test_a_hold_that_ran_out_cannot_be_taken(provider: Stand) -> None:
    gateway = provider.gateway(capture=False)
    made = await gateway.create(request())
    provider.desk.pay(made.external_id)
    provider.clock.skip(7 * 24 * 3600)
    with pytest.raises(NotDone):
        await gateway.capture(made.external_id, rubles(200), "late")
    gone = await gateway.fetch(made.external_id)
    assert (gone.state, gone.reason) == (Attempt.CANCELLED, "yoo_money:expired_on_capture")


async def test_without_a_contact_no_receipt_and_no_payment_is_made(provider: Stand) -> None:
    gateway = provider.gateway(OTHER_SHOP, OTHER_SECRET, receipts=FISCAL)
    with pytest.raises(NotDone):
        await gateway.create(replace(request(), phone="", email=""))
    assert not provider.desk.payments


async def test_a_shop_that_forgot_its_receipts_is_refused(provider: Stand) -> None:
    gateway = provider.gateway(OTHER_SHOP, OTHER_SECRET, receipts=None)
    with pytest.raises(NotDone, match="receipt"):
        await gateway.create(request())
    assert not provider.desk.payments
