"""/doctor: the owner asks how the shop is doing; nobody else learns anything."""

import pytest

from bot.callbacks.work import LookAgain
from bot.doctor import make_doctor
from bot.gateways import ways_to_pay
from bot.settings import Settings
from tests.conversations.street import Passer, Street


@pytest.fixture
async def asked(street: Street, settings: Settings, owner: Passer) -> Passer:
    """The owner of a shop that has a doctor."""
    app = street.app
    doctor = make_doctor(settings, app.store, app.clock, app.gateways, app.bot)
    app.dispatcher["doctor"] = doctor
    return owner


async def test_an_owner_asks_and_sees_what_to_do(asked: Passer) -> None:
    await asked.says("/doctor")

    assert "To look at" in asked.text
    assert "Customers are not told how to reach a person." in asked.text
    assert "Set SHOP_SUPPORT" in asked.text
    assert "Wrong" not in asked.text
    assert "Database, Books, Telegram" in asked.text
    assert asked.buttons == ["Look again", "‹ Panel"]
    assert len(asked.visible_calls) == 1


async def test_what_was_mended_is_gone_at_the_next_look(asked: Passer, street: Street) -> None:
    await asked.says("/doctor")
    assert "Merchants without a chat for orders: " in asked.text
    async with street.app.store.write() as uow:
        for merchant in await uow.staff.merchants():
            await uow.staff.bind(merchant.id, asked.id)
    await asked.taps("Look again")

    assert "Merchants without a chat" not in asked.text
    assert "Merchants" in asked.text.partition("Well")[2]
    assert asked.visible_calls == ["editMessageText"]


async def test_a_foreign_webhook_is_wrong(asked: Passer, street: Street) -> None:
    await street.app.bot.set_webhook("https://other.example/hook")
    await asked.says("/doctor")

    assert "Telegram brings updates to other.example" in asked.text


async def test_an_admin_and_a_stranger_learn_nothing(
    asked: Passer, street: Street, anna: Passer
) -> None:
    await asked.says("/staff")
    await asked.taps("Invite somebody", "An admin")
    boris = street.person("Boris")
    await boris.says("/start " + asked.text.split("start=")[1].split()[0])
    for person in (boris, anna):
        await person.says("/start", "/doctor")
        assert "There is no such command here" in person.text
        await person.sends_forged(LookAgain().pack())
        assert not person.sees("SHOP_SUPPORT")


async def test_only_owners_have_the_command_in_their_menu(asked: Passer, street: Street) -> None:
    menu = {entry["command"] for entry in street.telegram.commands_for(asked.person)}

    assert {"doctor", "panel"} <= menu


def test_the_doctor_knows_the_ways_to_pay_that_customers_are_offered(
    street: Street, settings: Settings
) -> None:
    assert ways_to_pay(settings, street.app.gateways) == street.app.shop.methods
