"""Stripe's calls to the shop: whom to believe, and what they are about."""

import json
from datetime import datetime
from typing import Any

from stripe import SignatureVerificationError, WebhookSignature

from domain.gateways import Hint, Inbound, Malformed, Untrusted

HEADER = "stripe-signature"
TOLERANCE = 300  # seconds, to both sides: the SDK itself would take any time to come

_SESSION = "checkout.session."
_OF_A_PAYMENT = ("refund.", "charge.refund", "charge.dispute.")


def read(inbound: Inbound, secret: str, live: bool) -> Hint:
    """Say what a call is about. One of the other mode than *live* concerns nobody.

    Raises:
        Untrusted: It has no signature, a wrong one, or one from another time.
        Malformed: It is signed, and still not an event.
    """
    _verify(inbound, secret)
    event = _event(inbound.body)
    hint = Hint(key=str(event["id"]), kind=str(event["type"]))
    return hint if bool(event.get("livemode")) is not live else _about(hint, event)


def _verify(inbound: Inbound, secret: str) -> None:
    header = inbound.headers.get(HEADER, "")
    try:
        WebhookSignature.verify_header(inbound.body, header, secret, tolerance=None)
    except (SignatureVerificationError, ValueError, TypeError):
        genuine = False  # the last two: bytes or signs that are no text at all
    else:
        genuine = abs(_signed_at(header) - _seconds(inbound.at)) <= TOLERANCE
    if not genuine:
        raise Untrusted("the signature of a Stripe call is missing, wrong or of another time")


def _signed_at(header: str) -> int:
    """The time that was signed; *header* is one that was verified."""
    return int(next(each[2:] for each in header.split(",") if each.startswith("t=")))


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())


def _event(body: bytes) -> dict[str, Any]:
    try:
        event = json.loads(body)
    except (ValueError, RecursionError):
        event = None
    if not isinstance(event, dict) or not event.get("id") or not event.get("type"):
        raise Malformed("a signed Stripe call that is not an event")
    return event


def _about(hint: Hint, event: dict[str, Any]) -> Hint:
    data = event.get("data")
    thing = data.get("object") if isinstance(data, dict) else None
    if not isinstance(thing, dict):
        return hint
    if hint.kind.startswith(_SESSION):
        return Hint(hint.key, hint.kind, _text(thing, "id"))
    if not hint.kind.startswith(_OF_A_PAYMENT):
        return hint
    refund = _text(thing, "id") if thing.get("object") == "refund" else ""
    return Hint(hint.key, hint.kind, _text(thing, "payment_intent"), refund)


def _text(thing: dict[str, Any], name: str) -> str:
    value = thing.get(name)
    return value if isinstance(value, str) else ""
