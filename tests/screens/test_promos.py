"""What admins see of promo codes and of ways of delivery, and what customers choose from."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.callbacks.prices import ChooseMethod, ShowDelivery, SwitchPromo
from bot.callbacks.shopping import ChooseDelivery, LeaveForm
from bot.screens.deliveries import choice_screen, deliveries_screen
from bot.screens.promos import ask_screen, promo_screen, promos_screen
from domain.customers import Delivery
from domain.deliveries import MOST, MOST_SHOWN, DeliveryMethod
from domain.promo import Kind, Promo
from domain.services.promos import PAGE, PromoPage
from tests.screens.samples import (
    KNOWN,
    NASTY,
    T,
    button,
    cart,
    cart_line,
    keeps_limits,
    labels,
    prices,
    usd,
    ways,
)

SPRING = Promo(
    id=5,
    code="SPRING",
    kind=Kind.PERCENT,
    amount=12_500,
    currency="USD",
    minimum=5000,
    ends_at=datetime(2027, 1, 1, tzinfo=UTC),
    most=100,
    each=1,
    targeted=True,
    used=7,
    targets=("Mugs", "Teapot"),
)
POST = DeliveryMethod(4, Delivery.COURIER, usd(550), "Post to regions", usd(10_000))
POINT = DeliveryMethod(5, Delivery.PICKUP, usd(0), address="5 Main Street")


def test_a_code_is_told_as_it_was_understood() -> None:
    screen = promo_screen(SPRING, T)

    assert screen.text == (
        "<b>SPRING</b> — 12.5% off\nFor goods of $50 or more\nUntil Dec 31, 2026\n"
        "1 use a person\nOnly for: Mugs, Teapot\nUsed 7 times of 100"
    )
    assert button(screen, "SPRING · switch off").press == SwitchPromo(promo=5, on=False)


def test_sums_free_delivery_and_codes_that_are_off_are_told_apart() -> None:
    fixed = replace(SPRING, kind=Kind.FIXED, amount=500, active=False)

    assert "$5 off (switched off)" in promo_screen(fixed, T).text
    assert button(promo_screen(fixed, T), "SPRING · switch on").press == SwitchPromo(
        promo=5, on=True
    )
    assert "free delivery" in promo_screen(replace(SPRING, kind=Kind.DELIVERY), T).text
    assert "Only for: —" in promo_screen(replace(SPRING, targets=()), T).text


def test_a_shop_without_codes_is_told_how_to_make_one() -> None:
    screen = promos_screen(PromoPage((), 0, 0), T)

    assert "There are no promo codes yet." in screen.text
    assert "/promo SPRING 10% min 50" in screen.text


@pytest.mark.parametrize("text", NASTY)
def test_a_full_page_of_the_longest_codes_fits(text: str) -> None:
    worst = replace(
        SPRING,
        code="W" * 24,
        starts_at=SPRING.ends_at,
        active=False,
        targets=(text, text, text, text),
    )
    screen = promos_screen(PromoPage((worst,) * PAGE, 1, 3 * PAGE), T)

    assert keeps_limits(screen)
    assert "<script>" not in screen.text


@pytest.mark.parametrize("note", ["", "“X” is not valid any more."])
def test_a_code_is_asked_for_with_an_example_and_can_be_left(note: str) -> None:
    screen = ask_screen(T, note)

    assert note in screen.text
    assert "SPRING" in screen.text
    assert screen.rows[-1][0].press == LeaveForm()


def test_ways_are_numbered_and_each_has_its_switch() -> None:
    screen = deliveries_screen((POST, replace(POINT, hidden=True)), T, "Done.")

    assert "1. Post to regions — $5.50, free from $100" in screen.text
    assert "<s>2. Pick-up: 5 Main Street — free</s> (hidden)" in screen.text
    assert button(screen, "Hide 1").press == ShowDelivery(method=4, hidden=True)
    assert button(screen, "Show 2").press == ShowDelivery(method=5, hidden=False)


def test_what_only_the_settings_tell_has_no_switch() -> None:
    assert labels(deliveries_screen(ways(), T)) == [["‹ Panel"]]


def test_ways_that_cost_say_so_on_their_buttons_and_in_full() -> None:
    goods = cart(cart_line())
    methods = (replace(POST, id=3, title="Courier", fee=usd(300)), POST, POINT)
    contact = replace(KNOWN, method=4)
    screen = choice_screen(prices(goods, methods, contact), T)

    assert "Courier — $3, free from $100\nPost to regions — $5.50" in screen.text
    assert "Pick-up: 5 Main Street — free" in screen.text
    assert labels(screen)[:3] == [
        ["Courier · $3"],
        ["• Post to regio… · $5.50"],
        ["I pick it up · free"],
    ]
    assert screen.rows[1][0].press == ChooseMethod(method=4)


def test_several_points_are_called_by_their_addresses() -> None:
    points = (POINT, replace(POINT, id=6, address="1 Market Square"))
    screen = choice_screen(prices(cart(cart_line()), points), T)

    assert labels(screen)[:2] == [["5 Main Street"], ["1 Market Square"]]


def test_ways_of_the_settings_are_chosen_by_kind() -> None:
    screen = choice_screen(prices(cart(cart_line())), T)

    assert screen.rows[1][0].press == ChooseDelivery(delivery=Delivery.PICKUP)


@pytest.mark.parametrize("text", NASTY)
def test_as_many_ways_as_there_may_be_fit(text: str) -> None:
    way = replace(POST, title=text[:40], fee=usd(99_999_999), free_from=usd(10**10))
    point = replace(POINT, address=(text * 9)[:200])
    shown = (*(replace(way, id=n + 1) for n in range(MOST_SHOWN - 1)), point)
    hidden = tuple(replace(way, id=n + 20, hidden=True) for n in range(MOST - MOST_SHOWN))

    assert keeps_limits(choice_screen(prices(cart(cart_line()), shown), T))
    assert keeps_limits(deliveries_screen(shown + hidden, T, "Done. " * 6))
    assert "<script>" not in deliveries_screen(shown, T).text
