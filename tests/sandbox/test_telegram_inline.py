"""Inline mode: what a bot gives, and the messages people make of it."""

from typing import Any

import pytest

from sandbox.people import Person
from sandbox.telegram import Telegram
from tests.sandbox.conftest import Bot, Page

LINK = {"inline_keyboard": [[{"text": "Open", "url": "https://t.me/souk_demo_bot?start=p_1"}]]}
MUG = {
    "type": "article",
    "id": "p1",
    "title": "Mug",
    "description": "$12",
    "input_message_content": {"message_text": "<b>Mug</b>", "parse_mode": "HTML"},
    "reply_markup": LINK,
}


async def _asked(telegram: Telegram, bot: Bot, who: Person, *results: Any) -> str:
    query = str(telegram.ask_inline(who, "mug")["inline_query"]["id"])
    await bot.does("answerInlineQuery", inline_query_id=query, results=list(results))
    return query


async def test_a_chosen_result_is_the_persons_message_by_way_of_the_bot(
    telegram: Telegram, bot: Bot, anna: Person
) -> None:
    query = await _asked(telegram, bot, anna, MUG)
    telegram.take_update()

    message = telegram.choose_inline(anna, query, "p1")["message"]

    assert (message["from"]["id"], message["text"]) == (anna.id, "Mug")
    assert message["via_bot"]["username"] == "souk_demo_bot"
    assert message["entities"] == [{"type": "bold", "offset": 0, "length": 3}]
    assert message["reply_markup"] == LINK


async def test_in_a_group_all_see_it_and_the_bot_hears_of_its_own_only(
    telegram: Telegram, bot: Bot, anna: Person, boris: Person
) -> None:
    group = telegram.group("Friends", [anna, boris])
    query = await _asked(telegram, bot, anna, MUG)

    heard = telegram.choose_inline(anna, query, "p1", group)
    unheard = telegram.say(boris, "nice mug", group)

    assert heard["message"]["chat"]["id"] == group.id
    assert unheard == {}
    assert telegram.messages(group.id)[-2]["text"] == "Mug"


async def test_the_query_tells_in_what_kind_of_chat_it_was_typed(
    telegram: Telegram, anna: Person
) -> None:
    group = telegram.group("Friends", [anna], supergroup=True)

    kinds = [
        telegram.ask_inline(anna, "mug", chat=chat)["inline_query"]["chat_type"]
        for chat in (None, group)
    ]

    assert kinds == ["sender", "supergroup"]


async def test_a_photo_the_bot_has_sent_is_sent_again_with_its_caption(
    telegram: Telegram, bot: Bot, anna: Person
) -> None:
    telegram.say(anna, "/start")
    sent = await bot.sends_photo(anna)
    card = {"type": "photo", "id": "1", "caption": "<i>Mug</i>", "parse_mode": "HTML"}
    card["photo_file_id"] = sent["photo"][-1]["file_id"]

    query = await _asked(telegram, bot, anna, card)
    message = telegram.choose_inline(anna, query, "1")["message"]

    assert message["photo"] == sent["photo"]
    assert message["caption"] == "Mug"


@pytest.mark.parametrize(
    ("result", "words"),
    [
        ({"type": "photo", "id": "1", "photo_file_id": "no such file"}, "wrong file_id"),
        ({"type": "game", "id": "1"}, "articles and photos"),
        (MUG | {"input_message_content": {"message_text": ""}}, "message text is empty"),
        (MUG | {"reply_markup": {"inline_keyboard": [[{"text": "x"}]]}}, "Text buttons"),
    ],
)
async def test_a_result_that_could_not_be_sent_is_refused(
    telegram: Telegram, bot: Bot, anna: Person, result: Any, words: str
) -> None:
    query = telegram.ask_inline(anna, "mug")["inline_query"]["id"]

    refused = await bot.is_refused("answerInlineQuery", inline_query_id=query, results=[result])

    assert words in refused
    with pytest.raises(ValueError, match="no such result"):
        telegram.choose_inline(anna, query, "1")


async def test_nobody_chooses_from_anothers_results(
    telegram: Telegram, bot: Bot, anna: Person, boris: Person
) -> None:
    query = await _asked(telegram, bot, anna, MUG)

    with pytest.raises(ValueError, match="type the words again"):
        telegram.choose_inline(boris, query, "p1")


async def test_the_bot_is_told_of_the_choice_if_it_asked_to_be(
    telegram: Telegram, bot: Bot, anna: Person
) -> None:
    quiet = await _asked(telegram, bot, anna, MUG)
    telegram.choose_inline(anna, quiet, "p1")
    telegram.world.inline.feedback = True
    query = await _asked(telegram, bot, anna, MUG)
    telegram.choose_inline(anna, query, "p1")

    chosen = [
        u["chosen_inline_result"]
        for u in telegram.pending_updates()
        if len(u) == 2 and "chosen_inline_result" in u
    ]
    assert [(each["result_id"], each["query"]) for each in chosen] == [("p1", "mug")]


async def test_the_page_types_sees_and_chooses(
    telegram: Telegram, bot: Bot, page: Page, anna: Person
) -> None:
    me = {"as": anna.id, "chat": anna.id}

    query = (await page.asks("/api/act", **me, do="inline", query="mug"))["query_id"]
    await bot.does("answerInlineQuery", inline_query_id=query, results=[MUG], next_offset="1")
    told = [e for e in telegram.world.events.since(0) or () if e.kind == "inline"]
    await page.asks("/api/act", **me, do="choose", query_id=query, result_id="p1")

    assert told[-1].fields["results"] == [
        {"id": "p1", "type": "article", "title": "Mug", "description": "$12"}
    ]
    assert told[-1].fields["next_offset"] == "1"
    assert telegram.messages(anna.id)[-1]["text"] == "Mug"
