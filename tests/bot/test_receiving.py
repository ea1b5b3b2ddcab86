"""Updates come in by polling or webhook, and none is lost on the way."""

import asyncio
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import (
    TelegramConflictError,
    TelegramNetworkError,
    TelegramUnauthorizedError,
)
from aiogram.methods import GetMe
from aiogram.types import Update
from aiohttp.test_utils import TestClient, TestServer

from bot.intake import Intake
from bot.polling import Polling, PollingStopped, allowed_updates
from bot.webhook import SECRET_HEADER, Webhook
from tests.bot.recorder import TOKEN, Recorder, paid, said, tapped

SECRET = "right"


class Kitchen:
    """Handles updates when the test lets it."""

    def __init__(self) -> None:
        self.telegram = Recorder()
        self.bot = Bot(TOKEN, self.telegram)
        self.began: list[int] = []
        self.beginning = asyncio.Event()
        self.done: list[int] = []
        self.open = asyncio.Event()
        self.open.set()
        self.pauses: list[float] = []
        self.failures = 0  # so many updates more fail
        self.intake = Intake(self.bot, self.feed, most=3, pause=self.pause)

    async def feed(self, bot: Bot, update: Update) -> None:
        assert bot is self.bot
        self.began.append(update.update_id)
        self.beginning.set()
        await self.open.wait()
        if self.failures:
            self.failures -= 1
            raise RuntimeError
        self.done.append(update.update_id)
        if update.message and update.message.text == "fail":
            raise RuntimeError

    async def begins(self, update_id: int) -> None:
        """Return when an update has begun to be handled."""
        while update_id not in self.began:
            self.beginning.clear()
            await self.beginning.wait()

    async def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        await asyncio.sleep(0)

    def polling(self) -> Polling:
        return Polling(self.bot, self.intake, ["message"], grace=0.01, pause=self.pause)

    @property
    def offsets(self) -> list[int | None]:
        """What was asked for, and thereby confirmed."""
        return [p.get("offset") for name, p in self.telegram.calls if name == "getUpdates"]


@pytest.fixture
async def kitchen() -> Kitchen:
    return Kitchen()


def batches(kitchen: Kitchen, polling: Polling, *answers: Any) -> None:
    """Answer the questions for updates with *answers*; at the next one, stop."""

    async def stop() -> None:
        polling.stop()
        await asyncio.Event().wait()

    kitchen.telegram.answers("getUpdates", *answers, stop, [])


async def test_updates_are_handled_and_confirmed(kitchen: Kitchen) -> None:
    polling = kitchen.polling()
    batches(kitchen, polling, [said(update_id=4), said(update_id=5)])

    await polling.run()

    assert kitchen.done == [4, 5]
    assert kitchen.telegram.methods[0] == "deleteWebhook"
    assert kitchen.offsets[0] is None
    assert kitchen.offsets[-1] == 6


async def test_a_stop_waits_for_the_updates_in_hand(kitchen: Kitchen) -> None:
    kitchen.open.clear()
    polling = kitchen.polling()
    batches(kitchen, polling, [said(update_id=4)])
    running = asyncio.create_task(polling.run())
    await kitchen.beginning.wait()

    kitchen.open.set()
    await running

    assert kitchen.done == [4]
    assert kitchen.offsets[-1] == 5


async def test_what_did_not_finish_in_time_is_brought_again(kitchen: Kitchen) -> None:
    kitchen.open.clear()
    polling = kitchen.polling()
    batches(kitchen, polling, [said(update_id=4), said(update_id=5)])

    await polling.run()

    assert kitchen.done == []
    assert kitchen.offsets[-1] == 4


async def test_an_update_that_cannot_be_read_spoils_no_other(kitchen: Kitchen) -> None:
    polling = kitchen.polling()
    strange = [
        {"update_id": 3, "message": {"message_id": "what?"}},
        {"update_id": 4, "callback_query": "who?"},
    ]
    batches(kitchen, polling, [*strange, said(update_id=5)])

    await polling.run()

    assert kitchen.done == [5]
    assert kitchen.offsets[-1] == 6


