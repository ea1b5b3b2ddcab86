"""The payment providers as a part of the sandbox's server."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from aiohttp import web

from sandbox.clock import Clock
from sandbox.providers.faults import ProviderFaults
from sandbox.providers.notices import Notice, Postman
from sandbox.providers.stripe import Stripe
from sandbox.providers.yookassa import YooKassa
from sandbox.server import running
from sandbox.telegram import Telegram
from tests.sandbox.bazaar import PAYMENT, PRICE, SESSION, SHOP, SHOP_KEY, STRIPE_KEY, Bazaar
from tests.sandbox.conftest import TOKEN, Page


@pytest.fixture
async def bazaar(telegram: Telegram) -> AsyncIterator[Bazaar]:
    yookassa, stripe = YooKassa(telegram.clock.now), Stripe(telegram.clock.now)
    yookassa.add_account(SHOP, SHOP_KEY)
    stripe.add_account(STRIPE_KEY)
    async with (
        running(telegram, providers=(yookassa, stripe)) as server,
        httpx.AsyncClient(base_url=server.bot_api_url) as stranger,
        httpx.AsyncClient(
            base_url=server.bot_api_url, headers={"X-Sandbox-Key": server.key}
        ) as http,
    ):
        yield Bazaar(telegram, yookassa, stripe, server, stranger, Page(http))


async def test_a_payment_leads_to_a_page_on_the_same_server(bazaar: Bazaar) -> None:
    rubles = await bazaar.asks_yookassa("/payments", PAYMENT)
    dollars = await bazaar.asks_stripe("/checkout/sessions", SESSION)

    for url in (rubles["confirmation"]["confirmation_url"], dollars["url"]):
        assert url.startswith(f"{bazaar.server.bot_api_url}/pay/")
        shown = await bazaar.stranger.get(url)
        assert shown.status_code == 200
        assert "default-src" in shown.headers["Content-Security-Policy"]
        assert bazaar.server.key not in shown.text


@pytest.mark.parametrize("path", ["/page/pay.css", "/page/theme.css", "/page/favicon.svg"])
async def test_what_a_pay_page_shows_needs_no_key(bazaar: Bazaar, path: str) -> None:
    assert (await bazaar.stranger.get(path)).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/page/main.js",
        "/page/theme.css/../main.js",
        "/page/theme.css%2F..%2Fmain.js",
        "/api/state",
    ],
)
async def test_everything_else_of_the_page_stays_locked(bazaar: Bazaar, path: str) -> None:
    answer = await bazaar.stranger.get(path)

    assert answer.status_code == 403
    assert "import" not in answer.text


async def test_a_stranger_cannot_switch_a_provider(bazaar: Bazaar) -> None:
    wanted = {"name": "yookassa", "faults": {"keys_refused": True}}
    answer = await bazaar.stranger.post("/api/providers", json=wanted)

    assert answer.status_code == 403
    assert bazaar.yookassa.faults.keys_refused is False


async def test_a_payment_expires_by_the_clock_of_the_sandbox(bazaar: Bazaar) -> None:
    bazaar.yookassa.accounts[SHOP].notify_url = "http://shop.example/webhooks/yookassa"
    await bazaar.page.asks("/api/providers", name="yookassa", faults={"notices": "lost"})
    made = await bazaar.asks_yookassa("/payments", PAYMENT)
    since = (await bazaar.page.state())["seq"]

    bazaar.telegram.skip(3600)
    event = await bazaar.hears_of_providers(since)

    assert bazaar.yookassa.payment(made["id"]).status == "canceled"
    assert [each["notices"]["lost"] for each in event] == [1, 0]


async def test_a_switch_changes_only_the_provider_it_belongs_to(bazaar: Bazaar) -> None:
    wanted = {"fail_before": 2, "notices": "late"}
    changed = await bazaar.page.asks("/api/providers", name="stripe", faults=wanted)

    assert (changed["faults"]["fail_before"], changed["faults"]["notices"]) == (2, "late")
    assert (await bazaar.sees("stripe")) == changed
    assert bazaar.yookassa.faults.fail_before == 0
    assert bazaar.yookassa.faults.notices == "sent"


@pytest.mark.parametrize(
    "wanted",
    [
        {"name": "paypal", "faults": {"hang": 1}},
        {"name": "stripe", "faults": {"hang": 1, "colour": "red"}},
        {"name": "stripe", "faults": {"hang": 1}, "refunds": "maybe"},
        {"faults": {"hang": 1}},
    ],
)
async def test_a_wish_that_is_refused_changes_nothing(
    bazaar: Bazaar, wanted: dict[str, Any]
) -> None:
    before = (await bazaar.page.state())["providers"]

    assert await bazaar.page.is_told("/api/providers", **wanted)
    assert (await bazaar.page.state())["providers"] == before


async def test_held_notices_go_when_they_are_released_and_not_before(telegram: Telegram) -> None:
    arrived: list[str] = []

    async def post(notice: Notice) -> int:
        arrived.append(notice.name)
        return 200

    stripe = Stripe(telegram.clock.now, post=post)
    stripe.add_account(STRIPE_KEY, notify_url="http://shop.example/webhooks/stripe")
    async with running(telegram, providers=[stripe]) as server:
        headers = {"X-Sandbox-Key": server.key}
        async with httpx.AsyncClient(base_url=server.bot_api_url, headers=headers) as http:
            page = Page(http)
            await page.asks("/api/providers", name="stripe", faults={"notices": "late"})
            form = await http.post(
                "/stripe/v1/checkout/sessions", data=SESSION, auth=(STRIPE_KEY, "")
            )
            stripe.pay(form.json()["id"])
            held = (await page.state())["providers"][0]["notices"]["held"]
            assert held > 0
            assert arrived == []
            await page.asks("/api/providers", name="stripe", release=True)
            await stripe.postman.flush()
            notices = (await page.state())["providers"][0]["notices"]

    assert len(arrived) == held
    assert notices == {"sent": held, "missed": 0, "held": 0, "lost": 0}


@pytest.mark.parametrize(("ending", "told"), [("succeed", "succeeded"), ("fail", "failed")])
async def test_waiting_refunds_end_as_the_page_wants(
    bazaar: Bazaar, ending: str, told: str
) -> None:
    for desk in (bazaar.yookassa, bazaar.stripe):
        desk.faults.refunds_wait = True
    rubles = await bazaar.asks_yookassa("/payments", PAYMENT)
    dollars = await bazaar.asks_stripe("/checkout/sessions", SESSION)
    bazaar.yookassa.pay(rubles["id"])
    bazaar.stripe.pay(dollars["id"])
    await bazaar.asks_yookassa("/refunds", {"payment_id": rubles["id"], "amount": PRICE})
    intent = bazaar.stripe.intent(dollars["id"]).id
    await bazaar.asks_stripe("/refunds", {"payment_intent": intent})
    assert [(await bazaar.sees(name))["refunds"] for name in ("yookassa", "stripe")] == [1, 1]

    changed = await bazaar.page.asks("/api/providers", name="stripe", refunds=ending)
    await bazaar.page.asks("/api/providers", name="yookassa", refunds=ending)

    assert changed["refunds"] == 0
    assert [each.status for each in bazaar.stripe.refunds(dollars["id"])] == [told]
    (refund,) = bazaar.yookassa.refunds.values()
    assert refund.status == ("succeeded" if ending == "succeed" else "canceled")


async def test_the_page_hears_when_a_switch_counts_down(bazaar: Bazaar) -> None:
    await bazaar.page.asks("/api/providers", name="stripe", faults={"too_many": 1})
    since = (await bazaar.page.state())["seq"]

    refused = await bazaar.stranger.get("/stripe/v1/events", auth=(STRIPE_KEY, ""))
    told = await bazaar.hears_of_providers(since)

    assert refused.status_code == 429
    assert [each["faults"]["too_many"] for each in told] == [0, 0]


class Stall:
    """The least a provider can be: it answers nobody before it closes."""

    def __init__(self) -> None:
        self.base_url = ""
        self.faults = ProviderFaults()
        self.postman = Postman(self.faults)
        self.asked = asyncio.Event()
        self.closed = asyncio.Event()

    def routes(self) -> list[web.RouteDef]:
        return [web.get("/stall", self.answer)]

    async def answer(self, _: web.Request) -> web.Response:
        self.asked.set()
        await self.closed.wait()
        return web.Response(text="closing")

    def tick(self) -> None:
        return

    async def close(self) -> None:
        self.closed.set()

    def finish_refund(self, refund_id: str, *, ok: bool) -> None:
        raise AssertionError(refund_id, ok)


async def test_whoever_waits_for_a_provider_is_answered_before_the_server_stops() -> None:
    stall = Stall()
    async with httpx.AsyncClient(timeout=5) as http, asyncio.timeout(5):
        async with running(Telegram(TOKEN, Clock.standing()), providers=[stall]) as server:
            call = asyncio.create_task(http.get(f"{stall.base_url}/stall"))
            await stall.asked.wait()
            assert not call.done()
            assert stall.base_url == server.bot_api_url
        assert (await call).text == "closing"
