"""What Stripe tells: its objects, as plain dictionaries, read into the shop's own.

Fields may be missing and words may be new: what is not understood is "pending" or empty.
Only what has no identifier, a sum that is none, or money without a sum cannot be read at all.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from domain.gateways import RefundSnapshot, RefundState, Snapshot
from domain.money import Money
from domain.payments import Attempt

Json = dict[str, Any]

# The names of our keys in Stripe's notes: other programs may use the account, and notes.
ATTEMPT, REFUND = "souk_attempt", "souk_refund"
LARGEST = 2**63 - 1  # minor units; no more can be kept
_CURRENCY = re.compile(r"[A-Za-z]{3}")

# The merchant has this money after all.
_DISPUTE_OVER = frozenset({"won", "warning_closed", "prevented"})
_REFUND_STATES = {
    "succeeded": RefundState.SUCCEEDED,
    "failed": RefundState.FAILED,
    "canceled": RefundState.FAILED,
}


def inner(outer: Json, name: str) -> Json:
    """Return the object at *name*; empty when it is absent or only named by its id."""
    value = outer.get(name)
    return value if isinstance(value, dict) else {}


def intent_id(session: Json) -> str:
    """Return the id of the payment behind a session; empty until somebody tried to pay."""
    value = session.get("payment_intent")
    return str((value.get("id") if isinstance(value, dict) else value) or "")


def charge_of(session: Json) -> Json:
    """Return the latest charge of a session; empty when there is none."""
    return inner(inner(session, "payment_intent"), "latest_charge")


def state(session: Json) -> Attempt:
    """Return how far a session has come. Money is a fact, whatever else the session says."""
    status, intent = session.get("status"), inner(session, "payment_intent").get("status")
    if session.get("payment_status") in ("paid", "no_payment_required"):
        return Attempt.CAPTURED
    if intent == "requires_capture":
        return Attempt.AUTHORIZED
    if status == "expired":
        return Attempt.EXPIRED
    if intent == "canceled":
        return Attempt.CANCELLED
    if status == "complete" and intent == "requires_payment_method":
        return Attempt.FAILED  # a payment that is confirmed later was not
    return Attempt.PENDING


def snapshot(session: Json, disputes: Iterable[Json] = ()) -> Snapshot:
    """Return a session, with its payment and latest charge expanded, as a snapshot.

    Raises:
        ArithmeticError, AttributeError, LookupError, OSError, TypeError, ValueError: It is no
            session, a sum in it is none, or money came and it does not say how much.
    """
    intent, charge = inner(session, "payment_intent"), charge_of(session)
    asked = _asked(session)
    came = state(session)
    return Snapshot(
        external_id=id_of(session),
        key=str(inner(session, "metadata").get(ATTEMPT) or ""),
        state=came,
        money=asked,
        at=_moment(charge.get("created") or session.get("created")),
        paid=_paid(came, session, intent),
        refunded=_refunded(charge),
        disputed=sum(_sum(each.get("amount")) for each in disputes if _is_open(each)),
        charge_id=intent_id(session),
        pay_url=str(session.get("url") or ""),
        reason=_reason(inner(intent, "last_payment_error")),
    )


def money(amount: Any, holder: Json) -> Money:
    """Return *amount* in the currency of *holder*. Raises `ValueError` if one is none."""
    currency = holder.get("currency")
    if not isinstance(currency, str) or not _CURRENCY.fullmatch(currency):
        raise ValueError("no currency")
    return Money(_sum(amount), currency.upper())


def _asked(session: Json) -> Money:
    """What a session asks for: some ask for nothing, and name no currency either."""
    amount = session.get("amount_total")
    return Money(0, "") if amount is None else money(amount, session)


def id_of(thing: Json) -> str:
    """Return the identifier of any object of Stripe's. Raises `ValueError` if it has none."""
    value = thing.get("id")
    if not isinstance(value, str) or not value:
        raise ValueError("no identifier")
    return value


def names_an_attempt(session: Json) -> bool:
    """Whether a session carries a key of ours, readable or not."""
    return bool(inner(session, "metadata").get(ATTEMPT))


def _paid(came: Attempt, session: Json, intent: Json) -> Money | None:
    if came is Attempt.CAPTURED:
        amount = intent.get("amount_received", session.get("amount_total"))
        return money(amount, intent or session)
    if came is Attempt.AUTHORIZED:
        return money(intent.get("amount_capturable"), intent)
    return None


def _refunded(charge: Json) -> int:
    """The charge's own sum may count refunds that can still fail, so they are added up."""
    refunds = inner(charge, "refunds")
    if not refunds or refunds.get("has_more"):
        return _sum(charge.get("amount_refunded", 0))
    made = [each for each in refunds.get("data", []) if each.get("status") == "succeeded"]
    return sum(_sum(each.get("amount")) for each in made)


def _is_open(dispute: Json) -> bool:
    return dispute.get("status") not in _DISPUTE_OVER


def _reason(error: Json) -> str:
    return str(error.get("decline_code") or error.get("code") or "")


def _sum(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= LARGEST:
        raise ValueError("no sum")
    return value


def _moment(seconds: Any) -> datetime:
    return datetime.fromtimestamp(seconds if isinstance(seconds, int) else 0, UTC)


def refund_snapshot(refund: Json) -> RefundSnapshot:
    """Return a refund as the shop knows it. Raises `ValueError` for no refund, or no sum."""
    return RefundSnapshot(
        external_id=id_of(refund),
        state=_REFUND_STATES.get(str(refund.get("status")), RefundState.PENDING),
        money=money(refund.get("amount"), refund),
        reason=str(refund.get("failure_reason") or ""),
    )


def refund_key(refund: Json) -> str:
    """Return the key by which the shop asked for a refund; empty if it did not."""
    return str(inner(refund, "metadata").get(REFUND) or "")
