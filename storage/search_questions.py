"""Conditions on bags in the words of each database's full-text index, and the statements.

Every word is quoted, whatever it is: what people type never becomes a part of the syntax.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    CTE,
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
    union_all,
)

from domain.search.bags import FRONT
from domain.search.plans import Group, Tier
from domain.search.wishes import Order
from storage.looks import Look, among
from storage.tables.search import FULL_TEXT, question, search_docs, unpacked

_docs = search_docs
_fts = table(FULL_TEXT, column("rowid", BigInteger))
_after: BindParameter[int] = bindparam("after", type_=BigInteger)
_value: BindParameter[int] = bindparam("value", type_=BigInteger)
_most: BindParameter[int] = bindparam("most", type_=BigInteger)
_walked: BindParameter[int] = bindparam("walked", type_=BigInteger)
_low: BindParameter[int] = bindparam("low", type_=BigInteger)
_high: BindParameter[int] = bindparam("high", type_=BigInteger)
_in_price = _docs.c.price.between(_low, _high)
# Added to nothing, a price is not looked up in its index, which a database would take even
# when there is a better one: it cannot know how wide the range will be.
_in_price_met = (_docs.c.price + 0).between(_low, _high)
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

    def fits(self, bag: str) -> bool:
        """Whether a bag, as an entry has it, fits: for the few that are read one by one."""
        words = f" {bag} "  # looking for a few in a text is quicker than cutting it up

        def found(tier: Tier) -> bool:
            return all(any(f" {word} " in words for word in group) for group in tier)

        return (
            found(tuple(self.facets))
            and any(map(found, self.any_of))
            and not any(map(found, self.none_of))
        )

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
        """What stands behind the last one seen."""
        return self.behind(self.key, _docs.c.id)

    def behind(self, value: ColumnElement[int], id_: ColumnElement[int]) -> ColumnElement[bool]:
        """What stands behind, by columns. The first part lets an index be used."""
        beyond = value < _value if self.downwards else value > _value
        within = value <= _value if self.downwards else value >= _value
        return and_(within, or_(beyond, id_ > _after))


_RANK = _Sorting(_docs.c.id, downwards=False)
PRICED = (Order.CHEAP, Order.DEAR)
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
LITE_RANKED = Look(_limited(_ranked))
LITE_RANKED_IN_PRICE = Look(_limited(_ranked.select_from(_with_docs).where(_in_price)))


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
LITE_WALKED = {
    order: Look(
        select(_docs.c.id, sorting.key.label("value"), _docs.c.bag)
        .where(_in_price if order in PRICED else _in_price_met, sorting.follows)
        .order_by(*sorting.order)
        .limit(_walked)
    )
    for order, sorting in _SORTINGS.items()
}


_sampled = select(_docs.c.id, _docs.c.price).select_from(_with_docs).where(_found, _in_price)
LITE_SAMPLE = Look(_sampled.order_by(_fts.c.rowid).limit(_most))


def _ends(column: Any, *within: ColumnElement[bool]) -> Look:
    """Two look-ups in an index: SQLite reads all rows when asked for both ends at once."""
    ends = (select(end(column)).where(*within).scalar_subquery() for end in (func.min, func.max))
    return Look(select(*(one.label(name) for one, name in zip(ends, _NAMES, strict=True))))


_NAMES = ("first", "last")
SPAN = _ends(_docs.c.created_at)
PRICES = _ends(_docs.c.price, _in_price)

# Of goods that are known, on either database.
LOOKED_AT = 40  # bags at once
KNOWN = 100  # goods at once
BAGS = Look(
    select(_docs.c.id, unpacked(_docs.c.bag).label("bag"))
    .where(among(_docs.c.id, LOOKED_AT))
    .order_by(_docs.c.id)
)
KNOWN_SORTED = {
    order: Look(
        select(_docs.c.id, sorting.key.label("value"))
        .where(among(_docs.c.id, KNOWN), _in_price_met, sorting.follows)
        .order_by(*sorting.order)
        .limit(_most)
    )
    for order, sorting in _SORTINGS.items()
}

# PostgreSQL takes words for independent and reads the wrong way when they are not; so it is
# told to walk along an index, or to gather all that fits from the bags' own.


@cache
def walked_by(order: Order | None, rows: int) -> Look:
    """What fits of so many rows along an order, None by rank; a price is seen when it is met.

    The number stands in the statement: PostgreSQL plans one that is asked often for any
    number, would expect a tenth of the table, and read and sort all of it.
    """
    sorting = _SORTINGS[order] if order else _RANK
    along = sorting.follows if order else _docs.c.id > _after
    window = (
        select(_docs.c.id, sorting.key.label("value"), _docs.c.price, _docs.c.bag)
        .where(along, *([_in_price] if order in PRICED else []))
        .order_by(*sorting.order)
        .limit(literal_column(str(rows)))
        .subquery()
    )
    fits = window.c.bag.op("@@", is_comparison=True)(question(_wanted))
    columns = (window.c.id, window.c.value, window.c.price)
    met = select(*columns).where(fits, window.c.price.between(_low, _high))
    value = window.c.value.desc() if sorting.downwards else window.c.value.asc()
    return Look(met.order_by(value, window.c.id).limit(_most))


_FRONT: ColumnElement[int] = literal_column(str(FRONT))  # so the planner knows which index has all
_IN_FRONT, _BEHIND = _docs.c.id < _FRONT, _docs.c.id >= _FRONT


def _gathered(sorting: _Sorting, *places: ColumnElement[bool]) -> CTE:
    """What fits at *places*, each of which has an index over its bags, for itself.

    So no other index, no order and no limit has a say in the way there.
    """
    columns = (_docs.c.id, _docs.c.price, sorting.key.label("value"))
    found = union_all(*(select(*columns).where(_fits, place) for place in places))
    return found.cte("gathered").prefix_with("MATERIALIZED", dialect="postgresql")


def _sorted_by(sorting: _Sorting) -> Look:
    found = _gathered(sorting, _IN_FRONT, _BEHIND)
    id_, value = found.c.id, found.c.value
    order = value.desc() if sorting.downwards else value.asc()
    wanted = select(found).where(found.c.price.between(_low, _high), sorting.behind(value, id_))
    return Look(wanted.order_by(order, id_).limit(_most))


def _by_rank(*places: ColumnElement[bool]) -> Look:
    found = _gathered(_RANK, *places)
    wanted = select(found).where(found.c.price.between(_low, _high), found.c.id > _after)
    return Look(wanted.order_by(found.c.id).limit(_most))


GATHERED = _by_rank(_IN_FRONT, _BEHIND)
GATHERED_IN_FRONT, GATHERED_BEHIND = _by_rank(_IN_FRONT), _by_rank(_BEHIND)
GATHERED_SORTED = {order: _sorted_by(by) for order, by in _SORTINGS.items()}
