"""`main.py reconcile` as an operator runs it: a process, a folder, a provider over HTTP."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from main import main
from tests.payments.stripe_stand import KEY, WHSEC, Stand, standing

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
async def stand() -> AsyncIterator[Stand]:
    """A running Stripe."""
    async with standing() as made:
        yield made


async def _run(folder: Path, *arguments: str, **environment: str) -> tuple[int, str, str]:
    """Run the command; return its exit status and what it printed."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(ROOT / "main.py"),
        "reconcile",
        *arguments,
        cwd=folder,
        env={"PATH": os.environ["PATH"], "SHOP_CURRENCY": "USD", **environment},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate()
    return process.returncode or 0, out.decode(), err.decode()


async def test_a_new_shop_without_providers_has_nothing_to_compare(tmp_path: Path) -> None:
    code, out, _ = await _run(tmp_path)

    assert (code, out) == (0, "No payment provider is set up, so there are no books to compare.\n")


async def test_a_provider_is_asked_with_the_shops_keys(tmp_path: Path, stand: Stand) -> None:
    keys = {
        "STRIPE_SECRET_KEY": KEY,
        "STRIPE_WEBHOOK_SECRET": WHSEC,
        "STRIPE_API_URL": stand.api_url,
    }
    well = await _run(tmp_path, "--days", "7", **keys)
    refused = await _run(tmp_path, **keys | {"STRIPE_SECRET_KEY": "sk_test_of_nobody"})

    assert (well[0], refused[0]) == (0, 1)
    assert well[1].splitlines()[0] == "stripe:"
    assert well[1].splitlines()[1].startswith("  0 payments since ")
    assert "Why: KeysRefused" in refused[1]
    assert "sk_test_of_nobody" not in "".join(refused[1:])


@pytest.mark.parametrize("days", ["0", "-1", "366", "three"])
def test_days_that_make_no_sense_are_explained(
    days: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["reconcile", f"--days={days}"])

    assert ended.value.code == 2
    assert "a number of days from 1 to 365" in capsys.readouterr().err
