"""The statements that read a page out of SQLite's index over the bags."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    Select,
    bindparam,
    column,
    func,
    literal_column,
    select,
    table,
)

from domain.search.wishes import Order
from storage.looks import Look
from storage.search_questions import (
    AFTER,
    IN_PRICE,
    IN_PRICE_MET,
    MOST,
    PRICED,
    SORTINGS,
    WANTED,
)
from storage.tables.search import FULL_TEXT
from storage.tables.search import search_docs as docs

_fts = table(FULL_TEXT, column("rowid", BigInteger))
_walked: BindParameter[int] = bindparam("walked", type_=BigInteger)
_found = literal_column(FULL_TEXT).op("MATCH", is_comparison=True)(WANTED)


def _limited(statement: Select[Any]) -> Select[Any]:
    return statement.order_by(statement.selected_columns[0]).limit(MOST)


# The index itself is in the order of ranks, so reading stops with the page.
_ranked = select(_fts.c.rowid.label("id")).where(_found, _fts.c.rowid > AFTER)
_with_docs = _fts.join(docs, docs.c.id == _fts.c.rowid)
RANKED = Look(_limited(_ranked))
RANKED_IN_PRICE = Look(_limited(_ranked.select_from(_with_docs).where(IN_PRICE)))


SORTED = {
    order: Look(
        select(docs.c.id, sorting.key.label("value"), docs.c.product_id)
        .select_from(_with_docs)
        .where(_found, IN_PRICE, sorting.follows)
        .order_by(*sorting.order)
        .limit(MOST)
    )
    for order, sorting in SORTINGS.items()
}


def _along(order: Order) -> Look:
    within = IN_PRICE if order in PRICED else IN_PRICE_MET
    return Look(SORTINGS[order].following(_walked, docs.c.bag, within=[within]))


WALKED = {order: _along(order) for order in SORTINGS}


_sampled = select(docs.c.id, docs.c.price).select_from(_with_docs).where(_found, IN_PRICE)
SAMPLE = Look(_sampled.order_by(_fts.c.rowid).limit(MOST))


def _ends(column: Any, *within: ColumnElement[bool]) -> Look:
    """Two look-ups in an index: SQLite reads all rows when asked for both ends at once."""
    ends = (select(end(column)).where(*within).scalar_subquery() for end in (func.min, func.max))
    return Look(select(*(one.label(name) for one, name in zip(ends, _NAMES, strict=True))))


_NAMES = ("first", "last")
SPAN = _ends(docs.c.created_at)
PRICES = _ends(docs.c.price, IN_PRICE)
