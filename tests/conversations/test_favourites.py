"""Saving, sharing, waiting for what is sold out, and what is told of it."""

import pytest
from sqlalchemy import text

from tests.conversations.street import Passer, Street

TEAPOT = ("Kitchen", "All goods here", "Teapot")


@pytest.fixture
async def at_the_teapot(anna: Passer) -> Passer:
    """A customer who looks at a teapot, of which there is one."""
    await anna.says("/start")
    await anna.taps(*TEAPOT)
    return anna


async def _sql(street: Street, statement: str) -> None:
    async with street.app.store.write() as uow:
        await uow.connection.execute(text(statement))


async def test_what_is_saved_is_found_under_favourites(at_the_teapot: Passer) -> None:
    anna = at_the_teapot
    await anna.taps("♡ Save")
    assert anna.toasts == ["Saved. You find it under Favourites."]
    assert "♥ Saved" in anna.buttons

    await anna.says("/favourites")
    assert "Teapot · $30" in anna.text
    await anna.taps("Teapot", "♥ Saved", "‹ Back")

    assert "Nothing is saved yet" in anna.text


async def test_a_shared_list_is_seen_by_link_until_it_is_taken_back(
    street: Street, at_the_teapot: Passer
) -> None:
    anna, boris = at_the_teapot, street.person("Boris")
    await anna.taps("♡ Save")
    await anna.says("/favourites")
    await anna.taps("Share the list")
    link = anna.text.split("start=")[1].split()[0]

    await boris.says(f"/start {link}")
    assert "What Anna likes" in boris.text
    await boris.taps("Teapot", "‹ Back")
    assert "What Anna likes" in boris.text
    assert "Share the list" not in boris.buttons
    await anna.taps("Stop sharing")
    await boris.says(f"/start {link}")

    assert "What Anna likes" not in boris.text
    assert "Boris" in boris.text, "the first screen, with a word about the link"


async def test_another_page_of_a_list_nobody_opened_is_explained(anna: Passer) -> None:
    await anna.says("/start")

    await anna.sends_forged("ww:0")

    assert anna.toasts == ["Please open the link to that list again."]


async def test_somebody_who_asked_hears_that_it_is_there_again(
    street: Street, at_the_teapot: Passer
) -> None:
    anna = at_the_teapot
    await _sql(street, "UPDATE stock SET on_hand = 0 WHERE variant_id = 3")
    await anna.says("/start")
    await anna.taps(*TEAPOT)
    assert "Buy now" not in " ".join(anna.buttons)
    await anna.taps("Notify me")
    assert "Do not notify me" in anna.buttons
    await _sql(street, "UPDATE stock SET on_hand = 1 WHERE variant_id = 3")

    await street.app.services.goods_news.call_waiting()
    await street.quiet()

    assert "Teapot is there again." in anna.text
    assert anna.buttons == ["Buy now · $30", "Look at it"]
    await anna.taps("Look at it")
    assert "In stock" in anna.text or "Only 1 left" in anna.text


async def test_news_that_are_not_true_any_more_are_not_told(
    street: Street, at_the_teapot: Passer
) -> None:
    anna = at_the_teapot
    await anna.taps("♡ Save")
    await _sql(street, "UPDATE products SET price_from = 1 WHERE title = 'Teapot'")
    await street.app.services.goods_news.tell_of_prices()
    await _sql(street, "UPDATE products SET price_from = 3000 WHERE title = 'Teapot'")

    await street.quiet()

    assert "cheaper" not in anna.text


async def test_a_lower_price_is_told_and_one_tap_ends_such_news(
    street: Street, at_the_teapot: Passer
) -> None:
    anna = at_the_teapot
    await anna.taps("♡ Save")
    for table, column in (("products", "price_from"), ("variants", "price")):
        key = "id" if table == "products" else "product_id"
        of = "(SELECT id FROM products WHERE title = 'Teapot')"
        await _sql(street, f"UPDATE {table} SET {column} = 2400 WHERE {key} = {of}")  # noqa: S608

    await street.app.services.goods_news.tell_of_prices()
    await street.quiet()

    assert "1 of your favourites is cheaper" in anna.text
    assert "Teapot · $24 instead of $30" in anna.text.replace("<s>", "").replace("</s>", "")
    await anna.taps("Stop these")
    assert anna.toasts == ["No more price news. /settings turns them on again."]
    await anna.says("/settings")
    assert "Price news: off" in anna.buttons


async def test_turning_suggestions_off_forgets_what_was_looked_at(at_the_teapot: Passer) -> None:
    anna = at_the_teapot
    await anna.says("/favourites")
    await anna.taps("Recently viewed")
    assert "Teapot" in anna.text
    await anna.says("/settings")
    await anna.taps("Suggestions: on")
    assert "Suggestions: off" in anna.buttons

    await anna.says("/favourites")
    await anna.taps("Recently viewed")
    assert "are off" in anna.text
    await anna.says("/start")
    await anna.taps("Popular")

    assert anna.text.startswith("Popular now")


async def test_the_cart_leads_to_what_goes_with_it_and_back(at_the_teapot: Passer) -> None:
    anna = at_the_teapot
    await anna.taps("Add", "Cart", "Goes with it")
    assert "Goes with your cart" in anna.text
    assert "Teapot" not in anna.text

    await anna.taps("Clay vase", "‹ Back", "‹ Back")

    assert "Your cart" in anna.text
