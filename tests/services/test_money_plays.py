"""Plays the money machine once lost: short, and the same every time."""

from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest

from domain.errors import ShopError
from domain.fulfilment import Step
from domain.gateways import KeysRefused, OutcomeUnknown
from domain.orders import Method, PaymentStatus, Status
from domain.services.checkout import Placed
from tests.conftest import open_sqlite
from tests.services.money_acts import ANNA, call_comes, gives_up, sends
from tests.services.money_books import ensure_at_rest, ensure_true
from tests.services.money_teller import Mortal
from tests.services.money_town import Town


@pytest.fixture
async def town(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[Town]:
    """A town before anybody ordered."""
    empty = await open_sqlite(sqlite_template, tmp_path)
    await empty.close()
    opened = Town(Mortal(empty.url))
    await opened.open()
    yield opened
    await opened.store.close()


async def _opened(town: Town, way: Method, of: Placed | None = None) -> Placed:
    """Have Anna order a mug, or choose another way for it, and open the page."""
    if of is None:
        placed = await town.place(ANNA, {"MUG": 1}, way)
    else:
        placed = await town.shop.till.choose(town.people[ANNA], of.order.id, way)
    await town.shop.till.open(placed)
    return placed


async def _paid(town: Town, placed: Placed, how: str = "right") -> None:
    """Have a page paid, and the shop know it."""
    assert placed.payment
    name = placed.payment.provider
    town.tellers[name].serve(placed.payment.key, how)
    await call_comes(town, name)
    await town.shop.watch.work_off()


async def _at_rest(town: Town) -> tuple[Status, PaymentStatus]:
    """Let everything be done, look into the books, and return how Anna's order stands."""
    await town.come_to_rest()
    await ensure_at_rest(town)
    order = await town.shop.orders.get(town.people[ANNA], town.orders[0].id)
    return order.status, order.payment_status


async def test_money_on_a_second_page_of_an_order_that_was_paid_and_given_up_goes_back(
    town: Town,
) -> None:
    first = await _opened(town, Method.STRIPE)
    second = await _opened(town, Method.YOOKASSA, first)
    await _paid(town, first)
    await gives_up(town)

    await _paid(town, second)

    assert await _at_rest(town) == (Status.CANCELLED, PaymentStatus.REFUNDED)


async def test_an_order_the_merchant_gave_up_asks_for_no_more_money(town: Town) -> None:
    first = await _opened(town, Method.STRIPE)
    await _opened(town, Method.YOOKASSA, first)
    await _paid(town, first)

    await gives_up(town)

    await ensure_true(town)


async def test_nobody_returns_by_hand_what_went_back_when_the_keys_were_changed(
    town: Town,
) -> None:
    await _paid(town, await _opened(town, Method.STRIPE))
    await gives_up(town)
    town.tellers["stripe"].strike("refund", OutcomeUnknown(), effect=True)
    await sends(town)
    town.tellers["stripe"].strike("refund", KeysRefused(), effect=False)
    town.clock.skip(minutes=5)

    await sends(town)

    await ensure_true(town)
    assert await _at_rest(town) == (Status.CANCELLED, PaymentStatus.REFUNDED)


async def test_nobody_returns_by_hand_what_the_provider_is_returning(town: Town) -> None:
    await _paid(town, await _opened(town, Method.STRIPE))
    await gives_up(town)
    town.tellers["stripe"].slow_refunds = True
    await sends(town)
    town.tellers["stripe"].strike("fetch_refund", KeysRefused(), effect=False)
    town.clock.skip(minutes=5)

    await sends(town)

    await ensure_true(town)
    assert await _at_rest(town) == (Status.CANCELLED, PaymentStatus.REFUNDED)


async def test_an_order_is_not_called_paid_for_money_that_is_due_back(town: Town) -> None:
    invoice = await town.place(ANNA, {"MUG": 1}, Method.TELEGRAM)
    await _paid(town, await _opened(town, Method.STRIPE, invoice))
    await town.telegram_takes(invoice.order, 0, asks=False)
    await town.telegram_tells(0, again=False)

    await gives_up(town)
    status, money = await _at_rest(town)

    assert status is Status.CANCELLED
    assert money is not PaymentStatus.PAID


async def test_a_paid_order_is_delivered_whatever_way_to_pay_was_chosen_last(
    town: Town,
) -> None:
    placed = await _opened(town, Method.STRIPE)
    with suppress(ShopError):
        await town.shop.till.choose(town.people[ANNA], placed.order.id, Method.CASH)
    await _paid(town, placed)

    for _ in range(4):
        await town.step(placed.order, 0, None)

    assert await _at_rest(town) == (Status.COMPLETED, PaymentStatus.PAID)


async def test_money_that_goes_back_outside_goes_back_in_the_currency_it_came_in(
    town: Town,
) -> None:
    placed = await _opened(town, Method.STRIPE)
    await _paid(town, placed, "other currency")
    assert placed.payment
    town.tellers["stripe"].send_back(placed.payment.key, 690)

    await call_comes(town)
    await town.shop.watch.work_off()

    await ensure_true(town)


async def test_a_part_given_up_of_a_cash_order_takes_nothing_from_the_books(town: Town) -> None:
    placed = await town.place(ANNA, {"MUG": 1, "HAT": 1}, Method.CASH)
    await town.step(placed.order, 1, Step.CANCELLED)

    for _ in range(4):
        await town.step(placed.order, 0, None)

    assert await _at_rest(town) == (Status.COMPLETED, PaymentStatus.PAID)


async def test_an_order_is_not_called_refunded_while_money_for_it_is_due_back(
    town: Town,
) -> None:
    first = await _opened(town, Method.STRIPE)
    second = await _opened(town, Method.YOOKASSA, first)
    await _paid(town, first)
    assert first.payment
    town.tellers["stripe"].send_back(first.payment.key, 690)
    await call_comes(town)
    await town.shop.watch.work_off()

    await _paid(town, second)

    await ensure_true(town)
    assert await _at_rest(town) == (Status.CONFIRMED, PaymentStatus.REFUNDED)
