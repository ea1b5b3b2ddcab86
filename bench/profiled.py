"""The shop under Python's profiler: `python -m bench.profiled FILE` serves and writes FILE.

The profiler begins at SIGUSR1, so that opening the shop is not in the picture. It sees the
main thread: SQLite's own threads are waited for, not looked into.
"""

import cProfile
import signal
import sys

from main import main

if __name__ == "__main__":
    profile = cProfile.Profile()
    signal.signal(signal.SIGUSR1, lambda *_: profile.enable())
    status = main(["run"])
    profile.disable()
    profile.dump_stats(sys.argv[1])
    sys.exit(status)
