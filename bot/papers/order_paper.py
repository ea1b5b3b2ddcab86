"""An order as a PDF."""

import asyncio
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import asdict
from functools import cache
from pathlib import Path

from bot.i18n import Translator
from bot.papers.contents import Paper, contents
from bot.shop import ShopFacts
from domain.orders import Order

_TEMPLATE = Path(__file__).parent / "order.typ"


async def order_paper(order: Order, t: Translator, shop: ShopFacts) -> bytes:
    """Return *order*, whole with its lines, as a PDF in the language of *t*.

    A4, as many pages as the lines need, each with the table's head. Times are the shop's. The
    loop goes on meanwhile. The same order in the same state gives the same bytes.
    """
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(_press(), _typeset, contents(order, t, shop), order)


@cache
def _press() -> Executor:
    """One thread: a crowd that wants papers queues, and leaves the machine to those who tap."""
    return ThreadPoolExecutor(1, "papers")


def _typeset(paper: Paper, order: Order) -> bytes:
    from bot.papers.typesetting import typeset  # loaded with the first paper, not with the shop

    return typeset(_TEMPLATE, asdict(paper), order.placed_at)
