"""Payment attempts and charges. An attempt asks for money; a charge is money that came."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.money import Money


class Attempt(StrEnum):
    """The life of one request for money; it only moves forward."""

    CREATED = "created"  # written down; the provider was not asked, or did not answer
    PENDING = "pending"  # the provider knows it; the customer has not paid
    APPROVED = "approved"  # Telegram asked, we said yes; money is on its way
    REVIEW = "review"  # the customer says they paid; a person must look
    AUTHORIZED = "authorized"  # the provider holds the money; it is not ours yet
    CAPTURED = "captured"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    FAILED = "failed"  # refused; the customer may try again


LIVE = frozenset(
    {Attempt.CREATED, Attempt.PENDING, Attempt.APPROVED, Attempt.REVIEW, Attempt.AUTHORIZED}
)
# Money may be on its way: a hold must not end while an attempt stands here.
UNDER_WAY = frozenset({Attempt.APPROVED, Attempt.REVIEW, Attempt.AUTHORIZED})
# It is held, or a person looks for it: nothing but that ends the order's hold.
WAITED_FOR = frozenset({Attempt.REVIEW, Attempt.AUTHORIZED})


@dataclass(frozen=True, slots=True)
class Payment:
    """One attempt to have an order paid. *key* is opaque and goes to the provider."""

    id: int
    order_id: int
    provider: str
    money: Money
    status: Attempt
    key: str
    expires_at: datetime | None = None
    message_id: int | None = None  # the invoice in the customer's chat
    external_id: str = ""  # the provider's own id, once it knows the attempt
    pay_url: str = ""
    looks: int = 0  # how often the provider was asked
    look_at: datetime | None = None  # when to ask it next; None: nothing to learn
    made_at: datetime | None = None  # UTC; None until it is written down
    receipt: str = ""  # the fiscal one; see `domain.gateways.Snapshot`


@dataclass(frozen=True, slots=True)
class Charge:
    """Money a provider says it took. *charge_id* is the provider's own and identifies it."""

    provider: str
    charge_id: str
    key: str  # the attempt it says it pays
    money: Money
    payer_id: int
    provider_charge_id: str = ""


class Outcome(StrEnum):
    """What became of a charge."""

    PAID = "paid"
    DUPLICATE = "duplicate"  # the same charge again: nothing to do, nothing to say
    REFUND_DUE = "refund_due"  # real money for an order that cannot have it
    NEEDS_REVIEW = "needs_review"  # sum or currency differ, or no order is known
