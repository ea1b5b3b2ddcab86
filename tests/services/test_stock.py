"""The stock room: counts, typed line by line."""

import asyncio

import pytest

from domain.errors import AlreadyDone, BadStockLine, BelowReserved, NotAllowed, NotFound
from domain.money import Money
from domain.services.stock import StockRoom
from domain.stock import MOST_PIECES, Counted, Priced, Refused
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.services.stockroom import (
    ANNA,
    BORIS,
    CLARA,
    add,
    journal_lines,
    know,
    movements,
    on_hand,
    potter,
    reserve,
)


@pytest.fixture
async def room(store: SqlStore, clock: StandingClock) -> StockRoom:
    """The stock room of a shop that has four blue mugs."""
    await know(store, clock, ANNA, BORIS)
    await add(store, clock, "BM-1", 4)
    return StockRoom(store, clock)


async def counted(room: StockRoom, text: str, cause: int = 1) -> Counted:
    """Type one line that works."""
    (answer,) = await room.edit(ANNA, text, cause)
    assert isinstance(answer, Counted)
    return answer


async def refused(room: StockRoom, text: str, cause: int = 1) -> Refused:
    """Type one line that does not."""
    (answer,) = await room.edit(ANNA, text, cause)
    assert isinstance(answer, Refused)
    return answer


async def priced(room: StockRoom, text: str, cause: int | None = None) -> Priced:
    """Type one price that works."""
    (answer,) = await room.price(ANNA, text, cause)
    assert isinstance(answer, Priced)
    return answer


async def test_an_edit_tells_the_count_before_and_after(room: StockRoom, store: SqlStore) -> None:
    answer = await counted(room, "bm-1 +5")

    assert (answer.sku, answer.name) == ("BM-1", "Blue mug")
    assert (answer.before, answer.after) == (4, 9)
    assert answer.movement_id is not None
    assert await on_hand(store, "BM-1") == 9


async def test_a_sku_alone_asks_and_changes_nothing(room: StockRoom, store: SqlStore) -> None:
    answer = await counted(room, "BM-1")

    assert (answer.before, answer.after, answer.movement_id) == (4, 4, None)
    assert await movements(store, "BM-1") == [(4, "added")]


async def test_the_same_update_twice_changes_once_and_is_answered_the_same(
    room: StockRoom, store: SqlStore
) -> None:
    first = await room.edit(ANNA, "BM-1 +5\nBM-1 -1", 9)
    await counted(room, "BM-1 +10", 10)

    again = await room.edit(ANNA, "BM-1 +5\nBM-1 -1", 9)

    assert again == first
    assert await on_hand(store, "BM-1") == 18


async def test_setting_what_is_there_already_is_remembered_when_delivered_again(
    room: StockRoom, store: SqlStore
) -> None:
    await counted(room, "BM-1 =4", 9)
    await counted(room, "BM-1 -1", 10)

    assert (await counted(room, "BM-1 =4", 9)).after == 4
    assert await on_hand(store, "BM-1") == 3


async def test_two_admins_who_add_at_once_add_up(room: StockRoom, store: SqlStore) -> None:
    await asyncio.gather(*[room.edit(ANNA, "BM-1 +1", cause) for cause in range(2, 12)])

    assert await on_hand(store, "BM-1") == 14


async def test_the_same_update_in_two_processes_at_once_changes_once(
    room: StockRoom, store: SqlStore
) -> None:
    answers = await asyncio.gather(*[room.edit(ANNA, "BM-1 +5", 9) for _ in range(5)])

    assert len(set(answers)) == 1
    assert await on_hand(store, "BM-1") == 9


async def test_a_wrong_line_is_named_and_the_others_count(
    room: StockRoom, store: SqlStore
) -> None:
    wrong, right = await room.edit(ANNA, "BM-1 +five\nBM-1 +5", 1)

    assert isinstance(wrong, Refused)
    assert isinstance(wrong.error, BadStockLine)
    assert (wrong.line, wrong.error.token) == ("BM-1 +five", "+five")
    assert isinstance(right, Counted)
    assert await on_hand(store, "BM-1") == 9


async def test_an_unknown_sku_is_answered_with_up_to_three_like_it(
    room: StockRoom, store: SqlStore, clock: StandingClock
) -> None:
    for sku in ("BM-2", "BM-3", "BM-4", "TEAPOT-77"):
        await add(store, clock, sku, 1)

    answer = await refused(room, "BM-9 +5")
    slip = await refused(room, "TEPOT-77 +5")
    far = await refused(room, "zzzzz +5")

    assert isinstance(answer.error, NotFound)
    assert answer.nearest == ("BM-1", "BM-2", "BM-3")
    assert slip.nearest[0] == "TEAPOT-77"
    assert far.nearest == ()


async def test_a_percent_sign_typed_as_a_sku_matches_nothing_special(room: StockRoom) -> None:
    assert (await refused(room, "%% +5")).nearest == ()
    assert (await refused(room, "____ +5")).nearest == ()


async def test_a_sku_with_a_blank_is_not_mistaken_for_a_count(
    room: StockRoom, store: SqlStore, clock: StandingClock
) -> None:
    await add(store, clock, "BM-1 40", 7)

    assert (await counted(room, "BM-1 40")).after == 7
    assert (await counted(room, "BM-1 40 +1")).after == 8
    assert await on_hand(store, "BM-1") == 4


