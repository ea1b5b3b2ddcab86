"""Things that people send where, when and as whom nobody expects them."""

from typing import Any

import pytest

from bot.open_forms import OpenForms
from storage.tables.chat import conversations
from tests.conftest import StandingClock
from tests.conversations.street import Passer, Street

NEW_KINDS: dict[str, dict[str, Any]] = {
    "checklist": {"title": "Shopping", "tasks": [{"id": 1, "text": "mug"}]},
    "game": {"title": "Chess", "description": "for two", "photo": []},
    "rich_message": {"blocks": []},
    "live_photo": {
        **{"file_id": "v", "file_unique_id": "v", "width": 1, "height": 1, "duration": 1}
    },
}


@pytest.mark.parametrize("kind", NEW_KINDS)
async def test_whatever_a_person_sends_is_answered(
    street: Street, anna: Passer, kind: str
) -> None:
    await anna.says("/start")

    await _sends(street, anna, **{kind: NEW_KINDS[kind]})

    assert anna.text.endswith("for example: blue mug")


async def test_in_a_group_every_command_leads_to_where_it_works(
    street: Street, anna: Passer, owner: Passer
) -> None:
    group = street.telegram.group("Neighbours", [owner.person, anna.person])
    heard = Passer(street, owner.person, group.id)
    for command in ("/favourites", "/settings", "/feedback", "/orders"):
        street.telegram.say(anna.person, command, chat=group)
        await street.quiet()
        assert heard.text == "Souk sells in a private chat, so that your orders stay yours."
        await heard.says("hello")

    await heard.says("/panel")
    assert heard.text == "This command works in our private chat only."
    assert heard.page("Open the shop")

    said = len(heard.messages)
    street.telegram.say(anna.person, "/panel", chat=group)
    await street.quiet()
    assert len(heard.messages) == said + 1  # her own words: a stranger learns nothing


async def test_whoever_writes_as_the_group_is_told_why_nothing_is_bound(
    street: Street, owner: Passer
) -> None:
    group = street.telegram.group("Packing", [owner.person])
    heard = Passer(street, owner.person, group.id)
    nobody = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    chat = {"id": group.id, "type": group.type, "title": group.title}

    await _sends(street, owner, text="/bind", chat=chat, sender_chat=chat, **{"from": nobody})

    assert "Remain anonymous" in heard.text
    async with street.app.store.read() as uow:
        assert [merchant.chat_id for merchant in await uow.staff.merchants()] == [None, None]


async def test_yesterdays_question_is_not_answered_by_what_is_looked_for_today(
    street: Street, anna: Passer, clock: StandingClock
) -> None:
    await anna.says("/start")
    await anna.taps("Kitchen", "All goods here", "Teapot", "Buy now", "Courier to my door")
    forms = OpenForms(street.app.forms, clock)
    clock.skip(hours=11)
    await forms.end_old()
    await anna.says("x")
    assert anna.text == "An address has 5 to 200 characters. Please type it again."

    clock.skip(hours=13)
    await forms.end_old()
    await anna.says("clay vase")

    assert anna.text.startswith("Clay vase")
    await anna.says("/cart")
    assert anna.sees("Teapot")


async def test_a_transfers_receipt_is_waited_for_as_long_as_the_transfer(
    street: Street, anna: Passer, clock: StandingClock
) -> None:
    await anna.says("/start")
    forms = OpenForms(street.app.forms, clock)
    async with street.app.store.write() as uow:
        asked = {"chat_id": anna.id, "customer_id": anna.id, "state": "Transferring:proof"}
        row = conversations.insert().values(**asked, data={}, updated_at=clock.now())
        await uow.connection.execute(row)
    clock.skip(hours=100)
    await forms.end_old()
    await anna.says("here")
    assert anna.text.startswith("Please send the receipt as a photo.")

    clock.skip(hours=15 * 24)
    await forms.end_old()
    await anna.says("clay vase")

    assert anna.text.startswith("Clay vase")


async def _sends(street: Street, who: Passer, **what: Any) -> None:
    me = {"id": who.id, "is_bot": False, "first_name": "Anna", "language_code": "en"}
    chat = {"id": who.id, "type": "private", "first_name": "Anna"}
    message = {"message_id": 900, "date": 1, "chat": chat, "from": me, **what}
    await street.feed({"update_id": 900, "message": message})
    await street.quiet()
