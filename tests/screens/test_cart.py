"""The cart."""

from dataclasses import replace

import pytest

from bot.callbacks.shopping import (
    AcceptChanges,
    OpenCheckout,
    OpenLine,
    PutBack,
    RepeatOrder,
    SetLine,
)
from bot.screens import toasts
from bot.screens.cart import cart_screen, clear_screen, line_screen, quantity_screen
from domain.digital import Kind
from domain.money import STARS, Money
from tests.screens.samples import (
    LONG,
    NASTY,
    T,
    button,
    cart,
    cart_line,
    keeps_limits,
    labels,
    main_buttons,
    order,
)

MUG = cart_line(11)
TEA = cart_line(12, "Green tea", quantity=1, price=500)


def test_the_cart_lists_lines_with_their_sums_and_the_total() -> None:
    screen = cart_screen(cart(MUG, TEA), T)

    assert screen.text == (
        "<b>Your cart</b> · 3 pieces\n\n"
        "Blue mug × 2 — $24\nGreen tea × 1 — $5\n\n<b>Total: $29</b>"
    )
    assert labels(screen) == [
        ["Blue mug × 2"],
        ["Green tea × 1"],
        ["Goes with it", "Share"],
        ["Checkout · $29"],
        ["‹ Shop", "Empty the cart"],
    ]
    assert main_buttons(screen) == ["Checkout · $29"]
    assert button(screen, "Blue mug × 2").press == OpenLine(variant=11)


def test_every_change_is_named_at_its_line_and_must_be_accepted_before_checkout() -> None:
    screen = cart_screen(
        cart(
            cart_line(1, "Pricey", price=750, seen=690),
            cart_line(2, "Scarce", free=1),
            cart_line(3, "Gone", free=0),
            cart_line(4, "Hidden", on_sale=False),
        ),
        T,
    )

    assert "Pricey × 2 — $15\n↳ Price changed: $6.90 → $7.50" in screen.text
    assert "Scarce × 2 — $24\n↳ Only 1 is left" in screen.text
    assert "<s>Gone</s> — sold out\n<s>Hidden</s> — sold out" in screen.text
    assert "<b>Total now: $27</b>" in screen.text
    assert main_buttons(screen) == ["Accept changes"]
    assert OpenCheckout() not in [each.press for row in screen.rows for each in row]


def test_a_cart_of_which_nothing_is_left_offers_no_checkout() -> None:
    screen = cart_screen(cart(cart_line(free=0)), T)

    assert "Nothing of it can be bought any more." in screen.text
    assert button(screen, "Remove sold out").press == AcceptChanges()
    assert "Total" not in screen.text


def test_a_removed_line_can_be_put_back_with_its_quantity() -> None:
    screen = cart_screen(cart(TEA), T, removed=MUG, toast=toasts.removed(MUG, T))

    assert button(screen, "Undo removal").press == PutBack(variant=11, quantity=2)
    assert screen.toast == "Removed: Blue mug"
    assert "Empty the cart" not in labels(screen)[-1]


def test_the_last_line_removed_can_be_put_back_too() -> None:
    screen = cart_screen(cart(), T, removed=MUG, last=order())

    assert labels(screen)[0] == ["Undo removal"]
    assert "Your cart is empty." in screen.text


def test_an_empty_cart_gives_ways_on_and_repeats_only_what_was_ordered() -> None:
    new, returning = cart_screen(cart(), T), cart_screen(cart(), T, last=order())

    assert labels(new) == [["Catalogue", "Search"], ["‹ Shop"]]
    assert button(returning, "Repeat last order").press == RepeatOrder(order=42)


def test_more_than_five_lines_are_paged_and_the_total_counts_all() -> None:
    many = cart(*(cart_line(n, f"Mug {n}") for n in range(9)))
    first, last = cart_screen(many, T), cart_screen(many, T, page=99)

    assert "1–4 of 9" in first.text
    assert labels(first)[4] == ["1/3", "›"]
    assert "<b>Total: $216</b>" in first.text
    assert labels(last)[:2] == [["Mug 8 × 2"], ["‹", "3/3"]]


@pytest.mark.parametrize("title", NASTY)
@pytest.mark.parametrize("count", [5, 6])
def test_any_titles_with_all_changes_at_once_fit(title: str, count: int) -> None:
    lines = [
        cart_line(n, title, quantity=999, price=123456, seen=99, free=n) for n in range(count)
    ]
    screen = cart_screen(cart(*lines), T, removed=MUG, note="All right.")

    assert keeps_limits(screen)
    assert "<script>" not in screen.text


def test_a_line_is_stepped_in_place_and_removed_with_one_tap() -> None:
    screen = line_screen(MUG, 1, T)

    assert screen.rows[0][0].press == SetLine(variant=11, quantity=1, page=1)
    assert screen.rows[0][2].press == SetLine(variant=11, quantity=3, page=1)
    assert button(screen, "Remove").press == SetLine(variant=11, quantity=0, page=1)
    assert keeps_limits(line_screen(cart_line(title=LONG), 0, T))


def test_a_quantity_that_is_too_large_is_answered_with_what_is_left() -> None:
    asked = quantity_screen("Blue mug", T)
    short = quantity_screen("Blue mug", T, cart_line(free=3))

    assert labels(asked) == [["Cancel"]]
    assert "Only 3 are left." in short.text
    assert button(short, "Take 3").press == SetLine(variant=11, quantity=3)


def test_emptying_asks_first_and_says_how_much_would_go() -> None:
    screen = clear_screen(cart(MUG, TEA), T)

    assert "3 pieces go out of it." in screen.text
    assert labels(screen) == [["Empty the cart"], ["Keep it"]]
    assert [each.style for row in screen.rows for each in row] == ["danger", None]


def test_toasts_name_the_thing_and_what_the_cart_holds() -> None:
    assert toasts.added(MUG, 3, T) == "Added: Blue mug. In your cart: 3"
    assert toasts.already(MUG, T) == "Already in your cart: Blue mug × 2"
    assert toasts.removed(None, T) is None


def test_a_long_cart_of_both_kinds_has_room_for_both_ways_to_check_out() -> None:
    card = replace(MUG, variant_id=90, kind=Kind.KEYS, price=Money(250, STARS))
    card = replace(card, seen_price=card.price)
    mugs = [replace(MUG, variant_id=n) for n in range(1, 12)]

    for page in range(4):
        screen = cart_screen(cart(*mugs, card), T, page=page)
        assert len(screen.rows) <= 8
        assert keeps_limits(screen)
    assert "Digital goods: 500" in screen.text
