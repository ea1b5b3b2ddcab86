"""What the browser page asks the sandbox."""

import asyncio
import base64
from typing import Any

import pytest

from sandbox.people import Person
from sandbox.telegram import Telegram
from tests.sandbox.conftest import Bot, Page

BUTTON = {"inline_keyboard": [[{"text": "Buy", "callback_data": "b"}]]}


async def test_the_state_holds_people_chats_and_calls(
    telegram: Telegram, bot: Bot, page: Page, anna: Person
) -> None:
    await bot.does("sendMessage", chat_id=anna.id, text="Mug", reply_markup=BUTTON)
    await bot.does("setMyCommands", commands=[{"command": "start", "description": "x"}])

    state = await page.state()

    (chat,) = state["chats"]
    assert (state["title"], state["controls"]) == ("Souk", ["restart"])
    assert state["people"][0] | {"label": "Customer", "blocked": False} == state["people"][0]
    assert (chat["id"], chat["person_id"]) == (anna.id, anna.id)
    assert chat["commands"] == [{"command": "start", "description": "x"}]
    assert [each["text"] for each in chat["messages"]] == ["/start", "Mug"]
    assert [call["method"] for call in state["calls"]] == ["sendMessage", "setMyCommands"]
    assert telegram.world.events.seq == state["seq"]


async def test_a_pressed_button_turns_until_it_is_answered(
    bot: Bot, page: Page, anna: Person
) -> None:
    sent = await bot.does("sendMessage", chat_id=anna.id, text="Mug", reply_markup=BUTTON)
    tap = {"as": anna.id, "chat": anna.id, "do": "tap", "message_id": sent["message_id"]}

    query = (await page.asks("/api/act", **tap, row=0, column=0))["query_id"]
    turning = (await page.state())["chats"][0]["messages"][-1]["sandbox"]["spinning"]
    await bot.does("answerCallbackQuery", callback_query_id=query)
    after = (await page.state())["chats"][0]["messages"][-1]["sandbox"]["spinning"]

    assert turning == [[0, 0]]
    assert after == []


async def test_people_write_share_and_send(telegram: Telegram, page: Page, anna: Person) -> None:
    me = {"as": anna.id, "chat": anna.id}
    data = base64.b64encode(b"a,b").decode()

    await page.asks("/api/act", **me, do="say", text="hi")
    await page.asks("/api/act", **me, do="contact", own=True)
    await page.asks("/api/act", **me, do="contact", phone="1555", first_name="Dora", user_id=7)
    await page.asks("/api/act", **me, do="location", latitude=1, longitude=2)
    await page.asks("/api/act", **me, do="photo", sample=True, caption="look")
    await page.asks("/api/act", **me, do="document", file_name="a.csv", data_base64=data)
    await page.asks("/api/act", **me, do="sticker")
    await page.asks("/api/act", **me, do="edit", message_id=2, text="hello")

    kinds = [set(each) for each in telegram.messages(anna.id)][1:]
    for field, keys in zip(
        ["text", "contact", "contact", "location", "photo", "document", "sticker"],
        kinds,
        strict=True,
    ):
        assert field in keys
    assert telegram.messages(anna.id)[1]["text"] == "hello"


@pytest.mark.parametrize(
    ("wanted", "problem"),
    [
        ({"do": "dance"}, "cannot do 'dance'"),
        ({"do": "say", "text": " "}, "1 to 4096 characters"),
        ({"do": "say"}, "'text' is missing"),
        ({"do": "tap", "message_id": 9, "row": 0, "column": 0}, "no message 9"),
        ({"do": "pay", "message_id": 1}, "is no invoice"),
        ({"do": "photo", "data_base64": "!"}, "did not arrive whole"),
        ({"as": 9, "do": "say", "text": "x"}, "no such person"),
    ],
)
async def test_what_makes_no_sense_is_told_in_a_sentence(
    telegram: Telegram, page: Page, anna: Person, wanted: dict[str, Any], problem: str
) -> None:
    told = await page.is_told("/api/act", **({"as": anna.id, "chat": anna.id} | wanted))

    assert problem in told
    assert len(telegram.messages(anna.id)) == 1


async def test_a_foreigner_pays_through_the_page(
    bot: Bot, page: Page, anna: Person, boris: Person
) -> None:
    price = [{"label": "Mug", "amount": 100}]
    invoice = {"title": "Mug", "description": "x", "payload": "1", "currency": "USD"}
    sent = await bot.does(
        "sendInvoice", chat_id=anna.id, **invoice, provider_token="1:TEST:x", prices=price
    )
    wanted = {"as": anna.id, "chat": anna.id, "do": "pay", "message_id": sent["message_id"]}

    answer = await page.asks("/api/act", **wanted, outcome="foreign", **{"from": boris.id})

    asked = bot.gets()["pre_checkout_query"]
    assert answer["stage"] == "checking"
    assert asked["from"]["id"] == boris.id


async def test_events_come_in_order_from_where_the_page_stopped(
    telegram: Telegram, bot: Bot, page: Page, anna: Person
) -> None:
    since = telegram.world.events.seq
    sent = await bot.does("sendMessage", chat_id=anna.id, text="Mug")
    await bot.does("deleteMessage", chat_id=anna.id, message_id=sent["message_id"])

    message = await page.event(since, "message")
    deleted = await page.event(message["seq"], "deleted")

    assert message["message"]["text"] == "Mug"
    assert (deleted["chat_id"], deleted["message_id"]) == (anna.id, sent["message_id"])
    assert deleted["seq"] > message["seq"]


async def test_an_event_reaches_a_page_that_already_waits(
    telegram: Telegram, page: Page, anna: Person
) -> None:
    waiting = asyncio.create_task(page.event(telegram.world.events.seq, "message"))
    await page.state()

    telegram.say(anna, "hello")

    async with asyncio.timeout(10):
        assert (await waiting)["message"]["text"] == "hello"


async def test_a_page_that_missed_too_much_is_told_to_begin_anew(
    telegram: Telegram, page: Page, anna: Person
) -> None:
    for number in range(2100):
        telegram.say(anna, str(number))

    assert (await page.event(1, "reload"))["seq"] == telegram.world.events.seq


async def test_people_and_groups_can_be_added(
    telegram: Telegram, page: Page, anna: Person
) -> None:
    dora = await page.asks("/api/people", first_name="Dora", language_code="ar", label="Merchant")
    group = await page.asks(
        "/api/groups", title="Staff", members=[dora["id"], anna.id], supergroup=True
    )

    assert (dora["label"], dora["language_code"]) == ("Merchant", "ar")
    assert (group["type"], group["bot"]) == ("supergroup", "member")
    assert [*telegram.pending_updates()[0]] == ["update_id", "my_chat_member"]


async def test_faults_and_time_are_switched_from_the_page(telegram: Telegram, page: Page) -> None:
    before = telegram.clock.now()

    faults = await page.asks("/api/faults", slow_ms=20)
    await page.asks("/api/clock", skip_seconds=60)
    told = await page.is_told("/api/faults", nonsense=1)

    assert faults["slow_ms"] == telegram.faults.slow_ms == 20
    assert telegram.clock.now() == before + 60
    assert "nonsense" in told


async def test_only_the_given_controls_exist(page: Page, restarts: list[str]) -> None:
    await page.asks("/api/control", name="restart")
    told = await page.is_told("/api/control", name="reset")

    assert restarts == ["restart"]
    assert "reset" in told
