"""What the test YooKassa keeps. Sums are whole kopecks, moments are unix seconds."""

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

TIME_TO_PAY = 3600.0
TIME_TO_CAPTURE = 7 * 24 * 3600.0
LEAST, MOST = 100, 700_000_00


@dataclass(frozen=True, slots=True)
class Way:
    """A way to pay: its name for people, its highest sum and whether it can hold money."""

    label: str
    about: str
    most: int
    holds: bool = True


WAYS = {
    "bank_card": Way("Bank card", "Mir, Visa, Mastercard", 350_000_00),
    "sbp": Way("SBP", "Faster payments, in the bank's app", MOST, holds=False),
    "sberbank": Way("SberPay", "Confirmed in Sberbank's app", 350_000_00),
    "tinkoff_bank": Way("T-Pay", "Confirmed in T-Bank's app", 350_000_00),
    "yoo_money": Way("YooMoney", "From a wallet", 350_000_00),
}

# What the page offers; the first word says who declines.
DECLINES = {
    "insufficient_funds": ("payment_network", "Not enough money"),
    "general_decline": ("payment_network", "The bank gives no reason"),
    "card_expired": ("payment_network", "The card has expired"),
    "invalid_csc": ("payment_network", "Wrong security code"),
    "3d_secure_failed": ("payment_network", "3-D Secure failed"),
    "issuer_unavailable": ("payment_network", "The bank does not answer"),
    "payment_method_limit_exceeded": ("payment_network", "Over the card's limit"),
    "fraud_suspected": ("yoo_money", "Fraud is suspected"),
    "country_forbidden": ("yoo_money", "A card from a forbidden country"),
}


@dataclass(slots=True)
class Account:
    """One shop at the provider. With *fiscal*, payments need receipts."""

    shop_id: str
    secret_key: str
    notify_url: str = ""
    name: str = "Test shop"
    fiscal: bool = False
    currency: str = "RUB"
    ways: tuple[str, ...] = tuple(WAYS)
    enabled: bool = True
    receipts_work: bool = True  # whether the tax service takes them


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment, with its state of now."""

    id: str
    shop_id: str
    amount: int
    currency: str
    created_at: float
    capture: bool = False
    return_url: str = ""
    locale: str = "ru_RU"
    way: str = ""  # what the request chose; empty: the customer chooses
    description: str = ""
    metadata: dict[str, str] = field(default_factory=dict)
    customer: str = ""
    receipt: Json | None = None
    status: str = "pending"
    paid_with: str = ""
    captured_at: float = 0.0
    held_until: float = 0.0
    party: str = ""
    reason: str = ""
    refunded: int = 0
    receipt_registration: str = ""

    @property
    def due_at(self) -> float:
        """When it ends by itself; 0 if it does not."""
        if self.status == "pending":
            return self.created_at + TIME_TO_PAY
        return self.held_until if self.status == "waiting_for_capture" else 0.0

    @property
    def expired(self) -> bool:
        """Whether the customer came too late."""
        return self.reason == "expired_on_confirmation"


@dataclass(frozen=True, slots=True)
class Refund:
    """One refund, with its state of now."""

    id: str
    shop_id: str
    payment_id: str
    amount: int
    currency: str
    created_at: float
    status: str = "succeeded"
    description: str = ""
    metadata: dict[str, str] = field(default_factory=dict)
    receipt_registration: str = ""
    party: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """A fiscal receipt; *of* is the payment or the refund it belongs to."""

    id: str
    shop_id: str
    kind: str  # "payment" or "refund"
    of: str
    created_at: float
    status: str
    items: tuple[Json, ...]
    settlements: tuple[Json, ...] = ()
    tax_system: int | None = None
