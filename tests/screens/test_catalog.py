"""Shelves and lists of products."""

from dataclasses import replace

import pytest

from bot.callbacks.search import FilterGoods
from bot.callbacks.shopping import (
    FOUND,
    AddFromList,
    MoreFound,
    OpenGoods,
    OpenHome,
    OpenProduct,
    OpenShelf,
)
from bot.screens.catalog import goods_screen, shelf_screen
from bot.screens.parts import Listing
from bot.screens.search import found_screen, how_screen, nothing_screen, unreadable
from domain.catalog import COUNTED, Sort
from tests.screens.samples import (
    NASTY,
    T,
    button,
    category,
    keeps_limits,
    labels,
    page,
    row,
    shelf,
    usd,
)

MUGS = category(3, "Mugs", parent=2)


def test_a_list_says_where_it_stands_and_how_it_is_sorted() -> None:
    goods = page(*(row(n) for n in range(5)), number=1, total=23)
    screen = goods_screen(shelf(goods, of=MUGS), Listing(3, 1, Sort.CHEAP), 2, T)

    assert screen.text.startswith("<b>Mugs</b>\n6–10 of 23 · low prices first\n\nBlue mug · $12")
    assert labels(screen)[5:] == [
        ["‹", "2/5", "›"],
        ["Popular", "High price", "Newest"],
        ["‹ Back", "Filter", "Cart · 2"],
    ]
    assert button(screen, "Filter").press == FilterGoods(category=3, sort=Sort.CHEAP)
    assert keeps_limits(screen)


def test_turning_a_page_keeps_the_order_and_sorting_begins_at_the_first_page() -> None:
    goods = page(*(row(n) for n in range(5)), number=1, total=23)
    screen = goods_screen(shelf(goods, of=MUGS), Listing(3, 1, Sort.CHEAP), 0, T)

    assert button(screen, "›").press == OpenGoods(category=3, page=2, sort=Sort.CHEAP)
    assert button(screen, "Newest").press == OpenGoods(category=3, page=0, sort=Sort.NEW)


def test_the_first_and_last_page_offer_no_page_beyond() -> None:
    first = goods_screen(shelf(page(row(), total=6)), Listing(0), 0, T)
    last = goods_screen(shelf(page(row(), number=1, total=6)), Listing(0, 1), 0, T)

    assert labels(first)[1] == ["1/2", "›"]
    assert labels(last)[1] == ["‹", "2/2"]


def test_only_what_can_be_had_without_choosing_is_added_from_the_list() -> None:
    rows = (row(1), row(2, "Tea", variants=2, varies=True), row(3, "Red mug", free=0))
    screen = goods_screen(shelf(page(*rows)), Listing(0), 0, T)

    assert labels(screen)[:3] == [
        ["Blue mug · $12", "+"],
        ["Tea · from $12"],
        ["Red mug · sold out"],
    ]
    assert screen.rows[0][1].press == AddFromList(variant=11, quantity=1)


def test_a_product_remembers_the_list_it_was_opened_from() -> None:
    screen = goods_screen(
        shelf(page(row(7), number=1, total=6), of=MUGS), Listing(3, 1, Sort.NEW), 0, T
    )

    assert screen.rows[0][0].press == OpenProduct(product=7, page=1, sort=Sort.NEW, shelf=3)


def test_back_leads_to_the_parent_and_not_to_where_one_came_from() -> None:
    of_mugs = goods_screen(shelf(page(row()), of=MUGS), Listing(3), 0, T)
    of_top = goods_screen(shelf(page(row()), of=category(1)), Listing(1), 0, T)
    of_parent = goods_screen(shelf(page(row()), MUGS, of=category(2)), Listing(2), 0, T)

    assert button(of_mugs, "‹ Back").press == OpenShelf(category=2)
    assert button(of_top, "‹ Back").press == OpenHome()
    assert button(of_parent, "‹ Back").press == OpenShelf(category=2)


