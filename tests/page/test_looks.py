"""How the page looks: it fits, it can be read, it can be hit with a thumb."""

from typing import Literal

import pytest
from playwright.async_api import expect

from tests.page.conftest import Visit, column, say

pytestmark = pytest.mark.asyncio(loop_scope="module")

READABLE = ("#title", ".brand p", ".name", ".state", ".words", ".meta", ".key-words", ".tab")
CONTRAST = """selector => {
  const parse = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, n) => sum + v * [0.2126, 0.7152, 0.0722][n], 0);
  const ground = (node) => {
    const [r, g, b, alpha = 1] = parse(getComputedStyle(node).backgroundColor);
    return alpha === 1 ? [r, g, b] : ground(node.parentElement);
  };
  return [...document.querySelectorAll(selector)].map((node) => {
    const pair = [parse(getComputedStyle(node).color), ground(node)].map(light);
    return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
  });
}"""
STICKING_OUT = """() => [...document.querySelectorAll('body *')]
  .filter((node) => node.checkVisibility() && !node.closest('.tabs, .spoken'))
  .filter((node) => {
    const { left, right } = node.getBoundingClientRect();
    const home = node.closest('.column')?.getBoundingClientRect();
    const wide = node.matches('.log, .sheet-content') && node.scrollWidth > node.clientWidth;
    return wide || left < (home?.left ?? 0) - 1 || right > (home?.right ?? innerWidth) + 1;
  }).map((node) => node.className)"""
SMALL_TARGETS = """() => [...document.querySelectorAll('button, textarea')]
  .filter((node) => node.checkVisibility() && !node.closest('.words, .meta'))
  .map((node) => [node.getAttribute('aria-label') ?? node.textContent,
    node.getBoundingClientRect()])
  .filter(([, box]) => box.width < 37.5 || box.height < 44)
  .map(([name]) => name)"""


@pytest.mark.parametrize("width", [320, 390, 720, 1100])
async def test_nothing_scrolls_sideways(visit: Visit, width: int) -> None:
    page = await visit.open(width)
    await say(page, "Mira", "Donaudampfschifffahrtsgesellschaftskapitänsmütze" * 3)
    await say(page, "Mira", "/buy")
    await column(page, "Mira").get_by_role("button", name="Pay $27.90").click()
    await expect(column(page, "Mira").get_by_role("dialog")).to_be_visible()
    assert await page.evaluate(STICKING_OUT) == []
    assert await page.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0


async def test_opening_every_layer_never_moves_the_page_itself(visit: Visit) -> None:
    page = await visit.open(1280, 400)
    await page.get_by_role("button", name="Developer pane").click()
    await say(page, "Mira", "/buy")
    await column(page, "Mira").get_by_role("button", name="Pay $27.90").click()
    last = column(page, "Mira").get_by_role("button", name="Shop does not hear")
    await last.scroll_into_view_if_needed()
    await expect(last).to_be_in_viewport()
    assert await page.evaluate("[scrollY, document.body.scrollTop]") == [0, 0]
    assert await page.evaluate("document.scrollingElement.scrollHeight - innerHeight") <= 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_words_stand_out_from_their_ground(
    visit: Visit, scheme: Literal["light", "dark"]
) -> None:
    page = await visit.open(1100, scheme=scheme)
    await say(page, "Mira", "Own words")
    await expect(column(page, "Mira").get_by_text("Own words")).to_be_visible()
    for selector in READABLE:
        ratios = await page.evaluate(CONTRAST, selector)
        assert ratios, selector
        assert min(ratios) >= 4.5, selector


async def test_dark_is_dark_and_the_switch_outlives_a_reload(visit: Visit) -> None:
    page = await visit.open(scheme="dark")
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = await page.evaluate(ground)
    await page.get_by_role("button", name="Theme: auto").click()
    assert await page.evaluate(ground) != dark
    await page.reload()
    await page.wait_for_selector("html[data-ready]")
    assert await page.evaluate(ground) != dark


async def test_everything_can_be_hit_with_a_thumb(visit: Visit) -> None:
    page = await visit.open(320, 640)
    await expect(column(page, "Mira").get_by_role("button", name="Add")).to_be_visible()
    assert await page.evaluate(SMALL_TARGETS) == []


async def test_three_chats_stand_side_by_side_when_there_is_room(visit: Visit) -> None:
    page = await visit.open(1100)
    await expect(page.get_by_role("region")).to_have_count(3)
    for name in ("Mira", "Boris", "Ada"):
        await expect(column(page, name)).to_be_in_viewport(ratio=1)


async def test_a_tab_counts_what_its_chat_has_not_shown(visit: Visit) -> None:
    page = await visit.open(390)
    await expect(page.get_by_role("region")).to_have_count(1)
    visit.telegram.say(visit.telegram.world.people.persons[1002], "/literal")
    tab = page.get_by_role("button", name="Boris, 1 new message, Merchant")
    await tab.click()
    await expect(column(page, "Boris").get_by_text("onerror")).to_be_in_viewport()
    await expect(page.get_by_role("button", name="Boris, Merchant", exact=True)).to_be_visible()
    await expect(column(page, "Mira")).to_have_count(0)
