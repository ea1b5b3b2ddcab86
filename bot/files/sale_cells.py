"""The three cells of a sale: what an article costs meanwhile, from when, and until when."""

import re
from datetime import UTC, datetime, timedelta
from functools import partial

from bot.files import cells
from bot.files.table import Row, WrongCell
from domain.sales import Reduction

COLUMNS = ("sale_price", "sale_from", "sale_until")
_PRICE, _FROM, _UNTIL = COLUMNS
_DAY = timedelta(days=1)
_MOMENT = re.compile(
    r"(?:(20\d{2})-(\d{1,2})-(\d{1,2})|(\d{1,2})\.(\d{1,2})\.(20\d{2}))"
    r"(?:[ T](\d{1,2}):(\d{2})(?::00)?)?"
)


def reduction(row: Row, currency: str) -> Reduction | None:
    """Read the sale of a row; three empty cells tell nothing of one."""
    if not any(row[column] for column in COLUMNS):
        return None
    price = row.read(_PRICE, partial(cells.money, currency=currency), None)
    starts_at = row.read(_FROM, _start, None)
    ends_at = row.read(_UNTIL, _end, None)
    if price is None or ends_at is None:
        return None
    if starts_at is not None and ends_at <= starts_at:
        row.note(_UNTIL, "The sale would end before it begins.")
        return None
    return Reduction(price, starts_at, ends_at)


def sale_cells(told: Reduction | None) -> dict[str, str]:
    """Write a sale so that `reduction` reads it back; days are whole where they can be."""
    if told is None:
        return {}
    starts_at, ends_at = told.starts_at, told.ends_at
    last = _day(ends_at - _DAY) if _is_midnight(ends_at) else _written(ends_at)
    return {
        _PRICE: str(told.price.decimal),
        _FROM: "" if starts_at is None else _written(starts_at),
        _UNTIL: last,
    }


def _written(at: datetime) -> str:
    return _day(at) if _is_midnight(at) else f"{at:%Y-%m-%d %H:%M}"


def _day(at: datetime) -> str:
    return f"{at:%Y-%m-%d}"


def _is_midnight(at: datetime) -> bool:
    return (at.hour, at.minute) == (0, 0)


def _start(text: str) -> datetime | None:
    return _read(text)[0] if cells.unguarded(text) else None


def _end(text: str) -> datetime:
    at, whole_day = _read(text)
    return at + _DAY if whole_day else at


def _read(text: str) -> tuple[datetime, bool]:
    plain = cells.unguarded(text)
    found = _MOMENT.fullmatch(plain)
    shown = f'"{plain}"' if plain else "An empty cell"
    wrong = WrongCell(f"{shown} is no day. Write it as 2026-12-31, or 2026-12-31 18:00 (UTC).")
    if not found:
        raise wrong
    year, month, day = found.group(1, 2, 3) if found[1] else found.group(6, 5, 4)
    hour, minute = found.group(7, 8) if found[7] else ("0", "0")
    try:
        at = datetime(int(year), int(month), int(day), int(hour), int(minute), tzinfo=UTC)
    except ValueError:
        raise wrong from None
    return at, found[7] is None
