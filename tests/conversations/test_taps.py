"""What a tap costs: one visible call, a silent answer, few statements; and what it may not do."""

from collections.abc import Iterator

import pytest
from aiogram.filters.callback_data import CallbackData
from sqlalchemy import event

from domain.customers import Post, Role
from storage.looks import SqliteLooker
from tests.conftest import StandingClock
from tests.conversations.street import Passer, Street
from tests.house.test_callbacks import ALL, largest


class Counted:
    """Counts every statement that reaches the database."""

    def __init__(self) -> None:
        self.statements: list[str] = []


@pytest.fixture
def counted(street: Street, monkeypatch: pytest.MonkeyPatch) -> Iterator[Counted]:
    count = Counted()
    look = SqliteLooker.rows

    async def rows(self: SqliteLooker, asked: object, values: object) -> object:
        count.statements.append("look")
        return await look(self, asked, values)  # type: ignore[arg-type]

    def note(*args: object) -> None:
        count.statements.append(str(args[2]))

    monkeypatch.setattr(SqliteLooker, "rows", rows)
    engines = [engine.sync_engine for engine in street.app.store.engines]
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    yield count
    for engine in engines:
        event.remove(engine, "before_cursor_execute", note)


@pytest.mark.parametrize(
    "way",
    [
        ("Kitchen",),
        ("Kitchen", "All goods here"),
        ("Kitchen", "All goods here", "Teapot"),
        ("Kitchen", "Mugs", "Blue mug", "350 ml"),
        ("Kitchen", "All goods here", "Teapot", "‹ Back"),
        ("Kitchen", "‹ Back"),
        ("Kitchen", "All goods here", "Teapot", "Goes with it"),
        ("Kitchen", "All goods here", "Teapot", "Goes with it", "Clay vase", "‹ Back"),
        ("For you",),
        ("For you", "Buy again"),
        ("Favourites",),
        ("Favourites", "Recently viewed"),
    ],
    ids=" > ".join,
)
async def test_a_browse_tap_is_one_visible_call_and_four_statements_at_most(
    anna: Passer, counted: Counted, way: tuple[str, ...]
) -> None:
    await anna.says("/start")
    await anna.taps(*way[:-1])
    counted.statements.clear()

    message_id = anna.card["message_id"]
    await anna.taps(way[-1])

    looked = [s for s in counted.statements if "outbox" not in s and "BEGIN" not in s]
    assert len(looked) <= 4, looked
    assert len(anna.visible_calls) == 1
    assert anna.calls.count("answerCallbackQuery") == 1
    assert anna.card["message_id"] == message_id


async def test_every_tap_of_a_purchase_is_one_visible_call(anna: Passer) -> None:
    await anna.says("/start")
    for tap in ("Kitchen", "Mugs", "Blue mug", "350 ml", "Add", "+ 1", "Cart", "Checkout"):
        await anna.taps(tap)
        assert len(anna.visible_calls) == 1, tap
        assert anna.calls.count("answerCallbackQuery") == 1, tap


@pytest.mark.parametrize("employer", [None, "Nord Ceramics"])
async def test_nobody_gets_anywhere_with_a_button_that_is_not_theirs(
    street: Street, anna: Passer, clock: StandingClock, employer: str | None
) -> None:
    """Forged callback data of every kind, aimed at things that exist and are not theirs."""
    await anna.says("/start")
    await anna.taps("Kitchen", "All goods here", "Teapot", "Buy now", "I pick it up")
    await anna.says("+1 202 555 0123")
    await anna.taps("Pay $30")
    await anna.pays()
    await anna.taps("Cancel order", "Cancel order")  # an owner has to return the money
    await anna.says("/start")
    await anna.taps("Home", "Clay vase", "Buy now", "Pay $45")
    mallory = street.person("Mallory")
    await mallory.says("/start")
    if employer:
        async with street.app.store.write() as uow:
            post = Post(Role.MERCHANT, await uow.staff.add_merchant(employer, clock.now()))
            await uow.staff.appoint(mallory.id, post, None, clock.now())
    before = await _everything(street)

    for kind in ALL:
        for forged in (largest(kind), _first(kind)):
            await mallory.sends_forged(forged.pack())
            assert "answerCallbackQuery" in mallory.calls, forged
            assert not mallory.sees("+12025550123"), forged
            assert not mallory.sees("Something went wrong"), forged
            assert "Something went wrong" not in " ".join(mallory.toasts), forged

    assert await _everything(street) == before


@pytest.mark.parametrize(
    "data",
    [
        *("", "x" * 64, "q:1:2", "p:abc", "zz:1", "op:1:2:gold", "::::"),
        *(f"p:{10**30}:0:0:p:0", f"m:{2**63}", f"mo:{2**63}"),
    ],
)
async def test_garbage_from_a_modified_client_is_answered(anna: Passer, data: str) -> None:
    await anna.says("/start")

    await anna.sends_forged(data or " ")

    assert "answerCallbackQuery" in anna.calls
    assert "Something went wrong" not in " ".join(anna.toasts)


def _first(kind: type[CallbackData]) -> CallbackData:
    values = {
        name: 1 if field.annotation is int else value
        for name, field in kind.model_fields.items()
        for value in [getattr(largest(kind), name)]
    }
    return kind(**values)


async def _everything(street: Street) -> list[object]:
    """What a stranger must not change: others' orders, stock, prices, staff, bindings."""
    facts: list[object] = []
    async with street.app.store.read() as uow:
        for statement in (
            "SELECT id, status, payment_status, method FROM orders WHERE customer_id < 1003",
            "SELECT id, order_id, provider, status FROM payments ORDER BY id",
            "SELECT id, order_id, state FROM refunds ORDER BY id",
            "SELECT id, step, by_id FROM fulfilments ORDER BY id",
            "SELECT variant_id, on_hand, reserved FROM stock ORDER BY variant_id",
            "SELECT id, price, active FROM variants ORDER BY id",
            "SELECT id, hidden FROM products ORDER BY id",
            "SELECT customer_id, role, merchant_id FROM staff ORDER BY id",
            "SELECT id, chat_id FROM merchants WHERE name = 'Souk'",
            "SELECT count(*) FROM invites",
            "SELECT id, quantity, cancelled, returned, waived FROM order_lines ORDER BY id",
            "SELECT count(*) FROM refunds",
            "SELECT id, state FROM returns ORDER BY id",
            "SELECT id, state FROM offers ORDER BY id",
            "SELECT * FROM favourites WHERE customer_id < 1002",
            "SELECT * FROM stock_waits WHERE customer_id < 1002",
            "SELECT * FROM wishlists WHERE customer_id < 1002",
            "SELECT id, personal, price_news FROM customers WHERE id < 1002",
            "SELECT id, state, revision, useful FROM reviews ORDER BY id",
            "SELECT id, answered_at FROM feedback ORDER BY id",
            "SELECT id, rating_stars, rating_count FROM products ORDER BY id",
        ):
            rows = await uow.connection.exec_driver_sql(statement)
            facts.append([tuple(row) for row in rows])
    return facts
