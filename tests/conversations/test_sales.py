"""Sales as the owner plans them and customers meet them."""

import pytest

from domain.services.goods_news import GoodsNews
from domain.services.sale_clock import SaleClock
from tests.conftest import StandingClock
from tests.conversations.street import Passer, Street


async def _days_pass(street: Street, clock: StandingClock, days: float) -> None:
    """Let time go by, and the shop do what is due then."""
    clock.skip(days=days)
    await SaleClock(street.app.store, clock).turn()
    await GoodsNews(street.app.store, clock).tell_of_prices()
    await street.quiet()


async def _opens_the_teapot(anna: Passer) -> None:
    await anna.says("/start")
    await anna.taps("Kitchen", "All goods here", "Teapot")


async def test_a_planned_sale_is_seen_on_its_days_and_not_before_or_after(
    street: Street, anna: Passer, owner: Passer, clock: StandingClock
) -> None:
    await owner.says("/sale TP-1 24 2026-12-01 2026-12-07")
    assert "Teapot (TP-1): $30 → $24" in owner.text
    assert "Dec 1, 2026 – Dec 7, 2026 · planned" in owner.text
    assert "Time zone: UTC." in owner.text
    await _opens_the_teapot(anna)
    assert "Sale until" not in anna.text

    await _days_pass(street, clock, 10)
    await _opens_the_teapot(anna)
    assert "$24 instead of $30\nSale until December 7\nOnly 1 left" in _plain(anna)
    assert "Buy now · $24" in anna.buttons
    await anna.taps("‹ Back")
    assert "Teapot · $24 instead of $30" in _plain(anna)

    await _days_pass(street, clock, 7)
    await _opens_the_teapot(anna)
    assert "Buy now · $30" in anna.buttons
    assert "Sale until" not in anna.text
    await owner.says("/sales")
    assert "Dec 1, 2026 – Dec 7, 2026 · over" in owner.text


async def test_what_is_in_a_cart_costs_less_in_a_sale_and_the_order_keeps_its_price(
    street: Street, anna: Passer, owner: Passer, clock: StandingClock
) -> None:
    await owner.says("/sale TP-1 -20% 2026-12-01 2026-12-07")
    await _opens_the_teapot(anna)
    await anna.taps("Add")
    await _days_pass(street, clock, 10)

    await anna.says("/cart")
    assert "Price changed: $30 → $24" in _plain(anna)
    await anna.taps("Accept changes", "Checkout · $24", "Courier")
    await anna.says("12 Harbour Street, flat 3")
    await anna.shares_phone("+12025550123")
    await anna.taps("Pay $24")
    await owner.says("/sales")
    await owner.taps("Teapot · end it", "End it now")
    paid = await anna.pays()

    assert paid.total == 2400
    assert anna.sees("We received $24")


async def test_a_sale_that_ends_between_the_review_and_the_tap_is_told(
    street: Street, anna: Passer, owner: Passer, clock: StandingClock
) -> None:
    await owner.says("/sale TP-1 -20% until 2026-12-07")
    await _opens_the_teapot(anna)
    await anna.taps("Add")
    await anna.says("/cart")
    await anna.taps("Checkout · $24", "Courier")
    await anna.says("12 Harbour Street, flat 3")
    await anna.shares_phone("+12025550123")
    await _days_pass(street, clock, 17)

    await anna.taps("Pay $24")

    assert anna.toasts == [
        "Something changed since you looked. Nothing was ordered. Please check again."
    ]
    assert "Price changed: $24 → $30" in _plain(anna)
    await anna.taps("Accept changes", "Checkout · $30")
    assert "Pay $30" in anna.buttons


async def test_whoever_saved_something_is_told_when_its_sale_begins(
    street: Street, anna: Passer, owner: Passer, clock: StandingClock
) -> None:
    await _opens_the_teapot(anna)
    await anna.taps("♡ Save")
    await owner.says("/sale TP-1 24 2026-12-01 2026-12-07")

    await _days_pass(street, clock, 10)

    assert "Teapot · $24 instead of $30" in _plain(anna)


async def test_a_sale_that_runs_is_ended_only_when_the_owner_is_sure(owner: Passer) -> None:
    await owner.says("/sale TP-1 24 until 2026-12-07")
    assert "running" in owner.text
    await owner.taps("Teapot · end it")
    assert "End it now?" in owner.text

    await owner.taps("Let it run")
    assert "running" in owner.text
    await owner.taps("Teapot · end it", "End it now")

    assert "Ended early" in owner.text
    await owner.says("/price TP-1")
    assert "$30" in owner.text


