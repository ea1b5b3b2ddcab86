"""Long lists, a page at a time. Pages count from 0; a list without anything has one."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def pages_of(total: int, size: int) -> int:
    """Return how many pages of *size* hold *total* things."""
    return max(1, -(-total // size))


def paged(things: Sequence[T], page: int, size: int) -> tuple[Sequence[T], int, int]:
    """Return what stands on *page*, or on the nearest there is; which one that is, of how many."""
    pages = pages_of(len(things), size)
    page = min(max(page, 0), pages - 1)
    return things[page * size :][:size], page, pages


async def page_or_first(
    read: Callable[[int], Awaitable[tuple[tuple[T, ...], int]]], page: int
) -> tuple[tuple[T, ...], int, int]:
    """Return what *read* finds on *page*, or on the first where the list has become shorter;
    which one that is; and how many things all pages have.
    """
    page = max(page, 0)
    found, total = await read(page)
    if page and not found:
        page = 0
        found, total = await read(0)
    return found, page, total
