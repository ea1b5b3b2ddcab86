"""Days and times of the shop's own zone, over changes of the clock."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from domain.local_time import (
    SkippedTime,
    begins_a_day,
    day_begins,
    day_ends,
    moment_of,
    zone_named,
)

BERLIN = zone_named("Europe/Berlin")  # forward on 29 March 2026 at 2, back on 25 October at 3
BEIRUT = zone_named("Asia/Beirut")  # forward at midnight
FORWARD, BACK = date(2026, 3, 29), date(2026, 10, 25)
_DAYS = some.dates(date(2000, 1, 1), date(2037, 12, 31))
_ZONES = some.sampled_from(["UTC", "Europe/Berlin", "Asia/Beirut", "America/Havana", "Asia/Tokyo"])


def at(text: str) -> datetime:
    """A moment in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "first", "hours"),
    [
        (date(2026, 3, 28), "2026-03-27T23:00", 24),
        (FORWARD, "2026-03-28T23:00", 23),
        (date(2026, 3, 30), "2026-03-29T22:00", 24),
        (BACK, "2026-10-24T22:00", 25),
    ],
)
def test_a_day_is_as_long_as_the_clocks_have_it(day: date, first: str, hours: int) -> None:
    assert day_begins(day, BERLIN) == at(first)
    assert day_ends(day, BERLIN) - day_begins(day, BERLIN) == timedelta(hours=hours)


def test_a_time_that_is_skipped_is_none() -> None:
    assert moment_of(FORWARD, time(1, 59), BERLIN) == at("2026-03-29T00:59")
    with pytest.raises(SkippedTime, match="2026-03-29 02:30"):
        moment_of(FORWARD, time(2, 30), BERLIN)
    assert moment_of(FORWARD, time(3), BERLIN) == at("2026-03-29T01:00")


def test_of_a_time_that_comes_twice_the_first_is_meant() -> None:
    assert moment_of(BACK, time(2, 30), BERLIN) == at("2026-10-25T00:30")


def test_a_day_whose_midnight_is_skipped_begins_after_it() -> None:
    day = date(2026, 3, 29)

    assert day_begins(day, BEIRUT) == at("2026-03-28T22:00")
    assert day_begins(day, BEIRUT).astimezone(BEIRUT).time() == time(1)
    assert begins_a_day(day_begins(day, BEIRUT), BEIRUT)


@given(_DAYS, _ZONES)
def test_days_follow_one_another_without_a_gap(day: date, name: str) -> None:
    zone = zone_named(name)

    assert day_ends(day, zone) == day_begins(day + timedelta(days=1), zone)
    assert begins_a_day(day_begins(day, zone), zone)
    assert day_begins(day, zone).astimezone(zone).date() == day


@pytest.mark.parametrize("name", ["Mars/Olympus", "Europe", "../etc/passwd", "/etc/passwd"])
def test_what_is_no_zone_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        zone_named(name)
