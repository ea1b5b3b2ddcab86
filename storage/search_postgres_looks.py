"""The statements that read a page out of PostgreSQL's indexes over the bags."""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from sqlalchemy import ColumnElement, Subquery, and_, literal_column, select, union_all

from domain.search.bags import FRONTS
from domain.search.wishes import Order
from storage.looks import Look
from storage.search_questions import (
    AFTER,
    HIGH,
    IN_PRICE,
    LOW,
    MOST,
    PRICED,
    RANK,
    SORTINGS,
    WANTED,
    Sorting,
)
from storage.tables.search import question
from storage.tables.search import search_docs as docs

# A question in a SELECT of its own: PostgreSQL cannot look into it when it plans, takes the
# index over the bags, and never reads all rows in the hope of meeting enough that fit.
_fits = docs.c.bag.op("@@", is_comparison=True)(select(question(WANTED)).scalar_subquery())

# PostgreSQL takes words for independent and reads the wrong way when they are not; so it is
# told to walk along an index, or to gather all that fits from the bags' own.


@cache
def walked_by(order: Order | None, rows: int) -> Look:
    """What fits of so many rows along an order, None by rank; a price is seen when it is met.

    The number stands in the statement: PostgreSQL plans one that is asked often for any
    number, would expect a tenth of the table, and read and sort all of it.
    """
    sorting = SORTINGS[order] if order else RANK
    number: ColumnElement[int] = literal_column(str(rows))
    columns = (docs.c.price, docs.c.bag)
    if order:
        within = [IN_PRICE] if order in PRICED else []
        along = sorting.following(number, *columns, within=within)
    else:
        ranked = select(docs.c.id, sorting.key.label("value"), *columns).where(docs.c.id > AFTER)
        along = ranked.order_by(docs.c.id).limit(number)
    window = along.subquery()
    fits = window.c.bag.op("@@", is_comparison=True)(question(WANTED))
    met = select(window.c.id, window.c.value, window.c.price)
    met = met.where(fits, window.c.price.between(LOW, HIGH))
    value = window.c.value.desc() if sorting.downwards else window.c.value.asc()
    return Look(met.order_by(value, window.c.id).limit(MOST))


# Goods in each part of the index; the numbers stand there, so the planner knows which has all.
_ENDS: list[ColumnElement[int]] = [literal_column(str(end)) for end in FRONTS]
_PLACES = [
    docs.c.id < _ENDS[0],
    *(and_(docs.c.id >= low, docs.c.id < high) for low, high in pairwise(_ENDS)),
    docs.c.id >= _ENDS[-1],
]


def _gathered(sorting: Sorting, places: Sequence[ColumnElement[bool]]) -> Subquery:
    """What fits at *places*, each of which has an index over its bags, for itself.

    So no other index, no order and no limit has a say in the way there: what is behind an
    OFFSET is planned alone.
    """
    columns = (docs.c.id, docs.c.price, sorting.key.label("value"))
    found = [select(*columns).where(_fits, place) for place in places]
    return union_all(*found).offset(literal_column("0")).subquery()


def _sorted_by(sorting: Sorting) -> Look:
    found = _gathered(sorting, _PLACES)
    id_, value = found.c.id, found.c.value
    order = value.desc() if sorting.downwards else value.asc()
    wanted = select(found).where(found.c.price.between(LOW, HIGH), sorting.behind(value, id_))
    return Look(wanted.order_by(order, id_).limit(MOST))


def _by_rank(*places: ColumnElement[bool]) -> Look:
    found = _gathered(RANK, places)
    wanted = select(found).where(found.c.price.between(LOW, HIGH), found.c.id > AFTER)
    return Look(wanted.order_by(found.c.id).limit(MOST))


GATHERED = _by_rank(*_PLACES)
GATHERED_IN_PARTS = [_by_rank(place) for place in _PLACES]
GATHERED_SORTED = {order: _sorted_by(by) for order, by in SORTINGS.items()}
