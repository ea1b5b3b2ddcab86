"""The bot under test in a process of its own."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import NoReturn

import psutil

ROOT = Path(__file__).parent.parent
_KEPT = ("PATH", "HOME", "LANG", "TMPDIR", "LD_LIBRARY_PATH", "SYSTEMROOT")
_SAMPLE = 0.2  # seconds between two looks at the memory
_STOPPING = 20.0  # seconds


class BotFailed(Exception):
    """The process ended by itself; the message is the end of its log."""


class BotProcess:
    """Processor time and memory of one running bot."""

    def __init__(self, process: asyncio.subprocess.Process, log: Path) -> None:
        self._process = process
        self._log = log
        self._inside = psutil.Process(process.pid)
        self.peak = 0  # bytes

    def cpu(self) -> float:
        """Seconds of processor time used so far, in the program and for it in the system."""
        times = self._inside.cpu_times()
        return float(times.user + times.system)

    async def ended(self) -> NoReturn:
        """Wait until the process ends, which it should not. Always raises `BotFailed`."""
        await self._process.wait()
        raise BotFailed(self._log.read_text(errors="replace")[-2000:])

    async def watch_memory(self) -> None:
        """Note the highest memory use until cancelled."""
        while True:
            with suppress(psutil.NoSuchProcess):
                self.peak = max(self.peak, self._inside.memory_info().rss)
            await asyncio.sleep(_SAMPLE)

    def tell(self, number: signal.Signals) -> None:
        """Send it a signal."""
        self._process.send_signal(number)

    async def stop(self) -> None:
        """Ask it to stop and wait; end it when it does not."""
        if self._process.returncode is not None:
            return
        self._process.terminate()
        try:
            await asyncio.wait_for(self._process.wait(), _STOPPING)
        except TimeoutError:
            self._process.kill()
            await self._process.wait()


@asynccontextmanager
async def bot_process(
    arguments: Sequence[str], settings: Mapping[str, str], folder: Path
) -> AsyncIterator[BotProcess]:
    """Run Python with *arguments* and nothing in its environment but *settings*.

    It works in *folder*, so that it finds no ``.env``, and logs there.
    """
    log = folder / "bot.log"
    with log.open("wb") as output:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *arguments,
            cwd=folder,
            env=environment(settings),
            stdout=output,
            stderr=output,
        )
    bot = BotProcess(process, log)
    watching = asyncio.create_task(bot.watch_memory())
    try:
        yield bot
    finally:
        watching.cancel()
        await bot.stop()


def environment(settings: Mapping[str, str]) -> dict[str, str]:
    """Return the surroundings of a process: the machine's own, the project's code, *settings*."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {**kept, "PYTHONPATH": str(ROOT), **settings}
