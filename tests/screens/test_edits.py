"""What a merchant is asked before an order changes, and what a customer reads of it after."""

from dataclasses import replace

import pytest

from bot.callbacks.returns import AnswerOffer, DropPieces, EditPieces, RefundPieces
from bot.callbacks.shopping import OpenProduct
from bot.screens.edits import edits_screen, line_screen, may_edit, sure_screen
from bot.screens.fates import bought, fates
from bot.screens.merchant import fulfilment_screen
from bot.screens.orders import order_screen
from bot.screens.pieces_notes import (
    answered_screen,
    offer_note,
    paid_back_note,
    return_note,
    taken_off_note,
)
from domain.fulfilment import Step
from domain.money import Money
from domain.orders import Method, Order, OrderLine, PaymentStatus, Status
from domain.returns import Offer, OfferState, Return, State
from domain.services.fulfilment import Part
from tests.screens.samples import (
    LONG,
    NASTY,
    NOON,
    SHOP,
    T,
    button,
    keeps_limits,
    labels,
    order,
    part,
    usd,
)

MUG = OrderLine(11, 1, 1, "BM-1", "Blue mug", "", 3, usd(1200), 7)
OFFER = Offer(5, 42, 1, 7, 1, 3001, NOON)
CASH = {"paid": PaymentStatus.UNPAID, "method": Method.CASH}


def of(step: Step = Step.NEW, *lines: OrderLine, **changed: object) -> Part:
    """The only part of an order of three mugs."""
    moved = part(step)
    placed = order(*(lines or (MUG,)), parts=(moved,), **changed)  # type: ignore[arg-type]
    return Part(moved, placed)


def request(state: State = State.ASKED, answer: str = "") -> Return:
    """A request to give two mugs back."""
    return Return(9, 42, 1, 1001, {7: 2}, "Cracked", (), NOON, state, answer=answer)


@pytest.mark.parametrize(
    ("step", "changed", "may"),
    [
        (Step.NEW, {}, True),
        (Step.ACCEPTED, CASH, True),
        (Step.PACKED, {}, True),
        (Step.PACKED, CASH, False),
        (Step.DELIVERED, {"status": Status.COMPLETED}, True),
        (Step.DELIVERED, {"status": Status.COMPLETED, "paid": PaymentStatus.REFUNDED}, False),
        (Step.NEW, {"status": Status.AWAITING_PAYMENT, "paid": PaymentStatus.UNPAID}, False),
        (Step.CANCELLED, {}, False),
    ],
)
def test_the_card_offers_changes_only_where_there_are_some(
    step: Step, changed: dict[str, object], may: bool
) -> None:
    one = of(step, **changed)

    card = fulfilment_screen(one, T, group=False)

    assert may_edit(one) is may
    assert any("Change or refund…" in row for row in labels(card)) is may
    assert keeps_limits(card)


def test_before_packing_a_question_names_the_pieces_the_money_and_where_they_are() -> None:
    screen = sure_screen(of(), MUG, 2, T)

    assert "Take this off order #1042?" in screen.text
    assert "2 × Blue mug\n$24 goes back to the customer." in screen.text
    assert button(screen, "Not there at all").press == DropPieces(
        fulfilment=1, line=7, pieces=2, of=3, restock=False
    )
    assert "cancels" not in screen.text


def test_taking_all_off_says_that_it_cancels() -> None:
    assert "this cancels the order" in sure_screen(of(), MUG, 3, T).text


def test_after_packing_only_money_moves() -> None:
    screen = sure_screen(of(Step.SHIPPED), MUG, 1, T)

    assert "<b>Give $12 back to the customer?</b>" in screen.text
    assert button(screen, "Give it back").press == RefundPieces(
        fulfilment=1, line=7, pieces=1, of=3
    )
    assert "Back on the shelf" not in str(labels(screen))


