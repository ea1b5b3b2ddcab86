"""Lists of suggestions say why each is there, and lead back to where one was."""

from dataclasses import replace

import pytest

from bot.callbacks.recommendations import (
    FOR_YOU,
    OpenForYou,
    OpenWith,
    OpenWithCart,
    list_with,
    product_of,
)
from bot.callbacks.shopping import OpenProduct
from bot.screens.origins import origin
from bot.screens.parts import Listing
from bot.screens.recommendations import (
    again_screen,
    for_you_screen,
    with_cart_button,
    with_cart_screen,
    with_product_screen,
)
from domain.catalog import Sort
from domain.recommendations import Suggestion, Suggestions, Why
from tests.screens.samples import (
    ANNA,
    NASTY,
    T,
    button,
    cart,
    cart_line,
    keeps_limits,
    labels,
    row,
)

AT = OpenWith(product=1, variant=11, page=2, sort=Sort.NEW, shelf=3)


def found(*rows: Suggestion, total: int = 0, personal: bool = False) -> Suggestions:
    """A list of suggestions."""
    return Suggestions(rows, 0, total or len(rows), personal)


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (Suggestion(row(), Why.TOGETHER, support=37), "bought together in 37 orders"),
        (Suggestion(row(), Why.TOGETHER), "often bought together"),
        (Suggestion(row(), Why.BOUGHT, because="Tea"), "because you bought Tea"),
        (Suggestion(row(), Why.SAVED, because="Tea"), "because you saved Tea"),
        (Suggestion(row(), Why.SEEN, because="Tea"), "because you looked at Tea"),
        (Suggestion(row(), Why.CART, because="Tea"), "because Tea is in your cart"),
        (Suggestion(row(), Why.BOUGHT), "popular"),
        (Suggestion(row(), Why.SIMILAR), "similar"),
        (Suggestion(row(), Why.AGAIN, days=30), "you buy it every 30 days"),
        (Suggestion(row(), Why.AGAIN, days=1), "you buy it every day"),
    ],
)
def test_each_suggestion_says_why_it_is_there(one: Suggestion, said: str) -> None:
    screen = for_you_screen(found(one), ANNA, T)

    assert f"Blue mug · $12\n<i>{said}</i>" in screen.text


def test_what_goes_with_a_product_leads_back_to_it_as_it_was() -> None:
    screen = with_product_screen("Blue mug", found(Suggestion(row(5), Why.SIMILAR)), AT, 2, T)

    assert screen.text.startswith("<b>Goes with Blue mug</b>")
    assert button(screen, "‹ Back").press == OpenProduct(
        product=1, variant=11, page=2, sort=Sort.NEW, shelf=3
    )
    opened = button(screen, "Blue mug · $12").press
    assert isinstance(opened, OpenProduct)
    assert product_of(opened.shelf) == 1
    assert origin(Listing(opened.shelf, 1)) == OpenWith(product=1, at=1)


def test_what_may_take_the_place_of_a_product_is_called_so() -> None:
    instead = replace(found(Suggestion(row(5), Why.SIMILAR)), instead=True)

    screen = with_product_screen("Blue mug", instead, AT, 0, T)

    assert screen.text.startswith("<b>Instead of Blue mug</b>")


def test_turning_the_page_keeps_how_the_product_was_shown() -> None:
    five = [Suggestion(row(n), Why.SIMILAR) for n in range(5)]
    screen = with_product_screen("Blue mug", found(*five, total=9), AT, 0, T)

    assert button(screen, "›").press == AT.model_copy(update={"at": 1})
    assert keeps_limits(screen)


def test_the_list_for_somebody_says_whether_it_is_about_them() -> None:
    one = Suggestion(row(), Why.POPULAR)

    assert for_you_screen(found(one, personal=True), ANNA, T).text.startswith("<b>For you</b>")
    assert for_you_screen(found(one), ANNA, T).text.startswith("<b>Popular now</b>")
    assert "popular" not in for_you_screen(found(one), ANNA, T).text
    assert "<i>popular</i>" in for_you_screen(found(one, personal=True), ANNA, T).text
    five = [Suggestion(row(n), Why.POPULAR) for n in range(5)]
    turned = button(for_you_screen(found(*five, total=10), ANNA, T), "›").press
    assert origin(Listing(FOR_YOU, 1)) == turned == OpenForYou(page=1)


def test_an_empty_list_of_things_to_buy_again_says_why() -> None:
    anna = again_screen(found(), ANNA, T)
    off = again_screen(found(), replace(ANNA, personal=False), T)

    assert ["Catalogue"] in labels(anna)
    assert "are off" in off.text
    assert ["Settings"] in labels(off)


def test_the_cart_offers_what_goes_with_it_while_something_can_be_bought() -> None:
    (offer,) = with_cart_button(cart(cart_line(11)), T)

    assert offer.press == OpenWithCart()
    assert with_cart_button(cart(cart_line(11, free=0)), T) == []


def test_names_are_shown_literally_and_no_list_breaks_its_limits() -> None:
    for name in NASTY:
        many = [Suggestion(row(n, name), Why.BOUGHT, because=name) for n in range(5)]
        listed = found(*many, total=10, personal=True)
        for screen in (
            for_you_screen(listed, replace(ANNA, cart_pieces=3), T),
            with_cart_screen(listed, T),
            with_product_screen(name, listed, AT, 3, T),
            again_screen(listed, ANNA, T),
        ):
            assert keeps_limits(screen)
            assert "<script>" not in screen.text


def test_a_list_with_a_product_is_told_from_all_other_lists() -> None:
    assert product_of(list_with(1)) == 1
    assert [product_of(shelf) for shelf in (0, 5, -1, -7, FOR_YOU)] == [None] * 5
