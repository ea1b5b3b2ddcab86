"""A message shows what it was told last, and no call is made for what it shows already."""

import asyncio

import pytest
from aiogram import Bot

from bot.callbacks.shopping import PayOrder
from bot.pacing import Pacing
from bot.reply import Button, Screen
from bot.sender import Sender
from bot.shown import Gallery
from bot.stage import Place, Stage
from storage.store import SqlStore
from tests.bot.recorder import Recorder

PLACE = Place(1001, 17)
TAP = Screen("To be paid", [[Button("Pay $5", PayOrder(order=1))]], card=False)
PAGE = Screen("To be paid", [[Button("Pay $5", url="https://pay.example/1")]], card=False)
PAID = Screen("Paid.", card=False)


@pytest.fixture
def recorder() -> Recorder:
    """All that is sent."""
    return Recorder()


@pytest.fixture
def stage(recorder: Recorder, sqlite_store: SqlStore) -> Stage:
    """The stage, with nothing shown yet."""
    bot = Bot("123456:TEST", session=recorder)
    return Stage(Sender(bot, Pacing()).now, Gallery(sqlite_store, bot.id, None))


async def test_the_same_again_costs_no_call(stage: Stage, recorder: Recorder) -> None:
    await stage.edit(PLACE, TAP)
    await stage.edit(PLACE, TAP)

    assert recorder.methods == ["editMessageText"]


async def test_a_button_that_leads_elsewhere_under_the_same_words_is_a_change(
    stage: Stage, recorder: Recorder
) -> None:
    await stage.edit(PLACE, TAP)
    await stage.edit(PLACE, PAGE)

    assert recorder.methods == ["editMessageText"] * 2


async def test_of_two_changes_at_once_the_later_is_made_after_the_earlier(
    stage: Stage, recorder: Recorder
) -> None:
    gate = asyncio.Event()
    recorder.answers("editMessageText", gate.wait)

    slow = asyncio.create_task(stage.edit(PLACE, TAP))
    await asyncio.sleep(0)
    quick = asyncio.create_task(stage.edit(PLACE, PAID))
    same = asyncio.create_task(stage.edit(PLACE, PAID))
    await asyncio.sleep(0)
    assert recorder.methods == ["editMessageText"]
    gate.set()
    await asyncio.gather(slow, quick, same)

    assert recorder.methods == ["editMessageText"] * 2
    assert recorder.params("editMessageText")["text"] == "Paid."


async def test_buttons_of_inline_mode_are_left_out_where_the_bot_has_none(
    recorder: Recorder, sqlite_store: SqlStore
) -> None:
    bot = Bot("123456:TEST", session=recorder)
    gallery = Gallery(sqlite_store, bot.id, None)
    off = Stage(Sender(bot, Pacing()).now, gallery, inline=False)
    both = [Button("Share", share="Mug #1"), Button("Pay $5", PayOrder(order=1))]

    await off.edit(PLACE, Screen("Mug", [both], card=False))

    assert "Share" not in str(recorder.calls)
    assert "Pay $5" in str(recorder.calls)
