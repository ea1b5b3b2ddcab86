"""The state of one sandbox, and the few changes everything else is made of."""

from collections import deque
from dataclasses import dataclass, field

from sandbox.callbacks import Presses
from sandbox.calls import CallLog
from sandbox.checkout import Checkout
from sandbox.clock import Clock
from sandbox.desk import Desk
from sandbox.events import Events
from sandbox.faults import Faults, Flood
from sandbox.files import Files
from sandbox.inline import InlineMode
from sandbox.invoices import Invoice
from sandbox.messages import Entry, Messages
from sandbox.people import Chat, People
from sandbox.profile import Profile
from sandbox.refusals import Json
from sandbox.stars import Stars
from sandbox.updates import Updates
from sandbox.webhook_state import Webhook


@dataclass(slots=True)
class World:
    """Everything one sandbox knows; made by `new_world`."""

    token: str
    clock: Clock
    people: People
    messages: Messages
    files: Files
    updates: Updates
    presses: Presses
    events: Events
    log: CallLog
    profile: Profile
    stars: Stars
    inline: InlineMode
    webhook: Webhook
    desk: Desk
    faults: Faults = field(default_factory=Faults)
    flood: Flood = field(default_factory=Flood)
    invoices: dict[tuple[int, int], Invoice] = field(default_factory=dict)
    links: dict[str, Invoice] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    toasts: deque[Json] = field(default_factory=lambda: deque(maxlen=200))
    privacy: bool = True

    def clear_chats(self) -> None:
        """Forget what was said, asked and offered; people, groups, files and commands stay."""
        self.messages.clear()
        self.updates.clear()
        self.presses.clear()
        self.desk.clear()
        self.invoices.clear()
        self.links.clear()
        self.toasts.clear()
        self.people.started.clear()
        self.events.publish("reload")

    def warn(self, sentence: str) -> None:
        """Note a rule which the current call broke, though Telegram lets it pass."""
        self.warnings.append(sentence)

    def post(self, chat: Chat, author: Json, fields: Json, editable: bool = True) -> Entry:
        """Put a message into a chat and show it."""
        body: Json = {"message_id": self.messages.next_id(chat), "from": author}
        body["chat"] = self.people.chat(chat.id)
        body["date"] = int(self.clock.now())
        body.update(fields)
        mine = author is self.people.bot_user
        entry = self.messages.put(Entry(body, mine, editable))
        self.events.publish("message", message=body)
        return entry

    def replace(self, entry: Entry, body: Json, marked: bool = True) -> Json:
        """Give a message its new content and show it, *marked* as edited or silently."""
        entry.body = {**body, "edit_date": int(self.clock.now())} if marked else body
        self.events.publish("edited", message=entry.body)
        return entry.body

    def delete(self, entry: Entry) -> None:
        """Take a message out of its chat."""
        entry.deleted = True
        where = {"chat_id": entry.chat_id, "message_id": entry.id}
        self.events.publish("deleted", **where)

    def show_keyboard(self, chat_id: int, markup: Json) -> None:
        """Show a reply keyboard in a chat; an empty one takes it away."""
        if markup:
            self.messages.reply_keyboards[chat_id] = markup
        elif self.messages.reply_keyboards.pop(chat_id, None) is None:
            return
        self.events.publish("reply_keyboard", chat_id=chat_id, markup=markup or None)

    def receive(self, entry: Entry) -> Json:
        """Tell the bot about a message; returns the update."""
        return self.updates.add("message", entry.body, entry.chat_id)

    def take_payment(self, checkout: Checkout, receipt: Json) -> Json:
        """The money is there: service message in the payer's chat, and its update."""
        chat = self.people.chats[checkout.payer.id]
        user = self.people.user(checkout.payer.id)
        self.messages.paid.add(checkout.place)
        self.people.started.add(checkout.payer.id)
        self.stars.received(user, receipt, int(self.clock.now()))
        return self.receive(self.post(chat, user, {"successful_payment": receipt}))
