"""What a merchant's card says and offers, and what it keeps to itself."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.callbacks.work import MoveFulfilment, OpenFulfilment, OpenFulfilmentLines, ShipFulfilment
from bot.i18n import Translations, Translator
from bot.limits import problems
from bot.markup import Markup, plain
from bot.reply import Button, Screen
from bot.screens.fulfilment_lines import lines_screen
from bot.screens.merchant import cancel_screen, fulfilment_screen, too_late, tracking_screen
from bot.screens.queue import queue_screen
from domain.customers import Delivery
from domain.errors import AlreadyDone, WrongStep
from domain.fulfilment import Fulfilment, Step
from domain.money import Money
from domain.orders import Method, Order, OrderLine, PaymentStatus, Recipient, Status
from domain.services.fulfilment import Part

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
MUG = OrderLine(1, 1, 1, "BM-1", "Blue mug", "350 ml", 2, Money(129000, "RUB"))
TEA = OrderLine(2, 2, 2, "TEA-9", "Green tea", "", 1, Money(50000, "RUB"))
ANNA = Recipient("Anna Orlova", "+79161234567", Delivery.COURIER, "Lenina 5, Moscow")
NEW = Fulfilment(7, 42, 1, "Clay & Co", Step.NEW)


@pytest.fixture
def t() -> Translator:
    """English, as the code has it."""
    return Translations({}).for_language("en")


def part(step: Step = Step.NEW, **order: Any) -> Part:
    """A merchant's part of a paid order of two pieces, moved last by Boris."""
    by, at = ("", None) if step is Step.NEW else ("Boris", NOON)
    moved = replace(NEW, step=step, by=by, at=at)
    price = Money(258000, "RUB")
    facts: dict[str, Any] = {
        "total": price,
        "status": Status.CONFIRMED,
        "payment_status": PaymentStatus.PAID,
        "method": Method.TELEGRAM,
        "recipient": ANNA,
        "lines": (MUG,),
        "fulfilments": (moved,),
    } | order
    placed = Order(
        id=42,
        customer_id=1001,
        language="en",
        subtotal=price,
        shipping=Money(0, "RUB"),
        placed_at=NOON,
        expires_at=None,
        **facts,
    )
    return Part(moved, placed)


def labels(screen: Screen) -> list[str]:
    """The labels of all buttons in reading order."""
    return [button.text for row in screen.rows for button in row]


def button(screen: Screen, label: str) -> Button:
    """The button of that label."""
    return next(each for row in screen.rows for each in row if each.text == label)


def test_a_new_card_says_first_whether_it_is_paid(t: Translator) -> None:
    screen = fulfilment_screen(part(), t, group=False)

    assert screen.text.splitlines()[
        0
    ] == "<b>PAID</b> · Order <b>#1042</b> · 2\u202f580 ₽".replace(
        "2\u202f580 ₽", t.money(Money(258000, "RUB"))
    )
    assert "<b>2 ×</b> Blue mug (350 ml) · <code>BM-1</code>" in screen.text
    assert "Anna Orlova\n+79161234567\nLenina 5, Moscow" in screen.text
    assert labels(screen) == [
        "Accept",
        "Copy number",
        "Copy address",
        "Change or refund…",
        "‹ Queue",
        "Cancel order",
    ]
    assert button(screen, "Accept").press == MoveFulfilment(fulfilment=7, to=Step.ACCEPTED)
    assert not screen.card
    assert problems(screen) == []


def test_cash_on_delivery_is_said_until_the_cash_is_there(t: Translator) -> None:
    unpaid = part(method=Method.CASH, payment_status=PaymentStatus.UNPAID)
    paid = part(Step.DELIVERED, method=Method.CASH, payment_status=PaymentStatus.PAID)

    assert fulfilment_screen(unpaid, t, group=False).text.startswith("<b>CASH ON DELIVERY</b>")
    assert fulfilment_screen(paid, t, group=False).text.startswith("<b>PAID</b>")


