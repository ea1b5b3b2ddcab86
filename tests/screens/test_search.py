"""What a search shows: what was found, how it was understood, how to narrow it."""

from dataclasses import replace

import pytest

from bot.callbacks.search import (
    ChooseFound,
    ChooseTrait,
    DropFound,
    HaveTrait,
    KeepFound,
    MeantFound,
    NarrowFound,
    PriceFound,
    ResetFound,
    SortFound,
)
from bot.callbacks.shopping import MoreFound, OpenGoods, OpenProduct, list_found
from bot.i18n import Translations
from bot.screens.narrowing import narrow_screen, prices_screen, shelves_screen
from bot.screens.search import found_screen, nothing_screen
from bot.screens.search_words import Told
from bot.screens.traits import groups_screen, values_screen
from bot.settings import LOCALES
from domain.search.traits import Kind, Trait
from domain.search.wishes import Order, Part, Wish
from domain.services.narrowing import Group, Value
from tests.screens.samples import NASTY, T, button, category, keeps_limits, labels, page, row, usd

WISH = Wish("mug", 3, 500, 2000, in_stock=True, on_sale=True, order=Order.CHEAP)
TOLD = Told(search=9, wish=Wish("mug", high=2000, in_stock=True), currency="USD")
BLUE, RED = (Trait(Kind.OWN, "Colour", value) for value in ("Blue", "Red"))
COLOURS = Group(BLUE.group, Kind.OWN, "Colour", (Value(BLUE, 5), Value(RED)))
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

    assert "Nothing fits all words, so I left out “xyzzy”." in screen.text
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
    told = Told(9, WISH, "USD", shelf="Mugs", total=12)
    screen = narrow_screen("mug", told, (COLOURS,), T)

    assert labels(screen) == [
        ["• Mugs", "• $5 – $20"],
        ["• In stock", "• On sale"],
        ["★ 4 and up", "★ 3 and up"],
        ["Colour"],
        ["Best match", "Popular", "• Low price"],
        ["High price", "Newest", "Best rated"],
        ["Reset", "Show 12"],
    ]
    assert "Chosen: Mugs · $5 – $20 · In stock · On sale · Low price" in screen.text
    assert button(screen, "• Mugs").press == ChooseFound(search=9, part=Part.CATEGORY)
    assert button(screen, "• In stock").press == DropFound(search=9, part=Part.IN_STOCK, stay=True)
    assert button(screen, "Newest").press == SortFound(search=9, order=Order.NEW)
    assert button(screen, "★ 4 and up").press == KeepFound(search=9, part=Part.RATING, value=4)
    assert button(screen, "Reset").press == ResetFound(search=9)
    assert button(screen, "Show 12").press == MoreFound(page=0, search=9)


def test_nothing_is_reset_where_nothing_holds_and_stars_are_asked_for_where_there_are_any() -> (
    None
):
    plain = narrow_screen("mug", Told(9, total=0), (), T, rated=False)

    assert button(plain, "In stock").press == KeepFound(search=9, part=Part.IN_STOCK)
    assert labels(plain)[-1] == ["Nothing fits"]
    assert not any("★" in label for row_ in labels(plain) for label in row_)
    many = narrow_screen("mug", Told(9, many=True, total=1001), (), T)
    assert labels(many)[-1] == ["Show 1,000+"]


def test_a_shelf_that_is_looked_through_is_named_and_sorted_without_a_best_match() -> None:
    told = Told(9, Wish(category=3, in_stock=True), "USD", shelf="Mugs", browsing=True, total=2)
    narrow, found = narrow_screen("", told, (), T), found_screen(page(row(1)), "", 0, T, told)

    assert "<b>Mugs</b>" in narrow.text
    assert "Chosen: In stock" in narrow.text
    assert labels(narrow)[-3:-1] == [
        ["• Popular", "Low price", "High price"],
        ["Newest", "Best rated"],
    ]
    assert found.text.startswith("<b>Mugs</b>\n1 product")
    assert labels(found)[1:] == [["Filter and sort"], ["In stock ✕"], ["‹ Back"]]
    assert button(found, "‹ Back").press == OpenGoods(category=3)


