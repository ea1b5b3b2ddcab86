"""The way from /start to a paid order, and the same steps through the bare bot."""

from typing import Protocol

from bench.customer import Customer, Sight, Spot
from bench.street import Json

_ADDRESS = "12 Garden Street, flat 3, Springfield"
_BACKWARDS = "‹"
_PHONE_KEY = Spot(0, 0, 0, "phone")


class Walk(Protocol):
    """One round of one customer; *new* people are asked for the facts."""

    async def go(self, customer: Customer, *, new: bool) -> None:
        """Walk the whole way. Raises `Lost`."""
        ...


class ShopWalk:
    """Opens shelves until there are goods, buys one piece of something, pays in the chat."""

    async def go(self, customer: Customer, *, new: bool) -> None:  # noqa: ARG002
        """See `Walk`; what is asked shows who is new."""
        spot = await customer.says("start", "/start", forward(customer, "c"))
        while not spot.data.startswith("p:"):
            spot = await customer.taps("shelf", spot, forward(customer, "c", "p"))
        spot = await customer.taps("product", spot, button("q"))
        spot = await customer.taps("add", spot, button("k"))
        spot = await customer.taps("cart", spot, button("o"))
        question = await customer.taps("checkout", spot, asked(customer))
        while question.data.partition(":")[0] != "op":
            question = await self._answer(customer, question)
        invoice_id = await customer.taps("place", question, invoice)
        await customer.pays(invoice_id, button("mo", "mr"))

    async def _answer(self, customer: Customer, question: Spot) -> Spot:
        """Answer what checkout asks; return the next question, or the button that orders."""
        match question.data.partition(":")[0]:
            case "od":
                return await customer.taps("delivery", question, asked(customer))
            case "x":
                return await customer.says("address", _ADDRESS, asked(customer))
        return await customer.shares_phone("phone", asked(customer))


class BareWalk:
    """As many messages and taps as the shop's way has, in the same turn."""

    async def go(self, customer: Customer, *, new: bool) -> None:
        """See `Walk`."""
        spot = await customer.says("start", "/start", button("b"))
        for step in ("shelf", "shelf", "product", "add", "cart", "checkout"):
            spot = await customer.taps(step, spot, button("b"))
        if new:
            spot = await customer.taps("delivery", spot, button("b"))
            spot = await customer.says("address", _ADDRESS, button("b"))
            spot = await customer.shares_phone("phone", button("b"))
        for step in ("place", "pay", "paid"):
            spot = await customer.taps(step, spot, button("b"))


def button(*prefixes: str) -> Sight[Spot]:
    """See the first button whose callback data begins with one of *prefixes*."""
    return lambda message: next(iter(_buttons(message, prefixes)), None)


def forward(customer: Customer, *prefixes: str) -> Sight[Spot]:
    """See one of the buttons with such a prefix, by chance; not those that lead back."""

    def sight(message: Json) -> Spot | None:
        spots = _buttons(message, prefixes)
        return customer.chance.choice(spots) if spots else None

    return sight


def invoice(message: Json) -> int | None:
    """See an invoice; return its message's id."""
    return int(message["message_id"]) if "invoice" in message else None


def asked(customer: Customer) -> Sight[Spot]:
    """See what checkout asks: its buttons, those that leave a typed answer, or the phone key."""

    def sight(message: Json) -> Spot | None:
        if spots := [*_buttons(message, ("op", "od")), *_buttons(message, ("x",))]:
            return spots[0]
        return _PHONE_KEY if customer.may_send_phone else None

    return sight


def _buttons(message: Json, prefixes: tuple[str, ...]) -> list[Spot]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [
        Spot(message["message_id"], r, c, key["callback_data"])
        for r, row in enumerate(rows)
        for c, key in enumerate(row)
        if key.get("callback_data", "").partition(":")[0] in prefixes
        and not key["text"].startswith(_BACKWARDS)
    ]
