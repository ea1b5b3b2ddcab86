"""Rows of one product put together, and checked against each other."""

from collections.abc import Sequence
from dataclasses import fields, replace

from bot.files.table import Row, Table
from domain.goods import ProductSheet, sku_key
from domain.imports import ImportFile

_COLUMNS = {
    "titles": "title",
    "descriptions": "description",
    "attribute_texts": "attributes",
}
_SHARED = tuple(f.name for f in fields(ProductSheet) if f.name not in ("handle", "variants"))


def gathered(kind: str, table: Table, parts: Sequence[ProductSheet]) -> ImportFile:
    """Join parts (one a row, one variant each) by handle, in the order they first came.

    What a product's later rows leave empty they share with the first; what they say
    differently is a problem, and so are a SKU that comes twice and a product without a title.
    """
    groups: dict[str, list[tuple[Row, ProductSheet]]] = {}
    for row, part in zip(table.rows, parts, strict=True):
        groups.setdefault(part.handle, []).append((row, part))
    row_of = _row_of(table.rows, parts)
    products = tuple(_joined(group) for group in groups.values())
    problems = tuple(sorted(table.problems))
    return ImportFile(kind, len(table.rows), products=products, row_of=row_of, problems=problems)


def _row_of(rows: Sequence[Row], parts: Sequence[ProductSheet]) -> dict[str, int]:
    row_of: dict[str, int] = {}
    for row, part in zip(rows, parts, strict=True):
        sku = part.variants[0].sku
        first = row_of.setdefault(sku_key(sku), row.number)
        if sku and first != row.number:
            row.note("sku", f"SKU {sku} is on rows {first} and {row.number}.")
    return row_of


def _joined(group: list[tuple[Row, ProductSheet]]) -> ProductSheet:
    (row, first), *others = group
    if not first.title:
        row.note("title", "The title is missing.")
    for other_row, other in others:
        _compare(row, first, other_row, other)
    return replace(first, variants=tuple(part.variants[0] for _, part in group))


def _compare(row: Row, first: ProductSheet, other_row: Row, other: ProductSheet) -> None:
    for name in _SHARED:
        said = getattr(other, name)
        if said and said != getattr(first, name):
            column = _COLUMNS.get(name, name)
            other_row.note(
                column,
                f"The {column} differs from row {row.number} of the same product "
                f"({first.handle}). Leave it empty, or give this row another product.",
            )
