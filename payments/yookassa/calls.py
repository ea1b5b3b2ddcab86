"""Calls to YooKassa through its SDK, with what the SDK lacks for a shop that runs on asyncio.

The SDK is synchronous, knows one account a process, waits for ever and loses the reason of
a failure. Here each account has its own client, every wait has an end, threads are counted,
and each failure becomes the one class that says what may be done next.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

import requests
from urllib3.exceptions import NewConnectionError
from yookassa.client import ApiClient  # type: ignore[import-untyped]
from yookassa.domain.common import UserAgent  # type: ignore[import-untyped]

from domain.gateways import (
    Declined,
    GatewayError,
    KeyReused,
    KeysRefused,
    NotDone,
    OutcomeUnknown,
    TryLater,
)

Json = dict[str, Any]
Pause = Callable[[float], Awaitable[None]]
T = TypeVar("T")

TRIES = 3  # of one call that YooKassa answers with "still working on it"
LONGEST_PAUSE = 5.0
WAITING_A_THREAD = 16  # calls; more of them and new ones are turned away at once
LONGEST_KEY = 64
_CODE = re.compile(r"[A-Za-z0-9_.\[\]-]{1,64}")  # no free text reaches the journal


@dataclass(frozen=True, slots=True)
class Call:
    """One request. *key* is the idempotency key; only requests that change something have it."""

    verb: str
    path: str
    key: str = ""
    body: Json | None = None
    params: dict[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; *body* is empty when it was no JSON object."""

    status: int
    body: Json

    def code(self, name: str) -> str:
        """A code word of an error, or "" if it is anything else."""
        value = self.body.get(name)
        return value if isinstance(value, str) and _CODE.fullmatch(value) else ""

    @property
    def after(self) -> float:
        """Seconds YooKassa asks to wait."""
        value = self.body.get("retry_after")
        return value / 1000 if isinstance(value, int) and value > 0 else 0.0


class Client(ApiClient):  # type: ignore[misc]
    """The SDK's client for one account. *timeout* is (connecting, reading) in seconds."""

    def __init__(
        self, shop_id: str, secret_key: str, api_url: str, timeout: tuple[float, float]
    ) -> None:
        # Not super(): it would take everything from the one Configuration of the process.
        self.endpoint = api_url.rstrip("/")
        self.shop_id = shop_id
        self.shop_password = secret_key
        self.auth_token = None
        self.user_agent = UserAgent()
        self._timeout = timeout

    def execute(
        self, body: Any, method: str, path: str, query_params: Any, request_headers: Any
    ) -> Any:
        """Send one request and return the raw response. Nothing is logged, nothing repeated."""
        with requests.Session() as session:
            return session.request(
                method,
                self.endpoint + path,
                params=query_params,
                headers=request_headers,
                json=body,
                timeout=self._timeout,
                allow_redirects=False,
                auth=lambda prepared: prepared,  # else ~/.netrc would replace the shop's keys
            )


class Calls:
    """The calls of one account, on at most *threads* threads."""

    def __init__(self, client: Client, threads: int, pause: Pause = asyncio.sleep) -> None:
        self._client = client
        self._pause = pause
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="yookassa")
        self._most = threads * (1 + WAITING_A_THREAD)
        self._under_way = 0

    async def ask(self, call: Call, read: Callable[[Json], T]) -> T:
        """Make *call* and return what *read* makes of the answer.

        Raises:
            GatewayError: One class for each kind of failure.
        """
        if call.verb == "POST" and not 1 <= len(call.key) <= LONGEST_KEY:
            raise ValueError(f"an idempotency key has 1 to {LONGEST_KEY} characters")
        answer = await self._answer(call)
        if answer.status != 200:
            raise problem(call, answer)
        try:
            return read(answer.body)
        except (KeyError, TypeError, ValueError, ArithmeticError) as error:
            raise unclear(call, f"unreadable answer ({type(error).__name__})") from None

    def close(self) -> None:
        """Start no call any more; those under way end by themselves."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def _answer(self, call: Call) -> Answer:
        for _ in range(TRIES - 1):
            answer = await self._in_a_thread(call)
            if answer.status != 202:
                return answer
            await self._pause(min(answer.after, LONGEST_PAUSE))
        return await self._in_a_thread(call)

    async def _in_a_thread(self, call: Call) -> Answer:
        if self._under_way >= self._most:
            raise TryLater("too many calls wait for an answer")
        self._under_way += 1
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._pool, self._exchange, call)
        finally:
            self._under_way -= 1

    def _exchange(self, call: Call) -> Answer:
        headers = self._client.prepare_request_headers(
            {"Idempotence-Key": call.key} if call.key else None
        )
        try:
            response = self._client.execute(call.body, call.verb, call.path, call.params, headers)
        except requests.RequestException as error:
            raise failure(call, error) from None  # its text may hold addresses and keys
        return Answer(response.status_code, _json_object(response))


def problem(call: Call, answer: Answer) -> GatewayError:
    """Return what an answer other than 200 means."""
    status, code = answer.status, answer.code("code")
    words = " ".join(filter(None, (_name(call), str(status), code, answer.code("parameter"))))
    if status == 401 or (status == 403 and call.path in ("/payments", "/me")):
        return KeysRefused(words)  # a 403 elsewhere concerns that operation only
    if status == 429:
        return TryLater(words, answer.after)
    if status == 400 and answer.code("parameter").lower() == "idempotence-key":
        return KeyReused(words)
    if code == "refusal":
        return Declined(code)
    if 400 <= status < 500 and status != 408:
        return NotDone(words)
    return unclear(call, str(status))


def failure(call: Call, error: requests.RequestException) -> GatewayError:
    """Return what a broken connection means: was anything sent?"""
    words = f"{_name(call)}: {type(error).__name__}"
    reason = getattr(error.args[0] if error.args else None, "reason", None)
    never_opened = requests.exceptions.ConnectTimeout, requests.exceptions.ProxyError
    if isinstance(error, never_opened) or isinstance(reason, NewConnectionError):
        return TryLater(words)
    return unclear(call, type(error).__name__)


def unclear(call: Call, what: str) -> GatewayError:
    """Nobody knows what YooKassa did; a call that only reads has certainly changed nothing."""
    words = f"{_name(call)}: {what}"
    return OutcomeUnknown(words) if call.key else TryLater(words)


def _name(call: Call) -> str:
    return f"{call.verb} /{call.path.split('/')[1]}"


def _json_object(response: Any) -> Json:
    try:
        value = response.json()
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
