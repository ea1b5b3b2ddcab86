"""Tables for people, and the same as JSON."""

import json
import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from bench.load import Result
from bench.process import ROOT
from bench.runs import Counts
from bench.tally import quantile

RESULTS = ROOT / "bench" / "results"
BROWSING = ("c", "p", "g", "k")  # taps that only look; their SQL has a limit
MOST_SQL = 4
_COLUMNS = (
    "customers", "bot", "steps", "steps/s", "p50 ms", "p95 ms", "p99 ms", "CPU ms/step",
    "seen/step", "silent/step", "peak MB", "lost", "stuck",
)  # fmt: skip
_MS = 1000


@dataclass(frozen=True, slots=True)
class Aim:
    """Something the shop should reach, and whether it did."""

    name: str
    wanted: str
    reached: float
    met: bool

    def __str__(self) -> str:
        return f"{self.name:<40} {self.reached:>8.2f}   aim {self.wanted:<8} {_yes(self.met)}"


def load_table(results: Iterable[Result]) -> str:
    """A row a run."""
    return table(_COLUMNS, [_row(result) for result in results])


def steps_table(result: Result) -> str:
    """A row a kind of step: how often, how long, how many visible messages."""
    tally = result.tally
    rows = []
    for step, times in tally.times.items():
        ordered = sorted(times)
        shown = tally.shown[step] / len(times)
        ms = [f"{_MS * quantile(ordered, share):.1f}" for share in (0.5, 0.95, 0.99)]
        rows.append([step, len(times), *ms, f"{shown:.2f}", tally.lost[step]])
    columns = ("step", "times", "p50 ms", "p95 ms", "p99 ms", "messages", "lost")
    return table(columns, rows)


def counts_table(counts: Counts) -> str:
    """A row a kind of update: SQL statements of a typical one, and of the one with most."""
    rows = [
        [kind, len(each), f"{median(each):g}", max(each), _limit(kind)]
        for kind, each in counts.items()
    ]
    return table(("update", "times", "SQL", "most", "limit"), rows)


def aims(results: Sequence[Result], counts: Counts) -> list[Aim]:
    """Compare the shop with the bare bot of the same crowd, and both with what is wanted."""
    found = []
    for ours, bare in _pairs(results):
        many = f"at {ours.customers} customers"
        cpu = ours.cpu_ms / bare.cpu_ms
        pace = ours.per_second / bare.per_second
        memory = ours.peak / bare.peak
        found.append(Aim(f"CPU per step, shop/bare, {many}", "<= 2", cpu, cpu <= 2))
        if ours.customers == 50:
            found.append(Aim(f"steps/s, shop/bare, {many}", ">= 0.45", pace, pace >= 0.45))
        found.append(Aim(f"memory, shop/bare, {many}", "<= 1.4", memory, memory <= 1.4))
    return [*found, *_nobody_lost(results), *_browsing(counts)]


def _nobody_lost(results: Iterable[Result]) -> Iterable[Aim]:
    for each in results:
        if each.subject == "shop":
            many = f"at {each.customers} customers"
            lost = each.tally.lost.total()
            yield Aim(f"lost presses {many}", "0", lost, not lost)
            yield Aim(f"stuck customers {many}", "0", each.tally.stuck, not each.tally.stuck)


def _browsing(counts: Counts) -> Iterable[Aim]:
    typical = [median(each) for kind, each in counts.items() if kind in BROWSING]
    if typical:
        name = "SQL statements for a browse tap"
        yield Aim(name, f"<= {MOST_SQL}", max(typical), max(typical) <= MOST_SQL)


def _pairs(results: Sequence[Result]) -> Iterable[tuple[Result, Result]]:
    bare = {each.customers: each for each in results if each.subject == "bare"}
    for each in results:
        if each.subject == "shop" and each.customers in bare:
            yield each, bare[each.customers]


def save(what: str, measured: Any) -> Path:
    """Write what was measured as JSON; return the file."""
    RESULTS.mkdir(exist_ok=True)
    now = datetime.now(UTC)
    path = RESULTS / f"{now:%Y%m%d-%H%M%S}-{what}.json"
    machine = {"python": platform.python_version(), "cores": os.cpu_count(), "at": now.isoformat()}
    path.write_text(json.dumps({"machine": machine, "measured": measured}, indent=1))
    return path


def as_json(result: Result) -> dict[str, Any]:
    """One run, in the units of the table."""
    steps = {
        step: {"times": len(times), "p50_ms": _MS * quantile(sorted(times), 0.5)}
        for step, times in result.tally.times.items()
    }
    named = dict(zip(_COLUMNS, _row(result), strict=True))
    return {**named, "seconds": result.seconds, "by_step": steps, "refusals": result.refusals}


def table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Lay text out in columns: words to the left, numbers to the right."""
    cells = [[*columns], *([str(cell) for cell in row] for row in rows)]
    widths = [max(len(row[n]) for row in cells) for n in range(len(columns))]
    lines = (
        "  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True))
        for row in cells
    )
    return "\n".join(lines)


def _row(result: Result) -> list[object]:
    tally = result.tally
    ordered, steps = tally.all_times(), max(1, tally.steps)
    ms = [f"{_MS * quantile(ordered, share):.1f}" for share in (0.5, 0.95, 0.99)]
    calls = [f"{result.visible / steps:.2f}", f"{result.silent / steps:.2f}"]
    peak = round(result.peak / 2**20)
    speed, cpu = f"{result.per_second:.0f}", f"{result.cpu_ms:.2f}"
    lost = tally.lost.total()
    return [result.customers, result.subject, tally.steps, speed, *ms, cpu, *calls, peak, lost,
            tally.stuck]  # fmt: skip


def _limit(cause: str) -> str:
    return f"<= {MOST_SQL}" if cause in BROWSING else ""


def _yes(met: bool) -> str:
    return "yes" if met else "NO"
