"""What goes wrong between the shop and Stripe, and what the shop may do next."""

import logging
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from aiohttp import web

from domain.gateways import (
    AlreadyDone,
    Declined,
    GatewayError,
    KeyReused,
    KeysRefused,
    NotDone,
    OutcomeUnknown,
    TryLater,
)
from domain.payments import Attempt
from payments.stripe import Stripe
from tests.payments.stripe_stand import KEY, WHSEC, Stand, nobody, refund, serving, standing

SECRETS = (KEY, WHSEC, "sk_test_wrong_key_of_a_shop", "anna@example.com")


@pytest.fixture
async def stand() -> AsyncIterator[Stand]:
    async with standing() as made:
        yield made


@pytest.fixture
def stripe(stand: Stand) -> Stripe:
    return stand.gateway()


async def fails(stripe: Stripe, stand: Stand) -> GatewayError:
    """The error of asking for a payment."""
    with pytest.raises(GatewayError) as caught:
        await stripe.create(stand.request(email="anna@example.com"))
    for error in chain(caught.value):
        assert isinstance(error, GatewayError)
        assert not any(secret in f"{error!r}" for secret in SECRETS)
    return caught.value


def chain(error: BaseException | None) -> Iterator[BaseException]:
    """An error with all that a journal would print after it."""
    while error is not None:
        yield error
        error = error.__context__


@pytest.mark.parametrize(
    ("fault", "kind", "made"),
    [
        ("fail_before", OutcomeUnknown, 0),
        ("cut_before", OutcomeUnknown, 0),
        ("cut_after", OutcomeUnknown, 1),
        ("processing", TryLater, 0),
        ("too_many", TryLater, 0),
    ],
)
async def test_after_any_trouble_the_same_key_opens_one_page(
    stand: Stand, stripe: Stripe, fault: str, kind: type[GatewayError], made: int
) -> None:
    stand.desk.faults.change({fault: 1})

    assert isinstance(await fails(stripe, stand), kind)
    assert len(stand.desk.sessions()) == made

    assert (await stripe.create(stand.request(email="anna@example.com"))).pay_url
    assert len(stand.desk.sessions()) == 1


async def test_an_error_after_the_work_was_done_is_seen_through(
    stand: Stand, stripe: Stripe
) -> None:
    """Stripe repeats a saved 500 to the same key for a day: asking again would not help."""
    stand.desk.faults.change({"fail_after": 1})
    made = await stripe.create(stand.request())

    assert made.state is Attempt.PENDING
    assert await stripe.create(stand.request()) == made
    assert len(stand.desk.sessions()) == 1


async def test_stripe_says_how_long_to_wait(stand: Stand, stripe: Stripe) -> None:
    stand.desk.faults.change({"too_many": 1})

    error = await fails(stripe, stand)
    assert isinstance(error, TryLater)
    assert error.after == 2.0


async def test_an_answer_that_never_comes_leaves_the_outcome_unknown(stand: Stand) -> None:
    stand.desk.faults.change({"hang": 1})

    error = await fails(stand.gateway(timeout=0.2), stand)
    assert type(error) is OutcomeUnknown


async def test_a_refused_connection_has_done_nothing_for_certain(stand: Stand) -> None:
    assert type(await fails(stand.gateway(api_url=nobody()), stand)) is TryLater


@pytest.mark.parametrize("key", ["sk_test_wrong_key_of_a_shop", ""])
async def test_a_wrong_key_is_told_apart_and_not_repeated(stand: Stand, key: str) -> None:
    error = await fails(stand.gateway(key or "sk"), stand)

    assert type(error) is KeysRefused
    assert stand.desk.sessions() == []


async def test_the_check_says_whether_the_key_is_good(stand: Stand, stripe: Stripe) -> None:
    await stripe.check()
    stand.desk.faults.change({"keys_refused": True})

    with pytest.raises(KeysRefused):
        await stripe.check()
    assert stand.desk.sessions() == []


def _error(kind: str, code: str = "", **more: str) -> str:
    fields = {"type": kind, "code": code, "message": f"for {KEY}, anna@example.com"} | more
    told = ", ".join(f'"{name}": "{value}"' for name, value in fields.items() if value)
    return f'{{"error": {{{told}}}}}'


BAD = "invalid_request_error"


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (400, _error(BAD, "parameter_missing"), NotDone),
        (404, _error(BAD, "resource_missing"), NotDone),
        (405, _error(BAD), NotDone),
        (401, _error(BAD), KeysRefused),
        (403, _error(BAD, "more_permissions_required"), KeysRefused),
        (402, _error("card_error", "card_declined", decline_code="lost_card"), Declined),
        (400, _error(BAD, "charge_disputed"), Declined),
        (400, _error("idempotency_error"), KeyReused),
        (409, _error("idempotency_error", "idempotency_key_in_use"), TryLater),
        (429, _error(BAD, "lock_timeout"), TryLater),
        (400, _error(BAD, "rate_limit"), TryLater),
        (400, _error(BAD, "charge_already_refunded"), AlreadyDone),
        (400, _error(BAD, "a code of the year 2031"), NotDone),
        (500, _error("api_error"), OutcomeUnknown),
        (503, _error("api_error"), OutcomeUnknown),
        (502, "<html>Bad gateway</html>", OutcomeUnknown),
        (404, "<html>Some proxy</html>", OutcomeUnknown),
        (200, "<html>Log in to the hotel's network</html>", OutcomeUnknown),
        (302, "", OutcomeUnknown),
        (400, '{"error": "a text"}', OutcomeUnknown),
        (400, '["a list"]', OutcomeUnknown),
        (200, '["a list"]', OutcomeUnknown),
        (200, "null", OutcomeUnknown),
        (200, "{}", OutcomeUnknown),
    ],
)
async def test_each_answer_means_one_thing(
    stand: Stand, status: int, body: str, kind: type[GatewayError]
) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(status=status, text=body, content_type="application/json")

    async with serving([web.route("*", "/{path:.*}", answer)]) as url:
        error = await fails(stand.gateway(api_url=url), stand)

    assert isinstance(error, kind)
    assert isinstance(error, KeysRefused) is (kind is KeysRefused)


