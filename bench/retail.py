"""Reads a shop's books as Online Retail has them: who bought what, and when."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

COLUMNS = (
    "InvoiceNo", "StockCode", "Description", "Quantity",
    "InvoiceDate", "UnitPrice", "CustomerID", "Country",
)  # fmt: skip
_FORMS = (
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%dT%H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%m/%d/%Y %H:%M",
    "%m/%d/%y %H:%M",
    "%d/%m/%Y %H:%M",
    "%d/%m/%y %H:%M",
    "%d.%m.%Y %H:%M",
    "%d-%m-%Y %H:%M",
)
Row = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Invoice:
    """What a customer bought at some moment, each product once, as numbers from 1 on."""

    customer: str
    at: datetime
    products: tuple[int, ...]


def read_invoices(file: Path) -> list[Invoice]:
    """Read invoices, the earliest first.

    The columns are `COLUMNS`, in UTF-8 (with or without a byte order mark) or Latin-1. Left
    out are cancelled invoices (their number begins with C) and lines without a customer, a
    price or pieces. All dates of a file are in one form, the first that fits all of them.

    Raises:
        ValueError: A column is missing, or the dates are in no known form.
    """
    codes: dict[str, dict[str, None]] = {}
    about: dict[str, tuple[str, str]] = {}
    for row in filter(_counts, _rows(file)):
        invoice = _cell(row, "InvoiceNo")
        codes.setdefault(invoice, {})[_cell(row, "StockCode")] = None
        about.setdefault(invoice, (_cell(row, "CustomerID"), _cell(row, "InvoiceDate")))
    moment = _moments(date for _, date in about.values())
    numbers = {
        code: n for n, code in enumerate(sorted({c for of in codes.values() for c in of}), 1)
    }
    return [
        Invoice(about[no][0], moment[about[no][1]], tuple(sorted(numbers[c] for c in codes[no])))
        for no in sorted(codes, key=lambda no: (moment[about[no][1]], no))
    ]


def _rows(file: Path) -> Iterable[Row]:
    raw = file.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    rows = csv.DictReader(text.splitlines())
    missing = set(COLUMNS) - set(rows.fieldnames or ())
    if missing:
        raise ValueError(f"{file.name} has no column {', '.join(sorted(missing))}")
    return rows


def _counts(row: Row) -> bool:
    cancelled = _cell(row, "InvoiceNo").upper().startswith("C")
    known = _cell(row, "CustomerID") not in ("", "NA")
    return (
        not cancelled and known and _number(row, "Quantity") > 0 and _number(row, "UnitPrice") > 0
    )


def _cell(row: Row, column: str) -> str:
    return (row[column] or "").strip()


def _number(row: Row, column: str) -> float:
    try:
        return float(_cell(row, column).replace(",", "."))
    except ValueError:
        return 0.0


def _moments(dates: Iterable[str]) -> dict[str, datetime]:
    texts = set(dates)
    for form in _FORMS:
        try:
            return {text: datetime.strptime(text, form).replace(tzinfo=UTC) for text in texts}
        except ValueError:
            continue
    raise ValueError(f"InvoiceDate is in no known form, as in {min(texts)!r}")
