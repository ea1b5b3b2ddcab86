"""The three cells of a sale: what an article costs meanwhile, from when, and until when."""

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import partial

from bot.files import cells
from bot.files.table import Row, WrongCell
from domain.local_time import SkippedTime, begins_a_day, day_begins, day_ends, moment_of
from domain.remarks import Matter, remark
from domain.sales import Reduction

COLUMNS = ("sale_price", "sale_from", "sale_until")
_PRICE, _FROM, _UNTIL = COLUMNS
_SECOND = timedelta(seconds=1)
_MOMENT = re.compile(
    r"(?:(20\d{2})-(\d{1,2})-(\d{1,2})|(\d{1,2})\.(\d{1,2})\.(20\d{2}))"
    r"(?:[ T](\d{1,2}):(\d{2})(?::00)?(Z)?)?"
)


def reduction(row: Row, currency: str, zone: tzinfo) -> Reduction | None:
    """Read the sale of a row, its days in *zone*; three empty cells tell nothing of one."""
    if not any(row[column] for column in COLUMNS):
        return None
    price = row.read(_PRICE, partial(cells.money, currency=currency), None)
    starts_at = row.read(_FROM, partial(first_moment, zone=zone), None)
    ends_at = row.read(_UNTIL, partial(last_moment, zone=zone), None)
    if price is None or ends_at is None:
        return None
    if starts_at is not None and ends_at <= starts_at:
        row.note(_UNTIL, remark(Matter.ENDS_FIRST))
        return None
    return Reduction(price, starts_at, ends_at)


def sale_cells(told: Reduction | None, zone: tzinfo) -> dict[str, str]:
    """Write a sale so that `reduction` reads it back; days are whole where they can be."""
    if told is None:
        return {}
    starts_at, ends_at = told.starts_at, told.ends_at
    whole = begins_a_day(ends_at, zone)
    return {
        _PRICE: str(told.price.decimal),
        _FROM: "" if starts_at is None else _written(starts_at, zone),
        _UNTIL: _day(ends_at - _SECOND, zone) if whole else _written(ends_at, zone),
    }


def _written(at: datetime, zone: tzinfo) -> str:
    """A moment in words that mean it: of an hour that comes twice, the second has its UTC."""
    if begins_a_day(at, zone):
        return _day(at, zone)
    there = at.astimezone(zone)
    return f"{there:%Y-%m-%d %H:%M}" if not there.fold else f"{at.astimezone(UTC):%Y-%m-%d %H:%M}Z"


def _day(at: datetime, zone: tzinfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d}"


def first_moment(text: str, zone: tzinfo) -> datetime | None:
    """Read when a sale begins; an empty cell is None, at once. Raises `WrongCell`."""
    return _read(text, zone, begins=True) if cells.unguarded(text) else None


def last_moment(text: str, zone: tzinfo) -> datetime:
    """Read when a sale ends, UTC; a day is meant as a whole. Raises `WrongCell`."""
    return _read(text, zone, begins=False)


def _read(text: str, zone: tzinfo, *, begins: bool) -> datetime:
    plain = cells.unguarded(text)
    found = _MOMENT.fullmatch(plain)
    wrong = WrongCell(remark(Matter.NO_DAY, text=plain) if plain else remark(Matter.EMPTY_DAY))
    if not found:
        raise wrong
    year, month, day_ = found.group(1, 2, 3) if found[1] else found.group(6, 5, 4)
    try:
        day = date(int(year), int(month), int(day_))
        minute = time(int(found[7]), int(found[8])) if found[7] else None
        if minute:
            return moment_of(day, minute, UTC if found[9] else zone)
    except ValueError:
        raise wrong from None
    except SkippedTime:
        raise WrongCell(remark(Matter.DAY_SKIPPED, text=plain)) from None
    return day_begins(day, zone) if begins else day_ends(day, zone)
