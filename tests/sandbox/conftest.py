"""A sandbox with a standing clock, two people and the bot's side of it."""

from typing import Any

import pytest

from sandbox.clock import Clock
from sandbox.params import Upload
from sandbox.people import Person
from sandbox.refusals import Json
from sandbox.sample import sample_picture
from sandbox.telegram import Telegram

TOKEN = "123456:TEST-sandbox"


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
