"""python-telegram-bot, unmodified, takes the sandbox for Telegram."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import telegram as ptb
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, RetryAfter
from telegram.request import HTTPXRequest

from sandbox.people import Person
from sandbox.sample import sample_picture
from sandbox.server import Server
from sandbox.telegram import Telegram

BUTTON = ptb.InlineKeyboardMarkup([[ptb.InlineKeyboardButton("Buy", callback_data="b")]])


def client(server: Server, token: str) -> ptb.Bot:
    url = server.bot_api_url
    return ptb.Bot(
        token,
        base_url=f"{url}/bot",
        base_file_url=f"{url}/file/bot",
        request=HTTPXRequest(connection_pool_size=4),
        get_updates_request=HTTPXRequest(connection_pool_size=4),
    )


@pytest.fixture
async def shop(
    server: Server, telegram: Telegram, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[ptb.Bot]:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    async with client(server, telegram.token) as bot:
        yield bot


async def a_reader_waits(telegram: Telegram) -> None:
    """Return as soon as a long poll has arrived."""
    async with asyncio.timeout(10):
        await telegram.world.updates.reader.wait()


async def test_a_message_is_sent_changed_and_deleted(
    telegram: Telegram, shop: Any, anna: Person
) -> None:
    sent = await shop.send_message(anna.id, "<b>Mug</b>", parse_mode="HTML", reply_markup=BUTTON)
    edited = await sent.edit_text("Mug, blue")
    (_, shown) = telegram.messages(anna.id)
    deleted = await edited.delete()

    assert sent.reply_markup == BUTTON
    assert sent.entities[0].type == "bold"
    assert edited.text == shown["text"] == "Mug, blue"
    assert deleted is True
    assert telegram.message(anna.id, sent.message_id) is None


async def test_a_photo_is_uploaded_once_and_fetched_back(shop: Any, anna: Person) -> None:
    first = await shop.send_photo(anna.id, sample_picture(), caption="Mug", filename="mug.png")
    again = await shop.send_photo(anna.id, first.photo[-1].file_id)
    file = await first.photo[-1].get_file()

    assert again.photo == first.photo
    assert bytes(await file.download_as_bytearray()) == sample_picture()


async def test_an_album_and_an_edited_photo_use_attachments(shop: Any, anna: Person) -> None:
    photo = ptb.InputMediaPhoto(sample_picture(), caption="1")
    album = await shop.send_media_group(anna.id, [photo, ptb.InputMediaPhoto(sample_picture())])
    edited = await album[0].edit_media(ptb.InputMediaPhoto(sample_picture(), caption="2"))

    assert [each.caption for each in album] == ["1", None]
    assert edited.caption == "2"


async def test_a_document_keeps_its_name(shop: Any, anna: Person) -> None:
    sent = await shop.send_document(anna.id, b"sku,stock", filename="запас.csv")

    assert sent.document.file_name == "запас.csv"
    assert sent.document.file_size == 9


async def test_a_tap_is_received_and_answered_once(
    telegram: Telegram, shop: Any, anna: Person
) -> None:
    sent = await shop.send_message(anna.id, "Mug", reply_markup=BUTTON)
    telegram.tap(anna, anna.id, sent.message_id)
    update = (await shop.get_updates(timeout=1))[0]
    await update.callback_query.answer("Added", show_alert=True)

    with pytest.raises(BadRequest, match="Query is too old"):
        await update.callback_query.answer("Added again")

    assert [(each["text"], each["alert"]) for each in telegram.toasts] == [("Added", True)]


async def test_an_invoice_is_paid_after_the_shop_agrees(
    telegram: Telegram, shop: Any, anna: Person
) -> None:
    sent = await shop.send_invoice(
        anna.id, "Mug", "Blue", "attempt-1", "USD", [ptb.LabeledPrice("Mug", 1200)], "1:TEST:x"
    )
    checkout = telegram.pay(anna, anna.id, sent.message_id)
    asked = (await shop.get_updates(timeout=1))[0]
    await asked.pre_checkout_query.answer(ok=True)
    paid = (await shop.get_updates(offset=asked.update_id + 1, timeout=1))[0]

    assert asked.pre_checkout_query.invoice_payload == "attempt-1"
    assert paid.message.successful_payment.total_amount == 1200
    assert await checkout.ended() == "paid"


async def test_commands_are_kept_by_scope_and_language(
    telegram: Telegram, shop: Any, anna: Person, boris: Person
) -> None:
    await shop.set_my_commands([("start", "Begin")])
    await shop.set_my_commands([("start", "Начать")], language_code="ru")
    only_anna = ptb.BotCommandScopeChat(anna.id)
    await shop.set_my_commands([("stock", "Stock")], scope=only_anna)

    assert [each.command for each in await shop.get_my_commands(only_anna)] == ["stock"]
    assert telegram.commands_for(boris)[0]["description"] == "Начать"
    await shop.delete_my_commands(only_anna)
    assert await shop.get_my_commands(only_anna) == ()


async def test_the_older_of_two_readers_gets_a_conflict(
    telegram: Telegram, shop: Any, anna: Person
) -> None:
    older = asyncio.create_task(shop.get_updates(timeout=30))
    await a_reader_waits(telegram)
    newer = asyncio.create_task(shop.get_updates(timeout=30))

    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await older

    telegram.say(anna, "hi")
    assert (await newer)[0].message.text == "hi"


async def test_a_reader_ends_when_a_webhook_is_set_and_none_may_come(
    telegram: Telegram, shop: Any
) -> None:
    reader = asyncio.create_task(shop.get_updates(timeout=30))
    await a_reader_waits(telegram)
    await shop.set_webhook("https://shop.example/hook", secret_token="s3cret")

    with pytest.raises(Conflict, match="terminated by setWebhook"):
        await reader
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await shop.get_updates()
    assert (await shop.get_webhook_info()).url == "https://shop.example/hook"
    await shop.delete_webhook()
    assert await shop.get_updates() == ()


@pytest.mark.parametrize("secret", ["with space", "x" * 257])
async def test_a_bad_secret_is_refused(shop: Any, secret: str) -> None:
    with pytest.raises(BadRequest, match="Secret token"):
        await shop.set_webhook("https://shop.example/hook", secret_token=secret)

    assert (await shop.get_webhook_info()).url == ""


async def test_refusals_arrive_as_the_clients_own_errors(
    telegram: Telegram, shop: Any, anna: Person
) -> None:
    sent = await shop.send_message(anna.id, "x")

    with pytest.raises(BadRequest, match="Can't parse entities"):
        await shop.send_message(anna.id, "<b>x", parse_mode="HTML")
    with pytest.raises(BadRequest, match="not modified"):
        await sent.edit_text("x")
    telegram.faults.too_many_requests = 1
    with pytest.raises(RetryAfter, match="Retry in 0:00:03"):
        await shop.send_message(anna.id, "y")
    telegram.block(anna)
    with pytest.raises(Forbidden, match="blocked by the user"):
        await shop.send_message(anna.id, "y")

    assert len(telegram.messages(anna.id)) == 2


async def test_a_real_looking_token_of_another_bot_is_refused(
    telegram: Telegram, server: Server
) -> None:
    stranger = client(server, "987654321:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc")

    with pytest.raises(InvalidToken):
        await stranger.initialize()

    assert len(telegram.calls) == 0
    await stranger.shutdown()


async def test_a_call_may_be_a_link_a_form_or_json(
    telegram: Telegram, server: Server, anna: Person
) -> None:
    url = f"{server.bot_api_url}/bot{telegram.token}"
    values = {"chat_id": str(anna.id), "text": "чай & <mug>"}
    async with httpx.AsyncClient() as http:
        answers = [
            await http.get(f"{url}/sendmessage", params=values),
            await http.post(f"{url}/SendMessage", data=values),
            await http.post(f"{url}/sendMessage", json=values),
            await http.post(f"{url}/sendMessage", files={"x": b""}, data=values),
        ]
        broken = await http.post(
            f"{url}/sendMessage", content=b"{", headers={"Content-Type": "application/json"}
        )

    assert [answer.json()["result"]["text"] for answer in answers] == ["чай & <mug>"] * 4
    assert broken.status_code == json.loads(broken.content)["error_code"] == 400


async def test_a_dropped_answer_cuts_the_line_after_the_effect(
    telegram: Telegram, server: Server, anna: Person
) -> None:
    telegram.faults.drop_answers = 1
    url = f"{server.bot_api_url}/bot{telegram.token}/sendMessage"

    async with httpx.AsyncClient() as http:
        with pytest.raises(httpx.TransportError):
            await http.post(url, data={"chat_id": str(anna.id), "text": "x"})

    assert telegram.messages(anna.id)[-1]["text"] == "x"


async def test_results_are_given_and_what_is_chosen_comes_by_way_of_the_bot(
    telegram: Telegram, shop: Any, anna: Person
) -> None:
    telegram.ask_inline(anna, "mug")
    asked = (await shop.get_updates(timeout=1))[-1]
    content = ptb.InputTextMessageContent("<b>Mug</b>", parse_mode="HTML")
    card = ptb.InlineQueryResultArticle("1", "Mug", content)

    await shop.answer_inline_query(asked.inline_query.id, [card], next_offset="2")
    telegram.choose_inline(anna, asked.inline_query.id, "1")
    sent = (await shop.get_updates(offset=asked.update_id + 1, timeout=1))[-1].message

    assert asked.inline_query.query == "mug"
    assert sent.text == "Mug"
    assert sent.via_bot.id == shop.id
