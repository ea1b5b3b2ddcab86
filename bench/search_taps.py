"""The whole of a search over the local wire: from the typed words to the list in the chat."""

import random
from collections.abc import Callable
from typing import Any

from bench.catalogue import NOUN
from bench.customer import Customer
from bench.load import open_bot
from bench.report import table
from bench.runs import shop
from bench.shelves import Database
from bench.street import Json
from bench.tally import Tally, quantile

_MS = 1000
_MB = 2**20


async def measure_taps(where: Database, times: int, say: Callable[[str], None]) -> dict[str, Any]:
    """Have one customer search *times* times in the shop on a filled database.

    Each time a word is typed, the next page turned, and a product of it opened.
    """
    chance, tally = random.Random(times), Tally()
    async with open_bot(shop(where), where.folder, looked_at=0) as (street, bot):
        customer = Customer(street, street.person("Looker", id=1002), tally, chance)
        await customer.says("start", "/start", _any)
        for at in range(times + 1):
            if at == 1:
                tally.times.clear()  # the first finds the process cold
            noun = NOUN[at % len(NOUN)]
            await customer.says("word typed", noun[at % 2], _listed)
        peak = bot.peak
        refusals = dict(street.witness.refusals)
    ordered = {step: sorted(_MS * one for one in ms) for step, ms in tally.times.items()}
    shown = [[step, len(ms), *(f"{quantile(ms, share):.1f}" for share in (0.5, 0.95))]
             for step, ms in ordered.items()]  # fmt: skip
    columns = ("step", "times", "p50 ms", "p95 ms")
    say(f"\nOver the local wire, {where.kind}; the bot's memory {peak / _MB:.0f} MB\n"
        f"{table(columns, shown)}")  # fmt: skip
    times_ = {step: [quantile(ms, share) for share in (0.5, 0.95)] for step, ms in ordered.items()}
    return {"ms": times_, "peak_mb": peak / _MB, "refusals": refusals}


def _any(message: Json) -> Json:
    return message


def _listed(message: Json) -> Json | None:
    """See a list with products to open."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    keys = (key.get("callback_data", "") for row in rows for key in row)
    return message if any(key.startswith("p:") for key in keys) else None
