"""What an order and a settlement cost, and how long those wait who have to be answered."""

import os
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from bench import money_pace
from bench.money_calls import calls
from bench.money_pace import Effort, Race, races
from bench.money_questions import questions, questions_by_wire
from bench.money_waits import COLUMNS, Waits
from bench.money_watched import Watched
from bench.report import Aim, table
from bench.shelves import KINDS, Database, copy_of, database, fill

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Size:
    """How much of it. *buyers* pay at the same moment; a provider makes *calls*.

    *at_once* has how many of these are under way at the same time, one way after the other.
    """

    effort: Effort
    buyers: int
    rounds: int
    calls: int
    at_once: tuple[int, ...]


_WHOLE = Size(Effort(rounds=6, each=50), buyers=200, rounds=2, calls=150, at_once=(1, 10))
_TINY = Size(Effort(rounds=2, each=4), buyers=4, rounds=1, calls=6, at_once=(2,))


async def measure_money(folder: Path, say: Say, *, quick: bool) -> Any:
    """Measure on both databases; print tables and aims, return the figures behind them."""
    size = _TINY if quick else _WHOLE
    ran: list[Race] = []
    watched: list[Watched] = []
    waited: list[Waits] = []
    for kind in KINDS:
        inner = folder / kind
        inner.mkdir()
        async with database(kind, inner) as filled:
            await fill(filled)
            found, seen = await _races(filled, size)
            ran += found
            watched += seen
            say(f"measured: paces on {kind}")
            waited += await _waits(filled, size)
            say(f"measured: waits on {kind}")
    busy = f"{os.getloadavg()[0]:.1f} processes wanted {os.cpu_count()} cores in the last minute"
    say(f"\nMoney by the use cases, and by hand on the raw driver ({busy})")
    _print_pace(say, ran, watched)
    say(f"\nHow long they wait\n{table(COLUMNS, [each.row for each in waited])}")
    say("\n" + _lines(_aims(ran, watched, waited)))
    return {
        "races": [asdict(race) for race in ran],
        "statements": [each.as_json() for each in watched],
        "waits": [asdict(each) for each in waited],
    }


async def _races(filled: Database, size: Size) -> tuple[list[Race], list[Watched]]:
    async with copy_of(filled, "race") as where:
        return await races(where, size.effort)


async def _waits(filled: Database, size: Size) -> list[Waits]:
    async with copy_of(filled, "asked") as where:
        found = [await questions(where, size.buyers, size.rounds)]
    if filled.kind == "sqlite":
        async with copy_of(filled, "bot") as where:
            found += await questions_by_wire(where, size.buyers)
    async with copy_of(filled, "called") as where:
        for at_once in size.at_once:
            found += await calls(where, size.calls, at_once)
    return found


def _print_pace(say: Say, ran: Sequence[Race], watched: Sequence[Watched]) -> None:
    say(table(money_pace.COLUMNS, [row for race in ran for row in money_pace.rows(race)]))
    say(f"\nStatements\n{table(money_pace.WATCHED_COLUMNS, money_pace.watched_rows(watched))}")
    for each in watched:
        if not each.same:
            say(f"{each.name}: {each.differences}")


def _aims(ran: Sequence[Race], watched: Sequence[Watched], waited: Sequence[Waits]) -> list[Aim]:
    paces = [aim for race in ran for aim in money_pace.aims(race)]
    differ = sum(not each.same for each in watched)
    same = Aim("use cases that run other statements", "0", differ, not differ)
    return [*paces, same, *(aim for each in waited for aim in each.aims)]


def _lines(aims: Sequence[Aim]) -> str:
    """A line an aim, their figures below one another."""
    width = max(len(aim.name) for aim in aims)
    return "\n".join(str(replace(aim, name=aim.name.ljust(width))) for aim in aims)