async def test_a_tap_arrives_without_the_buttons_around_it(kitchen: Kitchen) -> None:
    tap = tapped(60, update_id=4)
    tap["callback_query"]["message"]["reply_markup"] = {"inline_keyboard": [[{"strange": 1}]]}

    await (await kitchen.intake.take(tap))

    assert kitchen.done == [4]


async def test_an_update_that_names_what_is_not_there_is_read_like_any_other(
    kitchen: Kitchen,
) -> None:
    await (await kitchen.intake.take({**said(update_id=4), "callback_query": None}))

    assert kitchen.done == [4]


async def test_an_update_that_fails_spoils_no_other(kitchen: Kitchen) -> None:
    polling = kitchen.polling()
    batches(kitchen, polling, [said("fail", update_id=4), said(update_id=5)])

    await polling.run()

    assert kitchen.done == [4, 5]


async def test_a_bad_network_is_asked_again_less_and_less_often(kitchen: Kitchen) -> None:
    polling = kitchen.polling()
    cut = TelegramNetworkError(GetMe(), "cut")
    batches(kitchen, polling, *[cut] * 8, [said(update_id=4)])

    await polling.run()

    assert kitchen.done == [4]
    assert kitchen.pauses == sorted(kitchen.pauses)
    assert kitchen.pauses[-1] == 30


async def test_a_network_that_is_gone_for_hours_is_still_asked_every_half_minute(
    kitchen: Kitchen,
) -> None:
    polling = kitchen.polling()
    cut = TelegramNetworkError(GetMe(), "cut")
    batches(kitchen, polling, *[cut] * 1100, [said(update_id=4)])

    await polling.run()

    assert kitchen.done == [4]
    assert kitchen.pauses[-1] == 30


@pytest.mark.parametrize("nonsense", [None, 5, ValueError("no text"), [5]])
async def test_an_answer_that_makes_no_sense_is_asked_for_again(
    kitchen: Kitchen, nonsense: Any
) -> None:
    polling = kitchen.polling()
    batches(kitchen, polling, nonsense, [said(update_id=4)])

    await polling.run()

    assert kitchen.done == [4]


async def test_money_is_noted_before_telegram_hears_that_it_was_told(kitchen: Kitchen) -> None:
    """Whoever is killed between the two finds it again; what was said after it can wait."""
    kitchen.open.clear()
    polling = kitchen.polling()
    batches(kitchen, polling, [said(update_id=4), paid(update_id=5), said(update_id=6)])
    running = asyncio.create_task(polling.run())
    await kitchen.begins(5)

    assert (kitchen.began, kitchen.offsets) == ([4, 5], [None])

    kitchen.open.set()
    await running
    assert kitchen.done == [4, 5, 6]
    assert kitchen.offsets[1:] == [7, 7]


async def test_money_that_cannot_be_noted_is_tried_until_it_is(kitchen: Kitchen) -> None:
    kitchen.failures = 7
    polling = kitchen.polling()
    batches(kitchen, polling, [paid(update_id=5)])

    await polling.run()

    assert kitchen.done == [5]
    assert kitchen.pauses == [1, 2, 4, 8, 16, 30, 30]


async def test_money_that_was_not_noted_before_a_stop_is_brought_again(kitchen: Kitchen) -> None:
    kitchen.open.clear()
    polling = kitchen.polling()
    kitchen.telegram.answers("getUpdates", [said(update_id=4), paid(update_id=5)], [])
    running = asyncio.create_task(polling.run())
    await kitchen.begins(5)

    polling.stop()
    await running

    assert kitchen.offsets[-1] == 4


async def test_two_programs_for_one_bot_end_with_a_sentence(kitchen: Kitchen) -> None:
    conflict = TelegramConflictError(GetMe(), "terminated by other getUpdates request")
    kitchen.telegram.answers("getUpdates", *[conflict] * 5)

    with pytest.raises(PollingStopped, match="Another program"):
        await kitchen.polling().run()


async def test_a_former_self_that_is_still_leaving_is_waited_for(kitchen: Kitchen) -> None:
    polling = kitchen.polling()
    conflict = TelegramConflictError(GetMe(), "terminated by other getUpdates request")
    batches(kitchen, polling, *[conflict] * 4, [said(update_id=4)])

    await polling.run()

    assert kitchen.done == [4]


