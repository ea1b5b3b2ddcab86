"""The first screen."""

from dataclasses import replace

from bot.callbacks.shopping import OpenCart, OpenShelf
from bot.screens.home import home_screen
from tests.screens.samples import (
    ANNA,
    NASTY,
    SHOP,
    T,
    button,
    category,
    keeps_limits,
    labels,
    page,
    shelf,
)


def test_home_greets_by_name_and_offers_shelves_two_a_row() -> None:
    screen = home_screen(
        shelf(page(), category(1), category(2, "Tea"), category(3)), ANNA, T, SHOP
    )

    assert screen.text.startswith("<b>Souk</b>\nHello, Anna!")
    assert labels(screen)[:2] == [["Mugs", "Tea"], ["Mugs"]]
    assert keeps_limits(screen)


def test_home_shows_the_cart_only_when_something_is_in_it() -> None:
    goods = shelf(page(), category(1))

    empty = home_screen(goods, ANNA, T, SHOP)
    full = home_screen(goods, replace(ANNA, cart_pieces=3), T, SHOP)

    assert not any("Cart" in label for row in labels(empty) for label in row)
    assert button(full, "Cart · 3").press == OpenCart()


def test_more_categories_than_fit_are_one_tap_further() -> None:
    screen = home_screen(shelf(page(), *(category(n) for n in range(20))), ANNA, T, SHOP)

    assert button(screen, "More shelves").press == OpenShelf()
    assert keeps_limits(screen)


def test_a_shop_without_categories_still_leads_to_its_goods() -> None:
    screen = home_screen(shelf(page()), ANNA, T, SHOP)

    assert ["All goods", "Search"] in labels(screen)
    assert keeps_limits(screen)


def test_names_are_shown_literally_and_never_break_the_screen() -> None:
    for name in NASTY:
        person, named = replace(ANNA, first_name=name), replace(SHOP, name=name)
        screen = home_screen(shelf(page(), category(1, name)), person, T, named, note="Note.")
        assert keeps_limits(screen)
        assert "<script>" not in screen.text
        assert screen.text.startswith("Note.\n\n")