async def test_pieces_that_are_added_do_not_fill_a_shelf_beyond_what_it_holds(
    room: StockRoom, store: SqlStore
) -> None:
    await counted(room, f"BM-1 ={MOST_PIECES - 1}")

    beyond = await refused(room, "BM-1 +2", 2)

    assert isinstance(beyond.error, BadStockLine)
    assert beyond.error.token == "+2"
    assert await on_hand(store, "BM-1") == MOST_PIECES - 1
    assert (await counted(room, "BM-1 +1", 3)).after == MOST_PIECES


async def test_a_count_below_what_orders_hold_is_refused_with_the_number(
    room: StockRoom, store: SqlStore, clock: StandingClock
) -> None:
    await reserve(store, clock, "BM-1", 3)

    answer = await refused(room, "BM-1 =2")

    assert isinstance(answer.error, BelowReserved)
    assert answer.error.reserved == 3
    assert await on_hand(store, "BM-1") == 4
    assert (await counted(room, "BM-1 =3")).reserved == 3


async def test_the_reason_stays_with_the_movement_and_the_journal_names_the_person(
    room: StockRoom, store: SqlStore
) -> None:
    await counted(room, "BM-1 -1 # chipped")

    assert await movements(store, "BM-1") == [(4, "added"), (-1, "chipped")]
    assert (ANNA.id, "stock", "4", "3") in await journal_lines(store)


async def test_an_undo_takes_one_edit_back_and_leaves_later_ones(
    room: StockRoom, store: SqlStore
) -> None:
    edit = await counted(room, "BM-1 +5", 1)
    await counted(room, "BM-1 +1", 2)

    undone = await room.undo(BORIS, edit.movement_id or 0)

    assert (undone.before, undone.after) == (10, 5)
    assert await on_hand(store, "BM-1") == 5


async def test_a_second_tap_on_undo_changes_nothing_and_names_the_first(
    room: StockRoom, store: SqlStore, clock: StandingClock
) -> None:
    edit = await counted(room, "BM-1 +5")
    taps = [room.undo(BORIS, edit.movement_id or 0) for _ in range(4)]

    answers = await asyncio.gather(*taps, return_exceptions=True)

    late = [answer for answer in answers if isinstance(answer, AlreadyDone)]
    assert len(late) == 3
    assert (late[0].by, late[0].at) == ("Boris", clock.now())
    assert await on_hand(store, "BM-1") == 4


async def test_an_undo_never_takes_pieces_that_orders_hold(
    room: StockRoom, store: SqlStore, clock: StandingClock
) -> None:
    edit = await counted(room, "BM-1 +5")
    await reserve(store, clock, "BM-1", 8)

    with pytest.raises(BelowReserved):
        await room.undo(ANNA, edit.movement_id or 0)

    assert await on_hand(store, "BM-1") == 9


async def test_what_orders_moved_and_undos_themselves_cannot_be_undone(
    room: StockRoom, store: SqlStore, clock: StandingClock
) -> None:
    await reserve(store, clock, "BM-1", 1)
    edit = await counted(room, "BM-1 +5")
    undo = await room.undo(ANNA, edit.movement_id or 0)

    others = range(1, (undo.movement_id or 0) + 2)
    for movement_id in others:
        if movement_id != edit.movement_id:
            with pytest.raises(NotFound):
                await room.undo(ANNA, movement_id)

    assert await on_hand(store, "BM-1") == 4


async def test_customers_learn_nothing_of_the_stock_room(room: StockRoom, store: SqlStore) -> None:
    edit = await counted(room, "BM-1 +5")
    for act in (
        room.edit(CLARA, "BM-1", 5),
        room.price(CLARA, "BM-1 1"),
        room.undo(CLARA, edit.movement_id or 0),
        room.undo_price(CLARA, edit.variant_id, 1290, 1),
    ):
        with pytest.raises(NotAllowed):
            await act

    assert await on_hand(store, "BM-1") == 9
    assert (await priced(room, "BM-1")).after == Money(1290, "USD")


async def test_a_merchants_staff_reach_their_own_goods_only(
    room: StockRoom, store: SqlStore, clock: StandingClock
) -> None:
    async with store.write() as uow:
        dan = potter(await uow.staff.add_merchant("Nord Ceramics", clock.now()))
    await add(store, clock, "BM-7", 2, dan)
    edit = await counted(room, "BM-1 +5")

    own, foreign = await room.edit(dan, "BM-7 +1\nBM-1 +1", 3)
    (price,) = await room.price(dan, "BM-1 1")
    with pytest.raises(NotFound):
        await room.undo(dan, edit.movement_id or 0)
    with pytest.raises(NotFound):
        await room.undo_price(dan, edit.variant_id, 1290, 1)

    assert isinstance(own, Counted)
    assert isinstance(foreign, Refused)
    assert isinstance(foreign.error, NotFound)
    assert foreign.nearest == ("BM-7",)
    assert isinstance(price, Refused)
    assert await on_hand(store, "BM-1") == 9
