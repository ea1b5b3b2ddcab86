"""A tap asks for an order's paper, and only those who may see the order get it."""

from typing import Any

from bot.callbacks.papers import OrderPaper
from tests.conversations.street import Passer, Street
from tests.papers.reading import said

ANNAS = OrderPaper(order=1).pack()


async def _bought(anna: Passer) -> None:
    await anna.says("/start")
    await anna.taps("Kitchen", "All goods here", "Teapot", "Buy now", "I pick it up")
    await anna.says("+1 202 555 0123")
    await anna.taps("Pay $30")
    await anna.pays()


def _documents(passer: Passer) -> list[dict[str, Any]]:
    return [message["document"] for message in passer.messages if "document" in message]


def _content(street: Street, document: dict[str, Any]) -> bytes:
    return street.telegram.world.files.known(document["file_id"]).data


async def test_a_tap_brings_the_order_as_a_pdf_with_a_good_name(
    street: Street, anna: Passer
) -> None:
    await _bought(anna)
    card = anna.card

    await anna.sends_forged(ANNAS, card["message_id"])

    assert anna.visible_calls == ["sendDocument"]
    assert anna.calls.count("answerCallbackQuery") == 1
    (document,) = _documents(anna)
    assert document["file_name"] == "order-1001.pdf"
    assert anna.text == "Order #1001"
    whole = said(_content(street, document))
    assert all(words in whole for words in ("Souk", "#1001", "Teapot", "$30", "+12025550123"))
    assert card in anna.messages, "the card that was tapped stays as it is"


async def test_the_paper_speaks_the_language_of_who_asks(street: Street, anna: Passer) -> None:
    await _bought(anna)
    await anna.says("/language")
    await anna.taps("Русский")

    await anna.sends_forged(ANNAS)

    assert anna.text == "Заказ №\xa01001"
    assert "Заказ№1001" in said(_content(street, _documents(anna)[0]))


async def test_a_stranger_gets_no_paper_and_an_owner_does(
    street: Street, anna: Passer, owner: Passer
) -> None:
    await _bought(anna)
    mallory = street.person("Mallory")
    await mallory.says("/start")

    await mallory.sends_forged(ANNAS)
    await owner.sends_forged(ANNAS)

    assert _documents(mallory) == []
    assert mallory.toasts == []
    assert len(_documents(owner)) == 1


async def test_an_order_that_is_not_there_is_refused_in_words(anna: Passer) -> None:
    await anna.says("/start")

    await anna.sends_forged(OrderPaper(order=2**31 - 1).pack())

    assert anna.toasts == ["There is no such order among yours. My orders lists them all."]
    assert _documents(anna) == []
