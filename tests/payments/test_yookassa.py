"""The YooKassa gateway when all goes well: pay, hold, capture, cancel, refund, list."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from domain.gateways import Goods, ReceiptLine, RefundState
from domain.money import Money
from domain.payments import Attempt
from domain.ports.gateways import Gateway
from tests.payments.yookassa_stand import (
    FISCAL,
    OTHER_SECRET,
    OTHER_SHOP,
    Stand,
    line,
    refund,
    request,
    rubles,
    stand,
)


@pytest.fixture
async def provider() -> AsyncIterator[Stand]:
    """A running YooKassa."""
    async with stand() as made:
        yield made


async def test_a_new_payment_waits_at_an_address(provider: Stand) -> None:
    gateway: Gateway = provider.gateway()
    made = await gateway.create(request("attempt-1"))
    assert made.state is Attempt.PENDING
    assert made.key == "attempt-1"
    assert made.money == rubles(200)
    assert made.paid is None
    assert made.pay_url == f"{provider.url}/pay/yookassa/{made.external_id}"


async def test_a_paid_payment_has_no_address_any_more(provider: Stand) -> None:
    gateway = provider.gateway()
    made = await gateway.create(request())
    provider.desk.pay(made.external_id, "sbp")
    paid = await gateway.fetch(made.external_id)
    assert paid.state is Attempt.CAPTURED
    assert paid.paid == rubles(200)
    assert paid.pay_url == ""


@pytest.mark.parametrize("kopecks", [100, 101, 9_007_199, 35_000_000])
async def test_a_sum_arrives_to_the_kopeck(provider: Stand, kopecks: int) -> None:
    money = Money(kopecks, "RUB")
    asked = replace(request(), money=money, lines=(ReceiptLine("Mug", 1, money),))
    made = await provider.gateway().create(asked)
    assert made.money == money
    assert provider.desk.payments[made.external_id].amount == kopecks


async def test_lines_worth_another_sum_are_our_bug_and_nothing_is_sent(provider: Stand) -> None:
    with pytest.raises(ValueError, match="20000"):
        await provider.gateway().create(replace(request(), money=rubles(199)))
    assert not provider.desk.payments


async def test_the_same_key_again_makes_no_second_payment(provider: Stand) -> None:
    gateway = provider.gateway()
    first, again = await gateway.create(request()), await gateway.create(request())
    assert first == again
    assert len(provider.desk.payments) == 1


async def test_only_roubles_within_a_cards_limits_are_taken(provider: Stand) -> None:
    gateway = provider.gateway()
    assert gateway.takes(rubles(1))
    assert gateway.takes(rubles(350_000))
    assert not gateway.takes(rubles(0.99))
    assert not gateway.takes(rubles(350_000.01))
    assert not gateway.takes(Money(500, "USD"))


async def test_a_two_stage_payment_is_held_and_then_taken_in_part(provider: Stand) -> None:
    gateway = provider.gateway(capture=False)
    made = await gateway.create(request())
    provider.desk.pay(made.external_id, "bank_card")
    held = await gateway.fetch(made.external_id)
    assert held.state is Attempt.AUTHORIZED
    taken = await gateway.capture(made.external_id, rubles(150), "capture-1")
    assert (taken.state, taken.paid) == (Attempt.CAPTURED, rubles(150))


async def test_a_payment_that_is_held_is_never_paid_by_sbp(provider: Stand) -> None:
    made = await provider.gateway(capture=False).create(request())
    with pytest.raises(ValueError, match="sbp"):
        provider.desk.pay(made.external_id, "sbp")
    assert provider.desk.payments[made.external_id].status == "pending"


async def test_held_money_is_let_go(provider: Stand) -> None:
    gateway = provider.gateway(capture=False)
    made = await gateway.create(request())
    provider.desk.pay(made.external_id)
    gone = await gateway.cancel(made.external_id, "cancel-1")
    assert gone.state is Attempt.CANCELLED
    assert gone.reason == "merchant:canceled_by_merchant"
    assert gone.paid is None


async def test_a_pending_payment_cannot_be_closed_and_is_only_looked_at(provider: Stand) -> None:
    gateway = provider.gateway()
    made = await gateway.create(request())
    key = ""  # with which nothing can be sent that changes anything
    assert (await gateway.cancel(made.external_id, key)).state is Attempt.PENDING
    provider.desk.pay(made.external_id)
    assert (await gateway.cancel(made.external_id, key)).state is Attempt.CAPTURED


async def test_a_part_and_then_the_rest_go_back(provider: Stand) -> None:
    gateway = provider.gateway()
    made = await gateway.create(request())
    provider.desk.pay(made.external_id)
    part = await gateway.refund(refund(made.external_id, 50, "refund-1"))
    assert (part.state, part.money) == (RefundState.SUCCEEDED, rubles(50))
    assert (await gateway.fetch(made.external_id)).refunded == 5000
    await gateway.refund(refund(made.external_id, 150, "refund-2"))
    assert (await gateway.fetch(made.external_id)).refunded == 20_000
    assert await gateway.fetch_refund(part.external_id) == part


async def test_the_same_refund_key_sends_money_once(provider: Stand) -> None:
    gateway = provider.gateway()
    made = await gateway.create(request())
    provider.desk.pay(made.external_id)
    first = await gateway.refund(refund(made.external_id, 50))
    assert await gateway.refund(refund(made.external_id, 50)) == first
    assert provider.desk.payments[made.external_id].refunded == 5000


@pytest.mark.parametrize(
    ("ok", "state", "reason"),
    [
        (True, RefundState.SUCCEEDED, ""),
        (False, RefundState.FAILED, "refund_network:insufficient_funds"),
    ],
)
async def test_a_refund_that_waits_ends_one_way_or_the_other(
    provider: Stand, ok: bool, state: RefundState, reason: str
) -> None:
    gateway = provider.gateway()
    made = await gateway.create(request())
    provider.desk.pay(made.external_id)
    provider.desk.faults.refunds_wait = True
    asked = await gateway.refund(refund(made.external_id, 50))
    assert asked.state is RefundState.PENDING
    assert (await gateway.fetch(made.external_id)).refunded == 0
    provider.desk.finish_refund(asked.external_id, ok)
    ended = await gateway.fetch_refund(asked.external_id)
    assert (ended.state, ended.reason) == (state, reason)
    assert (await gateway.fetch(made.external_id)).refunded == (5000 if ok else 0)


async def test_a_receipt_goes_with_the_payment_and_with_a_part_refund(provider: Stand) -> None:
    gateway = provider.gateway(OTHER_SHOP, OTHER_SECRET, receipts=FISCAL)
    delivery = ReceiptLine("Courier", 1, rubles(300), Goods.DELIVERY)
    made = await gateway.create(request("a", line(quantity=2), delivery))
    assert made.receipt == "pending"
    provider.desk.pay(made.external_id)
    assert (await gateway.fetch(made.external_id)).receipt == "succeeded"
    part = replace(refund(made.external_id, 100), lines=(line(),), email="a@example.org")
    assert (await gateway.refund(part)).receipt == "succeeded"


async def test_a_whole_refund_needs_no_lines_even_with_receipts(provider: Stand) -> None:
    gateway = provider.gateway(OTHER_SHOP, OTHER_SECRET, receipts=FISCAL)
    made = await gateway.create(request())
    provider.desk.pay(made.external_id)
    assert (await gateway.refund(refund(made.external_id, 200))).state is RefundState.SUCCEEDED


async def test_a_receipt_the_tax_office_refused_is_seen_and_the_money_stays(
    provider: Stand,
) -> None:
    provider.desk.accounts[OTHER_SHOP].receipts_work = False
    gateway = provider.gateway(OTHER_SHOP, OTHER_SECRET, receipts=FISCAL)
    made = await gateway.create(request())
    provider.desk.pay(made.external_id)
    paid = await gateway.fetch(made.external_id)
    assert (paid.receipt, paid.state) == ("canceled", Attempt.CAPTURED)


async def test_the_list_turns_pages_and_starts_at_the_moment(provider: Stand) -> None:
    gateway = provider.gateway()
    await gateway.create(request("before"))
    provider.clock.skip(60)
    start = datetime.fromtimestamp(provider.clock.now(), UTC)
    for number in range(103):
        await gateway.create(request(f"attempt-{number}"))
    keys = [each.key async for each in gateway.since(start)]
    assert keys == [f"attempt-{number}" for number in reversed(range(103))]


async def test_two_accounts_work_side_by_side_and_do_not_see_each_other(provider: Stand) -> None:
    one, other = provider.gateway(), provider.gateway(OTHER_SHOP, OTHER_SECRET, receipts=FISCAL)
    mine, theirs = await one.create(request("same")), await other.create(request("same"))
    assert mine.external_id != theirs.external_id
    start = mine.at
    assert [each.external_id async for each in one.since(start)] == [mine.external_id]
    assert [each.external_id async for each in other.since(start)] == [theirs.external_id]


async def test_the_customers_language_chooses_the_page(provider: Stand) -> None:
    gateway = provider.gateway()
    russian = await gateway.create(replace(request("a"), language="ru"))
    chinese = await gateway.create(replace(request("b"), language="zh"))
    assert provider.desk.payments[russian.external_id].locale == "ru_RU"
    assert provider.desk.payments[chinese.external_id].locale == "en_US"


async def test_good_keys_pass_the_check_and_nothing_is_made(provider: Stand) -> None:
    await provider.gateway().check()
    assert not provider.desk.payments
