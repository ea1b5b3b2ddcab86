"""YooKassa's notifications: unsigned, so that they only say which object to fetch."""

import json
import re
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any

from domain.gateways import Hint, Inbound, Malformed, Untrusted

# As YooKassa publishes them; its SDK 3.13 names four /64 inside the last one.
NETWORKS = (
    "185.71.76.0/27",
    "185.71.77.0/27",
    "77.75.153.0/25",
    "77.75.154.128/25",
    "77.75.156.11/32",
    "77.75.156.35/32",
    "2a02:5180::/32",
)
IDENTIFIER = re.compile(r"[A-Za-z0-9_-]{1,64}")  # it becomes a part of an address

Network = IPv4Network | IPv6Network


def networks(trusted: tuple[str, ...] | None) -> tuple[Network, ...] | None:
    """Read addresses and networks; None stays None.

    Raises:
        ValueError: One of them is neither.
    """
    return None if trusted is None else tuple(ip_network(each) for each in trusted)


def require_peer(peer: str, trusted: tuple[Network, ...] | None) -> None:
    """Check that a call comes from one of *trusted*; None trusts everybody.

    Raises:
        Untrusted: It does not.
    """
    if trusted is None:
        return
    try:
        address = ip_address(peer)
    except ValueError:
        raise Untrusted("no address to check") from None
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    if not any(address in network for network in trusted):
        raise Untrusted("not from YooKassa's networks")


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
