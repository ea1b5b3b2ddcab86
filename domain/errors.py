"""Every refusal of the shop.

    ShopError
      NotFound          the thing is gone or never was
      NotAllowed        the person may not do this
      BadInput          what was typed cannot be understood
        BadPrice (UnclearPrice) BadQuantity BadPhone BadText BadStockLine BadTerms CurrencyMixed
      OutOfStock        fewer pieces are left than wanted
      CartChanged       prices or stock moved since the customer last looked
      EmptyCart         nothing in the cart can be bought
      CartFull          it has no room for other goods
      PromoRefused      a promo code cannot be used for this cart
      UsedBefore        a promo code was used more often than it is now to be
      TooMany           a shop has room for so many of them
      LastWay           customers need one way of delivery at least
      MissingFact       checkout needs one more answer
      WrongStep         a life (order, fulfilment, payment) does not go this way
      AlreadyDone       somebody was first
      PaymentRefused    Telegram asked whether it may charge; the answer is no
      InviteSpent       a single-use link was used or is too old
      BelowReserved     stock cannot go under what customers hold

Those of prices (BadTerms, PromoRefused, UsedBefore, TooMany, LastWay) are in `price_errors`.
A refusal carries data and no text; `bot.screens.errors` has a sentence for each.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from domain.remarks import Remark


@dataclass(eq=False)
class ShopError(Exception):
    """A refusal the customer should read; the use case changed nothing."""


@dataclass(eq=False)
class NotFound(ShopError):
    """There is no such thing (any more); *what* is "product", "order", "category", ..."""

    what: str
    name: str = ""


@dataclass(eq=False)
class NotAllowed(ShopError):
    """The person may not do this. Looks like an unknown command, tells nothing."""


@dataclass(eq=False)
class BadInput(ShopError):
    """Typed text that cannot be understood."""

    text: str


@dataclass(eq=False)
class BadPrice(BadInput):
    """Not a price in the shop's currency."""


@dataclass(eq=False)
class UnclearPrice(BadPrice):
    """A price like "1.555", which may mean *many* or *few*: minor units of *currency*."""

    many: int
    few: int
    currency: str


@dataclass(eq=False)
class BadQuantity(BadInput):
    """Not a whole number of pieces from 0 to 999."""


@dataclass(eq=False)
class BadPhone(BadInput):
    """Not a phone number, or one of another country without its + code."""


class Field(StrEnum):
    """Things people type whose length is limited."""

    NAME = "name"
    ADDRESS = "address"
    COMMENT = "comment"
    TITLE = "title"
    DESCRIPTION = "description"
    TRACKING = "tracking"
    REASON = "reason"  # why something comes back
    ANSWER = "answer"  # why it shall not
    SEARCH = "search"
    REVIEW = "review"
    REPLY = "reply"  # the shop's, to a review
    FEEDBACK = "feedback"  # and what is answered to it


@dataclass(eq=False)
class BadText(BadInput):
    """Too short or too long for *field*; *least* and *most* are its limits in characters."""

    field: Field
    least: int
    most: int


@dataclass(eq=False)
class BadStockLine(BadInput):
    """A line of /stock or /price whose *token* is not understood."""

    token: str


@dataclass(eq=False)
class CurrencyMixed(ShopError):
    """Two currencies cannot be added; a cart holds one."""

    one: str
    other: str


@dataclass(eq=False)
class OutOfStock(ShopError):
    """Fewer pieces are left than wanted."""

    title: str
    left: int


@dataclass(eq=False)
class CartChanged(ShopError):
    """What the customer confirmed is not what the cart says now; nothing was ordered."""


@dataclass(eq=False)
class CartFull(ShopError):
    """A cart cannot hold more different goods than *most*."""

    most: int


@dataclass(eq=False)
class EmptyCart(ShopError):
    """There is nothing to order."""


class Fact(StrEnum):
    """What checkout must know about the customer, in the order it asks."""

    DELIVERY = "delivery"
    ADDRESS = "address"
    PHONE = "phone"
    NAME = "name"


@dataclass(eq=False)
class MissingFact(ShopError):
    """The order cannot be placed before this is known."""

    fact: Fact


@dataclass(eq=False)
class WrongStep(ShopError):
    """The thing is not in a state from which this step leads."""

    now: str
    wanted: str


@dataclass(eq=False)
class AlreadyDone(ShopError):
    """Somebody else was first. *by* is a name to show, *at* is UTC."""

    by: str
    at: datetime
    step: str = ""


class Refusal(StrEnum):
    """Why a charge is refused before it is made."""

    UNKNOWN = "unknown"
    NOT_YOURS = "not_yours"
    ALREADY_PAID = "already_paid"
    AT_THE_DOOR = "at_the_door"  # cash was agreed on
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    AMOUNT = "amount"
    SHIPPING = "shipping"  # asked for a price that is part of the invoice already
    WRONG_WAY = "wrong_way"  # such goods may not be paid like this
    BUSY = "busy"


@dataclass(eq=False)
class PaymentRefused(ShopError):
    """A charge must not be made; *reason* is shown to the payer."""

    reason: Refusal


@dataclass(eq=False)
class WayClosed(ShopError):
    """The provider of this way to pay does not take the payment; another way may work."""


@dataclass(eq=False)
class InviteSpent(ShopError):
    """A single-use link was used already, is too old, or never was."""


@dataclass(eq=False)
class BelowReserved(ShopError):
    """Stock cannot be set under the pieces that placed orders hold."""

    sku: str
    reserved: int


@dataclass(eq=False)
class ImportRefused(ShopError):
    """A catalogue file has errors, so nothing of it was saved. *problems*: (row, remark)."""

    problems: list[tuple[int, Remark]] = field(default_factory=list)
