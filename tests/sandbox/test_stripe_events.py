"""What the local Stripe tells a shop, how it signs it, and how it can be made to lie."""

import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
import stripe
from aiohttp import web

from sandbox.clock import Clock
from sandbox.providers.notices import Notice
from sandbox.providers.stripe import Stripe
from tests.payments.stripe_stand import RETURN_URL, WHSEC, Stand, called, serving, standing

FORM = {
    "mode": "payment",
    "success_url": RETURN_URL,
    "line_items[0][quantity]": "1",
    "line_items[0][price_data][currency]": "usd",
    "line_items[0][price_data][unit_amount]": "1000",
    "line_items[0][price_data][product_data][name]": "Mug",
}


@pytest.fixture
async def stand() -> AsyncIterator[Stand]:
    async with standing() as made:
        yield made


async def session(stand: Stand) -> str:
    """The id of a new session."""
    return str((await called(stand, "POST", "/v1/checkout/sessions", FORM))[1]["id"])


async def told(stand: Stand) -> list[str]:
    """The names of all events the shop got."""
    await stand.desk.postman.flush()
    return [each.name for each in stand.notices]


def is_genuine(notice: Notice, secret: str = WHSEC) -> bool:
    """What the official SDK says of the signature, whenever it was made."""
    header = notice.headers.get("Stripe-Signature")
    try:
        return bool(stripe.WebhookSignature.verify_header(notice.body, header, secret))
    except stripe.SignatureVerificationError:
        return False


def body(notice: Notice) -> Any:
    return json.loads(notice.body)


def dispute(stand: Stand, paid: str) -> None:
    stand.desk.pay(paid)
    stand.desk.close_dispute(stand.desk.dispute(paid), won=False)


@pytest.mark.parametrize(
    ("happens", "names"),
    [
        (lambda stand, it: stand.desk.pay(it), ["completed"]),
        (lambda stand, it: stand.desk.pay(it, "alipay"), ["completed"]),
        (lambda stand, it: stand.desk.pay(it, "insufficient_funds"), []),
        (lambda stand, it: stand.desk.pay(it, "wechat_pay_later"), ["completed"]),
        (lambda stand, it: stand.desk.pay_twice(it), ["completed"]),
        (lambda stand, it: stand.desk.expire(it), ["expired"]),
        (dispute, ["completed", "charge.dispute.created", "charge.dispute.closed"]),
    ],
)
async def test_what_happens_is_told_once_and_in_order(
    stand: Stand, happens: Callable[[Stand, str], None], names: list[str]
) -> None:
    happens(stand, await session(stand))

    assert [name.removeprefix("checkout.session.") for name in await told(stand)] == names


@pytest.mark.parametrize("ok", [True, False])
async def test_money_that_comes_later_is_told_twice(stand: Stand, ok: bool) -> None:
    made = await session(stand)
    stand.desk.pay(made, "wechat_pay_later")
    stand.desk.settle(made, ok=ok)

    word = "succeeded" if ok else "failed"
    assert (await told(stand))[1] == f"checkout.session.async_payment_{word}"
    first, second = stand.notices
    assert body(first)["data"]["object"]["payment_status"] == "unpaid"
    assert body(second)["data"]["object"]["payment_status"] == ("paid" if ok else "unpaid")


@pytest.mark.parametrize(("ok", "name"), [(True, "refund.updated"), (False, "refund.failed")])
async def test_a_refund_is_told_when_made_and_when_finished(
    stand: Stand, ok: bool, name: str
) -> None:
    made = await session(stand)
    stand.desk.pay(made)
    stand.desk.faults.change({"refunds_wait": True})
    intent = stand.desk.intent(made).id
    _, refund = await called(stand, "POST", "/v1/refunds", {"payment_intent": intent})
    stand.desk.finish_refund(refund["id"], ok=ok)

    assert (await told(stand))[1:] == ["refund.created", "charge.refunded", name]


async def test_a_session_that_runs_out_says_so_by_itself(stand: Stand) -> None:
    await session(stand)
    stand.clock.skip(24 * 3600 - 1)
    stand.desk.tick()
    assert await told(stand) == []

    stand.clock.skip(1)
    stand.desk.tick()
    stand.desk.tick()
    assert await told(stand) == ["checkout.session.expired"]


async def test_events_of_an_account_are_signed_with_its_secret_only(stand: Stand) -> None:
    stand.desk.pay(await session(stand))
    await told(stand)

    (notice,) = stand.notices
    assert is_genuine(notice)
    assert not is_genuine(notice, "whsec_second")
    assert (body(notice)["object"], body(notice)["livemode"]) == ("event", False)
    assert notice.headers["Content-Type"].startswith("application/json")


async def test_an_event_that_was_held_back_is_signed_when_it_goes(stand: Stand) -> None:
    stand.desk.faults.change({"notices": "late"})
    stand.desk.pay(await session(stand))
    assert await told(stand) == []
    stand.clock.skip(3600)

    stand.desk.postman.release()

    await told(stand)
    stamp = stand.notices[0].headers["Stripe-Signature"]
    assert stamp.startswith(f"t={int(stand.clock.now())},")


async def test_lost_events_are_told_to_nobody_and_still_listed(stand: Stand) -> None:
    stand.desk.faults.change({"notices": "lost"})
    stand.desk.pay(await session(stand))

    assert await told(stand) == []
    _, events = await called(stand, "GET", "/v1/events?type=checkout.session.completed")
    assert len(events["data"]) == 1


async def test_reordered_events_come_newest_first(stand: Stand) -> None:
    stand.desk.faults.change({"notices": "reordered"})
    made = await session(stand)
    stand.desk.pay(made, "wechat_pay_later")
    stand.desk.settle(made)
    stand.desk.postman.release()

    names = [name.removeprefix("checkout.session.") for name in await told(stand)]
    assert names == ["async_payment_succeeded", "completed"]


async def test_forgeries_come_before_the_truth_and_none_of_them_is_signed_now(
    stand: Stand,
) -> None:
    stand.desk.faults.change({"notices": "forged"})
    stand.desk.pay(await session(stand))
    await told(stand)

    now = int(stand.clock.now())
    *forged, true = stand.notices
    assert is_genuine(true)
    stamps = [each.headers["Stripe-Signature"].partition(",")[0] for each in forged]
    assert {f"t={now - 3600}", f"t={now + 3600}"} < set(stamps)
    fresh = [each for each, stamp in zip(forged, stamps, strict=True) if stamp == f"t={now}"]
    assert not any(is_genuine(each) for each in fresh)
    assert 10_000 in [body(each)["data"]["object"]["amount_total"] for each in fresh]


async def test_a_shop_that_is_down_is_told_again_until_it_answers() -> None:
    answers, pauses = [503, 404, 200], list[float]()

    async def shop(_: web.Request) -> web.Response:
        return web.Response(status=answers.pop(0))

    async def pause(seconds: float) -> None:
        pauses.append(seconds)

    desk = Stripe(Clock.standing().now, pause=pause)
    async with serving([web.post("/hook", shop), *desk.routes()]) as url:
        desk.add_account("sk_test_first", notify_url=f"{url}/hook")
        made = Stand(desk, Clock.standing(), [], url)
        desk.pay(await session(made))
        await desk.postman.flush()
        await desk.close()

    assert (answers, pauses) == ([], [1.0, 2.0])
