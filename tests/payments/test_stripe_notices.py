"""Stripe's calls to the shop: which are believed, and what they make the shop fetch."""

import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Mapping
from datetime import timedelta
from typing import Any

import pytest

from domain.gateways import Inbound, Malformed, Untrusted
from payments.stripe import Stripe
from sandbox.providers.notices import Notice
from tests.payments.stripe_stand import OTHER_WHSEC, WHSEC, Stand, refund, standing


@pytest.fixture
async def stand() -> AsyncIterator[Stand]:
    async with standing() as made:
        yield made


@pytest.fixture
def stripe(stand: Stand) -> Stripe:
    return stand.gateway()


def signed(body: bytes, *secrets: str, at: float) -> dict[str, str]:
    """A header as Stripe's documents describe it, one signature for each secret."""
    moment = int(at)
    made = [
        hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
        for secret in secrets
    ]
    return {"stripe-signature": ",".join([f"t={moment}", *(f"v1={each}" for each in made)])}


def event(kind: str, thing: dict[str, Any], **more: Any) -> bytes:
    """An event as Stripe writes one."""
    body = {"id": "evt_1", "type": kind, "livemode": False, "data": {"object": thing}}
    return json.dumps(body | more).encode()


SESSION = event("checkout.session.completed", {"id": "cs_1", "object": "checkout.session"})


def inbound(stand: Stand, body: bytes, headers: Mapping[str, str]) -> Inbound:
    return Inbound(body, headers, "127.0.0.1", stand.now)


def arrived(stand: Stand, notice: Notice) -> Inbound:
    """A notice as the shop's server would hand it on."""
    headers = {name.lower(): value for name, value in notice.headers.items()}
    return inbound(stand, notice.body, headers)


async def test_every_event_of_a_payment_names_what_is_to_be_fetched(
    stand: Stand, stripe: Stripe
) -> None:
    paid = await stand.paid(stripe)
    back = await stripe.refund(refund(paid, 700))
    stand.desk.close_dispute(stand.desk.dispute(paid.external_id, 500), won=True)
    await stand.desk.postman.flush()

    hints = [stripe.read(arrived(stand, each)) for each in stand.notices]

    assert [(each.kind, each.external_id, each.refund_id) for each in hints] == [
        ("checkout.session.completed", paid.external_id, ""),
        ("refund.created", paid.charge_id, back.external_id),
        ("charge.refunded", paid.charge_id, ""),
        ("charge.dispute.created", paid.charge_id, ""),
        ("charge.dispute.closed", paid.charge_id, ""),
    ]
    for hint in hints:
        assert (await stripe.fetch(hint.external_id)).external_id == paid.external_id


async def test_the_same_event_has_the_same_key_and_two_events_have_two(
    stand: Stand, stripe: Stripe
) -> None:
    stand.desk.faults.change({"notices": "doubled"})
    await stand.paid(stripe, "one")
    await stand.paid(stripe, "two")
    await stand.desk.postman.flush()

    keys = [stripe.read(arrived(stand, each)).key for each in stand.notices]
    assert keys[0] == keys[1] != keys[2] == keys[3]


async def test_of_forged_events_only_the_true_one_is_believed(
    stand: Stand, stripe: Stripe
) -> None:
    stand.desk.faults.change({"notices": "forged"})
    paid = await stand.paid(stripe)
    await stand.desk.postman.flush()

    believed = []
    for notice in stand.notices:
        try:
            believed.append(stripe.read(arrived(stand, notice)))
        except Untrusted:
            continue
    assert len(stand.notices) > 4
    assert [each.external_id for each in believed] == [paid.external_id]


async def test_an_event_for_another_account_is_not_believed(stand: Stand) -> None:
    await stand.paid(stand.gateway())
    await stand.desk.postman.flush()

    with pytest.raises(Untrusted):
        stand.gateway(secret=OTHER_WHSEC).read(arrived(stand, stand.notices[0]))


@pytest.mark.parametrize(("seconds", "believed"), [(-301, 0), (-300, 1), (300, 1), (301, 0)])
async def test_a_signature_is_good_for_five_minutes_to_both_sides(
    stand: Stand, stripe: Stripe, seconds: int, believed: int
) -> None:
    moment = (stand.now + timedelta(seconds=seconds)).timestamp()
    call = inbound(stand, SESSION, signed(SESSION, WHSEC, at=moment))

    if believed:
        assert stripe.read(call).external_id == "cs_1"
    else:
        with pytest.raises(Untrusted):
            stripe.read(call)


async def test_while_a_secret_is_changed_one_good_signature_is_enough(
    stand: Stand, stripe: Stripe
) -> None:
    headers = signed(SESSION, "whsec_new", WHSEC, at=stand.clock.now())

    assert stripe.read(inbound(stand, SESSION, headers)).external_id == "cs_1"


@pytest.mark.parametrize(
    "header",
    ["", "t=1", "v1=abc", "t=soon,v1=abc", "nonsense", "t=1,v1=ä", "t=1,v0=abc", ",,=,"],
)
async def test_a_header_that_makes_no_sense_is_not_believed(
    stand: Stand, stripe: Stripe, header: str
) -> None:
    with pytest.raises(Untrusted):
        stripe.read(inbound(stand, SESSION, {"stripe-signature": header}))
    with pytest.raises(Untrusted):
        stripe.read(inbound(stand, SESSION, {}))


async def test_without_a_secret_nothing_is_believed(stand: Stand) -> None:
    headers = signed(SESSION, "", at=stand.clock.now())

    with pytest.raises(Untrusted):
        stand.gateway(secret="").read(inbound(stand, SESSION, headers))


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{}", b"not JSON", b'{"id": "evt_1"}', b"\xff\xfe", b"[" * 100_000],
)
async def test_what_is_signed_and_still_no_event_is_told_apart(
    stand: Stand, stripe: Stripe, body: bytes
) -> None:
    call = inbound(stand, body, signed(body, WHSEC, at=stand.clock.now()))

    with pytest.raises((Malformed, Untrusted)) as caught:
        stripe.read(call)
    assert caught.type is (Untrusted if body == b"\xff\xfe" else Malformed)


@pytest.mark.parametrize(
    "body",
    [
        event("checkout.session.completed", {"id": "cs_1"}, livemode=True),
        event("customer.created", {"id": "cus_1", "object": "customer"}),
        event("a.kind.of.the.year.2031", {"id": "x_1"}),
        event("refund.created", {"id": "re_1", "object": "refund", "payment_intent": None}),
        event("charge.dispute.created", {"id": "du_1", "object": "dispute"}),
        event("checkout.session.completed", {}, data="moved"),
        event("checkout.session.completed", {"id": 7}),
    ],
)
async def test_what_does_not_concern_the_shop_names_nothing_to_fetch(
    stand: Stand, stripe: Stripe, body: bytes
) -> None:
    hint = stripe.read(inbound(stand, body, signed(body, WHSEC, at=stand.clock.now())))

    assert (hint.key, hint.external_id) == ("evt_1", "")


async def test_a_shop_with_a_live_key_ignores_test_events(stand: Stand) -> None:
    live = event("checkout.session.completed", {"id": "cs_1"}, livemode=True)
    gateway = stand.gateway("sk_live_made_up")

    def named(body: bytes) -> str:
        call = inbound(stand, body, signed(body, WHSEC, at=stand.clock.now()))
        return gateway.read(call).external_id

    assert (named(SESSION), named(live)) == ("", "cs_1")
