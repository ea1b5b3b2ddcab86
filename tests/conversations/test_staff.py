"""The people who run the shop, at work in their chats."""

import io

from PIL import Image
from sqlalchemy import select

from sandbox.telegram import Telegram
from storage.tables.chat import outbox
from tests.conftest import StandingClock
from tests.conversations.street import Passer, Street


async def bought(anna: Passer) -> None:
    """Anna buys the teapot and pays."""
    await anna.says("/start")
    await anna.taps("Kitchen", "All goods here", "Teapot", "Buy now", "Courier")
    await anna.says("12 Harbour Street")
    await anna.shares_phone("+12025550123")
    await anna.taps("Pay")
    await anna.pays()


def photo() -> bytes:
    """A small picture."""
    kept = io.BytesIO()
    Image.new("RGB", (64, 64), "navy").save(kept, "JPEG")
    return kept.getvalue()


async def test_an_order_is_worked_off_from_one_card(anna: Passer, owner: Passer) -> None:
    await bought(anna)
    assert owner.text.startswith("PAID · Order #1001 · $30")

    await owner.taps("Accept", "Packed", "Shipped")
    assert "tracking number" in owner.text
    await owner.says("x")
    assert "4 to 64 characters" in owner.text
    await owner.says("RB123456789SG")
    assert "Tracking: RB123456789SG" in owner.text
    await owner.taps("Delivered")

    assert "Delivered by Olga" in owner.text
    assert "RB123456789SG" in anna.all_text


async def test_a_sticker_is_no_tracking_number_and_the_question_stays(
    street: Street, anna: Passer, owner: Passer
) -> None:
    await bought(anna)
    await owner.taps("Accept", "Packed", "Shipped")
    street.telegram.sticker(owner.person)
    await street.quiet()
    assert "Please type the tracking number" in owner.text

    await owner.taps("Without number")
    assert owner.sees("Shipped by Olga")
    assert not owner.sees("Tracking:")


