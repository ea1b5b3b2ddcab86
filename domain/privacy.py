"""What the shop keeps of a person, and what stands between them and being forgotten."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.orders import PaymentStatus, Status

SURE = timedelta(minutes=15)  # how long the question whether they are sure may be answered

# Telegram's ids of people are positive and have 52 bits at most, those of groups are above
# this number by far. What is below it stands in the books for somebody who is gone.
GONE = -(2**53)
_STAND_INS = 2**62

Value = str | int | bool | datetime | None | Sequence[object] | Mapping[str, object]
Records = Mapping[str, Sequence[Mapping[str, Value]]]

UNDER_WAY = frozenset({Status.AWAITING_PAYMENT, Status.CONFIRMED})
_UNSETTLED = frozenset({PaymentStatus.CHECKING, PaymentStatus.REFUND_DUE})


def new_stand_in() -> int:
    """Return an id that leads from nobody's books to nobody; no two are the same."""
    return GONE - 1 - secrets.randbelow(_STAND_INS)


def is_gone(customer_id: int) -> bool:
    """Whether that is no person, but stands for one who deleted their account."""
    return customer_id < GONE


class Why(StrEnum):
    """Why an order still needs its customer."""

    OPEN = "open"  # it waits for money, or for its goods to arrive
    MONEY = "money"  # money is being looked at, or is on its way back
    RETURN = "return"  # the shop has not decided about goods that shall come back


@dataclass(frozen=True, slots=True)
class Business:
    """An order as it matters to somebody who wants to go.

    *refunding*: a refund of it is not done yet. *returning*: a return waits for a decision.
    """

    order_id: int
    status: Status
    payment: PaymentStatus
    refunding: bool = False
    returning: bool = False
    digital: bool = False

    @property
    def why(self) -> Why | None:
        """Why it needs its customer; None when it is all over."""
        if self.status in UNDER_WAY:
            return Why.OPEN
        if self.refunding or self.payment in _UNSETTLED or self._unclear:
            return Why.MONEY
        return Why.RETURN if self.returning else None

    @property
    def _unclear(self) -> bool:
        """Whether money came that does not fit; what was taken at the door is over."""
        review = self.payment is PaymentStatus.NEEDS_REVIEW
        return review and self.status is not Status.COMPLETED


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether somebody can be forgotten. *works*: they have a post in the shop.

    *at*: when it was so (UTC); a yes to the question whether they are sure names it.
    """

    works: bool
    business: tuple[Business, ...]
    at: datetime

    @property
    def holds(self) -> tuple[Business, ...]:
        """The orders that still need their customer, the oldest first."""
        return tuple(one for one in self.business if one.why)

    @property
    def free(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.works and not self.holds

    @property
    def digital(self) -> bool:
        """Whether they bought keys, files or texts, which go with them."""
        return any(one.digital for one in self.business)


@dataclass(frozen=True, slots=True)
class OwnData:
    """All that is kept of a person: rows by subject. Sums are minor units, moments UTC."""

    made_at: datetime
    records: Records
