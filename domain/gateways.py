"""What the shop and a payment provider say to each other, whoever the provider is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.money import Money
from domain.payments import Attempt

# How long a key is safe to send again. YooKassa keeps keys for 24 hours, Stripe for "at
# least 24 hours" (yookassa.ru/developers/using-api/interaction-format#idempotence,
# docs.stripe.com/api/idempotent_requests); after that the same key makes a second refund.
KEYS_KEPT = timedelta(hours=20)


class Goods(StrEnum):
    """What a receipt's line is about."""

    PIECE = "piece"
    DELIVERY = "delivery"


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One line of what is paid for. *price* is that of one piece, after all discounts."""

    name: str
    quantity: int
    price: Money
    kind: Goods = Goods.PIECE

    @property
    def total(self) -> Money:
        """Price times quantity."""
        return self.price * self.quantity


@dataclass(frozen=True, slots=True)
class PaymentRequest:
    """Money the shop asks a provider to take.

    *key* is the attempt's: it identifies the request for ever, is sent as the idempotency
    key and inside the provider's own record, and comes back with everything it tells.
    The *lines* sum up to *money* exactly. *expires_at* is UTC.
    """

    key: str
    money: Money
    lines: tuple[ReceiptLine, ...]
    title: str
    language: str
    customer_id: int
    expires_at: datetime | None
    return_url: str
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """How things stand with one payment, in the provider's own words.

    *money* is what was asked, *paid* what was taken (or is held, when authorised),
    *refunded* and *disputed* are minor units of the same currency that went back or are
    argued about. *reason* is the provider's code for a refusal. *receipt* is "", "pending",
    "succeeded" or "canceled".
    """

    external_id: str
    key: str  # the attempt it names; empty if the object is not ours
    state: Attempt
    money: Money
    at: datetime
    paid: Money | None = None
    refunded: int = 0
    disputed: int = 0
    charge_id: str = ""  # the money's own id, when it differs from *external_id*
    pay_url: str = ""
    reason: str = ""
    receipt: str = ""


@dataclass(frozen=True, slots=True)
class RefundRequest:
    """Money that shall go back. *key* is the refund's own and never used for another body.

    *whole*: it is all that the charge brought.
    """

    key: str
    external_id: str  # of the payment, at the provider
    payer_id: int
    money: Money
    lines: tuple[ReceiptLine, ...] = ()
    reason: str = ""
    phone: str = ""
    email: str = ""
    whole: bool = True


class RefundState(StrEnum):
    """The life of one refund."""

    REQUESTED = "requested"  # written down; the provider was not asked, or did not answer
    PENDING = "pending"  # the provider has it
    SUCCEEDED = "succeeded"
    FAILED = "failed"  # a definite refusal: nothing was returned
    MANUAL = "manual"  # a person must return the money and say so


@dataclass(frozen=True, slots=True)
class RefundSnapshot:
    """How things stand with one refund at the provider."""

    external_id: str
    state: RefundState
    money: Money
    reason: str = ""
    receipt: str = ""


@dataclass(frozen=True, slots=True)
class Inbound:
    """A provider's call as it came in. Header names are lower case; *peer* is an address."""

    body: bytes
    headers: Mapping[str, str]
    peer: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Hint:
    """What a provider's call is about. It proves nothing: the object is fetched."""

    key: str  # the same call again has the same key
    kind: str  # the provider's name for it: "payment.succeeded"
    external_id: str = ""  # the payment to fetch; empty: nothing that concerns us
    refund_id: str = ""


class GatewayError(Exception):
    """A provider did not do what was asked. The message is for the journal, never a person."""


class NotDone(GatewayError):
    """It certainly did nothing, and asking the same again will not help."""


class KeysRefused(NotDone):
    """It does not accept the shop's keys: nobody can pay this way until an owner acts."""


class Declined(NotDone):
    """It refuses this payment or refund; *reason* is its code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class TryLater(GatewayError):
    """It certainly did nothing yet; the same call with the same key may work later."""

    def __init__(self, message: str = "", after: float = 0.0) -> None:
        super().__init__(message)
        self.after = after  # seconds it asks us to wait; 0: it did not say


class OutcomeUnknown(GatewayError):
    """It may have done it: ask again with the same key, never with another."""


class KeyReused(GatewayError):
    """It knows this key with another body: our fault, to be looked at."""


class AlreadyDone(GatewayError):
    """It has done exactly this before; to be read as success after a fetch."""


class Untrusted(GatewayError):
    """A call that does not come from the provider, or not from now."""


class Malformed(GatewayError):
    """A call that cannot be read."""
