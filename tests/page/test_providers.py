"""Payment providers in the browser: the way to their pages, and their switches."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass

import httpx
import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, expect

from sandbox.clock import Clock
from sandbox.providers.notices import Notice
from sandbox.providers.stripe import Stripe
from sandbox.server import running
from sandbox.telegram import Telegram
from tests.page.conftest import TOKEN, Visit, column
from tests.page.shop_bot import polling

pytestmark = pytest.mark.asyncio(loop_scope="module")

KEY = "sk_test_page"
MUG = {
    "mode": "payment",
    "success_url": "https://t.me/souk_demo_bot",
    "line_items[0][quantity]": "1",
    "line_items[0][price_data][currency]": "usd",
    "line_items[0][price_data][unit_amount]": "1000",
    "line_items[0][price_data][product_data][name]": "Mug",
}


@dataclass(frozen=True, slots=True)
class Counter:
    """A sandbox with a Stripe, and the shop's calls to it."""

    visit: Visit
    stripe: Stripe

    async def sells(self) -> tuple[str, str]:
        """The id and the address of a new payment."""
        made = await self._asks("/checkout/sessions", MUG)
        return made["id"], made["url"]

    async def refunds(self, session_id: str) -> None:
        """Ask for the money of a payment back."""
        await self._asks("/refunds", {"payment_intent": self.stripe.intent(session_id).id})

    async def _asks(self, path: str, form: dict[str, str]) -> dict[str, str]:
        url = f"{self.stripe.base_url}/stripe/v1{path}"
        async with httpx.AsyncClient() as http:
            return dict((await http.post(url, data=form, auth=(KEY, ""))).json())


async def taken(_: Notice) -> int:
    """A shop that takes every notice."""
    return 200


@pytest_asyncio.fixture(loop_scope="module")
async def counter(browser: Browser) -> AsyncIterator[Counter]:
    telegram = Telegram(TOKEN, Clock.standing())
    telegram.say(telegram.person("Mira", "en"), "/start")
    stripe = Stripe(telegram.clock.now, back=lambda _: f"{stripe.base_url}/", post=taken)
    stripe.add_account(KEY, notify_url="http://shop.example/webhooks/stripe")
    stripe.faults.notices = "lost"
    async with (
        running(telegram, title="Souk", providers=[stripe]) as server,
        polling(TOKEN, server.bot_api_url) as bot,
        AsyncExitStack() as stack,
    ):
        yield Counter(Visit(telegram, bot, server.page_url, browser, stack), stripe)


async def opened(page: Page) -> Locator:
    """The switches of the Stripe, in the developer pane."""
    await page.get_by_role("button", name="Developer pane").click()
    await page.get_by_text("Stripe payments").click()
    return page.get_by_role("complementary").locator("details", has_text="Stripe payments")


async def test_a_pay_button_opens_the_pay_page_beside_the_chat_and_leads_back(
    counter: Counter,
) -> None:
    page = await counter.visit.open()
    session, url = await counter.sells()
    keyboard = {"inline_keyboard": [[{"text": "Pay $10.00", "url": url}]]}
    chat = {"chat_id": 1001, "text": "Your order", "reply_markup": keyboard}
    assert (await counter.visit.telegram.call("sendMessage", chat)).ok
    async with page.context.expect_page() as opening:
        await column(page, "Mira").get_by_role("button", name="Pay $10.00").click()
    pay = await opening.value
    await expect(pay.get_by_text("Test page, no money moves")).to_be_visible()
    assert pay.url == url
    assert await pay.evaluate("window.opener") is None
    await pay.get_by_role("button", name="Pay $10.00").click()
    await expect(pay.get_by_role("status")).to_be_visible()
    assert counter.stripe.session(session).payment_status == "paid"
    await pay.get_by_role("link", name="Back").click()
    await expect(column(pay, "Mira")).to_be_visible()
    assert counter.visit.outside == []
    assert counter.visit.complaints == []


async def test_a_switch_of_a_provider_is_set_and_counts_down_by_itself(counter: Counter) -> None:
    page = await counter.visit.open()
    switches = await opened(page)
    failing = switches.get_by_label("Next calls fail before anything happened")
    await failing.fill("2")
    await failing.press("Tab")
    await expect(failing).to_have_value("2")
    await expect(switches.get_by_label("Never answer the next calls")).to_have_value("0")
    async with httpx.AsyncClient(base_url=counter.stripe.base_url) as http:
        assert (await http.get("/stripe/v1/events", auth=(KEY, ""))).status_code == 500
    await expect(failing).to_have_value("1")
    assert counter.stripe.faults.fail_before == 1


async def test_lost_notifications_are_counted_and_held_ones_can_be_released(
    counter: Counter,
) -> None:
    page = await counter.visit.open()
    switches = await opened(page)
    release = switches.get_by_role("button", name="Release")
    session, _ = await counter.sells()
    counter.stripe.expire(session)
    await expect(switches).to_contain_text("1 lost")
    await expect(release).to_be_hidden()
    await switches.get_by_label("Notifications").select_option("late")
    session, _ = await counter.sells()
    counter.stripe.expire(session)
    await expect(release).to_have_text("Release 1 held notification")
    assert not counter.stripe.postman.sent
    await release.click()
    await expect(switches).to_contain_text("1 sent, 1 lost")
    await expect(release).to_be_hidden()
    await expect(switches.get_by_label("Notifications")).to_be_focused()
    assert counter.stripe.postman.held == []


async def test_refunds_wait_until_somebody_settles_them(counter: Counter) -> None:
    page = await counter.visit.open()
    switches = await opened(page)
    settling = switches.get_by_role("group", name="Settle waiting refunds")
    await expect(settling).to_be_hidden()
    await switches.get_by_label("Refunds wait").check()
    session, _ = await counter.sells()
    counter.stripe.pay(session)
    await counter.refunds(session)
    await expect(settling).to_contain_text("Settle 1 waiting refund")
    assert [each.status for each in counter.stripe.refunds(session)] == ["pending"]
    await settling.get_by_role("button", name="Fail").click()
    await expect(settling).to_be_hidden()
    assert [each.status for each in counter.stripe.refunds(session)] == ["failed"]


@pytest.mark.parametrize("width", [320, 390, 1280])
async def test_the_switches_fit_and_can_be_hit_with_a_thumb(counter: Counter, width: int) -> None:
    page = await counter.visit.open(width)
    session, _ = await counter.sells()
    counter.stripe.faults.notices, counter.stripe.faults.refunds_wait = "late", True
    counter.stripe.pay(session)
    await counter.refunds(session)
    switches = await opened(page)
    await expect(switches.get_by_role("button", name="Release")).to_be_visible()
    for shown in await switches.locator("button, label, select").all():
        box = await shown.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        assert box["x"] + box["width"] <= width
    assert await page.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0
