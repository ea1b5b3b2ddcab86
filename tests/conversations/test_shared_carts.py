"""A cart is shared by a link: in a chat, as a card, and until it is taken back."""

import pytest
from sqlalchemy import text

from tests.conversations.street import Passer, Street
from tests.conversations.test_inline import picks, types


@pytest.fixture
async def anna_shares(anna: Passer) -> str:
    """Two teapots' worth of tea party: what is behind the link's ``start=``."""
    await anna.says("/start", "teapot")
    await anna.taps("Add")
    await anna.says("vase")
    await anna.taps("Add")
    await anna.says("/cart")
    await anna.taps("Share")
    return anna.text.split("start=")[1].split()[0]


async def _sql(street: Street, statement: str) -> None:
    async with street.app.store.write() as uow:
        await uow.connection.execute(text(statement))


async def test_a_friend_sees_the_goods_and_nothing_of_whoever_shared_them(
    street: Street, anna_shares: str
) -> None:
    assert anna_shares.startswith("k_")
    boris = street.person("Boris")

    await boris.says(f"/start {anna_shares}")

    assert "Teapot × 1 — $30\nClay vase × 1 — $45\n\nTogether: $75" in boris.text
    assert "Anna" not in boris.text
    assert "Stop sharing" not in boris.buttons
    await boris.taps("Teapot", "‹ Back")
    assert "Together: $75" in boris.text


async def test_all_of_it_is_added_to_the_friends_own_cart_once(
    street: Street, anna_shares: str
) -> None:
    boris = street.person("Boris")
    await boris.says("/start", "blue mug 250")
    await boris.taps("Add")
    await boris.says(f"/start {anna_shares}")
    again = boris.card["reply_markup"]["inline_keyboard"][2][0]["callback_data"]

    await boris.taps("Add all to my cart")
    assert boris.text.startswith("Added to your cart: 2 pieces.")
    assert "Your cart · 3 pieces" in boris.text
    await boris.sends_forged(again)

    assert boris.toasts == ["It is in your cart already."]
    assert "Your cart · 3 pieces" in boris.text


async def test_what_sold_out_is_said_and_the_rest_can_be_had(
    street: Street, anna_shares: str
) -> None:
    boris = street.person("Boris")
    await _sql(street, "UPDATE stock SET on_hand = 0 WHERE variant_id = 3")
    await boris.says(f"/start {anna_shares}")
    assert "Teapot — sold out" in boris.text

    await boris.taps("Add all to my cart")

    assert boris.text.startswith("Added to your cart: 1 piece.\nSold out: Teapot.")


async def test_a_link_that_was_taken_back_is_explained(
    street: Street, anna: Passer, anna_shares: str
) -> None:
    boris = street.person("Boris")
    await anna.says(f"/start {anna_shares}")
    await anna.taps("Stop sharing")
    assert anna.toasts == ["Nobody can open the carts you shared any more."]

    for link in (anna_shares, "k_", "k_nonsense", "k_" + "A" * 22):
        await boris.says(f"/start {link}")
        assert "This cart is not shared any more." in boris.text
    await boris.sends_forged("jo:0")

    assert boris.toasts == ["Please open the link to that cart again."]


async def test_a_cart_is_sent_as_a_card_that_opens_it(
    street: Street, anna: Passer, anna_shares: str
) -> None:
    token = anna_shares.removeprefix("k_")
    answer = await types(street, anna, f"cart:{token}")
    (card,) = answer["results"]
    assert card["title"] == "Send this cart"
    assert card["description"] == "Teapot, Clay vase"

    sent = await picks(street, anna, f"cart:{token}")

    assert "Together: $75" in anna.text
    assert sent["reply_markup"]["inline_keyboard"][0][0]["url"].endswith(anna_shares)
    assert (await types(street, anna, f"cart:{'A' * 22}"))["results"] == []
