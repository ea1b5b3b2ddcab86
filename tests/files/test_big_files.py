"""Big files: however they are cut, and whoever reads them, they say the same."""

import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC
from functools import partial
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.files.chunks import chunked, survey
from bot.files.pooled import Reader, Stopped, _each, parse
from bot.files.reading import read
from bot.files.table import Records
from domain.imports import Catalogue, ImportFile
from tests.files.samples import SHOPIFY, SIMPLE, said

HEADER = "sku,product,title,title_ru,category,category_ru,price,stock,options,strange\n"
SMALL = Reader("USD", part=2, whole=0, workers=0)


def put_together(file: Catalogue) -> ImportFile:
    """The parts of a file as one, but for what it is as a whole."""
    parts = list(file.parts())
    row_of: dict[str, int] = {}
    for part in parts:
        for key, row in part.row_of.items():
            row_of[key] = min(row, row_of.get(key, row))
    return ImportFile(
        file.kind,
        file.rows,
        file.fields,
        tuple(chain.from_iterable(part.products for part in parts)),
        row_of,
        tuple(sorted(chain.from_iterable(part.skus for part in parts))),
        file.categories,
        file.problems,
        file.warnings,
    )


def as_read(file: ImportFile) -> ImportFile:
    """A file read whole, its warnings in the order of its rows."""
    warnings = dict.fromkeys(sorted(file.warnings, key=lambda one: one.row))
    return replace(file, warnings=tuple(warnings))


def rows_of(*rows: tuple[str, ...]) -> bytes:
    """A file of the shop's own format."""
    return (HEADER + "".join(",".join(row) + "\n" for row in rows)).encode()


cells = st.tuples(
    st.sampled_from(["A", "a", "B", "C", "D", "E", ""]),
    st.sampled_from(["", "mug", "lamp", "Mug ", "a"]),
    st.sampled_from(["Mug", "Lamp", ""]),
    st.sampled_from(["", "Кружка"]),
    st.sampled_from(["", "Home", "Home > Tea", "Home >"]),
    st.sampled_from(["", "Дом", "Дом > Чай"]),
    st.sampled_from(["5", "7.50", "cheap", ""]),
    st.sampled_from(["", "3", "-1"]),
    st.sampled_from(["", "Size=S", "Size=M"]),
    st.sampled_from(["", "x"]),
)


@given(st.lists(cells, min_size=1, max_size=12))
@settings(max_examples=150, deadline=None)
def test_a_file_in_parts_says_what_it_says_as_a_whole(rows: list[tuple[str, ...]]) -> None:
    content = rows_of(*rows)

    assert put_together(SMALL.read(content)) == as_read(read(content, "USD"))


@pytest.mark.parametrize("text", [SIMPLE, SHOPIFY], ids=["simple", "shopify"])
def test_the_samples_in_parts_say_what_they_say_as_a_whole(text: str) -> None:
    file = put_together(Reader("USD", part=1, whole=0, workers=0).read(text.encode()))

    assert file == as_read(read(text.encode(), "USD"))


def test_other_processes_read_what_this_one_reads() -> None:
    rows = [
        (f"S-{n}", f"p{n // 3}", "Tea", "", "Home", "", "5", "1", f"Size={n}", "")
        for n in range(40)
    ]
    rows[7] = ("S-3", "p2", "Tea", "", "Home", "", "cheap", "1", "Size=9", "")
    content = rows_of(*rows)

    pooled = Reader("USD", part=4, whole=0, pool=0, workers=2).read(content)

    assert put_together(pooled) == as_read(read(content, "USD"))
    assert len(pooled.problems) == 2


def test_small_files_are_one_part() -> None:
    file = Reader("USD").read(SIMPLE.encode())

    assert isinstance(file, ImportFile)
    assert not file.parted
    assert [*file.parts()] == [file]


def test_no_product_is_in_two_parts_however_its_rows_stand() -> None:
    rows = [("1", ["a"]), ("2", ["b"]), ("3", ["a"]), ("4", ["c"]), ("5", ["b"])]
    numbered = [(int(number), cells_) for number, cells_ in rows]
    found = survey(numbered, lambda cells_: cells_[0])

    chunks = list(chunked(numbered, lambda cells_: cells_[0], found, 2))

    assert [[number for number, _ in chunk] for chunk in chunks] == [[1, 3], [2, 5], [4]]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04...", b"name,cost\nTea,5\n"])
def test_what_is_no_file_of_goods_is_told_as_of_small_ones(content: bytes) -> None:
    assert SMALL.read(content) == read(content, "USD")


def test_a_quote_that_does_not_close_is_told_and_nothing_of_the_file_is_used() -> None:
    content = rows_of(*[("A", "", "Tea", "", "", "", "5", "", "", "")] * 5) + b'B,"open'

    file = SMALL.read(content)

    assert [said(one) for one in file.problems] == [
        "Row 7 cannot be read: its quotation marks do not match."
    ]
    assert file.goods == 0


def test_reading_ends_when_nobody_wants_the_file_any_more() -> None:
    content = rows_of(*[(f"S-{n}", "", "Tea", "", "", "", "5", "", "", "") for n in range(9)])
    answers = iter([True] * 12)

    with pytest.raises(Stopped):
        SMALL.read(content, wanted=lambda: next(answers, False))


def test_how_far_reading_has_come_is_told_part_by_part() -> None:
    content = rows_of(*[(f"S-{n}", "", "Tea", "", "", "", "5", "", "", "") for n in range(5)])
    told: list[tuple[str, int, int]] = []

    SMALL.read(content, lambda *heard: told.append(heard))

    assert told == [("looked", 0, 0), ("read", 2, 5), ("read", 4, 5), ("read", 5, 5)]


def _killed_by(name: str, headers: tuple[str, ...], terms: object, chunk: object) -> object:
    os.kill(os.getpid(), signal.SIGKILL)
    return name, headers, terms, chunk


def test_a_process_that_is_killed_ends_the_reading_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.files.pooled.parse", partial(_killed_by, "any"))
    content = rows_of(*[(f"S-{n}", "", "Tea", "", "", "", "5", "", "", "") for n in range(9)])

    file = Reader("USD", part=2, whole=0, pool=0, workers=1).read(content)

    assert "was ended from outside" in said(file.problems[0])
    assert "Nothing was saved" in said(file.problems[0])
    assert file.rows == 0


def test_only_some_chunks_wait_at_a_time() -> None:
    taken: list[int] = []

    def chunks() -> Iterator[list[tuple[int, list[str]]]]:
        for n in range(50):
            taken.append(n)
            yield [(n + 2, [f"S-{n}", "Tea", "5"])]

    work = partial(parse, ("sku", "title", "price"), ("USD", UTC))
    with ThreadPoolExecutor(1) as processes:
        first = next(_each(processes, work, chunks(), 4))

    assert first.goods == 1
    assert len(taken) == 4


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1251"])
def test_a_file_is_read_from_the_disk_as_from_memory(tmp_path: Path, encoding: str) -> None:
    content = "sku;title;price\nКР-1;Кружка;5\n".encode(encoding)
    path = tmp_path / "goods.csv"
    path.write_bytes(content)

    assert list(Records(path).rows()) == list(Records(content).rows())
    assert Records(path).headers == ("sku", "title", "price")
