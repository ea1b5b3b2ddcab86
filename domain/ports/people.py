"""Repositories of customers, staff, merchants and carts."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.carts import Cart
from domain.customers import Contact, Customer, Post, Role
from domain.favourites import Choice
from domain.money import Money


@dataclass(frozen=True, slots=True)
class Merchant:
    """Who sells; *chat_id* is the private chat or group that is told about orders."""

    id: int
    name: str
    chat_id: int | None = None


@dataclass(frozen=True, slots=True)
class Invite:
    """A single-use link into the staff. Only the hash of its token is kept."""

    token_hash: str
    post: Post
    created_by: int | None
    expires_at: datetime


class CustomerRepository(Protocol):
    """People by Telegram id."""

    async def get(self, customer_id: int) -> Customer | None:
        """Return the person with their posts and the pieces in their cart."""
        ...

    async def add(self, customer: Customer, at: datetime) -> None:
        """Note a new person; one already known is left as they are."""
        ...

    async def note(self, customer: Customer) -> None:
        """Save what Telegram tells of somebody who was seen: they have not blocked the shop.

        Their language is left as it is once they have chosen it.
        """
        ...

    async def set_language(self, customer_id: int, language: str) -> None:
        """Remember the language somebody has chosen."""
        ...

    async def set_blocked(self, customer_id: int) -> None:
        """Remember that messages do not reach them."""
        ...

    async def set_contact(self, customer_id: int, contact: Contact) -> None:
        """Remember what checkout asked."""
        ...

    async def choose(self, customer_id: int, choice: Choice, *, on: bool) -> None:
        """Remember what somebody agrees to."""
        ...

    async def set_card(self, customer_id: int, message_id: int | None) -> None:
        """Remember which message is the live card of their chat."""
        ...


class StaffRepository(Protocol):
    """Who works here, for whom, and the links that let people in."""

    async def owners(self) -> tuple[int, ...]:
        """Return the ids of the owners."""
        ...

    async def of(self, role: Role, merchant_id: int | None = None) -> tuple[int, ...]:
        """Return the ids of those who hold that post."""
        ...

    async def members(self) -> tuple[tuple[int, str, Post], ...]:
        """Return everybody: id, name (empty if never seen) and post."""
        ...

    async def appoint(self, customer_id: int, post: Post, by: int | None, at: datetime) -> None:
        """Give a post; one held already stays."""
        ...

    async def dismiss(self, customer_id: int) -> int:
        """Take all posts away; return how many there were."""
        ...

    async def add_invite(self, invite: Invite, at: datetime) -> None:
        """Keep an invite."""
        ...

    async def spend_invite(self, token_hash: str, by: int, at: datetime) -> Post | None:
        """Use an invite up; None if it is unknown, used or too old. One caller wins."""
        ...

    async def withdraw_invites(self, role: Role) -> None:
        """Make all unused invites of a role useless."""
        ...

    async def merchants(self) -> tuple[Merchant, ...]:
        """Return all merchants by id."""
        ...

    async def merchant(self, merchant_id: int) -> Merchant | None:
        """Return one merchant."""
        ...

    async def add_merchant(self, name: str, at: datetime) -> int:
        """Return the id of the merchant of that name, added if new."""
        ...

    async def bind(self, merchant_id: int, chat_id: int | None) -> None:
        """Set the chat that is told about the merchant's orders."""
        ...


class CartRepository(Protocol):
    """One cart a customer."""

    async def get(self, customer_id: int, language: str) -> Cart:
        """Return the cart with today's prices and stock; an empty one if there is none."""
        ...

    async def lock(self, customer_id: int) -> None:
        """Make the cart if needed and keep others from changing it until commit."""
        ...

    async def put(self, customer_id: int, variant_id: int, quantity: int, price: Money) -> None:
        """Set a line's quantity (over 0) and the price the customer saw."""
        ...

    async def remove(self, customer_id: int, variant_id: int) -> None:
        """Take a line out."""
        ...

    async def take_out(
        self, customer_id: int, variant_ids: Collection[int], *, words: bool
    ) -> None:
        """Take these out and count the revision on; *words*: comment and promo code go too."""
        ...

    async def clear(self, customer_id: int) -> None:
        """Empty the cart and begin its next revision."""
        ...

    async def comment(self, customer_id: int, text: str) -> None:
        """Keep a comment for the next order."""
        ...

    async def promo(self, customer_id: int, code: str) -> None:
        """Keep a promo code for the next order; "" for none."""
        ...
