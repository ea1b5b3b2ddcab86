"""Kinds of questions to the search, and how long each takes beside LIKE."""

import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import bindparam, text

from bench.catalogue import NOUN
from bench.catalogue_words import ADJECTIVES, rows
from bench.report import table
from bench.search_questions import questions
from bench.tally import quantile
from domain.catalog import PAGE
from domain.search.phrases import parse
from domain.search.wishes import Order, Wish
from domain.services.understanding import Understanding
from storage.store import SqlStore

TEN = 10
LIKE = "LIKE, scored"
_TIMES = 3
_MS = 1000
_LARGE = 200_000  # products from which LIKE is asked less, or nobody waits for the end
_LONG = 10_000  # letters of a hostile question
# As a shop without an index would do it: scored and ordered, or it is no search.
_SCORED = (
    "SELECT id FROM products WHERE NOT hidden"
    " AND ({title} LIKE :like OR {description} LIKE :like)"
    " ORDER BY CASE WHEN {title} LIKE :like THEN 0 ELSE 1 END, sold DESC, id LIMIT :most"
)
_LIKE = text(_SCORED.format(title="lower(title)", description="lower(description)"))
_ILIKE = text(
    _SCORED.format(title="title", description="description").replace(" LIKE ", " ILIKE ")
)
Say = Callable[[str], None]
Times = dict[str, list[float]]


@dataclass(frozen=True, slots=True)
class Shop:
    """A filled shop: the database, and the noun of each product."""

    kind: str
    store: SqlStore
    nouns: Sequence[int]


@dataclass(frozen=True, slots=True, order=True)
class _Took:
    """Milliseconds on the clock, and of this process's processor time."""

    wall: float
    cpu: float


def classes() -> Iterator[tuple[str, Sequence[Wish]]]:
    """Kinds of questions, each with some."""
    looks, nouns = rows(ADJECTIVES), NOUN
    common = [Wish(noun[at]) for noun in nouns[:10] for at in (0, 1)]
    pairs = [Wish(f"{looks[n][at]} {nouns[n][at]}") for n in range(10) for at in (0, 1)]
    departments = [replace(one, category=n + 1) for n, one in enumerate(common[:12])]
    shelves = [replace(one, category=len(departments) + n + 1) for n, one in enumerate(common)]
    yield "common word", common
    yield "seldom word", [Wish(noun[at]) for noun in nouns[-10:] for at in (0, 1)]
    yield "two words", [Wish(f"{looks[-n][at]} {nouns[n][at]}") for n in range(1, 11)
                        for at in (0, 1)]  # fmt: skip
    yield "two common words", pairs
    yield "two languages", [Wish(f"{looks[n][0]} {nouns[n][1]}") for n in range(20)]
    yield "Chinese word", [Wish(noun[2]) for noun in nouns[:20]]
    yield "Chinese sign", [Wish(sign) for sign in sorted({noun[2][-1] for noun in nouns[:20]})]
    yield "common, one shelf", shelves
    yield "common, a department", departments
    yield "common, in stock", [replace(one, in_stock=True) for one in common]
    yield "common, on sale", [replace(one, on_sale=True) for one in common]
    yield "common, under a price", [replace(one, high=2_500) for one in common]
    yield "price sort, common", [replace(one, order=Order.CHEAP) for one in common]
    yield "price sort, two common", [replace(one, order=Order.DEAR) for one in pairs]
    yield "newest, common", [replace(one, order=Order.NEW) for one in common]
    yield "beginning of 3 letters", [Wish(noun[1][:3]) for noun in nouns[:20]]
    yield "one slip", [Wish(q.text) for q in questions(3, 180) if q.kind == "typo 1"]
    yield "nothing has it", [Wish(f"qzx{n}wvj") for n in range(20)]
    yield "hostile", [parse(text_, "USD") for text_ in hostile()]


