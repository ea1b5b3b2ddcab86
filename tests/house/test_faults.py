"""The table of faults is whole, and every test it names exists."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_ROW = re.compile(r"^\| ([0-9][0-9–, ]*) \|.*\|$")
_NAMED = re.compile(r"`((?:tests/[\w/]+/|tests/)?(?:test_\w+|watched_logs))(?:\.py)?`")
# Of what is no fault of money or orders: of counts, imports and the like.
_ELSEWHERE = {4, 46, 47, 48, 56, 57, 62}


def _sections() -> dict[str, str]:
    text = (ROOT / "docs" / "faults.md").read_text("utf-8")
    _, *parts = re.split(r"^## ", text, flags=re.MULTILINE)
    return {part.partition("\n")[0]: part for part in parts}


def _rows(section: str) -> Iterator[tuple[set[int], str]]:
    for line in section.splitlines():
        if found := _ROW.match(line):
            yield set(_numbers(found[1])), line


def _numbers(cell: str) -> Iterator[int]:
    for each in cell.split(","):
        first, _, last = each.strip().partition("–")
        yield from range(int(first), int(last or first) + 1)


def _told(*titles: str) -> set[int]:
    sections = _sections()
    return {n for title in titles for numbers, _ in _rows(sections[title]) for n in numbers}


LINES = [line for part in _sections().values() for _, line in _rows(part)]


def test_every_fault_of_payments_has_a_row() -> None:
    assert _told("In the chat", "On a provider's page") == set(range(1, 36))


def test_every_fault_of_orders_and_money_has_a_row() -> None:
    told = _told("Orders, stock and money together")

    assert set(range(1, 65)) - told == _ELSEWHERE


@pytest.mark.parametrize("line", LINES)
def test_every_test_that_is_named_exists(line: str) -> None:
    for name in _NAMED.findall(line):
        path = name if name.startswith("tests/") else f"tests/services/{name}"

        assert (ROOT / f"{path}.py").is_file(), name


@pytest.mark.parametrize("title", ["On a provider's page", "Orders, stock and money together"])
def test_every_row_names_a_test(title: str) -> None:
    assert [line for _, line in _rows(_sections()[title]) if not _NAMED.search(line)] == []
