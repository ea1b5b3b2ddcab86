"""A sandbox with a small bot, and a browser that looks at it."""

import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Literal

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, async_playwright

from sandbox.clock import Clock
from sandbox.server import running
from sandbox.telegram import Telegram
from tests.page.shop_bot import ShopBot, polling

NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)
collect_ignore_glob = [] if CHROMIUM else ["test_*.py"]

TOKEN = "123456:PAGE"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say it aloud when the page was not tried."""
    if not CHROMIUM:
        words = f"THE SANDBOX'S PAGE WAS NOT TESTED: none of {', '.join(NAMES)} is installed"
        terminalreporter.write_line(words, red=True, bold=True)


@dataclass(slots=True)
class Visit:
    """One sandbox, its bot, and the pages opened on it."""

    telegram: Telegram
    bot: ShopBot
    url: str
    browser: Browser
    stack: AsyncExitStack
    complaints: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    async def open(
        self,
        width: int = 1280,
        height: int = 800,
        scheme: Literal["light", "dark"] = "light",
        cut: bool = False,
    ) -> Page:
        """The page in a fresh window; with *cut* its stream of events does not get through."""
        context = await self.browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            reduced_motion="reduce",
        )
        self.stack.push_async_callback(context.close)
        page = await context.new_page()
        page.set_default_timeout(5000)
        self._listen(page)
        if cut:
            await page.route("**/api/events*", lambda route: route.abort())
        await page.goto(self.url)
        await page.wait_for_selector("html[data-ready]")
        return page

    def _listen(self, page: Page) -> None:
        own = self.url.split("/?")[0]
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda said: self.complaints.append(said.text))
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((f"{own}/", "data:", "blob:"))
                else self.outside.append(request.url)
            ),
        )


def column(page: Page, name: str) -> Locator:
    """The chat of a person, or of a group, where it stands side by side with others."""
    return page.get_by_role("region", name=name, exact=True)


async def say(page: Page, name: str, text: str) -> None:
    """Write something as a person and send it with Enter."""
    box = column(page, name).get_by_role("textbox")
    await box.fill(text)
    await box.press("Enter")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """One Chromium for the tests of a file."""
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"]
        )
        yield launched
        await launched.close()


@pytest_asyncio.fixture(loop_scope="module")
async def visit(browser: Browser) -> AsyncIterator[Visit]:
    """A sandbox with three people who all pressed Start, a group, and a bot that polls."""
    telegram = Telegram(TOKEN, Clock.standing())
    people = [
        telegram.person("Mira", "en"),
        telegram.person("Boris", "ru", label="Merchant"),
        telegram.person("Ada", "en", label="Admin"),
    ]
    telegram.group("Orders", people[1:], supergroup=True)
    for person in people:
        telegram.say(person, "/start")
    async with (
        running(telegram, title="Souk") as server,
        polling(TOKEN, server.bot_api_url) as bot,
        AsyncExitStack() as stack,
    ):
        yield Visit(telegram, bot, server.page_url, browser, stack)
