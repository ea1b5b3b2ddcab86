"""Stripe's errors as the shop's: may we ask again, and with which key?"""

from collections.abc import Awaitable
from typing import Any

from aiohttp import ClientConnectorError, ClientError, ConnectionTimeoutError
from stripe import APIConnectionError, IdempotencyError, StripeError, StripeObject

from domain.gateways import (
    AlreadyDone,
    Declined,
    GatewayError,
    KeyReused,
    KeysRefused,
    NotDone,
    OutcomeUnknown,
    TryLater,
)

Json = dict[str, Any]

_ALREADY = frozenset({"charge_already_refunded", "charge_already_captured"})
# Stripe answers these with 400, yet they are its word about the money and not about the call.
_REFUSED = frozenset({"charge_disputed", "balance_insufficient", "insufficient_funds"})
# What the SDK lets through: a body that breaks off, and one that it trips over.
_UNREAD = (ClientError, TimeoutError, OSError, AttributeError, LookupError, TypeError, ValueError)


class StripeFailed(OutcomeUnknown):
    """Stripe itself answered 5xx. It may repeat that answer to the same key for a day,
    even though the first call did its work."""


async def ask(call: Awaitable[StripeObject]) -> Json:
    """Wait for a call of the SDK and return what Stripe told, as plain dictionaries.

    Raises:
        GatewayError: The one class that says what may be done next. Neither its text nor
            its context holds what Stripe wrote: that may quote a key or an address.
    """
    try:
        told = (await call).to_dict()
    except StripeError as error:
        problem = failure(error)
    except _UNREAD as error:
        problem = OutcomeUnknown(f"no answer from Stripe that makes sense: {_name(error)}")
    else:
        if told.get("object"):
            return told
        problem = OutcomeUnknown("an answer that names no object: not one of Stripe's")
    raise problem


async def ask_list(call: Awaitable[StripeObject]) -> tuple[list[Json], bool]:
    """Wait for a page of a list; return it, and whether there is more.

    Raises:
        GatewayError: As `ask` does.
    """
    told = await ask(call)
    listed = told.get("data") or []
    if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
        raise OutcomeUnknown("a list of Stripe's that is none")
    return listed, bool(told.get("has_more"))


def failure(error: StripeError) -> GatewayError:
    """Return what *error* means for the shop."""
    if isinstance(error, APIConnectionError):
        return _no_answer(error.__cause__)
    told = _told(error)
    if told is None:  # a page of some proxy in between proves nothing, whatever its status
        return OutcomeUnknown(f"not an answer of Stripe's: status {error.http_status}")
    return _refusal(error, told)


def _no_answer(cause: BaseException | None) -> GatewayError:
    words = f"no answer from Stripe: {_name(cause)}"
    if isinstance(cause, ClientConnectorError | ConnectionTimeoutError):
        return TryLater(words)  # the connection was never opened
    return OutcomeUnknown(words)


def _name(error: BaseException | None) -> str:
    return type(error).__name__


def _told(error: StripeError) -> Json | None:
    body = error.json_body
    told = body.get("error") if isinstance(body, dict) else None
    return told if isinstance(told, dict) else None


def _refusal(error: StripeError, told: Json) -> GatewayError:
    status, code = error.http_status or 0, str(told.get("code") or "")
    words = _words(error, told)
    if status in (401, 403):
        return KeysRefused(words)
    if status in (409, 429) or code == "rate_limit":
        return TryLater(words, _seconds((error.headers or {}).get("Retry-After")))
    if isinstance(error, IdempotencyError):
        return KeyReused(words)
    if status == 402 or code in _REFUSED:
        return Declined(str(told.get("decline_code") or code or "declined"))
    if code in _ALREADY:
        return AlreadyDone(words)
    return NotDone(words) if 400 <= status < 500 else StripeFailed(words)


def _words(error: StripeError, told: Json) -> str:
    parts = (told.get("type"), told.get("code"), told.get("param"), error.request_id)
    return " ".join(
        [f"Stripe answered {error.http_status}", *(str(each) for each in parts if each)]
    )


def _seconds(header: str | None) -> float:
    try:
        return max(float(header or 0), 0.0)
    except ValueError:
        return 0.0
