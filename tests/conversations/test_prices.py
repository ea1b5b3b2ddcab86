"""Promo codes and delivery that costs, as customers and the owner meet them."""

import pytest

from bot.callbacks.prices import ChooseMethod, SwitchPromo
from tests.conversations.street import Passer


async def _fills_the_cart(anna: Passer) -> None:
    await anna.says("/start")
    await anna.taps("Kitchen", "All goods here", "Teapot", "Add")
    await anna.says("/cart")


async def _tells_who_she_is(anna: Passer) -> None:
    await anna.says("12 Harbour Street, flat 3")
    await anna.shares_phone("+12025550123")


async def test_a_code_typed_in_the_cart_is_on_every_screen_until_the_money_is_there(
    anna: Passer, owner: Passer
) -> None:
    await owner.says("/promo SPRING 10% min 20 limit 100 each 1")
    assert "10% off" in owner.text
    assert "1 use a person" in owner.text
    await _fills_the_cart(anna)

    await anna.taps("Promo code")
    await anna.says(" spring ")
    assert "Goods: $30\nPromo SPRING: −$3\nTotal: $27" in _plain(anna)
    await anna.taps("Checkout · $27", "Courier")
    await _tells_who_she_is(anna)
    assert "Promo SPRING: −$3" in anna.text
    await anna.taps("Pay $27")
    paid = await anna.pays()

    assert paid.total == 2700
    assert anna.sees("We received $27")
    assert owner.sees("$27", "Promo SPRING: −$3")
    await owner.says("/promo")
    assert "Used 1 time of 100" in owner.text


async def test_a_refused_code_says_why_and_can_be_typed_again_or_left(
    anna: Passer, owner: Passer
) -> None:
    await owner.says("/promo SPRING 10% min 50")
    await _fills_the_cart(anna)
    await anna.taps("Promo code")

    await anna.says("SPRUNG")
    assert "“SPRUNG” is no promo code of this shop." in anna.text
    await anna.says("SPRING")
    assert "“SPRING” needs goods for $50, and your cart has $30." in anna.text
    await anna.says("/cancel")

    assert "Your cart" in anna.text
    assert "Checkout · $30" in anna.buttons


async def test_a_code_can_be_taken_away_from_the_review(anna: Passer, owner: Passer) -> None:
    await owner.says("/promo SPRING 10%")
    await _fills_the_cart(anna)
    await anna.taps("Checkout", "Courier")
    await _tells_who_she_is(anna)
    await anna.taps("Promo code")
    await anna.says("SPRING")
    assert "Pay $27" in anna.buttons

    await anna.taps("Remove SPRING")

    assert "Pay $30" in anna.buttons
    assert "Promo code" in anna.buttons


async def test_commerce_40_a_code_switched_off_at_the_last_moment_is_told(
    anna: Passer, owner: Passer
) -> None:
    await owner.says("/promo SPRING 10%")
    await _fills_the_cart(anna)
    await anna.taps("Promo code")
    await anna.says("SPRING")
    await anna.taps("Checkout", "Courier")
    await _tells_who_she_is(anna)
    await owner.says("/promo SPRING off")

    await anna.taps("Pay $27")

    assert anna.toasts == ["“SPRING” is not valid any more."]
    assert "Pay $30" in anna.buttons
    assert not anna.sees("Order #1001")


async def test_a_shop_without_codes_asks_for_none(anna: Passer) -> None:
    await _fills_the_cart(anna)

    assert "Promo code" not in anna.buttons


async def test_an_order_of_nothing_is_placed_with_one_tap(anna: Passer, owner: Passer) -> None:
    await owner.says("/promo GIFT 100%")
    await _fills_the_cart(anna)
    await anna.taps("Promo code")
    await anna.says("GIFT")
    await anna.taps("Checkout", "I pick it up")
    await anna.shares_phone("+12025550123")
    await anna.taps("Place the order")

    assert anna.sees("There is nothing to pay.", "Order #1001 is placed")
    assert "invoice" not in str(anna.messages)
    assert owner.sees("#1001", "PAID")


