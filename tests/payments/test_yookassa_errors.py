"""What the gateway says when YooKassa does not do what was asked."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.gateways import (
    KeyReused,
    KeysRefused,
    OutcomeUnknown,
    TryLater,
)
from domain.payments import Attempt
from tests.payments.yookassa_stand import (
    SHOP,
    Stand,
    line,
    refund,
    request,
    stand,
)


@pytest.fixture
async def provider() -> AsyncIterator[Stand]:
    """A running YooKassa."""
    async with stand() as made:
        yield made


async def test_wrong_keys_close_the_way(provider: Stand) -> None:
    gateway = provider.gateway(secret="wrong")
    with pytest.raises(KeysRefused) as caught:
        await gateway.create(request())
    assert "wrong" not in str(caught.value)
    with pytest.raises(KeysRefused):
        await gateway.check()
    assert not provider.desk.payments


async def test_keys_in_a_persons_netrc_do_not_replace_the_shops(
    provider: Stand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login somebody password else")
    monkeypatch.setenv("NETRC", str(netrc))
    await provider.gateway().check()


async def test_keys_that_stop_working_close_the_way(provider: Stand) -> None:
    gateway = provider.gateway()
    await gateway.check()
    provider.desk.faults.keys_refused = True
    with pytest.raises(KeysRefused):
        await gateway.create(request())


async def test_a_shop_that_is_switched_off_fails_the_check(provider: Stand) -> None:
    provider.desk.accounts[SHOP].enabled = False
    with pytest.raises(KeysRefused):
        await provider.gateway().check()


async def test_too_many_requests_may_be_tried_later(provider: Stand) -> None:
    provider.desk.faults.too_many = 1
    gateway = provider.gateway()
    with pytest.raises(TryLater):
        await gateway.create(request())
    assert not provider.desk.payments
    assert (await gateway.create(request())).state is Attempt.PENDING


@pytest.mark.parametrize("fault", ["fail_before", "cut_before", "fail_after", "cut_after"])
async def test_after_an_unknown_outcome_the_same_key_finds_the_one_payment(
    provider: Stand, fault: str
) -> None:
    gateway = provider.gateway()
    provider.desk.faults.change({fault: 1})
    with pytest.raises(OutcomeUnknown):
        await gateway.create(request())
    assert len(provider.desk.payments) == (1 if fault.endswith("after") else 0)
    made = await gateway.create(request())
    assert list(provider.desk.payments) == [made.external_id]


@pytest.mark.parametrize("fault", ["fail_before", "cut_before", "fail_after", "cut_after"])
async def test_after_an_unknown_outcome_the_same_key_refunds_once(
    provider: Stand, fault: str
) -> None:
    gateway = provider.gateway()
    made = await gateway.create(request())
    provider.desk.pay(made.external_id)
    provider.desk.faults.change({fault: 1})
    with pytest.raises(OutcomeUnknown):
        await gateway.refund(refund(made.external_id, 50))
    await gateway.refund(refund(made.external_id, 50))
    assert provider.desk.payments[made.external_id].refunded == 5000


@pytest.mark.parametrize("fault", ["fail_before", "cut_after"])
async def test_a_failed_look_has_changed_nothing_and_may_be_repeated(
    provider: Stand, fault: str
) -> None:
    gateway = provider.gateway()
    made = await gateway.create(request())
    provider.desk.faults.change({fault: 1})
    with pytest.raises(TryLater):
        await gateway.fetch(made.external_id)
    assert await gateway.fetch(made.external_id) == made


async def test_a_provider_that_hangs_leaves_the_outcome_unknown(provider: Stand) -> None:
    provider.desk.faults.hang = 1
    gateway = provider.gateway(timeout=(5, 0.05))
    with pytest.raises(OutcomeUnknown):
        await gateway.create(request())


async def test_nobody_at_the_address_has_certainly_done_nothing(provider: Stand) -> None:
    server = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()
    server.close()
    await server.wait_closed()
    gateway = provider.gateway(api_url=f"http://{host}:{port}/v3")
    with pytest.raises(TryLater) as caught:
        await gateway.create(request())
    assert str(port) not in str(caught.value)


async def test_still_processing_is_asked_again_with_the_same_key(provider: Stand) -> None:
    provider.desk.faults.processing = 2
    made = await provider.gateway().create(request())
    assert list(provider.desk.payments) == [made.external_id]
    assert provider.pauses == [1.8, 1.8]


async def test_processing_that_does_not_end_leaves_the_outcome_unknown(provider: Stand) -> None:
    provider.desk.faults.processing = 9
    with pytest.raises(OutcomeUnknown):
        await provider.gateway().create(request())
    assert provider.desk.faults.processing == 6


async def test_a_key_used_for_another_body_is_our_fault_and_changes_nothing(
    provider: Stand,
) -> None:
    gateway = provider.gateway()
    made = await gateway.create(request("key"))
    with pytest.raises(KeyReused):
        await gateway.create(request("key", line(quantity=3)))
    assert list(provider.desk.payments) == [made.external_id]


@pytest.mark.parametrize("key", ["", "k" * 65])
async def test_a_key_yookassa_cannot_take_never_leaves_the_shop(provider: Stand, key: str) -> None:
    with pytest.raises(ValueError, match="1 to 64"):
        await provider.gateway().create(request(key))
    assert not provider.desk.payments


async def test_more_calls_than_can_wait_are_turned_away_at_once(provider: Stand) -> None:
    provider.desk.faults.hang = 17
    gateway = provider.gateway(threads=1, timeout=(5, 0.02))
    ends = await asyncio.gather(
        *(gateway.create(request(f"attempt-{number}")) for number in range(20)),
        return_exceptions=True,
    )
    assert [type(end) for end in ends] == [OutcomeUnknown] * 17 + [TryLater] * 3
    assert len(provider.desk.payments) == 0
