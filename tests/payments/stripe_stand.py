"""A Stripe on a free port of this machine, with two accounts and a standing clock."""

import socket
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from aiohttp import ClientSession, web

from domain.gateways import PaymentRequest, ReceiptLine, RefundRequest, Snapshot
from domain.money import Money
from payments.stripe import Stripe
from payments.stripe.currencies import WAYS
from sandbox.clock import Clock
from sandbox.providers import stripe as provider
from sandbox.providers.notices import Notice
from sandbox.providers.stripe.desk import unchanged

KEY, WHSEC = "sk_test_first", "whsec_first"
OTHER_KEY, OTHER_WHSEC = "sk_test_second", "whsec_second"
RETURN_URL = "https://t.me/souk_bot"
SHOP_URL = "http://shop.example/webhooks/stripe"


@dataclass(frozen=True, slots=True)
class ProviderTime:
    """The provider's time, for those who want a datetime."""

    clock: Clock

    def now(self) -> datetime:
        """The present moment in UTC."""
        return datetime.fromtimestamp(self.clock.now(), UTC)


@dataclass(slots=True)
class Stand:
    """A running provider, and gateways to it. *notices* is what it told the shop."""

    desk: provider.Stripe
    clock: Clock
    notices: list[Notice]
    url: str = ""
    gateways: list[Stripe] = field(default_factory=list)

    @property
    def api_url(self) -> str:
        """What a client takes for https://api.stripe.com."""
        return f"{self.url}/stripe"

    @property
    def now(self) -> datetime:
        """The present moment, everywhere."""
        return ProviderTime(self.clock).now()

    def gateway(
        self,
        key: str = KEY,
        secret: str = WHSEC,
        *,
        api_url: str = "",
        timeout: float = 20.0,
        ways: Sequence[str] = WAYS,
    ) -> Stripe:
        """A gateway to this provider; it is closed with the stand."""
        url, time = api_url or self.api_url, ProviderTime(self.clock)
        made = Stripe(key, secret, url, time, ways=ways, timeout=timeout)
        self.gateways.append(made)
        return made

    def request(self, key: str = "attempt-1", *lines: ReceiptLine, **other: Any) -> PaymentRequest:
        """A payment of the lines, by default of two mugs for 20 dollars, open for an hour."""
        lines = lines or (line(quantity=2),)
        money = Money(sum(each.total.amount for each in lines), lines[0].price.currency)
        facts: dict[str, Any] = {
            "money": money,
            "title": "Order 7",
            "language": "en",
            "customer_id": 42,
            "expires_at": self.now + timedelta(hours=1),
            "return_url": RETURN_URL,
        }
        return PaymentRequest(key=key, lines=lines, **(facts | other))

    async def paid(self, gateway: Stripe, key: str = "attempt-1") -> Snapshot:
        """A payment of 20 dollars, paid by card."""
        made = await gateway.create(self.request(key))
        self.desk.pay(made.external_id)
        return await gateway.fetch(made.external_id)


@asynccontextmanager
async def standing(back: Callable[[str], str] = unchanged) -> AsyncIterator[Stand]:
    """Serve a provider with two accounts."""
    clock, notices = Clock.standing(), list[Notice]()

    async def post(notice: Notice) -> int:
        notices.append(notice)
        return 200

    desk = provider.Stripe(clock.now, back=back, post=post)
    desk.add_account(KEY, WHSEC, SHOP_URL, "First")
    desk.add_account(OTHER_KEY, OTHER_WHSEC, SHOP_URL, "Second")
    made = Stand(desk, clock, notices)
    async with serving(desk.routes()) as url:
        made.url = desk.base_url = url
        try:
            yield made
        finally:
            await desk.close()
            for gateway in made.gateways:
                await gateway.close()


@asynccontextmanager
async def serving(routes: Sequence[web.RouteDef]) -> AsyncIterator[str]:
    """Serve *routes* on a free port; the block gets the address."""
    app = web.Application()
    app.add_routes(routes)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


def nobody() -> str:
    """An address of this machine where nothing listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{taken.getsockname()[1]}"


async def called(
    stand: Stand,
    method: str,
    path: str,
    form: dict[str, str] | None = None,
    *,
    key: str = KEY,
    headers: dict[str, str] | None = None,
) -> tuple[int, Any]:
    """Status and JSON of a call made without any SDK."""
    sent = {"Authorization": f"Bearer {key}"} | (headers or {})
    async with (
        ClientSession() as session,
        session.request(method, stand.api_url + path, data=form, headers=sent) as answer,
    ):
        return answer.status, await answer.json()


def line(name: str = "Mug", quantity: int = 1, cents: int = 1000) -> ReceiptLine:
    """One line of an order, in dollars."""
    return ReceiptLine(name, quantity, Money(cents, "USD"))


def refund(payment: Snapshot, cents: int, key: str = "refund-1") -> RefundRequest:
    """A refund of dollars."""
    return RefundRequest(key, payment.external_id, 42, Money(cents, "USD"))
