"""People who write to the shop, and what they may do."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from unicodedata import category

from domain.errors import BadText, Fact, Field, NotAllowed


class Role(StrEnum):
    """What a person may do beyond buying. An owner may all that an admin may."""

    OWNER = "owner"
    ADMIN = "admin"
    MERCHANT = "merchant"


@dataclass(frozen=True, slots=True)
class Post:
    """One place in the staff: a role, and for merchants' staff the merchant it is for."""

    role: Role
    merchant_id: int | None = None


class Delivery(StrEnum):
    """How the goods get to the customer."""

    COURIER = "courier"
    PICKUP = "pickup"
    DIGITAL = "digital"  # in the chat; nobody chooses it


LIMITS = {
    Field.NAME: (1, 64),
    Field.ADDRESS: (5, 200),
    Field.COMMENT: (1, 300),
    Field.TITLE: (1, 64),
    Field.DESCRIPTION: (1, 600),
    Field.TRACKING: (4, 64),
    Field.REASON: (3, 300),
    Field.ANSWER: (3, 300),
    Field.SEARCH: (1, 100),
    Field.REVIEW: (1, 450),
    Field.REPLY: (1, 250),
    Field.FEEDBACK: (3, 800),
}


_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def ensure_text(field: Field, text: str) -> str:
    """Return *text* with its blanks tidied, without signs that nobody can read or store.

    Raises:
        BadText: It is longer than `LIMITS` allow for *field*, or has fewer signs to be seen.
    """
    tidy = " ".join("".join(map(_written, text)).split())
    least, most = LIMITS[field]
    if sum(map(str.isprintable, tidy)) < least or len(tidy) > most:
        raise BadText(tidy, field, least, most)
    return tidy


def _written(sign: str) -> str:
    """A blank for what no database takes (NUL, half a character), nothing for what would
    turn around the words that stand after it on a card.
    """
    if sign in _TURNING:
        return ""
    return " " if category(sign) in ("Cc", "Cs") else sign


@dataclass(frozen=True, slots=True)
class Contact:
    """What checkout remembers of a customer; empty text and None mean not yet known.

    *method* is the id of the way of delivery, 0 where only its kind was chosen.
    """

    name: str = ""
    phone: str = ""  # E.164
    delivery: Delivery | None = None
    address: str = ""
    method: int = 0

    def missing(self) -> Fact | None:
        """The next thing checkout must ask, or None when it knows enough."""
        if self.delivery is Delivery.DIGITAL:
            return None
        if self.delivery is None:
            return Fact.DELIVERY
        if self.delivery is Delivery.COURIER and not self.address:
            return Fact.ADDRESS
        if not self.phone:
            return Fact.PHONE
        return None if self.name else Fact.NAME


@dataclass(frozen=True, slots=True)
class Customer:
    """A person by their Telegram id. *language* is a code the shop ships."""

    id: int
    first_name: str
    username: str | None
    language: str
    contact: Contact = Contact()
    posts: frozenset[Post] = frozenset()
    card_message_id: int | None = None
    cart_pieces: int = 0
    form: str | None = None  # the question that stands open in their private chat
    blocked: bool = False
    seen_at: datetime | None = None
    last_name: str = ""
    telegram_language: str = ""
    personal: bool = True  # whether they agree to suggestions made for them alone
    price_news: bool = True  # whether they want to hear of lower prices of their favourites

    @property
    def name(self) -> str:
        """How to call them in a message to others."""
        return " ".join(filter(None, (self.first_name, self.last_name)))

    @property
    def is_owner(self) -> bool:
        """Whether the shop is theirs."""
        return any(post.role is Role.OWNER for post in self.posts)

    @property
    def is_admin(self) -> bool:
        """Whether they may change goods, stock and prices; owners may."""
        return any(post.role in (Role.OWNER, Role.ADMIN) for post in self.posts)

    @property
    def is_staff(self) -> bool:
        """Whether they work here at all."""
        return bool(self.posts)

    @property
    def merchants(self) -> frozenset[int] | None:
        """The merchants whose goods and orders they may handle; None is all of them."""
        if self.is_admin:
            return None
        return frozenset(post.merchant_id for post in self.posts if post.merchant_id is not None)

    def works_for(self, merchant_id: int) -> bool:
        """Whether they may handle that merchant's goods and orders."""
        return self.merchants is None or merchant_id in self.merchants

    def ensure_owner(self) -> None:
        """Raise `NotAllowed` for anybody but an owner."""
        if not self.is_owner:
            raise NotAllowed

    def ensure_admin(self) -> None:
        """Raise `NotAllowed` for anybody but owners and admins."""
        if not self.is_admin:
            raise NotAllowed

    def ensure_staff(self) -> None:
        """Raise `NotAllowed` for people who do not work here."""
        if not self.is_staff:
            raise NotAllowed

    def ensure_works_for(self, merchant_id: int) -> None:
        """Raise `NotAllowed` unless they may handle that merchant's orders."""
        if not self.works_for(merchant_id):
            raise NotAllowed
