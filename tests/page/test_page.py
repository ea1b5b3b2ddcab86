"""Chats in the browser: messages, presses, edits, and what must never happen."""

import pytest
from playwright.async_api import expect

from tests.page.conftest import Visit, column, say

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_message_appears_for_its_person_and_for_nobody_else(visit: Visit) -> None:
    page = await visit.open()
    await say(page, "Mira", "Is the blue mug here?")
    await expect(column(page, "Mira").get_by_role("log")).to_contain_text("Is the blue mug here?")
    assert [each["text"] for each in visit.telegram.messages(1001)][-1] == "Is the blue mug here?"
    await expect(column(page, "Ada").get_by_role("log")).not_to_contain_text("blue mug here")
    await expect(column(page, "Mira").get_by_role("textbox")).to_have_value("")


async def test_a_press_spins_until_the_bot_answers(visit: Visit) -> None:
    page = await visit.open()
    visit.bot.may_answer.clear()
    add = column(page, "Mira").get_by_role("button", name="Add")
    await add.click()
    await expect(add).to_have_attribute("aria-busy", "true")
    await expect(add.locator(".spinner")).to_be_visible()
    other = column(page, "Ada").get_by_role("button", name="Add")
    await expect(other).to_have_attribute("aria-busy", "false")
    visit.bot.may_answer.set()
    await expect(column(page, "Mira").get_by_role("status")).to_contain_text("Added to the cart")
    await expect(add).to_have_attribute("aria-busy", "false")
    await expect(page.get_by_role("alertdialog")).to_have_count(0)


async def test_an_alert_keeps_the_focus_until_it_is_closed(visit: Visit) -> None:
    page = await visit.open()
    pieces = column(page, "Mira").get_by_role("button", name="1 pcs")
    await pieces.click()
    alert = page.get_by_role("alertdialog")
    await expect(alert).to_contain_text("Only 3 left")
    for _ in range(3):
        await page.keyboard.press("Tab")
        assert await page.evaluate("['BODY', 'BUTTON'].includes(document.activeElement.tagName)")
        assert not await page.evaluate("document.activeElement.closest('.column')")
    await page.keyboard.press("Escape")
    await expect(alert).to_have_count(0)
    await expect(pieces).to_be_focused()


async def test_an_edit_keeps_the_focus_on_the_same_button(visit: Visit) -> None:
    page = await visit.open()
    mira = column(page, "Mira")
    await mira.get_by_role("button", name="+ 1").focus()
    await page.keyboard.press("Enter")
    await expect(mira.get_by_role("button", name="2 pcs")).to_be_visible()
    await expect(mira.get_by_role("button", name="1 pcs")).to_have_count(0)
    await expect(mira.get_by_role("button", name="+ 1")).to_be_focused()


async def test_arrows_walk_over_a_keyboard_that_is_one_tab_stop(visit: Visit) -> None:
    page = await visit.open()
    mira = column(page, "Mira")
    await mira.get_by_role("button", name="− 1").focus()
    await page.keyboard.press("ArrowRight")
    await expect(mira.get_by_role("button", name="1 pcs")).to_be_focused()
    await page.keyboard.press("ArrowDown")
    await expect(mira.get_by_role("button", name="Clear")).to_be_focused()
    await page.keyboard.press("Tab")
    assert not await page.evaluate("document.activeElement.closest('.keyboard')")


async def test_words_that_look_like_markup_stay_words(visit: Visit) -> None:
    page = await visit.open()
    await say(page, "Mira", "/literal")
    log = column(page, "Mira").get_by_role("log")
    await expect(log).to_contain_text("<img src=x onerror=alert(1)>")
    await expect(log.locator("img")).to_have_count(0)


async def test_a_deleted_message_leaves_the_chat(visit: Visit) -> None:
    page = await visit.open()
    visit.bot.may_answer.clear()
    await say(page, "Mira", "/fleeting")
    soon_gone = column(page, "Mira").get_by_text("Soon gone")
    await expect(soon_gone).to_be_visible()
    visit.bot.may_answer.set()
    await expect(soon_gone).to_have_count(0)


async def test_a_link_into_the_bot_is_followed_inside_the_chat(visit: Visit) -> None:
    page = await visit.open()
    await column(page, "Mira").get_by_role("link", name="the blue one").click()
    await expect(column(page, "Mira").get_by_text("/start p_7")).to_be_visible()
    assert len(page.context.pages) == 1


async def test_a_slash_opens_the_commands_and_enter_sends_one(visit: Visit) -> None:
    page = await visit.open()
    mira = column(page, "Mira")
    await mira.get_by_role("textbox").press_sequentially("/l")
    await expect(mira.get_by_role("option")).to_have_text(["/literalOdd words"])
    await page.keyboard.press("Enter")
    await expect(mira.get_by_role("log")).to_contain_text("onerror")
    await expect(mira.get_by_role("option")).to_have_count(0)


async def test_the_bots_name_and_words_show_results_and_enter_sends_one(visit: Visit) -> None:
    page = await visit.open()
    mira = column(page, "Mira")
    await mira.get_by_role("textbox").press_sequentially("@souk_demo_bot blue")
    await expect(mira.get_by_role("option")).to_have_text(["Mug 1blue", "Mug 2blue"])
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(mira.get_by_role("log")).to_contain_text("via @souk_demo_bot")
    await expect(mira.get_by_role("log")).to_contain_text("Mug 2 for $12")
    await expect(mira.get_by_role("option")).to_have_count(0)


async def test_a_broken_rule_of_telegram_is_counted_and_shown_in_red(visit: Visit) -> None:
    page = await visit.open()
    await expect(page.locator("#broken")).to_be_hidden()
    await say(page, "Ada", "/broken")
    await expect(page.locator("#broken")).to_have_text("1")
    await page.get_by_role("button", name="Developer pane, 1 broken rule").click()
    broken = page.get_by_role("complementary").locator(".call.broken")
    await expect(broken).to_have_count(1)
    await expect(broken).to_contain_text("message text is empty")


async def test_a_cut_line_is_said_and_mended_without_a_loss(visit: Visit) -> None:
    page = await visit.open(cut=True)
    await expect(page.get_by_text("The line to the sandbox is cut")).to_be_visible()
    visit.telegram.say(visit.telegram.world.people.persons[1001], "Said meanwhile")
    await page.unroute("**/api/events*")
    await expect(column(page, "Mira").get_by_text("Said meanwhile")).to_have_count(1)
    await expect(page.get_by_text("The line to the sandbox is cut")).to_be_hidden()


async def test_a_whole_visit_asks_nothing_of_others_and_complains_of_nothing(
    visit: Visit,
) -> None:
    page = await visit.open()
    await say(page, "Mira", "/buy")
    await column(page, "Mira").get_by_role("button", name="Pay $27.90").click()
    await page.get_by_role("button", name="Developer pane").click()
    await column(page, "Ada").get_by_role("button", name="Clear").click()
    await expect(column(page, "Ada").get_by_role("status")).to_contain_text("Added")
    assert visit.outside == []
    assert visit.complaints == []
