"""Where processes of the shop begin: ``python -m tests.services.kill_cradle SOCKET``.

It has imported all there is, runs nothing and has one thread, so a fork of it is a process as
good as new that need not start Python again. Each gets a line of its own; when it is dead the
line breaks, with whatever nobody read.
"""

import asyncio
import gc
import os
import socket
import subprocess
import sys
import traceback
from collections.abc import Callable
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from tests.services.kill_shop import Asked, Life, live

ROOT = Path(__file__).parent.parent.parent
_PATIENCE = 120.0  # seconds; a process that hangs would keep the test for ever


class Cradle:
    """Has processes live, one at a time. Leave it and it is gone."""

    def __enter__(self) -> "Cradle":
        self._control, theirs = socket.socketpair()
        with theirs:
            number = theirs.fileno()
            run = [sys.executable, "-m", "tests.services.kill_cradle", str(number)]
            self._process = subprocess.Popen(run, cwd=ROOT, pass_fds=[number])  # noqa: S603  it is us
        return self

    def __exit__(self, *_: object) -> None:
        self._control.close()
        self._process.kill()
        self._process.wait()

    def live(self, life: Life, answer: Callable[[Asked], Any]) -> int:
        """Have a process live, and answer what it asks.

        Return its exit code: 0, or minus the number of the signal that killed it.
        """
        ours, theirs = Pipe()
        with theirs:
            socket.send_fds(self._control, [b"!"], [theirs.fileno()])
        with ours:
            ours.send(life)
            _answer_all(ours, answer)
        return int(self._control.recv(8).decode())


def _answer_all(line: Connection, answer: Callable[[Asked], Any]) -> None:
    """Answer until the process has ended."""
    while line.poll(_PATIENCE):
        try:
            line.send(answer(line.recv()))
        except (EOFError, ConnectionError):
            return
    raise AssertionError("a process hangs")


def _bear(line: int, control: socket.socket) -> None:
    """Be the new process."""
    control.close()
    try:
        asyncio.run(live(Connection(line)))
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def main(number: int) -> None:
    """Bear a process for each line that comes, and tell how it ended."""
    gc.freeze()  # or each process would copy all that is imported, only to count it
    with socket.socket(fileno=number) as control:
        while lines := socket.recv_fds(control, 1, 1)[1]:
            if not (child := os.fork()):
                _bear(lines[0], control)
            os.close(lines[0])
            _, status = os.waitpid(child, 0)
            control.send(str(os.waitstatus_to_exitcode(status)).encode())


if __name__ == "__main__":
    main(int(sys.argv[1]))
