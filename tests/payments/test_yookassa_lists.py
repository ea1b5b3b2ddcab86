"""YooKassa's list of payments: whether it can stand beside our books."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web

from domain.gateways import Snapshot, TryLater
from domain.payments import Attempt
from payments.yookassa import YooKassa
from tests.payments.stripe_stand import serving
from tests.payments.yookassa_stand import ProviderTime, Stand, refund, request, stand

MINE: dict[str, Any] = {
    "id": "mine",
    "status": "succeeded",
    "amount": {"value": "690.00", "currency": "RUB"},
    "created_at": "2026-11-20T10:00:00.000Z",
    "metadata": {"souk_attempt": "attempt-1"},
}


@pytest.fixture
async def provider() -> AsyncIterator[Stand]:
    """A running YooKassa."""
    async with stand() as made:
        yield made


async def _listed(provider: Stand, gateway: YooKassa) -> list[Snapshot]:
    since = ProviderTime(provider.clock).now() - timedelta(days=3)
    return [each async for each in gateway.since(since)]


async def test_the_list_tells_of_each_payment_what_asking_for_it_tells(provider: Stand) -> None:
    gateway, holding = provider.gateway(), provider.gateway(capture=False)
    made = [await gateway.create(request(f"attempt-{number}")) for number in range(5)]
    held = await holding.create(request("held"))
    for each in (*made[:3], held):
        provider.desk.pay(each.external_id)
    await gateway.refund(refund(made[1].external_id, 50))
    await gateway.refund(refund(made[2].external_id, 200, "refund-2"))
    provider.desk.decline(made[3].external_id)

    listed = await _listed(provider, gateway)

    assert listed == [await gateway.fetch(each.external_id) for each in listed]
    facts = {each.key: (each.state, each.refunded) for each in listed}
    assert facts == {
        "attempt-0": (Attempt.CAPTURED, 0),
        "attempt-1": (Attempt.CAPTURED, 50_00),
        "attempt-2": (Attempt.CAPTURED, 200_00),
        "attempt-3": (Attempt.FAILED, 0),
        "attempt-4": (Attempt.PENDING, 0),
        "held": (Attempt.AUTHORIZED, 0),
    }


async def test_payments_made_while_the_list_is_read_hide_none_and_double_none(
    provider: Stand,
) -> None:
    gateway = provider.gateway()
    for number in range(230):
        await gateway.create(request(f"attempt-{number}"))

    listed = []
    async for each in gateway.since(ProviderTime(provider.clock).now() - timedelta(days=3)):
        listed.append(each.key)
        if len(listed) % 100 == 50:
            await gateway.create(request(f"meanwhile-{len(listed)}"))

    assert listed == [f"attempt-{number}" for number in reversed(range(230))]


async def test_a_list_that_breaks_off_is_not_taken_for_a_whole_one(provider: Stand) -> None:
    gateway = provider.gateway()
    for number in range(101):
        await gateway.create(request(f"attempt-{number}"))

    seen = []

    async def read_on() -> None:
        async for each in gateway.since(ProviderTime(provider.clock).now() - timedelta(days=3)):
            seen.append(each.key)
            provider.desk.faults.fail_before = 1

    with pytest.raises(TryLater):
        await read_on()

    assert len(seen) == 100


async def test_a_strange_payment_of_another_program_hides_none_of_ours(provider: Stand) -> None:
    strange: list[Any] = [
        {"id": "points", "amount": {"value": "a lot", "currency": "XYZ"}},
        {"id": "nothing", "metadata": {"order": "7"}},
    ]

    listed = await _against(provider, [strange[0], MINE, strange[1], None, "mine"])

    assert [(each.external_id, each.key) for each in listed] == [("mine", "attempt-1")]


async def test_a_strange_payment_of_ours_is_not_passed_over(provider: Stand) -> None:
    strange = MINE | {"amount": {"value": "690.001", "currency": "RUB"}}

    with pytest.raises(TryLater):
        await _against(provider, [strange])


async def _against(provider: Stand, items: list[Any]) -> list[Snapshot]:
    """List the payments of a server that has just these."""

    async def answer(_: web.Request) -> web.Response:
        return web.json_response({"type": "list", "items": items})

    async with serving([web.get("/payments", answer)]) as url:
        return await _listed(provider, provider.gateway(api_url=url))
