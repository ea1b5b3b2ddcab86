"""Favourites, shared lists, settings, and what can be marked on a product card."""

from dataclasses import replace

import pytest

from bot.callbacks.favourites import (
    SAVED,
    SHARED,
    Choose,
    OpenFavourites,
    OpenShared,
    Save,
    ShareFavourites,
    StopNews,
    WaitFor,
)
from bot.callbacks.recommendations import OpenWith
from bot.callbacks.shopping import OpenProduct
from bot.screens.favourites import (
    favourites_screen,
    seen_screen,
    settings_screen,
    share_screen,
    shared_screen,
)
from bot.screens.goods_notes import back_note, cheaper_note
from bot.screens.parts import Listing
from bot.screens.product import product_screen
from domain.catalog import Sort
from domain.favourites import Choice, Marks, SharedList
from tests.screens.samples import (
    ANNA,
    LONG,
    NASTY,
    SHOP,
    T,
    button,
    cart,
    cart_line,
    keeps_limits,
    labels,
    page,
    product,
    row,
    usd,
    variant,
)

AT = Listing(3, 2, Sort.NEW)
TELLS = {"product": 1, "variant": 11, "page": 2, "sort": Sort.NEW, "shelf": 3}
FIVE = tuple(row(n) for n in range(1, 6))


def test_a_product_is_saved_by_its_heart_and_says_so() -> None:
    plain = product_screen(product(), 0, AT, cart(), T, marks=Marks())
    saved = product_screen(product(), 0, AT, cart(), T, marks=Marks(saved=True))

    assert labels(plain)[-2:] == [["♡ Save", "Goes with it"], ["‹ Back", "Share"]]
    assert button(plain, "♡ Save").press == Save(**TELLS, wanted=True)
    assert button(saved, "♥ Saved").press == Save(**TELLS, wanted=False)
    assert button(plain, "Goes with it").press == OpenWith(**TELLS)


def test_what_is_sold_out_leads_to_what_is_like_it() -> None:
    some = product(variant(11, free=0), variant(12))
    none = product(variant(11, free=0), variant(12, free=0))

    assert button(
        product_screen(some, 11, AT, cart(), T, marks=Marks()), "Goes with it"
    ).press == OpenWith(**TELLS)
    assert button(
        product_screen(none, 11, AT, cart(), T, marks=Marks()), "Similar goods"
    ).press == OpenWith(**TELLS)


def test_what_is_sold_out_can_be_waited_for_and_what_is_there_cannot() -> None:
    gone = product(variant(11, free=0))
    asks = product_screen(gone, 11, AT, cart(), T, marks=Marks())
    waits = product_screen(gone, 11, AT, cart(), T, marks=Marks(waits=frozenset({11})))
    there = product_screen(product(), 11, AT, cart(), T, marks=Marks())

    assert button(asks, "Notify me").press == WaitFor(**TELLS, wanted=True)
    assert button(waits, "Do not notify me").press == WaitFor(**TELLS, wanted=False)
    assert not any("otify" in label for line in labels(there) for label in line)


@pytest.mark.parametrize("free", [0, 9])
def test_a_card_full_of_options_keeps_its_heart_and_its_limits(free: int) -> None:
    wild = product(
        *(variant(n, f"S{n % 3}", f"C{n % 5}", f"T{n % 4}", free=free) for n in range(60))
    )
    for pieces in (0, 2):
        basket = cart(cart_line(1, quantity=pieces)) if pieces else cart()
        screen = product_screen(wild, 1, AT, basket, T, marks=Marks())
        assert keeps_limits(screen)
        assert any("♡ Save" in line for line in labels(screen))


def test_favourites_are_a_list_that_products_lead_back_to() -> None:
    screen = favourites_screen(page(*FIVE, number=1, total=12), ANNA, T)

    assert screen.text.startswith("<b>Favourites</b>\n6–10 of 12")
    opens = OpenProduct(product=1, page=1, shelf=SAVED)
    assert button(screen, "Blue mug · $12").press == opens
    from_there = product_screen(product(), 0, Listing(SAVED, 1), cart(), T)
    assert button(from_there, "‹ Back").press == OpenFavourites(page=1)
    assert keeps_limits(screen)


def test_empty_lists_say_why_and_lead_on() -> None:
    empty = favourites_screen(page(), ANNA, T)
    unseen = seen_screen(page(), ANNA, T)

    assert "♡ Save" in empty.text
    assert ["Catalogue", "Recently viewed"] in labels(empty)
    assert ["Catalogue"] in labels(unseen)


def test_whoever_wants_nothing_personal_is_told_why_nothing_is_listed() -> None:
    screen = seen_screen(page(), replace(ANNA, personal=False), T)

    assert "are off" in screen.text
    assert ["Settings"] in labels(screen)


def test_the_link_can_be_copied_and_taken_back() -> None:
    screen = share_screen("abc", SHOP, T)

    assert button(screen, "Copy the link").copy == "https://t.me/souk_bot?start=w_abc"
    assert button(screen, "Stop sharing").press == ShareFavourites(on=False)


def test_a_visitor_sees_goods_and_a_first_name_and_can_change_nothing() -> None:
    for name in NASTY:
        shared = SharedList(name, page(*FIVE, total=7))
        screen = shared_screen(shared, 0, T)
        assert keeps_limits(screen)
        assert "<script>" not in screen.text
        presses = [one.press for line in screen.rows for one in line]
        assert not any(isinstance(press, Save | ShareFavourites) for press in presses)
    back = product_screen(product(), 0, Listing(SHARED, 1), cart(), T)
    assert button(back, "‹ Back").press == OpenShared(page=1)


def test_settings_say_how_things_stand_and_a_tap_turns_them() -> None:
    screen = settings_screen(ANNA, T)

    assert button(screen, "Suggestions: on").press == Choose(choice=Choice.PERSONAL, on=False)
    assert button(screen, "Price news: on").press == Choose(choice=Choice.PRICE_NEWS, on=False)
    assert keeps_limits(screen)


def test_news_of_what_is_back_lead_to_it_and_say_what_time_there_is() -> None:
    note = back_note(product(title=LONG), variant(11, "M", free=2), T)

    assert "is there again" in note.text
    assert "Only 2 left" in note.text
    assert "in 30 minutes" in note.text
    assert labels(note) == [["Buy now · $12"], ["Look at it"]]
    assert not note.card
    assert keeps_limits(note)


def test_news_of_prices_tell_both_and_can_be_stopped() -> None:
    note = cheaper_note([(row(n, NASTY[0]), usd(1500)) for n in range(1, 8)], T)

    assert note.text.startswith("<b>7 of your favourites are cheaper</b>")
    assert "<b>$12</b> instead of <s>$15</s>" in note.text
    assert len(note.rows) == 6
    assert button(note, "Stop these").press == StopNews()
    assert keeps_limits(note)
