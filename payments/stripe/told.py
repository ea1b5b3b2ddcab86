"""What `reading` makes of Stripe's answers, with one error for all that makes no sense."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from domain.gateways import OutcomeUnknown, RefundSnapshot, Snapshot
from payments.stripe import reading
from payments.stripe.reading import Json

T = TypeVar("T")
_NONSENSE = (ArithmeticError, AttributeError, LookupError, OSError, TypeError, ValueError)


def snapshot(session: Json, disputes: Iterable[Json] = ()) -> Snapshot:
    """See `reading.snapshot`. Raises `OutcomeUnknown` if it cannot be read."""
    return _sense(lambda: reading.snapshot(session, disputes))


def refund_snapshot(refund: Json) -> RefundSnapshot:
    """See `reading.refund_snapshot`. Raises `OutcomeUnknown` if it cannot be read."""
    return _sense(lambda: reading.refund_snapshot(refund))


def id_of(thing: Json) -> str:
    """See `reading.id_of`. Raises `OutcomeUnknown` if it has none."""
    return _sense(lambda: reading.id_of(thing))


def currency_of(thing: Json) -> str:
    """Return in what an object counts. Raises `OutcomeUnknown` if it does not say."""
    return _sense(lambda: reading.money(0, thing).currency)


def _sense(read: Callable[[], T]) -> T:
    try:
        return read()
    except _NONSENSE as error:
        words = f"an answer of Stripe's that makes no sense: {type(error).__name__}"
    raise OutcomeUnknown(words)
