"""What must hold of single pieces of orders' lines, and what they cost."""

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    case,
    exists,
    func,
    literal,
    not_,
    or_,
    select,
)

from domain.fulfilment import Step
from domain.orders import Fate
from domain.returns import State
from storage.tables.chat import journal
from storage.tables.money import refund_lines, refunds
from storage.tables.returns import return_lines, returns
from storage.tables.trade import fulfilments, order_lines


def _first(pieces: ColumnElement[int]) -> ColumnElement[int]:
    """What the first pieces of a line that go are worth; see `domain.pieces`."""
    each = order_lines.c.total // order_lines.c.quantity
    dearer = order_lines.c.total % order_lines.c.quantity
    return pieces * each + case((pieces < dearer, pieces), else_=dearer)


TAKEN_OFF = _first(order_lines.c.cancelled)
_gone = order_lines.c.cancelled + order_lines.c.returned + order_lines.c.waived


def _written(fate: Fate) -> ColumnElement[bool]:
    """Whether the journal says of a line's pieces how many met this fate."""
    count = order_lines.c[fate.value]
    action = literal("line ") + order_lines.c.id.cast(String) + literal(f" {fate}")
    subject = literal("order:") + order_lines.c.order_id.cast(String)
    said = exists().where(
        journal.c.subject == subject,
        journal.c.action == action,
        journal.c.after == count.cast(String),
    )
    return or_(count == 0, said)


def _pieces(state: State) -> ColumnElement[int]:
    """How many pieces of a line requests in this state are about."""
    found = (
        select(func.coalesce(func.sum(return_lines.c.pieces), 0))
        .join(returns, returns.c.id == return_lines.c.return_id)
        .where(return_lines.c.line_id == order_lines.c.id, returns.c.state == state)
    )
    return found.scalar_subquery()


_paid_back = (
    select(refund_lines.c.line_id, func.sum(refund_lines.c.amount).label("sum"))
    .group_by(refund_lines.c.line_id)
    .subquery()
)
_MORE_BACK_THAN_GONE = (
    select(order_lines.c.id)
    .join(
        fulfilments,
        and_(
            fulfilments.c.order_id == order_lines.c.order_id,
            fulfilments.c.merchant_id == order_lines.c.merchant_id,
        ),
    )
    .join(_paid_back, _paid_back.c.line_id == order_lines.c.id)
    .where(
        _paid_back.c.sum
        > case((fulfilments.c.step == Step.CANCELLED, order_lines.c.total), else_=_first(_gone))
    )
)
_OF_ANOTHER_ORDER = (
    select(refunds.c.id)
    .join(refund_lines, refund_lines.c.refund_id == refunds.c.id)
    .join(order_lines, order_lines.c.id == refund_lines.c.line_id)
    .where(order_lines.c.order_id != refunds.c.order_id)
)

GIVEN_UP: dict[str, Select[tuple[int]]] = {
    "I17 no more pieces are given up, or asked to be, than were ordered": select(
        order_lines.c.id
    ).where(or_(_gone + _pieces(State.ASKED) > order_lines.c.quantity, _gone < 0)),
    "I17 what came back was asked for and accepted": select(order_lines.c.id).where(
        order_lines.c.returned != _pieces(State.ACCEPTED)
    ),
    "I17 whoever gave pieces up is written down": select(order_lines.c.id).where(
        not_(and_(*map(_written, Fate)))
    ),
    "I17 no more goes back for a line than its pieces that are gone cost": _MORE_BACK_THAN_GONE,
    "I17 a refund is for pieces of its own order": _OF_ANOTHER_ORDER,
}
