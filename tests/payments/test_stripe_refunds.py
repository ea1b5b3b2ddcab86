"""Money that goes back through Stripe, and money that banks argue about."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from domain.gateways import (
    AlreadyDone,
    Declined,
    KeyReused,
    NotDone,
    OutcomeUnknown,
    RefundState,
)
from domain.money import Money
from domain.payments import Attempt
from payments.stripe import Stripe
from payments.stripe.reading import Json
from tests.payments.stripe_stand import Stand, refund, standing


@pytest.fixture
async def stand() -> AsyncIterator[Stand]:
    async with standing() as made:
        yield made


@pytest.fixture
def stripe(stand: Stand) -> Stripe:
    return stand.gateway()


async def test_a_part_goes_back_and_then_the_rest(stand: Stand, stripe: Stripe) -> None:
    paid = await stand.paid(stripe)

    part = await stripe.refund(refund(paid, 700, "part"))
    assert (part.state, part.money) == (RefundState.SUCCEEDED, Money(700, "USD"))
    assert (await stripe.fetch(paid.external_id)).refunded == 700

    await stripe.refund(refund(paid, 1300, "rest"))
    whole = await stripe.fetch(paid.external_id)
    assert (whole.state, whole.refunded) == (Attempt.CAPTURED, 2000)
    assert whole.paid == Money(2000, "USD")


async def test_a_refund_is_found_by_its_id(stand: Stand, stripe: Stripe) -> None:
    made = await stripe.refund(refund(await stand.paid(stripe), 700))

    assert await stripe.fetch_refund(made.external_id) == made


@pytest.mark.parametrize("hours", [0, 25])
async def test_the_same_refund_again_is_one_refund_even_after_a_day(
    stand: Stand, stripe: Stripe, hours: int
) -> None:
    paid = await stand.paid(stripe)
    first = await stripe.refund(refund(paid, 700))
    stand.clock.skip(hours * 3600)

    assert await stripe.refund(refund(paid, 700)) == first
    assert len(stand.desk.refunds(paid.external_id)) == 1


@pytest.mark.parametrize("fault", ["fail_after", "cut_after"])
async def test_a_refund_whose_answer_was_lost_is_made_once(
    stand: Stand, stripe: Stripe, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    paid, look_up = await stand.paid(stripe), stripe._known_refund

    async def then_trouble(intent: str, key: str) -> Json | None:
        found = await look_up(intent, key)
        stand.desk.faults.change({fault: 1})
        return found

    with monkeypatch.context() as patch:
        patch.setattr(stripe, "_known_refund", then_trouble)
        with pytest.raises(OutcomeUnknown):
            await stripe.refund(refund(paid, 700))

    (made,) = stand.desk.refunds(paid.external_id)
    assert (await stripe.refund(refund(paid, 700))).external_id == made.id
    assert len(stand.desk.refunds(paid.external_id)) == 1


async def test_a_key_is_never_used_for_another_sum(stand: Stand, stripe: Stripe) -> None:
    paid = await stand.paid(stripe)
    await stripe.refund(refund(paid, 700))

    with pytest.raises(KeyReused):
        await stripe.refund(refund(paid, 800))

    assert (await stripe.fetch(paid.external_id)).refunded == 700


async def test_more_than_is_left_does_not_go_back(stand: Stand, stripe: Stripe) -> None:
    paid = await stand.paid(stripe)
    await stripe.refund(refund(paid, 1500, "first"))

    with pytest.raises(NotDone):
        await stripe.refund(refund(paid, 501, "second"))

    assert (await stripe.fetch(paid.external_id)).refunded == 1500


async def test_money_that_is_back_already_is_told_as_done(stand: Stand, stripe: Stripe) -> None:
    paid = await stand.paid(stripe)
    await stripe.refund(refund(paid, 2000, "first"))

    with pytest.raises(AlreadyDone):
        await stripe.refund(refund(paid, 2000, "second"))

    assert len(stand.desk.refunds(paid.external_id)) == 1


async def test_another_currency_is_our_fault_and_returns_nothing(
    stand: Stand, stripe: Stripe
) -> None:
    paid = await stand.paid(stripe)

    with pytest.raises(ValueError, match="another currency"):
        await stripe.refund(replace(refund(paid, 1), money=Money(700, "JPY")))

    assert stand.desk.refunds(paid.external_id) == []


async def test_what_nobody_paid_cannot_go_back(stand: Stand, stripe: Stripe) -> None:
    made = await stripe.create(stand.request())

    with pytest.raises(NotDone):
        await stripe.refund(refund(made, 700))


@pytest.mark.parametrize(
    ("ok", "state", "back", "reason"),
    [
        (True, RefundState.SUCCEEDED, 700, ""),
        (False, RefundState.FAILED, 0, "expired_or_canceled_card"),
    ],
)
async def test_a_pending_refund_is_not_counted_before_it_succeeds(
    stand: Stand, stripe: Stripe, ok: bool, state: RefundState, back: int, reason: str
) -> None:
    paid = await stand.paid(stripe)
    stand.desk.faults.change({"refunds_wait": True})
    waiting = await stripe.refund(refund(paid, 700))
    assert waiting.state is RefundState.PENDING
    assert (await stripe.fetch(paid.external_id)).refunded == 0

    stand.desk.finish_refund(waiting.external_id, ok=ok)

    after = await stripe.fetch_refund(waiting.external_id)
    assert (after.state, after.reason) == (state, reason)
    assert (await stripe.fetch(paid.external_id)).refunded == back


async def test_money_of_a_failed_refund_can_go_back_again(stand: Stand, stripe: Stripe) -> None:
    paid = await stand.paid(stripe)
    stand.desk.faults.change({"refunds_wait": True})
    failed = await stripe.refund(refund(paid, 2000, "first"))
    stand.desk.finish_refund(failed.external_id, ok=False)
    stand.desk.faults.change({"refunds_wait": False})

    await stripe.refund(refund(paid, 2000, "second"))

    assert (await stripe.fetch(paid.external_id)).refunded == 2000


@pytest.mark.parametrize(("won", "argued"), [(True, 0), (False, 1200)])
async def test_a_dispute_is_seen_and_blocks_refunds_until_it_is_won(
    stand: Stand, stripe: Stripe, won: bool, argued: int
) -> None:
    paid = await stand.paid(stripe)
    dispute = stand.desk.dispute(paid.external_id, 1200)
    seen = await stripe.fetch(paid.external_id)
    assert (seen.state, seen.disputed) == (Attempt.CAPTURED, 1200)
    with pytest.raises(Declined) as refused:
        await stripe.refund(refund(paid, 700, "while they argue"))
    assert refused.value.reason == "charge_disputed"

    stand.desk.close_dispute(dispute, won=won)

    assert (await stripe.fetch(paid.external_id)).disputed == argued
