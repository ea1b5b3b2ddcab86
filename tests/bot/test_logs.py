"""Logs say what happened and keep secrets and people's numbers to themselves."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from bot.logs import HIDDEN, Redactor, set_up_logs

TOKEN = "123456:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
clean = Redactor(["top-secret", ""]).text


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    """Where the logs of a running shop go; logging is as before afterwards."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    noisy = {name: logging.getLogger(name).level for name in ("aiogram.event", "aiohttp.access")}
    yield io.StringIO()
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, before in noisy.items():
        logging.getLogger(name).setLevel(before)
    structlog.reset_defaults()


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    """The logged lines, each of which is one JSON object."""
    return [json.loads(line) for line in stream.getvalue().splitlines()]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            f"https://api.telegram.org/bot{TOKEN}/getMe",
            f"https://api.telegram.org/bot{HIDDEN}/getMe",
        ),
        ("postgresql://shop:hush@db/shop", f"postgresql://shop:{HIDDEN}@db/shop"),
        ("call +7 999 123-45-67 now", f"call {HIDDEN} now"),
        ("card 4111 1111 1111 1111.", f"card {HIDDEN}."),
        ("card 4111111111111111", f"card {HIDDEN}"),
        ("a top-secret thing", f"a {HIDDEN} thing"),
    ],
)
def test_secrets_and_numbers_of_people_are_hidden(text: str, shown: str) -> None:
    assert clean(text) == shown


@pytest.mark.parametrize(
    "text", ["order 17", "2026-11-21T01:02:03.123456Z", "BM-1: 4 -> 9", "chat -1001234567890123"]
)
def test_what_helps_to_understand_stays(text: str) -> None:
    assert clean(text) == text


def test_one_event_is_one_line_of_json_without_secrets(stream: io.StringIO) -> None:
    set_up_logs(["top-secret"], as_json=True, stream=stream)

    structlog.get_logger("shop").info(
        "sent", chat=1234567890123456, to=["top-secret", {"a": None}]
    )
    logging.getLogger("library").warning("said %s", "top-secret")

    ours, theirs = lines(stream)
    assert (ours["event"], ours["level"], ours["logger"]) == ("sent", "info", "shop")
    assert ours["chat"] == 1234567890123456
    assert ours["to"] == [HIDDEN, {"a": None}]
    assert theirs["event"] == f"said {HIDDEN}"


def test_a_traceback_is_logged_without_secrets(stream: io.StringIO) -> None:
    set_up_logs(["top-secret"], as_json=True, stream=stream)
    try:
        raise RuntimeError("top-secret")
    except RuntimeError:
        structlog.get_logger("shop").exception("failed", update_id=5)

    (line,) = lines(stream)
    assert line["update_id"] == 5
    assert "RuntimeError" in line["exception"]
    assert "top-secret" not in stream.getvalue()


def test_a_person_at_a_terminal_reads_words_and_not_json(stream: io.StringIO) -> None:
    set_up_logs([], as_json=False, stream=stream)

    structlog.get_logger("shop").info("open", page="http://localhost")

    assert "open" in stream.getvalue()
    assert not stream.getvalue().startswith("{")


def test_each_handled_update_is_not_worth_a_line(stream: io.StringIO) -> None:
    set_up_logs([], as_json=True, stream=stream)

    logging.getLogger("aiogram.event").info("Update id=1 is handled")
    logging.getLogger("aiogram.event").error("but this is")

    assert [line["event"] for line in lines(stream)] == ["but this is"]
