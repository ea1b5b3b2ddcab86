"""One of several processes that buy from one database: what `test_many_processes` starts.

`python -m tests.services.buyers URL FIRST BUYERS VARIANT...` has each buyer order one piece of
every variant, in the order given, and prints how many got their order and how many were refused.
"""

import asyncio
import sys
from collections import Counter

from domain.errors import EmptyCart, OutOfStock
from domain.orders import Method
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.shop import Shop

SOLD, REFUSED = "sold", "refused"


async def _buys(shop: Shop, id_: int, variants: tuple[int, ...]) -> str:
    customer = await shop.customer(id_)
    try:
        review = await shop.reviewed(customer, dict.fromkeys(variants, 1))
        await shop.checkout.place(customer, review.cart.revision, review.fingerprint, Method.CASH)
    except (OutOfStock, EmptyCart):  # gone when ordering, or already when looking once more
        return REFUSED
    return SOLD


async def main(url: str, first: int, buyers: int, *variants: int) -> None:
    """Let all buyers of this process buy at once."""
    store = SqlStore(url)
    shop = Shop(store, StandingClock())
    ids = range(first, first + buyers)
    came = Counter(await asyncio.gather(*(_buys(shop, id_, variants) for id_ in ids)))
    await store.close()
    sys.stdout.write(f"{came[SOLD]} {came[REFUSED]}")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], *map(int, sys.argv[2:])))
