"""Who may be written to, who sees what, and what the bot says about itself."""

from itertools import chain

import pytest

from sandbox.people import Person
from sandbox.telegram import Telegram
from sandbox.view import event_json, state_json
from tests.sandbox.conftest import Bot


async def test_a_person_who_blocked_the_bot_gets_nothing(
    telegram: Telegram, bot: Bot, anna: Person
) -> None:
    update = telegram.block(anna)["my_chat_member"]

    words = await bot.is_refused("sendMessage", chat_id=anna.id, text="x")

    assert words == "Forbidden: bot was blocked by the user"
    assert update["new_chat_member"]["status"] == "kicked"
    assert list(telegram.violations) == []
    with pytest.raises(ValueError, match="unblock"):
        telegram.say(anna, "hello?")


async def test_who_is_offstage_is_written_to_and_seen_by_nobody(
    telegram: Telegram, bot: Bot, anna: Person
) -> None:
    world = telegram.world
    before, seen = state_json(world), world.events.seq
    clara = telegram.offstage(900_001, "Clara", "en")

    assert await bot.does("sendMessage", chat_id=clara.id, text="Thank you")
    telegram.clear_chats()
    assert await bot.does("sendMessage", chat_id=clara.id, text="Thank you again")

    assert [each["text"] for each in telegram.messages(clara.id)] == ["Thank you again"]
    told = chain(*(event_json(world, event) for event in world.events.since(seen) or ()))
    assert not [one for one in told if "message" in one]
    assert state_json(world)["people"] == before["people"]
    assert len(state_json(world)["chats"]) == len(before["chats"])
    assert telegram.person("Boris").id == anna.id + 1


async def test_an_unblocked_bot_may_write_again(
    telegram: Telegram, bot: Bot, anna: Person
) -> None:
    telegram.block(anna)
    update = telegram.unblock(anna)["my_chat_member"]

    assert await bot.does("sendMessage", chat_id=anna.id, text="x")
    assert update["old_chat_member"]["status"] == "kicked"
    assert update["new_chat_member"]["status"] == "member"


async def test_a_bot_removed_from_a_group_is_told_and_stays_out(
    telegram: Telegram, bot: Bot, anna: Person
) -> None:
    group = telegram.group("Staff", [anna], supergroup=True)
    update = telegram.remove_bot(anna, group)["my_chat_member"]

    words = await bot.is_refused("sendMessage", chat_id=group.id, text="x")

    assert update["new_chat_member"]["status"] == "kicked"
    assert words == "Forbidden: bot was kicked from the supergroup chat"
    assert telegram.say(anna, "/start", group) == {}


async def test_in_a_group_the_bot_hears_only_what_is_meant_for_it(
    telegram: Telegram, bot: Bot, anna: Person
) -> None:
    group = telegram.group("Staff", [anna])
    sent = await bot.does("sendMessage", chat_id=group.id, text="New order")

    assert telegram.say(anna, "lunch?", group) == {}
    assert telegram.say(anna, "/orders", group)
    assert telegram.say(anna, "RU123", group, reply_to=sent["message_id"])
    assert telegram.say(anna, "hey @souk_demo_bot", group)


async def test_an_administrator_hears_everything(telegram: Telegram, anna: Person) -> None:
    group = telegram.group("Staff", [anna])
    telegram.add_bot_to_group(anna, group, admin=True)

    assert telegram.say(anna, "lunch?", group)


async def test_only_members_write_in_a_group(
    telegram: Telegram, anna: Person, boris: Person
) -> None:
    group = telegram.group("Staff", [anna])

    with pytest.raises(ValueError, match="not in Staff"):
        telegram.say(boris, "/start", group)

    telegram.join(boris, group)
    assert telegram.say(boris, "/start", group)


async def test_an_upgraded_group_names_its_new_id(
    telegram: Telegram, bot: Bot, anna: Person
) -> None:
    group = telegram.group("Staff", [anna])
    new = telegram.upgrade(group)

    answer = await telegram.call("sendMessage", {"chat_id": group.id, "text": "x"})

    assert answer.body["parameters"] == {"migrate_to_chat_id": new.id}
    assert await bot.does("sendMessage", chat_id=new.id, text="x")


