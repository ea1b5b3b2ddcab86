"""From /start to a paid order, and back for more."""

from bot.app import build
from bot.settings import Settings
from sandbox.telegram import Telegram
from tests.conftest import StandingClock
from tests.conversations.street import Passer, Street
from tests.conversations.wire import DirectWire


async def _opens_the_teapot(anna: Passer) -> None:
    await anna.says("/start")
    await anna.taps("Kitchen", "All goods here", "Teapot")


async def _buys_the_first_time(anna: Passer) -> None:
    await anna.taps("Buy now", "Courier")
    await anna.says("12 Harbour Street, flat 3")
    await anna.shares_phone("+12025550123")
    await anna.taps("Pay")
    await anna.pays()


async def test_a_first_purchase_takes_five_taps_and_what_is_typed(
    anna: Passer, owner: Passer
) -> None:
    await _opens_the_teapot(anna)

    taps = ["Buy now", "Courier", "share phone", "Pay", "confirm in the sheet"]
    await _buys_the_first_time(anna)

    assert len(taps) == 5
    assert anna.sees("Order #1001 is paid", "We received $30")
    assert owner.sees("#1001", "TP-1", "Teapot")


async def test_a_returning_customer_buys_in_three_taps(anna: Passer) -> None:
    await _opens_the_teapot(anna)
    await _buys_the_first_time(anna)
    await anna.says("/start")
    await anna.taps("Home", "Clay vase")

    await anna.taps("Buy now")
    assert "Clay vase" in anna.text
    assert "12 Harbour Street, flat 3" in anna.text
    await anna.taps("Pay")
    await anna.pays()

    assert anna.sees("Order #1002 is paid")


async def test_checkout_asks_nothing_twice_and_remembers_what_was_edited(anna: Passer) -> None:
    await _opens_the_teapot(anna)
    await _buys_the_first_time(anna)
    await anna.says("/start")
    await anna.taps("Home", "Clay vase", "Buy now", "Address")
    await anna.says("9 Garden Lane, Springfield")

    assert "9 Garden Lane, Springfield" in anna.text
    assert "Pay $45" in anna.buttons


async def test_the_review_becomes_the_orders_card_and_follows_it(
    street: Street, anna: Passer
) -> None:
    await _opens_the_teapot(anna)
    await anna.taps("Buy now", "I pick it up")
    await anna.says("+1 202 555 0123")
    review = anna.card["message_id"]
    await anna.taps("Pay")
    waiting = street.telegram.message(anna.id, review)
    await anna.pays()
    paid = street.telegram.message(anna.id, review)

    assert waiting
    assert "waiting for payment" in str(waiting)
    assert paid
    assert "Paid" in str(paid)


async def test_cash_needs_no_invoice(anna: Passer, owner: Passer) -> None:
    await _opens_the_teapot(anna)
    await anna.taps("Buy now", "Courier")
    await anna.says("12 Harbour Street")
    await anna.says("+1 202 555 0123")
    await anna.taps("Cash on delivery")

    assert anna.sees("Order #1001")
    assert not any("invoice" in message for message in anna.messages)
    assert owner.sees("#1001")


async def test_a_command_leaves_a_form_and_what_is_typed_next_is_a_search(anna: Passer) -> None:
    await _opens_the_teapot(anna)
    await anna.taps("Buy now", "Courier")
    await anna.says("/cart")
    assert "Teapot" in anna.text

    await anna.says("vase")

    assert "Clay vase" in anna.text


async def test_an_open_question_survives_a_restart(
    street: Street, anna: Passer, telegram: Telegram, settings: Settings, clock: StandingClock
) -> None:
    await _opens_the_teapot(anna)
    await anna.taps("Buy now", "Courier")
    await street.app.close()
    street.app = await build(settings, DirectWire(telegram), clock)

    await anna.says("12 Harbour Street")

    assert "phone" in anna.text


async def test_text_from_people_appears_as_they_wrote_it(anna: Passer, owner: Passer) -> None:
    await _opens_the_teapot(anna)
    await anna.taps("Buy now", "Courier")
    await anna.says("<b>5</b> & Sons Road")
    await anna.says("+1 202 555 0123")
    await anna.taps("Comment")
    await anna.says("ring <twice> & wait")
    assert "ring <twice> & wait" in anna.text
    await anna.taps("Cash on delivery")

    assert owner.sees("<b>5</b> & Sons Road", "ring <twice> & wait")


async def test_somebody_elses_contact_is_not_taken(street: Street, anna: Passer) -> None:
    boris = street.person("Boris")
    await _opens_the_teapot(anna)
    await anna.taps("Buy now", "I pick it up")

    await anna.shares_phone("+12025550199", owner=boris.person)

    assert not anna.sees("+12025550199")
    assert "Pay $30" not in anna.buttons


async def test_an_order_can_be_repeated(anna: Passer) -> None:
    await anna.says("/start")
    await anna.taps("Home", "Clay vase", "Buy now", "I pick it up")
    await anna.says("+1 202 555 0123")
    await anna.taps("Cash at pick-up")

    await anna.taps("Order again")

    assert "Clay vase" in anna.text
    assert any(button.startswith("Checkout") for button in anna.buttons)
