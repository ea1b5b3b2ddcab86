"""The books of the test YooKassa without any HTTP: time, endings and who is told."""

import json
from collections.abc import AsyncIterator

import pytest

from sandbox.clock import Clock
from sandbox.providers.notices import Notice
from sandbox.providers.yookassa import YooKassa
from sandbox.providers.yookassa.records import Payment, Refund
from sandbox.providers.yookassa.refusals import Refusal


class Bank:
    """A desk with one shop, and what the shop was told."""

    def __init__(self) -> None:
        self.clock = Clock.standing()
        self.desk = YooKassa(self.clock.now, "http://127.0.0.1:1")
        self.desk.add_account("1", "secret", "http://shop.example/hook")
        self.told: list[tuple[str, str]] = []
        self.desk.postman._post = self.take

    async def take(self, notice: Notice) -> int:
        """Be the shop."""
        thing = json.loads(notice.body)["object"]
        self.told.append((notice.name, thing["status"]))
        return 200

    def payment(self, *, capture: bool = True) -> str:
        """A new payment of 200 roubles."""
        made = Payment(
            self.desk.new_id(8), "1", 20_000, "RUB", self.clock.now(), capture, "https://t.me/x"
        )
        return self.desk.add_payment(made).id

    def refund(self, payment_id: str, amount: int) -> Refund:
        """Ask for a refund."""
        refund_id = self.desk.new_id(9)
        made = Refund(refund_id, "1", payment_id, amount, "RUB", self.clock.now())
        return self.desk.add_refund(made)


@pytest.fixture
async def bank() -> AsyncIterator[Bank]:
    """A bank, closed afterwards."""
    made = Bank()
    yield made
    await made.desk.close()


async def test_a_payment_ends_after_an_hour_and_not_a_second_before(bank: Bank) -> None:
    payment_id = bank.payment()
    bank.clock.skip(3599)
    bank.desk.tick()
    assert bank.desk.payments[payment_id].status == "pending"
    bank.clock.skip(1)
    bank.desk.tick()
    bank.desk.tick()
    await bank.desk.postman.flush()
    assert bank.desk.payments[payment_id].expired
    assert bank.told == [("payment.canceled", "canceled")]


async def test_late_money_comes_only_when_it_is_asked_for(bank: Bank) -> None:
    payment_id = bank.payment()
    bank.clock.skip(3600)
    bank.desk.tick()
    with pytest.raises(ValueError, match="canceled"):
        bank.desk.pay(payment_id)
    assert bank.desk.pay(payment_id, late=True).status == "succeeded"
    await bank.desk.postman.flush()
    assert [name for name, _ in bank.told] == ["payment.canceled", "payment.succeeded"]


async def test_a_declined_payment_stays_declined(bank: Bank) -> None:
    payment_id = bank.payment()
    bank.desk.decline(payment_id, "insufficient_funds")
    for late in (False, True):
        with pytest.raises(ValueError, match="canceled"):
            bank.desk.pay(payment_id, late=late)
    with pytest.raises(ValueError, match="canceled"):
        bank.desk.decline(payment_id)


async def test_a_payment_is_paid_once(bank: Bank) -> None:
    payment_id = bank.payment()
    bank.desk.pay(payment_id)
    with pytest.raises(ValueError, match="succeeded"):
        bank.desk.pay(payment_id)
    await bank.desk.postman.flush()
    assert bank.told == [("payment.succeeded", "succeeded")]


async def test_held_money_is_announced_and_ends_after_a_week(bank: Bank) -> None:
    payment_id = bank.payment(capture=False)
    bank.desk.pay(payment_id)
    bank.clock.skip(7 * 24 * 3600 - 1)
    bank.desk.tick()
    assert bank.desk.payments[payment_id].status == "waiting_for_capture"
    bank.clock.skip(1)
    bank.desk.tick()
    await bank.desk.postman.flush()
    assert bank.desk.payments[payment_id].reason == "expired_on_capture"
    assert [name for name, _ in bank.told] == ["payment.waiting_for_capture", "payment.canceled"]


async def test_a_refund_that_fails_is_not_announced_and_frees_its_money(bank: Bank) -> None:
    bank.desk.faults.refunds_wait = True
    payment_id = bank.payment()
    bank.desk.pay(payment_id)
    refund = bank.refund(payment_id, 20_000)
    assert bank.desk.refundable(bank.desk.payments[payment_id]) == 0
    bank.desk.finish_refund(refund.id, ok=False)
    await bank.desk.postman.flush()
    assert bank.desk.refundable(bank.desk.payments[payment_id]) == 20_000
    assert [name for name, _ in bank.told] == ["payment.succeeded"]
    with pytest.raises(ValueError, match="canceled"):
        bank.desk.finish_refund(refund.id, ok=True)


async def test_no_more_goes_back_than_came(bank: Bank) -> None:
    payment_id = bank.payment()
    with pytest.raises(Refusal):
        bank.refund(payment_id, 1)
    bank.desk.pay(payment_id)
    bank.refund(payment_id, 19_999)
    with pytest.raises(Refusal):
        bank.refund(payment_id, 2)
    bank.refund(payment_id, 1)
    assert bank.desk.payments[payment_id].refunded == 20_000


async def test_identifiers_tell_their_second_and_never_repeat(bank: Bank) -> None:
    made = [bank.payment() for _ in range(3)]
    bank.clock.skip(1)
    made.append(bank.payment())
    assert len(set(made)) == 4
    assert [each[:8] for each in made] == ["30e87580"] * 3 + ["30e87581"]