async def test_a_shared_contact_may_be_somebody_elses(
    telegram: Telegram, anna: Person, boris: Person
) -> None:
    own = telegram.contact(anna, "15550101")["message"]["contact"]
    other = telegram.contact(anna, "15550102", owner=boris)["message"]["contact"]
    unknown = telegram.contact(anna, "15550103", first_name="Dora")["message"]["contact"]

    assert own["user_id"] == anna.id
    assert other["user_id"] == boris.id
    assert "user_id" not in unknown


async def test_the_narrowest_scope_and_then_the_language_decide_the_commands(
    telegram: Telegram, bot: Bot, anna: Person, boris: Person
) -> None:
    def listed(name: str) -> list[dict[str, str]]:
        return [{"command": name, "description": "x"}]

    private = {"type": "all_private_chats"}
    await bot.does("setMyCommands", commands=listed("default"))
    await bot.does("setMyCommands", commands=listed("private"), scope=private)
    await bot.does("setMyCommands", commands=listed("russian"), scope=private, language_code="ru")
    owner = {"type": "chat", "chat_id": anna.id}
    await bot.does("setMyCommands", commands=listed("owner"), scope=owner)

    assert telegram.commands_for(anna) == listed("owner")
    assert telegram.commands_for(boris) == listed("russian")
    await bot.does("deleteMyCommands", scope=owner)
    assert telegram.commands_for(anna) == listed("private")
    group = telegram.group("Staff", [anna])
    assert telegram.commands_for(group) == listed("default")


@pytest.mark.parametrize("name", ["Start", "a-b", "", "x" * 33])
async def test_a_bad_command_is_refused_and_the_old_ones_stay(
    telegram: Telegram, bot: Bot, anna: Person, name: str
) -> None:
    good = [{"command": "start", "description": "x"}]
    await bot.does("setMyCommands", commands=good)
    bad = [{"command": name, "description": "x"}]

    assert (
        await bot.is_refused("setMyCommands", commands=bad) == "Bad Request: BOT_COMMAND_INVALID"
    )
    assert telegram.commands_for(anna) == good


async def test_descriptions_fall_back_to_the_common_one(bot: Bot) -> None:
    await bot.does("setMyDescription", description="A shop")
    await bot.does("setMyDescription", description="Лавка", language_code="ru")

    assert await bot.does("getMyDescription", language_code="ru") == {"description": "Лавка"}
    assert await bot.does("getMyDescription", language_code="zh") == {"description": "A shop"}


async def test_a_menu_button_belongs_to_a_chat(bot: Bot, anna: Person, boris: Person) -> None:
    await bot.does("setChatMenuButton", chat_id=anna.id, menu_button={"type": "default"})

    assert await bot.does("getChatMenuButton", chat_id=anna.id) == {"type": "default"}
    assert await bot.does("getChatMenuButton", chat_id=boris.id) == {"type": "commands"}


async def test_cleared_chats_are_as_before_the_first_word(
    telegram: Telegram, bot: Bot, anna: Person
) -> None:
    telegram.say(anna, "hi")
    telegram.clear_chats()

    words = await bot.is_refused("sendMessage", chat_id=anna.id, text="x")

    assert telegram.messages(anna.id) == []
    assert telegram.pending_updates() == []
    assert "can't initiate" in words
    assert telegram.say(anna, "/start")


async def test_an_inline_query_has_its_results_once_the_bot_gave_them(
    telegram: Telegram, bot: Bot, anna: Person
) -> None:
    query = telegram.ask_inline(anna, "mug")["inline_query"]
    card = {"type": "article", "id": "1", "title": "Mug"}
    twice = await bot.is_refused(
        "answerInlineQuery", inline_query_id=query["id"], results=[card, card]
    )
    before = telegram.inline_results(query["id"])
    await bot.does("answerInlineQuery", inline_query_id=query["id"], results=[card])

    assert twice == "Bad Request: RESULT_ID_DUPLICATE"
    assert before == []
    assert telegram.inline_results(query["id"]) == [card]


async def test_members_are_counted_with_the_bot(
    telegram: Telegram, bot: Bot, anna: Person, boris: Person
) -> None:
    group = telegram.group("Staff", [anna, boris])

    creator = await bot.does("getChatMember", chat_id=group.id, user_id=anna.id)
    member = await bot.does("getChatMember", chat_id=group.id, user_id=boris.id)

    assert await bot.does("getChatMemberCount", chat_id=group.id) == 3
    assert (creator["status"], member["status"]) == ("creator", "member")