async def test_the_customer_chooses_between_ways_and_sees_what_is_missing(
    anna: Passer, owner: Passer
) -> None:
    await owner.says("/delivery Courier 3 free 33.10")
    await owner.says("/delivery Post to regions 5.50")
    assert "1. Courier — $3, free from $33.10" in owner.text
    assert "3. Post to regions — $5.50" in owner.text
    await _fills_the_cart(anna)
    assert "Total without delivery: $30" not in anna.text  # a pick-up costs nothing

    await anna.taps("Checkout")
    assert "Courier — $3, free from $33.10" in anna.text
    await anna.taps("Courier · $3")
    await _tells_who_she_is(anna)
    assert "Courier: 12 Harbour Street, flat 3" in anna.text
    assert "Goods: $30\nDelivery: $3\nTotal: $33" in _plain(anna)
    assert "Add $3.10 for free delivery." in anna.text
    await anna.taps("Delivery", "Post to regions · $5.50")
    await anna.taps("Pay $35.50")
    await anna.pays()

    assert anna.sees("We received $35.50")
    assert owner.sees("Post to regions", "Delivery: $5.50")


async def test_hiding_a_way_takes_it_from_customers_and_the_last_one_stays(
    anna: Passer, owner: Passer
) -> None:
    await owner.says("/delivery Courier 3")
    await owner.taps("Hide 2")
    assert "(hidden)" in owner.text
    await owner.taps("Hide 1")
    assert owner.toasts == [
        "Customers need a way of delivery, and this is the last. Please add another first."
    ]
    await _fills_the_cart(anna)
    assert "Total: $33" in anna.text

    await anna.taps("Checkout")

    assert "Where should we bring it?" in anna.text


async def test_words_that_are_not_understood_are_named_with_an_example(owner: Passer) -> None:
    await owner.says("/promo SPRING 10% before 2026-12-31")
    assert "“before” is not understood." in owner.all_text
    await owner.says("/delivery Courier")
    assert "Please write it like “Post 3 free 50”." in owner.all_text
    await owner.says("/promo SPRING")
    assert "“SPRING” was not found." in owner.all_text


async def test_days_that_nobody_can_use_a_code_on_are_refused_by_their_day(owner: Passer) -> None:
    await owner.says("/promo SPRING 10% until 20.11.2026")
    assert "A code that ends on Nov 20, 2026 is over already." in owner.text
    await owner.says("/promo SPRING 10% from 2026-12-02 until 2026-12-01")
    assert "The code would end on Dec 1, 2026, before it begins." in owner.text
    await owner.says("/promo SPRING 10% until 2026-11-21")
    assert "Until Nov 21, 2026" in owner.text


@pytest.mark.parametrize(
    "line",
    [
        "/price TP-1 1.555",
        "/sale TP-1 1.555 until 2026-12-07",
        "/promo SPRING 1.555",
        "/promo SPRING 5% min 1.555",
        "/delivery Courier 1.555",
        "/delivery Courier 3 free 1.555",
    ],
)
async def test_a_price_with_two_meanings_is_asked_about_and_changes_nothing(
    owner: Passer, line: str
) -> None:
    await owner.says(line)

    assert "“1.555” could be $1,555 or $1.56. Please type 1555.00 or 1.56." in owner.all_text
    await owner.says("/price TP-1")
    assert "Teapot (TP-1): $30" in owner.text
    await owner.says("/promo SPRING")
    assert "“SPRING” was not found." in owner.all_text


async def test_customers_can_neither_set_codes_nor_ways_nor_choose_hidden_ones(
    anna: Passer, owner: Passer
) -> None:
    await owner.says("/promo SPRING 10%", "/delivery Courier 3")
    await owner.taps("Hide 2")
    await _fills_the_cart(anna)

    await anna.says("/promo SPRING 99%")
    await anna.says("/delivery Courier 0")
    await anna.sends_forged(SwitchPromo(promo=1, on=False).pack())
    await anna.sends_forged(ChooseMethod(method=2).pack())
    assert "not offered any more" in str(anna.toasts)

    await owner.says("/promo")
    assert "10% off" in owner.text
    assert "switched off" not in owner.text
    await owner.says("/delivery")
    assert "1. Courier — $3" in owner.text


async def test_an_old_button_that_chose_a_kind_asks_which_way_of_that_kind(
    anna: Passer, owner: Passer
) -> None:
    await _fills_the_cart(anna)
    await anna.taps("Checkout")
    await owner.says("/delivery Courier 3")
    await owner.says("/delivery Post 5")

    await anna.taps("Courier to my door")

    assert "How should your order reach you?" in anna.text
    assert "Post · $5" in anna.buttons


def _plain(passer: Passer) -> str:
    return passer.text.replace("\N{NO-BREAK SPACE}", " ")
