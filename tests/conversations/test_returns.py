"""Goods come back: a customer asks with photos, the shop decides, both sides read it."""

import pytest

from domain.orders import Order, PaymentStatus
from tests.conftest import StandingClock
from tests.conversations.street import Passer, Street
from tests.conversations.test_edits import paid_mugs, read, wants_mugs
from tests.conversations.test_staff import photo
from tests.provider import Provider

WHY = "The handle is <cracked>"


@pytest.fixture
def stripe(clock: StandingClock) -> Provider:
    """A provider of pages."""
    return Provider(clock)


@pytest.fixture
def providers(stripe: Provider) -> tuple[Provider, ...]:
    """It stands beside Telegram's own way and cash."""
    return (stripe,)


async def delivered(street: Street, anna: Passer, owner: Passer, stripe: Provider) -> None:
    """Anna has her three mugs, paid."""
    await paid_mugs(street, anna, stripe)
    await owner.taps("Accept", "Packed", "Ready for pick-up", "Picked up")
    await anna.taps("Open the order")


async def sends_photos(street: Street, anna: Passer, count: int) -> None:
    """Anna sends photos, one after the other."""
    for _ in range(count):
        street.telegram.photo(anna.person, photo())
        await street.quiet()


async def asks(street: Street, anna: Passer, photos: int = 0) -> None:
    """Anna asks to give two of three mugs back."""
    await anna.taps("Return something", "Blue mug", "Blue mug", "Go on")
    await anna.says(WHY)
    await sends_photos(street, anna, photos)
    await anna.taps("Ask the shop")


async def counts(street: Street) -> tuple[int, int]:
    """Mugs on hand, and reserved."""
    async with street.app.store.read() as uow:
        count = await uow.stock.count("BM-1")
    assert count
    return count.on_hand, count.reserved


async def test_a_whole_return_with_photos(
    street: Street, anna: Passer, owner: Passer, stripe: Provider
) -> None:
    await delivered(street, anna, owner, stripe)

    await anna.taps("Return something")
    assert "What do you want to give back?" in anna.text
    await anna.taps("Blue mug", "Blue mug")
    assert any(label.endswith("2 of 3") for label in anna.buttons)
    await anna.taps("Go on")
    assert "Why do you give this back?" in anna.text
    await anna.says(WHY)
    await sends_photos(street, anna, 2)
    assert "You have added 2 photos." in anna.text
    await anna.taps("Ask the shop")
    assert "The shop has your request." in anna.text

    assert "RETURN ASKED FOR · Order #1001" in owner.text
    assert "2 × Blue mug (250 ml) · BM-1" in owner.text
    assert WHY in owner.text
    assert "$24 goes back to the customer at once." in owner.text
    assert len([m for m in owner.messages if m.get("photo")]) == 2
    before = await counts(street)
    await owner.taps("Accept, restock")
    await street.minds_the_money()

    assert owner.sees("RETURN ACCEPTED · Order #1001", "The goods are on the shelf again.")
    assert len([m for m in owner.messages if m.get("photo")]) == 2, "the photos come once"
    assert await counts(street) == (before[0] + 2, before[1])
    assert stripe.back() == [2400]
    assert anna.sees("The shop takes this back. Order #1001:", "$24 went back to you.")
    await anna.taps("Open the order")
    assert "2 of 3 returned" in anna.text
    assert (await read(street)).payment_status is PaymentStatus.PARTLY_REFUNDED
    assert not street.telegram.violations


async def test_the_shop_declines_with_a_sentence(
    street: Street, anna: Passer, owner: Passer, stripe: Provider
) -> None:
    await delivered(street, anna, owner, stripe)
    await asks(street, anna, photos=1)

    await owner.taps("Decline…")
    street.telegram.sticker(owner.person)
    await street.quiet()
    assert "Please type why" in owner.text
    await owner.says("We see no crack, sorry.")

    assert owner.sees("RETURN DECLINED · Order #1001")
    assert anna.sees("The shop does not take this back.", "“We see no crack, sorry.”")
    assert stripe.count("refund") == 0
    assert (await read(street)).lines[0].gone == 0
    assert not street.telegram.violations


