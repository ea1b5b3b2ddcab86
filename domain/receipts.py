"""What a receipt says, line by line: of a whole order, and of money that goes back."""

from collections.abc import Iterator, Sequence

from domain.gateways import Goods, ReceiptLine
from domain.money import Money
from domain.orders import Order

_DELIVERY = "Delivery"


def of_order(order: Order) -> tuple[ReceiptLine, ...]:
    """Return the lines of an order; they sum up to its total."""
    return tuple(_lines(order))


def of_refund(order: Order, money: Money, subject: str) -> tuple[ReceiptLine, ...]:
    """Return lines that sum up to *money*, which goes back of an order for *subject*.

    The whole total goes back with the order's own lines, a cancelled part with its own. Any
    other sum is shared out among the order's lines, in proportion to what they cost.
    """
    for lines in (of_order(order), _of_part(order, subject)):
        if lines and sum(line.total.amount for line in lines) == money.amount:
            return lines
    return tuple(_shared(of_order(order), money))


def shares(amounts: Sequence[int], whole: int) -> list[int]:
    """Share *whole* out in proportion to *amounts*, to the last minor unit.

    What rounding down leaves goes to the largest remainders, the first among equals
    (Hamilton's method). *amounts* are not negative and not all zero.
    """
    total = sum(amounts)
    parts = [amount * whole // total for amount in amounts]
    remainders = [amount * whole % total for amount in amounts]
    left = whole - sum(parts)
    for at in sorted(range(len(amounts)), key=lambda at: -remainders[at])[:left]:
        parts[at] += 1
    return parts


def _lines(order: Order) -> Iterator[ReceiptLine]:
    for line in order.lines:
        yield ReceiptLine(line.name, line.quantity, line.price)
    if order.shipping.amount:
        yield ReceiptLine(_DELIVERY, 1, order.shipping, Goods.DELIVERY)


def _of_part(order: Order, subject: str) -> tuple[ReceiptLine, ...]:
    kind, _, id_ = subject.partition(":")
    merchants = {
        part.merchant_id for part in order.fulfilments if (kind, id_) == ("part", str(part.id))
    }
    return tuple(
        ReceiptLine(line.name, line.quantity, line.price)
        for line in order.lines
        if line.merchant_id in merchants
    )


def _shared(lines: Sequence[ReceiptLine], money: Money) -> Iterator[ReceiptLine]:
    parts = shares([line.total.amount for line in lines], money.amount)
    for line, part in zip(lines, parts, strict=True):
        if part:
            name = line.name if line.quantity == 1 else f"{line.name} × {line.quantity}"
            yield ReceiptLine(name, 1, Money(part, money.currency), line.kind)