async def test_a_decline_carries_the_reason_of_the_bank(stand: Stand) -> None:
    async def decline(_: web.Request) -> web.Response:
        body = _error("card_error", "card_declined", decline_code="lost_card")
        return web.Response(status=402, text=body)

    async with serving([web.route("*", "/{path:.*}", decline)]) as url:
        error = await fails(stand.gateway(api_url=url), stand)

    assert isinstance(error, Declined)
    assert error.reason == "lost_card"


async def test_an_answer_that_breaks_off_in_the_middle_proves_nothing(stand: Stand) -> None:
    async def half(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": "1000"})
        await response.prepare(request)
        await response.write(b'{"id": "cs_test_')
        assert request.transport is not None
        request.transport.close()
        return response

    async with serving([web.route("*", "/{path:.*}", half)]) as url:
        error = await fails(stand.gateway(api_url=url), stand)

    assert type(error) is OutcomeUnknown


async def test_words_of_the_future_do_not_break_anything(stand: Stand) -> None:
    async def strange(_: web.Request) -> web.Response:
        return web.json_response(
            {
                "id": "cs_1",
                "object": "checkout.session",
                "status": "on_the_moon",
                "payment_status": "perhaps",
                "payment_intent": {"object": "payment_intent", "status": "dreaming"},
                "new_field": {"deep": [1, 2]},
            }
        )

    async with serving([web.route("*", "/{path:.*}", strange)]) as url:
        seen = await stand.gateway(api_url=url).fetch("cs_1")

    assert (seen.state, seen.paid, seen.key) == (Attempt.PENDING, None, "")


PAID = {
    "id": "cs_1",
    "object": "checkout.session",
    "status": "complete",
    "payment_status": "paid",
    "amount_total": 2000,
    "currency": "usd",
    "metadata": {"souk_attempt": "attempt-1"},
    "payment_intent": {"object": "payment_intent", "amount_received": 2000, "currency": "usd"},
}


@pytest.mark.parametrize(
    "twist",
    [
        {"id": None},
        {"id": 5},
        {"currency": "EURO"},
        {"currency": None},
        {"amount_total": "2000"},
        {"amount_total": -1},
        {"created": 10**30},
        {"payment_intent": {"amount_received": None, "currency": "usd"}},
        {"payment_intent": {"amount_received": 10**30, "currency": "usd"}},
        {"payment_intent": {"amount_received": 2000, "currency": "dollars"}},
        {"payment_intent": {"amount_received": 2000}},
        {
            "payment_intent": {
                "amount_received": 2000,
                "currency": "usd",
                "latest_charge": {"refunds": {"data": [None]}},
            }
        },
        {"payment_intent": {"latest_charge": {"disputed": True}}},
    ],
)
async def test_an_answer_that_cannot_be_read_leaves_the_outcome_unknown(
    stand: Stand, twist: dict[str, Any]
) -> None:
    """Neither money of no sum is booked, nor does one strange payment end a round of looks."""

    async def strange(_: web.Request) -> web.Response:
        return web.json_response(PAID | twist)

    async with serving([web.route("*", "/{path:.*}", strange)]) as url:
        gateway = stand.gateway(api_url=url)
        for call in (gateway.create(stand.request()), gateway.fetch("cs_1")):
            with pytest.raises(OutcomeUnknown):
                await call


@pytest.mark.parametrize(
    "twist", [{"id": ""}, {"amount": "500"}, {"amount": -500}, {"currency": None}]
)
async def test_a_refund_that_cannot_be_read_is_asked_about_again(
    stand: Stand, twist: dict[str, Any]
) -> None:
    told = {"id": "re_1", "object": "refund", "amount": 500, "currency": "usd"}

    async def strange(_: web.Request) -> web.Response:
        return web.json_response(told | {"status": "succeeded"} | twist)

    async with serving([web.route("*", "/{path:.*}", strange)]) as url:
        with pytest.raises(OutcomeUnknown):
            await stand.gateway(api_url=url).fetch_refund("re_1")


async def test_the_journal_never_gets_a_key_of_the_shop(
    stand: Stand, stripe: Stripe, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        paid = await stand.paid(stripe)
        await stripe.refund(refund(paid, 500))
        await fails(stand.gateway("sk_test_wrong_key_of_a_shop"), stand)

    assert not any(secret in caplog.text for secret in SECRETS[:3])
