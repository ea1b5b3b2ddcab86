"""Goods that come back after they were delivered, and more of them that merchants offer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.fulfilment import Fulfilment, Step
from domain.money import Money, zero
from domain.orders import Method, Order, OrderLine, PaymentStatus

PHOTOS = 5  # that a request may have


class State(StrEnum):
    """The life of a request to take goods back; it is decided once."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"  # by the customer, before the shop decided


@dataclass(frozen=True, slots=True)
class Return:
    """What a customer wants to give back of one merchant's part, and what came of it.

    *lines*: line id to pieces. *photos* are Telegram's ids of files. *restock*: what came
    back can be sold again. *answer*: why it was rejected. *by* decided it, at UTC *decided_at*.
    """

    id: int
    order_id: int
    fulfilment_id: int
    customer_id: int
    lines: Mapping[int, int]
    reason: str
    photos: tuple[str, ...]
    asked_at: datetime
    state: State = State.ASKED
    restock: bool = False
    answer: str = ""
    by: str = ""
    decided_at: datetime | None = None

    def goods(self, order: Order) -> tuple[tuple[OrderLine, int], ...]:
        """The lines it is about, each with its number of pieces."""
        return tuple((line, self.lines[line.id]) for line in order.lines if line.id in self.lines)

    def worth(self, order: Order) -> Money:
        """What its pieces cost, as long as it is open."""
        costs = (line.worth(pieces) for line, pieces in self.goods(order))
        return sum(costs, start=zero(order.total.currency))


def may_come_back(order: Order, asked: Mapping[int, int]) -> dict[int, int]:
    """Return how many pieces of each line may be asked to come back, without looking at time.

    They are delivered and paid for, and no open request (*asked*) is about them. Cash is
    known to be in when all of the order is done. What was handed over in the chat cannot be
    given back.
    """
    if order.method is Method.CASH and order.payment_status is PaymentStatus.UNPAID:
        return {}
    here = {part.merchant_id for part in order.fulfilments if part.step is Step.DELIVERED}
    free = {
        line.id: line.kept - asked.get(line.id, 0)
        for line in order.lines
        if line.merchant_id in here and not line.kind.digital
    }
    return {line_id: pieces for line_id, pieces in free.items() if pieces > 0}


def in_time(part: Fulfilment, now: datetime, days: int) -> bool:
    """Whether a delivered part may still come back *now*; 0 days: never."""
    return part.at is not None and now - part.at <= timedelta(days=days) and days > 0


class OfferState(StrEnum):
    """The life of an offer of more pieces."""

    OPEN = "open"
    AGREED = "agreed"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Offer:
    """A merchant's question whether the customer wants *pieces* more of a line."""

    id: int
    order_id: int
    fulfilment_id: int
    line_id: int
    pieces: int
    by_id: int
    at: datetime
    state: OfferState = OfferState.OPEN
