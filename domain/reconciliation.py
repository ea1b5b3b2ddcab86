"""Our books beside a provider's: what either says of one payment, and where they differ."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.gateways import Snapshot
from domain.money import Money
from domain.payments import Attempt


class Gap(StrEnum):
    """In what the books differ."""

    UNRECORDED = "unrecorded"  # the provider took money that no order of ours has
    UNBACKED = "unbacked"  # an order of ours has money that the provider did not take
    SUM = "sum"  # another sum or currency was taken than we asked for, or wrote down
    REFUNDED = "refunded"  # another sum went back than we know of
    DISPUTED = "disputed"  # a customer wants the money back through their bank


@dataclass(frozen=True, slots=True)
class Booked:
    """What our books say of one payment at a provider.

    *asked* is what the attempt with its *key* asks for; None if no attempt of ours has that
    key. *taken* is the money written down for it, under the number *charge*. *returned* and
    *under_way* are minor units of it that went back, and that the provider was or will be
    told to send back; what an owner has to return by hand is in neither.
    """

    external_id: str
    key: str
    order_id: int = 0
    asked: Money | None = None
    charge: int = 0
    taken: Money | None = None
    returned: int = 0
    under_way: int = 0


@dataclass(frozen=True, slots=True)
class Difference:
    """One payment of which the books say different things; None is "nothing at all".

    *order_id* is 0 when no order of ours is concerned.
    """

    gap: Gap
    external_id: str
    order_id: int
    ours: Money | None
    theirs: Money | None


@dataclass(frozen=True, slots=True)
class Report:
    """What comparing with one provider came to.

    *payments* of theirs were looked at. *healed* differences are gone: what the provider
    said was applied. *differing* are left, *differences* are the first of them. *silent* is
    why the provider was not heard to the end; empty if it was. Times are UTC.
    """

    provider: str
    since: datetime
    at: datetime
    payments: int
    healed: int
    differing: int
    differences: tuple[Difference, ...]
    silent: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """When a provider is compared with next, and when that was last done to the end.

    Until it was, *done_at* is when it was first tried.
    """

    next_at: datetime
    done_at: datetime


def compare(told: Snapshot | None, booked: Booked) -> tuple[Difference, ...]:
    """Return in what one payment differs; *told* None: the provider does not know it.

    Each `Gap` comes once at most. Payments that carry no key are none of the shop's.
    """
    paid = _paid(told)
    if told is None or paid is None:
        return (_difference(Gap.UNBACKED, booked, booked.taken, None),) if booked.taken else ()
    if booked.taken is None:
        return _unrecorded(told, paid, booked)
    return (*_sums(told, paid, booked), *_refunds(told, booked), *_disputes(told, booked))


def _paid(told: Snapshot | None) -> Money | None:
    if told is None or told.state is not Attempt.CAPTURED:
        return None
    return told.paid or told.money


def _unrecorded(told: Snapshot, paid: Money, booked: Booked) -> tuple[Difference, ...]:
    kept = paid.amount - told.refunded
    if not told.key or not paid.amount or (booked.asked is None and not kept):
        return ()
    return (_difference(Gap.UNRECORDED, booked, None, paid),)


def _sums(told: Snapshot, paid: Money, booked: Booked) -> tuple[Difference, ...]:
    if told.refunded >= paid.amount:
        return ()  # it came wrong, and went back
    ours = booked.taken if paid != booked.taken else booked.asked
    return () if ours in (paid, None) else (_difference(Gap.SUM, booked, ours, paid),)


def _refunds(told: Snapshot, booked: Booked) -> tuple[Difference, ...]:
    most = booked.returned + booked.under_way
    if booked.returned <= told.refunded <= most:
        return ()
    ours = booked.returned if told.refunded < booked.returned else most
    currency = (booked.taken or told.money).currency
    theirs = Money(told.refunded, told.money.currency)
    return (_difference(Gap.REFUNDED, booked, Money(ours, currency), theirs),)


def _disputes(told: Snapshot, booked: Booked) -> tuple[Difference, ...]:
    if not told.disputed:
        return ()
    theirs = Money(told.disputed, told.money.currency)
    return (_difference(Gap.DISPUTED, booked, None, theirs),)


def _difference(gap: Gap, booked: Booked, ours: Money | None, theirs: Money | None) -> Difference:
    return Difference(gap, booked.external_id, booked.order_id, ours, theirs)
