"""What a merchant sees of an order: the card of their part, and what it asks.

A merchant is shown their own lines and their own total, never those of others.
"""

from datetime import datetime

from babel.dates import format_timedelta

from bot.callbacks.returns import OpenEdits
from bot.callbacks.work import (
    MoveFulfilment,
    OpenFulfilment,
    OpenFulfilmentLines,
    OpenQueue,
    ShipFulfilment,
)
from bot.i18n import Translator, noop
from bot.markup import Markup
from bot.reply import Button, Screen
from bot.screens.edits import may_edit
from bot.screens.fulfilment_lines import (
    ON_CARD,
    first_lines,
    lines_of,
    money_back,
    own_sums,
    own_total,
)
from bot.screens.parts import paragraphs
from bot.screens.recipients import picks_up, recipient
from domain.errors import AlreadyDone, WrongStep
from domain.fulfilment import CAN_BECOME, NEXT, Fulfilment, Step
from domain.orders import Method, PaymentStatus, Status
from domain.services.fulfilment import Part

_COPY = 256  # characters Telegram copies by a button
_STEPS = {
    Step.NEW: noop("New"),
    Step.ACCEPTED: noop("Accepted"),
    Step.PACKED: noop("Packed"),
    Step.SHIPPED: noop("Shipped"),
    Step.DELIVERED: noop("Delivered"),
    Step.CANCELLED: noop("Cancelled"),
}
_HISTORY = {
    Step.ACCEPTED: noop("Accepted by {name}, {when}"),
    Step.PACKED: noop("Packed by {name}, {when}"),
    Step.SHIPPED: noop("Shipped by {name}, {when}"),
    Step.DELIVERED: noop("Delivered by {name}, {when}"),
    Step.CANCELLED: noop("Cancelled by {name}, {when}"),
}
_FIRST = {
    Step.ACCEPTED: noop("{name} accepted it {ago}."),
    Step.PACKED: noop("{name} packed it {ago}."),
    Step.SHIPPED: noop("{name} sent it {ago}."),
    Step.DELIVERED: noop("{name} marked it delivered {ago}."),
    Step.CANCELLED: noop("{name} cancelled it {ago}."),
}
_MONEY = {
    PaymentStatus.PAID: noop("<b>PAID</b> · Order <b>#{number}</b> · {total}"),
    PaymentStatus.UNPAID: noop("<b>NOT PAID YET</b> · Order <b>#{number}</b> · {total}"),
    PaymentStatus.REFUND_DUE: noop("<b>MONEY DUE BACK</b> · Order <b>#{number}</b> · {total}"),
    PaymentStatus.CHECKING: noop("<b>BEING CHECKED</b> · Order <b>#{number}</b> · {total}"),
    PaymentStatus.PARTLY_REFUNDED: noop(
        "<b>PARTLY PAID BACK</b> · Order <b>#{number}</b> · {total}"
    ),
    PaymentStatus.REFUNDED: noop("<b>PAID BACK</b> · Order <b>#{number}</b> · {total}"),
    PaymentStatus.NEEDS_REVIEW: noop("<b>PAYMENT UNCLEAR</b> · Order <b>#{number}</b> · {total}"),
}
_CASH = noop("<b>CASH ON DELIVERY</b> · Order <b>#{number}</b> · {total}")


def fulfilment_screen(part: Part, t: Translator, *, group: bool) -> Screen:
    """The card of one merchant's part of an order, for a private chat or a *group*.

    In a group all that is known of the customer is covered until somebody taps it.
    """
    head = Markup("\n").join([_headline(part, t), *_standing(part, t)])
    sums = Markup("\n").join(own_sums(part, t))
    text = [head, first_lines(part, t), sums, recipient(part.order, t, group=group)]
    return Screen(
        paragraphs(*text),
        [*_next_step(part, t), *_facts(part, t), *_changes(part, t), _ways_off(part, t)],
        card=False,
        subject=subject(part.fulfilment),
    )


def subject(part: Fulfilment) -> str:
    """The name under which every copy of this card is kept up to date."""
    return f"fulfilment:{part.id}"


def step_name(step: Step, t: Translator) -> Markup:
    """Where a part stands, in a word."""
    return t(_STEPS[step])


def too_late(error: AlreadyDone | WrongStep, now: datetime, t: Translator) -> Markup:
    """Say why a step was not taken; *now* (UTC) tells how long ago somebody was first."""
    if not isinstance(error, AlreadyDone) or not error.by or error.step not in _FIRST:
        return t("This step is not due. Here is how the order stands now.")
    ago = format_timedelta(error.at - now, add_direction=True, locale=t.language)
    return t(_FIRST[Step(error.step)], name=error.by, ago=ago)


def cancel_screen(part: Part, t: Translator) -> Screen:
    """Ask before a part is cancelled: what returns to the shelf, and whose money goes back."""
    text = [
        t("<b>Cancel order #{number}?</b>", number=part.order.number),
        t("These pieces go back to the shelf:"),
        first_lines(part, t),
        _money_back(part, t),
    ]
    id_ = part.fulfilment.id
    cancel = MoveFulfilment(fulfilment=id_, to=Step.CANCELLED)
    rows = [
        [Button(t("Cancel order"), cancel, style="danger")],
        [Button(t("Keep order"), OpenFulfilment(fulfilment=id_))],
    ]
    return Screen(Markup("\n").join(text), rows, card=False, subject=subject(part.fulfilment))


