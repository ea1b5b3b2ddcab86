"""One Stripe account behind the shop's port to payment providers.

The official SDK does the talking, and everything it leaves open is closed here: it never
retries by itself, waits no longer than it is told, and its errors become the shop's.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from aiohttp import ClientTimeout
from stripe import DEFAULT_API_BASE, AIOHTTPClient, RequestOptions, StripeClient
from stripe.params.checkout import SessionListParams

from domain.clock import Clock
from domain.gateways import (
    Hint,
    Inbound,
    KeyReused,
    NotDone,
    OutcomeUnknown,
    PaymentRequest,
    RefundRequest,
    RefundSnapshot,
    Snapshot,
)
from domain.money import Money
from domain.payments import Attempt
from payments.stripe import asking, notices, reading, told
from payments.stripe.currencies import WAYS, ways_for
from payments.stripe.failures import StripeFailed, ask, ask_list
from payments.stripe.reading import Json

API_VERSION = "2026-10-28.endive"  # the one whose shapes `reading` knows
PAGE = 100
_WHOLE = "payment_intent.latest_charge.refunds"


class Stripe:
    """Checkout Sessions of one account. Sessions are named by their id (`cs_...`).

    *secret_key* may be a restricted one; *webhook_secret* belongs to the one address Stripe
    calls. *api_url* empty means Stripe's own. *ways* are those a customer is offered, in
    order, as far as they fit the currency. The timeouts are seconds.
    """

    def __init__(
        self,
        secret_key: str,
        webhook_secret: str,
        api_url: str,
        clock: Clock,
        *,
        ways: Sequence[str] = WAYS,
        timeout: float = 30.0,
        connect_timeout: float = 5.0,
    ) -> None:
        self._webhook_secret = webhook_secret
        self._clock = clock
        self._ways = tuple(ways)
        self._live = "_live_" in secret_key
        self._http = AIOHTTPClient(
            timeout=ClientTimeout(total=timeout, sock_connect=connect_timeout)
        )
        self._stripe = StripeClient(
            secret_key,
            base_addresses={"api": (api_url or DEFAULT_API_BASE).rstrip("/")},
            http_client=self._http,
            max_network_retries=0,
            stripe_version=API_VERSION,
        )

    @property
    def provider(self) -> str:
        """The name of everything that belongs to Stripe."""
        return "stripe"

    def takes(self, money: Money) -> bool:
        """Whether one of the ways fits the currency, and the sum is within its limits."""
        return bool(ways_for(money, self._ways))

    async def create(self, request: PaymentRequest) -> Snapshot:
        """Open a payment page. It closes when the request expires, but never before half
        an hour is over: Stripe allows no less, so `cancel` it when a shorter hold ends.

        Raises:
            ValueError: The lines do not sum up to the money.
        """
        asking.check(request)
        first, *others = asking.deadlines(request.expires_at, self._clock.now())
        try:
            return await self._create(request, first)
        except KeyReused:
            return await self._create_again(request, others)
        except StripeFailed:
            if known := await self._made_for(request.key):
                return known
            raise

    async def _create(self, request: PaymentRequest, closes: int | None) -> Snapshot:
        body = asking.session(request, ways_for(request.money, self._ways), closes)
        made = self._stripe.v1.checkout.sessions.create_async(body, _with_key(request.key))
        return await self._snapshot(await ask(made))

    async def _create_again(
        self, request: PaymentRequest, deadlines: Sequence[int | None]
    ) -> Snapshot:
        """A first call, made earlier, may have chosen another deadline; the key is spent
        already, so no wrong guess can open a second page."""
        for closes in deadlines:
            with suppress(KeyReused):
                return await self._create(request, closes)
        raise KeyReused("Stripe knows the key of this payment with another body")

    async def _made_for(self, key: str) -> Snapshot | None:
        a_day_ago = self._clock.now() - timedelta(hours=24)
        return next(iter([each async for each in self.since(a_day_ago) if each.key == key]), None)

    async def fetch(self, external_id: str) -> Snapshot:
        """Return a payment by its session (`cs_...`) or by what is behind it (`pi_...`)."""
        return await self._snapshot(await self._session(external_id))

    async def capture(self, external_id: str, money: Money, key: str) -> Snapshot:
        """Take money that is held; taken before, it is just told so."""
        intent = reading.intent_id(await self._session(external_id))
        taken = self._stripe.v1.payment_intents.capture_async(
            intent, {"amount_to_capture": money.amount}, _with_key(f"capture-{key}")
        )
        try:
            await ask(taken)
        except NotDone:
            known = await self.fetch(external_id)
            if known.state is not Attempt.CAPTURED:
                raise
            return known
        return await self.fetch(external_id)

    async def cancel(self, external_id: str, key: str) -> Snapshot:
        """Close the page, or let go of held money; what was paid meanwhile stays paid."""
        session = await self._session(external_id)
        session_id, options = told.id_of(session), _with_key(f"cancel-{key}")
        with suppress(NotDone):  # somebody was faster, and the snapshot says who
            if reading.state(session) is Attempt.AUTHORIZED:
                intent = reading.intent_id(session)
                await ask(self._stripe.v1.payment_intents.cancel_async(intent, {}, options))
            elif session.get("status") == "open":
                sessions = self._stripe.v1.checkout.sessions
                await ask(sessions.expire_async(session_id, {}, options))
        return await self.fetch(session_id)

    async def refund(self, request: RefundRequest) -> RefundSnapshot:
        """Send money back. A key finds its refund for ever, not only for Stripe's 24 hours.

        Raises:
            ValueError: The payment is in another currency.
        """
        session = await self._session(request.external_id)
        if told.currency_of(session) != request.money.currency:
            raise ValueError("the refund has another currency than its payment")
        intent = reading.intent_id(session)
        known = await self._known_refund(intent, request.key)
        return _same(known, request) if known else await self._refund(intent, request)

    async def _refund(self, intent: str, request: RefundRequest) -> RefundSnapshot:
        made = self._stripe.v1.refunds.create_async(
            {
                "payment_intent": intent,
                "amount": request.money.amount,
                "metadata": {reading.REFUND: request.key},
            },
            _with_key(request.key),
        )
        return told.refund_snapshot(await ask(made))

    async def _known_refund(self, intent: str, key: str) -> Json | None:
        listed = self._stripe.v1.refunds.list_async({"payment_intent": intent, "limit": PAGE})
        refunds, _ = await ask_list(listed)
        return next((each for each in refunds if reading.refund_key(each) == key), None)

    async def fetch_refund(self, external_id: str) -> RefundSnapshot:
        """Return how things stand with a refund (`re_...`)."""
        found = self._stripe.v1.refunds.retrieve_async(external_id)
        return told.refund_snapshot(await ask(found))

    def read(self, inbound: Inbound) -> Hint:
        """Say what a call from Stripe is about; the object it names is to be fetched."""
        return notices.read(inbound, self._webhook_secret, self._live)

    async def since(self, moment: datetime) -> AsyncIterator[Snapshot]:
        """List the sessions made since *moment*, newest first, whoever made them."""
        asked: SessionListParams = {
            "created": {"gte": int(moment.timestamp())},
            "limit": PAGE,
            "expand": [f"data.{_WHOLE}"],
        }
        more = True
        while more:
            page, more = await ask_list(self._stripe.v1.checkout.sessions.list_async(asked))
            more = more and bool(page)  # else the same page would come for ever
            for each in page:
                if known := await self._listed(each):
                    yield known
                asked["starting_after"] = told.id_of(each)

    async def _listed(self, session: Json) -> Snapshot | None:
        """Read a session; one that is not ours and cannot be read hides none that are."""
        try:
            return await self._snapshot(session)
        except OutcomeUnknown:
            if reading.names_an_attempt(session):
                raise
            return None

    async def check(self) -> None:
        """Ask for one session, with a right the key needs anyway."""
        await ask(self._stripe.v1.checkout.sessions.list_async({"limit": 1}))

    async def close(self) -> None:
        """Let go of connections; the gateway cannot be used any more."""
        await self._http.close_async()  # type: ignore[no-untyped-call]

    async def _session(self, external_id: str) -> Json:
        sessions = self._stripe.v1.checkout.sessions
        if not external_id.startswith(("cs_", "pi_")):
            raise NotDone("that is no id of a payment at Stripe")
        if external_id.startswith("cs_"):
            return await ask(sessions.retrieve_async(external_id, {"expand": [_WHOLE]}))
        asked: SessionListParams = {"payment_intent": external_id, "expand": [f"data.{_WHOLE}"]}
        found, _ = await ask_list(sessions.list_async(asked))
        if not found:
            raise NotDone("no Checkout Session belongs to this payment of Stripe's")
        return found[0]

    async def _snapshot(self, session: Json) -> Snapshot:
        charge = reading.charge_of(session)
        if not charge.get("disputed"):
            return told.snapshot(session)
        listed = self._stripe.v1.disputes.list_async({"charge": told.id_of(charge)})
        return told.snapshot(session, (await ask_list(listed))[0])


def _with_key(key: str) -> RequestOptions:
    return {"idempotency_key": key}


def _same(refund: Json, request: RefundRequest) -> RefundSnapshot:
    known = told.refund_snapshot(refund)
    if known.money != request.money:
        raise KeyReused("Stripe knows the key of this refund with another sum")
    return known
