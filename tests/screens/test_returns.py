"""What a customer sees who gives goods back, and the merchant who decides."""

from dataclasses import replace

import pytest

from bot.callbacks.returns import AcceptReturn, OpenReturn, ReturnPieces
from bot.screens.orders import order_screen
from bot.screens.requests import rejecting_screen, request_screen
from bot.screens.returns import (
    Draft,
    asked_screen,
    goods_screen,
    photos_screen,
    reason_screen,
    returns_screen,
)
from domain.fulfilment import Step
from domain.orders import OrderLine, Status
from domain.returns import Return, State
from domain.services.fulfilment import Part
from domain.services.returns import Case, Returnable
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
TAKES_BACK = replace(SHOP, return_days=14)
ASKED = Return(9, 42, 1, 1001, {7: 2}, "Cracked", ("a", "b"), NOON)


def found(*lines: OrderLine, asked: tuple[Return, ...] = ()) -> Returnable:
    """A delivered order of which everything may come back."""
    bought = lines or (MUG,)
    placed = order(*bought, status=Status.COMPLETED, parts=(part(Step.DELIVERED),))
    return Returnable(placed, {line.id: line.kept for line in bought}, asked)


def case(asked: Return = ASKED, *lines: OrderLine) -> Case:
    """A request of that order, as its merchant gets it."""
    placed = found(*lines).order
    return Case(asked, Part(placed.fulfilments[0], placed))


def test_the_order_card_leads_to_a_return_where_something_was_delivered() -> None:
    placed = found().order
    on_its_way = order(MUG, parts=(part(Step.SHIPPED),))
    all_back = order(replace(MUG, returned=3), parts=(part(Step.DELIVERED),))

    assert button(order_screen(placed, T, TAKES_BACK), "Return something").press == OpenReturn(
        order=42
    )
    for never in (
        order_screen(placed, T, SHOP),
        order_screen(on_its_way, T, TAKES_BACK),
        order_screen(all_back, T, TAKES_BACK),
    ):
        assert "Return something" not in str(labels(never))


def test_a_tap_adds_a_piece_and_after_the_last_there_are_none() -> None:
    none = goods_screen(found(), Draft(42, 1), T)
    all_ = goods_screen(found(), Draft(42, 1, {7: 3}), T)

    assert labels(none)[0] == ["Blue mug · 0 of 3"]
    assert "Go on" not in str(labels(none))
    assert button(none, "Blue mug · 0 of 3").press == ReturnPieces(line=7, pieces=1)
    assert button(all_, "Blue mug · 3 of 3").press == ReturnPieces(line=7, pieces=0)
    assert "Go on" in str(labels(all_))


def test_photos_are_counted_up_to_five() -> None:
    draft = Draft(42, 1, {7: 2}, "Cracked")
    placed = found().order

    assert "send up to 5" in photos_screen(placed, draft, T).text
    one = photos_screen(placed, replace(draft, photos=("a",)), T)
    five = photos_screen(placed, replace(draft, photos=tuple("abcde")), T)
    assert "You have added 1 photo." in one.text
    assert "all there is room for" in five.text


def test_an_open_request_says_what_accepting_means_and_offers_it() -> None:
    screen = request_screen(case(), T)

    assert "RETURN ASKED FOR" in screen.text
    assert "2 × Blue mug · <code>BM-1</code>" in screen.text
    assert "If you accept, $24 goes back to the customer at once." in screen.text
    assert "2 photos are above." in screen.text
    accept = button(screen, "Accept, restock").press
    assert accept == AcceptReturn(request=9, restock=True)


@pytest.mark.parametrize("state", [State.ACCEPTED, State.REJECTED, State.WITHDRAWN])
def test_a_decided_request_says_who_decided_and_asks_nothing(state: State) -> None:
    ended = replace(ASKED, state=state, by="Mira", decided_at=NOON, answer="No.")

    screen = request_screen(case(ended), T)

    assert "By Mira" in screen.text
    assert labels(screen) == [["The order"]]
    assert "If you accept" not in screen.text


def test_two_merchants_are_asked_one_by_one() -> None:
    vase = replace(MUG, id=8, merchant_id=2)
    both = replace(
        found(MUG, vase).order,
        fulfilments=(part(Step.DELIVERED), part(Step.DELIVERED, n=2)),
    )

    screen = returns_screen(Returnable(both, {7: 1, 8: 1}, (ASKED,)), T)

    assert labels(screen)[:3] == [["Keep the goods"], ["Merchant 1"], ["Merchant 2"]]
    assert "2 × Blue mug" in screen.text


@pytest.mark.parametrize("title", NASTY)
def test_nothing_that_people_write_breaks_these_screens(title: str) -> None:
    lines = tuple(replace(MUG, id=7 + n, title=title) for n in range(9))
    pieces = {line.id: 2 for line in lines}
    asked = replace(ASKED, lines=pieces, reason=(title * 300)[:300])
    all_ = found(*lines, asked=(asked,) * 9)
    draft = Draft(42, 1, pieces, asked.reason, tuple("abcde"))
    ended = replace(asked, state=State.REJECTED, answer=LONG * 4, by=title, decided_at=NOON)
    screens = [
        returns_screen(all_, T),
        returns_screen(replace(all_, lines={}), T),
        goods_screen(all_, draft, T),
        goods_screen(all_, draft, T, 1),
        reason_screen(all_.order, draft, T),
        photos_screen(all_.order, draft, T),
        asked_screen(asked, all_.order, T),
        request_screen(case(asked, *lines), T),
        request_screen(case(ended, *lines), T),
        rejecting_screen(case(asked, *lines), T, group=True),
    ]

    assert all(keeps_limits(screen) for screen in screens)
    assert not any("<script>" in screen.text for screen in screens)