async def test_the_second_to_accept_is_told_who_was_first(
    street: Street, anna: Passer, owner: Passer
) -> None:
    await owner.says("/staff")
    await owner.taps("Invite somebody", "An admin")
    boris = street.person("Boris")
    await boris.says("/start " + owner.text.split("start=")[1].split()[0])
    await bought(anna)
    data = owner.card["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await owner.taps("Accept")
    await boris.sends_forged(data)

    assert boris.toasts[0].startswith("Olga accepted it ")
    assert "Accepted by Olga" in boris.text
    assert not owner.sees("Accepted by Boris")


async def test_a_group_shows_no_customer_and_takes_only_the_askers_reply(
    street: Street, telegram: Telegram, anna: Passer, owner: Passer
) -> None:
    boris = telegram.person("Boris", "en")
    group = telegram.group("Packing", [owner.person, boris], supergroup=True)
    await street.quiet()
    packing = Passer(street, owner.person, group.id)
    telegram.say(owner.person, "/bind", chat=group)
    await street.quiet()
    await packing.taps("Souk")
    await bought(anna)

    spoilers = [e for e in packing.card["entities"] if e["type"] == "spoiler"]
    [covered] = [packing.text[e["offset"] : e["offset"] + e["length"]] for e in spoilers]
    assert "Harbour" in covered
    assert packing.text.count("Harbour") == covered.count("Harbour")

    await packing.taps("Accept", "Packed", "Shipped")
    asked = packing.card["message_id"]
    for person, reply_to in ((owner.person, None), (boris, asked)):
        telegram.say(person, "Hello everybody", chat=group, reply_to=reply_to)
        await street.quiet()
    assert not packing.sees("Tracking: Hello everybody")
    telegram.say(owner.person, "RB123456789SG", chat=group, reply_to=asked)
    await street.quiet()
    assert packing.sees("Tracking: RB123456789SG")


async def test_a_group_that_moved_unseen_gets_its_orders_all_the_same(
    street: Street, telegram: Telegram, anna: Passer, owner: Passer, clock: StandingClock
) -> None:
    """Telegram tells once that a group moved, and the shop may have been away."""
    group = telegram.group("Packing", [owner.person])
    await street.quiet()
    packing = Passer(street, owner.person, group.id)
    await packing.says("/bind")
    await packing.taps("Souk")
    await bought(anna)
    moved = Passer(street, owner.person, telegram.upgrade(group).id)
    while telegram.take_update():
        pass

    await anna.taps("Cancel order", "Cancel order")
    clock.skip(minutes=1)
    await street.quiet()

    assert "Order #1001" in moved.text
    assert "Cancelled" in moved.text
    async with street.app.store.read() as uow:
        waiting = outbox.c.done_at.is_(None)
        found = await uow.connection.execute(select(outbox.c.dedupe_key).where(waiting))
    assert found.all() == []


async def test_new_goods_are_asked_for_one_thing_at_a_time(street: Street, owner: Passer) -> None:
    await owner.says("/add", "<b>Cup</b>", "abc")
    assert "is no price" in owner.text
    await owner.says("1.250")
    assert "“1.250” could be $1,250 or $1.25." in owner.text
    await owner.says("12.5")
    await owner.taps("Kitchen")
    assert "Name: <b>Cup</b>\nPrice: $12.50\nShelf: Kitchen" in owner.text

    street.telegram.photo(owner.person, photo())
    await street.quiet()
    await owner.says("1 2")
    assert "whole number of pieces" in owner.text
    await owner.says("12")

    assert owner.text.startswith("It is on sale.\n\n<b>Cup</b>")
    assert "12 on the shelf" in owner.text
    assert "photo" in owner.card
    assert owner.buttons == ["Hide", "Open", "Add another"]


async def test_a_form_that_was_left_goes_on_where_it_stood(owner: Passer) -> None:
    await owner.says("/add", "Cup")
    await owner.taps("Cancel")
    await owner.says("/add")
    assert "Name: Cup" in owner.text
    assert "What does one piece cost?" in owner.text

    await owner.taps("Start over")
    assert "Name:" not in owner.text


async def test_who_was_removed_is_a_stranger_at_once_with_old_buttons_too(
    street: Street, owner: Passer
) -> None:
    await owner.says("/staff")
    await owner.taps("Invite somebody", "An admin")
    boris, carl = street.person("Boris"), street.person("Carl")
    token = owner.text.split("start=")[1].split()[0]
    await boris.says("/start " + token)
    await boris.says("/panel")
    await carl.says("/start " + token)
    assert "used already" in carl.all_text

    await owner.says("/staff")
    await owner.taps("Remove Boris", "Remove")
    before = boris.text
    await boris.taps("Staff")

    assert boris.toasts == ["This button does not work any more. /start opens the shop."]
    assert boris.text == before


async def test_a_command_of_the_staff_does_not_exist_for_a_customer(anna: Passer) -> None:
    await anna.says("/start", "/no_such_command")
    unknown = anna.text
    for command in ("/panel", "/stock BM-1 +5", "/staff", "/queue", "/add"):
        await anna.says(command)
        assert "There is no such command here" in anna.text, command
        assert "BM-1" not in anna.text
    assert "/help" in unknown


async def test_menus_follow_the_post_from_the_first_hello_to_the_last_day(
    street: Street, owner: Passer
) -> None:
    def menu(person: Passer) -> set[str]:
        return {entry["command"] for entry in street.telegram.commands_for(person.person)}

    boris = street.person("Boris")
    await boris.says("/start")
    assert "panel" in menu(owner)
    assert "queue" not in menu(boris)

    await owner.says("/staff")
    await owner.taps("Invite", "An admin")
    token = owner.text.partition("start=")[2].split()[0]
    await boris.says(f"/start {token}")

    assert {"panel", "stock"} <= menu(boris)
