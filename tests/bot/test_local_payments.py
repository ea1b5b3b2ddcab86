"""The sandbox's payment providers and the shop find each other."""

import socket
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from pydantic import SecretStr

from bot.local import sandbox_settings
from bot.local_payments import LocalPayments, free_port
from bot.settings import Settings
from sandbox.clock import Clock
from sandbox.providers.notices import Notice
from sandbox.server import running
from sandbox.telegram import Telegram

PORT = 8099
RETURN_URL = "https://t.me/souk_demo_bot"
PRICE = {"value": "200.00", "currency": "RUB"}
PAYMENT = {
    "amount": PRICE,
    "capture": True,
    "confirmation": {"type": "redirect", "return_url": RETURN_URL},
}
SESSION = {
    "mode": "payment",
    "success_url": RETURN_URL,
    "line_items[0][quantity]": "1",
    "line_items[0][price_data][currency]": "usd",
    "line_items[0][price_data][unit_amount]": "1000",
    "line_items[0][price_data][product_data][name]": "Mug",
}


@pytest.fixture
async def payments() -> AsyncIterator[LocalPayments]:
    """Both providers, served; what they tell the shop is held back."""
    telegram = Telegram("123456:LOCAL", Clock.standing())
    made = LocalPayments("Lantern & Loom", telegram.clock.now, PORT)
    for desk in made.desks:
        desk.faults.notices = "late"
    async with running(telegram, providers=made.desks):
        yield made


async def asks(payments: LocalPayments, name: str) -> Any:
    """What provider *name* answers when the shop asks for money, by its own settings."""
    said = payments.settings()
    url = str(said[f"{name}_api_url"])
    async with httpx.AsyncClient(headers={"Idempotence-Key": "order-1"}) as http:
        if name == "stripe":
            auth = _secret(said["stripe_secret_key"]), ""
            answer = await http.post(f"{url}/v1/checkout/sessions", data=SESSION, auth=auth)
        else:
            auth = str(said["yookassa_shop_id"]), _secret(said["yookassa_secret_key"])
            answer = await http.post(f"{url}/payments", json=PAYMENT, auth=auth)
    assert answer.status_code == 200, answer.text
    return answer.json()


def _secret(value: object) -> str:
    assert isinstance(value, SecretStr)
    return value.get_secret_value()


def _held(payments: LocalPayments) -> list[Notice]:
    return [notice for desk in payments.desks for notice in desk.postman.held]


async def test_the_settings_open_both_providers_and_say_no_secret(payments: LocalPayments) -> None:
    assert (await asks(payments, "yookassa"))["status"] == "pending"
    assert (await asks(payments, "stripe"))["status"] == "open"
    shown = repr(payments.settings())
    assert "sk_test" not in shown
    assert "whsec" not in shown


@pytest.mark.parametrize("name", ["yookassa", "stripe"])
async def test_a_pay_page_names_the_shop_and_leads_back_to_the_chat(
    payments: LocalPayments, name: str
) -> None:
    made = await asks(payments, name)
    url = made["url"] if name == "stripe" else made["confirmation"]["confirmation_url"]
    async with httpx.AsyncClient() as http:
        shown = (await http.get(url)).text

    assert "Lantern &amp; Loom" in shown
    assert f'href="{payments.desks[0].base_url}/"' in shown
    assert "t.me" not in shown


async def test_a_payment_is_told_to_the_port_of_the_shop(payments: LocalPayments) -> None:
    made = {name: await asks(payments, name) for name in ("yookassa", "stripe")}
    ways = {"yookassa": "bank_card", "stripe": "card"}
    async with httpx.AsyncClient() as http:
        for name, answer in made.items():
            page = f"{payments.desks[0].base_url}/pay/{name}/{answer['id']}"
            await http.post(page, data={"act": "pay", "way": ways[name]})

    told = {notice.url for notice in _held(payments)}
    assert told == {f"http://127.0.0.1:{PORT}/webhooks/{name}" for name in made}


async def test_a_new_shop_meets_no_payment_of_the_one_before(payments: LocalPayments) -> None:
    before = {name: (await asks(payments, name))["id"] for name in ("yookassa", "stripe")}
    page = f"{payments.desks[0].base_url}/pay/yookassa/{before['yookassa']}"
    async with httpx.AsyncClient() as http:
        await http.post(page, data={"act": "pay", "way": "bank_card"})
        assert _held(payments)
        await payments.forget()
        gone = await http.get(page)

    assert gone.status_code == 404
    assert _held(payments) == []
    after = {name: (await asks(payments, name))["id"] for name in before}
    assert not set(after.values()) & set(before.values())


def test_the_sandbox_listens_on_a_free_port_of_this_machine_only() -> None:
    port = free_port()
    payments = LocalPayments("Souk", Clock.standing().now, port)
    given = Settings(_env_file=None)
    settings = sandbox_settings(given, "http://127.0.0.1:8081", 1, payments)

    assert (settings.host, settings.port) == ("127.0.0.1", port)
    assert "port" in settings.model_fields_set
    assert "port" not in given.model_fields_set
    with socket.create_server(("127.0.0.1", port)):
        pass
