"""The queue of updates, and the switches that make trouble."""

from typing import Any

import pytest

from sandbox.clock import Clock
from sandbox.faults import Faults
from sandbox.people import Person
from sandbox.telegram import Telegram
from tests.sandbox.conftest import Bot


async def updates(bot: Bot, **params: Any) -> list[int]:
    return [each["update_id"] for each in await bot.does("getUpdates", **params)]


async def test_updates_come_again_until_confirmed(
    telegram: Telegram, bot: Bot, anna: Person
) -> None:
    for text in "abc":
        telegram.say(anna, text)

    first = await updates(bot)
    again = await updates(bot, offset=first[0])
    rest = await updates(bot, offset=first[1])

    assert first == again == sorted(first)
    assert rest == first[1:]


async def test_a_negative_offset_keeps_only_the_end(
    telegram: Telegram, bot: Bot, anna: Person
) -> None:
    for text in "abc":
        telegram.say(anna, text)

    assert len(await updates(bot, offset=-1)) == 1
    assert len(telegram.pending_updates()) == 1


async def test_what_the_bot_did_not_ask_for_is_not_queued(
    telegram: Telegram, bot: Bot, anna: Person
) -> None:
    await bot.does("getUpdates", allowed_updates=["callback_query"])

    assert telegram.say(anna, "hi") == {}
    await bot.does("getUpdates", allowed_updates=["message"])
    assert telegram.say(anna, "hi")


async def test_a_message_waits_a_day_and_a_tap_two_and_a_half_minutes(
    telegram: Telegram, bot: Bot, anna: Person
) -> None:
    markup = {"inline_keyboard": [[{"text": "x", "callback_data": "x"}]]}
    sent = await bot.does("sendMessage", chat_id=anna.id, text="x", reply_markup=markup)
    telegram.say(anna, "hi")
    telegram.tap(anna, anna.id, sent["message_id"])
    telegram.skip(150)
    later = telegram.pending_updates()
    telegram.skip(24 * 3600)

    assert ["message" in each for each in later] == [True]
    assert telegram.pending_updates() == []


async def test_ids_are_the_same_in_every_run(telegram: Telegram, anna: Person) -> None:
    assert telegram.say(anna, "hi")["update_id"] == 100_000_002


async def test_too_many_requests_hits_only_what_sends_and_only_so_often(
    telegram: Telegram, bot: Bot, anna: Person
) -> None:
    telegram.faults.change({"too_many_requests": 1, "retry_after": 7})

    await bot.does("getMe")
    answer = await telegram.call("sendMessage", {"chat_id": anna.id, "text": "x"})

    assert answer.status == 429
    assert answer.body["parameters"] == {"retry_after": 7}
    assert await bot.does("sendMessage", chat_id=anna.id, text="x")
    assert list(telegram.violations) == []


async def test_a_dropped_answer_still_had_its_effect(telegram: Telegram, anna: Person) -> None:
    telegram.faults.drop_answers = 1

    answer = await telegram.call("sendMessage", {"chat_id": anna.id, "text": "x"})

    assert answer.dropped
    assert telegram.messages(anna.id)[-1]["text"] == "x"


async def test_a_switch_can_block_a_person_without_their_doing(
    telegram: Telegram, bot: Bot, anna: Person
) -> None:
    telegram.faults.change({"blocked": [anna.id]})

    words = await bot.is_refused("sendMessage", chat_id=anna.id, text="x")

    assert words == "Forbidden: bot was blocked by the user"
    assert telegram.pending_updates() == []


async def test_duplicates_and_a_wrong_order_can_be_switched_on(
    telegram: Telegram, bot: Bot, anna: Person
) -> None:
    for text in "abcdef":
        telegram.say(anna, text)
    right = await updates(bot)

    telegram.faults.change({"duplicate_updates": True, "shuffle_updates": True})
    wrong = await updates(bot)

    assert sorted(wrong) == sorted(right * 2)
    assert wrong != sorted(wrong)


@pytest.mark.parametrize("change", [{"no_such": 1}, {"slow_ms": "1"}, {"flood_limits": 1}])
def test_an_unknown_or_wrong_switch_changes_nothing(change: dict[str, Any]) -> None:
    faults = Faults()

    with pytest.raises(ValueError, match="there is no fault"):
        faults.change({"server_errors": 5} | change)

    assert faults == Faults()


async def test_flood_limits_let_one_message_a_second_into_a_chat(
    telegram: Telegram, bot: Bot, anna: Person
) -> None:
    telegram.faults.flood_limits = True
    await bot.does("sendMessage", chat_id=anna.id, text="1")

    words = await bot.is_refused("sendMessage", chat_id=anna.id, text="2")
    telegram.skip(1)

    assert words == "Too Many Requests: retry after 1"
    assert await bot.does("sendMessage", chat_id=anna.id, text="2")


def test_time_never_runs_back() -> None:
    with pytest.raises(ValueError, match="back"):
        Clock.standing().skip(-1)
