"""The way from /start to a paid order, and the same steps through the bare bot."""

from typing import Protocol

from bench.customer import Customer, Sight, Spot
from bench.street import Json

_ADDRESS = "12 Garden Street, flat 3, Springfield"
_BACKWARDS = "‹"


class Walk(Protocol):
    """One round of one customer; *new* people are asked for the facts."""

    async def go(self, customer: Customer, *, new: bool) -> None:
        """Walk the whole way. Raises `Lost`."""
        ...


class ShopWalk:
    """Opens shelves until there are goods, buys one piece of something, pays in the chat."""

    async def go(self, customer: Customer, *, new: bool) -> None:
        """See `Walk`."""
        spot = await customer.says("start", "/start", forward(customer, "c"))
        while not spot.data.startswith("p:"):
            spot = await customer.taps("shelf", spot, forward(customer, "c", "p"))
        spot = await customer.taps("product", spot, button("q"))
        spot = await customer.taps("add", spot, button("k"))
        spot = await customer.taps("cart", spot, button("o"))
        if new:
            spot = await customer.taps("checkout", spot, button("od"))
            spot = await self._tell(customer, spot)
        else:
            spot = await customer.taps("checkout", spot, button("op"))
        invoice_id = await customer.taps("place", spot, invoice)
        await customer.pays(invoice_id, button("mo", "mr"))

    async def _tell(self, customer: Customer, courier: Spot) -> Spot:
        """Answer what a first purchase is asked; return the button that orders."""
        await customer.taps("delivery", courier, button("x"))
        await customer.says("address", _ADDRESS, phone_key)
        return await customer.shares_phone("phone", button("op"))


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


def phone_key(message: Json) -> bool | None:
    """See a question for a phone number, with the key that sends it."""
    keyboard = message.get("reply_markup", {}).get("keyboard", [])
    return True if any("request_contact" in key for row in keyboard for key in row) else None


def _buttons(message: Json, prefixes: tuple[str, ...]) -> list[Spot]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [
        Spot(message["message_id"], r, c, key["callback_data"])
        for r, row in enumerate(rows)
        for c, key in enumerate(row)
        if key.get("callback_data", "").partition(":")[0] in prefixes
        and not key["text"].startswith(_BACKWARDS)
    ]
