"""The local Stripe as plain HTTP: forms in, JSON out, with the errors of the documents."""

import asyncio
import base64
from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientError

from sandbox.clock import Clock
from sandbox.providers.stripe import Stripe
from sandbox.providers.stripe.forms import nested
from sandbox.providers.stripe.refusals import Refused
from tests.payments.stripe_stand import KEY, RETURN_URL, Stand, called, standing

FORM = {
    "mode": "payment",
    "success_url": RETURN_URL,
    "line_items[0][quantity]": "1",
    "line_items[0][price_data][currency]": "usd",
    "line_items[0][price_data][unit_amount]": "1000",
    "line_items[0][price_data][product_data][name]": "Кружка & mug",
}
SESSIONS = "/v1/checkout/sessions"


@pytest.fixture
async def stand() -> AsyncIterator[Stand]:
    async with standing() as made:
        yield made


async def test_a_form_becomes_a_session(stand: Stand) -> None:
    status, made = await called(stand, "POST", SESSIONS, FORM)

    assert (status, made["object"], made["amount_total"]) == (200, "checkout.session", 1000)
    assert made["url"] == f"{stand.url}/pay/stripe/{made['id']}"
    assert made["payment_method_types"] == ["card", "alipay", "wechat_pay"]
    assert stand.desk.session(made["id"]).items[0].name == "Кружка & mug"


async def test_an_error_is_an_object_with_type_code_and_parameter(stand: Stand) -> None:
    status, body = await called(stand, "POST", SESSIONS, FORM | {"colour": "red"})

    assert status == 400
    assert body["error"]["type"] == "invalid_request_error"
    assert (body["error"]["code"], body["error"]["param"]) == ("parameter_unknown", "colour")
    assert stand.desk.sessions() == []


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/v1/customers"), ("DELETE", SESSIONS), ("GET", f"{SESSIONS}/cs_x/y"), ("GET", "/v")],
)
async def test_an_address_that_is_not_served_says_so(stand: Stand, method: str, path: str) -> None:
    status, body = await called(stand, method, path)

    assert (status, body["error"]["type"]) == (404, "invalid_request_error")


async def test_a_key_may_come_as_basic_authorisation(stand: Stand) -> None:
    basic = "Basic " + base64.b64encode(f"{KEY}:".encode()).decode()

    assert (await called(stand, "GET", "/v1/balance", headers={"Authorization": basic}))[0] == 200


@pytest.mark.parametrize("value", ["", "Bearer", "Bearer sk_test_x", "Basic %%%", "Digest a"])
async def test_without_a_good_key_there_is_no_answer(stand: Stand, value: str) -> None:
    status, body = await called(stand, "GET", "/v1/balance", headers={"Authorization": value})

    assert (status, body["error"]["type"]) == (401, "invalid_request_error")


async def test_what_was_refused_is_forgotten_and_its_key_can_be_used(stand: Stand) -> None:
    headers = {"Idempotency-Key": "k"}
    refused, _ = await called(stand, "POST", SESSIONS, FORM | {"mode": "?"}, headers=headers)
    made, _ = await called(stand, "POST", SESSIONS, FORM, headers=headers)

    assert (refused, made) == (400, 200)


async def test_an_error_after_the_work_is_repeated_to_the_same_key(stand: Stand) -> None:
    headers = {"Idempotency-Key": "k"}
    stand.desk.faults.change({"fail_after": 1})
    statuses = [(await called(stand, "POST", SESSIONS, FORM, headers=headers))[0] for _ in "123"]

    assert statuses == [500, 500, 500]
    assert len(stand.desk.sessions()) == 1


@pytest.mark.parametrize(
    ("fault", "status", "code"),
    [
        ("fail_before", 500, None),
        ("too_many", 429, "rate_limit"),
        ("processing", 409, "idempotency_key_in_use"),
    ],
)
async def test_a_switch_strikes_once_and_nothing_is_done(
    stand: Stand, fault: str, status: int, code: str | None
) -> None:
    stand.desk.faults.change({fault: 1})
    struck, body = await called(stand, "POST", SESSIONS, FORM)
    assert (struck, body["error"].get("code")) == (status, code)
    assert stand.desk.sessions() == []

    assert (await called(stand, "POST", SESSIONS, FORM))[0] == 200


@pytest.mark.parametrize(("fault", "made"), [("cut_before", 0), ("cut_after", 1)])
async def test_a_cut_connection_brings_no_answer(stand: Stand, fault: str, made: int) -> None:
    stand.desk.faults.change({fault: 1})

    with pytest.raises(ClientError):
        await called(stand, "POST", SESSIONS, FORM)
    assert len(stand.desk.sessions()) == made


async def test_refused_keys_come_back_with_the_switch(stand: Stand) -> None:
    stand.desk.faults.change({"keys_refused": True})
    assert (await called(stand, "GET", "/v1/balance"))[0] == 401

    stand.desk.faults.change({"keys_refused": False})
    assert (await called(stand, "GET", "/v1/balance"))[0] == 200


async def test_a_call_that_hangs_is_let_go_when_the_server_closes(stand: Stand) -> None:
    stand.desk.faults.change({"hang": 1})
    asking = asyncio.create_task(called(stand, "POST", SESSIONS, FORM))
    _, still_asking = await asyncio.wait({asking}, timeout=0.2)
    assert still_asking

    await stand.desk.close()
    with pytest.raises(ClientError):
        await asking
    assert stand.desk.sessions() == []


async def test_only_what_can_be_expanded_is(stand: Stand) -> None:
    _, made = await called(stand, "POST", SESSIONS, FORM)
    path = f"{SESSIONS}/{made['id']}?expand[]="

    status, body = await called(stand, "GET", path + "line_items")
    assert (status, body["line_items"]["data"][0]["quantity"]) == (200, 1)
    assert (await called(stand, "GET", path + "payment_intent.latest_charge"))[0] == 200
    assert (await called(stand, "GET", path + "currency"))[0] == 400
    assert (await called(stand, "GET", path + "a.b.c.d.e"))[0] == 400


async def test_a_page_of_a_list_is_never_longer_than_stripes(stand: Stand) -> None:
    for wrong in ("limit=0", "limit=101", "limit=x", "starting_after=cs_none", "colour=red"):
        status, body = await called(stand, "GET", f"{SESSIONS}?{wrong}")
        assert status in (400, 404), wrong
        assert body["error"]["param"] == wrong.partition("=")[0]


def test_flat_names_become_a_tree() -> None:
    flat = [("a[0][b]", "1"), ("a[1][b]", "2"), ("c[d][e]", "3"), ("f[]", "4"), ("f[]", "5")]

    assert nested(flat) == {"a": [{"b": "1"}, {"b": "2"}], "c": {"d": {"e": "3"}}, "f": ["4", "5"]}


def test_a_name_that_is_both_a_value_and_a_tree_is_refused() -> None:
    with pytest.raises(Refused):
        nested([("a", "1"), ("a[b]", "2")])


@pytest.mark.parametrize(("later", "same"), [(0, True), (1, False)])
async def test_ids_are_the_same_at_the_same_time_and_never_after_a_restart(
    later: float, same: bool
) -> None:
    at = Clock.standing()
    first = Stripe(at.now)
    first.add_account()
    at.skip(later)
    second = Stripe(at.now)
    second.add_account()

    assert (first.accounts["sk_test_souk"] == second.accounts["sk_test_souk"]) is same
