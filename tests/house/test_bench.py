"""The bench measures: it runs through, and its smallest crowd gets through the shop."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
RESULTS = ROOT / "bench" / "results"


def test_a_quick_bench_prints_its_table_and_nobody_is_lost_or_stuck() -> None:
    before = set(RESULTS.glob("*.json"))

    done = subprocess.run(
        [sys.executable, "-m", "bench", "shop", "--quick", "--customers", "2"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=170,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    row = next(line.split() for line in lines if line.split()[1:2] == ["shop"])
    customers, _, steps, *_, lost, stuck = row
    assert (customers, lost, stuck) == ("2", "0", "0")
    assert int(steps) > 20, "a way from /start to a paid order has more than ten steps"
    assert "refused" not in done.stdout, "the shop made a call that Telegram refuses"
    (kept,) = set(RESULTS.glob("*.json")) - before
    measured = json.loads(kept.read_text())["measured"]
    kept.unlink()
    assert measured["runs"][0]["by_step"]["paid"]["times"] >= 2
    assert measured["statements"]["c"], "statements were counted"
