"""Sentences open their screens, say how they were understood, and act on nothing by themselves."""

from pathlib import Path

import pytest

from tests.conversations.street import Passer, Street, brings


async def _orders_a_teapot(anna: Passer) -> None:
    await anna.says("/start")
    await anna.taps("Kitchen", "All goods here", "Teapot", "Buy now", "Courier")
    await anna.says("12 Harbour Street, flat 3")
    await anna.shares_phone("+12025550123")
    await anna.taps("Cash")


@pytest.mark.parametrize(
    ("sentence", "seen"),
    [
        ("where is my order?", "Your last order:"),
        ("Order #1001", "Order #1001:"),
        ("my orders", "Here are your orders."),
        ("repeat my last order", "“Order again” puts it into your cart."),
        ("cancel order 1001", "Cancel order #1001?"),
        ("please cancel my order", "Cancel order #1001?"),
        ("cancel order 1099", "You have no order #1099."),
        ("show my cart", "Here is your cart."),
        ("I want to change the address", "12 Harbour Street, flat 3"),
        ("I want to talk to a person", "This shop has not said how to reach a person."),
        ("how much is delivery", "Courier to my door — free"),
        ("how can I pay?", "Cash on delivery"),
        ("change the language", "Here are the languages."),
        ("help me please", "How it works"),
        ("I want to return something", "Nothing of your orders can be returned"),
        ("I want my money back", "Here is what to do about a payment."),
        ("I have a promo code", "A promo code is typed in the cart."),
        ("when are you open?", "12 Harbour Street"),
        ("what do you sell?", "Here is what the shop has."),
        ("what do you recommend?", "Here is what you may like."),
        ("please delete my account", "Here is what the shop knows about you"),
        ("посоветуй что-нибудь", "Here is what you may like."),
        ("删除我的账号", "Here is what the shop knows about you"),
        ("hello", "Hello, Anna!"),
        ("где мой заказ", "Your last order:"),
        ("我的订单在哪里", "Your last order:"),
    ],
)
async def test_a_sentence_opens_its_screen_with_the_search_one_tap_away(
    anna: Passer, sentence: str, seen: str
) -> None:
    await _orders_a_teapot(anna)

    await anna.says(sentence)
    answered = anna.text
    searches = [label for label in anna.buttons if label.startswith("Search")]
    await anna.taps(searches[-1])

    assert seen in answered
    assert f"Nothing found for “{sentence}”" in anna.text or "How to search" in anna.text


async def test_who_never_ordered_is_told_so(anna: Passer) -> None:
    await anna.says("where is my order")

    assert "You have not ordered yet." in anna.text


async def test_nobody_hears_of_another_persons_order(street: Street, anna: Passer) -> None:
    await _orders_a_teapot(anna)
    boris = street.person("Boris")

    for sentence in ("where is order 1001", "cancel order 1001", "repeat order 1001"):
        await boris.says(sentence)
        assert "You have no order #1001." in boris.text
        assert "Harbour" not in boris.text


@pytest.mark.parametrize("typed", ["#1001", "№1001", "№ 1001", "订单1001", "order 1001"])
async def test_the_number_of_an_order_alone_opens_it(
    street: Street, anna: Passer, typed: str
) -> None:
    await _orders_a_teapot(anna)
    boris = street.person("Boris")

    await anna.says(typed)
    await boris.says(typed)

    assert "Order #1001:" in anna.text
    assert "Search these words" in anna.buttons
    assert "You have no order #1001." in boris.text
    assert "Harbour" not in boris.text


async def test_a_telephone_number_where_nothing_was_asked_finds_nothing(anna: Passer) -> None:
    await anna.says("+1 202 555 0123")

    assert "Nothing found for “+1 202 555 0123”." in anna.text


async def test_not_even_an_admin_means_another_persons_order(anna: Passer, owner: Passer) -> None:
    await _orders_a_teapot(anna)

    await owner.says("cancel order 1001")

    assert "You have no order #1001." in owner.text


async def test_what_may_be_a_wish_is_a_search_if_goods_have_the_word(
    street: Street, anna: Passer, tmp_path: Path
) -> None:
    await anna.says("basket")
    no_such_goods = anna.text
    await anna.says("can you help me with a teapot")
    of_a_teapot = anna.text
    file = tmp_path / "baskets.csv"
    file.write_text("sku,title,category,merchant,price,stock\nB-1,Seagrass basket,Home,Souk,9,3\n")
    await brings(street, file)
    await anna.says("basket")

    assert "Your cart is empty" in no_such_goods
    assert "Holds a litre." in of_a_teapot
    assert "Seagrass basket" in anna.text