def test_another_merchants_goods_and_money_are_never_shown(t: Translator) -> None:
    other = Fulfilment(8, 42, 2, "Leaf House", Step.NEW)
    shared = part(lines=(MUG, TEA), fulfilments=(NEW, other), total=Money(308000, "RUB"))
    for screen in (
        fulfilment_screen(shared, t, group=False),
        cancel_screen(shared, t),
        lines_screen(shared, 0, t),
    ):
        assert "tea" not in screen.text.lower()
        assert "TEA-9" not in screen.text
        assert "Leaf" not in screen.text
        assert t.money(Money(308000, "RUB")) not in screen.text
    assert (
        "Only what Clay &amp; Co sells is shown." in fulfilment_screen(shared, t, group=False).text
    )


def test_a_group_sees_nothing_of_the_customer_until_it_taps(t: Translator) -> None:
    told = replace(ANNA, comment="Ring at Petrov's")
    text = fulfilment_screen(part(recipient=told), t, group=True).text

    open_, _, rest = text.partition("<tg-spoiler>")
    hidden, _, after = rest.partition("</tg-spoiler>")
    for secret in ("Anna", "+7916", "Lenina", "Petrov"):
        assert secret in hidden
        assert secret not in open_ + after


@pytest.mark.parametrize(
    ("step", "deed"),
    [
        (Step.NEW, "Accept"),
        (Step.ACCEPTED, "Packed"),
        (Step.PACKED, "Shipped"),
        (Step.SHIPPED, "Delivered"),
        (Step.DELIVERED, None),
        (Step.CANCELLED, None),
    ],
)
def test_only_the_step_that_is_next_has_a_button(
    step: Step, deed: str | None, t: Translator
) -> None:
    offered = labels(fulfilment_screen(part(step), t, group=False))

    deeds = {"Accept", "Packed", "Shipped", "Delivered"} & set(offered)
    assert deeds == ({deed} if deed else set())
    may_cancel = step in (Step.NEW, Step.ACCEPTED, Step.PACKED)
    assert ("Cancel order" in offered) == may_cancel


@pytest.mark.parametrize("status", [Status.AWAITING_PAYMENT, Status.EXPIRED])
def test_an_order_without_its_money_offers_no_work(status: Status, t: Translator) -> None:
    waiting = part(status=status, payment_status=PaymentStatus.UNPAID)
    screen = fulfilment_screen(waiting, t, group=False)

    assert screen.text.startswith("<b>NOT PAID YET</b>")
    assert labels(screen) == ["Copy number", "Copy address", "‹ Queue"]


def test_a_parcel_is_asked_for_its_number_and_a_pickup_is_not(t: Translator) -> None:
    pickup = replace(ANNA, delivery=Delivery.PICKUP, address="Our shop, Tverskaya 1")
    parcel = fulfilment_screen(part(Step.PACKED), t, group=False)
    shelf = fulfilment_screen(part(Step.PACKED, recipient=pickup), t, group=False)
    ready = fulfilment_screen(part(Step.SHIPPED, recipient=pickup), t, group=False)

    assert button(parcel, "Shipped").press == ShipFulfilment(fulfilment=7)
    move = MoveFulfilment(fulfilment=7, to=Step.SHIPPED)
    assert button(shelf, "Ready for pick-up").press == move
    assert "Made ready for pick-up by Boris" in ready.text
    assert "Picked up" in labels(ready)
    assert "Copy address" not in labels(shelf)


def test_a_card_says_who_moved_it_and_with_which_number(t: Translator) -> None:
    shipped = part(Step.SHIPPED)
    numbered = Part(replace(shipped.fulfilment, tracking="RB<1>"), shipped.order)
    text = fulfilment_screen(numbered, t, group=False).text

    assert "Shipped by Boris, <tg-time" in text
    assert "Tracking: <code>RB&lt;1&gt;</code>" in text


def test_cancelling_says_what_returns_and_whose_money_goes_back(t: Translator) -> None:
    paid = cancel_screen(part(), t)
    cash = cancel_screen(part(method=Method.CASH, payment_status=PaymentStatus.UNPAID), t)

    assert "<b>2 ×</b> Blue mug (350 ml)" in paid.text
    assert f"<b>{t.money(Money(258000, 'RUB'))}</b> goes back to them" in paid.text
    assert "Nothing was paid" in cash.text
    assert "goes back to them" not in cash.text
    assert labels(paid) == ["Cancel order", "Keep order"]
    assert button(paid, "Keep order").press == OpenFulfilment(fulfilment=7)
    assert problems(paid) == []