def hostile() -> Iterator[str]:
    """Texts that break or stall a careless search."""
    yield "a" * _LONG
    yield "mug " * (_LONG // 4)
    yield " ".join(f"{noun[0]} OR" for _ in range(17) for noun in NOUN)
    yield " ".join(chr(ord("a") + n) for n in range(26))
    yield "\"mug\" 'mug' `mug` \"\" ' OR '1'='1"
    yield "mug* NEAR(red, 2) title:mug ^mug -red +blue (mug AND) NOT"
    yield "'; DROP TABLE products; -- mug"
    yield "mug & ! | <-> :* :A 'mug' \\' \\\\"
    yield "100% _mug_ [a-z]* mug?"
    yield "☕️🧑‍🍳🔴 mug 👩‍👩‍👧‍👦" * 50
    yield "‮كوب أحمر‬ קומקום mug"
    yield "m\u200bu\u200dg \u2060\ufeff\u00ad"
    yield "\u0301" * 1000 + "mug"
    yield "¹mug §a §c1 §p01"
    yield "ЁЖ" * 2000
    yield "红" * 5000
    yield "\t\r\n  "
    yield "1e999 under -5 от 10 до 1 999999999999999999999999"


async def measure_speed(shop: Shop, say: Say) -> Times:
    """Ask all kinds of questions, and LIKE; print and return p50 and p95 in milliseconds, of
    the clock and of processor time.

    The best of some tries counts, for a busy machine interrupts the others. On SQLite all is
    done in this process; a PostgreSQL server's own time is not in the processor's.
    """
    took: dict[str, list[_Took]] = {}
    for name, wishes in classes():
        took[name] = [await _best(_asking(shop, wish)) for wish in wishes]
    large = len(shop.nouns) >= _LARGE
    words = [noun[at] for noun in (NOUN[0], NOUN[5], NOUN[-1]) for at in (0, 1)]
    took[LIKE] = [await _best(_liking(shop, word), 1 if large else _TIMES) for word in words]
    measured = {name: _shares(some) for name, some in took.items()}
    base = measured[LIKE][0]
    shown = [
        [name, len(took[name]), *(f"{ms:.2f}" for ms in (*found, max(took[name]).wall)),
         f"{base / found[1]:.0f}"]
        for name, found in measured.items()
    ]  # fmt: skip
    columns = (
        *("question", "asked", "p50 ms", "p95 ms", "CPU p50", "CPU p95", "slowest"),
        "LIKE p50 / p95",
    )
    say(f"\nSearch on {shop.kind}: reading, planning, a page of {PAGE}\n{table(columns, shown)}")
    return measured


def _shares(took: Sequence[_Took]) -> list[float]:
    """Return p50 and p95 of the time and of the processor's time."""
    both = (sorted(one.wall for one in took), sorted(one.cpu for one in took))
    return [quantile(ms, share) for ms in both for share in (0.5, 0.95)]


def _asking(shop: Shop, wish: Wish) -> Callable[[], Awaitable[Any]]:
    return lambda: page_of(shop, wish, PAGE)


def _liking(shop: Shop, word: str) -> Callable[[], Awaitable[Any]]:
    return lambda: by_like(shop, word)


async def _best(ask: Callable[[], Awaitable[Any]], tries: int = _TIMES) -> _Took:
    """Return the shortest times of some tries."""
    walls, cpus = [], []
    for _ in range(tries):
        begun, used = time.perf_counter(), time.process_time()
        await ask()
        walls.append((time.perf_counter() - begun) * _MS)
        cpus.append((time.process_time() - used) * _MS)
    return _Took(min(walls), min(cpus))


async def page_of(shop: Shop, wish: Wish, most: int) -> tuple[int, tuple[int, ...]]:
    """Return how many products fit a wish, and the ids of the first page."""
    async with shop.store.read() as uow:
        read = await Understanding(uow.search, wish).read()
        leaf = await uow.search.leaf(read.plan, wish.order, None, most, read.met)
        return read.total, leaf.product_ids


async def by_like(shop: Shop, words: str) -> tuple[int, ...]:
    """Return what a plain search over title and description finds first."""
    statement = (_ILIKE if shop.kind == "postgres" else _LIKE).bindparams(bindparam("most", TEN))
    async with shop.store.read() as uow:
        rows_ = await uow.connection.execute(statement, {"like": f"%{words}%"})
        return tuple(row.id for row in rows_)