async def test_the_second_to_decide_is_told_who_was_first(
    street: Street, anna: Passer, owner: Passer, stripe: Provider
) -> None:
    await delivered(street, anna, owner, stripe)
    await asks(street, anna)
    assert "Accept, restock" in owner.buttons
    accept = owner.card["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await owner.says("/staff")
    await owner.taps("Invite somebody", "An admin")
    boris = street.person("Boris")
    await boris.says("/start " + owner.text.split("start=")[1].split()[0])
    await boris.sends_forged(accept)

    await owner.sends_forged(accept)
    await street.minds_the_money()

    assert "Boris did this already" in owner.toasts[0]
    assert owner.sees("By Boris")
    assert not owner.sees("By Olga")
    assert stripe.back() == [2400]


async def test_a_customer_who_keeps_the_goods_after_all_says_so(
    street: Street, anna: Passer, owner: Passer, stripe: Provider
) -> None:
    await delivered(street, anna, owner, stripe)
    await asks(street, anna)

    await anna.taps("Keep the goods")
    assert "you keep the goods" in anna.toasts[0]

    assert owner.sees("RETURN WITHDRAWN · Order #1001")
    assert not any("Accept, restock" in label for label in owner.buttons)
    assert (await read(street)).lines[0].gone == 0


async def test_what_was_told_is_kept_when_the_form_is_left(
    street: Street, anna: Passer, owner: Passer, stripe: Provider
) -> None:
    await delivered(street, anna, owner, stripe)
    await anna.taps("Return something", "Blue mug", "Go on")
    street.telegram.sticker(anna.person)
    await street.quiet()
    assert "Please type it as a message" in anna.text
    await anna.says("x")
    assert "Please say why in 3 to 300 characters." in anna.text
    await anna.says(WHY, "/cancel")
    late = anna.card["message_id"]

    await anna.sends_forged("rs:1", late)
    assert "closed" in anna.toasts[0]
    await anna.says("/orders")
    await anna.taps("#1001", "Return something")
    assert any(label.endswith("1 of 3") for label in anna.buttons)
    await anna.taps("Go on")

    assert WHY in anna.text
    assert "Ask the shop" in anna.buttons
    await anna.taps("Write it anew")
    await anna.says("It is too small")
    assert "It is too small" in anna.text


async def test_when_the_time_is_over_the_button_says_so(
    street: Street, anna: Passer, owner: Passer, stripe: Provider, clock: StandingClock
) -> None:
    await delivered(street, anna, owner, stripe)
    clock.skip(days=15)

    await anna.taps("Return something")

    assert "nothing of this order that can be given back" in anna.toasts[0]


async def test_cash_goes_back_by_hand_and_the_customer_reads_it(
    street: Street, anna: Passer, owner: Passer
) -> None:
    await wants_mugs(anna, "Cash at pick-up")
    await owner.taps("Accept", "Packed", "Ready for pick-up", "Picked up", "Received $36")
    await anna.taps("Open the order")
    await asks(street, anna)

    await owner.taps("Accept, don't restock")
    assert owner.sees("It was paid in cash. Please give it back by hand")
    await owner.taps("I have returned it")

    assert anna.sees("$24 went back to you.", "In cash, for order #1001.")
    order: Order = await read(street)
    assert order.payment_status is PaymentStatus.PARTLY_REFUNDED


async def test_no_stranger_decides_or_withdraws_with_a_forged_button(
    street: Street, anna: Passer, owner: Passer, stripe: Provider
) -> None:
    await delivered(street, anna, owner, stripe)
    await asks(street, anna)
    mallory = street.person("Mallory")
    await mallory.says("/start")

    for data in ("r:1", "rp:1:1", "rl:1:1", "rr:1", "rs:1", "rw:1", "ro:1", "ra:1:1", "rn:1"):
        await mallory.sends_forged(data)
        assert "answerCallbackQuery" in mallory.calls, data
    for data in ("ra:1:1", "rn:1", "ro:1"):
        await anna.sends_forged(data)

    async with street.app.store.read() as uow:
        request = await uow.returns.get(1)
    assert request
    assert request.state == "asked"
    assert stripe.count("refund") == 0
    assert not mallory.sees(WHY)
    assert not mallory.sees("1001")