async def test_a_wrong_token_ends_with_a_sentence(kitchen: Kitchen) -> None:
    kitchen.telegram.answers("getUpdates", TelegramUnauthorizedError(GetMe(), "Unauthorized"))

    with pytest.raises(PollingStopped, match="BOT_TOKEN"):
        await kitchen.polling().run()


async def test_no_more_updates_are_begun_than_there_is_room_for(kitchen: Kitchen) -> None:
    kitchen.open.clear()
    taking = asyncio.create_task(_take(kitchen, range(5)))
    await kitchen.beginning.wait()
    assert await kitchen.intake.finish(0) == 0
    assert kitchen.began == [0, 1, 2]
    assert not taking.done()

    kitchen.open.set()
    await taking
    await kitchen.intake.finish(1)
    assert kitchen.done == [3, 4]


def test_questions_about_money_are_always_asked_for() -> None:
    assert allowed_updates(["message"]) == [
        "message",
        "my_chat_member",
        "pre_checkout_query",
        "shipping_query",
    ]


class Hook:
    """A webhook on a test server."""

    def __init__(self, kitchen: Kitchen) -> None:
        self.works = {"database": True, "telegram": True}
        webhook = Webhook(kitchen.intake, SECRET, self._health, patience=0.01)
        self.app = webhook.app("/telegram")
        self.client = TestClient(TestServer(self.app))

    async def post(self, update: Any, secret: str = SECRET) -> int:
        answer = await self.client.post("/telegram", json=update, headers={SECRET_HEADER: secret})
        return answer.status

    async def _health(self) -> dict[str, bool]:
        return self.works


@pytest.fixture
async def hook(kitchen: Kitchen) -> Any:
    hook = Hook(kitchen)
    await hook.client.start_server()
    yield hook
    kitchen.open.set()
    await hook.client.close()


async def test_an_update_with_the_secret_is_handled_before_it_is_acknowledged(
    kitchen: Kitchen, hook: Hook
) -> None:
    assert await hook.post(said(update_id=4)) == 200
    assert kitchen.done == [4]


@pytest.mark.parametrize("secret", ["", "wrong", "righ", "\N{CYRILLIC SMALL LETTER ER}ight"])
async def test_an_update_without_the_secret_is_not_even_read(
    kitchen: Kitchen, hook: Hook, secret: str
) -> None:
    assert await hook.post(said(), secret) == 401
    assert kitchen.began == []


@pytest.mark.parametrize("body", ["text", [], {}, 5, {"update_id": "who?"}])
async def test_what_is_no_update_is_refused(kitchen: Kitchen, hook: Hook, body: Any) -> None:
    assert await hook.post(body) == 400
    assert kitchen.began == []


async def test_a_slow_update_is_acknowledged_and_handled_further(
    kitchen: Kitchen, hook: Hook
) -> None:
    kitchen.open.clear()

    assert await hook.post(said(update_id=4)) == 200
    assert kitchen.done == []

    kitchen.open.set()
    await kitchen.intake.finish(1)
    assert kitchen.done == [4]


async def test_money_is_acknowledged_when_it_is_noted_and_taken_once(
    kitchen: Kitchen, hook: Hook
) -> None:
    kitchen.open.clear()

    assert await hook.post(paid(update_id=5)) == 503
    assert await hook.post(paid(update_id=5)) == 503
    assert kitchen.began == [5]

    kitchen.open.set()
    await kitchen.intake.finish(1)
    assert await hook.post(paid(update_id=5)) == 200
    assert kitchen.done == [5, 5]


async def test_updates_that_come_during_a_stop_are_left_to_telegram(
    kitchen: Kitchen, hook: Hook
) -> None:
    await hook.app.shutdown()

    assert await hook.post(said()) == 503
    assert kitchen.began == []


async def test_health_tells_what_works(hook: Hook) -> None:
    answer = await hook.client.get("/healthz")
    assert (answer.status, await answer.json()) == (200, {"database": True, "telegram": True})

    hook.works["database"] = False
    answer = await hook.client.get("/healthz")
    assert (answer.status, await answer.json()) == (503, {"database": False, "telegram": True})


async def _take(kitchen: Kitchen, ids: range) -> None:
    for update_id in ids:
        await kitchen.intake.take(said(update_id=update_id))
