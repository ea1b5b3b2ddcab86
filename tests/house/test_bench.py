"""The bench measures: it runs through, and its smallest crowd gets through the shop."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
RESULTS = ROOT / "bench" / "results"
TASKS = ("orders placed", "settlements", "settlements by a call")


def _bench(*arguments: str, seconds: float) -> tuple[str, Any]:
    """Run the bench; return what it printed and what it kept."""
    before = set(RESULTS.glob("*.json"))
    done = subprocess.run(  # noqa: S603  the arguments are those of the tests below
        [sys.executable, "-m", "bench", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (kept,) = set(RESULTS.glob("*.json")) - before
    measured = json.loads(kept.read_text())["measured"]
    kept.unlink()
    return done.stdout, measured


def test_a_quick_bench_prints_its_table_and_nobody_is_lost_or_stuck() -> None:
    printed, measured = _bench("shop", "--quick", "--customers", "2", seconds=170)

    row = next(line.split() for line in printed.splitlines() if line.split()[1:2] == ["shop"])
    customers, _, steps, *_, lost, stuck = row
    assert (customers, lost, stuck) == ("2", "0", "0")
    assert int(steps) > 20, "a way from /start to a paid order has more than ten steps"
    assert "refused" not in printed, "the shop made a call that Telegram refuses"
    assert measured["runs"][0]["by_step"]["paid"]["times"] >= 2
    assert measured["statements"]["c"], "statements were counted"


def test_a_quick_bench_of_suggestions_learns_looks_up_and_reads_baskets(tmp_path: Path) -> None:
    columns = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country"
    lines = [
        f"{n},{code}{n % 7},Thing,1,2011-01-{1 + n // 20:02d} 10:00:00,2.5,{n % 9},UK"
        for n in range(400)
        for code in "AB"
    ]
    file = tmp_path / "retail.csv"
    file.write_text("\n".join([columns, *lines, "C9,A1,Thing,-1,2011-01-01 10:00:00,2.5,1,UK"]))

    printed, measured = _bench("recommend", "--quick", "--baskets", str(file), seconds=170)

    assert measured["quality"]["invoices"] == 400
    assert measured["quality"]["cart"]["shop"] == 1.0, "A3 always goes with B3"
    assert measured["build"]["rows"] > 0
    assert set(measured["looks"]) == {"with a product", "with the cart", "for you", "again"}
    assert "The daily work" in printed


def test_a_quick_bench_of_money_compares_the_same_statements_and_answers_everybody() -> None:
    printed, measured = _bench("money", "--quick", seconds=300)

    paces = {(race["database"], race["what"]): set(race["laps"]) for race in measured["races"]}
    by_hand = {"sqlite": {"sqlite3", "aiosqlite"}, "postgres": {"asyncpg"}}
    assert paces == {
        (kind, task): {"shop"} | hands for kind, hands in by_hand.items() for task in TASKS
    }
    compared = [(each["name"], each["differences"]) for each in measured["statements"]]
    assert compared == [(task, "") for task in TASKS], "money_hand.py does not follow the shop"
    assert all(each["shop"] > 2 for each in measured["statements"]), "nothing was watched"
    for wait in measured["waits"]:
        assert len(wait["ms"]) in (4, 6), wait["what"]
        assert wait["lost"] == 0, wait["what"]
    assert "use cases that run other statements" in printed
