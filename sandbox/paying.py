"""What people do at the payment sheet."""

from sandbox.checkout import Checkout, Outcome
from sandbox.desk import new_checkout
from sandbox.invoices import Invoice
from sandbox.people import Person
from sandbox.refusals import Json
from sandbox.world import World


class Paying:
    """Actions at the payment sheet; nothing here waits, the bot's answers move it on."""

    _world: World

    def pay(
        self,
        person: Person,
        chat_id: int,
        message_id: int,
        outcome: str = "succeed",
        form: Json | None = None,
    ) -> Checkout:
        """Open the sheet of an invoice and press Pay.

        The shop is asked at once by an update; how it answers moves the checkout on, see
        `Checkout.stage`. The person may be anybody, the invoice any one ever sent, also a paid or
        a deleted one: forwarded copies and open sheets make this possible on Telegram too.
        "twice" opens two sheets at once, the other one is `Checkout.twin`. *form* may hold
        `shipping`, `info`, `option` (the id of a shipping option) and `tip`.

        Raises:
            ValueError: not an invoice, or no such outcome.
        """
        invoice = self._world.invoices.get((chat_id, message_id))
        if invoice is None:
            raise ValueError(f"message {message_id} in chat {chat_id} is no invoice")
        return self._open(invoice, person, (chat_id, message_id), Outcome(outcome), form or {})

    def pay_link(
        self, person: Person, link: str, outcome: str = "succeed", form: Json | None = None
    ) -> Checkout:
        """Pay an invoice link.

        Raises:
            ValueError: no such link, or no such outcome.
        """
        if link not in self._world.links:
            raise ValueError(f"{link} is no invoice link")
        return self._open(self._world.links[link], person, (0, 0), Outcome(outcome), form or {})

    def _open(
        self,
        invoice: Invoice,
        person: Person,
        place: tuple[int, int],
        outcome: Outcome,
        form: Json,
    ) -> Checkout:
        desk = self._world.desk
        checkout = desk.open(new_checkout(invoice, person, place, outcome, form))
        if outcome is Outcome.TWICE:
            checkout.twin = desk.open(new_checkout(invoice, person, place, outcome, form))
        return checkout
