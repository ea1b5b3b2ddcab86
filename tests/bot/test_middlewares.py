"""Around each handler: whose turn it is, who it is, and how much is too much."""

import asyncio
import gc
from typing import Any

import pytest
from aiogram.types import Chat, TelegramObject, Update, User

from bot.i18n import Translations, english
from bot.middlewares.customer import WhoWrites
from bot.middlewares.in_order import InOrder
from bot.middlewares.throttle import Throttle
from bot.reply import Nothing, Toast
from domain.customers import Customer
from domain.services.customers import Profile
from tests.bot.recorder import checkout_question, paid, said, tapped

ANNA = User(id=7, is_bot=False, first_name="Anna", language_code="ru")
BOT = User(id=9, is_bot=True, first_name="Bot")
PRIVATE = Chat(id=7, type="private")
GROUP = Chat(id=-5, type="supergroup")
TRANSLATIONS = Translations({"ru": english(), "zh": english()}, default="zh")


def update(raw: dict[str, Any]) -> Update:
    """Telegram's JSON as aiogram's object."""
    return Update.model_validate(raw)


class Steps:
    """Handlers that wait for each other's permission."""

    def __init__(self) -> None:
        self.log: list[str] = []
        self.gate = asyncio.Event()

    async def slow(self, _: TelegramObject, data: dict[str, Any]) -> None:
        self.log.append(f"{data['name']} begins")
        await self.gate.wait()
        self.log.append(f"{data['name']} ends")


async def test_updates_of_one_chat_wait_for_each_other() -> None:
    steps, in_order = Steps(), InOrder()
    tasks = [
        asyncio.create_task(
            in_order(steps.slow, update(said()), {"event_chat": PRIVATE, "name": name})
        )
        for name in "abc"
    ]
    await asyncio.sleep(0)
    steps.gate.set()
    await asyncio.gather(*tasks)

    assert steps.log == ["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]


async def test_chats_do_not_wait_for_each_other() -> None:
    steps, in_order = Steps(), InOrder()
    places: list[dict[str, Any]] = [{"event_chat": PRIVATE}, {"event_chat": GROUP}]
    tasks = [
        asyncio.create_task(in_order(steps.slow, update(said()), {**where, "name": "x"}))
        for where in places
    ]
    await asyncio.sleep(0)

    assert steps.log == ["x begins", "x begins"]
    steps.gate.set()
    await asyncio.gather(*tasks)


@pytest.mark.parametrize("payment", [checkout_question(), paid()])
async def test_a_payment_never_queues(payment: dict[str, Any]) -> None:
    steps, in_order = Steps(), InOrder()
    data = {"event_from_user": ANNA, "event_chat": PRIVATE}
    busy = asyncio.create_task(in_order(steps.slow, update(said()), {**data, "name": "busy"}))
    await asyncio.sleep(0)

    paying = asyncio.create_task(
        in_order(steps.slow, update(payment), {**data, "name": "payment"})
    )
    await asyncio.sleep(0)

    assert steps.log == ["busy begins", "payment begins"]
    steps.gate.set()
    await asyncio.gather(busy, paying)


async def test_a_failed_update_lets_the_next_one_in_and_nothing_is_kept() -> None:
    in_order = InOrder()

    async def fail(*_: Any) -> None:
        raise RuntimeError

    for _ in range(2):
        with pytest.raises(RuntimeError):
            await in_order(fail, update(said()), {"event_chat": PRIVATE})

    gc.collect()
    assert len(in_order._locks) == 0


class Flood:
    """Anna, who sends a lot, and time."""

    def __init__(self) -> None:
        self.at = 0.0
        self.handled = 0
        self.throttle = Throttle(TRANSLATIONS.for_language, most=3, window=10, now=lambda: self.at)

    async def sends(self, raw: dict[str, Any], user: User = ANNA) -> Any:
        async def handler(*_: Any) -> str:
            self.handled += 1
            return "handled"

        return await self.throttle(handler, update(raw), {"event_from_user": user})


async def test_one_too_many_gets_a_hint_and_more_get_nothing() -> None:
    flood = Flood()
    answers = [await flood.sends(tapped(1)) for _ in range(6)]

    assert answers[:3] == ["handled"] * 3
    assert isinstance(answers[3], Toast)
    assert answers[4:] == [Nothing(), Nothing()]
    assert flood.handled == 3


async def test_another_person_is_not_braked() -> None:
    flood = Flood()
    for _ in range(6):
        await flood.sends(said())

    other = User(id=8, is_bot=False, first_name="Boris")
    assert await flood.sends(said(), other) == "handled"


async def test_after_a_while_everything_is_heard_again() -> None:
    flood = Flood()
    for _ in range(6):
        await flood.sends(said())
    flood.at = 10

    assert await flood.sends(said()) == "handled"


async def test_money_passes_however_fast_it_comes() -> None:
    flood = Flood()
    for _ in range(9):
        await flood.sends(said())

    assert await flood.sends(paid()) == "handled"
    assert await flood.sends(checkout_question()) == "handled"


class Register:
    """Knows that Anna speaks Russian."""

    def __init__(self) -> None:
        self.profiles: list[Profile] = []

    async def seen(self, profile: Profile) -> Customer:
        self.profiles.append(profile)
        return Customer(profile.id, profile.first_name, None, "ru")

    async def glance(self, profile: Profile) -> Customer:
        return Customer(profile.id, profile.first_name, None, "ru")


async def who(chat: Chat | None, user: User | None) -> tuple[Register, dict[str, Any]]:
    """Return what a handler gets when *user* writes in *chat*."""
    register = Register()
    data: dict[str, Any] = {"event_chat": chat, "event_from_user": user}

    async def handler(*_: Any) -> None:
        return None

    await WhoWrites(register, TRANSLATIONS)(handler, update(said()), data)
    return register, data


async def test_a_person_is_read_once_and_answered_in_their_language() -> None:
    register, data = await who(PRIVATE, ANNA)

    assert register.profiles == [Profile(7, "Anna", "", None, "ru")]
    assert data["customer"].id == 7
    assert data["t"].language == "ru"


async def test_a_group_is_answered_in_the_shops_language() -> None:
    _, data = await who(GROUP, ANNA)

    assert data["customer"].id == 7
    assert data["t"].language == "zh"


async def test_another_bot_gets_no_answer_that_it_would_answer_again() -> None:
    async def handler(*_: Any) -> str:
        return "handled"

    data: dict[str, Any] = {"event_chat": PRIVATE, "event_from_user": BOT}
    register = Register()

    reply = await WhoWrites(register, TRANSLATIONS)(handler, update(said()), data)

    assert reply == Nothing()
    assert register.profiles == []


async def test_nobody_and_other_bots_are_no_customers() -> None:
    for user in (None, BOT):
        register, data = await who(GROUP, user)

        assert register.profiles == []
        assert "customer" not in data
        assert data["t"].language == "zh"
