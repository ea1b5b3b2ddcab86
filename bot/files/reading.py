"""A catalogue file, recognised by its headers."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from bot.files import shopify, simple
from bot.files.gathering import repeated
from bot.files.table import NoTable, Numbered, Records, Table, table_of
from domain.imports import ImportFile, Problem

Format = Callable[[Table, str], ImportFile]


def read(source: Path | bytes, currency: str) -> ImportFile:
    """Read Shopify's product CSV or the shop's own; prices are in *currency*.

    Never raises for what is in the file: that is told in the answer's problems.
    """
    try:
        records = Records(source)
        return read_rows(records.headers, records.rows(), currency)
    except NoTable as error:
        return unreadable(str(error))


def read_rows(headers: tuple[str, ...], rows: Iterable[Numbered], currency: str) -> ImportFile:
    """Read rows that make a whole file.

    Raises:
        NoTable: What gives the rows does.
    """
    file = read_part(headers, rows, currency)
    return replace(file, problems=tuple(sorted([*file.problems, *repeated(file.skus)])))


def read_part(headers: tuple[str, ...], rows: Iterable[Numbered], currency: str) -> ImportFile:
    """Read some rows of a file, in which SKUs of other rows may come again."""
    if simple.recognises(headers):
        return simple.read_simple(table_of(headers, rows), currency)
    if shopify.recognises(headers):
        return shopify.read_shopify(table_of(headers, rows), currency)
    return unreadable(_unknown(headers))


def product_key(headers: tuple[str, ...]) -> Callable[[list[str]], str] | None:
    """Return what tells the cells of one product from others'; None: no file of ours."""
    if simple.recognises(headers):
        return simple.key_of(headers)
    return shopify.key_of(headers) if shopify.recognises(headers) else None


def unreadable(text: str) -> ImportFile:
    """Return a file of which nothing can be read."""
    return ImportFile("", 0, problems=(Problem(0, "", text),))


def _unknown(headers: tuple[str, ...]) -> str:
    missing = ", ".join(name for name in simple.REQUIRED if name not in headers)
    found = ", ".join(filter(None, headers)) or "none"
    return f"Columns that must be there are not: {missing}. The headers found: {found}."
