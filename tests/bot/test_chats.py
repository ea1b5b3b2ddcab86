"""What is queued leaves at the pace that its kind may have."""

from datetime import timedelta

import pytest
from aiogram import Bot

from bot.chats import Chats
from bot.i18n import Translations
from bot.outbox import Outbox
from bot.pacing import Pacing
from bot.shop import ShopFacts
from domain.notices import Kind
from domain.ports.store import Message
from storage.store import SqlStore
from tests.bot.recorder import TOKEN, Recorder
from tests.bot.standing import StandingTime
from tests.conftest import StandingClock
from tests.shop import Shop

A_SECOND = 25
SHOP = ShopFacts("Souk", "USD", "souk_bot", (), (), timedelta(minutes=15))


@pytest.fixture
def shop(sqlite_store: SqlStore, clock: StandingClock) -> Shop:
    return Shop(sqlite_store, clock)


@pytest.fixture
def outboxes(shop: Shop, telegram: Recorder, time: StandingTime) -> tuple[Outbox, ...]:
    async def follow(former: int, new: int) -> None:
        raise AssertionError(f"{former} became {new}")

    pacing = Pacing(a_second=A_SECOND, now=time.now, pause=time.pause)
    chats = Chats(shop.store, Bot(TOKEN, telegram), None, follow, pacing=pacing)
    return chats.outboxes(shop.clock, Translations({}), SHOP, shop.customers)


async def delivered(outboxes: tuple[Outbox, ...]) -> None:
    """Deliver all that is queued."""
    while any([await outbox.deliver() for outbox in outboxes]):
        pass


async def test_what_is_there_again_is_told_to_many_no_faster_than_telegram_likes(
    shop: Shop, outboxes: tuple[Outbox, ...], telegram: Recorder, time: StandingTime
) -> None:
    mug = await shop.stock("BM-1", 100)
    people = range(1001, 1002 + A_SECOND)
    async with shop.store.write() as uow:
        for id_ in people:
            note = {"customer_id": id_, "variant_id": mug}
            await uow.outbox.put(Message(Kind.BACK_NOTE, note, f"back:{id_}"), shop.clock.now())

    await delivered(outboxes)

    assert sorted(params["chat_id"] for _, params in telegram.calls) == [*people]
    assert time.at == pytest.approx(1)


async def test_every_kind_of_message_has_one_outbox(outboxes: tuple[Outbox, ...]) -> None:
    taken = [kind for outbox in outboxes for kind in outbox.kinds]

    assert sorted(taken) == sorted(Kind)
