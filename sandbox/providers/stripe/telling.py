"""Events on their way to the shop: signed as Stripe signs, and forged as others might."""

import asyncio
import hashlib
import hmac
import json
from collections.abc import Awaitable, Callable
from dataclasses import replace

from aiohttp import ClientSession, ClientTimeout

from sandbox.providers.faults import ProviderFaults
from sandbox.providers.notices import Notice, Postman
from sandbox.providers.stripe.objects import Event
from sandbox.providers.stripe.records import Records
from sandbox.providers.stripe.shapes import event as event_json

SIGNATURE = "Stripe-Signature"
HEADERS = {"Content-Type": "application/json; charset=utf-8"}
WRONG_SECRET = "whsec_somebody_elses"  # noqa: S105 - opens nothing, that is its point
AN_HOUR = 3600
ANSWER_WITHIN = 10.0

Post = Callable[[Notice], Awaitable[int]]


def signature(body: bytes, secret: str, moment: int) -> str:
    """Return the header that vouches for *body* at *moment* (Unix seconds)."""
    signed = hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256)
    return f"t={moment},v1={signed.hexdigest()}"


class Teller:
    """Sends events. A true one is signed anew whenever it is sent, so it is never too old."""

    def __init__(
        self,
        records: Records,
        faults: ProviderFaults,
        post: Post | None = None,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._records = records
        self._faults = faults
        self._post = post or self._post_by_http
        self._session: ClientSession | None = None
        self.postman = Postman(faults, self._sign_and_post, pause)

    def tell(self, event: Event) -> None:
        """Send *event* to its account's address, if it has one."""
        body = json.dumps(event_json(event)).encode()
        notice = Notice(event.account.notify_url, body, HEADERS | {}, event.type)
        if self._faults.notices == "forged":
            for forgery in self._forgeries(notice, event):
                self.postman.put(forgery)
        self.postman.put(notice)

    def _forgeries(self, notice: Notice, event: Event) -> list[Notice]:
        now, secret = self._records.moment(), event.account.webhook_secret
        headers = (
            signature(notice.body, WRONG_SECRET, now),
            signature(notice.body, secret, now - AN_HOUR),
            signature(notice.body, secret, now + AN_HOUR),
        )
        return [replace(notice, headers=notice.headers | {SIGNATURE: each}) for each in headers]

    async def close(self) -> None:
        """Give up what is under way."""
        await self.postman.close()
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def _sign_and_post(self, notice: Notice) -> int:
        if SIGNATURE not in notice.headers:
            signed = {SIGNATURE: self._vouch(notice)}
            notice = replace(notice, headers=notice.headers | signed)
        return await self._post(notice)

    def _vouch(self, notice: Notice) -> str:
        """The signature of the event as it happened: an altered body does not fit it."""
        event = self._records.find(Event, json.loads(notice.body)["id"])
        true_body = json.dumps(event_json(event)).encode()
        return signature(true_body, event.account.webhook_secret, self._records.moment())

    async def _post_by_http(self, notice: Notice) -> int:
        if self._session is None:
            self._session = ClientSession(timeout=ClientTimeout(total=ANSWER_WITHIN))
        async with self._session.post(
            notice.url, data=notice.body, headers=notice.headers, allow_redirects=False
        ) as answer:
            return answer.status
