"""A sandbox with both payment providers, and what is said to it."""

import asyncio
from dataclasses import dataclass
from typing import Any

import httpx

from sandbox.providers.stripe import Stripe
from sandbox.providers.yookassa import YooKassa
from sandbox.server import Server
from sandbox.telegram import Telegram
from tests.sandbox.conftest import Page

SHOP, SHOP_KEY, STRIPE_KEY = "100500", "test_key", "sk_test_key"
PRICE = {"value": "200.00", "currency": "RUB"}
PAYMENT = {
    "amount": PRICE,
    "capture": True,
    "confirmation": {"type": "redirect", "return_url": "https://t.me/souk_demo_bot"},
}
SESSION = {
    "mode": "payment",
    "success_url": "https://t.me/souk_demo_bot",
    "line_items[0][quantity]": "1",
    "line_items[0][price_data][currency]": "usd",
    "line_items[0][price_data][unit_amount]": "1000",
    "line_items[0][price_data][product_data][name]": "Mug",
}


@dataclass(frozen=True, slots=True)
class Bazaar:
    """A sandbox with both providers, and what a shop and a browser say to it."""

    telegram: Telegram
    yookassa: YooKassa
    stripe: Stripe
    server: Server
    stranger: httpx.AsyncClient
    page: Page

    async def asks_yookassa(self, path: str, body: Any) -> Any:
        """Return the answer to a call of the shop, which must work."""
        answer = await self.stranger.post(
            f"/yookassa/v3{path}",
            json=body,
            auth=(SHOP, SHOP_KEY),
            headers={"Idempotence-Key": path},
        )
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def asks_stripe(self, path: str, form: dict[str, str]) -> Any:
        """Return the answer to a call of the shop, which must work."""
        answer = await self.stranger.post(f"/stripe/v1{path}", data=form, auth=(STRIPE_KEY, ""))
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def hears_of_providers(self, since: int) -> Any:
        """Return the providers as the first event after *since* shows them."""
        async with asyncio.timeout(5):
            return (await self.page.event(since, "providers"))["providers"]

    async def sees(self, name: str) -> Any:
        """Return one provider as the page shows it."""
        shown = (await self.page.state())["providers"]
        return next(each for each in shown if each["name"] == name)
