"""Buyers without a chat: use cases over a database, all at once.

`python -m bench.buyers URL VARIANT FIRST BUYERS` is one process of them; it prints JSON.
"""

import asyncio
import json
import sys
import time
from collections import Counter
from dataclasses import replace
from datetime import timedelta

from bot.phones import CountryPhones
from domain.clock import SystemClock
from domain.customers import Contact, Delivery
from domain.errors import ShopError
from domain.orders import Method
from domain.services.carts import Carts
from domain.services.checkout import Checkout, Terms
from domain.services.customers import Customers, Profile
from storage.store import SqlStore

SOLD, REFUSED, ERRORS = "sold", "refused", "errors"
_CONTACT = Contact("Buyer", "+12025550123", Delivery.COURIER, "12 Garden Street")


class Buyers:
    """Each comes in, puts one piece into the cart and orders it, to be paid in cash."""

    def __init__(self, store: SqlStore, variant_id: int) -> None:
        clock = SystemClock()
        terms = Terms(timedelta(minutes=15), (Method.CASH,), (Delivery.COURIER,))
        self._store = store
        self._variant_id = variant_id
        self._customers = Customers(store, clock, lambda _: "en", CountryPhones("US"))
        self._carts = Carts(store)
        self._checkout = Checkout(store, clock, terms)

    async def buy(self, first_id: int, buyers: int) -> Counter[str]:
        """Let them all buy at once; return how many got something, or not, or failed."""
        ids = range(first_id, first_id + buyers)
        return Counter(await asyncio.gather(*(self._outcome(id_) for id_ in ids)))

    async def _outcome(self, id_: int) -> str:
        try:
            await self._one(id_)
        except ShopError:
            return REFUSED
        except Exception:
            return ERRORS
        return SOLD

    async def _one(self, id_: int) -> None:
        person = await self._customers.seen(Profile(id_, f"Buyer {id_}", language_code="en"))
        async with self._store.write() as uow:
            await uow.customers.set_contact(id_, _CONTACT)
        person = replace(person, contact=_CONTACT)
        await self._carts.set_quantity(person, self._variant_id, 1)
        review = await self._checkout.review(person)
        await self._checkout.place(person, review.cart.revision, review.fingerprint, Method.CASH)


async def main(url: str, variant_id: int, first_id: int, buyers: int) -> None:
    """Buy, and print what came of it."""
    store = SqlStore(url)
    started = time.perf_counter()
    outcomes = await Buyers(store, variant_id).buy(first_id, buyers)
    seconds = time.perf_counter() - started
    await store.close()
    print(json.dumps({**outcomes, "seconds": seconds}))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], *map(int, sys.argv[2:5])))
