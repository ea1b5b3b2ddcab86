"""A product card."""

from dataclasses import replace

import pytest

from bot.callbacks.finding import BuySome
from bot.callbacks.shopping import (
    FOUND,
    BuyNow,
    MoreFound,
    OpenGoods,
    OpenProduct,
    SetQuantity,
    TurnPicture,
)
from bot.i18n import Translations
from bot.screens.parts import Listing
from bot.screens.product import product_screen
from domain.catalog import Option, Sort
from domain.favourites import Marks
from tests.house.test_locales import LANGUAGES, LOCALES
from tests.screens.samples import (
    NASTY,
    T,
    button,
    cart,
    cart_line,
    keeps_limits,
    labels,
    main_buttons,
    product,
    usd,
    variant,
)

AT = Listing(3, 2, Sort.NEW)
SHIRT = product(
    variant(1, "S", "Blue"),
    variant(2, "M", "Blue"),
    variant(3, "S", "Red"),
    variant(4, "M", "Red", free=0),
)


def test_a_product_without_options_is_added_or_bought_with_one_tap() -> None:
    screen = product_screen(product(), 0, AT, cart(), T)

    assert screen.text == "<b>Blue mug</b>\n<b>$12</b>\nIn stock"
    assert labels(screen) == [["Add · $12"], ["Buy now · $12"], ["‹ Back", "Share"]]
    assert button(screen, "Buy now · $12").press == BuyNow(variant=11)
    assert main_buttons(screen) == ["Buy now · $12"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("cents", [1_200_000_00, 123_456_789, 98_765_432_109, 99_999_999_999_99])
def test_a_price_on_a_button_loses_no_digits(language: str, cents: int) -> None:
    t = Translations.load(LOCALES).for_language(language)
    dear = product(variant(11, price=cents, free=999))

    for quantity in (1, 99):
        lines = [cart_line(11, quantity=quantity)] if quantity > 1 else []
        screen = product_screen(dear, 0, AT, cart(*lines), t)

        due = t.money(usd(cents * quantity)).plain
        assert [label for row in labels(screen) for label in row if due in label]
        assert keeps_limits(screen)


def test_words_on_a_button_are_cut_before_its_price_is() -> None:
    rubles = Translations.load(LOCALES).for_language("ru")
    dear = product(variant(11, price=123_456_789))

    said = labels(product_screen(dear, 0, AT, cart(), rubles))

    assert said[0] == ["В корз… · 1\u00a0234\u00a0567,89\u00a0$"]


def test_what_is_in_the_cart_is_changed_by_a_stepper_that_names_the_result() -> None:
    screen = product_screen(product(), 11, AT, cart(cart_line(11, quantity=2)), T)

    assert labels(screen)[0] == ["− 1", "2 pcs", "+ 1"]
    assert screen.rows[0][2].press == SetQuantity(
        product=1, variant=11, quantity=3, page=2, sort=Sort.NEW, shelf=3
    )
    assert button(screen, "Buy 2 now · $24").press == BuySome(variant=11, quantity=2)
    assert labels(screen)[-1] == ["‹ Back", "Share", "Cart · 2"]


def test_another_variant_in_the_cart_does_not_count_for_this_one() -> None:
    screen = product_screen(SHIRT, 1, AT, cart(cart_line(2)), T)

    assert ["Add · $12"] in labels(screen)
    assert not any("pcs" in label for row in labels(screen) for label in row)


def test_the_chosen_values_are_marked_and_what_is_sold_out_says_so() -> None:
    screen = product_screen(SHIRT, 3, AT, cart(), T)

    assert labels(screen)[:2] == [["• S", "M · sold out"], ["Blue", "• Red"]]
    assert screen.rows[1][0].press == OpenProduct(
        product=1, variant=1, page=2, sort=Sort.NEW, shelf=3
    )


def test_a_sold_out_variant_cannot_be_bought_and_the_card_stays() -> None:
    screen = product_screen(SHIRT, 4, AT, cart(), T)

    assert "Sold out" in screen.text
    assert not any("Add" in label or "Buy" in label for row in labels(screen) for label in row)
    assert keeps_limits(screen)


def test_the_last_pieces_are_counted() -> None:
    assert "Only 1 left" in product_screen(product(variant(1, free=1)), 0, AT, cart(), T).text
    assert "In stock" in product_screen(product(variant(1, free=4)), 0, AT, cart(), T).text


def test_an_earlier_price_is_struck_only_when_it_was_higher() -> None:
    cheaper = replace(variant(1), compare_at=usd(1500))
    dearer = replace(variant(1), compare_at=usd(900))

    assert (
        "<b>$12</b> instead of <s>$15</s>"
        in product_screen(product(cheaper), 0, AT, cart(), T).text
    )
    assert "<s>" not in product_screen(product(dearer), 0, AT, cart(), T).text


def test_back_keeps_the_page_and_the_order_of_the_list() -> None:
    from_list = product_screen(product(), 0, AT, cart(), T)
    from_search = product_screen(product(), 0, Listing(FOUND, 1), cart(), T)

    assert button(from_list, "‹ Back").press == OpenGoods(category=3, page=2, sort=Sort.NEW)
    assert button(from_search, "‹ Back").press == MoreFound(page=1)


def test_a_long_description_folds_up_and_a_short_one_does_not() -> None:
    long = product_screen(product(description="word " * 400), 0, AT, cart(), T)
    short = product_screen(product(description="A mug."), 0, AT, cart(), T)

    assert "<blockquote expandable>word" in long.text
    assert "blockquote" not in short.text
    assert keeps_limits(long)


def test_more_values_than_fit_are_stepped_through_one_by_one() -> None:
    sizes = [variant(n, f"Size {n}", "Blue") for n in range(1, 41)]
    screen = product_screen(product(*sizes), 1, AT, cart(), T)

    assert labels(screen)[0] == ["Size 40", "• Size 1", "Size 2"]
    assert keeps_limits(screen)


@pytest.mark.parametrize("value", NASTY)
def test_any_texts_and_any_number_of_options_fit(value: str) -> None:
    many = [
        variant(9 * a + 3 * b + c + 1, f"{value}{a}", f"{b}{value}", f"{c}", free=a)
        for a in range(7)
        for b in range(3)
        for c in range(3)
    ]
    wild = replace(product(*many, title=value, description=value * 40), picture_id=9)
    screen = product_screen(wild, 1, AT, cart(cart_line(1, quantity=999)), T)

    assert keeps_limits(screen)
    assert screen.picture == 9
    assert "<script>" not in screen.text


def test_pictures_are_turned_in_the_same_card_and_round() -> None:
    pictured = replace(SHIRT, picture_id=7, gallery=(8, 9))

    first = product_screen(pictured, 3, AT, cart(), T)
    last = product_screen(pictured, 3, AT, cart(), T, picture=2)
    gone = product_screen(pictured, 3, AT, cart(), T, picture=5)

    assert first.picture == 7
    assert button(first, "Photo 2 of 3 ›").press == TurnPicture(
        product=1, variant=3, picture=1, page=2, sort=Sort.NEW, shelf=3
    )
    assert last.picture == 9
    assert button(last, "Photo 1 of 3 ›")
    assert gone.picture == 7


def test_what_a_full_screen_has_no_room_for_goes_beside_the_way_back() -> None:
    many = [
        replace(variant(n), options=tuple(Option(f"O{d}", "AB"[n >> d & 1]) for d in range(5)))
        for n in range(32)
    ]
    full = replace(product(*many), picture_id=7, gallery=(8,))

    screen = product_screen(full, 0, AT, cart(), T, marks=Marks())

    assert keeps_limits(screen)
    assert labels(screen)[-1] == ["‹ Back", "Photo 2 of 2 ›", "♡ Save"]


def test_a_card_says_brand_weight_unit_and_attributes_and_keeps_its_limits() -> None:
    facts = tuple(Option(f"Fact {n} {NASTY}", "x" * 200) for n in range(9))
    tea = replace(
        product(replace(variant(1), weight=1200)),
        brand="Lipa & Sons",
        unit="100 g",
        attributes=(Option("Leaf", "whole"), *facts),
        description="Long. " * 400,
    )

    screen = product_screen(tea, 0, AT, cart(), T)

    for said in ("<b>$12</b> for 100 g", "Brand: Lipa &amp; Sons", "1.2 kg", "Leaf: whole"):
        assert said in screen.text.replace("\N{NO-BREAK SPACE}", " ")
    assert keeps_limits(screen)


def test_wanted_pieces_are_on_the_button_that_adds_but_never_more_than_there_are() -> None:
    at = Listing(FOUND, 1, pieces=3)
    plenty = product_screen(product(variant(11, free=9)), 0, at, cart(), T)
    few = product_screen(product(variant(11, free=2)), 0, at, cart(), T)

    assert labels(plenty)[0] == ["Add 3 · $36"]
    assert labels(few)[0] == ["Add 2 · $24"]
    assert plenty.rows[0][0].press == SetQuantity(
        product=1, variant=11, quantity=3, page=1, shelf=FOUND
    )


def test_a_product_is_shared_by_its_name_and_number_but_not_while_it_is_hidden() -> None:
    shown = product_screen(product(), 0, AT, cart(), T)
    hidden = product_screen(replace(product(), hidden=True), 0, AT, cart(), T)

    assert shown.rows[-1][-1].share == "Blue mug #1"
    assert "Share" not in labels(hidden)[-1]
