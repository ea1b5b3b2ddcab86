"""The local Stripe against the official SDK, unmodified, over each of its HTTP clients."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import stripe
from stripe import StripeClient
from stripe.params.checkout import SessionCreateParams

from tests.payments.stripe_stand import KEY, OTHER_KEY, RETURN_URL, Stand, standing

# The SDK's own use of httpx is out of date; what is tested here is our side.
pytestmark = pytest.mark.filterwarnings("ignore:Use 'content=:DeprecationWarning")
CLIENTS = [stripe.AIOHTTPClient, stripe.HTTPXClient]


@pytest.fixture
async def stand() -> AsyncIterator[Stand]:
    async with standing() as made:
        yield made


@pytest.fixture(params=CLIENTS, ids=lambda each: each.name)
async def client(stand: Stand, request: pytest.FixtureRequest) -> AsyncIterator[StripeClient]:
    """The SDK with one of its ways to speak HTTP."""
    http = request.param()
    yield _client(stand, http)
    await http.close_async()


def _client(stand: Stand, http: Any, key: str = KEY) -> StripeClient:
    addresses: Any = {"api": stand.api_url}
    return StripeClient(key, base_addresses=addresses, http_client=http, max_network_retries=0)


def wanted(**more: Any) -> SessionCreateParams:
    """A session for two mugs, 20 dollars."""
    mug: Any = {"currency": "usd", "unit_amount": 1000, "product_data": {"name": "Mug"}}
    body: Any = {
        "mode": "payment",
        "line_items": [{"quantity": 2, "price_data": mug}],
        "success_url": RETURN_URL,
        "client_reference_id": "attempt-1",
        "metadata": {"key": "attempt-1"},
    }
    made: SessionCreateParams = body | more
    return made


async def test_a_session_lives_from_open_to_paid(stand: Stand, client: StripeClient) -> None:
    sessions = client.v1.checkout.sessions
    made = await sessions.create_async(wanted())
    assert (made.status, made.payment_status, made.payment_intent) == ("open", "unpaid", None)
    assert (made.amount_total, made.currency, made.livemode) == (2000, "usd", False)
    assert made.expires_at == made.created + 24 * 3600

    stand.desk.pay(made.id)

    paid = await sessions.retrieve_async(made.id, {"expand": ["payment_intent.latest_charge"]})
    assert (paid.status, paid.payment_status, paid.url) == ("complete", "paid", None)
    intent: Any = paid.payment_intent
    assert (intent.status, intent.amount_received) == ("succeeded", 2000)
    assert intent.latest_charge.payment_method_details.type == "card"
    assert (await client.v1.payment_intents.retrieve_async(intent.id)).id == intent.id
    assert (await client.v1.charges.retrieve_async(intent.latest_charge.id)).paid


async def test_what_a_session_sells_is_told_on_request(client: StripeClient) -> None:
    made = await client.v1.checkout.sessions.create_async(wanted())
    items = await client.v1.checkout.sessions.line_items.list_async(made.id)

    assert [(each.description, each.quantity, each.amount_total) for each in items.data] == [
        ("Mug", 2, 2000)
    ]


async def test_lists_are_paged_newest_first(stand: Stand, client: StripeClient) -> None:
    sessions = client.v1.checkout.sessions
    made = []
    for _ in range(5):
        made.append((await sessions.create_async(wanted())).id)
        stand.clock.skip(10)

    first = await sessions.list_async({"limit": 2})
    assert ([each.id for each in first.data], first.has_more) == (made[:2:-1], True)
    assert [each.id async for each in first.auto_paging_iter()] == made[::-1]
    since = int(stand.clock.now()) - 25
    late = await sessions.list_async({"created": {"gte": since}})
    assert [each.id for each in late.data] == made[:2:-1]


async def test_a_key_replays_its_answer_for_a_day_and_then_starts_anew(
    stand: Stand, client: StripeClient
) -> None:
    sessions = client.v1.checkout.sessions
    first = await sessions.create_async(wanted(), {"idempotency_key": "k"})
    again = await sessions.create_async(wanted(), {"idempotency_key": "k"})
    assert again.id == first.id
    assert again.last_response is not None
    assert again.last_response.headers["Idempotent-Replayed"] == "true"

    stand.clock.skip(24 * 3600)
    late = await sessions.create_async(wanted(), {"idempotency_key": "k"})
    assert late.id != first.id


async def test_a_key_with_another_body_is_refused(stand: Stand, client: StripeClient) -> None:
    sessions = client.v1.checkout.sessions
    await sessions.create_async(wanted(), {"idempotency_key": "k"})

    with pytest.raises(stripe.IdempotencyError):
        await sessions.create_async(wanted(locale="ru"), {"idempotency_key": "k"})
    assert len(stand.desk.sessions()) == 1


async def test_keys_of_two_accounts_do_not_meet(stand: Stand) -> None:
    http = stripe.AIOHTTPClient()
    mine, theirs = _client(stand, http), _client(stand, http, OTHER_KEY)
    made = [
        await each.v1.checkout.sessions.create_async(wanted(), {"idempotency_key": "k"})
        for each in (mine, theirs)
    ]
    assert made[0].id != made[1].id
    with pytest.raises(stripe.InvalidRequestError) as refused:
        await theirs.v1.checkout.sessions.retrieve_async(made[0].id)
    assert (refused.value.http_status, refused.value.code) == (404, "resource_missing")
    await http.close_async()  # type: ignore[no-untyped-call]


@pytest.mark.parametrize(
    ("change", "param", "code"),
    [
        ({"payment_method_types": ["card"]}, "payment_method_types", "parameter_unknown"),
        ({"mode": ""}, "mode", "parameter_missing"),
        ({"mode": "setup"}, "mode", None),
        ({"line_items": []}, "line_items", "parameter_missing"),
        ({"success_url": "souk"}, "success_url", "url_invalid"),
        ({"customer_email": "anna"}, "customer_email", "email_invalid"),
        ({"expires_at": 1}, "expires_at", None),
        ({"expires_at": "soon"}, "expires_at", "parameter_invalid_integer"),
        ({"client_reference_id": "x" * 201}, "client_reference_id", None),
        ({"metadata": {"k": "x" * 501}}, "metadata[k]", None),
        ({"allowed_payment_method_types": ["gold"]}, "allowed_payment_method_types", None),
        (
            {
                "allowed_payment_method_types": ["wechat_pay"],
                "payment_method_options": {"wechat_pay": {"client": "ios"}},
            },
            "payment_method_options[wechat_pay][client]",
            None,
        ),
    ],
)
async def test_a_session_stripe_would_not_open_is_not_opened(
    stand: Stand, client: StripeClient, change: dict[str, Any], param: str, code: str | None
) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refused:
        await client.v1.checkout.sessions.create_async(wanted(**change))

    assert (refused.value.param, refused.value.code) == (param, code)
    assert stand.desk.sessions() == []


@pytest.mark.parametrize(
    ("price", "quantity", "word"),
    [
        ({"unit_amount": 10}, 1, "amount_too_small"),
        ({"unit_amount": -1}, 1, "parameter_invalid_integer"),
        ({"unit_amount": "9.99"}, 1, "parameter_invalid_integer"),
        ({}, 0, "parameter_invalid_integer"),
        ({"currency": "eur"}, 1, None),
        ({"product_data": {"name": ""}}, 1, "parameter_missing"),
    ],
)
async def test_a_price_that_makes_no_sense_is_refused(
    stand: Stand, client: StripeClient, price: dict[str, Any], quantity: int, word: str | None
) -> None:
    good: Any = {"currency": "usd", "unit_amount": 10, "product_data": {"name": "Pin"}}
    lines: Any = [{"quantity": quantity, "price_data": good | price}]
    if "currency" in price:
        lines.append({"quantity": 1, "price_data": good})

    with pytest.raises(stripe.InvalidRequestError) as refused:
        await client.v1.checkout.sessions.create_async(wanted(line_items=lines))
    assert refused.value.code == word
    assert stand.desk.sessions() == []


async def test_an_expired_session_stays_expired(stand: Stand, client: StripeClient) -> None:
    made = await client.v1.checkout.sessions.create_async(wanted())
    assert (await client.v1.checkout.sessions.expire_async(made.id)).status == "expired"

    with pytest.raises(stripe.InvalidRequestError):
        await client.v1.checkout.sessions.expire_async(made.id)
    assert stand.desk.charges(made.id) == []


async def test_refunds_are_made_listed_and_refused_beyond_the_charge(
    stand: Stand, client: StripeClient
) -> None:
    made = await client.v1.checkout.sessions.create_async(wanted())
    stand.desk.pay(made.id)
    intent = stand.desk.intent(made.id).id

    part = await client.v1.refunds.create_async({"payment_intent": intent, "amount": 500})
    with pytest.raises(stripe.InvalidRequestError) as beyond:
        await client.v1.refunds.create_async({"payment_intent": intent, "amount": 1501})
    rest = await client.v1.refunds.create_async({"payment_intent": intent})
    with pytest.raises(stripe.InvalidRequestError) as again:
        await client.v1.refunds.create_async({"payment_intent": intent})

    assert (part.amount, rest.amount) == (500, 1500)
    assert (beyond.value.param, again.value.code) == ("amount", "charge_already_refunded")
    listed = await client.v1.refunds.list_async({"payment_intent": intent})
    assert [each.id for each in listed.data] == [rest.id, part.id]


async def test_a_wrong_key_learns_nothing_and_is_not_repeated_in_full(stand: Stand) -> None:
    http, key = stripe.AIOHTTPClient(), "sk_test_a_key_nobody_has"
    with pytest.raises(stripe.AuthenticationError) as refused:
        await _client(stand, http, key).v1.balance.retrieve_async()
    assert key not in str(refused.value)
    await http.close_async()  # type: ignore[no-untyped-call]


async def test_the_balance_answers_whoever_has_a_key(client: StripeClient) -> None:
    balance = await client.v1.balance.retrieve_async()

    assert (balance.livemode, balance.available[0].amount) == (False, 0)


async def test_events_are_listed_with_the_objects_as_they_were(
    stand: Stand, client: StripeClient
) -> None:
    made = await client.v1.checkout.sessions.create_async(wanted())
    stand.desk.pay(made.id, "wechat_pay_later")
    stand.desk.settle(made.id)

    events = (await client.v1.events.list_async()).data
    seen = [(each.type, each.data.object.to_dict()["payment_status"]) for each in events]
    assert seen == [
        ("checkout.session.async_payment_succeeded", "paid"),
        ("checkout.session.completed", "unpaid"),
    ]
