"""Paying in the chat with a fiscal receipt, and what is not asked in Telegram's sheet."""

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot.gateways import invoice_receipts
from bot.settings import Settings
from tests.conversations.conftest import GOODS
from tests.conversations.street import Passer, Street
from tests.conversations.till import PAID, orders, standing


@pytest.fixture
def otherwise() -> dict[str, Any]:
    """A shop in Russia that makes receipts."""
    return {"shop_currency": "RUB", "shop_vat_code": 1}


@pytest.fixture
def goods(tmp_path: Path) -> Path:
    """The same goods, for roubles."""
    for_roubles = tmp_path / "goods.csv"
    for_roubles.write_text(GOODS.read_text("utf-8").replace("USD", "RUB"), "utf-8")
    return for_roubles


def _sent(street: Street) -> dict[str, Any]:
    (call,) = [call for call in street.telegram.calls if call.method == "sendInvoice"]
    return dict(call.params)


async def _answer_to_shipping(street: Street, anna: Passer, payload: str) -> dict[str, Any]:
    street.telegram.calls.clear()
    asker = {"id": anna.id, "is_bot": False, "first_name": "Anna", "language_code": "en"}
    address = dict.fromkeys(("state", "city", "street_line1", "street_line2", "post_code"), "x")
    query = {
        "id": "9",
        "from": asker,
        "invoice_payload": payload,
        "shipping_address": address | {"country_code": "RU"},
    }
    await street.feed({"update_id": 99_999, "shipping_query": query})
    (call,) = [call for call in street.telegram.calls if call.method == "answerShippingQuery"]
    return dict(call.params)


async def test_an_invoice_carries_the_receipt_and_asks_where_to_send_it(
    street: Street, anna: Passer
) -> None:
    await orders(anna, "Pay")
    invoice = _sent(street)

    receipt = json.loads(invoice["provider_data"])["receipt"]
    (item,) = receipt["items"]
    assert (item["description"], item["quantity"], item["amount"]) == (
        "Teapot",
        "1.00",
        {"value": "30.00", "currency": "RUB"},
    )
    assert item["vat_code"] == 1
    assert str(invoice["need_phone_number"]).lower() == "true"
    assert str(invoice["send_phone_number_to_provider"]).lower() == "true"
    assert "is_flexible" not in invoice
    await anna.pays()
    assert await standing(street) == PAID


async def test_a_stray_question_for_shipping_is_refused_in_words(
    street: Street, anna: Passer
) -> None:
    await orders(anna, "Pay")
    payload = _sent(street)["payload"]

    for asked in (payload, "nothing of ours"):
        answer = await _answer_to_shipping(street, anna, asked)

        assert str(answer["ok"]).lower() == "false"
        assert answer["error_message"].startswith("Delivery is in the price already.")


@pytest.mark.parametrize(
    "without",
    [
        {"shop_currency": "USD"},
        {"shop_vat_code": None},
        {"telegram_provider_token": SecretStr("")},
    ],
    ids=str,
)
def test_nothing_is_handed_over_that_no_provider_would_take(
    settings: Settings, without: dict[str, Any]
) -> None:
    assert invoice_receipts(settings)
    assert invoice_receipts(settings.model_copy(update=without)) is None
