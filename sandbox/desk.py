"""The pay desk: asks the bot, takes the money, tells the bot."""

from collections.abc import Callable

from sandbox.checkout import SAMPLE_ADDRESS, Checkout, Outcome, Stage
from sandbox.clock import Clock
from sandbox.events import Events
from sandbox.invoices import STARS, Invoice, labelled_price
from sandbox.params import Params
from sandbox.people import Person
from sandbox.refusals import Json, bad_request
from sandbox.updates import Updates

ANSWER_WITHIN = 10.0
SLOW_PAYMENT = 15.0
FIRST_ID = 7_100_000_000_000_000_001
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"

Paid = Callable[[Checkout, Json], Json]


class Desk:
    """All payments under way; *paid* posts the service message and returns its update."""

    def __init__(self, clock: Clock, updates: Updates, events: Events, paid: Paid) -> None:
        self._clock = clock
        self._updates = updates
        self._events = events
        self._paid = paid
        self._asked: dict[str, Checkout] = {}
        self._slow: list[Checkout] = []
        self._count = 0
        self.charges = 0

    def open(self, checkout: Checkout) -> Checkout:
        """Ask the bot about shipping if the invoice is flexible, else whether it may go on."""
        if checkout.invoice.flexible:
            self._ask_shipping(checkout)
        else:
            self._ask_approval(checkout)
        return checkout

    def clear(self) -> None:
        """Close every sheet; nobody is told."""
        self._asked.clear()
        self._slow.clear()

    def answer_shipping(self, params: Params) -> bool:
        """answerShippingQuery.

        Raises:
            Refused: late, answered already, or without options.
        """
        options = _shipping_options(params) if params.flag("ok") else []
        reason = _reason(params)
        checkout = self._answered(params.text("shipping_query_id"), Stage.SHIPPING)
        if not options:
            self._move(checkout, Stage.REFUSED, reason)
            return True
        chosen = [option for option in options if option["id"] == checkout.option]
        checkout.shipping = (chosen or options)[0]
        self._ask_approval(checkout)
        return True

    def answer_pre_checkout(self, params: Params) -> bool:
        """answerPreCheckoutQuery.

        Raises:
            Refused: later than ten seconds, answered already, or a refusal without a reason.
        """
        reason = _reason(params)
        checkout = self._answered(params.text("pre_checkout_query_id"), Stage.CHECKING)
        if not params.flag("ok"):
            self._move(checkout, Stage.REFUSED, reason)
            return True
        self._move(checkout, Stage.APPROVED, last=checkout.outcome is Outcome.LEAVE)
        self._take_money(checkout)
        return True

    def tick(self) -> list[Checkout]:
        """Let time do its work; returns the checkouts the bot left without an answer."""
        now = self._clock.now()
        late = [each for each in self._asked.values() if each.until <= now]
        for checkout in late:
            del self._asked[checkout.query_id]
            self._move(checkout, Stage.TIMED_OUT, "The shop did not answer in time.")
        due = [each for each in self._slow if each.until <= now]
        self._slow = [each for each in self._slow if each.until > now]
        for checkout in due:
            self._pay(checkout)
        return [each for each in late if each.outcome is not Outcome.UNANSWERED]

    def _answered(self, query_id: str, stage: Stage) -> Checkout:
        checkout = self._asked.get(query_id)
        if checkout is None or checkout.stage is not stage or checkout.until <= self._clock.now():
            raise bad_request(TOO_OLD)
        return self._asked.pop(query_id)

    def _take_money(self, checkout: Checkout) -> None:
        if checkout.outcome is Outcome.DECLINE:
            self._move(checkout, Stage.DECLINED, "The bank declined the card.")
        elif checkout.outcome is Outcome.SLOW:
            checkout.until = self._clock.now() + SLOW_PAYMENT
            self._slow.append(checkout)
        elif checkout.outcome is not Outcome.LEAVE:
            self._pay(checkout)

    def _pay(self, checkout: Checkout) -> None:
        self.charges += 1
        letters = "stx" if checkout.invoice.currency == STARS else "tg"
        checkout.charge_id = f"{letters}_charge_{self.charges:06}"
        checkout.updates.append(self._paid(checkout, self._receipt(checkout)))
        self._move(checkout, Stage.PAID)

    def _receipt(self, checkout: Checkout) -> Json:
        return self._sum(checkout) | {
            "telegram_payment_charge_id": checkout.charge_id,
            "provider_payment_charge_id": f"provider_{checkout.charge_id}",
        }

    def _sum(self, checkout: Checkout) -> Json:
        invoice = checkout.invoice
        fields: Json = {"currency": invoice.currency, "total_amount": checkout.total}
        fields["invoice_payload"] = invoice.payload
        if checkout.shipping:
            fields["shipping_option_id"] = checkout.shipping["id"]
        info = checkout.order_info()
        return fields | ({"order_info": info} if info else {})

    def _ask_shipping(self, checkout: Checkout) -> None:
        payload: Json = {"invoice_payload": checkout.invoice.payload}
        payload["shipping_address"] = checkout.address
        self._ask(checkout, Stage.SHIPPING, "shipping_query", payload)

    def _ask_approval(self, checkout: Checkout) -> None:
        self._ask(checkout, Stage.CHECKING, "pre_checkout_query", self._sum(checkout))

    def _ask(self, checkout: Checkout, stage: Stage, kind: str, payload: Json) -> None:
        checkout.query_id = str(FIRST_ID + self._count)
        self._count += 1
        checkout.until = self._clock.now() + ANSWER_WITHIN
        self._asked[checkout.query_id] = checkout
        self._move(checkout, stage)
        query = {"id": checkout.query_id, "from": checkout.payer.as_user(), **payload}
        if checkout.outcome is not Outcome.UNANSWERED:
            checkout.updates.append(self._updates.add(kind, query, checkout.payer.id))

    def _move(self, checkout: Checkout, stage: Stage, text: str = "", last: bool = False) -> None:
        checkout.move(stage, text, last)
        place = {"person_id": checkout.payer.id, "message_id": checkout.place[1]}
        self._events.publish("checkout", **place, stage=stage.value, text=text)


def new_checkout(
    invoice: Invoice, payer: Person, place: tuple[int, int], outcome: Outcome, form: Json
) -> Checkout:
    """A sheet filled in with *form*: shipping, info, option and tip, or samples."""
    sample = {"name": payer.first_name, "phone_number": "15550100", "email": "buyer@example.com"}
    address = SAMPLE_ADDRESS | (form.get("shipping") or {})
    info = sample | (form.get("info") or {})
    tip = int(form.get("tip") or 0)
    if not 0 <= tip <= invoice.max_tip:
        raise ValueError(f"the tip must be between 0 and {invoice.max_tip}")
    option = str(form.get("option") or "")
    return Checkout(invoice, payer, place, outcome, address, info, option, tip)


def _reason(params: Params) -> str:
    reason = params.text("error_message")
    if not params.flag("ok") and not reason.strip():
        raise bad_request("error message is empty")
    return reason


def _shipping_options(params: Params) -> list[Json]:
    options = params.sequence("shipping_options")
    if not options:
        raise bad_request("there must be at least one shipping option")
    return [
        {
            "id": str(option["id"]),
            "title": str(option["title"]),
            "prices": [labelled_price(price) for price in option["prices"]],
        }
        for option in options
    ]
