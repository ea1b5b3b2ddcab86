"""Copies, albums and pins."""

import pytest

from sandbox.people import Person
from sandbox.telegram import Telegram
from tests.sandbox.conftest import MUG, Bot

ONE_BUTTON = {"inline_keyboard": [[{"text": "Buy", "callback_data": "b"}]]}


async def test_a_copy_is_a_new_message_and_only_its_number_comes_back(
    bot: Bot, anna: Person
) -> None:
    photo = await bot.sends_photo(anna, caption="Mug")

    copied = await bot.does(
        "copyMessage", chat_id=anna.id, from_chat_id=anna.id, message_id=photo["message_id"]
    )

    assert copied == {"message_id": photo["message_id"] + 1}
    assert bot.sees(anna, copied["message_id"])["caption"] == "Mug"


async def test_an_album_shares_a_group_and_carries_no_keyboard(bot: Bot, anna: Person) -> None:
    photo = await bot.sends_photo(anna)
    item = {"type": "photo", "media": photo["photo"][-1]["file_id"]}

    album = await bot.does(
        "sendMediaGroup", chat_id=anna.id, media=[item, item], reply_markup=ONE_BUTTON
    )

    assert len({each["media_group_id"] for each in album}) == 1
    assert not any("reply_markup" in each for each in album)
    assert "no keyboard" in bot.broke()


@pytest.mark.parametrize("count", [1, 11])
async def test_an_album_has_two_to_ten_items(
    telegram: Telegram, bot: Bot, anna: Person, count: int
) -> None:
    photo = await bot.sends_photo(anna)
    item = {"type": "photo", "media": photo["photo"][-1]["file_id"]}

    await bot.is_refused("sendMediaGroup", chat_id=anna.id, media=[item] * count)

    assert len(telegram.messages(anna.id)) == 2


async def test_a_pinned_message_is_told_by_get_chat(
    telegram: Telegram, bot: Bot, anna: Person
) -> None:
    sent = await bot.does("sendMessage", chat_id=anna.id, text="Order 1")
    where = {"chat_id": anna.id, "message_id": sent["message_id"]}

    await bot.does("pinChatMessage", **where)
    pinned = (await bot.does("getChat", chat_id=anna.id))["pinned_message"]
    await bot.does("unpinChatMessage", **where)

    assert pinned["text"] == "Order 1"
    assert "pinned_message" not in await bot.does("getChat", chat_id=anna.id)
    assert len(telegram.pending_updates()) == 0


async def test_a_forwarded_invoice_can_be_paid_where_it_stands_now(
    telegram: Telegram, bot: Bot, anna: Person, boris: Person
) -> None:
    telegram.say(boris, "/start")
    sent = await bot.does("sendInvoice", chat_id=anna.id, **MUG)

    there = await bot.does(
        "forwardMessage", chat_id=boris.id, from_chat_id=anna.id, message_id=sent["message_id"]
    )
    checkout = telegram.pay(boris, boris.id, there["message_id"])

    assert there["forward_origin"]["sender_user"]["username"] == "souk_demo_bot"
    assert checkout.invoice.payload == "attempt-1"


async def test_a_protected_message_is__nobody(bot: Bot, anna: Person) -> None:
    sent = await bot.does("sendMessage", chat_id=anna.id, text="key", protect_content=True)

    words = await bot.is_refused(
        "forwardMessage", chat_id=anna.id, from_chat_id=anna.id, message_id=sent["message_id"]
    )

    assert words == "Bad Request: message can't be forwarded"
