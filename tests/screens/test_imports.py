"""What an import did, as the admin who sent the file reads it."""

from bot.screens.imports import result_screen
from domain.imports import ImportResult
from domain.remarks import Matter, remark
from tests.screens.samples import T, keeps_limits


def _result(pictures: int) -> ImportResult:
    """One that could not have so many pictures."""
    why = remark(Matter.IS_EMPTY)
    gone = tuple((f"https://shop.example/{n}.jpg", why) for n in range(pictures))
    return ImportResult(0, 0, pictures, 0, 0, 0, gone)


def test_of_many_pictures_that_cannot_be_had_it_says_how_many_more_there_are() -> None:
    few, many = (result_screen(_result(count), T) for count in (6, 20))

    assert "more" not in few.text
    assert "and 14 more" in many.text
    assert keeps_limits(many)
