"""A YooKassa on a free port of this machine, with two shops and a standing clock."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from aiohttp import web

from domain.gateways import PaymentRequest, ReceiptLine, RefundRequest
from domain.money import Money
from payments.fiscal import Fiscal
from payments.yookassa import YooKassa
from sandbox.clock import Clock
from sandbox.providers import yookassa as provider

SHOP, SECRET = "100500", "test_first_secret"
OTHER_SHOP, OTHER_SECRET = "100501", "test_second_secret"
RETURN_URL = "https://t.me/souk_bot"
FISCAL = Fiscal(tax_system=2, vat_code=1, delivery_vat_code=11)


@dataclass(frozen=True, slots=True)
class ProviderTime:
    """The provider's time, for those who want a datetime."""

    clock: Clock

    def now(self) -> datetime:
        """The present moment in UTC."""
        return datetime.fromtimestamp(self.clock.now(), UTC)


@dataclass(slots=True)
class Stand:
    """A running provider, and gateways to it."""

    desk: provider.YooKassa
    clock: Clock
    url: str = ""
    pauses: list[float] = field(default_factory=list)
    gateways: list[YooKassa] = field(default_factory=list)

    @property
    def api_url(self) -> str:
        """What a client takes for https://api.yookassa.ru/v3."""
        return f"{self.url}/yookassa/v3"

    def gateway(
        self,
        shop: str = SHOP,
        secret: str = SECRET,
        *,
        api_url: str = "",
        receipts: Fiscal | None = None,
        timeout: tuple[float, float] = (5, 20),
        threads: int = 4,
        capture: bool = True,
    ) -> YooKassa:
        """A gateway to this provider; it is closed with the stand."""
        made = YooKassa(
            shop,
            secret,
            api_url or self.api_url,
            receipts,
            ProviderTime(self.clock),
            timeout,
            threads,
            capture,
            pause=self.paused,
        )
        self.gateways.append(made)
        return made

    async def paused(self, seconds: float) -> None:
        """Note a pause, and go on at once."""
        self.pauses.append(seconds)


@asynccontextmanager
async def stand() -> AsyncIterator[Stand]:
    """Serve a provider with two shops, the second of which needs receipts."""
    clock = Clock.standing()
    desk = provider.YooKassa(clock.now)
    desk.add_account(SHOP, SECRET)
    desk.add_account(OTHER_SHOP, OTHER_SECRET, fiscal=True)
    made = Stand(desk, clock)
    app = web.Application()
    app.add_routes(desk.routes())
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        made.url = desk.base_url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        yield made
    finally:
        await desk.close()
        for gateway in made.gateways:
            await gateway.close()
        await runner.cleanup()


def rubles(amount: float) -> Money:
    """A sum in roubles, for tests that write 12.90."""
    return Money(round(amount * 100), "RUB")


def line(name: str = "Mug", quantity: int = 1, price: float = 100.0) -> ReceiptLine:
    """One line of an order."""
    return ReceiptLine(name, quantity, rubles(price))


def request(key: str = "attempt-1", *lines: ReceiptLine, **other: str) -> PaymentRequest:
    """A payment of the lines; by default two mugs for 200 roubles."""
    lines = lines or (line(quantity=2),)
    return PaymentRequest(
        key=key,
        money=sum((each.total for each in lines), Money(0, "RUB")),
        lines=lines,
        title="Order 7",
        language="en",
        customer_id=42,
        expires_at=None,
        return_url=RETURN_URL,
        phone=other.get("phone", "+7 900 000-00-00"),
        email=other.get("email", ""),
    )


def refund(payment_id: str, amount: float, key: str = "refund-1", **other: str) -> RefundRequest:
    """A refund without lines."""
    return RefundRequest(
        key=key,
        external_id=payment_id,
        payer_id=42,
        money=rubles(amount),
        reason=other.get("reason", "Returned"),
    )
