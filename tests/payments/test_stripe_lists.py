"""Stripe's list of payments: whether it can stand beside our books."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web

from domain.gateways import OutcomeUnknown, Snapshot
from domain.payments import Attempt
from payments.stripe import Stripe
from tests.payments.stripe_stand import RETURN_URL, Stand, called, line, refund, serving, standing


@pytest.fixture
async def stand() -> AsyncIterator[Stand]:
    async with standing() as made:
        yield made


@pytest.fixture
def stripe(stand: Stand) -> Stripe:
    return stand.gateway()


async def _listed(stand: Stand, stripe: Stripe) -> list[Snapshot]:
    return [each async for each in stripe.since(stand.now - timedelta(days=3))]


async def test_the_list_tells_of_each_payment_what_asking_for_it_tells(
    stand: Stand, stripe: Stripe
) -> None:
    paid = [await stand.paid(stripe, f"attempt-{number}") for number in range(5)]
    await stripe.create(stand.request("unpaid"))
    closed = await stripe.create(stand.request("expired"))
    stand.desk.expire(closed.external_id)
    await stripe.refund(refund(paid[1], 500))
    await stripe.refund(refund(paid[2], 2000, "refund-2"))
    stand.desk.dispute(paid[3].external_id)
    lost = stand.desk.dispute(paid[4].external_id, 700)
    stand.desk.close_dispute(lost, won=False)

    listed = await _listed(stand, stripe)

    assert listed == [await stripe.fetch(each.external_id) for each in listed]
    facts = {each.key: (each.state, each.refunded, each.disputed) for each in listed}
    assert facts == {
        "attempt-0": (Attempt.CAPTURED, 0, 0),
        "attempt-1": (Attempt.CAPTURED, 500, 0),
        "attempt-2": (Attempt.CAPTURED, 2000, 0),
        "attempt-3": (Attempt.CAPTURED, 0, 2000),
        "attempt-4": (Attempt.CAPTURED, 0, 700),
        "unpaid": (Attempt.PENDING, 0, 0),
        "expired": (Attempt.EXPIRED, 0, 0),
    }


async def test_payments_made_while_the_list_is_read_hide_none_and_double_none(
    stand: Stand, stripe: Stripe
) -> None:
    for number in range(230):
        await stripe.create(stand.request(f"attempt-{number}"))

    listed = []
    async for each in stripe.since(stand.now - timedelta(days=3)):
        listed.append(each.key)
        if len(listed) % 100 == 50:
            await stripe.create(stand.request(f"meanwhile-{len(listed)}"))

    assert listed == [f"attempt-{number}" for number in reversed(range(230))]


async def test_a_payment_of_another_program_names_no_attempt_of_ours(
    stand: Stand, stripe: Stripe
) -> None:
    """Even if it calls its own notes "key"."""
    form = {
        "mode": "payment",
        "success_url": RETURN_URL,
        "metadata[key]": "invoice-7",
        "client_reference_id": "invoice-7",
        "line_items[0][quantity]": "1",
        "line_items[0][price_data][currency]": "usd",
        "line_items[0][price_data][unit_amount]": "100",
        "line_items[0][price_data][product_data][name]": "Theirs",
    }
    status, made = await called(stand, "POST", "/v1/checkout/sessions", form)
    assert status == 200
    stand.desk.pay(made["id"])

    (listed,) = await _listed(stand, stripe)

    assert (listed.external_id, listed.key, listed.state) == (made["id"], "", Attempt.CAPTURED)


async def test_a_list_that_breaks_off_is_not_taken_for_a_whole_one(
    stand: Stand, stripe: Stripe
) -> None:
    for number in range(101):
        await stripe.create(stand.request(f"attempt-{number}", line(cents=100)))

    seen = []

    async def read_on() -> None:
        async for each in stripe.since(stand.now - timedelta(days=3)):
            seen.append(each.key)
            stand.desk.faults.fail_before = 1

    with pytest.raises(OutcomeUnknown):
        await read_on()

    assert len(seen) == 100


async def test_a_list_that_promises_more_and_shows_nothing_ends(stand: Stand) -> None:
    asked = []

    async def answer(request: web.Request) -> web.Response:
        asked.append(request.query_string)
        return web.json_response({"object": "list", "data": [], "has_more": True})

    async with serving([web.get("/v1/checkout/sessions", answer)]) as url:
        gateway = stand.gateway(api_url=url)
        listed = [each async for each in gateway.since(datetime(2026, 11, 1, tzinfo=UTC))]

    assert (listed, len(asked)) == ([], 1)


@pytest.mark.parametrize(("key", "whole"), [("", True), ("attempt-1", False)])
async def test_a_payment_that_cannot_be_read_hides_no_others_unless_it_is_ours(
    stand: Stand, key: str, *, whole: bool
) -> None:
    good = {"id": "cs_2", "object": "checkout.session", "amount_total": 5, "currency": "usd"}
    strange = good | {"id": "cs_1", "amount_total": "5", "metadata": {"souk_attempt": key}}

    async def answer(_: web.Request) -> web.Response:
        return web.json_response({"object": "list", "data": [strange, good]})

    async with serving([web.get("/v1/checkout/sessions", answer)]) as url:
        listed = _listed(stand, stand.gateway(api_url=url))
        if whole:
            assert [each.external_id for each in await listed] == ["cs_2"]
        else:
            with pytest.raises(OutcomeUnknown):
                await listed