async def test_a_sale_that_is_only_planned_is_cancelled_at_once(owner: Passer) -> None:
    await owner.says("/sale TP-1 24 2026-12-01 2026-12-07")

    await owner.taps("Teapot · cancel")

    assert "Nothing of it will begin." in owner.text
    assert "cancelled" in owner.text
    await owner.taps("All sales")
    assert "Teapot · cancel" not in owner.buttons


async def test_a_price_typed_during_a_sale_wins_and_the_owner_is_told(owner: Passer) -> None:
    await owner.says("/sale TP-1 24 until 2026-12-07")

    await owner.says("/price TP-1 26")

    assert owner.sees("Teapot (TP-1): $24 → $26. Its sale is over with that.")
    assert "The sale of Teapot has ended early." in owner.text
    assert "Undo TP-1" not in owner.buttons


async def test_a_product_is_put_on_sale_from_its_card_by_two_taps(owner: Passer) -> None:
    await owner.says("/product TP-1")
    await owner.taps("Put on sale")
    assert "Teapot costs $30 now" in _plain(owner)

    await owner.taps("−20%")
    assert "In the sale: −20%" in owner.text
    await owner.taps("7 days")

    assert "Teapot (TP-1): $30 → $24" in _plain(owner)
    assert "until Nov 28, 2026 · running" in owner.text
    await owner.says("/product TP-1")
    assert "Sale until November 28" in owner.text


async def test_the_form_takes_what_is_typed_and_says_what_is_wrong(owner: Passer) -> None:
    await owner.says("/product TP-1")
    await owner.taps("Put on sale")
    for typed, said in (
        ("cheap", "“cheap” is not understood."),
        ("30", "TP-1 costs $30 now. A sale has to be less."),
        ("24 until 2026-11-01", "is over already"),
    ):
        await owner.says(typed)
        assert said in owner.text
        assert "How much less should it cost?" in owner.text
    await owner.says("24")
    await owner.says("tomorrow")
    assert "“tomorrow” is not understood." in owner.text
    assert "In the sale: $24" in owner.text

    await owner.says("2026-12-01 2026-12-07")

    assert "Dec 1, 2026 – Dec 7, 2026 · planned" in owner.text


async def test_price_and_days_may_be_typed_at_once(owner: Passer) -> None:
    await owner.says("/product TP-1")
    await owner.taps("Put on sale")

    await owner.says("-50% until 2026-12-07")

    assert "Teapot (TP-1): $30 → $15" in _plain(owner)


async def test_a_category_is_put_on_sale_by_its_name(owner: Passer, anna: Passer) -> None:
    await owner.says("/sale Kitchen -10% until 2026-12-07")

    assert "Kitchen −10%: " in _plain(owner)
    assert "running" in owner.text
    await anna.says("/start")
    await anna.taps("Kitchen", "All goods here")
    assert "Teapot · $27 instead of $30" in _plain(anna)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("/sale", "/sale BM-1 -15% until 2026-12-05"),
        ("/sale TP-1 24", "The last day is missing."),
        ("/sale TP-1 24 until 2026-11-01", "is over already. Nothing was planned."),
        ("/sale TP-1 24 2026-12-07 2026-12-01", "before it begins. Nothing was planned."),
        ("/sale TP-9 24 until 2026-12-07", "there is no such SKU or category. Near it: TP-1"),
        ("/sale TP-1 40 until 2026-12-07", "TP-1 costs $30 now. A sale has to be less."),
    ],
)
async def test_what_is_not_understood_is_answered_with_what_would_be(
    owner: Passer, typed: str, said: str
) -> None:
    await owner.says(typed)

    assert said in owner.text
    assert "All sales" in owner.buttons


async def test_customers_do_not_know_these_commands(anna: Passer, owner: Passer) -> None:
    await owner.says("/sale TP-1 24 until 2026-12-07")
    await anna.says("/start")

    await anna.says("/sale TP-1 1 until 2026-12-07")
    assert "There is no such command here." in anna.all_text or anna.toasts
    await anna.says("/sales")
    await anna.sends_forged("ye:1:1")
    await anna.sends_forged("yd:1:7:50000:0:0")

    await owner.says("/sales")
    assert "$30 → $24" in owner.text
    assert "running" in owner.text


def _plain(passer: Passer) -> str:
    return passer.text.replace("<s>", "").replace("</s>", "")
