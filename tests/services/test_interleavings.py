"""Two act on one order at the same moment: every order of their steps ends well.

Each test sets a scene, plays two actors against each other in every order with up to two
interruptions (``SOUK_LONG=1``: in every order there is), and looks into the books after each.
"""

import os
from collections import Counter
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.errors import ShopError
from domain.gateways import KeysRefused
from domain.orders import Method
from storage.tables.trade import orders as order_rows
from tests.conftest import open_sqlite
from tests.services.money_acts import (
    ANNA,
    agrees_on_cash,
    boris_orders,
    bought,
    call_comes,
    cancels,
    gives_up,
    looks,
    opens,
    opens_and_pays_unheard,
    page,
    pays,
    refunds_outside,
    sends,
    sweeps,
    works_off,
)
from tests.services.money_books import ensure_at_rest, ensure_true
from tests.services.money_town import Town
from tests.services.money_turns import (
    Act,
    PausingStore,
    PausingTeller,
    Scene,
    Turns,
    orders,
    turns_of,
)

SWITCHES = 99 if os.environ.get("SOUK_LONG") else 2
CONFIRMED, CANCELLED, EXPIRED = "confirmed paid", "cancelled unpaid", "expired unpaid"
BACK = "cancelled refunded"
AT_THE_DOOR = "confirmed unpaid"


@pytest.fixture
async def town(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[Town]:
    """A town where everybody stops before each step."""
    empty = await open_sqlite(sqlite_template, tmp_path)
    await empty.close()
    turns = Turns()
    store = PausingStore(empty.url, turns)
    opened = Town(store, partial(PausingTeller, turns=turns))
    await opened.open()
    yield opened
    await store.close()


async def _ends(town: Town, one: Act, other: Act) -> Counter[str]:
    """Play both in every order; return how often Anna's order ended how."""
    scene, ends, turns = Scene(town), Counter[str](), turns_of(town)
    for order in orders(SWITCHES):
        there = scene.again()
        came = await turns.play([one(there), other(there)], order)
        wrong = [e for e in came if isinstance(e, BaseException) and not isinstance(e, ShopError)]
        assert not wrong, (order.made, wrong)
        await ensure_true(there)
        await there.come_to_rest()
        await ensure_at_rest(there)
        ends[await _stands(there)] += 1
    assert ends.total() > 4, "they hardly met"
    return ends


async def _stands(town: Town) -> str:
    async with town.store.read() as uow:
        statement = select(order_rows.c.status, order_rows.c.payment_status)
        row = (await uow.connection.execute(statement.order_by(order_rows.c.id))).first()
    assert row
    return f"{row.status} {row.payment_status}"


async def test_money_that_is_told_while_the_hold_ends_is_kept(town: Town) -> None:
    town.tellers["stripe"].serve(await page(town), "right")
    await call_comes(town)
    town.clock.skip(minutes=16)

    ends = await _ends(town, works_off, sweeps)

    assert set(ends) == {CONFIRMED}


async def test_money_that_comes_while_the_hold_ends_pays_or_finds_the_page_shut(
    town: Town,
) -> None:
    await page(town)
    town.clock.skip(minutes=16)

    ends = await _ends(town, pays, sweeps)

    assert set(ends) == {CONFIRMED, EXPIRED}


async def test_what_a_customer_does_last_of_paying_and_cancelling_is_done(town: Town) -> None:
    await page(town)

    ends = await _ends(town, pays, cancels)

    assert set(ends) == {CONFIRMED, "cancelled refunded"}


async def test_cash_that_is_agreed_on_while_money_comes_is_taken_only_if_the_money_goes_back(
    town: Town,
) -> None:
    await page(town)

    ends = await _ends(town, pays, agrees_on_cash)

    assert set(ends) == {CONFIRMED, AT_THE_DOOR}


async def test_cash_that_is_agreed_on_while_the_hold_ends_is_agreed_on_or_over(town: Town) -> None:
    await page(town)
    town.clock.skip(minutes=16)

    ends = await _ends(town, agrees_on_cash, sweeps)

    assert set(ends) == {AT_THE_DOOR, EXPIRED}


async def test_a_look_that_meets_a_cancelling_shuts_the_page(town: Town) -> None:
    await page(town)
    town.clock.skip(minutes=1)

    ends = await _ends(town, looks, cancels)

    assert set(ends) == {CANCELLED}


async def test_a_page_that_opens_while_the_hold_ends_is_shut(town: Town) -> None:
    await town.place(ANNA, {"MUG": 2}, Method.STRIPE)
    town.clock.skip(minutes=16)

    ends = await _ends(town, opens, sweeps)

    assert set(ends) == {EXPIRED}


async def test_two_who_open_the_page_open_one(town: Town) -> None:
    await town.place(ANNA, {"MUG": 2}, Method.STRIPE)
    town.clock.skip(minutes=1)

    ends = await _ends(town, opens, looks)

    assert set(ends) == {EXPIRED}


async def test_a_call_and_a_look_count_the_same_money_once(town: Town) -> None:
    town.tellers["stripe"].serve(await page(town), "right")
    await call_comes(town)
    town.clock.skip(minutes=1)

    ends = await _ends(town, works_off, looks)

    assert set(ends) == {CONFIRMED}


async def test_a_page_that_one_call_opened_is_watched_though_another_was_refused(
    town: Town,
) -> None:
    await town.place(ANNA, {"MUG": 2}, Method.STRIPE)
    town.clock.skip(minutes=1)
    town.tellers["stripe"].strike("create", KeysRefused("struck"), effect=False)

    ends = await _ends(town, opens_and_pays_unheard, opens)

    assert set(ends) <= {CONFIRMED, EXPIRED}
    assert ends[CONFIRMED]


async def test_late_money_and_another_buyer_of_the_last_pieces_never_both_get_them(
    town: Town,
) -> None:
    await page(town, "yookassa")
    town.clock.skip(minutes=16)
    await town.sweep()

    ends = await _ends(town, pays, boris_orders)

    assert set(ends) == {CONFIRMED, "expired refunded"}


async def test_two_who_send_refunds_send_one(town: Town) -> None:
    await bought(town)
    await gives_up(town)

    ends = await _ends(town, sends, sends)

    assert set(ends) == {BACK}


async def test_a_part_given_up_while_its_money_goes_back_outside_is_returned_once(
    town: Town,
) -> None:
    await bought(town)

    ends = await _ends(town, gives_up, refunds_outside)

    assert set(ends) == {BACK}


async def test_a_refund_sent_while_the_money_goes_back_outside_goes_back_once(
    town: Town,
) -> None:
    await bought(town)
    await gives_up(town)

    ends = await _ends(town, sends, refunds_outside)

    assert set(ends) == {BACK}
