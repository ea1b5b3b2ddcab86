"""The buttons of pieces: taken off, paid back, offered, and asked to be taken back.

A button that changes something says how many pieces it saw (*of*), so that a second tap, or
an old one, changes nothing.
"""

from aiogram.filters.callback_data import CallbackData


class OpenEdits(CallbackData, prefix="e"):
    """The lines of a merchant's part, to change one."""

    fulfilment: int
    page: int = 0


class EditLine(CallbackData, prefix="el"):
    """One line, to choose how many pieces."""

    fulfilment: int
    line: int


class EditPieces(CallbackData, prefix="ep"):
    """So many pieces of a line; asks before anything is done."""

    fulfilment: int
    line: int
    pieces: int


class DropPieces(CallbackData, prefix="ed"):
    """Take pieces off; *restock* gives them back to the shelf."""

    fulfilment: int
    line: int
    pieces: int
    of: int
    restock: bool


class RefundPieces(CallbackData, prefix="er"):
    """Give back what pieces cost; the goods stay."""

    fulfilment: int
    line: int
    pieces: int
    of: int


class OfferMore(CallbackData, prefix="em"):
    """Ask the customer whether they want more of a line."""

    fulfilment: int
    line: int
    pieces: int


class AnswerOffer(CallbackData, prefix="ea"):
    """The customer's yes or no to more."""

    offer: int
    yes: bool


class OpenReturn(CallbackData, prefix="r"):
    """What of an order may come back, and what was asked before."""

    order: int


class BeginReturn(CallbackData, prefix="rp"):
    """Choose what of one merchant's part shall come back."""

    order: int
    fulfilment: int


class ReturnPieces(CallbackData, prefix="rl"):
    """Have so many pieces of a line come back; line 0 only turns to the page."""

    line: int
    pieces: int
    page: int = 0


class TellReason(CallbackData, prefix="rr"):
    """Go on to the reason, or write it anew."""

    order: int


class SendReturn(CallbackData, prefix="rs"):
    """Ask the shop."""

    order: int


class WithdrawReturn(CallbackData, prefix="rw"):
    """Take a request back."""

    request: int


class OpenRequest(CallbackData, prefix="ro"):
    """The merchant's card of a request."""

    request: int


class AcceptReturn(CallbackData, prefix="ra"):
    """Take the goods back; *restock* puts them on the shelf again."""

    request: int
    restock: bool


class RejectReturn(CallbackData, prefix="rn"):
    """Ask for the sentence that says why not."""

    request: int
