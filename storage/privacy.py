"""One person's traces in every table: copied, passed on to a stand-in, or deleted.

What becomes of which column is told in docs/privacy.md; a test knows every column that may
name a person.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    String,
    Table,
    Update,
    and_,
    cast,
    delete,
    exists,
    literal,
    or_,
    select,
    update,
)

from domain.customers import Customer
from domain.digital import Kind as Goods
from domain.notices import Kind
from domain.orders import Method, PaymentStatus, Status
from domain.privacy import Business, Records
from domain.refunds import WAITS
from domain.returns import State
from storage.own_data import SUBJECTS, told
from storage.repository import Repository
from storage.tables.chat import cards, conversations, journal, outbox
from storage.tables.digital import stock_units
from storage.tables.goods import categories, pictures, products, stock_movements
from storage.tables.money import refunds
from storage.tables.people import carts, customers, invites, staff
from storage.tables.prices import promo_uses
from storage.tables.returns import offers, return_photos, returns
from storage.tables.reviews import feedback, review_silences, reviews
from storage.tables.sales import sales
from storage.tables.search import searches
from storage.tables.trade import (
    charges,
    fulfilments,
    order_lines,
    orders,
    payment_events,
    payments,
)

# Whom these name a stand-in takes the place of.
PASSED_ON = (
    orders.c.customer_id, promo_uses.c.customer_id, returns.c.customer_id, reviews.c.customer_id,
    journal.c.actor_id, stock_movements.c.actor_id, stock_units.c.added_by, sales.c.made_by,
    fulfilments.c.by_id, returns.c.by_id, offers.c.by_id, reviews.c.by_id, feedback.c.by_id,
    staff.c.added_by, invites.c.created_by, invites.c.used_by,
)  # fmt: skip
PAYERS = (charges.c.payer_id, refunds.c.payer_id)  # the same, but for Stars: see `_payers`
# Rows that name them go. What is CASCADE in the tables (favourites, carts) goes without us.
DELETED = (
    searches.c.customer_id, review_silences.c.customer_id, conversations.c.customer_id,
    conversations.c.chat_id, cards.c.chat_id,
)  # fmt: skip
_SIGNED = (fulfilments, returns, reviews, feedback)  # by staff, with their name beside it
_NO_WORDS = {"name": "", "phone": "", "address": "", "comment": ""}


class Privacy(Repository):
    """See `domain.ports.privacy.PrivacyRepository`."""

    __slots__ = ()

    async def lock(self, customer_id: int) -> None:
        # In the order in which a purchase takes them, so that neither waits for the other.
        theirs = select(orders.c.id).where(orders.c.customer_id == customer_id)
        for locked in (
            select(carts.c.customer_id).where(carts.c.customer_id == customer_id),
            theirs.order_by(orders.c.id),
            select(customers.c.id).where(customers.c.id == customer_id),
        ):
            await self._connection.execute(locked.with_for_update())

    async def business(self, customer_id: int) -> tuple[Business, ...]:
        rows = await self._connection.execute(_business(customer_id))
        return tuple(
            Business(
                row.id,
                Status(row.status),
                PaymentStatus(row.payment_status),
                refunding=bool(row.money_back),
                returning=bool(row.goods_back),
                digital=bool(row.digital),
            )
            for row in rows
        )

    async def letters(self, customer_id: int) -> tuple[int, ...]:
        theirs = select(feedback.c.id).where(feedback.c.customer_id == customer_id)
        return tuple(await self._connection.scalars(theirs.order_by(feedback.c.id)))

    async def everything(self, customer_id: int) -> Records:
        found = {}
        for subject, statement in SUBJECTS.items():
            rows = await self._connection.execute(statement, {"me": customer_id})
            if said := [about for row in rows if (about := told(row))]:
                found[subject] = said
        return found

    async def pass_on(self, customer: Customer, stand_in: int, at: datetime) -> None:
        me = customer.id
        theirs = select(orders.c.id).where(orders.c.customer_id == me).scalar_subquery()
        await self._forget_proofs(me)
        if await self._connection.scalar(select(exists().where(orders.c.customer_id == me))):
            await self._connection.execute(_standing_in(stand_in, at))
        for statement in (
            *_unsigned(customer),
            _without_words(me),
            delete(return_photos).where(return_photos.c.return_id.in_(_returns_of(me))),
            update(returns).where(returns.c.customer_id == me).values(reason="", answer=""),
            *(_payers(column, theirs, me, stand_in) for column in PAYERS),
            *(_named(column, me, stand_in) for column in PASSED_ON),
            *_renamed_in_journal(me, stand_in),
        ):
            await self._connection.execute(statement)

    async def forget(self, customer_id: int) -> None:
        for column in DELETED:
            await self._connection.execute(delete(column.table).where(column == customer_id))
        await self._connection.execute(delete(outbox).where(_about(customer_id)))
        await self._connection.execute(delete(customers).where(customers.c.id == customer_id))

    async def _forget_proofs(self, customer_id: int) -> None:
        """Delete the photos by which they showed that they paid, with what names them."""
        shown = payment_events.c
        theirs = (select(payments.c.id).join(orders, orders.c.id == payments.c.order_id)).where(
            orders.c.customer_id == customer_id
        )
        gone = await self._connection.scalars(
            delete(payment_events)
            .where(shown.type == "proof", shown.payment_id.in_(theirs.scalar_subquery()))
            .returning(shown.external_ref)
        )
        for picture_id in sorted({int(ref) for ref in gone}):
            await self._connection.execute(
                delete(pictures).where(pictures.c.id == picture_id, ~_shown_elsewhere(picture_id))
            )


def _business(customer_id: int) -> Select[Any]:
    refunding = exists().where(
        refunds.c.order_id == orders.c.id, refunds.c.state.in_(sorted(WAITS))
    )
    returning = exists().where(returns.c.order_id == orders.c.id, returns.c.state == State.ASKED)
    digital = exists().where(
        order_lines.c.order_id == orders.c.id, order_lines.c.kind != Goods.PHYSICAL
    )
    return (
        select(
            orders.c.id,
            orders.c.status,
            orders.c.payment_status,
            refunding.label("money_back"),
            returning.label("goods_back"),
            digital.label("digital"),
        )
        .where(orders.c.customer_id == customer_id)
        .order_by(orders.c.id)
    )


def _standing_in(stand_in: int, at: datetime) -> Any:
    """A person without name or taste, whom no message reaches."""
    return customers.insert().values(
        id=stand_in, first_name="", language="", blocked=True, personal=False, price_news=False,
        created_at=at, seen_at=at,
    )  # fmt: skip


def _without_words(me: int) -> Update:
    """Orders say neither who nor where, and no key of theirs has the person's number in it."""
    key = literal("gone:") + cast(orders.c.id, String)
    return update(orders).where(orders.c.customer_id == me).values(checkout_key=key, **_NO_WORDS)


