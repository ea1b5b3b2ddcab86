"""What a search shows: what was found, how it was understood, how to narrow it."""

from dataclasses import replace

import pytest

from bot.app import LOCALES
from bot.callbacks.search import (
    ChooseFound,
    DropFound,
    KeepFound,
    MeantFound,
    NarrowFound,
    PriceFound,
    SortFound,
)
from bot.callbacks.shopping import MoreFound, OpenProduct, list_found
from bot.i18n import Translations
from bot.screens.narrowing import narrow_screen, prices_screen, shelves_screen
from bot.screens.search import found_screen, nothing_screen
from bot.screens.search_words import Told
from domain.search.wishes import Order, Part, Wish
from tests.screens.samples import NASTY, T, button, category, keeps_limits, labels, page, row, usd

WISH = Wish("mug", 3, 500, 2000, in_stock=True, on_sale=True, order=Order.CHEAP)
TOLD = Told(search=9, wish=Wish("mug", high=2000, in_stock=True), currency="USD")
FULL = page(*(row(n) for n in range(5)), number=1, total=23)


def test_a_page_says_where_it_stands_and_leads_on_back_and_to_filters() -> None:
    screen = found_screen(FULL, "mug", 2, T, TOLD)

    assert "6–10 of 23" in screen.text
    assert labels(screen)[5:] == [
        ["‹", "Filter and sort", "›"],
        ["up to $20 ✕", "In stock ✕"],
        ["‹ Shop", "Cart · 2"],
    ]
    assert button(screen, "›").press == MoreFound(page=2, search=9)
    assert button(screen, "Filter and sort").press == NarrowFound(search=9)
    assert button(screen, "In stock ✕").press == DropFound(search=9, part=Part.IN_STOCK)
    assert screen.rows[0][0].press == OpenProduct(product=0, page=1, shelf=list_found(9))
    assert keeps_limits(screen)


def test_what_was_read_otherwise_is_told_and_can_be_chosen() -> None:
    told = replace(TOLD, mended="blue mug", missing="xyzzy", instead="blue mat")
    screen = found_screen(FULL, "blu mug xyzzy", 0, T, told)

    assert "Nothing has “xyzzy”, so I left that out." in screen.text
    assert "I looked for “blue mug”." in screen.text
    assert "Did you mean “blue mat”?" in screen.text
    assert button(screen, "blue mat").press == MeantFound(search=9)
    assert keeps_limits(screen)


def test_more_than_is_counted_is_not_told_as_a_number() -> None:
    many = page(*(row(n) for n in range(5)), number=0, total=1001)
    screen = found_screen(many, "mug", 0, T, replace(TOLD, many=True))

    assert screen.text.startswith("<b>More than 1,000 found</b> for “mug”")
    assert "1–5 of 1,000+" in screen.text


def test_every_narrowing_names_what_holds_and_what_a_tap_makes_of_it() -> None:
    screen = narrow_screen("mug", Told(9, WISH, "USD", shelf="Mugs"), T)

    assert labels(screen) == [
        ["• Mugs", "• $5 – $20"],
        ["• In stock", "• On sale"],
        ["Best match", "Popular", "• Low price"],
        ["High price", "Newest"],
        ["‹ Back"],
    ]
    assert button(screen, "• Mugs").press == ChooseFound(search=9, part=Part.CATEGORY)
    assert button(screen, "• In stock").press == DropFound(search=9, part=Part.IN_STOCK)
    assert button(screen, "Newest").press == SortFound(search=9, order=Order.NEW)
    plain = narrow_screen("mug", Told(9), T)
    assert button(plain, "In stock").press == KeepFound(search=9, part=Part.IN_STOCK)


def test_prices_are_offered_as_ranges_that_leave_nothing_out() -> None:
    screen = prices_screen((usd(500), usd(2000)), Told(9, currency="USD"), T)

    assert [row_[0].press for row_ in screen.rows[:-1]] == [
        PriceFound(search=9, high=500),
        PriceFound(search=9, low=500, high=2000),
        PriceFound(search=9, low=2000),
    ]
    assert labels(screen)[:3] == [["up to $5"], ["$5 – $20"], ["from $20"]]


def test_shelves_are_offered_and_the_chosen_one_can_be_left() -> None:
    screen = shelves_screen((category(3), category(4, "Pots")), Told(9, WISH, "USD"), T)

    assert labels(screen) == [["• Mugs", "Pots"], ["All shelves"], ["‹ Back"]]
    assert button(screen, "Pots").press == KeepFound(search=9, part=Part.CATEGORY, value=4)


@pytest.mark.parametrize("language", ["en", "ru", "zh"])
@pytest.mark.parametrize("title", NASTY)
def test_any_words_and_titles_fit_and_are_shown_literally(title: str, language: str) -> None:
    t = Translations.load(LOCALES, "en").for_language(language)
    dear = replace(WISH, low=123456789, high=999999999)
    told = Told(9, dear, "USD", True, True, title, title, title, title)
    screens = [
        found_screen(
            page(*(row(n, title) for n in range(5)), number=9, total=999), title, 99, t, told
        ),
        nothing_screen(title, (category(1, title),) * 4, t, told),
        narrow_screen(title, told, t),
        shelves_screen(tuple(category(n, title) for n in range(9)), told, t),
        prices_screen((usd(123456789), usd(223456789), usd(323456789)), told, t),
    ]

    for screen in screens:
        assert keeps_limits(screen)
        assert "<script>" not in screen.text
