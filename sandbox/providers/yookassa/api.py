"""The provider's API over HTTP: who calls, whether again, and what goes wrong on the way."""

import asyncio
import hashlib
import hmac
import json
from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from sandbox.providers.faults import cut
from sandbox.providers.yookassa.calls import Calls, Question
from sandbox.providers.yookassa.ledger import Ledger
from sandbox.providers.yookassa.records import Account
from sandbox.providers.yookassa.refusals import Refusal, invalid, wrong_keys

Json = dict[str, Any]
Call = Callable[[Question], Json]

BASE = "/yookassa/v3"
KEY = "Idempotence-Key"
LONGEST_KEY = 64
KEPT = 24 * 3600.0
RETRY_AFTER_MS = 1800


@dataclass(frozen=True, slots=True)
class Done:
    """What a key was used for, and the answer."""

    fingerprint: str
    at: float
    body: Json


class Api:
    """Answers /yookassa/v3/..., as unreliably as the switches say."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._calls = Calls(ledger)
        self._done: dict[tuple[str, str], Done] = {}
        self._stopped = asyncio.Event()
        self._errors = 0

    def routes(self) -> list[web.RouteDef]:
        """Every address; what is none of the API's is refused in its own words."""
        known = [
            web.route(verb, BASE + path, self._answers(call))
            for path, calls in self._calls.by_path().items()
            for verb, call in calls.items()
        ]
        paths = [web.route("*", BASE + path, self._wrong_verb) for path in self._calls.by_path()]
        return [*known, *paths, web.route("*", BASE + "/{rest:.*}", self._nowhere)]

    def let_go(self) -> None:
        """Let those who wait for an answer have one."""
        self._stopped.set()

    def _answers(self, call: Call) -> Callable[[web.Request], Any]:
        async def answer(request: web.Request) -> web.StreamResponse:
            body = await request.read()
            try:
                return await self._with_faults(request, call, body)
            except Refusal as refusal:
                return self._refused(refusal)

        return answer

    async def _with_faults(
        self, request: web.Request, call: Call, body: bytes
    ) -> web.StreamResponse:
        faults = self._ledger.faults
        if faults.strikes("too_many"):
            raise Refusal(429, "too_many_requests", "Too many requests")
        if faults.strikes("cut_before"):
            return cut(request)
        if faults.strikes("hang"):
            await self._stopped.wait()
            return cut(request)
        if faults.strikes("fail_before"):
            raise _broken()
        done = self._do(request, call, body)
        if faults.strikes("cut_after"):
            return cut(request)
        if faults.strikes("fail_after"):
            raise _broken()
        if faults.strikes("processing"):
            words = {"type": "processing", "description": "Request accepted, still in progress"}
            return web.json_response(words | {"retry_after": RETRY_AFTER_MS}, status=202)
        return web.json_response(done)

    def _do(self, request: web.Request, call: Call, body: bytes) -> Json:
        """The call itself; it runs without a pause, so that no other comes between."""
        account = self._account(request)
        self._ledger.tick()
        if request.method != "POST":
            return call(Question(account, dict(request.match_info), request.query, {}))
        values = _values(request, body)
        key = request.headers.get(KEY, "")
        if not 1 <= len(key) <= LONGEST_KEY:
            raise invalid("Idempotence key is missing or too long", KEY)
        return self._once(
            key, request, Question(account, dict(request.match_info), {}, values), call
        )

    def _once(self, key: str, request: web.Request, question: Question, call: Call) -> Json:
        place = question.account.shop_id, key
        fingerprint = _fingerprint(request, question.body)
        known = self._done.get(place)
        if known and self._ledger.now() - known.at < KEPT:
            if known.fingerprint != fingerprint:
                raise invalid("Idempotence key duplicated", KEY)
            return known.body
        answer = call(question)
        self._done[place] = Done(fingerprint, self._ledger.now(), answer)
        return answer

    def _account(self, request: web.Request) -> Account:
        shop_id, secret_key = _keys(request)
        account = self._ledger.accounts.get(shop_id)
        known = account.secret_key if account else ""
        right = hmac.compare_digest(known.encode(), secret_key.encode()) and known
        if account is None or not right or self._ledger.faults.keys_refused:
            raise wrong_keys()
        return account

    async def _wrong_verb(self, _: web.Request) -> web.StreamResponse:
        return self._refused(Refusal(405, "invalid_request", "Method is not allowed"))

    async def _nowhere(self, _: web.Request) -> web.StreamResponse:
        return self._refused(Refusal(404, "not_found", "There is nothing at this address"))

    def _refused(self, refusal: Refusal) -> web.Response:
        self._errors += 1
        identifier = f"00000000-0000-4000-8000-{self._errors:012x}"
        return web.json_response(refusal.as_json(identifier), status=refusal.status)


def _broken() -> Refusal:
    return Refusal(500, "internal_server_error", "Internal error, the result is unknown")


def _keys(request: web.Request) -> tuple[str, str]:
    kind, _, value = request.headers.get("Authorization", "").partition(" ")
    try:
        shop_id, _, secret_key = b64decode(value, validate=True).decode().partition(":")
    except ValueError:
        raise wrong_keys() from None
    return (shop_id, secret_key) if kind == "Basic" else ("", "")


def _values(request: web.Request, body: bytes) -> Json:
    if body and request.content_type != "application/json":
        raise Refusal(415, "invalid_request", "Content type must be application/json")
    try:
        values = json.loads(body or b"{}")
    except ValueError:
        values = None
    if not isinstance(values, dict):
        raise invalid("The body is no JSON object")
    return values


def _fingerprint(request: web.Request, body: Json) -> str:
    text = json.dumps([request.method, request.path, body], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
