"""What a receipt says, line by line: of a whole order, and of money that goes back."""

from collections.abc import Callable, Iterator, Sequence

from domain.gateways import Goods, ReceiptLine
from domain.money import Money
from domain.orders import Order, OrderLine
from domain.refunds import PaidBack
from domain.rounding import shares as shares

# Returns what delivery is called in a language. A receipt is sent again to the letter, so the
# word depends on nothing but the language, and that is the order's own.
DeliveryIn = Callable[[str], str]


def of_order(order: Order, delivery: str) -> tuple[ReceiptLine, ...]:
    """Return the lines of an order; they sum up to its total.

    *delivery* is what its delivery is called, in the order's language.
    """
    return tuple(_lines(order, delivery))


def of_refund(
    order: Order,
    money: Money,
    subject: str,
    delivery: str,
    pieces: Sequence[PaidBack] = (),
) -> tuple[ReceiptLine, ...]:
    """Return lines that sum up to *money*, which goes back of an order for *subject*.

    The whole total goes back with the order's own lines, a cancelled part with its own,
    *pieces* with theirs. Any other sum is shared out among the order's lines, in proportion
    to what they cost. *delivery* is what delivery is called, as for `of_order`.
    """
    if lines := _of_pieces(order, money, delivery, pieces):
        return lines
    for lines in (of_order(order, delivery), _of_part(order, subject)):
        if lines and sum(line.total.amount for line in lines) == money.amount:
            return lines
    return tuple(_shared(of_order(order, delivery), money))


def _lines(order: Order, delivery: str) -> Iterator[ReceiptLine]:
    for line in order.lines:
        yield from _pieces(line)
    if order.delivery.amount:
        yield ReceiptLine(delivery, 1, order.delivery, Goods.DELIVERY)


def _pieces(line: OrderLine) -> Iterator[ReceiptLine]:
    """A line at the price that was paid for one piece, in two where pieces differ.

    Ten pieces for 9.97 are seven at 1.00 and three at 0.99.
    """
    price, dearer = divmod(line.total.amount, line.quantity)
    for pieces, paid in ((dearer, price + 1), (line.quantity - dearer, price)):
        if pieces:
            yield ReceiptLine(line.name, pieces, Money(paid, line.price.currency))


def _of_pieces(
    order: Order, money: Money, delivery: str, pieces: Sequence[PaidBack]
) -> tuple[ReceiptLine, ...]:
    """The lines of pieces that go back, and of the delivery if it goes back with them."""
    names = {line.id: line.name for line in order.lines}
    lines = [
        line for each in pieces for line in _at_their_prices(names[each.line_id], each, money)
    ]
    more = money.amount - sum(line.total.amount for line in lines)
    if lines and more and more == order.delivery.amount:
        lines.append(ReceiptLine(delivery, 1, order.delivery, Goods.DELIVERY))
        more = 0
    return () if more else tuple(lines)


def _at_their_prices(name: str, back: PaidBack, money: Money) -> Iterator[ReceiptLine]:
    """Pieces of one line; where their sum does not divide, some cost one minor unit more."""
    each, dearer = divmod(back.amount, back.pieces)
    for count, price in ((dearer, each + 1), (back.pieces - dearer, each)):
        if count and price:
            yield ReceiptLine(name, count, Money(price, money.currency))


def _of_part(order: Order, subject: str) -> tuple[ReceiptLine, ...]:
    kind, _, id_ = subject.partition(":")
    merchants = {
        part.merchant_id for part in order.fulfilments if (kind, id_) == ("part", str(part.id))
    }
    lines = (line for line in order.lines if line.merchant_id in merchants)
    return tuple(piece for line in lines for piece in _pieces(line))


def _shared(lines: Sequence[ReceiptLine], money: Money) -> Iterator[ReceiptLine]:
    parts = shares([line.total.amount for line in lines], money.amount)
    for line, part in zip(lines, parts, strict=True):
        if part:
            name = line.name if line.quantity == 1 else f"{line.name} × {line.quantity}"
            yield ReceiptLine(name, 1, Money(part, money.currency), line.kind)