def test_a_category_with_shelves_shows_them_and_a_way_to_all_its_goods() -> None:
    mugs = replace(MUGS, products=12)
    pots = replace(category(4, "Pots"), products=COUNTED)
    screen = shelf_screen(
        shelf(
            page(row(), total=123), mugs, pots, of=replace(category(2, "Kitchen"), picture_id=7)
        ),
        Listing(2),
        0,
        T,
    )

    assert screen.text == "<b>Kitchen</b>\n123 products\n\nMugs · 12\nPots · 99+"
    assert screen.picture == 7
    assert labels(screen) == [["Mugs", "Pots"], ["All goods here"], ["‹ Back"]]
    assert button(screen, "All goods here").press == OpenGoods(category=2)


def test_a_category_without_shelves_shows_its_goods_at_once() -> None:
    screen = shelf_screen(shelf(page(row()), of=MUGS), Listing(3), 0, T)

    assert labels(screen)[0] == ["Blue mug · $12", "+"]


@pytest.mark.parametrize("at", [0, 1, 2, 99, -5])
def test_many_shelves_are_paged_and_any_page_number_is_answered(at: int) -> None:
    below = [category(n, f"Shelf {n}") for n in range(23)]
    screen = shelf_screen(shelf(page(row()), *below), Listing(0, at), 3, T)

    assert keeps_limits(screen)
    assert sum(label.startswith("Shelf") for row_ in labels(screen) for label in row_) in (3, 10)


def test_the_picture_of_a_shelf_stands_above_its_goods_too() -> None:
    screen = goods_screen(shelf(page(row()), of=replace(MUGS, picture_id=7)), Listing(3), 0, T)

    assert screen.picture == 7


def test_an_empty_shelf_says_so_and_leads_back() -> None:
    screen = goods_screen(shelf(page(), of=MUGS), Listing(3), 0, T)

    assert "There is nothing on this shelf at the moment." in screen.text
    assert labels(screen) == [["‹ Back"]]


@pytest.mark.parametrize("title", NASTY)
def test_any_title_fits_a_list_and_is_shown_literally(title: str) -> None:
    rows = (row(n, title, varies=n % 2 == 0, free=n, variants=2) for n in range(5))
    listed = goods_screen(
        shelf(page(*rows, number=9, total=999), of=category(1, title)), Listing(1, 9), 99, T
    )

    assert keeps_limits(listed)
    assert "<script>" not in listed.text


def test_a_price_in_a_label_is_never_cut() -> None:
    dear = row(1, "Grand piano of the old school")
    screen = goods_screen(
        shelf(page(type(dear)(1, dear.title, usd(123456789), True, 2, 4, 11))), Listing(0), 0, T
    )

    assert labels(screen)[0][0].endswith(" · from $1,234,567.89")
    assert keeps_limits(screen)


def test_a_search_says_what_it_found_and_for_which_words() -> None:
    screen = found_screen(page(row(1), row(2, "Red mug")), "mug", 1, T)

    assert screen.text.startswith("<b>2 found</b> for “mug”\n\nBlue mug · $12\nRed mug · $12")
    assert screen.rows[0][0].press == OpenProduct(product=1, shelf=FOUND)
    assert labels(screen)[-1] == ["‹ Shop", "Cart · 1"]


def test_more_finds_than_fit_are_paged() -> None:
    screen = found_screen(page(*(row(n) for n in range(5)), total=12), "mug", 0, T)

    assert "1–5 of 12" in screen.text
    assert button(screen, "›").press == MoreFound(page=1)
    assert keeps_limits(screen)


@pytest.mark.parametrize("text", NASTY)
def test_nothing_found_quotes_the_words_literally_and_gives_ways_on(text: str) -> None:
    screen = nothing_screen(text, (category(1), category(2, text)), T)

    assert keeps_limits(screen)
    assert "<script>" not in screen.text
    assert len([each for row_ in screen.rows for each in row_]) >= 3


def test_search_explains_itself_also_to_those_who_send_pictures() -> None:
    assert keeps_limits(how_screen(T))
    assert unreadable("photo", T).startswith("I cannot search by a picture")
    assert unreadable("dice", T) == unreadable("sticker", T) != unreadable("voice", T)
