"""What the gateway makes of answers a healthy YooKassa would not give."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from domain.gateways import (
    GatewayError,
    KeysRefused,
    NotDone,
    OutcomeUnknown,
    TryLater,
)
from payments.yookassa.calls import Answer, Call, problem
from tests.payments.yookassa_stand import (
    SECRET,
    Stand,
    request,
    stand,
)


@pytest.fixture
async def provider() -> AsyncIterator[Stand]:
    """A running YooKassa."""
    async with stand() as made:
        yield made


async def test_an_answer_in_html_leaves_the_outcome_unknown(provider: Stand) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(text="<h1>Bad gateway</h1>", content_type="text/html", status=502)

    with pytest.raises(OutcomeUnknown):
        await _against(provider, answer)


async def test_an_answer_that_is_no_payment_leaves_the_outcome_unknown(provider: Stand) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.json_response({"id": "x", "status": "pending", "amount": {"value": "1.005"}})

    with pytest.raises(OutcomeUnknown):
        await _against(provider, answer)


async def test_a_redirect_is_not_followed_with_the_shops_keys(provider: Stand) -> None:
    seen: list[str] = []

    async def answer(request: web.Request) -> web.Response:
        seen.append(request.path)
        return web.Response(status=307, headers={"Location": "/elsewhere"})

    with pytest.raises(OutcomeUnknown):
        await _against(provider, answer)
    assert seen == ["/payments"]


async def _against(provider: Stand, answer: object) -> None:
    """Create a payment at a server that has one answer to everything."""
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)  # type: ignore[arg-type]
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        await provider.gateway(api_url=url).create(request())
    finally:
        await runner.cleanup()


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (400, "invalid_request", NotDone),
        (401, "invalid_credentials", KeysRefused),
        (403, "forbidden", KeysRefused),
        (404, "not_found", NotDone),
        (405, "invalid_request", NotDone),
        (410, "gone", NotDone),
        (415, "invalid_request", NotDone),
        (429, "too_many_requests", TryLater),
        (500, "internal_server_error", OutcomeUnknown),
        (503, "", OutcomeUnknown),
        (202, "", OutcomeUnknown),
        (204, "", OutcomeUnknown),
        (408, "", OutcomeUnknown),
    ],
)
def test_each_answer_has_one_meaning(status: int, code: str, kind: type[GatewayError]) -> None:
    call = Call("POST", "/payments", "key", {})
    assert type(problem(call, Answer(status, {"code": code}))) is kind


def test_a_right_that_lacks_for_refunds_does_not_close_the_way_to_pay() -> None:
    call = Call("POST", "/refunds", "key", {})
    assert type(problem(call, Answer(403, {"code": "forbidden"}))) is NotDone


def test_no_text_of_the_provider_reaches_the_journal() -> None:
    body = {
        "code": "invalid_request",
        "description": f"customer a@example.org, key {SECRET}",
        "parameter": "receipt.customer <a@example.org>",
    }
    words = str(problem(Call("POST", "/payments", "key", {}), Answer(400, body)))
    assert words == "POST /payments 400 invalid_request"
