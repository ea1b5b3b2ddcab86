"""`main.py doctor` as an operator runs it."""

import asyncio
import os
import re
import sys
from pathlib import Path

from sandbox.server import running
from sandbox.telegram import Telegram
from tests.house.test_process import ROOT, TOKEN


async def command(name: str, folder: Path, **environment: str) -> tuple[int, str]:
    """Run a command of ``main.py`` in *folder*; return its exit status and what it printed."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(ROOT / "main.py"),
        name,
        cwd=folder,
        env={"PATH": os.environ["PATH"], **environment},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    printed, complained = await process.communicate()
    assert b"Traceback" not in printed + complained
    return process.returncode or 0, printed.decode()


def files(folder: Path) -> list[str]:
    """What lies in a folder."""
    return sorted(path.name for path in folder.iterdir())


async def test_in_an_empty_folder_the_doctor_tells_what_is_missing_and_leaves_nothing(
    tmp_path: Path,
) -> None:
    status, printed = await command("doctor", tmp_path)

    assert status == 0
    assert re.search(r"^warning +database +There is no database yet\.", printed, re.M)
    assert re.search(r"^warning +telegram +BOT_TOKEN is not set", printed, re.M)
    assert "wrong" not in printed
    assert files(tmp_path) == []


async def test_a_shop_that_can_run_is_told_so_line_by_line(tmp_path: Path) -> None:
    await command("migrate", tmp_path)
    async with running(Telegram(TOKEN), "127.0.0.1", 0) as server:
        settings = {"BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": server.bot_api_url}
        status, printed = await command("doctor", tmp_path, SHOP_SUPPORT="@souk", **settings)

    assert status == 0
    for line in (
        r"ok +database +SQLite, schema up to date",
        r"ok +rules +Stock, orders and money add up by all \d+ rules",
        r"ok +telegram +Telegram answers, the bot is @\w+bot",
        r"ok +clock +The clock is right",
        r"warning +owners +The shop has no owner yet\. Start the shop .+SHOP_OWNERS\.",
    ):
        assert re.search(f"^{line}$", printed, re.M), line
    assert TOKEN not in printed


async def test_what_is_wrong_ends_with_status_1_and_no_secret(tmp_path: Path) -> None:
    status, printed = await command(
        "doctor",
        tmp_path,
        SHOP_CASH="false",
        DATABASE_URL="postgresql://shop:hidden_word@127.0.0.1:9/shop",
    )

    assert status == 1
    assert re.search(r"^wrong +database +The database does not answer\.", printed, re.M)
    assert re.search(r"^wrong +payment +Customers have no way to pay\.", printed, re.M)
    assert "hidden_word" not in printed
