"""A bank transfer, from the account's number to the merchant's yes."""

from pathlib import Path

import pytest

from bot.settings import Settings
from domain.orders import PaymentStatus, Status
from sandbox.sample import sample_picture
from tests.conversations.street import Passer, Street
from tests.conversations.till import PAID, WAITING, orders, standing

RECEIPT = (Path(__file__).parents[2] / "sandbox" / "demo" / "pictures" / "cover.jpg").read_bytes()
CHECKING = (Status.AWAITING_PAYMENT, PaymentStatus.CHECKING)


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """A shop with a bank account."""
    return settings.model_copy(update={"shop_bank_details": "Harbour Bank\\nIBAN DE00 1234"})


async def _sends_receipt(anna: Passer) -> None:
    anna.street.telegram.photo(anna.person, RECEIPT)
    await anna.street.quiet()


async def _claims(anna: Passer) -> None:
    await orders(anna, "Bank transfer")
    await anna.taps("I have paid")
    await _sends_receipt(anna)


async def test_a_customer_is_told_where_to_pay_and_shows_the_receipt(
    street: Street, anna: Passer, owner: Passer
) -> None:
    await orders(anna, "Bank transfer")
    assert anna.sees("Please transfer $30 to:", "Harbour Bank\nIBAN DE00 1234", "Order 1001")
    assert {"Copy account", "Copy reference"} <= set(anna.buttons)

    await anna.taps("I have paid")
    await anna.says("I sent it yesterday")
    assert "as a photo" in anna.text
    await _sends_receipt(anna)

    assert await standing(street) == CHECKING
    assert anna.sees("The shop looks at your transfer")
    assert "Bank transfer: $30" in owner.text
    assert owner.card["photo"]


async def test_all_photos_of_an_album_reach_the_shop(street: Street, anna: Passer) -> None:
    await orders(anna, "Bank transfer")
    await anna.taps("I have paid")
    for page in (RECEIPT, sample_picture()):
        street.telegram.photo(anna.person, page)
    await street.quiet()

    assert await standing(street) == CHECKING
    assert "I cannot search" not in anna.all_text
    async with street.app.store.read() as uow:
        proofs = await uow.connection.exec_driver_sql(
            "SELECT count(*) FROM payment_events WHERE type = 'proof'"
        )
    assert proofs.scalar() == 2


async def test_a_receipt_that_comes_unasked_is_not_taken_for_a_search(
    street: Street, anna: Passer
) -> None:
    await orders(anna, "Bank transfer")

    await _sends_receipt(anna)
    assert await standing(street) == WAITING
    assert anna.text.startswith("If this is the receipt of your transfer, tap “I have paid”")
    await anna.taps("I have paid")
    await _sends_receipt(anna)

    assert await standing(street) == CHECKING


async def test_without_a_transfer_a_photo_is_no_receipt(anna: Passer) -> None:
    await orders(anna, "Card, in this chat")

    await _sends_receipt(anna)

    assert anna.text.startswith("I cannot search by a picture.")


async def test_the_merchants_yes_pays_the_order_and_both_cards_follow(
    street: Street, anna: Passer, owner: Passer
) -> None:
    await _claims(anna)

    await owner.taps("Money has come", "Yes, it has come")

    assert await standing(street) == PAID
    assert anna.sees("Thank you! Order #1001 is paid.")
    assert owner.sees("The money has come.")
    assert "Money has come" not in owner.buttons
    assert list(street.telegram.violations) == []


async def test_the_merchants_no_is_told_and_another_receipt_can_be_sent(
    street: Street, anna: Passer, owner: Passer
) -> None:
    await _claims(anna)
    await owner.taps("Not received", "No, it has not")
    assert await standing(street) == WAITING
    assert anna.sees("We have not found your payment for order #1001.")

    await anna.taps("I have paid")
    await _sends_receipt(anna)

    assert await standing(street) == CHECKING


async def test_who_decides_second_sees_what_was_decided(
    street: Street, anna: Passer, owner: Passer
) -> None:
    await _claims(anna)
    await owner.taps("Not received")
    asked = owner.card["message_id"]
    no = owner.card["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    yes = no.replace(":0:1", ":1:1")
    assert yes != no
    await owner.sends_forged(yes, asked)
    assert await standing(street) == PAID

    await owner.sends_forged(no, asked)

    assert await standing(street) == PAID
    assert any("did this already" in toast for toast in owner.toasts)


async def test_a_stranger_neither_claims_nor_decides(
    street: Street, anna: Passer, owner: Passer
) -> None:
    await orders(anna, "Bank transfer")
    mallory = street.person("Mallory")
    await mallory.says("/start")
    claim = "ot:1"
    await mallory.sends_forged(claim)
    await _sends_receipt(mallory)
    assert await standing(street) == WAITING

    await anna.taps("I have paid")
    await _sends_receipt(anna)
    await owner.taps("Money has come")
    yes = owner.card["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await mallory.sends_forged(yes)

    assert await standing(street) == CHECKING
