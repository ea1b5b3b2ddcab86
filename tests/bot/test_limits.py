"""What cannot be sent, or should not be, is named before it is sent."""

from typing import Any

import pytest
from aiogram.filters.callback_data import CallbackData

from bot.limits import length, problems, problems_of_call
from bot.reply import Button, Document, Invoice, Nothing, Price, Reply, ReplyKeys, Screen, Toast
from domain.money import Money


class Go(CallbackData, prefix="g"):
    """A button of these tests."""

    where: str = ""


GO = Button("Go", Go())


def invoice(**changed: Any) -> Invoice:
    """A good invoice, but for what is *changed*."""
    good: dict[str, Any] = {
        "title": "Order 17",
        "description": "Tea",
        "payload": "o17",
        "prices": (Price("Tea", Money(1, "USD")),),
        "pay": "Pay",
        "start_parameter": "o",
    }
    return Invoice(**{**good, **changed})


GOOD: list[Reply] = [
    Screen("x" * 900, [[GO] * 3] * 8),
    Screen("x" * 1500, card=False),
    Screen("<b>" + "&lt;" * 900 + "</b>"),
    Toast("x" * 200),
    invoice(title="x" * 32, description="x" * 255, payload="x" * 128),
    Document("a.csv", b"", "x" * 900),
    Nothing(),
]
BAD: list[tuple[Reply, str]] = [
    (Screen(""), "text"),
    (Screen("x" * 901), "text"),
    (Screen("x" * 1501, card=False), "text"),
    (Screen("x" * 901, card=False, picture=1), "text"),
    (Screen("😀" * 451), "text"),
    (Screen("x", [[GO]] * 9), "rows"),
    (Screen("x", [[GO] * 4]), "row"),
    (Screen("x", [[]]), "row"),
    (Screen("x", [[Button("x" * 25, Go())]]), "label"),
    (Screen("x", [[Button("", Go())]]), "label"),
    (Screen("x", [[Button("Copy", copy="x" * 257)]]), "copy"),
    (Screen("x", toast="x" * 201), "toast"),
    (Screen("x", keyboard=ReplyKeys("a", "b", "x" * 65)), "placeholder"),
    (Toast("x" * 201), "toast"),
    (invoice(title="x" * 33), "title"),
    (invoice(description=""), "description"),
    (invoice(payload="ж" * 65), "payload"),
]


@pytest.mark.parametrize("reply", GOOD)
def test_what_keeps_the_limits_has_no_problems(reply: Reply) -> None:
    assert problems(reply) == []


@pytest.mark.parametrize(("reply", "named"), BAD)
def test_each_broken_limit_is_named_once(reply: Reply, named: str) -> None:
    found = problems(reply)

    assert len(found) == 1
    assert named in found[0]


def test_several_problems_are_told_at_once() -> None:
    assert len(problems(Screen("", [[Button("x" * 25, Go())]] * 9))) == 11


def test_text_is_counted_as_telegram_counts_it() -> None:
    assert length("<b>a &amp; b</b> 😀") == 8


def test_data_is_counted_in_bytes() -> None:
    calls = [
        {"reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": data}]]}}
        for data in ("x" * 64, "ж" * 32, "ж" * 33, "")
    ]

    assert [len(problems_of_call("sendMessage", call)) for call in calls] == [0, 0, 1, 1]


@pytest.mark.parametrize(
    ("method", "params", "count"),
    [
        ("sendMessage", {"text": "x" * 4096}, 0),
        ("sendMessage", {"text": "x" * 4097}, 1),
        ("sendMessage", {"text": "<b></b>"}, 1),
        ("sendPhoto", {"caption": "x" * 1025}, 1),
        ("answerCallbackQuery", {"callback_query_id": "1", "text": "x" * 201}, 1),
        ("answerCallbackQuery", {"callback_query_id": "1"}, 0),
        ("setMyCommands", {"commands": [{"command": "UPPER!", "description": "x"}]}, 1),
        ("setMyCommands", {"commands": [{"command": "cart", "description": "Your cart"}]}, 0),
    ],
)
def test_calls_are_held_to_telegrams_own_limits(
    method: str, params: dict[str, Any], count: int
) -> None:
    assert len(problems_of_call(method, params)) == count


def test_a_button_does_exactly_one_thing() -> None:
    with pytest.raises(ValueError, match="one thing"):
        Button("Nothing")
    with pytest.raises(ValueError, match="one thing"):
        Button("Both", Go(), url="https://example.org")


def test_a_message_has_one_kind_of_keyboard() -> None:
    with pytest.raises(ValueError, match="either"):
        Screen("x", [[GO]], keyboard=ReplyKeys("a", "b"))


def test_an_invoice_has_one_currency() -> None:
    with pytest.raises(ValueError, match="currency"):
        invoice(prices=(Price("a", Money(1, "USD")), Price("b", Money(1, "EUR"))))
    with pytest.raises(ValueError, match="currency"):
        invoice(prices=())
