"""The cart: what a customer means to buy, kept until it is ordered or emptied."""

import zlib
from dataclasses import dataclass, replace
from enum import StrEnum

from domain.digital import Kind
from domain.errors import BadQuantity, CartFull, EmptyCart
from domain.money import Money
from domain.naming import full_name

MOST = 999  # pieces of one variant in a cart
# Different goods in a cart. A fiscal receipt has 100 lines at most: delivery is one, and a
# line whose discount does not part evenly takes two.
MOST_LINES = 49


class Change(StrEnum):
    """What happened to a line since the customer last touched it."""

    PRICE = "price"
    SHORT = "short"  # fewer pieces are left than the line has
    GONE = "gone"  # sold out, hidden or deleted


@dataclass(frozen=True, slots=True)
class CartLine:
    """One variant in a cart, priced now. *seen_price* is what the customer agreed to."""

    variant_id: int
    product_id: int
    merchant_id: int
    sku: str
    title: str
    label: str
    quantity: int
    price: Money
    seen_price: Money
    free: int
    on_sale: bool = True  # False once the product is hidden or deleted
    kind: Kind = Kind.PHYSICAL

    @property
    def part(self) -> tuple[bool, str]:
        """What is ordered together: digital or not, in one currency."""
        return self.kind.digital, self.price.currency

    @property
    def total(self) -> Money:
        """Price times quantity, at today's price."""
        return self.price * self.quantity

    @property
    def change(self) -> Change | None:
        """What the customer must be told about this line, the gravest first."""
        if not self.on_sale or self.free <= 0:
            return Change.GONE
        if self.free < self.quantity:
            return Change.SHORT
        return Change.PRICE if self.price != self.seen_price else None

    @property
    def name(self) -> str:
        """Title and options in one: "Blue mug (350 ml)"."""
        return full_name(self.title, self.label)


@dataclass(frozen=True, slots=True)
class Cart:
    """All lines in the order they were added. *revision* grows with each order placed."""

    customer_id: int
    lines: tuple[CartLine, ...] = ()
    revision: int = 0
    comment: str = ""
    promo: str = ""  # the code that was typed, in capitals

    @property
    def pieces(self) -> int:
        """How many pieces can be bought now; lines that are gone do not count."""
        return sum(line.quantity for line in self.buyable)

    @property
    def buyable(self) -> tuple[CartLine, ...]:
        """The lines that are still on sale and not sold out."""
        return tuple(line for line in self.lines if line.change is not Change.GONE)

    @property
    def parts(self) -> tuple["Cart", ...]:
        """What can be bought, apart by what is ordered apart; what has to be sent comes first.

        An order is of one kind of goods and in one currency: digital goods are paid in
        Stars and handed over at once, what is sent is not.
        """
        kinds = sorted({line.part for line in self.buyable})
        return tuple(
            replace(self, lines=tuple(line for line in self.buyable if line.part == part))
            for part in kinds
        )

    @property
    def subtotal(self) -> Money | None:
        """Sum of the buyable lines without delivery; None when nothing can be bought.

        Raises:
            CurrencyMixed: They have prices in several; see `parts`.
        """
        totals = [line.total for line in self.buyable]
        return sum(totals[1:], start=totals[0]) if totals else None

    @property
    def changed(self) -> tuple[CartLine, ...]:
        """The lines whose price or stock moved since the customer touched them."""
        return tuple(line for line in self.lines if line.change)

    def ensure_not_empty(self) -> "Cart":
        """Return the cart without the lines that are gone.

        Raises:
            EmptyCart: Nothing in it can be bought.
        """
        if not self.buyable:
            raise EmptyCart
        return replace(self, lines=self.buyable)

    def ensure_fits(self) -> "Cart":
        """Return the cart, if an order can have as many lines.

        Raises:
            CartFull: It has more than `MOST_LINES`.
        """
        if len(self.lines) > MOST_LINES:
            raise CartFull(MOST_LINES)
        return self

    def fingerprint(self, *facts: str) -> int:
        """A number that changes with anything the customer confirms on the review screen.

        Covers variants, quantities, prices and *facts* (delivery, address, ...). A button
        carries it, so an order is placed only for what was really shown. Its last bit tells
        digital goods, which are ordered apart, from others.
        """
        shown = [(ln.variant_id, ln.quantity, ln.price) for ln in self.buyable]
        sum_ = zlib.crc32(repr((shown, self.comment, facts)).encode())
        return sum_ & ~1 | any(line.kind.digital for line in self.buyable)


def ensure_quantity(quantity: int) -> int:
    """Return *quantity* if a cart line may have it; 0 removes the line.

    Raises:
        BadQuantity: It is negative or over `MOST`.
    """
    if not 0 <= quantity <= MOST:
        raise BadQuantity(str(quantity))
    return quantity
