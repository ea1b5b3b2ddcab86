"""kill -9 at every commit and every call of a provider, while money comes and goes.

Each act of a play is a process. A first one lives through it and tells the moments that it
found (see `kill_moments`); then, from the same beginning, one process after the other is killed
at each of them, and another is started anew, works in the background until it comes to rest,
and is looked at: every cent has its place next to the providers' own books, everybody was told,
and all is as if the act had been done, or as if it had never begun. Nothing lies between.

An act that goes the same ways as an earlier one is only lived through, and on PostgreSQL one
moment in eleven is taken. ``SOUK_LONG=1`` takes all moments of all acts on both, and kills the
second process as well, at each of its own.

"payments 10", "commerce 30", "commerce 31" and "commerce 32" of docs/faults.md are among them.
"""

import asyncio
import os
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path

import pytest

from tests.conftest import open_postgres
from tests.services.kill_cradle import Cradle
from tests.services.kill_databases import KeptFile, KeptServer
from tests.services.kill_endings import Ending
from tests.services.kill_shop import Act
from tests.services.kill_trial import REST, Trial

LONG = bool(os.environ.get("SOUK_LONG"))
FEW = 1 if LONG else 11  # on PostgreSQL one moment of so many


@pytest.fixture
def cradle() -> Iterator[Cradle]:
    """Where processes begin."""
    with Cradle() as bearing:
        yield bearing


@pytest.fixture
def runner() -> Iterator[asyncio.Runner]:
    """One event loop for all looks into the books."""
    with asyncio.Runner() as running:
        yield running


def _killed_everywhere(trial: Trial, one_of: int = 1) -> Counter[str]:
    """Play it all, killing at one of so many moments; return how often at which kind."""
    killed: Counter[str] = Counter()
    turns = cycle(range(one_of))
    for act in trial.stage.acts():
        trial.keep()
        if LONG or not act.again:
            killed.update(_killed_within(trial, act, turns))
            trial.begin_again()
        trial.live(act)
    return killed


def _killed_within(trial: Trial, act: Act, turns: Iterator[int]) -> Iterator[str]:
    """Kill at the moments of an act whose turn is 0, and yield which these are."""
    moments = trial.live(act)
    chosen = [number for number, _ in enumerate(moments, 1) if next(turns) == 0]
    endings = _whole_endings(trial, act) if chosen else ()
    for number in chosen:
        name = moments[number - 1]
        for dead in _deaths(trial, act, number):
            with _telling(f"killed in {act.name} {name} ({number}), {dead}"):
                assert trial.end() in endings, "neither as if done nor as if never begun"
        yield name


@contextmanager
def _telling(when: str) -> Iterator[None]:
    """Have whatever is found wrong say when it came about."""
    try:
        yield
    except AssertionError as error:
        error.add_note(when)
        raise


def _whole_endings(trial: Trial, act: Act) -> tuple[Ending, Ending]:
    """How it ends if an act is never begun, and if nobody dies in it."""
    trial.begin_again()
    never_begun = trial.end()
    trial.begin_again()
    trial.live(act)
    return never_begun, trial.end()


def _deaths(trial: Trial, act: Act, number: int) -> Iterator[str]:
    """Have a process killed; in the long mode the one after it too, at each of its moments."""
    trial.begin_again()
    trial.die(act, number)
    yield "once"
    if LONG:
        for again, name in enumerate(trial.moments, 1):
            trial.begin_again()
            trial.die(act, number)
            trial.die(REST, again)
            yield f"and again {name} ({again})"


def _ensure_all_kinds_were_found(killed: Counter[str]) -> None:
    """An instrument that is deaf would find nothing wrong."""
    asked = {"created", "found", "cancelled", "refunded", "found_refund"}
    assert {name.split(": ")[1] for name in killed if "is asked" in name} == asked
    assert {name.split(": ")[1] for name in killed if "is heard" in name} == asked
    assert killed["before a commit"] == killed["after a commit"] >= 40


def test_a_shop_killed_at_any_moment_loses_no_cent_and_returns_none_twice(
    cradle: Cradle, runner: asyncio.Runner, sqlite_template: Path, tmp_path: Path
) -> None:
    file = tmp_path / "alive" / "shop.db"
    file.parent.mkdir()
    shutil.copy(sqlite_template, file)

    killed = _killed_everywhere(Trial(cradle, KeptFile(file), runner))

    _ensure_all_kinds_were_found(killed)


def test_a_killed_shop_on_postgresql_loses_no_cent_and_returns_none_twice(
    cradle: Cradle, runner: asyncio.Runner, postgres_url: str
) -> None:
    runner.run(runner.run(open_postgres(postgres_url)).close())

    killed = _killed_everywhere(Trial(cradle, KeptServer(postgres_url), runner), FEW)

    assert killed["before a commit"]
    assert killed["after a commit"]
    assert killed.total() >= 10
