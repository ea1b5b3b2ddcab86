"""Updates brought to a webhook."""

import asyncio
from collections import defaultdict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web

from sandbox.people import Person
from sandbox.server import running
from sandbox.telegram import Telegram
from tests.sandbox.conftest import Bot

SECRET = "X-Telegram-Bot-Api-Secret-Token"


@dataclass
class Receiver:
    """A shop's webhook; answers with what stands in *answers*, then with 200."""

    url: str = ""
    answers: deque[web.Response] = field(default_factory=deque)
    got: list[dict[str, Any]] = field(default_factory=list)
    secrets: list[str | None] = field(default_factory=list)
    came: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def take(self, request: web.Request) -> web.Response:
        async with self.came:
            self.got.append(await request.json())
            self.secrets.append(request.headers.get(SECRET))
            self.came.notify_all()
        return self.answers.popleft() if self.answers else web.Response()

    async def has(self, count: int) -> list[str]:
        """The texts received, as soon as there are *count* of them."""
        async with asyncio.timeout(10), self.came:
            await self.came.wait_for(lambda: len(self.got) >= count)
        return [update["message"]["text"] for update in self.got]


@asynccontextmanager
async def listening() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    app = web.Application()
    app.add_routes([web.post("/hook", receiver.take)])
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield receiver
    await runner.cleanup()


@pytest.fixture
def pauses() -> list[float]:
    """How long the sandbox waited between its attempts, without waiting."""
    return []


@pytest.fixture
async def receiver(telegram: Telegram, bot: Bot, pauses: list[float]) -> AsyncIterator[Receiver]:
    async def pause(seconds: float) -> None:
        pauses.append(seconds)
        await asyncio.sleep(0)

    async with listening() as listener, running(telegram, pause=pause):
        await bot.does("setWebhook", url=listener.url, secret_token="s3cret")
        yield listener


async def test_an_update_comes_with_the_secret_and_only_once(
    telegram: Telegram, receiver: Receiver, anna: Person
) -> None:
    telegram.say(anna, "hi")
    telegram.say(anna, "bye")

    assert await receiver.has(2) == ["hi", "bye"]
    assert receiver.secrets == ["s3cret", "s3cret"]


async def test_what_waited_before_the_webhook_is_brought_too(
    telegram: Telegram, bot: Bot, anna: Person
) -> None:
    telegram.say(anna, "early")

    async with listening() as receiver, running(telegram):
        await bot.does("setWebhook", url=receiver.url)
        assert await receiver.has(1) == ["early"]


async def test_a_failed_update_comes_again_at_once_and_then_ever_later(
    telegram: Telegram, bot: Bot, receiver: Receiver, anna: Person, pauses: list[float]
) -> None:
    receiver.answers.extend(web.Response(status=500) for _ in range(4))
    telegram.say(anna, "hi")

    texts = await receiver.has(5)
    info = await bot.does("getWebhookInfo")

    assert texts == ["hi"] * 5
    assert pauses == [0, 1, 2, 4]
    assert (
        info["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"
    )


async def test_retry_after_is_honoured(
    telegram: Telegram, receiver: Receiver, anna: Person, pauses: list[float]
) -> None:
    receiver.answers.append(web.Response(status=429, headers={"Retry-After": "9"}))
    telegram.say(anna, "hi")

    await receiver.has(2)

    assert pauses == [9]


async def test_one_chat_keeps_its_order_also_when_something_fails(
    telegram: Telegram, receiver: Receiver, anna: Person
) -> None:
    receiver.answers.append(web.Response(status=500))
    for text in "abc":
        telegram.say(anna, text)

    assert await receiver.has(4) == ["a", "a", "b", "c"]


async def test_one_chat_does_not_hold_up_another(
    telegram: Telegram, receiver: Receiver, anna: Person, boris: Person
) -> None:
    receiver.answers.extend(web.Response(status=500) for _ in range(3))
    telegram.say(anna, "a1")
    telegram.say(anna, "a2")
    telegram.say(boris, "b1")
    telegram.say(boris, "b2")
    await receiver.has(7)

    order = defaultdict(list)
    for update in receiver.got:
        order[update["message"]["chat"]["id"]].append(update["message"]["text"])
    assert all(texts == sorted(texts) for texts in order.values())
    assert {text for texts in order.values() for text in texts} == {"a1", "a2", "b1", "b2"}


async def test_a_webhook_may_answer_with_a_call_but_not_set_another_webhook(
    telegram: Telegram, bot: Bot, receiver: Receiver, anna: Person
) -> None:
    reply = {"method": "sendMessage", "chat_id": anna.id, "text": "Hello"}
    receiver.answers.append(web.json_response(reply))
    receiver.answers.append(web.json_response({"method": "deleteWebhook"}))
    telegram.say(anna, "hi")
    telegram.say(anna, "stop")
    telegram.say(anna, "bye")
    await receiver.has(3)

    assert "Hello" in [each["text"] for each in telegram.messages(anna.id)]
    assert (await bot.does("getWebhookInfo"))["url"] == receiver.url


async def test_duplicates_can_be_switched_on(
    telegram: Telegram, receiver: Receiver, anna: Person
) -> None:
    telegram.faults.duplicate_updates = True
    telegram.say(anna, "hi")

    await receiver.has(2)

    assert receiver.got[0] == receiver.got[1]
