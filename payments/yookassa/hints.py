"""YooKassa's notifications: unsigned, so that they only say which object to fetch."""

import json
import re
from typing import Any

from domain.gateways import Hint, Inbound, Malformed

IDENTIFIER = re.compile(r"[A-Za-z0-9_-]{1,64}")  # it becomes a part of an address


def hint(inbound: Inbound, shop_id: str) -> Hint:
    """Read a notification. One about another shop, or about anything but payments and
    refunds, names nothing to fetch.

    Raises:
        Malformed: It is no notification.
    """
    event, thing = _content(inbound.body)
    identifier = _identifier(thing.get("id"))
    key = f"{event}:{identifier}:{_code(thing.get('status'))}"
    recipient = thing.get("recipient")
    account = recipient.get("account_id") if isinstance(recipient, dict) else None
    if account is not None and str(account) != shop_id:
        return Hint(key, event)
    if event.startswith("payment."):
        return Hint(key, event, external_id=identifier)
    if event.startswith("refund."):
        return Hint(key, event, _identifier(thing.get("payment_id")), identifier)
    return Hint(key, event)


def _content(body: bytes) -> tuple[str, dict[str, Any]]:
    try:
        call = json.loads(body)
    except (ValueError, RecursionError):
        raise Malformed("no JSON") from None
    if not isinstance(call, dict) or not isinstance(call.get("object"), dict):
        raise Malformed("no notification")
    event = _code(call.get("event"))
    if call.get("type") != "notification" or not event:
        raise Malformed("no notification")
    return event, call["object"]


def _identifier(value: Any) -> str:
    if not isinstance(value, str) or not IDENTIFIER.fullmatch(value):
        raise Malformed("no identifier")
    return value


def _code(value: Any) -> str:
    known = isinstance(value, str) and re.fullmatch(r"[a-z0-9_.]{1,64}", value)
    return str(value) if known else ""
