"""A person sees what is kept of them, takes a copy along, and is forgotten, in three languages."""

import json

import pytest
from sqlalchemy import select

from bot.settings import Settings
from domain import notices
from sandbox.sample import sample_picture
from storage.store import SqlStore
from storage.tables.chat import outbox
from tests.conftest import StandingClock
from tests.conversations.street import Passer, Street
from tests.conversations.test_transfers import RECEIPT
from tests.conversations.till import orders

BROUGHT = ("Accept", "Packed", "Ready for pick-up", "Picked up", "Received")

ASKED = {
    "en": ("Delete my account", "Delete your account?", "Delete for good", "Your account is"),
    "ru": ("Удалить аккаунт", "Удалить аккаунт?", "Удалить навсегда", "Аккаунт удалён"),
    "zh": ("注销账户", "要注销账户吗？", "永久注销", "账户已注销"),
}


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """A shop with a bank account."""
    return settings.model_copy(update={"shop_bank_details": "Harbour Bank"})


async def _buys(anna: Passer, owner: Passer, *steps: str) -> None:
    """Have a teapot ordered in cash, and the owner take these steps."""
    await orders(anna, "Cash at pick-up")
    await owner.taps(*steps)


async def test_a_copy_of_all_that_is_kept_comes_as_a_file(street: Street, anna: Passer) -> None:
    await anna.says("/start", "/privacy")
    await anna.taps("Download my data")

    sent = anna.messages[-1]
    assert sent["document"]["file_name"] == "my-data-2026-11-21.json"
    file = street.telegram.world.files.known(sent["document"]["file_id"])
    told = json.loads(file.data)
    assert told["about"]["shop"] == "Souk"
    assert told["person"][0]["id"] == anna.id
    assert "All that Souk keeps of you." in anna.text
    assert not street.telegram.violations


@pytest.mark.parametrize("language", ASKED)
async def test_who_wants_to_go_is_asked_once_and_gone(street: Street, language: str) -> None:
    delete, asked, yes, done = ASKED[language]
    anna = street.person("Anna", language)
    await anna.says("/start", "/privacy")
    await anna.taps(delete)
    assert asked in anna.text

    await anna.taps(yes)

    assert done in anna.text
    async with street.app.store.read() as uow:
        assert await uow.customers.get(anna.id) is None
    assert not street.telegram.violations


async def test_who_thinks_again_keeps_the_account(street: Street, anna: Passer) -> None:
    await anna.says("/settings")
    await anna.taps("Privacy", "Delete my account", "Keep my account")

    assert "Privacy" in anna.text
    async with street.app.store.read() as uow:
        assert await uow.customers.get(anna.id)


async def test_an_old_yes_asks_again(street: Street, anna: Passer, clock: StandingClock) -> None:
    await anna.says("/privacy")
    await anna.taps("Delete my account")
    clock.skip(minutes=20)

    await anna.taps("Delete for good")
    assert "Delete your account?" in anna.text
    for forged in ("yx:1", "yx:999999999999999", "yx:-999999999999999"):
        await anna.sends_forged(forged)
        assert "Delete your account?" in anna.text
        assert not anna.toasts, "nothing went wrong"

    async with street.app.store.read() as uow:
        assert await uow.customers.get(anna.id)
    await anna.taps("Delete for good")
    assert "Your account is deleted." in anna.text


async def test_an_order_under_way_is_named_and_led_to(anna: Passer, owner: Passer) -> None:
    await _buys(anna, owner, "Accept")
    await anna.says("/privacy")
    await anna.taps("Delete my account")

    assert "Order #1001 is not finished yet." in anna.text
    await anna.taps("Order #1001")
    assert "#1001" in anna.text


async def test_who_works_here_is_told_who_has_to_let_them_go(owner: Passer) -> None:
    await owner.says("/privacy")
    await owner.taps("Delete my account")

    assert "You work for this shop." in owner.text


async def test_cards_of_the_staff_name_nobody_after_and_no_message_is_sent(
    street: Street, anna: Passer, owner: Passer
) -> None:
    await _buys(anna, owner, *BROUGHT)
    await anna.says("/feedback", "Unmistakable service")
    await anna.taps("Send it")
    assert owner.sees("Anna", "12025550123", "Unmistakable service")
    shown = len(owner.messages)
    await anna.says("/privacy")
    await anna.taps("Delete my account", "Delete for good")
    await street.quiet()

    assert owner.sees("The customer has deleted their account.", "This letter is gone")
    assert not owner.sees("Unmistakable")
    assert not owner.sees("12025550123")
    assert len(owner.messages) == shown, "cards are changed, none is sent"
    assert not street.telegram.violations


async def test_who_comes_back_finds_an_empty_shop(anna: Passer, owner: Passer) -> None:
    await _buys(anna, owner, *BROUGHT)
    await anna.says("/privacy")
    await anna.taps("Delete my account", "Delete for good", "Open the shop")

    await anna.says("/orders")

    assert "#1001" not in anna.text
    await anna.says("/cart")
    assert "empty" in anna.text


@pytest.fixture
async def cover(request: pytest.FixtureRequest, sqlite_store: SqlStore) -> bool:
    """Whether the shop has a picture for its cards."""
    if request.param:
        async with sqlite_store.write() as uow:
            await uow.shop.set("cover", str(await uow.pictures.add(sample_picture())))
    return bool(request.param)


@pytest.mark.parametrize("cover", [True, False], indirect=True)
async def test_the_receipt_of_a_transfer_and_the_reason_of_a_return_are_not_shown_any_more(
    cover: bool,
    street: Street,
    anna: Passer,
    owner: Passer,
) -> None:
    await orders(anna, "Bank transfer")
    await anna.taps("I have paid")
    street.telegram.photo(anna.person, RECEIPT)
    await street.quiet()
    receipt = owner.card["photo"][-1]["file_id"]
    await owner.taps("Money has come", "Yes", *BROUGHT[:-1])
    await anna.taps("Open the order", "Return something", "Teapot", "Go on")
    await anna.says("Unmistakable crack")
    await anna.taps("Ask the shop")
    await owner.taps("Decline…")
    await owner.says("It was whole")
    assert owner.sees("Unmistakable crack")

    await anna.says("/privacy")
    await anna.taps("Delete my account", "Delete for good")
    await street.quiet()

    photos = [m["photo"][-1]["file_id"] for m in owner.messages if m.get("photo")]
    assert receipt not in photos
    assert bool([m for m in owner.messages if "Bank transfer" in m.get("caption", "")]) == cover
    assert not owner.sees("Unmistakable")
    assert not owner.sees("12025550123")
    assert not street.telegram.violations


async def test_what_was_still_to_be_told_to_them_is_told_to_nobody(
    street: Street, anna: Passer, owner: Passer, clock: StandingClock
) -> None:
    await _buys(anna, owner, *BROUGHT)
    await anna.says("/privacy")
    await anna.taps("Delete my account", "Delete for good")
    async with street.app.store.write() as uow:
        order = await uow.orders.get(1)
        assert order
        await notices.order_changed(uow, order, "late", clock.now())
        await notices.tell_customer(uow, order, notices.Event.CANCELLED, clock.now())
        await notices.goods_handed_over(uow, order, "late", clock.now())
        await notices.send_file(uow, order, order.lines[0], clock.now())
    said = len(anna.messages)
    street.telegram.calls.clear()

    await street.quiet()

    assert [call.method for call in street.telegram.calls] == []
    assert len(anna.messages) == said
    async with street.app.store.read() as uow:
        left = select(outbox.c.kind).where(outbox.c.done_at.is_(None))
        assert list(await uow.connection.scalars(left)) == []
