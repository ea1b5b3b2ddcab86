"""What the gateway reads from payments and notifications, known and unknown."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest

from domain.gateways import Hint, Inbound, Malformed
from domain.payments import Attempt
from payments.yookassa.reading import refund_snapshot, snapshot
from sandbox.providers.yookassa.records import DECLINES
from tests.payments.yookassa_stand import SHOP, Stand, refund, request, stand

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
PAYMENT = {
    "id": "2f3b588d-000f-5000-8000-1d6e87c7fbde",
    "status": "pending",
    "amount": {"value": "200.00", "currency": "RUB"},
    "created_at": "2026-11-21T11:00:00.555Z",
}


@pytest.fixture
async def provider() -> AsyncIterator[Stand]:
    """A running YooKassa."""
    async with stand() as made:
        yield made


def call(body: Any) -> Inbound:
    """A notification as it comes in."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Inbound(raw, {}, "185.71.76.1", NOW)


def notification(event: str, **thing: Any) -> dict[str, Any]:
    """A notification's body."""
    return {"type": "notification", "event": event, "object": thing}


async def test_a_payment_nobody_paid_in_an_hour_has_expired(provider: Stand) -> None:
    gateway = provider.gateway()
    made = await gateway.create(request())
    provider.clock.skip(3600)
    late = await gateway.fetch(made.external_id)
    assert late.state is Attempt.EXPIRED
    assert late.reason == "yoo_money:expired_on_confirmation"
    assert late.at > made.at


@pytest.mark.parametrize("reason", DECLINES)
async def test_a_declined_payment_has_failed_and_says_why(provider: Stand, reason: str) -> None:
    gateway = provider.gateway()
    made = await gateway.create(request())
    provider.desk.decline(made.external_id, reason)
    declined = await gateway.fetch(made.external_id)
    assert declined.state is Attempt.FAILED
    assert declined.reason == f"{DECLINES[reason][0]}:{reason}"
    assert declined.paid is None


def test_an_unknown_end_has_failed_and_one_without_a_reason_was_cancelled() -> None:
    ended = PAYMENT | {"status": "canceled"}
    strange = {"cancellation_details": {"party": "somebody", "reason": "of_tomorrow"}}
    assert snapshot(ended | strange, NOW).state is Attempt.FAILED
    assert snapshot(ended, NOW).state is Attempt.CANCELLED


def test_an_unknown_status_is_asked_again_or_looked_at_but_never_money() -> None:
    strange = PAYMENT | {"status": "on_the_moon"}
    pending, paid = snapshot(strange, NOW), snapshot(strange | {"paid": True}, NOW)
    assert (pending.state, pending.paid) == (Attempt.PENDING, None)
    assert (paid.state, paid.paid) == (Attempt.REVIEW, None)
    assert pending.reason == paid.reason == "status:on_the_moon"


def test_unknown_fields_ways_and_shapes_do_not_disturb() -> None:
    strange = {
        "payment_method": {"type": "by_pigeon", "wings": 2},
        "confirmation": {"type": "by_letter"},
        "metadata": None,
        "new": [1, {"deep": True}],
        "refunded_amount": None,
    }
    read = snapshot(PAYMENT | strange, NOW)
    assert (read.key, read.pay_url, read.refunded) == ("", "", 0)


@pytest.mark.parametrize("value", ["1.005", "", "abc", "1e400", None, 200])
def test_a_sum_that_is_none_is_refused(value: Any) -> None:
    with pytest.raises((ValueError, ArithmeticError)):
        snapshot(PAYMENT | {"amount": {"value": value, "currency": "RUB"}}, NOW)


@pytest.mark.parametrize("currency", ["RUBLES", "₽", "", None])
def test_a_currency_that_is_none_is_refused(currency: Any) -> None:
    with pytest.raises(ValueError, match=r"no sum|missing"):
        snapshot(PAYMENT | {"amount": {"value": "1.00", "currency": currency}}, NOW)


def test_a_refund_of_an_unknown_status_is_asked_again() -> None:
    body = {"id": "r", "status": "on_its_way", "amount": {"value": "1.00", "currency": "RUB"}}
    assert refund_snapshot(body).state == "pending"


async def test_a_notification_names_the_payment_to_fetch(provider: Stand) -> None:
    gateway = provider.gateway()
    provider.desk.accounts[SHOP].notify_url = "http://127.0.0.1:9/hook"
    provider.desk.faults.notices = "lost"
    made = await gateway.create(request())
    provider.desk.pay(made.external_id)
    back = await gateway.refund(refund(made.external_id, 50))
    paid, returned = (gateway.read(call(each.body)) for each in provider.desk.postman.lost)
    assert paid == Hint(
        f"payment.succeeded:{made.external_id}:succeeded", "payment.succeeded", made.external_id
    )
    assert returned == Hint(
        f"refund.succeeded:{back.external_id}:succeeded",
        "refund.succeeded",
        made.external_id,
        back.external_id,
    )


async def test_another_shops_or_an_unknown_event_concerns_nobody(provider: Stand) -> None:
    gateway = provider.gateway()
    other = notification("payment.succeeded", id="x", recipient={"account_id": "999"})
    assert gateway.read(call(other)).external_id == ""
    strange = gateway.read(call(notification("payout.succeeded", id="po-1", status="succeeded")))
    assert (strange.external_id, strange.refund_id) == ("", "")
    assert strange.kind == "payout.succeeded"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no json",
        b"\xff\xfe",
        b"[" * 100_000,
        [],
        {"type": "notification", "event": "payment.succeeded"},
        {"type": "notification", "event": 5, "object": {"id": "x"}},
        {"event": "payment.succeeded", "object": {"id": "x"}},
        notification("payment.succeeded"),
        notification("payment.succeeded", id="../refunds/1"),
        notification("payment.succeeded", id=7),
        notification("refund.succeeded", id="r"),
    ],
)
async def test_what_is_no_notification_is_malformed(provider: Stand, body: Any) -> None:
    with pytest.raises(Malformed):
        provider.gateway().read(call(body))
