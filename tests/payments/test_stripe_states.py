"""Paying by Stripe: what the shop reads of how things stand, and what it can still change."""

from collections.abc import AsyncIterator

import pytest

from domain.gateways import NotDone
from domain.money import Money
from domain.payments import Attempt
from payments.stripe import Stripe
from tests.payments.stripe_stand import (
    OTHER_KEY,
    OTHER_WHSEC,
    RETURN_URL,
    Stand,
    called,
    standing,
)


@pytest.fixture
async def stand() -> AsyncIterator[Stand]:
    async with standing() as made:
        yield made


@pytest.fixture
def stripe(stand: Stand) -> Stripe:
    return stand.gateway()


@pytest.mark.parametrize("way", ["card", "alipay", "wechat_pay"])
async def test_what_was_paid_is_captured_with_its_way_and_its_id(
    stand: Stand, stripe: Stripe, way: str
) -> None:
    made = await stripe.create(stand.request())
    stand.desk.pay(made.external_id, way)

    paid = await stripe.fetch(made.external_id)

    assert (paid.state, paid.paid) == (Attempt.CAPTURED, Money(2000, "USD"))
    assert paid.charge_id.startswith("pi_")
    assert (paid.refunded, paid.disputed, paid.reason) == (0, 0, "")


async def test_a_payment_is_found_by_what_is_behind_it_too(stand: Stand, stripe: Stripe) -> None:
    await stand.paid(stripe, "another")
    paid = await stand.paid(stripe)

    assert await stripe.fetch(paid.charge_id) == paid


async def test_a_payment_of_somebody_else_is_not_found(stand: Stand, stripe: Stripe) -> None:
    paid = await stand.paid(stripe)

    for unknown in ("pi_unknown", "cs_unknown", "re_unknown", "../balance", ""):
        with pytest.raises(NotDone):
            await stripe.fetch(unknown)
    with pytest.raises(NotDone):
        await stand.gateway(OTHER_KEY, OTHER_WHSEC).fetch(paid.external_id)


async def test_a_declined_card_leaves_the_page_open_and_tells_why(
    stand: Stand, stripe: Stripe
) -> None:
    made = await stripe.create(stand.request())
    stand.desk.pay(made.external_id, "insufficient_funds")

    refused = await stripe.fetch(made.external_id)
    assert (refused.state, refused.reason) == (Attempt.PENDING, "insufficient_funds")
    assert (refused.paid, refused.pay_url) == (None, made.pay_url)

    stand.desk.pay(made.external_id)
    assert (await stripe.fetch(made.external_id)).reason == ""


async def test_money_that_is_settled_later_is_pending_until_it_comes(
    stand: Stand, stripe: Stripe
) -> None:
    made = await stripe.create(stand.request())
    stand.desk.pay(made.external_id, "wechat_pay_later")
    waiting = await stripe.fetch(made.external_id)
    stand.desk.settle(made.external_id)

    assert (waiting.state, waiting.paid) == (Attempt.PENDING, None)
    assert (await stripe.fetch(made.external_id)).state is Attempt.CAPTURED


async def test_money_that_was_to_come_later_and_did_not_is_a_failure(
    stand: Stand, stripe: Stripe
) -> None:
    made = await stripe.create(stand.request())
    stand.desk.pay(made.external_id, "wechat_pay_later")
    stand.desk.settle(made.external_id, ok=False)

    failed = await stripe.fetch(made.external_id)
    assert (failed.state, failed.paid) == (Attempt.FAILED, None)
    assert failed.reason == "payment_intent_payment_attempt_failed"


async def test_a_page_nobody_paid_on_expires_by_itself(stand: Stand, stripe: Stripe) -> None:
    made = await stripe.create(stand.request())
    stand.clock.skip(3600)

    closed = await stripe.fetch(made.external_id)
    assert (closed.state, closed.paid, closed.pay_url) == (Attempt.EXPIRED, None, "")


async def test_money_that_comes_although_the_page_expired_is_money(
    stand: Stand, stripe: Stripe
) -> None:
    made = await stripe.create(stand.request())
    stand.clock.skip(3600)
    stand.desk.tick()
    stand.desk.pay(made.external_id, late=True)

    assert (await stripe.fetch(made.external_id)).state is Attempt.CAPTURED


async def test_a_cancelled_page_takes_no_money_any_more(stand: Stand, stripe: Stripe) -> None:
    made = await stripe.create(stand.request())

    assert (await stripe.cancel(made.external_id, "attempt-1")).state is Attempt.EXPIRED
    assert (await stripe.cancel(made.external_id, "attempt-1")).state is Attempt.EXPIRED
    assert stand.desk.charges(made.external_id) == []


async def test_what_was_paid_before_the_cancel_stays_paid(stand: Stand, stripe: Stripe) -> None:
    paid = await stand.paid(stripe)

    assert await stripe.cancel(paid.external_id, "attempt-1") == paid


async def _held(stand: Stand, cents: str = "2000") -> str:
    """A payment that is held first, made without the gateway: it asks for none such."""
    form = {
        "mode": "payment",
        "success_url": RETURN_URL,
        "payment_intent_data[capture_method]": "manual",
        "line_items[0][quantity]": "1",
        "line_items[0][price_data][currency]": "usd",
        "line_items[0][price_data][unit_amount]": cents,
        "line_items[0][price_data][product_data][name]": "Mug",
    }
    _, session = await called(stand, "POST", "/v1/checkout/sessions", form)
    stand.desk.pay(session["id"])
    return str(session["id"])


async def test_held_money_is_authorised_until_it_is_captured(stand: Stand, stripe: Stripe) -> None:
    held = await _held(stand)
    before = await stripe.fetch(held)
    after = await stripe.capture(held, Money(1500, "USD"), "attempt-1")

    assert (before.state, before.paid) == (Attempt.AUTHORIZED, Money(2000, "USD"))
    assert (after.state, after.paid) == (Attempt.CAPTURED, Money(1500, "USD"))
    assert await stripe.capture(held, Money(1500, "USD"), "a new key") == after


async def test_more_than_is_held_is_not_captured(stand: Stand, stripe: Stripe) -> None:
    held = await _held(stand)

    with pytest.raises(NotDone):
        await stripe.capture(held, Money(2001, "USD"), "attempt-1")

    assert (await stripe.fetch(held)).state is Attempt.AUTHORIZED


async def test_held_money_can_be_let_go(stand: Stand, stripe: Stripe) -> None:
    held = await _held(stand)

    assert (await stripe.cancel(held, "attempt-1")).state is Attempt.CANCELLED
    with pytest.raises(NotDone):
        await stripe.capture(held, Money(2000, "USD"), "attempt-1")
