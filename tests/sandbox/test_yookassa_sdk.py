"""YooKassa's own SDK, unmodified, against the YooKassa of the sandbox."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from yookassa import (  # type: ignore[import-untyped]
    Configuration,
    Payment,
    Receipt,
    Refund,
    Settings,
)
from yookassa.domain.exceptions import (  # type: ignore[import-untyped]
    BadRequestError,
    InternalServerError,
    NotFoundError,
    TooManyRequestsError,
    UnauthorizedError,
)
from yookassa.domain.notification import (  # type: ignore[import-untyped]
    WebhookNotificationFactory,
)

from tests.payments.yookassa_stand import (
    OTHER_SECRET,
    OTHER_SHOP,
    RETURN_URL,
    SECRET,
    SHOP,
    Stand,
    stand,
)

ITEM = {
    "description": "Mug",
    "quantity": "2.00",
    "amount": {"value": "100.00", "currency": "RUB"},
    "vat_code": 1,
    "payment_mode": "full_payment",
    "payment_subject": "commodity",
    "measure": "piece",
}
RECEIPT = {"customer": {"email": "a@example.org"}, "items": [ITEM], "tax_system_code": 2}


@pytest.fixture
async def provider() -> AsyncIterator[Stand]:
    """A running YooKassa, which the SDK is set up for."""
    kept = {name: getattr(Configuration, name) for name in ("account_id", "secret_key", "api_url")}
    async with stand() as made:
        Configuration.configure(SHOP, SECRET, api_url=made.api_url)
        yield made
    for name, value in kept.items():
        setattr(Configuration, name, value)


def body(value: str = "200.00", **other: Any) -> dict[str, Any]:
    """What the SDK is asked to send."""
    asked: dict[str, Any] = {
        "amount": {"value": value, "currency": "RUB"},
        "capture": True,
        "confirmation": {"type": "redirect", "return_url": RETURN_URL},
        "description": "Order 7",
        "metadata": {"order": "7"},
    }
    return asked | other


async def create(key: str = "key-1", **other: Any) -> Any:
    """Create a payment as the SDK does."""
    return await asyncio.to_thread(Payment.create, body(**other), key)


async def test_the_sdk_creates_and_reads_a_payment(provider: Stand) -> None:
    made = await create()
    assert made.status == "pending"
    assert made.confirmation.confirmation_url == f"{provider.url}/pay/yookassa/{made.id}"
    assert made.metadata == {"order": "7", "cms_name": "yookassa_sdk_python"}
    provider.desk.pay(made.id, "bank_card")
    paid = await asyncio.to_thread(Payment.find_one, made.id)
    assert (paid.status, paid.paid, paid.refundable) == ("succeeded", True, True)
    assert paid.payment_method.card.last4 == "4444"
    assert (str(paid.amount.value), str(paid.refunded_amount.value)) == ("200.00", "0.00")
    assert paid.income_amount.value < paid.amount.value
    assert paid.captured_at == "2026-01-01T00:00:00.000Z"


async def test_the_sdk_repeats_with_its_key_and_gets_the_same_payment(provider: Stand) -> None:
    first, again = await create("same"), await create("same")
    assert first.id == again.id
    assert len(provider.desk.payments) == 1
    with pytest.raises(BadRequestError) as caught:
        await create("same", value="1.00")
    assert caught.value.content["parameter"] == "Idempotence-Key"


async def test_the_sdk_holds_takes_and_lets_go(provider: Stand) -> None:
    held, other = await create("one", capture=False), await create("two", capture=False)
    provider.desk.pay(held.id)
    provider.desk.pay(other.id)
    waiting = await asyncio.to_thread(Payment.find_one, held.id)
    assert (waiting.status, waiting.expires_at) == (
        "waiting_for_capture",
        "2026-01-08T00:00:00.000Z",
    )
    part = {"amount": {"value": "150.00", "currency": "RUB"}}
    taken = await asyncio.to_thread(Payment.capture, held.id, part, "three")
    assert (taken.status, str(taken.amount.value)) == ("succeeded", "150.00")
    gone = await asyncio.to_thread(Payment.cancel, other.id, "four")
    assert (gone.status, gone.cancellation_details.reason) == ("canceled", "canceled_by_merchant")


async def test_the_sdk_refunds_a_part_and_never_more_than_is_left(provider: Stand) -> None:
    made = await create()
    provider.desk.pay(made.id)
    part = {"payment_id": made.id, "amount": {"value": "150.00", "currency": "RUB"}}
    back = await asyncio.to_thread(Refund.create, part, "refund-1")
    assert (back.status, str(back.amount.value)) == ("succeeded", "150.00")
    with pytest.raises(BadRequestError):
        await asyncio.to_thread(Refund.create, part, "refund-2")
    listed = await asyncio.to_thread(Refund.list, {"payment_id": made.id})
    assert [each.id for each in listed.items] == [back.id]
    assert (await asyncio.to_thread(Refund.find_one, back.id)).payment_id == made.id


async def test_the_sdk_lists_by_state_and_turns_pages(provider: Stand) -> None:
    made = [await create(f"key-{number}") for number in range(5)]
    provider.desk.pay(made[2].id)
    first = await asyncio.to_thread(Payment.list, {"limit": 2, "status": "pending"})
    assert [each.id for each in first.items] == [made[4].id, made[3].id]
    query = {"limit": 2, "status": "pending", "cursor": first.next_cursor}
    rest = await asyncio.to_thread(Payment.list, query)
    assert [each.id for each in rest.items] == [made[1].id, made[0].id]
    assert rest.next_cursor is None


async def test_the_sdk_sends_receipts_with_payments_and_alone(provider: Stand) -> None:
    Configuration.configure(OTHER_SHOP, OTHER_SECRET, api_url=provider.api_url)
    with pytest.raises(BadRequestError) as caught:
        await create("none")
    assert caught.value.content["parameter"] == "receipt"
    made = await create("one", receipt=RECEIPT)
    assert made.receipt_registration == "pending"
    provider.desk.pay(made.id)
    alone = {
        **RECEIPT,
        "type": "payment",
        "payment_id": made.id,
        "send": True,
        "settlements": [{"type": "prepayment", "amount": {"value": "200.00", "currency": "RUB"}}],
    }
    sent = await asyncio.to_thread(Receipt.create, alone, "receipt-1")
    assert (sent.status, sent.payment_id) == ("succeeded", made.id)
    assert (await asyncio.to_thread(Receipt.find_one, sent.id)).id == sent.id
    listed = await asyncio.to_thread(Receipt.list, {"payment_id": made.id})
    assert [each.id for each in listed.items] == [sent.id]


async def test_the_sdk_reads_the_shops_settings(provider: Stand) -> None:
    mine = await asyncio.to_thread(Settings.get_account_settings)
    assert (mine.account_id, mine.status, mine.test) == (SHOP, "enabled", True)
    assert "sbp" in mine.payment_methods
    assert provider.desk.accounts[SHOP].enabled


async def test_the_sdk_knows_every_error_by_its_class(provider: Stand) -> None:
    with pytest.raises(NotFoundError):
        await asyncio.to_thread(Payment.find_one, "30e87580-000f-5000-8000-00000000dead")
    provider.desk.faults.change({"too_many": 1})
    with pytest.raises(TooManyRequestsError):
        await create()
    provider.desk.faults.change({"fail_before": 1})
    with pytest.raises(InternalServerError):
        await create()
    Configuration.configure(SHOP, "another", api_url=provider.api_url)
    with pytest.raises(UnauthorizedError):
        await create()
    assert not provider.desk.payments


async def test_the_sdk_reads_the_notifications(provider: Stand) -> None:
    provider.desk.accounts[SHOP].notify_url = "http://127.0.0.1:9/hook"
    provider.desk.faults.notices = "lost"
    made = await create()
    provider.desk.pay(made.id)
    (notice,) = provider.desk.postman.lost
    read = WebhookNotificationFactory().create(json.loads(notice.body))
    assert (read.event, read.object.id, read.object.status) == (
        "payment.succeeded",
        made.id,
        "succeeded",
    )
