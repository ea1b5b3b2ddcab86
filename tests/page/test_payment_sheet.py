"""The payment sheet in the browser: what it shows, and what the shop hears of it."""

import pytest
from playwright.async_api import Locator, expect

from tests.page.conftest import Visit, column, say

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def _sheet(visit: Visit) -> Locator:
    page = await visit.open()
    await say(page, "Mira", "/buy")
    await column(page, "Mira").get_by_role("button", name="Pay $27.90").click()
    return column(page, "Mira").get_by_role("dialog")


def _payments(visit: Visit) -> int:
    return sum("successful_payment" in each for each in visit.telegram.messages(1001))


async def test_the_sheet_shows_every_line_and_says_that_it_is_a_test(visit: Visit) -> None:
    sheet = await _sheet(visit)
    await expect(sheet).to_contain_text("Test, no money")
    for words in ("Order 1042", "Blue mug × 2", "$24.00", "Delivery", "$3.90", "$27.90"):
        await expect(sheet).to_contain_text(words)
    assert visit.bot.payers == []


async def test_a_pay_button_keeps_the_words_that_the_shop_gave_it(visit: Visit) -> None:
    page = await visit.open()
    await say(page, "Mira", "/stars")
    await expect(column(page, "Mira").locator("button.key").last).to_have_text("Pay 500 ⭐")


async def test_a_payment_succeeds_once_and_is_marked(visit: Visit) -> None:
    sheet = await _sheet(visit)
    await sheet.get_by_role("button", name="Pay $27.90").click()
    await expect(sheet.locator(".stage-words")).to_have_text("Paid")
    await sheet.get_by_role("button", name="Done").click()
    mira = column(sheet.page, "Mira")
    await expect(mira.get_by_text("Thank you for order 1042")).to_be_visible()
    await expect(mira.get_by_role("button", name="Paid")).to_be_disabled()
    assert visit.bot.payers == [1001]
    assert _payments(visit) == 1


async def test_a_declined_card_charges_nothing_and_may_be_tried_again(visit: Visit) -> None:
    sheet = await _sheet(visit)
    await sheet.get_by_role("button", name="Card declined").click()
    await expect(sheet.locator(".stage-words")).to_have_text("The bank declined the card")
    await expect(sheet).to_contain_text("Nothing was charged.")
    assert _payments(visit) == 0
    await sheet.get_by_role("button", name="Try again").click()
    await expect(sheet.get_by_role("button", name="Pay $27.90")).to_be_visible()


async def test_someone_else_is_refused_in_the_words_of_the_shop(visit: Visit) -> None:
    sheet = await _sheet(visit)
    await sheet.get_by_label("Who “someone else” is").select_option("Boris")
    await sheet.get_by_role("button", name="Someone else pays").click()
    await expect(sheet).to_contain_text("This is Mira's order.")
    assert visit.bot.payers == [1002]
    assert _payments(visit) == 0


async def test_escape_leaves_the_sheet_and_other_chats_work_beside_it(visit: Visit) -> None:
    sheet = await _sheet(visit)
    await say(sheet.page, "Ada", "The price is changing")
    await expect(column(sheet.page, "Ada").get_by_text("The price is changing")).to_be_visible()
    await sheet.get_by_role("button", name="Pay $27.90").focus()
    await sheet.page.keyboard.press("Escape")
    await expect(sheet).to_have_count(0)
    assert visit.bot.payers == []
