"""What `main.py import` and `main.py export` do."""

import asyncio
from datetime import UTC, tzinfo
from pathlib import Path
from threading import Event
from time import monotonic
from typing import TextIO

from bot.files.pictures import Pictures
from bot.files.pooled import Reader
from bot.files.progress import Meter
from bot.files.report import in_english, plan_lines, result_lines, stopped_line
from bot.files.writing import CatalogueWriter
from domain.clock import Clock
from domain.errors import ImportRefused
from domain.imports import Catalogue, ImportPlan
from domain.ports.store import SharedStore, Store
from domain.services.exports import Exporter
from domain.services.imports import Importer
from domain.ways import Rule

_SPREADSHEETS = frozenset({".xlsx", ".xls", ".ods"})


async def import_file(
    store: SharedStore,
    clock: Clock,
    path: Path,
    *,
    dry_run: bool,
    currency: str,
    shop_name: str,
    out: TextIO,
    rule: Rule = Rule.STARS,
    zone: tzinfo = UTC,
) -> int:
    """Import a catalogue and write a report to *out*; with *dry_run* only the report.

    *rule* says by what digital goods may be paid; the days of sales are in *zone*.

    Returns the exit code: 0 when it is, or would be, imported, and 1 when the file is
    wrong or cannot be read, in which case nothing was saved, or some of a big file's rows
    had to be left out.
    """
    meter = Meter(out, monotonic)
    importer = Importer(store, clock, Pictures(path.parent), shop_name, rule)
    try:
        plan = await importer.plan(None, await _read(Reader(currency, zone), path, meter), meter)
        meter.clear()
        _tell(out, 0, *plan_lines(plan))
        if plan.problems:
            return 1
        if dry_run:
            return _tell(out, 0, "This was a dry run: nothing was saved.")
        return await _apply(importer, plan, meter, out)
    except OSError as error:
        return _tell(out, 1, f"{path} cannot be read: {error.strerror}.")
    except asyncio.CancelledError:
        meter.clear()
        _tell(out, 1, stopped_line(meter.done if meter.stage == "saved" else 0))
        raise


async def _read(reader: Reader, path: Path, meter: Meter) -> Catalogue:
    """Read in a thread, which ends soon after whoever waits for it is cancelled."""
    left = Event()
    try:
        return await asyncio.to_thread(reader.read, path, meter, lambda: not left.is_set())
    finally:
        left.set()


async def _apply(importer: Importer, plan: ImportPlan, meter: Meter, out: TextIO) -> int:
    try:
        result = await importer.apply(plan, meter)
    except ImportRefused as refused:
        lines = [f"Wrong, row {row}: {in_english(one)}" for row, one in refused.problems]
        return _tell(out, 1, *lines, "The shop changed meanwhile. Nothing was saved.")
    finally:
        meter.clear()
    return _tell(out, 1 if result.left else 0, *result_lines(result))


async def export_file(store: Store, path: Path, *, out: TextIO, zone: tzinfo = UTC) -> int:
    """Write the whole catalogue to *path* as CSV, replacing it whole; return the exit code.

    Under a spreadsheet's name no spreadsheet would open it, so that is refused.
    It is written beside and renamed, so that a full disk never leaves half a catalogue.
    """
    if path.suffix.lower() in _SPREADSHEETS:
        return _tell(out, 1, f"An export is a CSV file. Call it {path.with_suffix('.csv')}.")
    meter = Meter(out, monotonic)
    part = path.with_name(path.name + ".part")
    exporter = Exporter(store)
    outline = await exporter.outline(None)
    try:
        with CatalogueWriter(lambda _: part, outline, zone=zone) as file:
            async for sheets in exporter.sheets():
                await asyncio.to_thread(file.add, sheets)
                meter("written", file.products, outline.products)
        part.replace(path)
    except OSError as error:
        return _tell(out, 1, f"{path} cannot be written: {error.strerror}.")
    finally:
        meter.clear()
        part.unlink(missing_ok=True)
    products, rows = f"{file.products:,} products", f"{file.rows:,} rows"
    return _tell(out, 0, f"{products}, {rows} written to {path}.")


def _tell(out: TextIO, code: int, *lines: str) -> int:
    """Write the lines at once, and return the exit code that goes with them."""
    out.write("".join(f"{line}\n" for line in lines))
    out.flush()
    return code
