"""A plain HTTP client against the YooKassa of the sandbox: what it refuses, and how."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientSession, encode_basic_auth

from tests.payments.yookassa_stand import (
    OTHER_SECRET,
    OTHER_SHOP,
    SECRET,
    SHOP,
    Stand,
    stand,
)
from tests.sandbox.yookassa_client import BODY, ITEM, Client, Json


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


def changed(**parts: Any) -> Json:
    """The body with some parts replaced; None takes a part away."""
    return {name: part for name, part in (BODY | parts).items() if part is not None}


def fiscal(**parts: Any) -> Json:
    """The body with a receipt of which the only item has some parts replaced."""
    items = parts.pop("items", [ITEM | parts])
    customer = {"phone": "79001234567"}
    return changed(receipt={"customer": customer, "items": items})


async def test_a_new_payment_looks_as_the_documents_say(client: Client) -> None:
    status, made = await client.post("/payments", BODY)
    assert status == 200
    assert made.pop("id").startswith("30e87580-000f-5000-8000-")
    assert made.pop("confirmation")["type"] == "redirect"
    assert made == {
        "status": "pending",
        "paid": False,
        "refundable": False,
        "test": True,
        "amount": {"value": "200.00", "currency": "RUB"},
        "created_at": "2026-01-01T00:00:00.000Z",
        "recipient": {"account_id": SHOP, "gateway_id": "2000001"},
        "metadata": {},
    }


@pytest.mark.parametrize(
    ("body", "parameter"),
    [
        (changed(amount=None), "amount"),
        (changed(amount={"value": "0.99", "currency": "RUB"}), "amount.value"),
        (changed(amount={"value": "-5", "currency": "RUB"}), "amount.value"),
        (changed(amount={"value": "1.005", "currency": "RUB"}), "amount.value"),
        (changed(amount={"value": "700000.01", "currency": "RUB"}), "amount.value"),
        (changed(amount={"value": "200.00", "currency": "USD"}), "amount.currency"),
        (changed(confirmation=None), "confirmation"),
        (changed(confirmation={"type": "redirect"}), "confirmation.return_url"),
        (
            changed(confirmation={"type": "redirect", "return_url": "javascript:alert(1)"}),
            "confirmation.return_url",
        ),
        (changed(confirmation={"type": "smoke"}), "confirmation.type"),
        (changed(description="x" * 129), "description"),
        (changed(metadata={str(n): "" for n in range(17)}), "metadata"),
        (changed(metadata={"order": "x" * 513}), "metadata.order"),
        (changed(merchant_customer_id="x" * 201), "merchant_customer_id"),
        (changed(capture="yes"), "capture"),
        (changed(payment_method_data={"type": "shells"}), "payment_method_data.type"),
        (changed(payment_method_data={"type": "sbp"}, capture=False), "capture"),
        (
            changed(
                amount={"value": "350000.01", "currency": "RUB"},
                payment_method_data={"type": "bank_card"},
            ),
            "amount.value",
        ),
        (changed(receipt={"items": [ITEM]}), "receipt.customer"),
        (fiscal(items=[]), "receipt.items"),
        (fiscal(items=[ITEM] * 101), "receipt.items"),
        (fiscal(quantity="1.00"), "receipt.items"),
        (fiscal(quantity="NaN"), "receipt.items[0].quantity"),
        (fiscal(vat_code=13), "receipt.items[0].vat_code"),
        (fiscal(description="x" * 129), "receipt.items[0].description"),
        (fiscal(payment_mode="soon"), "receipt.items[0].payment_mode"),
        (
            fiscal(amount={"value": "100.00", "currency": "USD"}),
            "receipt.items[0].amount.currency",
        ),
    ],
)
async def test_a_wrong_request_is_refused_by_the_name_of_the_field(
    provider: Stand, client: Client, body: Json, parameter: str
) -> None:
    status, refused = await client.post("/payments", body)
    assert (status, refused["type"], refused["code"]) == (400, "error", "invalid_request")
    assert refused["parameter"] == parameter
    assert not provider.desk.payments


async def test_the_first_code_that_is_right_is_taken(client: Client) -> None:
    assert (await client.post("/payments", fiscal(vat_code=12)))[0] == 200


@pytest.mark.parametrize("key", ["", "k" * 65])
async def test_without_a_key_nothing_is_done(provider: Stand, client: Client, key: str) -> None:
    status, refused = await client.post("/payments", BODY, key)
    assert (status, refused["parameter"]) == (400, "Idempotence-Key")
    assert not provider.desk.payments


async def test_a_key_is_remembered_for_a_day_and_for_one_shop(
    provider: Stand, client: Client
) -> None:
    _, first = await client.post("/payments", BODY)
    provider.desk.pay(first["id"])
    assert (await client.post("/payments", BODY))[1] == first
    provider.clock.skip(24 * 3600)
    _, later = await client.post("/payments", BODY)
    assert later["id"] != first["id"]
    client.keys = encode_basic_auth(OTHER_SHOP, OTHER_SECRET)
    receipt = {"customer": {"email": "a@example.org"}, "items": [ITEM]}
    assert (await client.post("/payments", changed(receipt=receipt)))[0] == 200


async def test_a_refused_request_does_not_use_up_its_key(client: Client) -> None:
    assert (await client.post("/payments", changed(amount=None)))[0] == 400
    assert (await client.post("/payments", BODY))[0] == 200


@pytest.mark.parametrize("keys", [(SHOP, OTHER_SECRET), ("1", SECRET), ("1", ""), ("", ""), None])
async def test_wrong_keys_are_401(
    provider: Stand, client: Client, keys: tuple[str, str] | None
) -> None:
    client.keys = encode_basic_auth(*keys) if keys else ""
    status, refused = await client.post("/payments", BODY)
    assert (status, refused["code"]) == (401, "invalid_credentials")
    assert not provider.desk.payments


async def test_addresses_verbs_and_content_have_their_own_refusals(client: Client) -> None:
    assert (await client.get("/nothing"))[0] == 404
    _, made = await client.post("/payments", BODY)
    assert (await client.get(f"/payments/{made['id']}/cancel"))[0] == 405
    assert (await client.post("/payments", [1], "other"))[0] == 400
    async with client.session.post(
        client.url + "/payments", data="a=b", headers=client.auth | {"Idempotence-Key": "x"}
    ) as answer:
        assert answer.status == 415


async def test_another_shops_things_are_not_found(provider: Stand, client: Client) -> None:
    _, made = await client.post("/payments", BODY)
    provider.desk.pay(made["id"])
    refund = {"payment_id": made["id"], "amount": BODY["amount"]}
    _, back = await client.post("/refunds", refund, "r")
    client.keys = encode_basic_auth(OTHER_SHOP, OTHER_SECRET)
    assert (await client.get(f"/payments/{made['id']}"))[0] == 404
    assert (await client.get(f"/refunds/{back['id']}"))[0] == 404
    assert (await client.post("/refunds", refund, "r"))[0] == 404
    assert (await client.get("/payments"))[1]["items"] == []
    assert (await client.get("/refunds"))[1]["items"] == []
