"""A catalogue file, recognised by its headers."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, tzinfo
from pathlib import Path

from bot.files import shopify, simple, woocommerce
from bot.files.gathering import repeated
from bot.files.headings import other_money, shown
from bot.files.kinds import NoTable
from bot.files.table import Numbered, Records, Table, table_of
from domain.imports import ImportFile, Problem
from domain.remarks import Matter, Remark, Word, remark

Format = Callable[[Table, str], ImportFile]


def read(source: Path | bytes, currency: str, zone: tzinfo = UTC) -> ImportFile:
    """Read a table of the shop, Shopify or WooCommerce; prices in *currency*, days in *zone*.

    Never raises for what is in the file: that is told in the answer's problems.
    """
    try:
        records = open_records(source, currency)
        return noted(read_rows(records.headers, records.rows(), currency, zone), records.notes)
    except NoTable as error:
        return unreadable(error.remark)


def open_records(source: Path | bytes, currency: str) -> Records:
    """Open a file of either kind.

    Raises:
        NoTable: It is none, has a column of ours twice, or says that prices are in other money.
        OSError: It cannot be read.
    """
    records = Records(source, _recognised)
    headers = records.headers
    means = _means(headers)
    for name in filter(means, dict.fromkeys(headers)):
        if headers.count(name) > 1:
            raise NoTable(remark(Matter.TWICE, column=name))
    if word := other_money(records.renamed, currency):
        raise NoTable(remark(Matter.OTHER_MONEY, column=word, currency=currency))
    return records


def _recognised(headers: tuple[str, ...]) -> bool:
    return any(one.recognises(headers) for one in (simple, shopify, woocommerce))


def _means(headers: tuple[str, ...]) -> Callable[[str], bool]:
    if simple.recognises(headers):
        return simple.means
    return woocommerce.means if woocommerce.recognises(headers) else shopify.means


def noted(file: ImportFile, notes: Iterable[Remark]) -> ImportFile:
    """Return a file with what is worth knowing of it as a whole."""
    return replace(file, warnings=(*(Problem(0, "", note) for note in notes), *file.warnings))


def read_rows(
    headers: tuple[str, ...], rows: Iterable[Numbered], currency: str, zone: tzinfo = UTC
) -> ImportFile:
    """Read rows that make a whole file.

    Raises:
        NoTable: What gives the rows does.
    """
    file = read_part(headers, rows, currency, zone)
    if not file.rows and not file.problems:
        return replace(file, problems=(Problem(0, "", remark(Matter.NO_GOODS)),))
    return replace(file, problems=tuple(sorted([*file.problems, *repeated(file.skus)])))


def read_part(
    headers: tuple[str, ...], rows: Iterable[Numbered], currency: str, zone: tzinfo = UTC
) -> ImportFile:
    """Read some rows of a file, in which SKUs of other rows may come again."""
    if simple.recognises(headers):
        return simple.read_simple(table_of(headers, rows), currency, zone)
    if shopify.recognises(headers):
        return shopify.read_shopify(table_of(headers, rows), currency)
    if woocommerce.recognises(headers):
        return woocommerce.read_woocommerce(table_of(headers, rows), currency, zone)
    return unreadable(_unknown(headers))


def product_key(headers: tuple[str, ...]) -> Callable[[list[str]], str] | None:
    """Return what tells the cells of one product from others'; None: no file of ours."""
    if simple.recognises(headers):
        return simple.key_of(headers)
    if shopify.recognises(headers):
        return shopify.key_of(headers)
    return woocommerce.key_of(headers) if woocommerce.recognises(headers) else None


def unreadable(why: Remark) -> ImportFile:
    """Return a file of which nothing can be read."""
    return ImportFile("", 0, problems=(Problem(0, "", why),))


def _unknown(headers: tuple[str, ...]) -> Remark:
    missing = tuple(Word(name) for name in simple.REQUIRED if name not in headers)
    return remark(Matter.NOT_THERE, columns=missing, found=shown(headers))
