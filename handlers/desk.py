"""The checkout desk: what every step of checkout needs, and what comes next."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any

from aiogram import BaseMiddleware
from aiogram.fsm.context import FSMContext
from aiogram.types import TelegramObject

from bot.dialogs import Ordering
from bot.i18n import Translator
from bot.reply import KeysGone, Screen
from bot.screens.cart import cart_screen
from bot.screens.checkout import review_screen
from bot.screens.deliveries import choice_screen
from bot.screens.facts import question
from bot.shop import ShopFacts
from domain.carts import Cart
from domain.customers import LIMITS, Customer
from domain.errors import Fact, Field, MissingFact
from domain.services.carts import Carts
from domain.services.checkout import Checkout
from domain.services.customers import Customers

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]
_FORMS = {
    Fact.ADDRESS: Ordering.address,
    Fact.PHONE: Ordering.phone,
    Fact.NAME: Ordering.name,
}


@dataclass(frozen=True, slots=True)
class Desk:
    """Leads one customer through checkout, for the time of one update."""

    checkout: Checkout
    customers: Customers
    carts: Carts
    state: FSMContext
    t: Translator
    shop: ShopFacts

    async def next_step(
        self,
        customer: Customer,
        *,
        cart: Cart | None = None,
        keyboard: KeysGone | None = None,
        part: int = 0,
    ) -> Screen:
        """Ask for what is missing, or show the review; a cart that changed comes first.

        *cart* spares a look when it is known. *keyboard* takes earlier keys away. *part* is
        which of the cart's parts is ordered first.
        """
        cart = cart or await self.carts.get(customer)
        if cart.changed or not cart.lines:
            return replace(cart_screen(cart, self.t), keyboard=keyboard)
        customer = await self._prefilled(customer)
        try:
            review = await self.checkout.review(customer, part)
        except MissingFact as missing:
            return await self.ask(missing.fact, customer, keyboard)
        return review_screen(review, self.t, self.shop, keyboard=keyboard)

    async def ask(
        self, fact: Fact, customer: Customer, keyboard: KeysGone | None = None
    ) -> Screen:
        """Ask for one fact, and be ready for the answer before the question is seen."""
        if fact in _FORMS:
            await self.state.set_state(_FORMS[fact])
            return question(fact, customer.contact, self.t, keyboard)
        prices = await self.checkout.prices_now(customer)
        if prices is None:
            return replace(cart_screen(Cart(customer.id), self.t), keyboard=keyboard)
        return choice_screen(prices, self.t, keyboard)

    async def _prefilled(self, customer: Customer) -> Customer:
        """Answer what need not be asked: the name that Telegram has."""
        if not customer.contact.name and _is_a_name(customer.name):
            customer = await self.customers.set_name(customer, customer.name)
        return customer


def _is_a_name(text: str) -> bool:
    """Whether a parcel can be addressed to it: it has letters, and is not too long."""
    return any(map(str.isalpha, text)) and len(text) <= LIMITS[Field.NAME][1]


class AtTheDesk(BaseMiddleware):
    """Puts the `desk` into the data of the handlers that checkout consists of."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Go on with the desk."""
        data["desk"] = Desk(
            data["checkout"],
            data["customers"],
            data["carts"],
            data["state"],
            data["t"],
            data["shop"],
        )
        return await handler(event, data)
