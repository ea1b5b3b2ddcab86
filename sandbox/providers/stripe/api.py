"""Stripe's API over HTTP: keys, idempotency, errors, and every kind of trouble."""

import asyncio
import base64
import binascii
import json
from collections.abc import Awaitable, Callable, Mapping
from urllib.parse import parse_qsl

from aiohttp import web

from sandbox.providers.faults import ProviderFaults, cut
from sandbox.providers.stripe.calls import Call, Do
from sandbox.providers.stripe.forms import Form, nested
from sandbox.providers.stripe.keys import Keys, Saved
from sandbox.providers.stripe.objects import Account
from sandbox.providers.stripe.records import Records
from sandbox.providers.stripe.refusals import (
    Refused,
    broken,
    key_in_use,
    no_such_address,
    too_many,
    wrong_key,
)

PREFIX = "/stripe"
IDEMPOTENCY_KEY = "Idempotency-Key"
LONGEST_KEY = 255

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Api:
    """Serves calls under `/stripe/v1`. *look* is called first, for what became due."""

    def __init__(
        self,
        records: Records,
        accounts: Mapping[str, Account],
        faults: ProviderFaults,
        look: Callable[[], None],
    ) -> None:
        self._records = records
        self._accounts = accounts
        self._faults = faults
        self._look = look
        self._keys = Keys()
        self._served = 0
        self._ended = asyncio.Event()

    def routes(self, table: Mapping[tuple[str, str], Do]) -> list[web.RouteDef]:
        """Return an address for each call, and one for all that do not exist."""
        served = [
            web.route(method, PREFIX + path, self._serving(do))
            for (method, path), do in table.items()
        ]
        return [*served, web.route("*", PREFIX + "/{rest:.*}", self._serving(_nothing))]

    def end(self) -> None:
        """Let go of the calls that were never to be answered."""
        self._ended.set()

    def _serving(self, do: Do) -> Handler:
        async def serve(request: web.Request) -> web.StreamResponse:
            self._look()
            body = await request.read()
            if self._faults.strikes("hang"):
                await self._ended.wait()
                return cut(request)
            if self._faults.strikes("cut_before"):
                return cut(request)
            answer = self._answer(request, body, do)
            return cut(request) if self._faults.strikes("cut_after") else answer

        return serve

    def _answer(self, request: web.Request, body: bytes, do: Do) -> web.Response:
        try:
            self._strike(request)
            owner = self._owner(request)
            key = _key(request)
            asked = (request.path_qs, body)
            if saved := self._keys.find(owner, key, asked, self._records.moment()):
                return self._response(saved.status, saved.body, replayed=True)
            status, told = self._carry_out(do, _call(request, body, owner))
            self._keys.keep(owner, key, Saved(asked, status, told, self._records.moment()))
            return self._response(status, told)
        except Refused as refused:
            return self._response(refused.status, _json(refused.body))

    def _carry_out(self, do: Do, call: Call) -> tuple[int, bytes]:
        told = _json(do(call))
        if self._faults.strikes("fail_after"):
            return 500, _json(broken().body)
        return 200, told

    def _strike(self, request: web.Request) -> None:
        if self._faults.strikes("fail_before"):
            raise broken()
        if self._faults.strikes("too_many"):
            raise too_many()
        if request.method == "POST" and self._faults.strikes("processing"):
            raise key_in_use(_key(request))

    def _owner(self, request: web.Request) -> Account:
        key = _credentials(request.headers.get("Authorization", ""))
        owner = self._accounts.get(key)
        if owner is None or self._faults.keys_refused:
            raise wrong_key(key)
        return owner

    def _response(self, status: int, body: bytes, *, replayed: bool = False) -> web.Response:
        self._served += 1
        headers = {"Request-Id": f"req_{self._served:014d}"}
        if status == 429:
            headers["Retry-After"] = "2"
        if replayed:
            headers["Idempotent-Replayed"] = "true"
        return web.Response(
            body=body, status=status, headers=headers, content_type="application/json"
        )


def _nothing(call: Call) -> dict[str, str]:
    raise no_such_address(call.id, call.url)


def _credentials(header: str) -> str:
    """Stripe takes its keys as a bearer or as the name of basic authorisation."""
    scheme, _, value = header.partition(" ")
    if scheme.lower() != "basic":
        return value.strip() if scheme.lower() == "bearer" else ""
    try:
        return base64.b64decode(value, validate=True).decode().partition(":")[0]
    except (binascii.Error, UnicodeDecodeError):
        return ""


def _key(request: web.Request) -> str:
    if request.method == "GET":
        return ""
    key = request.headers.get(IDEMPOTENCY_KEY, "")
    if len(key) > LONGEST_KEY:
        raise Refused(400, f"An idempotency key has at most {LONGEST_KEY} characters.")
    return key


def _call(request: web.Request, body: bytes, owner: Account) -> Call:
    text = request.query_string if request.method == "GET" else body.decode(errors="replace")
    form = Form(nested(parse_qsl(text, keep_blank_values=True)))
    identifier = request.match_info.get("id", request.method)
    return Call(owner, identifier, form, request.path.removeprefix(PREFIX))


def _json(body: object) -> bytes:
    return json.dumps(body, ensure_ascii=False, indent=2).encode()
