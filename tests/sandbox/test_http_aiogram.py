"""aiogram, unmodified, takes the sandbox for Telegram."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiogram import Bot as Aiogram
from aiogram import Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramRetryAfter
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputMediaPhoto,
    InputTextMessageContent,
    LabeledPrice,
    Message,
    PreCheckoutQuery,
)

from sandbox.people import Person
from sandbox.sample import sample_picture
from sandbox.server import running
from sandbox.telegram import Telegram

BUTTON = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text="Buy", callback_data="buy")]]
)


@pytest.fixture
async def shop(telegram: Telegram) -> AsyncIterator[Aiogram]:
    async with running(telegram) as server:
        api = TelegramAPIServer.from_base(server.bot_api_url)
        async with Aiogram(telegram.token, session=AiohttpSession(api=api)) as bot:
            yield bot


def small_shop() -> Dispatcher:
    """Shows a card, sends an invoice on a tap, thanks for the money."""
    shop = Dispatcher()

    @shop.message(F.text)
    async def card(message: Message) -> None:
        await message.answer("Mug", reply_markup=BUTTON)

    @shop.callback_query()
    async def buy(query: CallbackQuery, bot: Aiogram) -> None:
        price = [LabeledPrice(label="Mug", amount=1200)]
        who, token = query.from_user.id, "1:TEST:x"
        await bot.send_invoice(who, "Mug", "Blue", "1", "USD", price, provider_token=token)
        await query.answer()

    @shop.pre_checkout_query()
    async def agree(query: PreCheckoutQuery) -> None:
        await query.answer(ok=True)

    @shop.message(F.successful_payment)
    async def thank(message: Message) -> None:
        await message.answer("Thank you")

    return shop


@asynccontextmanager
async def polling(shop: Dispatcher, bot: Aiogram) -> AsyncIterator[None]:
    task = asyncio.create_task(shop.start_polling(bot, handle_signals=False))
    yield
    await shop.stop_polling()
    await task


async def last(telegram: Telegram, chat_id: int, field: str, text: str = "") -> int:
    """Wait until a chat ends with a message that has *field*, and return its number."""
    while True:
        message = telegram.messages(chat_id)[-1]
        if field in message and text in str(message[field]):
            return int(message["message_id"])
        await asyncio.sleep(0)


async def test_somebody_buys_a_mug_over_the_wire(
    telegram: Telegram, shop: Any, anna: Person
) -> None:
    async with asyncio.timeout(10), polling(small_shop(), shop):
        telegram.say(anna, "hello")
        card = await last(telegram, anna.id, "text", "Mug")
        telegram.tap(anna, anna.id, card)
        invoice = await last(telegram, anna.id, "invoice")
        checkout = telegram.pay(anna, anna.id, invoice)
        stage = await checkout.ended()
        await last(telegram, anna.id, "text", "Thank you")

    assert stage == "paid"
    assert list(telegram.violations) == []


async def test_photos_are_uploaded_changed_and_sent_again(shop: Any, anna: Person) -> None:
    picture = BufferedInputFile(sample_picture(), "mug.png")
    sent = await shop.send_photo(anna.id, picture, caption="<b>Mug</b>", parse_mode="HTML")
    media = InputMediaPhoto(media=BufferedInputFile(sample_picture(), "b.png"), caption="Blue")
    edited = await shop.edit_message_media(media, chat_id=anna.id, message_id=sent.message_id)
    again = await shop.send_photo(anna.id, sent.photo[-1].file_id)
    content = await shop.download(again.photo[-1])

    assert sent.caption_entities[0].type == "bold"
    assert edited.caption == "Blue"
    assert content.read() == sample_picture()


async def test_refusals_arrive_as_aiograms_errors(
    telegram: Telegram, shop: Any, anna: Person
) -> None:
    with pytest.raises(TelegramBadRequest, match='Unsupported start tag "div" at byte offset 0'):
        await shop.send_message(anna.id, "<div>", parse_mode="HTML")
    telegram.faults.change({"too_many_requests": 1, "retry_after": 5})
    with pytest.raises(TelegramRetryAfter) as waits:
        await shop.send_message(anna.id, "x")
    telegram.block(anna)
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await shop.send_message(anna.id, "x")

    assert waits.value.retry_after == 5
    assert len(telegram.messages(anna.id)) == 1


async def test_what_get_chat_and_get_member_say_can_be_read(
    telegram: Telegram, shop: Any, anna: Person
) -> None:
    group = telegram.group("Staff", [anna], supergroup=True)
    telegram.add_bot_to_group(anna, group, admin=True)

    chat = await shop.get_chat(group.id)
    admins = await shop.get_chat_administrators(group.id)
    me = await shop.get_chat_member(group.id, shop.id)

    assert chat.title == "Staff"
    assert [each.status for each in admins] == ["creator", "administrator"]
    assert me.can_delete_messages


async def test_every_update_of_the_sandbox_can_be_read(
    telegram: Telegram, shop: Any, anna: Person
) -> None:
    telegram.photo(anna, sample_picture(), "a photo")
    telegram.document(anna, b"x", "x.csv")
    telegram.sticker(anna)
    telegram.contact(anna)
    telegram.location(anna, 51.4, -2.36)
    telegram.edit(anna, telegram.say(anna, "hi")["message"]["message_id"], "hello")
    telegram.ask_inline(anna, "mug")
    telegram.block(anna)
    telegram.group("Staff", [anna])

    kinds = [update.event_type for update in await shop.get_updates()]

    assert kinds == [
        *["message"] * 6,
        "edited_message",
        "inline_query",
        *["my_chat_member"] * 2,
        "message",
    ]


async def test_results_are_given_and_what_is_chosen_comes_by_way_of_the_bot(
    telegram: Telegram, shop: Aiogram, anna: Person
) -> None:
    telegram.ask_inline(anna, "mug")
    asked = (await shop.get_updates())[-1].inline_query
    assert asked is not None
    content = InputTextMessageContent(message_text="<b>Mug</b>", parse_mode="HTML")
    card = InlineQueryResultArticle(id="1", title="Mug", input_message_content=content)

    await shop.answer_inline_query(asked.id, [card], cache_time=1, next_offset="2")
    telegram.choose_inline(anna, asked.id, "1")
    sent = (await shop.get_updates(offset=-1))[-1].message

    assert sent is not None
    assert sent.via_bot is not None
    assert (asked.query, asked.chat_type) == ("mug", "sender")
    assert sent.text == "Mug"
    assert sent.via_bot.id == (await shop.me()).id