def test_of_many_pieces_a_few_or_all_can_be_chosen() -> None:
    many = replace(MUG, quantity=40, cancelled=1)

    screen = line_screen(of(Step.NEW, many), many, T)

    assert labels(screen)[:2] == [["1", "2", "3"], ["4", "5", "All 39"]]
    assert button(screen, "All 39").press == EditPieces(fulfilment=1, line=7, pieces=39)
    assert "Suggest one more" not in str(labels(screen)), "pieces of it are missing"


def test_a_line_says_what_became_of_its_pieces_to_both_sides() -> None:
    line = replace(MUG, quantity=6, cancelled=1, returned=2, waived=1)

    assert fates(line, T) == "1 not available, 2 of 6 returned, 1 of 6 paid back"
    assert bought((line, MUG), 1, T).endswith("and 1 more item")
    card = fulfilment_screen(of(Step.DELIVERED, line), T, group=False)
    assert "<b>5 ×</b> Blue mug" in card.text
    assert "1 not available" in order_screen(of(Step.DELIVERED, line).order, T, SHOP).text


def test_a_discounted_line_is_listed_at_its_own_price_for_the_discount_is_told_below() -> None:
    line = replace(MUG, quantity=2, price=Money(1100, "USD"), discount=300)

    assert bought((line,), 1, T).endswith("× 2 — $22")


def test_the_customer_of_a_cash_order_reads_what_is_still_to_pay() -> None:
    placed = of(Step.ACCEPTED, replace(MUG, cancelled=1), **CASH).order

    text = order_screen(placed, T, SHOP).text

    assert "Total: $36" in text
    assert "Not available: −$12" in text
    assert "<b>To pay in cash: $24</b>" in text
    assert "You pay $24 in cash." in taken_off_note(placed, MUG, 1, None, T).text


def test_a_paid_order_says_nothing_of_cash() -> None:
    placed = of(Step.ACCEPTED, replace(MUG, cancelled=1)).order

    assert "in cash" not in order_screen(placed, T, SHOP).text
    assert "$12 goes back to you." in taken_off_note(placed, MUG, 1, usd(1200), T).text


def test_who_has_paid_gets_the_goods_and_not_a_yes() -> None:
    asked = offer_note(of().order, OFFER, T)
    in_cash = offer_note(of(Step.NEW, **CASH).order, OFFER, T)

    assert button(asked, "See the goods").press == OpenProduct(product=1, variant=11)
    assert button(in_cash, "Yes, add it").press == AnswerOffer(offer=5, yes=True)
    assert "Yes, add it" not in str(labels(asked))
    answered = offer_note(of().order, replace(OFFER, state=OfferState.DECLINED), T)
    assert labels(answered) == [["Open the order"]]


def _notes(placed: Order, line: OrderLine) -> list[object]:
    return [
        taken_off_note(placed, line, 2, usd(1), T),
        paid_back_note(placed, line, 2, usd(1), T),
        paid_back_note(placed, line, 2, None, T),
        return_note(placed, request(State.ACCEPTED), usd(2400), T),
        return_note(placed, request(State.REJECTED, LONG * 5), None, T),
        offer_note(placed, OFFER, T),
        answered_screen(placed, True, T),
        answered_screen(placed, False, T),
    ]


@pytest.mark.parametrize("title", NASTY)
def test_nothing_that_people_write_breaks_these_screens(title: str) -> None:
    lines = [replace(MUG, id=7 + n, title=title, cancelled=1) for n in range(9)]
    one = of(Step.NEW, *lines)
    screens = [
        edits_screen(one, 0, T),
        edits_screen(one, 1, T),
        edits_screen(one, 99, T),
        line_screen(one, lines[0], T),
        sure_screen(one, lines[0], 1, T),
        sure_screen(of(Step.PACKED, *lines), lines[0], 2, T),
        fulfilment_screen(one, T, group=True),
        order_screen(one.order, T, SHOP),
        *_notes(one.order, lines[0]),
    ]

    assert all(keeps_limits(screen) for screen in screens)  # type: ignore[arg-type]
    assert not any("<script>" in screen.text for screen in screens)  # type: ignore[attr-defined]
