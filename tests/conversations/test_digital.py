"""Digital goods in the chat: filled by the owner, paid in Stars, handed over at once."""

import pytest

from bot.gateways import ways_to_pay
from domain.orders import Status
from tests.conversations.street import Passer, Street


async def _stocked(owner: Passer) -> None:
    """Have the owner put a gift card for 250 Stars on sale, with three keys."""
    await owner.says("/add", "Gift card", "250 ⭐")
    await owner.taps("No category", "Without photo", "Put it on sale", "Add keys")
    await owner.says("AAAA-1111\nBBBB-2222\nAAAA-1111\nCCCC-3333")


async def _wants_a_card(anna: Passer) -> None:
    await anna.says("/start", "gift card")
    await anna.taps("Buy now")


async def test_an_owner_fills_a_shelf_and_hears_of_duplicates(owner: Passer) -> None:
    await _stocked(owner)

    assert owner.sees("3 keys added", "lines 3", "3 to sell")
    assert "AAAA-1111" not in owner.text


async def test_a_key_is_paid_in_stars_and_shown_at_once_and_again(
    street: Street, owner: Passer, anna: Passer
) -> None:
    await _stocked(owner)
    await _wants_a_card(anna)
    assert anna.sees("In this chat, right after paying", "paid in Stars")
    assert not anna.sees("Phone")

    await anna.taps("Pay")
    await anna.pays()

    assert anna.sees("Here it is", "AAAA-1111")
    await anna.taps("Open the order", "Your goods")
    assert anna.sees("Your goods of order #1001", "AAAA-1111")
    assert "BBBB-2222" not in anna.all_text
    async with street.app.store.read() as uow:
        order = await uow.orders.get(1)
    assert order
    assert order.status is Status.COMPLETED
    assert owner.sees("Handed over by the shop itself")
    assert owner.all_text.count("BBBB-2222") == 1  # as they sent it


async def test_a_cart_of_both_says_two_sums_and_goes_on_with_the_rest(
    owner: Passer, anna: Passer
) -> None:
    await _stocked(owner)
    await anna.says("/start", "gift card")
    await anna.taps("Add")
    await anna.says("teapot")
    await anna.taps("Add")
    await anna.says("/cart")

    assert anna.sees("Digital goods: 250", "Digital goods are ordered by themselves")
    await anna.taps("Checkout · 250")
    assert anna.sees("The other goods stay in your cart")
    await anna.taps("Pay")
    await anna.pays()
    await anna.taps("Order the rest")

    assert "Teapot" in anna.text
    assert "Gift card" not in anna.text


async def test_a_shop_of_stars_takes_stars_alone(street: Street) -> None:
    settings = street.app.settings.model_copy(update={"shop_currency": "XTR"})

    assert [*ways_to_pay(settings, street.app.gateways)] == ["stars"]


@pytest.mark.parametrize("words", ["/keys GC-1", "/file GC-1", "/text GC-1"])
async def test_customers_fill_nothing(anna: Passer, owner: Passer, words: str) -> None:
    await _stocked(owner)
    await anna.says("/start", words)

    assert not anna.sees("to sell")
    assert not anna.sees("Gift card")


async def test_a_text_takes_the_place_of_keys_only_when_there_are_none(owner: Passer) -> None:
    await _stocked(owner)
    await owner.says("/text GC-1\nCome to the hall.")

    assert owner.sees("3 pieces of another kind")
