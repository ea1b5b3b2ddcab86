"""What staff type to change stock and prices, one SKU a line, and what they are answered."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from domain.errors import BadPrice, BadStockLine, ShopError, UnclearPrice
from domain.goods import currency_of, read_typed_price
from domain.money import Money

MOST_PIECES = 1_000_000  # of one SKU on the shelf
REASON_LENGTH = 100

_REASON = re.compile(r"(?:^|\s)#(.*)$")
_COUNT = re.compile(r"\d{1,9}|\d{1,3}(?:\s\d{3}){1,2}")  # a blank parts thousands only
_SIGNS = ("+", "-", "−", "–", "=")
_PERCENT = re.compile(r"([+\-−–])\s*(\d{1,4}(?:[.,]\d{1,2})?)\s*%")


@dataclass(frozen=True, slots=True)
class TypedLine:
    """One line as a person typed it; *number* counts from 1, *text* is without the reason."""

    number: int
    text: str
    reason: str = ""

    def splits(self) -> tuple[tuple[str, str], ...]:
        """Return every way to read the line as (SKU, the rest), the longest SKU first.

        SKUs of other systems may have blanks in them, so only the shop's own list of
        SKUs can tell where one ends.
        """
        words = self.text.split()
        cuts = range(len(words), 0, -1)
        return tuple((" ".join(words[:cut]), " ".join(words[cut:])) for cut in cuts)


def typed_lines(text: str) -> tuple[TypedLine, ...]:
    """Return the lines that have something to do.

    "# reason" at the end of a line is its reason; alone on a line it is the reason of
    all lines that have none of their own.
    """
    cut = [_cut_reason(line) for line in text.splitlines() if line.strip()]
    shared = next((reason for words, reason in cut if not words), "")
    lines = [(words, reason or shared) for words, reason in cut if words]
    return tuple(TypedLine(n, words, reason) for n, (words, reason) in enumerate(lines, 1))


def _cut_reason(line: str) -> tuple[str, str]:
    found = _REASON.search(line)
    if not found:
        return line.strip(), ""
    return line[: found.start()].strip(), found[1].strip()[:REASON_LENGTH]


@dataclass(frozen=True, slots=True)
class PiecesEdit:
    """A wanted change of stock: by so many pieces, or to exactly so many."""

    pieces: int
    relative: bool

    def delta(self, on_hand: int) -> int:
        """How many pieces come to or leave a shelf that has *on_hand*."""
        return self.pieces if self.relative else self.pieces - on_hand


def count_in(text: str) -> int | None:
    """Return the whole number of pieces, up to `MOST_PIECES`, that "12" or "1 000" tells.

    None if it is anything else: "5 5" is a slip and no 55.
    """
    found = _COUNT.fullmatch(text.strip())
    pieces = int("".join(found[0].split())) if found else MOST_PIECES + 1
    return pieces if pieces <= MOST_PIECES else None


def parse_pieces(text: str) -> PiecesEdit:
    """Read "+5", "-2", "=40" or "40"; the last two mean the same.

    Raises:
        BadStockLine: It is anything else, or over `MOST_PIECES`.
    """
    bare = text.strip()
    sign = bare[:1] if bare.startswith(_SIGNS) else ""
    pieces = count_in(bare.removeprefix(sign))
    if pieces is None:
        raise BadStockLine(text, text)
    if sign in ("", "="):
        return PiecesEdit(pieces, relative=False)
    return PiecesEdit(pieces if sign == "+" else -pieces, relative=True)


@dataclass(frozen=True, slots=True)
class PriceEdit:
    """A wanted price, or a percentage to add (taken away when negative)."""

    price: Money | None
    percent: Decimal = Decimal(0)

    def target(self, price: Money) -> Money:
        """The new price of something that costs *price*, rounded half up to a minor unit.

        Raises:
            BadPrice: Nothing would be left of it.
        """
        if self.price:
            return self.price
        exact = price.amount * (100 + self.percent) / 100
        amount = int(exact.quantize(Decimal(1), ROUND_HALF_UP))
        if amount <= 0:
            raise BadPrice(f"{self.percent:+}%")
        return Money(amount, price.currency)


def parse_price(text: str, currency: str, home: str = "") -> PriceEdit:
    """Read "690", "=690", "6,90", "$6.90", "250 ⭐", "+5%" or "-10%".

    A bare number is in *currency*; what names money other than Stars is in *home*, the
    shop's own currency.

    Raises:
        BadStockLine: It is neither a price above zero nor a percentage with its sign.
        UnclearPrice: It may be two prices.
    """
    found = _PERCENT.fullmatch(text.strip())
    if found:
        percent = Decimal(found[2].replace(",", "."))
        return PriceEdit(None, percent if found[1] == "+" else -percent)
    try:
        bare = text.removeprefix("=")
        return PriceEdit(read_typed_price(bare, currency_of(bare, currency, home)))
    except UnclearPrice:
        raise
    except BadPrice:
        raise BadStockLine(text, text) from None


@dataclass(frozen=True, slots=True)
class Counted:
    """A line of /stock that was understood; *before* is *after* when it only asked.

    Attributes:
        reserved: Pieces of *after* that placed orders hold.
        movement_id: What to undo; None when nothing was changed.
    """

    variant_id: int
    product_id: int
    sku: str
    name: str
    before: int
    after: int
    reserved: int
    movement_id: int | None = None


@dataclass(frozen=True, slots=True)
class Priced:
    """A line of /price that was understood; *before* is *after* when nothing changed.

    *sale_over*: the article was on sale, and this price ended that.
    """

    variant_id: int
    product_id: int
    sku: str
    name: str
    before: Money
    after: Money
    sale_over: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that changed nothing.

    Attributes:
        line: It, as typed.
        error: `NotFound` for an unknown SKU, `BadStockLine` naming the wrong token,
            `BelowReserved` with the pieces held, or `BadPrice`.
        nearest: Up to three SKUs that look like an unknown one.
    """

    line: str
    error: ShopError
    nearest: tuple[str, ...] = ()
