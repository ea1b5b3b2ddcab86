"""A catalogue file, recognised by its headers."""

from pathlib import Path

from bot.files import shopify, simple
from bot.files.table import NoTable, read_table
from domain.imports import ImportFile, Problem

LARGEST = 20 * 1024 * 1024  # bytes; what Telegram lets a bot download


def read(source: Path | bytes, currency: str) -> ImportFile:
    """Read Shopify's product CSV or the shop's own; prices are in *currency*.

    Never raises for what is in the file: that is told in the answer's problems.
    """
    content = source if isinstance(source, bytes) else source.read_bytes()
    if len(content) > LARGEST:
        return _unreadable("The file is over 20 MB. Send it in parts.")
    try:
        table = read_table(content)
    except NoTable as error:
        return _unreadable(str(error))
    if simple.recognises(table.headers):
        return simple.read_simple(table, currency)
    if shopify.recognises(table.headers):
        return shopify.read_shopify(table, currency)
    return _unreadable(_unknown(table.headers))


def _unreadable(text: str) -> ImportFile:
    return ImportFile("", 0, problems=(Problem(0, "", text),))


def _unknown(headers: tuple[str, ...]) -> str:
    missing = ", ".join(name for name in simple.REQUIRED if name not in headers)
    found = ", ".join(filter(None, headers)) or "none"
    return f"Columns that must be there are not: {missing}. The headers found: {found}."
