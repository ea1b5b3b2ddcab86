"""What Stripe keeps about a payment. Amounts are minor units, moments Unix seconds."""

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Account:
    """One merchant: a key to call with, and an address and a secret to be called with."""

    id: str
    name: str
    secret_key: str
    webhook_secret: str
    notify_url: str

    @property
    def live(self) -> bool:
        """Whether its key is one for real money."""
        return "_live_" in self.secret_key


@dataclass(frozen=True, slots=True)
class Item:
    """One line of what is bought."""

    id: str
    name: str
    unit_amount: int
    quantity: int

    @property
    def total(self) -> int:
        """The price of the line."""
        return self.unit_amount * self.quantity


@dataclass(slots=True)
class Intent:
    """A payment, from the first try on. *status* is Stripe's word."""

    id: str
    account: Account
    created: int
    amount: int
    currency: str
    ways: tuple[str, ...]
    status: str = "requires_payment_method"
    manual: bool = False  # held first, captured by a call
    amount_received: int = 0
    metadata: dict[str, str] = field(default_factory=dict)
    description: str = ""
    latest_charge: str = ""
    last_error: Json | None = None
    canceled_at: int | None = None


@dataclass(slots=True)
class Session:
    """A payment page. *wants* is what its creator asked the payment behind it to be."""

    id: str
    account: Account
    created: int
    expires_at: int
    currency: str
    items: tuple[Item, ...]
    ways: tuple[str, ...]
    success_url: str
    cancel_url: str
    client_reference_id: str
    customer_email: str
    locale: str
    metadata: dict[str, str]
    wants: Json
    status: str = "open"
    payment_status: str = "unpaid"
    intent: str = ""

    @property
    def amount(self) -> int:
        """The price of everything."""
        return sum(item.total for item in self.items)


@dataclass(slots=True)
class Charge:
    """One try to take money."""

    id: str
    account: Account
    created: int
    intent: str
    amount: int
    currency: str
    way: str
    status: str  # "succeeded", "pending" or "failed"
    captured: bool = True
    amount_captured: int = 0
    amount_refunded: int = 0  # with refunds that are still pending
    disputed: bool = False
    error: Json | None = None


@dataclass(slots=True)
class Refund:
    """Money on its way back."""

    id: str
    account: Account
    created: int
    intent: str
    charge: str
    amount: int
    currency: str
    status: str
    reason: str
    metadata: dict[str, str]
    failure_reason: str = ""


@dataclass(slots=True)
class Dispute:
    """A cardholder's bank wants money back."""

    id: str
    account: Account
    created: int
    intent: str
    charge: str
    amount: int
    currency: str
    reason: str
    status: str = "needs_response"


@dataclass(frozen=True, slots=True)
class Event:
    """Something happened; *thing* is the object as it was then."""

    id: str
    account: Account
    created: int
    type: str
    thing: Json


Thing = Session | Intent | Charge | Refund | Dispute | Event
