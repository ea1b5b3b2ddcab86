"""Calls that fail are tried again when that helps and harms nobody."""

import asyncio

import pytest
from aiogram import Bot
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import AnswerCallbackQuery, SendMessage
from aiohttp import ClientConnectionError, ClientConnectorError
from aiohttp.client_reqrep import ConnectionKey

from bot.pacing import Lane, Pacing
from bot.sender import Sender, Unreachable
from tests.bot.recorder import TOKEN, Recorder
from tests.bot.standing import StandingTime

HELLO = SendMessage(chat_id=7, text="hello")
ANSWER = AnswerCallbackQuery(callback_query_id="q")


@pytest.fixture
def sender(telegram: Recorder, time: StandingTime) -> Sender:
    pacing = Pacing(a_second=10, now=time.now, pause=time.pause)
    return Sender(Bot(TOKEN, telegram), pacing, time.pause)


def network_error(cause: Exception) -> TelegramNetworkError:
    """The error that aiogram raises from *cause*."""
    error = TelegramNetworkError(HELLO, "network")
    error.__cause__ = cause
    return error


def flood(seconds: int) -> TelegramRetryAfter:
    """Telegram's 429."""
    return TelegramRetryAfter(HELLO, "Too Many Requests", seconds)


NEVER_ARRIVED = ClientConnectorError(
    ConnectionKey("h", 443, True, True, None, None, None), OSError()
)


async def test_a_call_waits_as_long_as_telegram_asks(
    telegram: Recorder, sender: Sender, time: StandingTime
) -> None:
    telegram.answers("sendMessage", flood(3))

    await sender.now(HELLO)

    assert telegram.methods == ["sendMessage", "sendMessage"]
    assert time.pauses == [3]


async def test_nobody_waits_for_a_tap_longer_than_they_would(
    telegram: Recorder, sender: Sender, time: StandingTime
) -> None:
    telegram.answers("sendMessage", flood(60))

    with pytest.raises(TelegramRetryAfter):
        await sender.now(HELLO)

    assert time.pauses == []


async def test_a_message_that_may_have_arrived_is_not_sent_again(
    telegram: Recorder, sender: Sender
) -> None:
    telegram.answers("sendMessage", network_error(ClientConnectionError("cut")))

    with pytest.raises(TelegramNetworkError):
        await sender.now(HELLO)

    assert telegram.methods == ["sendMessage"]


async def test_a_message_that_never_left_is_sent_again(telegram: Recorder, sender: Sender) -> None:
    telegram.answers("sendMessage", network_error(NEVER_ARRIVED))

    await sender.now(HELLO)

    assert telegram.methods == ["sendMessage", "sendMessage"]


@pytest.mark.parametrize(
    "error",
    [network_error(ClientConnectionError("cut")), TelegramServerError(ANSWER, "Bad Gateway")],
)
async def test_an_answer_is_repeated_because_twice_is_harmless(
    telegram: Recorder, sender: Sender, error: Exception
) -> None:
    telegram.answers("answerCallbackQuery", error, error)

    assert await sender.now(ANSWER) is True
    assert len(telegram.calls) == 3


async def test_a_server_that_stays_away_is_given_up(
    telegram: Recorder, sender: Sender, time: StandingTime
) -> None:
    telegram.answers("answerCallbackQuery", *[TelegramServerError(ANSWER, "x")] * 9)

    with pytest.raises(TelegramServerError):
        await sender.now(ANSWER)

    assert len(telegram.calls) == 4
    assert time.pauses == [0.5, 1, 2]


@pytest.mark.parametrize(
    "error",
    [
        TelegramForbiddenError(HELLO, "Forbidden: bot was blocked by the user"),
        TelegramBadRequest(HELLO, "Bad Request: chat not found"),
    ],
)
async def test_a_closed_door_is_told_apart_from_other_refusals(
    telegram: Recorder, sender: Sender, error: Exception
) -> None:
    telegram.answers("sendMessage", error)

    with pytest.raises(Unreachable):
        await sender.now(HELLO)

    telegram.refuses("sendMessage", "Bad Request: message text is empty")
    with pytest.raises(TelegramBadRequest):
        await sender.now(HELLO)
    assert len(telegram.calls) == 2


async def test_taps_are_not_delayed_however_much_waits(
    telegram: Recorder, sender: Sender, time: StandingTime
) -> None:
    waiting = [asyncio.create_task(sender.later(chat, HELLO)) for chat in range(1, 6)]
    await sender.now(ANSWER)

    assert telegram.methods[0] == "answerCallbackQuery"
    assert time.at == 0
    await asyncio.gather(*waiting)


async def test_one_chat_gets_one_background_message_a_second(
    sender: Sender, time: StandingTime
) -> None:
    for _ in range(3):
        await sender.later(7, HELLO)

    assert time.at == pytest.approx(2)


async def test_a_group_gets_twenty_background_messages_a_minute(
    sender: Sender, time: StandingTime
) -> None:
    for _ in range(21):
        await sender.later(-7, HELLO)

    assert time.at == pytest.approx(60)


async def test_all_chats_together_keep_the_bots_rate(sender: Sender, time: StandingTime) -> None:
    await asyncio.gather(*(sender.later(chat, HELLO) for chat in range(1, 22)))

    assert time.at == pytest.approx(2)


async def test_orders_go_before_advertisements(telegram: Recorder, sender: Sender) -> None:
    def text(words: str) -> SendMessage:
        return SendMessage(chat_id=1, text=words)

    await asyncio.gather(
        *(sender.later(chat, text("sale"), Lane.BROADCAST) for chat in (1, 2, 3)),
        *(sender.later(chat, text("paid")) for chat in (4, 5)),
    )

    assert [params["text"] for _, params in telegram.calls] == ["paid"] * 2 + ["sale"] * 3


async def test_a_flood_warning_holds_all_background_messages(
    telegram: Recorder, sender: Sender, time: StandingTime
) -> None:
    telegram.answers("sendMessage", flood(40))
    with pytest.raises(TelegramRetryAfter):
        await sender.later(1, HELLO)

    await sender.later(2, HELLO)

    assert time.at == pytest.approx(40)


async def test_those_who_wait_are_let_go_at_a_stop(telegram: Recorder) -> None:
    async def for_ever(_: float) -> None:
        await asyncio.Event().wait()

    pacing = Pacing(pause=for_ever)
    sender = Sender(Bot(TOKEN, telegram), pacing)
    pacing.hold(60)
    waiting = asyncio.create_task(sender.later(1, HELLO))
    await asyncio.sleep(0)

    await pacing.stop()

    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert telegram.calls == []


async def test_a_group_that_moved_is_followed_and_not_written_to_where_it_was(
    telegram: Recorder,
) -> None:
    followed: list[tuple[int, int]] = []

    async def follow(former: int, new: int) -> None:
        followed.append((former, new))

    sender = Sender(Bot(TOKEN, telegram), Pacing(), follow=follow)
    telegram.answers("sendMessage", TelegramMigrateToChat(HELLO, "upgraded", -1005))

    with pytest.raises(Unreachable):
        await sender.now(SendMessage(chat_id=-5, text="hello"))

    assert followed == [(-5, -1005)]
    assert telegram.methods == ["sendMessage"]


async def test_a_group_where_the_shop_may_not_write_any_more_is_out_of_reach(
    telegram: Recorder, sender: Sender
) -> None:
    words = "Bad Request: not enough rights to send text messages to the chat"
    telegram.refuses("sendMessage", words)

    with pytest.raises(Unreachable):
        await sender.now(HELLO)
