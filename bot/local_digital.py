"""The digital goods of the demo shop: a few keys, and a recipe."""

import secrets
from pathlib import Path

from bot.local_goods import bring_goods
from domain.clock import Clock
from domain.customers import Customer, Post, Role
from domain.services.digital import DigitalShelves
from storage.store import SqlStore

_KEEPER = Customer(0, "Souk", None, "en", posts=frozenset({Post(Role.ADMIN)}))
_KEYS = 12
_RECIPE = """Masala chai, two cups

1. Crush 4 pods of cardamom, 3 cloves, 5 peppercorns, ginger and half a stick of cinnamon.
2. Simmer them in 300 ml of water for 5 minutes.
3. Add 2 heaped spoons of Assam and 200 ml of milk, and let it rise twice.
4. Strain it, sweeten it, and drink it hot."""


async def bring_digital_goods(
    store: SqlStore, clock: Clock, table: Path, currency: str, name: str
) -> None:
    """Put the digital goods of a *table* on sale and fill their shelves."""
    await bring_goods(store, clock, table, currency, name)
    shelves = DigitalShelves(store, clock)
    codes = "\n".join(f"SOUK-{secrets.token_hex(4).upper()}" for _ in range(_KEYS))
    gift = await shelves.get(_KEEPER, "GIFT-10")
    await shelves.add_keys(_KEEPER, gift.variant_id, codes, 0)
    recipe = await shelves.get(_KEEPER, "CHAI-1")
    await shelves.set_text(_KEEPER, recipe.variant_id, _RECIPE)
