"""A merchant changes an order in the chat, and both sides see it."""

import pytest

from domain.orders import Order, PaymentStatus, Status
from tests.conftest import StandingClock
from tests.conversations.street import Passer, Street
from tests.provider import Provider


@pytest.fixture
def stripe(clock: StandingClock) -> Provider:
    """A provider of pages."""
    return Provider(clock)


@pytest.fixture
def providers(stripe: Provider) -> tuple[Provider, ...]:
    """It stands beside Telegram's own way and cash."""
    return (stripe,)


async def wants_mugs(anna: Passer, way: str) -> None:
    """Anna orders three blue mugs, $12 each."""
    await anna.says("/start")
    await anna.taps("Kitchen", "Mugs", "Blue mug", "Add", "+ 1", "+ 1", "Cart")
    await anna.taps("Checkout", "I pick it up")
    await anna.says("+1 202 555 0123")
    await anna.taps(way)


async def paid_mugs(street: Street, anna: Passer, stripe: Provider) -> None:
    """Anna orders three mugs and pays on the page."""
    await wants_mugs(anna, "Card, Alipay, WeChat")
    stripe.pay("stripe-pay-1")
    await street.is_told(stripe, "stripe-pay-1")


async def read(street: Street) -> Order:
    """The first order as it is stored."""
    async with street.app.store.read() as uow:
        order = await uow.orders.get(1)
    assert order
    return order


async def test_staff_read_what_the_shop_calls_things_whatever_language_they_were_bought_in(
    street: Street, owner: Passer
) -> None:
    ivan = street.person("Иван", "ru")
    await ivan.says("/start", "кружка")
    await ivan.taps("350 мл", "Купить", "Самовывоз")
    await ivan.says("+7 916 123-45-67")
    await ivan.taps("Наличными")

    assert "Blue mug (350 ml) · BM-2" in owner.text
    await owner.taps("Change or refund…")
    assert "Blue mug (350 ml) × 1" in owner.buttons
    await ivan.taps("Открыть заказ")
    assert "Синяя кружка (350 мл) × 1" in ivan.text


async def test_a_piece_that_is_missing_is_taken_off_and_its_money_goes_back(
    street: Street, anna: Passer, owner: Passer, stripe: Provider
) -> None:
    await paid_mugs(street, anna, stripe)

    await owner.taps("Change or refund…", "Blue mug", "1")
    assert "Take this off order #1001?" in owner.text
    assert "$12 goes back to the customer." in owner.text
    assert stripe.count("refund") == 0
    await owner.taps("Not there at all")
    await street.minds_the_money()

    assert stripe.back() == [1200]
    assert owner.sees("2 × Blue mug", "1 not available")
    assert anna.sees("Order #1001 has changed.", "Not available: 1 × Blue mug", "$12 went back")
    card = next(m for m in anna.messages if "Total: $36" in str(m))
    assert "1 not available" in str(card)
    order = await read(street)
    assert order.payment_status is PaymentStatus.PARTLY_REFUNDED
    assert not street.telegram.violations


async def test_of_two_taps_on_one_question_the_second_only_sees_how_it_stands(
    street: Street, anna: Passer, owner: Passer, stripe: Provider
) -> None:
    await paid_mugs(street, anna, stripe)
    await owner.taps("Change or refund…", "Blue mug", "1")
    data = owner.card["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await owner.taps("Back on the shelf")

    await owner.sends_forged(data)
    await street.minds_the_money()

    assert "cannot be changed so any more" in owner.toasts[0]
    assert (await read(street)).lines[0].cancelled == 1
    assert stripe.back() == [1200]


async def test_the_last_pieces_cancel_the_order(
    street: Street, anna: Passer, owner: Passer, stripe: Provider
) -> None:
    await paid_mugs(street, anna, stripe)

    await owner.taps("Change or refund…", "Blue mug", "3")
    assert "this cancels the order" in owner.text
    await owner.taps("Back on the shelf")
    await street.minds_the_money()

    assert stripe.back() == [3600]
    assert (await read(street)).status is Status.CANCELLED
    assert anna.sees("The shop had to cancel order #1001.")
    assert not anna.sees("has changed")


async def test_a_cash_customer_reads_what_is_still_to_pay(
    street: Street, anna: Passer, owner: Passer
) -> None:
    await wants_mugs(anna, "Cash at pick-up")

    await owner.taps("Change or refund…", "Blue mug", "2")
    assert "$24 less at the door" in owner.text
    await owner.taps("Back on the shelf")

    assert owner.sees("CASH ON DELIVERY · Order #1001 · $12")
    assert anna.sees("You pay $12 in cash.")
    await anna.taps("Open the order")
    assert "Total: $36" in anna.text
    assert "To pay in cash: $12" in anna.text
    assert not street.telegram.violations


async def test_money_for_packed_goods_goes_back_without_touching_the_stock(
    street: Street, anna: Passer, owner: Passer, stripe: Provider
) -> None:
    await paid_mugs(street, anna, stripe)
    await owner.taps("Accept", "Packed", "Change or refund…", "Blue mug", "1")
    assert "The goods and the stock stay as they are." in owner.text

    await owner.taps("Give it back")
    await street.minds_the_money()

    assert stripe.back() == [1200]
    assert anna.sees("$12 of order #1001 goes back to you.", "You need not send anything back.")
    assert (await read(street)).lines[0].waived == 1
    assert not street.telegram.violations


async def test_more_is_added_to_a_cash_order_only_with_a_yes(
    street: Street, anna: Passer, owner: Passer
) -> None:
    await wants_mugs(anna, "Cash at pick-up")

    await owner.taps("Change or refund…", "Blue mug", "Suggest one more")
    assert owner.toasts == ["The customer is asked. Nothing changes before they agree."]
    assert "The shop suggests to add 1 × Blue mug (250 ml) for $12." in anna.text
    assert (await read(street)).lines[0].quantity == 3
    await anna.taps("Yes, add it")

    assert "You pay $48 in cash." in anna.text
    assert (await read(street)).lines[0].quantity == 4
    assert owner.sees("4 × Blue mug")
    assert not street.telegram.violations


async def test_who_has_paid_is_shown_the_goods_to_order_them_besides(
    street: Street, anna: Passer, owner: Passer, stripe: Provider
) -> None:
    await paid_mugs(street, anna, stripe)

    await owner.taps("Change or refund…", "Blue mug", "Suggest one more")
    assert "Your order is paid, so it stays as it is." in anna.text
    await anna.taps("See the goods")

    assert "Blue mug" in anna.text
    assert (await read(street)).total.amount == 3600


async def test_no_stranger_changes_an_order_with_a_forged_button(
    street: Street, anna: Passer, owner: Passer, stripe: Provider
) -> None:
    await paid_mugs(street, anna, stripe)
    await owner.taps("Change or refund…", "Blue mug", "Suggest one more")
    mallory = street.person("Mallory")
    await mallory.says("/start")

    for data in (
        "e:1:0",
        "el:1:1",
        "ep:1:1:1",
        "ed:1:1:1:3:1",
        "er:1:1:1:3",
        "em:1:1:1",
        "ea:1:1",
    ):
        for person in (mallory, anna) if not data.startswith("ea") else (mallory,):
            await person.sends_forged(data)

    order = await read(street)
    assert (order.lines[0].gone, order.lines[0].quantity) == (0, 3)
    assert stripe.count("refund") == 0
    assert not mallory.sees("1001")
