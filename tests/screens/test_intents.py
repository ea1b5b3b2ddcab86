"""Answers to sentences: what was understood over the screen, the search below it."""

from dataclasses import replace

import pytest

from bot.callbacks.finding import OpenSome, SearchSaid
from bot.limits import problems
from bot.reply import Button, Screen, without_inline
from bot.screens.inline import results
from bot.screens.intents import delivery_screen, payment_screen, person_screen, with_search
from bot.screens.parts import Listing, home
from bot.screens.search import found_screen
from bot.screens.search_words import Told
from domain.customers import Delivery
from domain.deliveries import DeliveryMethod
from domain.search.wishes import Wish
from domain.showcase import Showing, Shown
from tests.screens.samples import ANNA, NASTY, SHOP, T, page, row, usd


def _rows(count: int, last: int = 1) -> Screen:
    rows = [[home(T)] for _ in range(count - 1)]
    return Screen("Text", [*rows, [home(T)] * last])


@pytest.mark.parametrize(("rows", "last"), [(1, 1), (7, 2), (8, 1), (8, 2), (8, 3)])
def test_the_search_finds_its_place_under_every_screen(rows: int, last: int) -> None:
    screen = with_search(_rows(rows, last), T("Here is your cart."), T)

    presses = [button.press for row in screen.rows for button in row]
    assert presses.count(SearchSaid()) == (rows < 8 or last < 3)
    assert problems(screen) == []


def test_a_screen_without_room_for_the_sentence_stays_as_it_is() -> None:
    full = Screen("x" * 890, [[home(T)]])

    assert with_search(full, T("Here is your cart."), T).text == full.text
    assert with_search(Screen("x", [[home(T)]]), T("Here is your cart."), T).text == (
        "Here is your cart.\n\nx"
    )


def test_every_way_of_delivery_is_told_with_what_it_costs() -> None:
    ways = [
        DeliveryMethod(1, Delivery.COURIER, usd(300), "Post", usd(5000)),
        DeliveryMethod(2, Delivery.PICKUP, usd(0), address="1 Market Square"),
    ]

    text = delivery_screen(ways, ANNA, T, SHOP).text

    assert "Post — $3, free from $50" in text
    assert "Pick-up: 1 Market Square — free" in text
    assert "@souk_help" in text


def test_the_ways_to_pay_are_those_the_shop_has() -> None:
    text = payment_screen(ANNA, T, SHOP).text

    assert "· Card, in this chat\n· Cash on delivery" in text


def test_a_shop_without_a_person_says_so() -> None:
    assert "@souk_help" in person_screen(T, SHOP).text
    assert "has not said how to reach" in person_screen(T, replace(SHOP, support="")).text


def test_wanted_pieces_go_along_with_every_product_found() -> None:
    screen = found_screen(page(row(1), row(2, free=1)), "mugs", 0, T, Told(wish=Wish(pieces=2)))

    first, second = screen.rows[:2]
    assert first[0].press == OpenSome(product=1, quantity=2)
    assert [button.text for button in (first[1], second[1])] == ["+ 2", "+"]
    assert Listing(1).opening(1).pack().startswith("p:")


@pytest.mark.parametrize("name", NASTY)
def test_a_card_for_other_chats_keeps_telegrams_limits_and_tells_of_nobody(name: str) -> None:
    shown = Shown(7, name, usd(1200), True, 2, "photo-1")

    found = results(Showing((shown,), more=True), 0, T, replace(SHOP, name=name))

    assert problems(found) == []
    assert found.following == "1"
    assert found.cards[0].rows[0][0].url == "https://t.me/souk_bot?start=p_7"
    assert "<b>bold</b>" not in found.cards[0].text
    assert found.cards[0].about == "from $12 · Only 2 left"


def test_buttons_of_inline_mode_go_where_the_bot_has_none() -> None:
    rows = [[home(T), Button("Share", share="x")], [Button("Type", inline_query="")]]

    assert without_inline(rows) == [[home(T)]]
