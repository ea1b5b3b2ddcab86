"""Days and times as the shop's clock on the wall has them; moments are kept in UTC."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from domain.errors import ShopError

_DAY = timedelta(days=1)


@dataclass(eq=False)
class SkippedTime(ShopError):
    """A time that no clock of the zone ever shows: it is put forward then.

    *text* is the time as it may be typed, such as "2026-03-29 02:30".
    """

    text: str


def zone_named(name: str) -> tzinfo:
    """Return a zone by its IANA name, such as "Europe/Berlin".

    Raises:
        ValueError: There is none.
    """
    if name.upper() == "UTC":
        return UTC  # needs no table of zones
    try:
        return ZoneInfo(name)
    except (KeyError, OSError, ValueError) as error:  # a folder is an OSError
        raise ValueError(name) from error


def known_zone(name: str) -> str:
    """Return the name of a zone as it is. Raises `ValueError` if there is none."""
    zone_named(name)
    return name


def day_begins(day: date, zone: tzinfo) -> datetime:
    """Return the first moment of a day, in UTC: midnight, or what follows one that is skipped."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


def day_ends(day: date, zone: tzinfo) -> datetime:
    """Return the moment a day is over, in UTC; days are 23, 24 or 25 hours long."""
    return day_begins(day + _DAY, zone)


def moment_of(day: date, at: time, zone: tzinfo) -> datetime:
    """Return when it is that time, in UTC; the first of the two if clocks are put back over it.

    Raises:
        SkippedTime: It never is.
    """
    there = datetime.combine(day, at, zone)
    moment = there.astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) != there.replace(tzinfo=None):
        raise SkippedTime(f"{there:%Y-%m-%d %H:%M}")
    return moment


def begins_a_day(moment: datetime, zone: tzinfo) -> bool:
    """Whether a day begins at that moment."""
    return day_begins(moment.astimezone(zone).date(), zone) == moment
