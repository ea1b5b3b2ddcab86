"""How the providers' notices travel, and the switches that spoil it."""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientError, web

from sandbox.providers.faults import ProviderFaults
from sandbox.providers.notices import TRIES, Notice, Postman


class Shop:
    """Takes notices; *answers* are its statuses, then 200. An exception is raised instead."""

    def __init__(self) -> None:
        self.faults = ProviderFaults()
        self.answers: deque[int | Exception] = deque()
        self.got: list[bytes] = []
        self.pauses: list[float] = []
        self.postman = Postman(self.faults, self.take, self.pause)

    async def take(self, notice: Notice) -> int:
        """Be called."""
        self.got.append(notice.body)
        answer = self.answers.popleft() if self.answers else 200
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def pause(self, seconds: float) -> None:
        """Note a pause, and go on at once."""
        self.pauses.append(seconds)

    def put(self, *bodies: bytes) -> None:
        """Something happens at the provider."""
        for body in bodies:
            self.postman.put(Notice("http://shop.example/hook", body, {}, "event"))


@pytest.fixture
async def shop() -> AsyncIterator[Shop]:
    """A shop and its postman."""
    made = Shop()
    yield made
    await made.postman.close()


async def test_notices_come_once_and_in_order(shop: Shop) -> None:
    shop.put(b"1", b"2", b"3")
    assert shop.got == []
    await shop.postman.flush()
    assert shop.got == [b"1", b"2", b"3"]
    assert [each.status for each in shop.postman.sent] == [200, 200, 200]


async def test_what_the_shop_did_not_take_comes_again_later_and_later(shop: Shop) -> None:
    shop.answers.extend([500, ClientError(), TimeoutError(), 302])
    shop.put(b"1")
    await shop.postman.flush()
    assert shop.got == [b"1"] * 5
    assert shop.pauses == [1, 2, 4, 8]
    assert [each.status for each in shop.postman.sent] == [500, 0, 0, 302, 200]


async def test_a_shop_that_never_answers_is_given_up(shop: Shop) -> None:
    shop.answers.extend([503] * 99)
    shop.put(b"1")
    await shop.postman.flush()
    assert len(shop.got) == TRIES


async def test_a_lost_notice_never_comes(shop: Shop) -> None:
    shop.faults.notices = "lost"
    shop.put(b"1")
    shop.postman.release()
    await shop.postman.flush()
    assert shop.got == []
    assert [each.body for each in shop.postman.lost] == [b"1"]


async def test_a_doubled_notice_comes_twice(shop: Shop) -> None:
    shop.faults.notices = "doubled"
    shop.put(b"1")
    await shop.postman.flush()
    assert shop.got == [b"1", b"1"]


@pytest.mark.parametrize(
    ("mode", "order"), [("late", [b"1", b"2", b"3"]), ("reordered", [b"3", b"2", b"1"])]
)
async def test_held_notices_come_when_they_are_let_go(
    shop: Shop, mode: str, order: list[bytes]
) -> None:
    shop.faults.notices = mode
    shop.put(b"1", b"2", b"3")
    await shop.postman.flush()
    assert shop.got == []
    shop.postman.release()
    await shop.postman.flush()
    assert shop.got == order
    shop.postman.release()
    await shop.postman.flush()
    assert len(shop.got) == 3


async def test_a_forged_notice_speaks_of_more_money_before_the_true_one(
    shop: Shop,
) -> None:
    true = {"object": {"amount": {"value": "2.00"}, "amount_total": 200, "paid": True, "n": [1]}}
    shop.faults.notices = "forged"
    shop.put(json.dumps(true).encode())
    await shop.postman.flush()
    first, second = map(json.loads, shop.got)
    assert first["object"] == {
        "amount": {"value": "12.00"},
        "amount_total": 2000,
        "paid": True,
        "n": [1],
    }
    assert second == true


async def test_without_an_address_nobody_is_told(shop: Shop) -> None:
    shop.postman.put(Notice("", b"1", {}, "event"))
    await shop.postman.flush()
    assert shop.got == []


def test_a_notice_put_while_nothing_runs_waits_for_the_next_flush() -> None:
    shop = Shop()
    shop.put(b"1")
    assert shop.got == []
    asyncio.run(shop.postman.flush())
    assert shop.got == [b"1"]


async def test_a_notice_comes_over_http_with_its_headers_and_exact_body() -> None:
    got: list[tuple[bytes, str]] = []

    async def take(request: web.Request) -> web.Response:
        got.append((await request.read(), request.headers["X-Signature"]))
        return web.Response()

    app = web.Application()
    app.router.add_post("/hook", take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    postman = Postman(ProviderFaults())
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    postman.put(Notice(url, b'{"a":  1}', {"X-Signature": "s"}, "event"))
    await postman.flush()
    await postman.close()
    await runner.cleanup()
    assert got == [(b'{"a":  1}', "s")]


def test_a_counter_strikes_as_often_as_it_says() -> None:
    faults = ProviderFaults(cut_after=2)
    assert [faults.strikes("cut_after") for _ in range(4)] == [True, True, False, False]


@pytest.mark.parametrize(
    "wrong",
    [
        {"unknown": 1},
        {"hang": -1},
        {"hang": True},
        {"keys_refused": 1},
        {"notices": "by pigeon"},
        {"notices": 1},
    ],
)
def test_a_switch_that_does_not_exist_changes_nothing(wrong: dict[str, object]) -> None:
    faults = ProviderFaults()
    with pytest.raises(ValueError, match="no fault"):
        faults.change({"too_many": 3} | wrong)
    assert faults == ProviderFaults()
    faults.change({"too_many": 3, "notices": "late", "keys_refused": True})
    assert faults.as_json()["too_many"] == 3
