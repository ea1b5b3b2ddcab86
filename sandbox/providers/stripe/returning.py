"""Money goes back: refunds and disputes."""

from collections.abc import Callable

from sandbox.providers.faults import ProviderFaults
from sandbox.providers.stripe.forms import Form
from sandbox.providers.stripe.objects import Account, Charge, Dispute, Intent, Refund, Thing
from sandbox.providers.stripe.opening import notes
from sandbox.providers.stripe.records import Records
from sandbox.providers.stripe.refusals import Refused, invalid, missing

REASONS = ("", "duplicate", "fraudulent", "requested_by_customer")
Tell = Callable[[str, Thing], None]


class Returning:
    """Refunds and disputes of charges; *tell* makes an event of each step."""

    def __init__(self, records: Records, faults: ProviderFaults, tell: Tell) -> None:
        self._records = records
        self._faults = faults
        self._tell = tell

    def refund(self, account: Account, form: Form) -> Refund:
        """Send money of a charge back, as a call asks for it.

        Raises:
            Refused: There is no such money.
        """
        form.only("payment_intent", "charge", "amount", "reason", "metadata", "expand")
        if form.text("reason") not in REASONS:
            raise invalid("reason", f"Invalid reason: must be one of {', '.join(REASONS[1:])}")
        charge = self._charge(account, form)
        amount = self._amount(charge, form.whole("amount"))
        refund = Refund(
            id=self._records.new_id("re"),
            account=account,
            created=self._records.moment(),
            intent=charge.intent,
            charge=charge.id,
            amount=amount,
            currency=charge.currency,
            status="pending" if self._faults.refunds_wait else "succeeded",
            reason=form.text("reason"),
            metadata=notes(form.inner("metadata")),
        )
        charge.amount_refunded += amount
        self._records.add(refund)
        self._tell("refund.created", refund)
        self._tell("charge.refunded", charge)
        return refund

    def _charge(self, account: Account, form: Form) -> Charge:
        identifier = form.text("charge")
        if name := form.text("payment_intent"):
            identifier = self._records.find(Intent, name, account).latest_charge
            if not identifier:
                raise Refused(400, f"The PaymentIntent {name} has no charge to refund.")
        elif not identifier:
            raise missing("payment_intent")
        charge = self._records.find(Charge, identifier, account)
        if charge.status != "succeeded" or not charge.amount_captured:
            raise Refused(400, f"The charge {charge.id} took no money that could go back.")
        return charge

    def _amount(self, charge: Charge, wanted: int | None) -> int:
        left = charge.amount_captured - charge.amount_refunded
        if charge.disputed and self._is_argued(charge):
            words = f"Charge {charge.id} has been charged back; cannot issue a refund."
            raise Refused(400, words, code="charge_disputed")
        if left <= 0:
            words = f"Charge {charge.id} has already been refunded."
            raise Refused(400, words, code="charge_already_refunded")
        amount = left if wanted is None else wanted
        if amount < 1:
            raise invalid("amount", "Invalid positive integer", "parameter_invalid_integer")
        if amount > left:
            words = f"Refund amount ({amount}) is greater than unrefunded amount ({left})."
            raise invalid("amount", words)
        return amount

    def _is_argued(self, charge: Charge) -> bool:
        every = self._records.all(Dispute, charge.account)
        return any(each.charge == charge.id and each.status != "won" for each in every)

    def finish(self, refund: Refund, *, ok: bool) -> None:
        """Let a pending refund succeed or fail.

        Raises:
            Refused: It is not pending.
        """
        if refund.status != "pending":
            raise Refused(400, f"The refund is {refund.status}, not pending.")
        refund.status = "succeeded" if ok else "failed"
        if not ok:
            refund.failure_reason = "expired_or_canceled_card"
            charge = self._records.find(Charge, refund.charge)
            charge.amount_refunded -= refund.amount
        self._tell("refund.updated" if ok else "refund.failed", refund)

    def dispute(self, charge: Charge, amount: int, reason: str) -> Dispute:
        """Let the cardholder's bank ask for money back.

        Raises:
            Refused: The charge did not take that much.
        """
        if not 0 < amount <= charge.amount_captured:
            raise Refused(400, "A dispute is about money that was taken.")
        charge.disputed = True
        dispute = Dispute(
            id=self._records.new_id("du"),
            account=charge.account,
            created=self._records.moment(),
            intent=charge.intent,
            charge=charge.id,
            amount=amount,
            currency=charge.currency,
            reason=reason,
        )
        self._records.add(dispute)
        self._tell("charge.dispute.created", dispute)
        return dispute

    def close(self, dispute: Dispute, *, won: bool) -> None:
        """Let the bank decide, for the merchant or against.

        Raises:
            Refused: It has decided.
        """
        if dispute.status in ("won", "lost"):
            raise Refused(400, f"The dispute is {dispute.status} already.")
        dispute.status = "won" if won else "lost"
        self._tell("charge.dispute.closed", dispute)
