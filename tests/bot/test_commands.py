"""Menus and descriptions are told to Telegram once, and to each person by their role."""

from datetime import timedelta

import pytest
from aiogram import Bot

from bot.commands import publish, publish_for
from bot.i18n import Translations, Words, english
from bot.shop import ShopFacts
from domain.customers import Customer, Post, Role
from storage.store import SqlStore
from tests.bot.recorder import TOKEN, Recorder

SHOP = ShopFacts("Souk", "USD", "souk_bot", (), (), timedelta(minutes=15))


@pytest.fixture
def bot(telegram: Recorder) -> Bot:
    """The bot that asks it."""
    return Bot(TOKEN, session=telegram)


@pytest.fixture
def translations() -> Translations:
    """English and one more language."""
    words: Words = english()
    return Translations({"ru": words})


def person(*posts: Post) -> Customer:
    """Somebody with these posts."""
    return Customer(7, "Anna", None, "en", posts=frozenset(posts))


async def test_what_was_told_is_not_told_again(
    bot: Bot, telegram: Recorder, translations: Translations, sqlite_store: SqlStore
) -> None:
    assert await publish(bot, translations, SHOP, sqlite_store)
    told = len(telegram.calls)
    assert not await publish(bot, translations, SHOP, sqlite_store)

    assert telegram.methods.count("setMyDescription") == 3  # English, Russian, all others
    assert len(telegram.calls) == told
    renamed = ShopFacts("Bazaar", "USD", "souk_bot", (), (), timedelta(minutes=15))
    assert await publish(bot, translations, renamed, sqlite_store)


async def test_what_telegram_refused_is_told_again(
    bot: Bot, telegram: Recorder, translations: Translations, sqlite_store: SqlStore
) -> None:
    telegram.answers("setMyShortDescription", RuntimeError("the line is cut"))
    with pytest.raises(RuntimeError):
        await publish(bot, translations, SHOP, sqlite_store)

    assert await publish(bot, translations, SHOP, sqlite_store)


async def test_staff_get_a_menu_of_their_own_and_lose_it_with_their_post(
    bot: Bot, telegram: Recorder, translations: Translations
) -> None:
    t = translations.for_language("en")
    await publish_for(bot, person(Post(Role.ADMIN)), t)
    given = telegram.params("setMyCommands")
    await publish_for(bot, person(), t)
    taken = telegram.params("deleteMyCommands")

    assert "panel" in str(given["commands"])
    assert "7" in str(given["scope"])
    assert taken["scope"] == given["scope"]


async def test_a_chat_that_was_never_opened_gets_its_menu_later(
    bot: Bot, telegram: Recorder, translations: Translations
) -> None:
    telegram.refuses("setMyCommands", "Bad Request: chat not found")

    await publish_for(bot, person(Post(Role.MERCHANT, 1)), translations.for_language("en"))
    assert telegram.methods == ["setMyCommands"]
