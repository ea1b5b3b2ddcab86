"""People by their Telegram id; one statement reads all that an update needs of them."""

from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, case, func, select, update

from domain.customers import Contact, Customer, Delivery, Post, Role
from domain.favourites import Choice
from storage.looks import Deed, Look
from storage.repository import Repository
from storage.tables.chat import conversations
from storage.tables.people import cart_lines, customers, staff

_CUSTOMER = Look(
    select(
        customers,
        staff.c.role,
        staff.c.merchant_id,
        conversations.c.state.label("form"),
        select(func.coalesce(func.sum(cart_lines.c.quantity), 0))
        .where(cart_lines.c.customer_id == customers.c.id)
        .scalar_subquery()
        .label("cart_pieces"),
    )
    .outerjoin(staff, staff.c.customer_id == customers.c.id)
    .outerjoin(
        conversations,
        and_(
            conversations.c.chat_id == customers.c.id,
            conversations.c.customer_id == customers.c.id,
        ),
    )
    .where(customers.c.id == bindparam("customer_id"))
)

_about = [
    customers.c[name]
    for name in (
        "first_name",
        "last_name",
        "username",
        "telegram_language",
        "blocked",
        "seen_at",
    )
]
_the_customer = customers.c.id == bindparam("of_customer")
_ADD = Deed(
    lambda insert: insert(customers).on_conflict_do_nothing(index_elements=[customers.c.id]),
    [customers.c.id, customers.c.created_at, customers.c.language, *_about],
)
_spoken = case(
    (customers.c.language_chosen, customers.c.language), else_=bindparam("telegram_speaks")
)
_NOTE = Deed(lambda _: update(customers).where(_the_customer).values(language=_spoken), _about)
_SET_CONTACT = Deed(
    lambda _: update(customers).where(_the_customer),
    [customers.c[name] for name in ("name", "phone", "delivery", "delivery_method", "address")],
)
_SET_CARD = Deed(
    lambda _: (
        update(customers)
        .where(customers.c.id == bindparam("the_customer"))
        .values(card_message_id=bindparam("the_card", type_=customers.c.card_message_id.type))
    )
)


def _posts(rows: Any) -> frozenset[Post]:
    return frozenset(Post(Role(row.role), row.merchant_id) for row in rows if row.role)


def _customer(rows: Any) -> Customer:
    row = rows[0]
    delivery = Delivery(row.delivery) if row.delivery else None
    return Customer(
        id=row.id,
        first_name=row.first_name,
        last_name=row.last_name,
        username=row.username,
        telegram_language=row.telegram_language,
        language=row.language,
        contact=Contact(row.name, row.phone, delivery, row.address, row.delivery_method or 0),
        posts=_posts(rows),
        card_message_id=row.card_message_id,
        cart_pieces=row.cart_pieces,
        form=row.form,
        blocked=row.blocked,
        seen_at=row.seen_at,
        personal=row.personal,
        price_news=row.price_news,
    )


def _values(customer: Customer) -> dict[str, Any]:
    return {
        "first_name": customer.first_name,
        "last_name": customer.last_name,
        "username": customer.username,
        "telegram_language": customer.telegram_language,
        "blocked": customer.blocked,
        "seen_at": customer.seen_at,
    }


class Customers(Repository):
    """See `domain.ports.people.CustomerRepository`."""

    __slots__ = ()

    async def get(self, customer_id: int) -> Customer | None:
        rows = await self.look(_CUSTOMER, {"customer_id": customer_id})
        return _customer(rows) if rows else None

    async def add(self, customer: Customer, at: datetime) -> None:
        new = {"id": customer.id, "created_at": at, "language": customer.language}
        await self.do(_ADD, {**new, **_values(customer)})

    async def note(self, customer: Customer) -> None:
        seen = {"of_customer": customer.id, "telegram_speaks": customer.language}
        await self.do(_NOTE, {**seen, **_values(customer)})

    async def set_language(self, customer_id: int, language: str) -> None:
        await self._connection.execute(
            update(customers)
            .where(customers.c.id == customer_id)
            .values(language=language, language_chosen=True)
        )

    async def set_blocked(self, customer_id: int) -> None:
        await self._connection.execute(
            update(customers).where(customers.c.id == customer_id).values(blocked=True)
        )

    async def set_contact(self, customer_id: int, contact: Contact) -> None:
        values = {
            "of_customer": customer_id,
            "name": contact.name,
            "phone": contact.phone,
            "delivery": contact.delivery,
            "address": contact.address,
            "delivery_method": contact.method or None,
        }
        await self.do(_SET_CONTACT, values)

    async def choose(self, customer_id: int, choice: Choice, *, on: bool) -> None:
        await self._connection.execute(
            update(customers).where(customers.c.id == customer_id).values({choice.value: on})
        )

    async def set_card(self, customer_id: int, message_id: int | None) -> None:
        await self.do(_SET_CARD, {"the_customer": customer_id, "the_card": message_id})
