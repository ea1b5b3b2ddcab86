"""What `main.py import` and `main.py export` do."""

import asyncio
from pathlib import Path
from typing import TextIO

from bot.files.pictures import Pictures
from bot.files.reading import read
from bot.files.report import plan_lines, result_lines
from bot.files.writing import written
from domain.clock import Clock
from domain.errors import ImportRefused
from domain.imports import ImportPlan
from domain.ports.store import Store
from domain.services.imports import Importer
from domain.ways import Rule


async def import_file(
    store: Store,
    clock: Clock,
    path: Path,
    *,
    dry_run: bool,
    currency: str,
    shop_name: str,
    out: TextIO,
    rule: Rule = Rule.STARS,
) -> int:
    """Import a catalogue and write a report to *out*; with *dry_run* only the report.

    *rule* says by what digital goods may be paid.

    Returns the exit code: 0 when it is, or would be, imported, and 1 when the file is
    wrong or cannot be read, in which case nothing was saved.
    """
    try:
        file = await asyncio.to_thread(read, path, currency)
    except OSError as error:
        return _tell(out, 1, f"{path} cannot be read: {error.strerror}.")
    importer = Importer(store, clock, Pictures(path.parent), shop_name, rule)
    plan = await importer.plan(None, file)
    _tell(out, 0, *plan_lines(plan))
    if plan.problems:
        return 1
    if dry_run:
        return _tell(out, 0, "This was a dry run: nothing was saved.")
    return await _apply(importer, plan, out)


async def _apply(importer: Importer, plan: ImportPlan, out: TextIO) -> int:
    def progress(what: str, done: int, of: int) -> None:
        if done:
            _tell(out, 0, f"{what}: {done:,} of {of:,}")

    try:
        result = await importer.apply(plan, progress)
    except ImportRefused as refused:
        lines = [f"Wrong, row {row}: {text}" for row, text in refused.problems]
        return _tell(out, 1, *lines, "The shop changed meanwhile. Nothing was saved.")
    return _tell(out, 0, *result_lines(result))


async def export_file(store: Store, path: Path, *, out: TextIO) -> int:
    """Write the whole catalogue to *path*, replacing it whole; return the exit code."""
    async with store.read() as uow:
        stored = await uow.sheets.all()
        titles = {one.path: one.titles for one in await uow.sheets.categories()}
    sheets = [one.sheet for one in stored if one.sheet.variants]
    try:
        await asyncio.to_thread(_replace, path, written(sheets, titles))
    except OSError as error:
        return _tell(out, 1, f"{path} cannot be written: {error.strerror}.")
    rows = sum(len(sheet.variants) for sheet in sheets)
    return _tell(out, 0, f"{len(sheets):,} products, {rows:,} rows written to {path}.")


def _replace(path: Path, content: bytes) -> None:
    """Write beside and rename, so that a full disk never leaves half a catalogue."""
    part = path.with_name(path.name + ".part")
    part.write_bytes(content)
    part.replace(path)


def _tell(out: TextIO, code: int, *lines: str) -> int:
    """Write the lines at once, and return the exit code that goes with them."""
    out.write("".join(f"{line}\n" for line in lines))
    out.flush()
    return code
