"""Money comes: what a person does on the pay page, and what becomes of held money."""

from collections.abc import Callable

from sandbox.providers.stripe.objects import Charge, Intent, Json, Session
from sandbox.providers.stripe.outcomes import WECHAT_FAILED, Outcome
from sandbox.providers.stripe.records import Records
from sandbox.providers.stripe.refusals import Refused, invalid, unexpected_state

Tell = Callable[[str, Session], None]


class Paying:
    """Sessions and payments as they move on; *tell* makes an event of each step."""

    def __init__(self, records: Records, tell: Tell) -> None:
        self._records = records
        self._tell = tell

    def pay(self, session: Session, outcome: Outcome, *, late: bool = False) -> None:
        """Try to pay. *late* pays an expired session, as if the two had crossed.

        Raises:
            Refused: The session takes no more payments, or not this way.
        """
        if session.status != "open" and not (late and session.status == "expired"):
            words = f"This Checkout Session is {session.status}: it takes no more payments."
            raise Refused(400, words)
        if outcome.way not in session.ways:
            raise Refused(400, f"This Checkout Session cannot be paid by {outcome.way}.")
        intent = self._intent_of(session)
        charge = self._charge(intent, outcome)
        if outcome.error:
            self._fail(intent, charge)
        else:
            self._succeed(session, intent, charge, outcome)

    def pay_twice(self, session: Session, outcome: Outcome) -> bool:
        """Pay, and pay again at once; return whether money was taken a second time.

        Raises:
            Refused: It could not be paid the first time.
        """
        self.pay(session, outcome)
        try:
            self.pay(session, outcome)
        except Refused:
            return False
        return True

    def _intent_of(self, session: Session) -> Intent:
        if session.intent:
            return self._records.find(Intent, session.intent)
        session.intent = self._records.new_id("pi")
        intent = Intent(
            id=session.intent,
            account=session.account,
            created=self._records.moment(),
            amount=session.amount,
            currency=session.currency,
            ways=session.ways,
            **session.wants,
        )
        return self._records.add(intent)

    def _charge(self, intent: Intent, outcome: Outcome) -> Charge:
        later = outcome is Outcome.WECHAT_LATER
        failed = outcome.error is not None
        charge = Charge(
            id=self._records.new_id("ch"),
            account=intent.account,
            created=self._records.moment(),
            intent=intent.id,
            amount=intent.amount,
            currency=intent.currency,
            way=outcome.way,
            status="failed" if failed else "pending" if later else "succeeded",
            captured=not (failed or later or intent.manual),
            error=outcome.error,
        )
        intent.latest_charge = charge.id
        return self._records.add(charge)

    def _fail(self, intent: Intent, charge: Charge) -> None:
        intent.status = "requires_payment_method"
        intent.last_error = (charge.error or {}) | {"charge": charge.id}

    def _succeed(self, session: Session, intent: Intent, charge: Charge, outcome: Outcome) -> None:
        session.status, intent.last_error = "complete", None
        if outcome is Outcome.WECHAT_LATER:
            intent.status = "processing"
        elif intent.manual:
            intent.status = "requires_capture"
        else:
            self._receive(session, intent, charge, intent.amount)
        self._tell("checkout.session.completed", session)

    def _receive(self, session: Session, intent: Intent, charge: Charge, amount: int) -> None:
        session.payment_status, intent.status = "paid", "succeeded"
        intent.amount_received = charge.amount_captured = amount
        charge.captured, charge.status = True, "succeeded"

    def settle(self, session: Session, *, ok: bool) -> None:
        """Let a payment that was settled later succeed or fail.

        Raises:
            Refused: No payment of this session is waiting.
        """
        intent = self._records.find(Intent, session.intent)
        charge = self._records.find(Charge, intent.latest_charge)
        if intent.status != "processing":
            raise unexpected_state("Nothing is to be settled.", self._records.shown(intent))
        if ok:
            self._receive(session, intent, charge, intent.amount)
        else:
            charge.status, charge.error = "failed", WECHAT_FAILED
            self._fail(intent, charge)
        self._tell(f"checkout.session.async_payment_{'succeeded' if ok else 'failed'}", session)

    def expire(self, session: Session) -> None:
        """Close a session.

        Raises:
            Refused: It is not open.
        """
        if session.status != "open":
            words = f"Only open Checkout Sessions can expire; this one is {session.status}."
            raise Refused(400, words)
        session.status = "expired"
        self._tell("checkout.session.expired", session)

    def expire_due(self) -> None:
        """Close what is open too long."""
        now = self._records.moment()
        for session in reversed(self._records.all(Session)):
            if session.status == "open" and session.expires_at <= now:
                self.expire(session)

    def capture(self, intent: Intent, amount: int | None) -> None:
        """Take held money, all or a part; the rest is let go.

        Raises:
            Refused: Nothing is held, or less than that.
        """
        if intent.status != "requires_capture":
            raise unexpected_state(self._cannot("captured", intent), self._shown(intent))
        wanted = intent.amount if amount is None else amount
        if not 0 < wanted <= intent.amount:
            words = "The amount to capture is more than what is held."
            raise invalid("amount_to_capture", words, "amount_too_large")
        session = self._session_of(intent)
        self._receive(session, intent, self._records.find(Charge, intent.latest_charge), wanted)

    def cancel(self, intent: Intent) -> None:
        """Let go of held money, or give up a payment.

        Raises:
            Refused: It has succeeded, or was cancelled before.
        """
        if intent.status in ("succeeded", "canceled", "processing"):
            raise unexpected_state(self._cannot("canceled", intent), self._shown(intent))
        intent.status, intent.canceled_at = "canceled", self._records.moment()

    def _session_of(self, intent: Intent) -> Session:
        every = self._records.all(Session, intent.account)
        return next(each for each in every if each.intent == intent.id)

    def _shown(self, intent: Intent) -> Json:
        return self._records.shown(intent)

    def _cannot(self, done: str, intent: Intent) -> str:
        return f"This PaymentIntent could not be {done} because its status is {intent.status}."
