"""The shop's side of YooKassa's API v3."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

from domain.clock import Clock
from domain.gateways import (
    AlreadyDone,
    GatewayError,
    Hint,
    Inbound,
    KeysRefused,
    NotDone,
    PaymentRequest,
    RefundRequest,
    RefundSnapshot,
    Snapshot,
)
from domain.money import Money
from domain.payments import Attempt
from payments.fiscal import Fiscal, require_sum
from payments.yookassa.bodies import capture_body, payment_body, refund_body
from payments.yookassa.calls import Call, Calls, Client, Pause
from payments.yookassa.hints import IDENTIFIER, hint
from payments.yookassa.reading import names_an_attempt, refund_snapshot, snapshot

Json = dict[str, Any]

API_URL = "https://api.yookassa.ru/v3"
LEAST, MOST = 100, 350_000_00  # minor units
A_PAGE = "100"


class YooKassa:
    """One shop at YooKassa; see `domain.ports.gateways.Gateway` for what the methods promise.

    *timeout* is (connecting, reading) in seconds, *threads* how many calls run at once. With
    *receipts* every payment carries a fiscal receipt. Without *capture* money is only held
    until `capture`, seven days at most; YooKassa then offers no way that cannot hold (SBP).
    """

    def __init__(
        self,
        shop_id: str,
        secret_key: str,
        api_url: str,
        receipts: Fiscal | None,
        clock: Clock,
        timeout: tuple[float, float] = (3, 30),
        threads: int = 8,
        capture: bool = True,
        *,
        currencies: frozenset[str] = frozenset({"RUB"}),
        pause: Pause = asyncio.sleep,
    ) -> None:
        self._shop_id = shop_id
        self._receipts = receipts
        self._clock = clock
        self._captures = capture
        self._currencies = currencies
        client = Client(shop_id, secret_key, api_url or API_URL, timeout)
        self._calls = Calls(client, threads, pause)

    @property
    def provider(self) -> str:
        """The name under which the shop keeps what belongs to it."""
        return "yookassa"

    def takes(self, money: Money) -> bool:
        """Whether the account takes this currency, and the sum is within a card's limits."""
        return money.currency in self._currencies and LEAST <= money.amount <= MOST

    async def create(self, request: PaymentRequest) -> Snapshot:
        """Ask for money. *expires_at* cannot be passed on: YooKassa gives everybody an hour.

        Raises:
            ValueError: The lines are not worth the sum.
        """
        require_sum(request.lines, request.money)
        body = payment_body(request, self._receipts, self._captures)
        return await self._payment(Call("POST", "/payments", request.key, body))

    async def fetch(self, external_id: str) -> Snapshot:
        """Return how things stand with a payment now."""
        return await self._payment(Call("GET", f"/payments/{_safe(external_id)}"))

    async def capture(self, external_id: str, money: Money, key: str) -> Snapshot:
        """Take held money; what is held above *money* goes back to the customer."""
        path = f"/payments/{_safe(external_id)}/capture"
        try:
            return await self._payment(Call("POST", path, key, capture_body(money)))
        except NotDone as refusal:
            if (now := await self._after(refusal, external_id)) and now.state is Attempt.CAPTURED:
                raise AlreadyDone("captured before") from None
            raise

    async def cancel(self, external_id: str, key: str) -> Snapshot:
        """Let go of held money. What is not paid yet cannot be closed: it stays as it is."""
        if (now := await self.fetch(external_id)).state is not Attempt.AUTHORIZED:
            return now
        try:
            return await self._payment(Call("POST", f"/payments/{external_id}/cancel", key))
        except NotDone as refusal:
            after = await self._after(refusal, external_id)
            if after is None or after.state is Attempt.AUTHORIZED:
                raise
            return after

    async def refund(self, request: RefundRequest) -> RefundSnapshot:
        """Send money back, all or a part; the lines, if any, make the refund's receipt.

        A whole refund needs no lines: YooKassa repeats the payment's receipt.

        Raises:
            ValueError: The lines are not worth the sum.
        """
        _safe(request.external_id)
        call = Call("POST", "/refunds", request.key, refund_body(request, self._receipts))
        try:
            return await self._calls.ask(call, refund_snapshot)
        except NotDone as refusal:
            now = await self._after(refusal, request.external_id)
            if now and now.paid and now.refunded >= now.paid.amount:
                raise AlreadyDone("refunded before, all of it") from None
            raise

    async def fetch_refund(self, external_id: str) -> RefundSnapshot:
        """Return how things stand with a refund now."""
        return await self._calls.ask(
            Call("GET", f"/refunds/{_safe(external_id)}"), refund_snapshot
        )

    def read(self, inbound: Inbound) -> Hint:
        """Say what a notification is about; it is believed nothing else, as nobody signs it.

        Raises:
            Malformed: It is no notification.
        """
        return hint(inbound, self._shop_id)

    async def since(self, moment: datetime) -> AsyncIterator[Snapshot]:
        """List the payments made since *moment*, the newest first."""
        start = moment.astimezone(UTC).isoformat(timespec="milliseconds")
        filters = {"created_at.gte": start.replace("+00:00", "Z"), "limit": A_PAGE}
        cursor, seen = "", {""}
        while True:
            params = filters | ({"cursor": cursor} if cursor else {})
            page, cursor = await self._calls.ask(
                Call("GET", "/payments", params=params), self._page
            )
            for each in page:
                yield each
            if cursor in seen:  # none, or one that would go round for ever
                return
            seen.add(cursor)

    async def check(self) -> None:
        """Ask for the shop's own settings.

        Raises:
            KeysRefused: The keys are wrong, or YooKassa has switched the shop off.
        """
        if not await self._calls.ask(Call("GET", "/me"), lambda me: me["status"] != "disabled"):
            raise KeysRefused("the shop is switched off at YooKassa")

    async def close(self) -> None:
        """Take no more calls. One that still hangs ends with its timeout."""
        self._calls.close()

    async def _payment(self, call: Call) -> Snapshot:
        return await self._calls.ask(call, self._snapshot)

    def _snapshot(self, payment: Json) -> Snapshot:
        return snapshot(payment, self._clock.now())

    def _page(self, page: Json) -> tuple[list[Snapshot], str]:
        read = [self._listed(each) for each in page["items"]]
        return [each for each in read if each], page.get("next_cursor") or ""

    def _listed(self, payment: Json) -> Snapshot | None:
        """Read a payment; one that is not ours and cannot be read hides none that are."""
        try:
            return self._snapshot(payment)
        except (KeyError, TypeError, ValueError, ArithmeticError):
            if names_an_attempt(payment):
                raise
            return None

    async def _after(self, refusal: NotDone, external_id: str) -> Snapshot | None:
        """Look why a change was refused; None if that cannot be seen."""
        if type(refusal) is not NotDone:
            return None
        try:
            return await self.fetch(external_id)
        except GatewayError:
            return None


def _safe(external_id: str) -> str:
    """An identifier goes into an address: anything that is none stops here."""
    if not IDENTIFIER.fullmatch(external_id):
        raise NotDone("no identifier of YooKassa's")
    return external_id
