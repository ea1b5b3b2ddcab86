"""Cells as WooCommerce writes them: lists, numbered attributes, weights, prices with sales."""

import html
import re
from collections.abc import Callable, Iterator
from datetime import datetime, tzinfo
from decimal import Decimal
from functools import partial

from bot.files import cells
from bot.files.foreign import cut, is_zero, pieces_left
from bot.files.sale_cells import first_moment, last_moment
from bot.files.table import Row, WrongCell
from domain.goods import Pairs
from domain.imports import Problem
from domain.money import Money
from domain.remarks import Matter, Word, remark
from domain.sales import Reduction

SALE_STARTS, SALE_ENDS = "date sale price starts", "date sale price ends"
_COMMA = re.compile(r"(?<!\\),")  # one that belongs to a name has a backslash before it
_WHOLE_DAY = re.compile(r"[ T](0?0:00:00|23:59:59)$")
_NUMBER = re.compile(r"\d{1,9}([.,]\d{1,9})?")
_GRAMS = {
    **{"kg": Decimal(1000), "g": Decimal(1)},
    **{"lbs": Decimal("453.59237"), "oz": Decimal("28.349523125")},
}
Tagged = tuple[Money, Money | None, Reduction | None]  # a price, an earlier one, a sale


def listed(text: str) -> tuple[str, ...]:
    """Return the parts of a list, "Red, Blue"."""
    parts = (part.replace("\\,", ",").strip() for part in _COMMA.split(text))
    return tuple(part for part in parts if part)


def attribute_names(row: Row) -> Iterator[tuple[int, str]]:
    """Return the numbers and names of a row's attributes."""
    number = 1
    while f"attribute {number} name" in row.cells:
        if name := html.unescape(row[f"attribute {number} name"]):
            yield number, name
        number += 1


def options_of(row: Row) -> Pairs:
    """Read what tells a variation apart; an attribute that says nothing is left out."""
    read = partial(cells.line, kind="option")
    pairs = (
        (_option(name, row, number), row.read(f"attribute {number} value(s)", read, ""))
        for number, name in attribute_names(row)
    )
    found = tuple((name, html.unescape(value)) for name, value in pairs if value)
    if len(found) > cells.MOST_OPTIONS:
        most = cells.MOST_OPTIONS
        row.note("attribute 1 name", remark(Matter.MANY_OPTIONS, n=len(found), most=most))
    return found


def attributes_of(row: Row, but: set[str], warnings: list[Problem]) -> Pairs:
    """Read what a product shows of itself *but* for some; as much of it as the shop shows."""
    shown = [
        (_option(name, row, number), html.unescape(row[f"attribute {number} value(s)"]), number)
        for number, name in attribute_names(row)
        if name not in but and row[f"attribute {number} visible"] != "0"
    ]
    told = [one for one in shown if one[1]]
    most = cells.MOST_ATTRIBUTES
    if len(told) > most:
        many = remark(Matter.MANY_ATTRIBUTES, n=len(told), most=most)
        warnings.append(Problem(row.number, "attribute 1 name", many))
    return tuple((name, _value(row, number, said, warnings)) for name, said, number in told[:most])


def _option(name: str, row: Row, number: int) -> str:
    return row.read(f"attribute {number} name", lambda _: cells.line(name, "option"), "?")


def _value(row: Row, number: int, said: str, warnings: list[Problem]) -> str:
    column = f"attribute {number} value(s)"
    return cut(row, column, Word.OPTION, ", ".join(listed(said)), warnings)


def weight_of(row: Row) -> int | None:
    """Read the weight in grams; the header says in what it is."""
    header = next((one for one in row.cells if one.startswith("weight (")), "")
    if is_zero(row[header]):
        return None
    unit = _GRAMS.get(header.removeprefix("weight (").removesuffix(")"), Decimal(1))

    def parse(text: str) -> int | None:
        if not _NUMBER.fullmatch(text):
            raise WrongCell(remark(Matter.NO_WEIGHT, text=text))
        return cells.grams(f"{max(1, round(Decimal(text.replace(',', '.')) * unit))} g")

    return row.read(header, parse, None)


def stock_of(row: Row, warnings: list[Problem]) -> int | None:
    """Read the count; None where nobody counts there, or variations share one."""
    if row["stock"].lower() == "parent":
        warnings.append(Problem(row.number, "stock", remark(Matter.STOCK_SHARED)))
        return None
    if not row["stock"]:
        return 0 if row["in stock?"] == "0" else None
    return pieces_left(row, "stock", warnings)


def prices_of(row: Row, currency: str, zone: tzinfo, warnings: list[Problem]) -> Tagged:
    """Read what it costs; a lower price without days is simply its price, with the other beside.

    A sale with a first day and no last one is left out, and told.
    """
    read = partial(cells.money, currency=currency)
    regular = row.read("regular price", read, Money(1, currency))
    if is_zero(row["sale price"]):
        return regular, None, None
    sale = row.read("sale price", read, regular)
    if row[SALE_ENDS]:
        return regular, None, _reduction(row, sale, zone)
    if row[SALE_STARTS]:
        warnings.append(Problem(row.number, SALE_ENDS, remark(Matter.SALE_ENDLESS)))
        return regular, None, None
    return (sale, regular, None) if sale < regular else (regular, None, None)


def _reduction(row: Row, price: Money, zone: tzinfo) -> Reduction | None:
    starts_at = row.read(SALE_STARTS, _day(first_moment, zone), None)
    ends_at = row.read(SALE_ENDS, _day(last_moment, zone), None)
    if starts_at and ends_at and ends_at <= starts_at:
        row.note(SALE_ENDS, remark(Matter.ENDS_FIRST))
        return None
    return Reduction(price, starts_at, ends_at) if ends_at else None


def _day(
    parse: Callable[[str, tzinfo], datetime | None], zone: tzinfo
) -> Callable[[str], datetime | None]:
    """Have *parse* read a day that is written with its first or last second."""
    return lambda text: parse(_WHOLE_DAY.sub("", text), zone)