@pytest.mark.parametrize("money", list(PaymentStatus))
def test_every_standing_of_the_money_is_told_on_the_card(
    money: PaymentStatus, t: Translator
) -> None:
    of = part(payment_status=money)

    assert fulfilment_screen(of, t, group=True).text.startswith("<b>")
    assert problems(fulfilment_screen(of, t, group=True)) == []
    assert problems(cancel_screen(of, t)) == []
    nothing = (PaymentStatus.UNPAID, PaymentStatus.CHECKING, PaymentStatus.REFUNDED)
    back = money not in nothing
    assert ("goes back to them" in cancel_screen(of, t).text) == back


def test_the_second_person_learns_who_was_first_and_when(t: Translator) -> None:
    first = AlreadyDone("Anna", NOON, Step.ACCEPTED)

    said = too_late(first, NOON + timedelta(seconds=12), t)

    assert plain(said) == "Anna accepted it 12 seconds ago."
    assert "not due" in too_late(WrongStep(Step.NEW, Step.SHIPPED), NOON, t)


def test_the_question_for_a_number_has_a_way_round_and_a_way_back(t: Translator) -> None:
    screen = tracking_screen(part(Step.PACKED), t, group=True)

    assert "Reply to this message" in screen.text
    assert labels(screen) == ["Without number", "‹ Back"]
    assert problems(screen) == []


def test_nasty_texts_are_shown_as_typed_and_fit(t: Translator) -> None:
    worst = "<b>" + "ש" * 61
    who = Recipient(worst, "+79161234567", Delivery.COURIER, "<i>" * 66, "<u>" * 100)
    line = replace(MUG, title=worst, label="<s>" * 30, sku="<" * 40)
    full = part(recipient=who, lines=(line,) * 40)
    for screen in (
        fulfilment_screen(full, t, group=True),
        cancel_screen(full, t),
        lines_screen(full, 3, t),
    ):
        assert problems(screen) == []
        assert "<s>" not in screen.text
        assert "<u>" not in screen.text


def test_lines_beyond_the_card_are_counted_and_can_all_be_read(t: Translator) -> None:
    lines = tuple(replace(MUG, sku=f"S-{at}") for at in range(23))
    full = part(lines=lines)
    card = fulfilment_screen(full, t, group=False)

    assert "and 17 more lines" in card.text
    assert button(card, "All lines").press == OpenFulfilmentLines(fulfilment=7)
    pages = Markup("\n").join([lines_screen(full, page, t).text for page in range(3)])
    assert all(f"<code>S-{at}</code>" in pages for at in range(23))
    assert lines_screen(full, 99, t) == lines_screen(full, 2, t)


def test_the_queue_counts_by_step_and_opens_the_oldest_first(t: Translator) -> None:
    steps = (Step.PACKED, Step.NEW, Step.NEW)
    parts = [replace(NEW, id=at, order_id=at, step=step) for at, step in enumerate(steps, 1)]
    screen = queue_screen(parts, t)

    assert "Packed: 1 · New: 2" in screen.text
    assert labels(screen) == ["#1001 · Packed", "#1002 · New", "#1003 · New", "Look again"]
    assert button(screen, "#1001 · Packed").press == OpenFulfilment(fulfilment=1)
    assert "Clay" not in screen.text


def test_a_long_queue_of_several_merchants_fits(t: Translator) -> None:
    parts = [
        replace(NEW, id=at, order_id=10**6 + at, merchant_id=at % 2, merchant="<M>" * 21)
        for at in range(20)
    ]
    screen = queue_screen(parts, t)

    assert problems(screen) == []
    assert "&lt;M&gt;" in screen.text


def test_an_empty_queue_says_so_and_leads_on(t: Translator) -> None:
    screen = queue_screen([], t)

    assert "Nothing to do" in screen.text
    assert labels(screen) == ["Look again"]
