"""Rows of a file in chunks that part no product, however its rows stand in the file."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

from bot.files.table import Numbered

Key = Callable[[list[str]], str]
Chunk = list[Numbered]


@dataclass(frozen=True, slots=True)
class Survey:
    """What a first look at a file finds.

    Attributes:
        rows: How many there are.
        keys: The products they are of.
        late: Rows of a product that stand below rows of another, by product: they are kept
            in memory, so a big file had better have the rows of a product together.
    """

    rows: int = 0
    keys: set[str] = field(default_factory=set)
    late: dict[str, Chunk] = field(default_factory=dict)


def survey(rows: Iterable[Numbered], key: Key) -> Survey:
    """Look through a file."""
    count = 0
    keys: set[str] = set()
    late: dict[str, Chunk] = {}
    for product, run in groupby(rows, lambda row: key(row[1])):
        known = product in keys
        keys.add(product)
        for row in run:
            count += 1
            if known:
                late.setdefault(product, []).append(row)
    return Survey(count, keys, late)


def chunked(rows: Iterable[Numbered], key: Key, found: Survey, most: int) -> Iterator[Chunk]:
    """Part the rows of the same file: each product once, in the order they first came.

    A chunk has at least *most* rows, but for the last, and ends where a product does.
    """
    late = {number for some in found.late.values() for number, _ in some}
    on_time = (row for row in rows if row[0] not in late)
    chunk: Chunk = []
    for product, run in groupby(on_time, lambda row: key(row[1])):
        chunk += run
        chunk += found.late.get(product, ())
        if len(chunk) >= most:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def in_order(chunk: Chunk) -> Chunk:
    """Return a chunk's rows in the file's order."""
    return sorted(chunk, key=itemgetter(0))
