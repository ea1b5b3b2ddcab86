"""The command menus, and the words under the bot's name, in every language.

A menu is a hint: whoever types a command they may not use is refused all the same.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import (
    DeleteMyCommands,
    SetMyCommands,
    SetMyDescription,
    SetMyShortDescription,
    TelegramMethod,
)
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)

from bot.i18n import Translations, Translator, noop
from bot.shop import ShopFacts
from domain.customers import Customer, Role
from domain.ports.store import Store

_PUBLISHED = "commands"
_CUSTOMER = (
    ("shop", noop("Look around")),
    ("search", noop("Find something")),
    ("cart", noop("My cart")),
    ("orders", noop("My orders")),
    ("favourites", noop("What I saved")),
    ("settings", noop("Suggestions and price news")),
    ("language", noop("Choose the language")),
    ("help", noop("How the shop works")),
    ("feedback", noop("Tell the shop something")),
)
_MERCHANT = (
    ("queue", noop("What is still to do")),
    ("stock", noop("Show or change what is on the shelf")),
    ("price", noop("Show or change prices")),
    ("product", noop("Show, hide or bring back a product")),
    ("add", noop("Add something new")),
    ("reviews", noop("What customers say of goods")),
    ("keys", noop("Add keys of digital goods")),
    ("file", noop("Set the file that buyers get")),
    ("text", noop("Set the text that buyers get")),
    ("bind", noop("Have this chat told about orders")),
)
_ADMIN = (
    ("panel", noop("Run the shop")),
    ("allorders", noop("Everybody's orders")),
    ("categories", noop("Arrange the shelves")),
    ("staff", noop("Who works here")),
    ("import", noop("Bring goods in from a file")),
    ("export", noop("All goods as a file")),
    ("promo", noop("Promo codes")),
    ("sale", noop("Have goods cost less for some days")),
    ("sales", noop("Running, planned and past sales")),
    ("delivery", noop("Ways of delivery")),
)
_OWNER = (
    ("letters", noop("What customers tell the shop")),
    ("doctor", noop("Is everything well?")),
)
_GROUP = (
    ("queue", noop("What is still to do")),
    ("bind", noop("Have this chat told about orders")),
)


def commands_for(role: Role | None, t: Translator) -> list[BotCommand]:
    """The menu of a private chat; the staff's repeat what customers have."""
    match role:
        case None:
            return _menu(_CUSTOMER, t)
        case Role.MERCHANT:
            return _menu((*_MERCHANT, *_CUSTOMER), t)
        case Role.OWNER:
            return _menu((*_ADMIN, *_OWNER, *_MERCHANT, *_CUSTOMER), t)
    return _menu((*_ADMIN, *_MERCHANT, *_CUSTOMER), t)


def highest_role(customer: Customer) -> Role | None:
    """The role that decides which menu a person has; None for customers."""
    held = {post.role for post in customer.posts}
    return next((role for role in Role if role in held), None)


async def publish(bot: Bot, translations: Translations, shop: ShopFacts, store: Store) -> bool:
    """Tell Telegram the menus and descriptions, if they are not what was told last.

    Returns whether anything was sent. What was told is remembered only when all of it was.
    """
    calls = [*_everything(translations, shop)]
    digest = _digest(bot.id, calls)
    async with store.read() as uow:
        if await uow.shop.value(_PUBLISHED) == digest:
            return False
    for call in calls:
        await bot(call)
    async with store.write() as uow:
        await uow.shop.set(_PUBLISHED, digest)
    return True


async def publish_for(bot: Bot, customer: Customer, t: Translator) -> None:
    """Give a person the menu of their role, or take it away when they have none.

    Nothing happens while they have not opened the chat; their next /start brings it.
    """
    scope, role = BotCommandScopeChat(chat_id=customer.id), highest_role(customer)
    call: TelegramMethod[bool] = (
        SetMyCommands(commands=commands_for(role, t), scope=scope)
        if role
        else DeleteMyCommands(scope=scope)
    )
    try:
        await bot(call)
    except TelegramBadRequest as error:
        if "chat not found" not in error.message:
            raise


def description(shop: ShopFacts, t: Translator) -> str:
    """What an empty chat says before /start, up to 512 characters."""
    return t(
        "{shop}: look around, put what you like into the cart and order, all in this chat.\n\n"
        "Tap Start.",
        shop=shop.name,
    ).plain[:512]


def short_description(shop: ShopFacts, t: Translator) -> str:
    """What the bot's profile says, up to 120 characters."""
    return t("{shop}: a shop in your chat.", shop=shop.name).plain[:120]


def _everything(translations: Translations, shop: ShopFacts) -> Iterator[TelegramMethod[bool]]:
    """All calls for all languages; without a code for everybody whose language is not there."""
    yield from _in_language(translations.for_language(None), None, shop)
    for code in translations.languages:
        yield from _in_language(translations.for_language(code), code, shop)


def _in_language(
    t: Translator, code: str | None, shop: ShopFacts
) -> Iterator[TelegramMethod[bool]]:
    private, groups = BotCommandScopeAllPrivateChats(), BotCommandScopeAllGroupChats()
    menu = commands_for(None, t)
    yield SetMyCommands(commands=menu, scope=private, language_code=code)
    yield SetMyCommands(commands=_menu(_GROUP, t), scope=groups, language_code=code)
    yield SetMyDescription(description=description(shop, t), language_code=code)
    yield SetMyShortDescription(short_description=short_description(shop, t), language_code=code)


def _menu(commands: Sequence[tuple[str, str]], t: Translator) -> list[BotCommand]:
    return [BotCommand(command=name, description=t(words).plain) for name, words in commands]


def _digest(bot_id: int, calls: Sequence[TelegramMethod[bool]]) -> str:
    said = [[call.__api_method__, call.model_dump(mode="json")] for call in calls]
    return hashlib.sha256(json.dumps([bot_id, said], sort_keys=True).encode()).hexdigest()
