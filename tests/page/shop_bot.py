"""The smallest bot that shows everything the page can do."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command
from aiogram.types import (
    BotCommand,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResultArticle,
    InputTextMessageContent,
    LabeledPrice,
    Message,
    PreCheckoutQuery,
)

START = '<b>Mugs</b>, <a href="https://t.me/souk_demo_bot?start=p_7">the blue one</a>'
MARKUP = "&lt;img src=x onerror=alert(1)&gt;"


def _key(text: str, data: str, style: str | None = None) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=text, callback_data=data, style=style)


def _rows(pieces: int) -> InlineKeyboardMarkup:
    stepper = [_key("− 1", "less"), _key(f"{pieces} pcs", "alert"), _key("+ 1", "more", "primary")]
    deeds = [_key("Add", "toast", "success"), _key("Clear", "toast", "danger")]
    return InlineKeyboardMarkup(inline_keyboard=[stepper, deeds])


@dataclass(slots=True)
class ShopBot:
    """What the bot does; clear *may_answer* to let pressed buttons wait."""

    bot: Bot
    may_answer: asyncio.Event = field(default_factory=asyncio.Event)
    payers: list[int] = field(default_factory=list)

    async def start(self, message: Message) -> None:
        """Greet with buttons."""
        await message.answer(START, parse_mode="HTML", reply_markup=_rows(1))

    async def literal(self, message: Message) -> None:
        """Answer with words that look like markup."""
        await message.reply(MARKUP, parse_mode="HTML")

    async def broken(self, message: Message) -> None:
        """Break a rule of Telegram on purpose."""
        await self.bot.send_message(message.chat.id, "")

    async def fleeting(self, message: Message) -> None:
        """Send something, wait, and take it back."""
        sent = await message.answer("Soon gone")
        await self.may_answer.wait()
        await sent.delete()

    async def invoice(self, message: Message) -> None:
        """Ask Mira for money."""
        prices = [
            LabeledPrice(label="Blue mug × 2", amount=2400),
            LabeledPrice(label="Delivery", amount=390),
        ]
        await message.answer_invoice(
            "Order 1042", "Two mugs", "o-1042", "USD", prices, provider_token="1:TEST:page"
        )

    async def stars(self, message: Message) -> None:
        """Ask Mira for Stars, by a button with words of its own."""
        button = InlineKeyboardButton(text="Pay 500 ⭐", pay=True)
        await message.answer_invoice(
            "Order 1043",
            "A gift card",
            "o-1043",
            "XTR",
            [LabeledPrice(label="Gift card", amount=500)],
            provider_token="",
            reply_markup=InlineKeyboardMarkup(inline_keyboard=[[button]]),
        )

    async def pressed(self, query: CallbackQuery) -> None:
        """Answer a press, once allowed."""
        await self.may_answer.wait()
        if query.data == "more" and isinstance(query.message, Message):
            await query.message.edit_reply_markup(reply_markup=_rows(2))
        words = {"toast": "Added to the cart", "alert": "Only 3 left"}
        await query.answer(words.get(query.data or ""), show_alert=query.data == "alert")

    async def checkout(self, query: PreCheckoutQuery) -> None:
        """Let only Mira pay."""
        self.payers.append(query.from_user.id)
        allowed = query.from_user.first_name == "Mira"
        await query.answer(allowed, error_message=None if allowed else "This is Mira's order.")

    async def paid(self, message: Message) -> None:
        """Thank for the money."""
        await message.answer("Thank you for order 1042")

    async def found(self, query: InlineQuery) -> None:
        """Give two mugs for any words; each names what was typed."""
        mugs = [
            InlineQueryResultArticle(
                id=str(n),
                title=f"Mug {n}",
                description=query.query,
                input_message_content=InputTextMessageContent(message_text=f"Mug {n} for $12"),
            )
            for n in (1, 2)
        ]
        await query.answer([*mugs])

    def wired(self) -> Dispatcher:
        """A dispatcher of its own with all of this."""
        dispatcher = Dispatcher()
        on = dispatcher.message
        on.register(self.start, Command("start"))
        on.register(self.literal, Command("literal"))
        on.register(self.fleeting, Command("fleeting"))
        on.register(self.invoice, Command("buy"))
        on.register(self.stars, Command("stars"))
        on.register(self.paid, F.successful_payment)
        on.register(self.broken, Command("broken"))
        dispatcher.callback_query.register(self.pressed)
        dispatcher.inline_query.register(self.found)
        dispatcher.pre_checkout_query.register(self.checkout)
        return dispatcher


@asynccontextmanager
async def polling(token: str, api_url: str) -> AsyncIterator[ShopBot]:
    """Run the bot by long polling while the block runs."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(api_url))
    shop = ShopBot(Bot(token, session=session))
    shop.may_answer.set()
    commands = {"start": "Open the shop", "buy": "Pay for two mugs", "literal": "Odd words"}
    await shop.bot.set_my_commands(
        [BotCommand(command=name, description=words) for name, words in commands.items()]
    )
    dispatcher = shop.wired()
    task = asyncio.create_task(dispatcher.start_polling(shop.bot, handle_signals=False))
    try:
        yield shop
    finally:
        shop.may_answer.set()
        await dispatcher.stop_polling()
        await task
