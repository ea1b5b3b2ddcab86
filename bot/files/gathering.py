"""Rows of one product put together, and checked against each other."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace

from bot.files.table import Row, Table
from domain.goods import ProductSheet, sku_key
from domain.imports import ImportFile, Problem
from domain.remarks import Matter, Word, remark

_COLUMNS = {
    "titles": "title",
    "descriptions": "description",
    "attribute_texts": "attributes",
}
_SHARED = tuple(f.name for f in fields(ProductSheet) if f.name not in ("handle", "variants"))


def gathered(kind: str, table: Table, parts: Sequence[ProductSheet]) -> ImportFile:
    """Join parts (one a row, one variant each) by handle, in the order they first came.

    What a product's later rows leave empty they share with the first; what they say
    differently is a problem, and so is a product without a title. SKUs that come twice are
    not looked for: see `repeated`.
    """
    groups: dict[str, list[tuple[Row, ProductSheet]]] = {}
    for row, part in zip(table.rows, parts, strict=True):
        groups.setdefault(part.handle, []).append((row, part))
    skus = tuple(
        (row.number, part.variants[0].sku) for row, part in zip(table.rows, parts, strict=True)
    )
    row_of: dict[str, int] = {}
    for number, sku in skus:
        row_of.setdefault(sku_key(sku), number)
    products = tuple(_joined(group) for group in groups.values())
    problems = tuple(sorted(table.problems))
    return ImportFile(
        kind, len(table.rows), frozenset(), products, row_of, skus, problems=problems
    )


def repeated(skus: Iterable[tuple[int, str]]) -> Iterator[Problem]:
    """Find the rows, given in any order, whose SKU stands on an earlier one already."""
    first: dict[str, int] = {}
    for number, sku in sorted(skus):
        row = first.setdefault(sku_key(sku), number)
        if sku and row != number:
            yield Problem(
                number, "sku", remark(Matter.SKU_TWICE, sku=sku, row=str(row), again=str(number))
            )


def _joined(group: list[tuple[Row, ProductSheet]]) -> ProductSheet:
    (row, first), *others = group
    if not first.title:
        row.note("title", remark(Matter.MISSING, word=Word.TITLE))
    for other_row, other in others:
        _compare(row, first, other_row, other)
    return replace(first, variants=tuple(part.variants[0] for _, part in group))


def _compare(row: Row, first: ProductSheet, other_row: Row, other: ProductSheet) -> None:
    for name in _SHARED:
        said = getattr(other, name)
        if said and said != getattr(first, name):
            column = _COLUMNS.get(name, name)
            at = str(row.number)
            told = remark(Matter.DIFFERS, word=Word(column), row=at, product=first.handle)
            other_row.note(column, told)