async def test_asking_to_cancel_or_to_repeat_changes_nothing_until_a_tap(anna: Passer) -> None:
    await _orders_a_teapot(anna)

    await anna.says("cancel order 1001", "repeat my last order", "my cart")
    empty = anna.text
    await anna.says("cancel order 1001")
    await anna.taps("Cancel order")

    assert "Your cart is empty" in empty
    assert "Order #1001 · cancelled" in anna.all_text


async def test_an_order_that_can_no_longer_be_cancelled_is_shown_with_the_reason(
    anna: Passer, owner: Passer
) -> None:
    await _orders_a_teapot(anna)
    await owner.taps("Accept")

    await anna.says("cancel order 1001")

    assert "Order #1001" in anna.text
    assert "Cancel order" not in anna.buttons


async def test_of_several_orders_the_one_to_cancel_is_chosen_by_hand(anna: Passer) -> None:
    await _orders_a_teapot(anna)
    await anna.says("vase")
    await anna.taps("Buy now", "Cash")

    await anna.says("cancel my order")

    assert "Which order?" in anna.text
    assert {"#1001", "#1002"} <= {label.partition(" ")[0] for label in anna.buttons}


async def test_a_number_before_a_product_is_put_in_by_one_tap(anna: Passer) -> None:
    await anna.says("2 vases please")
    wrong_form = anna.text
    await anna.says("I want 2 clay vase")
    searched = anna.text
    await anna.taps("Add 2 · $90")

    assert "Searching for “vases”, 2 pieces" in wrong_form
    assert "Searching for “clay vase”, 2 pieces" in searched
    assert "2 pcs" in anna.buttons


async def test_the_number_is_kept_over_the_list_and_the_options(anna: Passer) -> None:
    await anna.says("хочу 2 blue mug", "2 шт. кружка")
    await anna.says("blue mug x2")
    await anna.taps("350 ml")

    assert "Add 2 · $30" in anna.buttons


async def test_buying_at_once_buys_as_many_as_adding_would(anna: Passer) -> None:
    await _orders_a_teapot(anna)
    await anna.says("I want 2 clay vase")
    found = anna.buttons
    await anna.taps("Buy 2 now · $90")
    bought = anna.text
    await anna.says("clay vase")

    assert {"Add 2 · $90", "Buy 2 now · $90"} <= {*found}
    assert "Clay vase × 2" in bought
    assert {"2 pcs", "Buy 2 now · $90"} <= {*anna.buttons}


async def test_no_more_pieces_are_offered_than_there_are(anna: Passer) -> None:
    await anna.says("blue mug x5")
    await anna.taps("350 ml")

    assert "Add 2 · $30" in anna.buttons


@pytest.mark.parametrize(
    ("sentence", "seen"),
    [
        ("it's been a week and my parcel still isn't here", "Your last order:"),
        ("хочу узнать, когда приедет моя посылка", "Your last order:"),
        ("我的訂單還沒到", "Your last order:"),
        ("same as last time please", "“Order again” puts it into your cart."),
        ("i changed my mind, please dont send order 1001", "Cancel order #1001?"),
        ("отмените заказ 1001, передумала", "Cancel order #1001?"),
        ("we moved, how do i change my address", "12 Harbour Street, flat 3"),
        ("get me the manager", "This shop has not said how to reach a person."),
        ("do you deliver to Leeds", "Courier to my door — free"),
        ("сколько стоит доставка в Казань", "Courier to my door — free"),
        ("do you take cards", "Cash on delivery"),
        ("i dont speak english", "Here are the languages."),
        ("how do i place an order here", "How it works"),
        (
            "my cup arrived broken, i want to send it back",
            "Nothing of your orders can be returned",
        ),
        ("you charged me twice", "Here is what to do about a payment."),
        ("where does the promo code go", "A promo code is typed in the cart."),
        ("what time do you close on sunday", "12 Harbour Street"),
        ("what can i buy here", "Here is what the shop has."),
        ("show me everything i have ordered", "Here are your orders."),
        ("what did i put in my cart", "Here is your cart."),
        ("good evening, anyone here?", "Hello, Anna!"),
    ],
)
async def test_every_wish_opens_its_screen_in_other_words_too(
    anna: Passer, sentence: str, seen: str
) -> None:
    await _orders_a_teapot(anna)

    await anna.says(sentence)

    assert seen in anna.text
    assert any(label.startswith("Search") for label in anna.buttons)