def _returns_of(me: int) -> ScalarSelect[Any]:
    return select(returns.c.id).where(returns.c.customer_id == me).scalar_subquery()


def _unsigned(customer: Customer) -> list[Update]:
    """What they did when they worked here keeps no name."""
    written = and_(journal.c.actor_id == customer.id, journal.c.after == customer.name)
    return [
        update(journal).where(written).values(after=""),
        *(update(t).where(t.c.by_id == customer.id).values(by_name="") for t in _SIGNED),
    ]


def _named(column: Any, me: int, stand_in: int) -> Update:
    table: Table = column.table
    return update(table).where(column == me).values({column.name: stand_in})


def _payers(column: Any, theirs: ScalarSelect[Any], me: int, stand_in: int) -> Update:
    """Who paid, as far as nobody needs to know: Telegram returns Stars to a person only.

    Money for somebody else's order keeps its payer too, as it may still have to go back.
    """
    of_it = column.table.c
    stars = of_it.provider == Method.STARS
    return _named(column, me, stand_in).where(of_it.order_id.in_(theirs), ~stars)


def _renamed_in_journal(me: int, stand_in: int) -> list[Update]:
    """The journal names people as "customer:5", and chats that were bound by their number."""
    was = journal.c.subject == f"customer:{me}"
    bound = journal.c.action == "bind"
    return [
        update(journal).where(was).values(subject=f"customer:{stand_in}"),
        update(journal).where(bound, journal.c.before == str(me)).values(before=""),
        update(journal).where(bound, journal.c.after == str(me)).values(after=""),
    ]


def _about(me: int) -> ColumnElement[bool]:
    """Messages that name them; a warning that waits for the owners is about money, and stays."""
    payload = cast(outbox.c.payload, String)
    named = [
        payload.contains(f'"{name}": {me}{end}')
        for name in ("customer_id", "chat_id", "payer_id")
        for end in ",}"
    ]
    warns = and_(outbox.c.kind == Kind.STAFF_ALERT, outbox.c.done_at.is_(None))
    # The first condition alone is asked of a million messages, which is five times quicker.
    return and_(payload.contains(f": {me}"), or_(*named), ~warns)


def _shown_elsewhere(picture_id: int) -> ColumnElement[bool]:
    """Whether a picture shows goods or a shelf too, or another payment's proof."""
    events = payment_events.c
    return or_(
        exists().where(products.c.picture_id == picture_id),
        exists().where(cast(products.c.gallery, String).contains(f", {picture_id}]")),
        exists().where(categories.c.picture_id == picture_id),
        exists().where(events.type == "proof", events.external_ref == str(picture_id)),
    )
