"""The shop as an operator runs it: a process, a token, a Telegram over HTTP."""

import asyncio
import os
import re
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from sandbox.people import Person
from sandbox.server import Server, running
from sandbox.telegram import Telegram

ROOT = Path(__file__).parent.parent.parent
TOKEN = "7000000002:process-under-test"
PATIENCE = 60  # seconds until a hang becomes a failure


class Process:
    """One running ``main.py run`` and what it printed."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.printed = ""

    async def reads(self, pattern: str) -> str:
        """Wait for a line that matches and return its first group."""
        while True:
            assert self._process.stdout
            line = (await self._process.stdout.readline()).decode()
            assert line, f"ended without {pattern!r}: {self.printed}"
            self.printed += line
            if found := re.search(pattern, line):
                return found[1]

    async def ends(self) -> int:
        """Ask it to stop as an operator's system does; return its exit status."""
        self._process.send_signal(signal.SIGTERM)
        return (await self.stops())[0]

    async def stops(self) -> tuple[int, str]:
        """Wait until it ends by itself; return its exit status and all that it printed."""
        rest, _ = await self._process.communicate()
        self.printed += rest.decode()
        return self._process.returncode or 0, self.printed


@asynccontextmanager
async def shop(folder: Path, *command: str, **environment: str) -> AsyncIterator[Process]:
    """Start the shop in *folder*; it is killed if a test leaves it running."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(ROOT / "main.py"),
        *(command or ["run"]),
        cwd=folder,
        env={"PATH": os.environ["PATH"], "BOT_TOKEN": TOKEN, **environment},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        yield Process(process)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
        process._transport.close()  # type: ignore[attr-defined]  # or its pipes wait for the loop
        await asyncio.sleep(0)


@pytest.fixture
def telegram() -> Telegram:
    """A Telegram in real time, as the process lives in it."""
    return Telegram(TOKEN)


@pytest.fixture
async def server(telegram: Telegram) -> AsyncIterator[Server]:
    """Its Bot API over HTTP."""
    async with running(telegram, "127.0.0.1", 0) as opened:
        yield opened


async def until(telegram: Telegram, holds: Callable[[], object]) -> None:
    """Wait, woken by Telegram's events, until *holds*."""
    changed = asyncio.Event()
    telegram.world.events.watch(changed.set)
    try:
        async with asyncio.timeout(PATIENCE):
            while not holds():
                changed.clear()
                await changed.wait()
    finally:
        telegram.world.events.unwatch(changed.set)


def answered(telegram: Telegram, person: Person) -> bool:
    """Whether the shop has said something to *person*."""
    return any(message["from"]["is_bot"] for message in telegram.messages(person.id))


async def test_a_fresh_shop_prints_one_claim_link_and_stops_in_order(
    telegram: Telegram, server: Server, tmp_path: Path
) -> None:
    olga = telegram.person("Olga")
    async with shop(tmp_path, TELEGRAM_API_URL=server.bot_api_url) as process:
        token = await process.reads(r"start=(i_\S+)")
        telegram.say(olga, f"/start {token}")
        await until(telegram, lambda: answered(telegram, olga))
        status = await process.ends()

    async with shop(tmp_path, TELEGRAM_API_URL=server.bot_api_url) as again:
        telegram.say(olga, "/panel")
        told = len(telegram.messages(olga.id))
        await until(telegram, lambda: len(telegram.messages(olga.id)) > told)
        await again.ends()

    assert status == 0
    assert "start=i_" not in again.printed
    assert TOKEN not in process.printed + again.printed
    assert "Traceback" not in process.printed + again.printed


async def test_updates_in_hand_at_a_stop_are_finished_and_none_comes_twice(
    telegram: Telegram, server: Server, tmp_path: Path
) -> None:
    crowd = [telegram.person(f"Person {n}") for n in range(20)]
    async with shop(tmp_path, TELEGRAM_API_URL=server.bot_api_url) as process:
        telegram.say(crowd[0], "/start")
        await until(telegram, lambda: answered(telegram, crowd[0]))
        for person in crowd[1:]:
            telegram.say(person, "/start")
        await until(telegram, lambda: any(answered(telegram, p) for p in crowd[1:]))
        assert await process.ends() == 0

    async with shop(tmp_path, TELEGRAM_API_URL=server.bot_api_url) as again:
        await until(telegram, lambda: all(answered(telegram, p) for p in crowd))
        await again.ends()

    cards = [
        sum(message["from"]["is_bot"] for message in telegram.messages(person.id))
        for person in crowd
    ]
    assert cards == [1] * 20


async def test_webhook_mode_serves_health_and_refuses_strangers(
    telegram: Telegram, server: Server, tmp_path: Path
) -> None:
    anna = telegram.person("Anna")
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    settings = {
        "TELEGRAM_API_URL": server.bot_api_url,
        "WEBHOOK_URL": f"{address}/telegram",
        "PORT": str(port),
    }
    async with shop(tmp_path, **settings) as process, aiohttp.ClientSession() as web:
        await process.reads("(webhook_set)")
        telegram.say(anna, "/start")
        await until(telegram, lambda: answered(telegram, anna))
        forged = await web.post(f"{address}/telegram", json={"update_id": 1})
        health = await web.get(f"{address}/healthz")
        facts = await health.json()
        status = await process.ends()

    assert forged.status == 401
    assert (health.status, facts["database"]) == (200, True)
    assert status == 0
    assert TOKEN not in process.printed


async def test_bad_settings_are_all_named_at_once_and_nothing_starts(tmp_path: Path) -> None:
    async with shop(tmp_path, PORT="x", SHOP_CURRENCY="gold", SHOP_COUNTRY="?") as process:
        await process.reads("(PORT)")
        await process.ends()

    assert {"SHOP_CURRENCY", "SHOP_COUNTRY"} <= set(re.findall(r"[A-Z_]+", process.printed))
    assert "Traceback" not in process.printed
    assert not (tmp_path / "data").exists()


async def test_what_cannot_be_started_says_why_in_a_sentence(
    server: Server, tmp_path: Path
) -> None:
    taken = str(server.port)
    for settings, why in (
        ({"BOT_TOKEN": "123:unknown"}, r"^(Telegram does not know this BOT_TOKEN)\."),
        ({"TELEGRAM_API_URL": "http://127.0.0.1:1"}, r"^(Telegram does not answer) at http:"),
        ({"PORT": taken}, r"^(Another program listens) on 127\.0\.0\.1:\d+ already"),
        ({"BOT_TOKEN": "", "SANDBOX": taken}, r"^(Another program listens) on .+ --port \d+\."),
        ({"DATABASE_URL": "postgresql://a:hush@127.0.0.1:1/b"}, r"^(The database does not ans)"),
    ):
        status, printed = await _ended(
            {"TELEGRAM_API_URL": server.bot_api_url} | settings, tmp_path
        )

        assert re.search(why, printed, re.M), (status, printed)
        assert status == 1, printed
        assert not re.search(r"Traceback|Unclosed|hush", printed), printed


async def _ended(settings: dict[str, str], folder: Path) -> tuple[int, str]:
    port = settings.pop("SANDBOX", None)
    command = ["sandbox", "--port", port] if port else ["run"]
    async with shop(folder, *command, **settings) as process:
        return await process.stops()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
