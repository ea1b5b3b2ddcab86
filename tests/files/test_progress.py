"""How far an import has come: a line that moves for people, lines now and then for logs."""

import io
from dataclasses import dataclass

from bot.files.progress import Meter


@dataclass
class Watch:
    """A watch that stands until it is put forward."""

    seconds: float = 100.0

    def __call__(self) -> float:
        """What it shows."""
        return self.seconds


class Terminal(io.StringIO):
    """Somewhere a person looks."""

    def isatty(self) -> bool:
        """It is one."""
        return True


def test_a_quick_import_says_nothing_on_its_way() -> None:
    out = io.StringIO()
    meter = Meter(out, Watch())

    meter("read", 0, 0)
    meter("read", 3, 3)
    meter("saved", 3, 3)
    meter.clear()

    assert out.getvalue() == ""


def test_a_log_gets_a_line_every_ten_seconds_with_rate_and_time_left() -> None:
    out, watch = io.StringIO(), Watch()
    meter = Meter(out, watch)

    for second in range(21):
        watch.seconds = 100 + second
        meter("read", second * 500, 1_000_000)
    meter.clear()

    assert out.getvalue().splitlines() == [
        "Reading: 5,000 of 1,000,000 rows, 500 a second, 33 min 10 s left",
        "Reading: 10,000 of 1,000,000 rows, 500 a second, 33 min 0 s left",
    ]


def test_on_a_terminal_one_line_moves_and_is_wiped_at_the_end() -> None:
    out, watch = Terminal(), Watch()
    meter = Meter(out, watch)

    meter("saved", 500, 2_000)
    watch.seconds += 2
    meter("saved", 1_000, 2_000)
    meter.clear()

    assert out.getvalue() == (
        "\r\x1b[KSaving: 1,000 of 2,000 rows, 500 a second, 2 s left\r\x1b[K"
    )


def test_a_new_stage_has_a_rate_of_its_own() -> None:
    out, watch = Terminal(), Watch()
    meter = Meter(out, watch)
    meter("read", 2_000, 2_000)
    watch.seconds += 60
    meter("pictures", 0, 7_300)
    watch.seconds += 2
    meter("pictures", 2, 7_300)

    assert out.getvalue().endswith(
        "Fetching pictures: 2 of 7,300 pictures, 1 a second, 2 h 1 min left"
    )
    assert (meter.stage, meter.done) == ("pictures", 2)


def test_the_first_look_tells_the_rows_without_knowing_how_many_there_are() -> None:
    out, watch = Terminal(), Watch()
    meter = Meter(out, watch)
    watch.seconds += 1
    meter("looked", 120_000, 0)

    assert out.getvalue() == "\r\x1b[KLooking through the file: 120,000 rows"
