"""Big files: cut into chunks, read by as many processes as there are processors."""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from datetime import UTC, tzinfo
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from bot.files.chunks import Chunk, chunked, in_order, survey
from bot.files.kinds import NoTable
from bot.files.reading import (
    noted,
    open_records,
    product_key,
    read_part,
    read_rows,
    unreadable,
)
from bot.files.spool import Packed, Spool, pack
from bot.files.table import Numbered
from domain.imports import Catalogue
from domain.remarks import Matter, remark

WHOLE = 2_000  # rows up to which a file is read, and saved, as a whole
POOL = 5_000  # rows from which other processes are worth their start
_LOOKED = 1_000  # rows after which a first look is told
_AHEAD = 3  # chunks for each process that are read or wait to be

Told = Callable[[str, int, int], None]  # what is done, how many rows of how many
Read = Callable[[Chunk], Packed]


def _silent(what: str, done: int, of: int) -> None:
    """Tell nobody."""


def _always() -> bool:
    """Whether the file is still wanted, where nobody thinks better of it."""
    return True


class Stopped(Exception):
    """Whoever wanted the file does not want it any more."""


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _useful() -> int:
    """How many other processes read quicker than this one alone."""
    return number if (number := processors()) > 1 else 0


class Reader:
    """Reads catalogue files of any size; prices are in *currency*, days in *zone*.

    Up to *whole* rows a file is one part. A bigger one has parts of about *part* rows; from
    *pool* rows they are read by *workers* other processes, and by this one if there are none.
    """

    def __init__(
        self,
        currency: str,
        zone: tzinfo = UTC,
        *,
        part: int = 250,
        whole: int = WHOLE,
        pool: int = POOL,
        workers: int | None = None,
    ) -> None:
        self._terms = (currency, zone)
        self._part = part
        self._whole = whole
        self._pool = pool
        self._workers = _useful() if workers is None else workers

    def read(
        self,
        source: Path | bytes,
        told: Told = _silent,
        wanted: Callable[[], bool] = _always,
    ) -> Catalogue:
        """Read a file; what is wrong with it is told in the answer's problems.

        It takes long: give it a thread of its own. *told* hears of every part; reading ends
        soon after *wanted* says no.

        Raises:
            Stopped: *wanted* said no.
            OSError: The file cannot be read.
        """
        try:
            records = open_records(source, self._terms[0])
            key = product_key(records.headers)
            if key is None:
                return read_rows(records.headers, (), *self._terms)
            found = survey(_counted(told, _while(wanted, records.rows())), key)
            if found.rows <= self._whole:
                file = read_rows(records.headers, records.rows(), *self._terms)
                return noted(file, records.notes)
            spool = Spool(found.keys, records.notes)
            chunks = chunked(_while(wanted, records.rows()), key, found, self._part)
            work = partial(parse, records.headers, self._terms)
            with self._processes(found.rows) as processes:
                for packed in _each(processes, work, chunks, self._workers * _AHEAD):
                    spool.add(packed)
                    told("read", spool.rows, found.rows)
        except NoTable as error:
            return unreadable(error.remark)
        except BrokenProcessPool:
            return unreadable(remark(Matter.READER_LOST))
        spool.close()
        return spool

    @contextmanager
    def _processes(self, rows: int) -> Iterator[Executor | None]:
        """Start processes if they are worth it; the chunks that still wait go with them."""
        if rows < self._pool or not self._workers:
            yield None
            return
        processes = ProcessPoolExecutor(
            self._workers, mp_context=get_context("spawn"), initializer=_mind_nobody
        )
        try:
            yield processes
        finally:
            processes.shutdown(cancel_futures=True)


def parse(headers: tuple[str, ...], terms: tuple[str, tzinfo], chunk: Chunk) -> Packed:
    """Read a chunk: pure, so that any process may."""
    return pack(read_part(headers, in_order(chunk), *terms))


def _each(
    processes: Executor | None, work: Read, chunks: Iterable[Chunk], ahead: int
) -> Iterator[Packed]:
    """Return what becomes of the chunks, in order; only some are under way at a time."""
    if processes is None:
        yield from map(work, chunks)
        return
    waiting: deque[Future[Packed]] = deque()
    for chunk in chunks:
        waiting.append(processes.submit(work, chunk))
        if len(waiting) >= ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _while(wanted: Callable[[], bool], rows: Iterable[Numbered]) -> Iterator[Numbered]:
    for row in rows:
        if not wanted():
            raise Stopped
        yield row


def _counted(told: Told, rows: Iterable[Numbered]) -> Iterator[Numbered]:
    """Tell how many rows have been looked at; how many there are nobody knows yet."""
    for count, row in enumerate(rows):
        if count % _LOOKED == 0:
            told("looked", count, 0)
        yield row


def _mind_nobody() -> None:
    """Leave Ctrl-C to the process that began: it ends the others in good order."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
