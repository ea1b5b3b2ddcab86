"""The calls of the API: what each one does, and what it answers."""

from collections.abc import Callable
from dataclasses import dataclass

from sandbox.providers.stripe.forms import Form
from sandbox.providers.stripe.listing import PAGING, page
from sandbox.providers.stripe.objects import (
    Account,
    Charge,
    Dispute,
    Event,
    Intent,
    Json,
    Refund,
    Session,
)
from sandbox.providers.stripe.opening import open_session
from sandbox.providers.stripe.paying import Paying
from sandbox.providers.stripe.records import Kind, Records, listed
from sandbox.providers.stripe.returning import Returning
from sandbox.providers.stripe.session_shape import line_items


@dataclass(frozen=True, slots=True)
class Call:
    """One call, read: who makes it, about what, and with which parameters."""

    owner: Account
    id: str
    form: Form
    url: str


Do = Callable[[Call], Json]


class Calls:
    """Every call this Stripe answers. They raise `Refused`."""

    def __init__(self, records: Records, paying: Paying, returning: Returning) -> None:
        self._records = records
        self._paying = paying
        self._returning = returning

    def table(self) -> dict[tuple[str, str], Do]:
        """Return them by method and address."""
        sessions, intents = "/v1/checkout/sessions", "/v1/payment_intents"
        return {
            ("POST", sessions): self.open_session,
            ("GET", sessions): self.sessions,
            ("GET", f"{sessions}/{{id}}"): self._one(Session),
            ("GET", f"{sessions}/{{id}}/line_items"): self.line_items,
            ("POST", f"{sessions}/{{id}}/expire"): self.expire,
            ("GET", f"{intents}/{{id}}"): self._one(Intent),
            ("POST", f"{intents}/{{id}}/capture"): self.capture,
            ("POST", f"{intents}/{{id}}/cancel"): self.cancel,
            ("GET", "/v1/charges/{id}"): self._one(Charge),
            ("POST", "/v1/refunds"): self.refund,
            ("GET", "/v1/refunds"): self.refunds,
            ("GET", "/v1/refunds/{id}"): self._one(Refund),
            ("GET", "/v1/disputes"): self.disputes,
            ("GET", "/v1/disputes/{id}"): self._one(Dispute),
            ("GET", "/v1/events"): self.events,
            ("GET", "/v1/events/{id}"): self._one(Event),
            ("GET", "/v1/balance"): self.balance,
        }

    def _one(self, kind: type[Kind]) -> Do:
        def one(call: Call) -> Json:
            call.form.only("expand")
            thing = self._records.find(kind, call.id, call.owner)
            return self._records.shown(thing, call.form.texts("expand"))

        return one

    def open_session(self, call: Call) -> Json:
        """Make a Checkout Session."""
        session = open_session(self._records, call.owner, call.form)
        return self._records.shown(session, call.form.texts("expand"))

    def sessions(self, call: Call) -> Json:
        """List Checkout Sessions, of one payment or in one state if it is asked for."""
        call.form.only(*PAGING, "payment_intent", "status")
        intent, status = call.form.text("payment_intent"), call.form.text("status")

        def keep(session: Session) -> bool:
            return intent in ("", session.intent) and status in ("", session.status)

        return page(self._records, Session, call.owner, call.form, call.url, keep)

    def line_items(self, call: Call) -> Json:
        """List what a session sells."""
        return listed(
            line_items(self._records.find(Session, call.id, call.owner)),
            call.url,
        )

    def expire(self, call: Call) -> Json:
        """Close a session."""
        call.form.only("expand")
        session = self._records.find(Session, call.id, call.owner)
        self._paying.expire(session)
        return self._records.shown(session, call.form.texts("expand"))

    def capture(self, call: Call) -> Json:
        """Take held money."""
        call.form.only("amount_to_capture", "expand")
        intent = self._records.find(Intent, call.id, call.owner)
        self._paying.capture(intent, call.form.whole("amount_to_capture"))
        return self._records.shown(intent, call.form.texts("expand"))

    def cancel(self, call: Call) -> Json:
        """Let go of held money."""
        call.form.only("cancellation_reason", "expand")
        intent = self._records.find(Intent, call.id, call.owner)
        self._paying.cancel(intent)
        return self._records.shown(intent, call.form.texts("expand"))

    def refund(self, call: Call) -> Json:
        """Send money back."""
        refund = self._returning.refund(call.owner, call.form)
        return self._records.shown(refund, call.form.texts("expand"))

    def refunds(self, call: Call) -> Json:
        """List refunds, of one payment if it is asked for."""
        return self._of_a_payment(Refund, call)

    def disputes(self, call: Call) -> Json:
        """List disputes, of one payment if it is asked for."""
        return self._of_a_payment(Dispute, call)

    def _of_a_payment(self, kind: type[Refund] | type[Dispute], call: Call) -> Json:
        call.form.only(*PAGING, "payment_intent", "charge")
        intent, charge = call.form.text("payment_intent"), call.form.text("charge")

        def keep(thing: Refund | Dispute) -> bool:
            return intent in ("", thing.intent) and charge in ("", thing.charge)

        return page(self._records, kind, call.owner, call.form, call.url, keep)

    def events(self, call: Call) -> Json:
        """List what happened, of some types if they are asked for."""
        call.form.only(*PAGING, "type", "types")
        wanted = call.form.texts("types") or [call.form.text("type")]

        def keep(event: Event) -> bool:
            return wanted == [""] or event.type in wanted

        return page(self._records, Event, call.owner, call.form, call.url, keep)

    def balance(self, call: Call) -> Json:
        """Tell what the account has: nothing, there is no money here."""
        none: list[Json] = [{"amount": 0, "currency": "usd", "source_types": {"card": 0}}]
        return {
            "object": "balance",
            "available": none,
            "livemode": call.owner.live,
            "pending": none,
        }
