"""Conditions on bags in the words of each database's full-text index, and the statements.

Every word is quoted, whatever it is: what people type never becomes a part of the syntax.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    Select,
    String,
    and_,
    bindparam,
    column,
    func,
    literal_column,
    or_,
    select,
    table,
    type_coerce,
)

from domain.search.plans import Group, Tier
from domain.search.wishes import Order
from storage.looks import Look
from storage.tables.search import FULL_TEXT, question, search_docs

_docs = search_docs
_fts = table(FULL_TEXT, column("rowid", BigInteger))
_after: BindParameter[int] = bindparam("after", type_=BigInteger)
_value: BindParameter[int] = bindparam("value", type_=BigInteger)
_most: BindParameter[int] = bindparam("most", type_=BigInteger)
_walked: BindParameter[int] = bindparam("walked", type_=BigInteger)
_in_price = _docs.c.price.between(
    bindparam("low", type_=BigInteger), bindparam("high", type_=BigInteger)
)
_wanted: BindParameter[str] = bindparam("wanted", type_=String)
_found = literal_column(FULL_TEXT).op("MATCH", is_comparison=True)(_wanted)
# A question in a SELECT of its own: PostgreSQL cannot look into it when it plans, takes the
# index over the bags, and never reads all rows in the hope of meeting enough that fit.
_fits = _docs.c.bag.op("@@", is_comparison=True)(select(question(_wanted)).scalar_subquery())


@dataclass(frozen=True, slots=True)
class Condition:
    """One of *any_of*, none of *none_of*, and one of each group of *facets*."""

    any_of: Sequence[Tier]
    none_of: Sequence[Tier] = ()
    facets: Sequence[Group] = ()

    def in_sqlite(self) -> str:
        """Return it as FTS5 reads it."""
        return self._text('"{}"', " OR ", " AND ", " NOT ")

    def in_postgres(self) -> str:
        """Return it as ``tsquery`` reads it."""
        return self._text("'{}'", " | ", " & ", " & !")

    def _text(self, quotes: str, or_: str, and_: str, but_not: str) -> str:
        def group(words: Group) -> str:
            mark = quotes[0]
            safe = (word.replace("\\", "").replace(mark, mark * 2) for word in words)
            return f"({or_.join(quotes.format(word) for word in safe)})"

        def tier(groups: Tier) -> str:
            return f"({and_.join(map(group, groups))})"

        found = or_.join(map(tier, self.any_of))
        if self.facets:
            found = and_.join([f"({found})", *map(group, self.facets)])
        if self.none_of:
            found = f"({found}){but_not}({or_.join(map(tier, self.none_of))})"
        return found


@dataclass(frozen=True, slots=True)
class _Sorting:
    """What an order sorts by, and from which side; those alike stand by rank."""

    key: ColumnElement[int]
    downwards: bool

    @property
    def order(self) -> tuple[ColumnElement[int], ColumnElement[int]]:
        return (self.key.desc() if self.downwards else self.key.asc(), _docs.c.id)

    @property
    def follows(self) -> ColumnElement[bool]:
        """What stands behind the last one seen. The first part lets an index be used."""
        beyond = self.key < _value if self.downwards else self.key > _value
        within = self.key <= _value if self.downwards else self.key >= _value
        return and_(within, or_(beyond, _docs.c.id > _after))


_RANK = _Sorting(_docs.c.id, downwards=False)
_SORTINGS = {
    Order.CHEAP: _Sorting(_docs.c.price, downwards=False),
    Order.DEAR: _Sorting(_docs.c.price, downwards=True),
    Order.NEW: _Sorting(type_coerce(_docs.c.created_at, BigInteger), downwards=True),
    Order.RATED: _Sorting(_docs.c.standing, downwards=True),
}


def _limited(statement: Select[Any]) -> Select[Any]:
    return statement.order_by(statement.selected_columns[0]).limit(_most)


# SQLite: the index itself is in the order of ranks, so reading stops with the page.
_ranked = select(_fts.c.rowid.label("id")).where(_found, _fts.c.rowid > _after)
_with_docs = _fts.join(_docs, _docs.c.id == _fts.c.rowid)
_counted = select(_fts.c.rowid).where(_found)
LITE_RANKED = Look(_limited(_ranked))
LITE_RANKED_IN_PRICE = Look(_limited(_ranked.select_from(_with_docs).where(_in_price)))


def _count(statement: Select[Any]) -> Select[Any]:
    return select(func.count().label("n")).select_from(statement.limit(_most).subquery())


LITE_COUNT = Look(_count(_counted))
LITE_COUNT_IN_PRICE = Look(_count(_counted.select_from(_with_docs).where(_in_price)))
LITE_SORTED = {
    order: Look(
        select(_docs.c.id, sorting.key.label("value"), _docs.c.product_id)
        .select_from(_with_docs)
        .where(_found, _in_price, sorting.follows)
        .order_by(*sorting.order)
        .limit(_most)
    )
    for order, sorting in _SORTINGS.items()
}
LITE_SAMPLE = Look(
    select(_docs.c.id, _docs.c.price)
    .select_from(_with_docs)
    .where(_found, _in_price)
    .order_by(_fts.c.rowid)
    .limit(_most)
)


def _ends(column: Any, *within: ColumnElement[bool]) -> Look:
    """Two look-ups in an index: SQLite reads all rows when asked for both ends at once."""
    ends = (select(end(column)).where(*within).scalar_subquery() for end in (func.min, func.max))
    return Look(select(*(one.label(name) for one, name in zip(ends, _NAMES, strict=True))))


_NAMES = ("first", "last")
SPAN = _ends(_docs.c.created_at)
PRICES = _ends(_docs.c.price, _in_price)

# PostgreSQL takes words for independent and reads the wrong way when they are not; so it is
# told to walk along an index, or to gather all that fits from the bags' own.


def _walked_by(sorting: _Sorting, *after: ColumnElement[bool]) -> Select[Any]:
    window = (
        select(_docs.c.id, sorting.key.label("value"), _docs.c.price, _docs.c.bag)
        .where(_in_price, *after)
        .order_by(*sorting.order)
        .limit(_walked)
        .subquery()
    )
    fits = window.c.bag.op("@@", is_comparison=True)(question(_wanted))
    order = window.c.value.desc() if sorting.downwards else window.c.value.asc()
    columns = (window.c.id, window.c.value, window.c.price)
    return select(*columns).where(fits).order_by(order, window.c.id).limit(_most)


def _gathered_by(sorting: _Sorting, *after: ColumnElement[bool]) -> Select[Any]:
    found = (
        select(_docs.c.id, sorting.key.label("value"), _docs.c.price)
        .where(_fits, _in_price, *after)
        .cte("gathered")
        .prefix_with("MATERIALIZED", dialect="postgresql")
    )
    order = found.c.value.desc() if sorting.downwards else found.c.value.asc()
    return select(found).order_by(order, found.c.id).limit(_most)


COUNTED = Look(_count(select(_docs.c.id).where(_fits)))
COUNTED_IN_PRICE = Look(_count(select(_docs.c.id).where(_fits, _in_price)))
WALKED = Look(_walked_by(_RANK, _docs.c.id > _after))
GATHERED = Look(_gathered_by(_RANK, _docs.c.id > _after))
WALKED_SORTED = {order: Look(_walked_by(by, by.follows)) for order, by in _SORTINGS.items()}
GATHERED_SORTED = {order: Look(_gathered_by(by, by.follows)) for order, by in _SORTINGS.items()}
