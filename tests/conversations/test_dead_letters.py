"""A message that did not arrive: the owner sees it in the check-up and has it sent again."""

import pytest

from bot.callbacks.dead_letters import OpenDeadLetters, SendDeadLetter, SendDeadLetters
from tests.conversations.street import Passer, Street
from tests.conversations.till import orders

READY = "#1001 is ready for pick-up."


@pytest.fixture
async def missed(street: Street, owner: Passer, anna: Passer) -> Passer:
    """Anna has ordered and blocked the bot, so she is not told that she can fetch it."""
    await orders(anna, "Cash at pick-up")
    street.telegram.block(anna.person)
    await street.quiet()
    await owner.taps("Accept", "Packed", "Ready for pick-up")
    return anna


async def test_an_owner_finds_it_and_sends_it_again_once(
    street: Street, owner: Passer, missed: Passer
) -> None:
    await owner.says("/panel")
    await owner.taps("Check-up", "Undelivered messages")
    assert "News for the customer (#1001)" in owner.text
    assert "They have blocked the bot." in owner.text
    assert not missed.sees(READY)

    street.telegram.unblock(missed.person)
    again = button(owner, "Send 1 again")
    await owner.taps("Send all again")
    await owner.sends_forged(again)

    assert owner.toasts == ["It was sent again before."]
    assert "There are none: everybody was told." in owner.text
    assert missed.all_text.count(READY) == 1


async def test_what_still_cannot_arrive_is_shown_anew(owner: Passer, missed: Passer) -> None:
    await owner.says("/panel")
    await owner.taps("Check-up", "Undelivered messages")
    before = owner.text

    await owner.taps("Send 1 again", "‹ Check-up", "Undelivered messages")

    assert "(#1001)" in owner.text
    assert owner.text.count("blocked the bot") == before.count("blocked the bot")
    assert not missed.sees(READY)


async def test_an_admin_and_a_customer_see_none_of_it(
    street: Street, owner: Passer, missed: Passer
) -> None:
    await owner.says("/staff")
    await owner.taps("Invite somebody", "An admin")
    boris, carl = street.person("Boris"), street.person("Carl")
    await boris.says("/start " + owner.text.split("start=")[1].split()[0], "/panel")
    await carl.says("/start")
    assert "Check-up" not in boris.buttons

    for person in (boris, carl):
        for press in (
            OpenDeadLetters(),
            SendDeadLetter(letter=1, died=1),
            SendDeadLetters(until=1),
        ):
            await person.sends_forged(press.pack())
            assert not person.sees("given up")
            assert person.toasts
    assert not missed.sees(READY)


def button(person: Passer, label: str) -> str:
    """What the newest button with this label sends."""
    rows = person.card["reply_markup"]["inline_keyboard"]
    found: str = next(b["callback_data"] for row in rows for b in row if b["text"] == label)
    return found
