"""Pages of long lists."""

import pytest

from domain.pages import page_or_first, paged, pages_of


@pytest.mark.parametrize(("total", "pages"), [(0, 1), (1, 1), (5, 1), (6, 2), (10, 2), (11, 3)])
def test_everything_has_a_page_and_nothing_has_one_too(total: int, pages: int) -> None:
    assert pages_of(total, 5) == pages


@pytest.mark.parametrize(
    ("page", "seen"), [(-1, ("abc", 0)), (0, ("abc", 0)), (1, ("d", 1)), (2, ("d", 1))]
)
def test_a_page_that_is_none_is_the_nearest(page: int, seen: tuple[str, int]) -> None:
    assert paged("abcd", page, 3) == (*seen, 2)


def test_a_list_of_nothing_is_one_empty_page() -> None:
    assert paged((), 3, 3) == ((), 0, 1)


@pytest.mark.parametrize(("page", "asked"), [(-1, [0]), (0, [0]), (1, [1]), (2, [2, 0])])
async def test_past_the_end_of_what_is_stored_the_first_page_is_read(
    page: int, asked: list[int]
) -> None:
    read: list[int] = []

    async def look(at: int) -> tuple[tuple[str, ...], int]:
        read.append(at)
        return (("a", "b"), ("c",), ())[at], 3

    found, at, total = await page_or_first(look, page)

    assert read == asked
    assert (found, at, total) == ((("c",), 1, 3) if page == 1 else (("a", "b"), 0, 3))
