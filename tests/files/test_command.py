"""`main.py import` and `main.py export`: what they print, and their exit codes."""

import asyncio
import io
import subprocess
import sys
from pathlib import Path

import pytest

from bot.files.command import export_file, import_file
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.files.samples import SIMPLE


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The simple sample with its picture beside it."""
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "mug.jpg").write_bytes(b"\xff\xd8\xff picture")
    path = tmp_path / "goods.csv"
    path.write_text(SIMPLE)
    return path


async def run(
    store: SqlStore, clock: StandingClock, path: Path, *, dry_run: bool = False
) -> tuple[int, str]:
    """Import a file and return the exit code with what was printed."""
    out = io.StringIO()
    code = await import_file(
        store, clock, path, dry_run=dry_run, currency="USD", shop_name="Souk", out=out
    )
    return code, out.getvalue()


def rewrite(path: Path, old: str, new: str) -> None:
    """Edit the sample, as its keeper would."""
    path.write_text(SIMPLE.replace(old, new))


def list_parts(folder: Path) -> list[Path]:
    """What a write that was cut off would leave."""
    return list(folder.glob("*.part"))


def left(folder: Path) -> list[Path]:
    """What an export left there, finished or not."""
    return list(folder.glob("goods*"))


async def products(store: SqlStore) -> int:
    """How many products the shop has."""
    async with store.read() as uow:
        return len(await uow.sheets.after(0, 100_000))


async def test_a_dry_run_reports_and_saves_nothing(
    sqlite_store: SqlStore, clock: StandingClock, file: Path
) -> None:
    code, printed = await run(sqlite_store, clock, file, dry_run=True)

    assert code == 0
    assert "0 same, 0 changed, 3 new, 0 wrong." in printed
    assert "nothing was saved" in printed
    assert await products(sqlite_store) == 0


async def test_an_import_reports_what_it_did(
    sqlite_store: SqlStore, clock: StandingClock, file: Path
) -> None:
    code, printed = await run(sqlite_store, clock, file)

    assert code == 0
    assert "Saved: 0 changed, 3 new, 0 as they were." in printed
    assert "1 picture fetched." in printed
    assert await products(sqlite_store) == 2


async def test_importing_again_says_that_all_is_there(
    sqlite_store: SqlStore, clock: StandingClock, file: Path
) -> None:
    await run(sqlite_store, clock, file)

    code, printed = await run(sqlite_store, clock, file)

    assert code == 0
    assert printed.splitlines()[-1] == "The shop has all of this already."
    assert "Saved" not in printed


async def test_differences_are_shown_with_price_jumps_first(
    sqlite_store: SqlStore, clock: StandingClock, file: Path
) -> None:
    await run(sqlite_store, clock, file)
    rewrite(file, "17.00,,USD,2", "99.00,,USD,5")

    code, printed = await run(sqlite_store, clock, file, dry_run=True)

    lines = [line.strip() for line in printed.splitlines() if line.startswith("  ")]
    assert code == 0
    assert lines == [
        "SKU CM-2 price 17.00 USD → 99.00 USD  (changes by more than 30 %)",
        "SKU CM-2 stock 2 → 5",
    ]


async def test_a_wrong_file_is_told_by_row_and_column_and_ends_with_one(
    sqlite_store: SqlStore, clock: StandingClock, file: Path
) -> None:
    rewrite(file, "17.00", "cheap")

    code, printed = await run(sqlite_store, clock, file)

    assert code == 1
    assert 'Wrong, row 3, column price: "cheap" is no price above zero in USD.' in printed
    assert await products(sqlite_store) == 0


async def test_a_file_that_is_not_there_is_told_without_a_traceback(
    sqlite_store: SqlStore, clock: StandingClock, tmp_path: Path
) -> None:
    code, printed = await run(sqlite_store, clock, tmp_path / "gone.csv")

    assert code == 1
    assert "gone.csv cannot be read: No such file or directory." in printed


async def test_an_export_is_taken_back_as_the_same(
    sqlite_store: SqlStore, clock: StandingClock, file: Path, tmp_path: Path
) -> None:
    await run(sqlite_store, clock, file)
    out = io.StringIO()

    code = await export_file(sqlite_store, tmp_path / "out.csv", out=out)
    _, printed = await run(sqlite_store, clock, tmp_path / "out.csv", dry_run=True)

    assert code == 0
    assert out.getvalue().startswith("2 products, 3 rows written to ")
    assert "3 same, 0 changed, 0 new, 0 wrong." in printed
    assert not list_parts(tmp_path)


async def test_an_export_that_cannot_be_written_ends_with_one(
    sqlite_store: SqlStore, tmp_path: Path
) -> None:
    out = io.StringIO()

    assert await export_file(sqlite_store, tmp_path / "no" / "out.csv", out=out) == 1
    assert "cannot be written" in out.getvalue()


async def test_an_import_that_is_stopped_says_what_stays_and_how_to_go_on(
    sqlite_store: SqlStore,
    clock: StandingClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "big.csv"
    path.write_text("sku,title,price\n" + "".join(f"S-{n},Tea {n},5\n" for n in range(2_100)))

    async def stopped(_: SqlStore) -> None:
        raise asyncio.CancelledError

    monkeypatch.setattr(SqlStore, "give_way", stopped)
    out = io.StringIO()
    with pytest.raises(asyncio.CancelledError):
        await import_file(
            sqlite_store, clock, path, dry_run=False, currency="USD", shop_name="Souk", out=out
        )

    assert "Stopped after 250 rows, which stay saved." in out.getvalue()
    assert await products(sqlite_store) == 250


async def test_an_import_that_is_stopped_before_it_saves_says_that_nothing_is(
    sqlite_store: SqlStore, clock: StandingClock, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def stopped(*_: object) -> None:
        raise asyncio.CancelledError

    monkeypatch.setattr("domain.services.imports.Importer.plan", stopped)
    out = io.StringIO()
    with pytest.raises(asyncio.CancelledError):
        await import_file(
            sqlite_store, clock, file, dry_run=False, currency="USD", shop_name="Souk", out=out
        )

    assert out.getvalue() == "Stopped. Nothing was saved.\n"


async def test_a_file_over_twenty_megabytes_is_read(
    sqlite_store: SqlStore, clock: StandingClock, tmp_path: Path
) -> None:
    path = tmp_path / "big.csv"
    path.write_text("sku,title,price,strange\nS-1,Tea,5," + f"{'x' * 90_000}\n\n" * 240)

    code, printed = await run(sqlite_store, clock, path, dry_run=True)

    assert "20 MB" not in printed
    assert code == 1  # the other rows have no SKU


def test_a_command_about_goods_starts_without_waiting_for_telegrams_library() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, bot.database, bot.files.command; sys.exit('aiogram' in sys.modules)",
        ],
        check=False,
    )

    assert done.returncode == 0


async def test_an_export_is_no_spreadsheet_and_does_not_pass_for_one(
    sqlite_store: SqlStore, tmp_path: Path
) -> None:
    out = io.StringIO()

    code = await export_file(sqlite_store, tmp_path / "goods.XLSX", out=out)

    assert code == 1
    assert out.getvalue() == f"An export is a CSV file. Call it {tmp_path / 'goods.csv'}.\n"
    assert not left(tmp_path)
