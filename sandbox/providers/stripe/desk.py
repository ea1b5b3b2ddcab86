"""A whole local Stripe: its API, its pay page, and the hands that make things happen."""

import asyncio
from collections.abc import Awaitable, Callable

from aiohttp import web

from sandbox.providers.faults import ProviderFaults
from sandbox.providers.notices import Postman
from sandbox.providers.stripe.api import Api
from sandbox.providers.stripe.calls import Calls
from sandbox.providers.stripe.objects import (
    Account,
    Charge,
    Dispute,
    Intent,
    Refund,
    Session,
    Thing,
)
from sandbox.providers.stripe.outcomes import Outcome
from sandbox.providers.stripe.pay_page import PayPage
from sandbox.providers.stripe.paying import Paying
from sandbox.providers.stripe.records import Records
from sandbox.providers.stripe.returning import Returning
from sandbox.providers.stripe.telling import Post, Teller


def unchanged(url: str) -> str:
    """Return *url*."""
    return url


class Stripe:
    """Served under `/stripe` (the API) and `/pay/stripe/{id}` (the pay page).

    *now* tells Unix seconds; *base_url* is the server's own address and may be set later;
    *back* turns the shop's return address into one that opens here. *post* and *pause*
    replace the network and the waiting of its notices. Methods raise `Refused` for what
    Stripe would not do.
    """

    def __init__(
        self,
        now: Callable[[], float],
        base_url: str = "",
        back: Callable[[str], str] = unchanged,
        *,
        post: Post | None = None,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.faults = ProviderFaults()
        self.accounts: dict[str, Account] = {}
        self._records = Records(now)
        self._teller = Teller(self._records, self.faults, post, pause)
        self._paying = Paying(self._records, self._tell)
        self._returning = Returning(self._records, self.faults, self._tell)
        self._api = Api(self._records, self.accounts, self.faults, self.tick)
        self._page = PayPage(self._records, self._paying, self.tick, back)
        self.base_url = base_url

    @property
    def base_url(self) -> str:
        """Where this server is, without a slash at the end."""
        return self._records.base_url

    @base_url.setter
    def base_url(self, url: str) -> None:
        self._records.base_url = url.rstrip("/")

    @property
    def postman(self) -> Postman:
        """Who brings the events."""
        return self._teller.postman

    def add_account(
        self,
        secret_key: str = "sk_test_souk",  # noqa: S107 - opens this local Stripe only
        webhook_secret: str = "whsec_souk",  # noqa: S107
        notify_url: str = "",
        name: str = "Souk",
    ) -> Account:
        """Open an account; its events go to *notify_url*."""
        identifier = self._records.new_id("acct")
        account = Account(identifier, name, secret_key, webhook_secret, notify_url)
        self.accounts[secret_key] = account
        return account

    def routes(self) -> list[web.RouteDef]:
        """Return every address, with its whole path."""
        calls = Calls(self._records, self._paying, self._returning)
        return [*self._api.routes(calls.table()), *self._page.routes()]

    def tick(self) -> None:
        """Let expire what is due."""
        self._paying.expire_due()

    async def close(self) -> None:
        """Stop sending, and let go of calls that hang."""
        self._api.end()
        await self._teller.close()

    def session(self, session_id: str) -> Session:
        """Return a session as it is now."""
        return self._records.find(Session, session_id)

    def sessions(self) -> list[Session]:
        """Return the sessions of all accounts, the newest first."""
        return self._records.all(Session)

    def intent(self, session_id: str) -> Intent:
        """Return the payment of a session somebody tried to pay."""
        return self._records.find(Intent, self.session(session_id).intent)

    def charges(self, session_id: str) -> list[Charge]:
        """Return every try to pay a session, the newest first."""
        intent = self.session(session_id).intent
        return [each for each in self._records.all(Charge) if each.intent == intent]

    def refunds(self, session_id: str) -> list[Refund]:
        """Return what went back of a session, the newest first."""
        intent = self.session(session_id).intent
        return [each for each in self._records.all(Refund) if each.intent == intent]

    def pay(self, session_id: str, outcome: str = Outcome.CARD, *, late: bool = False) -> None:
        """Do on the pay page what *outcome* names; *late* pays what has just expired."""
        self.tick()
        self._paying.pay(self.session(session_id), Outcome(outcome), late=late)

    def pay_twice(self, session_id: str, outcome: str = Outcome.CARD) -> bool:
        """Pay, and pay again at once; return whether money was taken a second time."""
        return self._paying.pay_twice(self.session(session_id), Outcome(outcome))

    def settle(self, session_id: str, *, ok: bool = True) -> None:
        """Let a WeChat payment that was to be settled later succeed or fail."""
        self._paying.settle(self.session(session_id), ok=ok)

    def expire(self, session_id: str) -> None:
        """Close a session before its time."""
        self._paying.expire(self.session(session_id))

    def finish_refund(self, refund_id: str, *, ok: bool = True) -> None:
        """Let a pending refund succeed or fail."""
        self._returning.finish(self._records.find(Refund, refund_id), ok=ok)

    def dispute(
        self, session_id: str, amount: int | None = None, reason: str = "fraudulent"
    ) -> str:
        """Let the cardholder's bank ask for *amount*, or all, back; return the dispute's id."""
        charge = self._records.find(Charge, self.intent(session_id).latest_charge)
        asked = charge.amount_captured if amount is None else amount
        return self._returning.dispute(charge, asked, reason).id

    def close_dispute(self, dispute_id: str, *, won: bool) -> None:
        """Let the bank decide."""
        self._returning.close(self._records.find(Dispute, dispute_id), won=won)

    def _tell(self, kind: str, thing: Thing) -> None:
        self._teller.tell(self._records.happened(kind, thing))
