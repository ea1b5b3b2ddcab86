"""Price tags under a sale: put on, taken off, or left as a hand has set them.

Parts of larger use cases. Whoever calls them holds the article (`SaleRepository.lock`), and
every write repeats what it was decided by.
"""

from datetime import datetime

from domain import notices
from domain.money import Money
from domain.ports.goods import StockCount
from domain.ports.store import Entry, UnitOfWork
from domain.sales import UNPLANNED, Article, SaleLine, State, Tag, Why

_AT_ONCE = 500


async def begin(uow: UnitOfWork, line: SaleLine, article: Article, at: datetime) -> bool:
    """Have a planned line run, or be over if it cannot; whether either came of it.

    It waits as long as the article's sale before it has not been ended.
    """
    if await uow.sales.running_on(line.variant_id):
        return False
    if why := _hindrance(line, article, at):
        return await _close(uow, line, State.PLANNED, why, at)
    begun = await uow.sales.begin(line.id, article.tag)
    if begun:
        await _put(uow, article, article.tag.reduced(line.price), at)
    return begun


async def end(uow: UnitOfWork, line: SaleLine, article: Article, why: Why, at: datetime) -> None:
    """Have a running line be over: the tag from before comes back, unless a hand changed it."""
    if article.tag.price != line.price:
        await _yield(uow, line, article, at)
    elif line.before and await _close(uow, line, State.RUNNING, why, at):
        await _put(uow, article, line.before, at)


async def price_by_hand(
    uow: UnitOfWork, actor_id: int, count: StockCount, price: Money, at: datetime
) -> bool:
    """Have a variant, which is locked, cost *price*; whether that was the end of its sale."""
    await uow.goods.set_price(count.variant_id, price, at)
    if price.currency != count.price.currency:
        await uow.favourites.recount(count.product_id)
    before, after = (f"{money.decimal} {money.currency}" for money in (count.price, price))
    entry = Entry(actor_id, "price", f"variant:{count.variant_id}", before, after)
    await uow.journal.add(entry, at)
    return await _let_the_hand_win(uow, count.variant_id, at)


async def put_on_again(uow: UnitOfWork, product_ids: frozenset[int], at: datetime) -> None:
    """Reduce once more what a file has just given its ordinary prices.

    The file's prices are those to come back then. Where they leave nothing to reduce, the
    sale is over.
    """
    lines = await uow.sales.live(state=State.RUNNING)
    running = {line.variant_id: line for line in lines if line.product_id in product_ids}
    ids = sorted(running)
    for begin_at in range(0, len(ids), _AT_ONCE):
        for article in await uow.sales.lock(ids[begin_at : begin_at + _AT_ONCE]):
            await _again(uow, running[article.variant_id], article, at)


async def _again(uow: UnitOfWork, line: SaleLine, article: Article, at: datetime) -> None:
    if not article.active:  # the file has no more of it, and so has left its price alone
        await end(uow, line, article, Why.GONE, at)
    elif article.tag.can_become(line.price):
        await uow.sales.remember(line.id, article.tag)
        await _retag(uow, article, article.tag.reduced(line.price), at)
    else:
        await _close(uow, line, State.RUNNING, Why.BY_HAND, at)


async def _let_the_hand_win(uow: UnitOfWork, variant_id: int, at: datetime) -> bool:
    running = await uow.sales.running_on(variant_id)
    for line in running:
        (article,) = await uow.sales.lock([variant_id])
        await _yield(uow, line, article, at)
    return bool(running)


async def _yield(uow: UnitOfWork, line: SaleLine, article: Article, at: datetime) -> None:
    """Leave the price that somebody set; what it was compared with goes with the sale."""
    if not await _close(uow, line, State.RUNNING, Why.BY_HAND, at) or not line.before:
        return
    price = article.tag.price
    if line.price.currency == price.currency and (
        article.tag.compare_at == line.before.reduced(line.price).compare_at
    ):
        await _retag(uow, article, Tag(price, line.before.compare_at), at)


def _hindrance(line: SaleLine, article: Article, at: datetime) -> Why | None:
    if line.ends_at <= at:
        return Why.MISSED
    if not article.active or article.tag.price.currency != line.price.currency:
        return Why.GONE
    return None if article.tag.can_become(line.price) else Why.NOT_LOWER


async def _close(uow: UnitOfWork, line: SaleLine, frm: State, why: Why, at: datetime) -> bool:
    """Have a line be over, and tell of it if that was not what somebody planned."""
    closed = await uow.sales.close(line.id, frm, State.ENDED, why)
    if closed and why in UNPLANNED:
        await notices.sale_ended(uow, line.sale_id, why, at)
    return closed


async def _put(uow: UnitOfWork, article: Article, tag: Tag, at: datetime) -> None:
    before, after = (f"{one.price.decimal} {one.price.currency}" for one in (article.tag, tag))
    await _retag(uow, article, tag, at)
    await uow.journal.add(Entry(None, "sale", f"variant:{article.variant_id}", before, after), at)


async def _retag(uow: UnitOfWork, article: Article, tag: Tag, at: datetime) -> None:
    if not await uow.goods.put_tag(article.variant_id, article.tag, tag, at):
        raise ValueError(f"the price of variant {article.variant_id} changed under lock")
