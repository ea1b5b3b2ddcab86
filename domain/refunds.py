"""Money that goes back: written down first, sent after, and never twice."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from domain.gateways import ReceiptLine, RefundRequest, RefundState
from domain.money import Money
from domain.orders import Order

# A refund in one of these may have returned money or may yet: its sum is not free again.
COUNTS = frozenset(set(RefundState) - {RefundState.FAILED})
OPEN = frozenset({RefundState.REQUESTED, RefundState.PENDING})  # the provider is asked about it
WAITS = OPEN | {RefundState.MANUAL}  # money that is not back yet


@dataclass(frozen=True, slots=True)
class Taken:
    """Money of an order that the shop has: what may go back of it is *money* at most.

    *settled* is the charge that paid the order; any other came on top of it.
    """

    order_id: int
    provider: str
    charge_id: str
    provider_charge_id: str
    payer_id: int
    money: Money
    settled: bool


@dataclass(frozen=True, slots=True)
class PaidBack:
    """Pieces of an order's line whose price goes back; *amount* is that of all of them."""

    line_id: int
    pieces: int
    amount: int


@dataclass(frozen=True, slots=True)
class Refund:
    """One return of money. *subject* is its cause: the same cause never refunds twice.

    *key* is the idempotency key, *tries* counts the calls made to the provider. *sent_at*
    (UTC) is when the first call began of which nobody knows what it did; None: there is none.
    """

    id: int
    taken: Taken
    money: Money
    state: RefundState
    key: str
    subject: str
    external_id: str = ""
    tries: int = 0
    try_at: datetime | None = None
    sent_at: datetime | None = None


def request(
    refund: Refund, order: Order | None, came: Iterable[Taken], lines: tuple[ReceiptLine, ...]
) -> RefundRequest:
    """Return what a provider is asked: the same for the same refund, always.

    *came* is all money of the order, *lines* those of the refund's receipt.
    """
    taken, money = refund.taken, refund.money
    whole = any((one.charge_id, one.money) == (taken.charge_id, money) for one in came)
    return RefundRequest(
        key=refund.key,
        external_id=taken.charge_id,
        payer_id=taken.payer_id,
        money=money,
        lines=lines,
        reason=f"#{order.number}" if order else "",
        phone=order.recipient.phone if order else "",
        whole=whole,
    )
