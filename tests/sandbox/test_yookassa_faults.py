"""A plain HTTP client against the YooKassa of the sandbox: money back, lists, faults."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientError, ClientSession, encode_basic_auth

from tests.payments.yookassa_stand import (
    OTHER_SECRET,
    OTHER_SHOP,
    Stand,
    stand,
)
from tests.sandbox.yookassa_client import BODY, ITEM, Client


@pytest.fixture
async def provider() -> AsyncIterator[Stand]:
    """A running YooKassa."""
    async with stand() as made:
        yield made


@pytest.fixture
async def client(provider: Stand) -> AsyncIterator[Client]:
    """A client of its first shop."""
    async with ClientSession() as session:
        yield Client(session, provider.api_url)


async def test_a_refund_in_another_currency_or_of_nothing_is_refused(
    provider: Stand, client: Client
) -> None:
    _, made = await client.post("/payments", BODY)
    provider.desk.pay(made["id"])
    for value, currency in (("1.00", "USD"), ("0.00", "RUB"), ("200.01", "RUB")):
        refund = {"payment_id": made["id"], "amount": {"value": value, "currency": currency}}
        assert (await client.post("/refunds", refund, value + currency))[0] == 400
    assert not provider.desk.refunds


async def test_a_waiting_refund_keeps_its_money_from_a_second(
    provider: Stand, client: Client
) -> None:
    provider.desk.faults.refunds_wait = True
    _, made = await client.post("/payments", BODY)
    provider.desk.pay(made["id"])
    refund = {"payment_id": made["id"], "amount": BODY["amount"]}
    _, waiting = await client.post("/refunds", refund, "one")
    assert (await client.post("/refunds", refund, "two"))[0] == 400
    provider.desk.finish_refund(waiting["id"], ok=False)
    assert (await client.post("/refunds", refund, "three"))[0] == 200


async def test_a_part_of_a_fiscal_payment_needs_a_receipt_to_go_back(
    provider: Stand, client: Client
) -> None:
    client.keys = encode_basic_auth(OTHER_SHOP, OTHER_SECRET)
    receipt = {"customer": {"email": "a@example.org"}, "items": [ITEM]}
    _, made = await client.post("/payments", BODY | {"receipt": receipt})
    provider.desk.pay(made["id"])
    part = {"payment_id": made["id"], "amount": {"value": "100.00", "currency": "RUB"}}
    status, refused = await client.post("/refunds", part, "one")
    assert (status, refused["parameter"]) == (400, "receipt")
    half = {"customer": {"email": "a@example.org"}, "items": [ITEM | {"quantity": "1.00"}]}
    assert (await client.post("/refunds", part | {"receipt": half}, "two"))[0] == 200


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=101", "limit=x", "cursor=x", "created_at.gte=yesterday"]
)
async def test_a_list_asked_wrongly_is_refused(client: Client, query: str) -> None:
    assert (await client.get("/payments?limit=1"))[0] == 200
    await client.post("/payments", BODY)
    assert (await client.get(f"/payments?{query}"))[0] == 400


async def test_a_list_can_be_bounded_in_time(provider: Stand, client: Client) -> None:
    _, first = await client.post("/payments", BODY, "one")
    provider.clock.skip(60)
    _, second = await client.post("/payments", BODY, "two")
    moment = second["created_at"]
    for bound, ids in (
        ("gte", [second["id"]]),
        ("gt", []),
        ("lte", [second["id"], first["id"]]),
        ("lt", [first["id"]]),
    ):
        _, page = await client.get(f"/payments?created_at.{bound}={moment}")
        assert [each["id"] for each in page["items"]] == ids


@pytest.mark.parametrize(
    ("fault", "made"), [("cut_before", 0), ("cut_after", 1), ("fail_before", 0), ("fail_after", 1)]
)
async def test_a_fault_strikes_before_or_after_the_effect_and_only_once(
    provider: Stand, client: Client, fault: str, made: int
) -> None:
    provider.desk.faults.change({fault: 1})
    if fault.startswith("cut"):
        with pytest.raises(ClientError):
            await client.post("/payments", BODY)
    else:
        assert (await client.post("/payments", BODY))[0] == 500
    assert len(provider.desk.payments) == made
    assert (await client.post("/payments", BODY))[0] == 200
    assert len(provider.desk.payments) == 1


async def test_still_processing_is_202_with_the_milliseconds_to_wait(
    provider: Stand, client: Client
) -> None:
    provider.desk.faults.processing = 1
    status, answer = await client.post("/payments", BODY)
    assert (status, answer["type"], answer["retry_after"]) == (202, "processing", 1800)
    assert (await client.post("/payments", BODY))[1]["status"] == "pending"


async def test_who_hangs_is_let_go_when_the_provider_closes(
    provider: Stand, client: Client
) -> None:
    provider.desk.faults.hang = 1
    waiting = asyncio.create_task(client.post("/payments", BODY))
    while provider.desk.faults.hang:
        await client.get("/nothing")
    assert not waiting.done()
    await provider.desk.close()
    with pytest.raises(ClientError):
        await waiting
    assert not provider.desk.payments
