"""A sandbox with a standing clock, two people and the bot's side of it."""

import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from sandbox.checkout import Checkout
from sandbox.clock import Clock
from sandbox.params import Upload
from sandbox.people import Person
from sandbox.refusals import Json
from sandbox.sample import sample_picture
from sandbox.server import Server, running
from sandbox.telegram import Telegram

TOKEN = "123456:TEST-sandbox"
MUG = {
    "title": "Mug",
    "description": "A blue mug",
    "payload": "attempt-1",
    "currency": "USD",
    "provider_token": "1:TEST:x",
    "prices": [{"label": "Mug", "amount": 1200}, {"label": "Gift wrap", "amount": 300}],
}


class Bot:
    """Calls the sandbox as a bot does."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram

    async def does(self, method: str, **params: Any) -> Any:
        """The result of a call that must work."""
        answer = await self._telegram.call(method, params)
        assert answer.ok, answer.body
        return answer.result

    async def is_refused(self, method: str, **params: Any) -> str:
        """Telegram's words about a call that must not work."""
        answer = await self._telegram.call(method, params)
        assert not answer.ok, answer.body
        assert answer.status == answer.body["error_code"]
        return str(answer.body["description"])

    def gets(self) -> Json:
        """The next update, which must be there."""
        update = self._telegram.take_update()
        assert update is not None
        return update

    def sees(self, person: Person, message_id: int) -> Json:
        """A message as it stands now, which must be there."""
        message = self._telegram.message(person.id, message_id)
        assert message is not None
        return message

    def broke(self) -> str:
        """The sentence about the last rule broken, if there is one."""
        broken = self._telegram.violations
        return str(broken[-1].violation) if broken else ""

    async def approves(self, checkout: Checkout, **answer: Any) -> None:
        """The answer to a pre-checkout query, yes unless *answer* says otherwise."""
        answer = {"ok": True} | answer
        query_id = checkout.query_id
        await self.does("answerPreCheckoutQuery", pre_checkout_query_id=query_id, **answer)

    async def sends_photo(self, person: Person, **params: Any) -> Any:
        """A photo from an upload."""
        upload = {"photo": Upload("mug.png", sample_picture(), "image/png")}
        answer = await self._telegram.call("sendPhoto", {"chat_id": person.id, **params}, upload)
        assert answer.ok, answer.body
        return answer.result


@pytest.fixture
def telegram() -> Telegram:
    return Telegram(TOKEN, Clock.standing())


@pytest.fixture
def bot(telegram: Telegram) -> Bot:
    return Bot(telegram)


@pytest.fixture
def anna(telegram: Telegram) -> Person:
    """Somebody who has started the bot; her /start is taken out of the queue."""
    person = telegram.person("Anna", "en")
    telegram.say(person, "/start")
    telegram.take_update()
    return person


@pytest.fixture
def boris(telegram: Telegram) -> Person:
    """Somebody who has not started the bot."""
    return telegram.person("Boris", "ru")


class Page:
    """The page's requests."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self.http = http

    async def state(self) -> Any:
        return (await self.http.get("/api/state")).json()

    async def asks(self, path: str, **body: Any) -> Any:
        answer = await self.http.post(path, json=body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def is_told(self, path: str, **body: Any) -> str:
        answer = await self.http.post(path, json=body)
        assert answer.status_code == 400, answer.text
        assert answer.json()["ok"] is False
        return str(answer.json()["problem"])

    async def event(self, since: int, kind: str) -> Any:
        """The first event of a kind after *since*."""
        async with self.http.stream("GET", f"/api/events?since={since}") as stream:
            async for line in stream.aiter_lines():
                event = json.loads(line.removeprefix("data: ")) if line[:5] == "data:" else {}
                if event.get("kind") == kind:
                    return event
        raise AssertionError(f"the stream ended without {kind!r}")


@pytest.fixture
def restarts() -> list[str]:
    return []


@pytest.fixture
async def server(telegram: Telegram, restarts: list[str]) -> AsyncIterator[Server]:
    async def restart() -> None:
        restarts.append("restart")

    async with running(telegram, title="Souk", controls={"restart": restart}) as served:
        yield served


@pytest.fixture
async def page(server: Server) -> AsyncIterator[Page]:
    headers = {"X-Sandbox-Key": server.key}
    async with httpx.AsyncClient(base_url=server.bot_api_url, headers=headers) as http:
        yield Page(http)
