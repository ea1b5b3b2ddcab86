"""How a merchant works off their part of an order."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Step(StrEnum):
    """Where one merchant's part of an order stands."""

    NEW = "new"
    ACCEPTED = "accepted"
    PACKED = "packed"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"


NEXT: dict[Step, Step] = {
    Step.NEW: Step.ACCEPTED,
    Step.ACCEPTED: Step.PACKED,
    Step.PACKED: Step.SHIPPED,
    Step.SHIPPED: Step.DELIVERED,
}

# From where each step may be taken; the UPDATE repeats this as its guard.
CAN_BECOME: dict[Step, frozenset[Step]] = {
    **{to: frozenset({frm}) for frm, to in NEXT.items()},
    Step.CANCELLED: frozenset({Step.NEW, Step.ACCEPTED, Step.PACKED}),
}
OVER = frozenset({Step.DELIVERED, Step.CANCELLED})  # nothing is left to do
# Digital goods are handed over by the shop itself, in one step.
AT_ONCE = frozenset({Step.NEW})


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """One merchant's part of an order, and who moved it last (*by*, at UTC *at*)."""

    id: int
    order_id: int
    merchant_id: int
    merchant: str
    step: Step
    tracking: str = ""
    by: str = ""
    at: datetime | None = None