def test_what_goods_differ_in_shows_what_was_chosen_of_it_first_and_the_rest_apart() -> None:
    groups = (COLOURS, *(replace(COLOURS, number=n, name=f"Part {n}") for n in range(1, 9)))
    told = Told(9, Wish("mug", traits=(BLUE,)), total=3)
    screen = narrow_screen("mug", told, groups[1:] + groups[:1], T)

    assert labels(screen)[3:5] == [["• Colour: Blue", "Part 1"], ["Part 2", "More filters"]]
    assert button(screen, "• Colour: Blue").press == ChooseTrait(search=9, group=BLUE.group)
    every = groups_screen(groups, 0, told, T)
    assert labels(every)[0] == ["• Colour: Blue", "Part 1"]
    assert keeps_limits(every)
    assert keeps_limits(screen)


def test_values_say_how_many_have_them_where_that_is_known_and_keep_their_page() -> None:
    told = Told(9, Wish("mug", traits=(BLUE,)), total=3)
    screen = values_screen(COLOURS, 0, told, T)

    assert labels(screen) == [["• Blue · 5", "Red"], ["‹ Back", "Show 3"]]
    have = HaveTrait(search=9, group=BLUE.group, trait=RED.number, wanted=True, page=0)
    assert button(screen, "Red").press == have
    drop = HaveTrait(search=9, group=BLUE.group, trait=BLUE.number, wanted=False, page=0)
    assert button(screen, "• Blue · 5").press == drop
    many = replace(COLOURS, values=tuple(Value(replace(RED, value=f"Red {n}")) for n in range(30)))
    assert labels(values_screen(many, 9, told, T))[-2:] == [["‹", "3/3"], ["‹ Back", "Show 3"]]


def test_more_filters_than_fit_under_a_list_lead_to_all_of_them() -> None:
    told = Told(9, replace(WISH, traits=(BLUE, RED)), "USD", shelf="Mugs")
    screen = found_screen(FULL, "mug", 2, T, told)

    assert labels(screen)[6] == ["Mugs ✕", "$5 – $20 ✕", "5 more filters"]
    assert button(screen, "5 more filters").press == NarrowFound(search=9)
    assert keeps_limits(screen)
    blue = found_screen(FULL, "mug", 2, T, Told(9, Wish("mug", traits=(BLUE,), rating=4)))
    assert labels(blue)[6] == ["★ 4 and up ✕", "Blue ✕"]
    off = DropFound(search=9, part=Part.TRAIT, value=BLUE.number)
    assert button(blue, "Blue ✕").press == off


def test_shelves_are_offered_and_the_chosen_one_can_be_left() -> None:
    screen = shelves_screen((category(3), category(4, "Pots")), Told(9, WISH, "USD"), T)

    assert labels(screen) == [["• Mugs", "Pots"], ["All shelves"], ["‹ Back"]]
    assert button(screen, "Pots").press == KeepFound(search=9, part=Part.CATEGORY, value=4)


def test_prices_are_offered_as_ranges_that_leave_nothing_out() -> None:
    screen = prices_screen((usd(500), usd(2000)), Told(9, currency="USD"), T)

    assert [row_[0].press for row_ in screen.rows[:-1]] == [
        PriceFound(search=9, high=500),
        PriceFound(search=9, low=500, high=2000),
        PriceFound(search=9, low=2000),
    ]
    assert labels(screen)[:3] == [["up to $5"], ["$5 – $20"], ["from $20"]]


@pytest.mark.parametrize("language", ["en", "ru", "zh"])
@pytest.mark.parametrize("title", NASTY)
def test_any_words_and_titles_fit_and_are_shown_literally(title: str, language: str) -> None:
    t = Translations.load(LOCALES, "en").for_language(language)
    own = Trait(Kind.OWN, title, title)
    dear = replace(WISH, low=123456789, high=999999999, traits=(own,), rating=4)
    odd = Group(own.group, Kind.OWN, title, (Value(own, 99999),) * 99)
    told = Told(9, dear, "USD", True, True, title, title, title, title)
    screens = [
        found_screen(
            page(*(row(n, title) for n in range(5)), number=9, total=999), title, 99, t, told
        ),
        nothing_screen(title, (category(1, title),) * 4, t, told),
        narrow_screen(title, told, (odd,) * 9, t),
        groups_screen((odd,) * 99, 3, told, t),
        values_screen(odd, 0, told, t),
        shelves_screen(tuple(category(n, title) for n in range(9)), told, t),
        prices_screen((usd(123456789), usd(223456789), usd(323456789)), told, t),
    ]

    for screen in screens:
        assert keeps_limits(screen)
        assert "<script>" not in screen.text