def tracking_screen(part: Part, t: Translator, *, group: bool) -> Screen:
    """Ask for the tracking number of a parcel."""
    ask = (
        t("Reply to this message with the tracking number, for example RB123456789SG.")
        if group
        else t("Send the tracking number, for example RB123456789SG.")
    )
    text = [t("<b>Order #{number} is on its way?</b>", number=part.order.number), ask]
    id_ = part.fulfilment.id
    rows = [
        [Button(t("Without number"), ShipFulfilment(fulfilment=id_, without=True))],
        [Button(t("‹ Back"), OpenFulfilment(fulfilment=id_))],
    ]
    return Screen(Markup("\n").join(text), rows, card=False, subject=subject(part.fulfilment))


def _headline(part: Part, t: Translator) -> Markup:
    order = part.order
    cash = order.method is Method.CASH and order.payment_status is PaymentStatus.UNPAID
    words = _CASH if cash else _MONEY[order.payment_status]
    return t(words, number=order.number, total=t.money(own_total(part)))


def _standing(part: Part, t: Translator) -> list[Markup]:
    said = [_history(part, t)]
    if part.fulfilment.tracking:
        said.append(t("Tracking: <code>{number}</code>", number=part.fulfilment.tracking))
    if len(part.order.fulfilments) > 1:
        said.append(t("Only what {merchant} sells is shown.", merchant=part.fulfilment.merchant))
    return said


def _history(part: Part, t: Translator) -> Markup:
    moved = part.fulfilment
    if moved.step is Step.NEW and part.order.digital:
        return t("The shop hands it over by itself.")
    if moved.step is Step.NEW:
        return t("New, placed {when}", when=t.time_tag(part.order.placed_at, "r"))
    if part.order.digital and moved.step is Step.DELIVERED:
        return t("Handed over by the shop itself. There is nothing to do.")
    if not moved.at or not moved.by:
        return step_name(moved.step, t)
    when = t.time_tag(moved.at, "r")
    if moved.step is Step.SHIPPED and picks_up(part.order):
        return t("Made ready for pick-up by {name}, {when}", name=moved.by, when=when)
    return t(_HISTORY[moved.step], name=moved.by, when=when)


def _open(part: Part) -> bool:
    """Whether there is work: the order holds, by money or by the promise of cash."""
    return part.order.status not in (Status.AWAITING_PAYMENT, Status.EXPIRED)


def _next_step(part: Part, t: Translator) -> list[list[Button]]:
    """The one step that comes next; what is not due has no button."""
    to = NEXT.get(part.fulfilment.step)
    if not to or not _open(part) or part.order.digital:
        return []
    move = MoveFulfilment(fulfilment=part.fulfilment.id, to=to)
    match to:
        case Step.ACCEPTED:
            return [[Button(t("Accept"), move, style="success")]]
        case Step.SHIPPED if picks_up(part.order):
            return [[Button(t("Ready for pick-up"), move, style="primary")]]
        case Step.SHIPPED:
            ship = ShipFulfilment(fulfilment=part.fulfilment.id)
            return [[Button(t("Shipped"), ship, style="primary")]]
        case Step.DELIVERED if picks_up(part.order):
            return [[Button(t("Picked up"), move, style="primary")]]
    return [[Button(step_name(to, t), move, style="primary")]]


def _facts(part: Part, t: Translator) -> list[list[Button]]:
    order, row = part.order, []
    if len(lines_of(part)) > ON_CARD:
        row.append(Button(t("All lines"), OpenFulfilmentLines(fulfilment=part.fulfilment.id)))
    row.append(Button(t("Copy number"), copy=order.number))
    if order.recipient.address and not picks_up(order):
        row.append(Button(t("Copy address"), copy=order.recipient.address[:_COPY]))
    return [row]


def _changes(part: Part, t: Translator) -> list[list[Button]]:
    if not may_edit(part):
        return []
    return [[Button(t("Change or refund…"), OpenEdits(fulfilment=part.fulfilment.id))]]


def _ways_off(part: Part, t: Translator) -> list[Button]:
    row = [Button(t("‹ Queue"), OpenQueue())]
    if _open(part) and part.fulfilment.step in CAN_BECOME[Step.CANCELLED]:
        stop = OpenFulfilment(fulfilment=part.fulfilment.id, cancelling=True)
        row.append(Button(t("Cancel order"), stop, style="danger"))
    return row


def _money_back(part: Part, t: Translator) -> Markup:
    match part.order.payment_status:
        case PaymentStatus.UNPAID | PaymentStatus.CHECKING:
            return t("Nothing was paid, so no money has to go back.")
        case PaymentStatus.REFUNDED:
            return t("The money has gone back already.")
    total = t.money(money_back(part))
    paid = t("The customer has paid: <b>{total}</b> goes back to them.", total=total)
    return Markup("\n").join([paid, t("Owners are told if somebody has to do that by hand.")])
