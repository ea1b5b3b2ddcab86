"""Logs: one JSON line an event, or colourless lines for a person at a terminal; no secrets."""

import logging
import re
import sys
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

import structlog
from structlog.types import Processor
from structlog.typing import EventDict, WrappedLogger

HIDDEN = "[hidden]"
_TOKEN = re.compile(r"(?<!\d)\d{3,}:[A-Za-z0-9_-]{20,}")
_PASSWORD = re.compile(r"(?<=://)([^\s:/@]+):[^\s@/]+(?=@)")
_CARD = re.compile(r"(?<![\w.-])\d(?:[ -]?\d){12,18}(?!\w|\.\d)")
_PHONE = re.compile(r"(?<![\w:.-])\+\d[\d ()-]{7,17}\d(?!\w)")
_NOISY = {
    "alembic": logging.WARNING,
    "aiogram.event": logging.WARNING,
    "aiohttp.access": logging.WARNING,
    "stripe": logging.WARNING,
}


class Redactor:
    """Takes tokens, passwords, phone and card numbers, and given secrets out of every value.

    Whole numbers are left alone, so that ids stay readable.
    """

    def __init__(self, secrets: Iterable[str]) -> None:
        longest_first = sorted({secret for secret in secrets if len(secret) > 3}, key=len)[::-1]
        known = "|".join(map(re.escape, longest_first))
        self._known = re.compile(known) if known else None

    def __call__(self, _: WrappedLogger, __: str, event: EventDict) -> EventDict:
        return {name: self._clean(value) for name, value in event.items()}

    def text(self, text: str) -> str:
        """Return *text* without what must not be in a log."""
        if self._known:
            text = self._known.sub(HIDDEN, text)
        text = _PASSWORD.sub(rf"\1:{HIDDEN}", _TOKEN.sub(HIDDEN, text))
        return _PHONE.sub(HIDDEN, _CARD.sub(HIDDEN, text))

    def _clean(self, value: Any) -> Any:
        match value:
            case bool() | int() | float() | None:
                return value
            case Mapping():
                return {key: self._clean(inner) for key, inner in value.items()}
            case list() | tuple() | set() | frozenset():
                return [self._clean(inner) for inner in value]
            case _:
                return self.text(str(value))


def set_up_logs(
    secrets: Iterable[str], as_json: bool | None = None, stream: TextIO | None = None
) -> None:
    """Send structlog's and the standard library's logs to *stream* (stderr), redacted.

    *as_json* None means JSON unless *stream* is a terminal.
    """
    out = stream or sys.stderr
    json_lines = not out.isatty() if as_json is None else as_json
    handler = logging.StreamHandler(out)
    handler.setFormatter(_formatter(Redactor(secrets), json_lines=json_lines))
    logging.basicConfig(handlers=[handler], level=logging.INFO, force=True)
    for name, level in _NOISY.items():
        logging.getLogger(name).setLevel(level)
    structlog.configure(
        processors=[*_common(), structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )


def _common() -> list[Processor]:
    return [
        structlog.stdlib.filter_by_level,
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]


def _formatter(redactor: Redactor, *, json_lines: bool) -> logging.Formatter:
    foreign: list[Processor] = [*_common()[2:], structlog.stdlib.ExtraAdder()]
    ending: list[Processor] = [structlog.processors.JSONRenderer(ensure_ascii=False)]
    if not json_lines:
        ending = [structlog.dev.ConsoleRenderer(colors=False)]
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=foreign,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            redactor,
            *ending,
        ],
    )
