"""Conditions on bags in the words of each database's full-text index, and what both ask alike.

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
    or_,
    select,
    type_coerce,
    union_all,
)

from domain.search.plans import Group, Tier
from domain.search.wishes import Order
from storage.looks import Look, among
from storage.tables.search import search_docs as docs
from storage.tables.search import unpacked

AFTER: BindParameter[int] = bindparam("after", type_=BigInteger)
_value: BindParameter[int] = bindparam("value", type_=BigInteger)
MOST: BindParameter[int] = bindparam("most", type_=BigInteger)
LOW: BindParameter[int] = bindparam("low", type_=BigInteger)
HIGH: BindParameter[int] = bindparam("high", type_=BigInteger)
IN_PRICE = docs.c.price.between(LOW, HIGH)
# Added to nothing, a price is not looked up in its index, which a database would take even
# when there is a better one: it cannot know how wide the range will be.
IN_PRICE_MET = (docs.c.price + 0).between(LOW, HIGH)
WANTED: BindParameter[str] = bindparam("wanted", type_=String)


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
class Sorting:
    """What an order sorts by, and from which side; those alike stand by rank."""

    key: ColumnElement[int]
    downwards: bool

    @property
    def order(self) -> tuple[ColumnElement[int], ColumnElement[int]]:
        return (self.key.desc() if self.downwards else self.key.asc(), docs.c.id)

    def following(
        self, most: BindParameter[int] | ColumnElement[int], *columns: Any, within: Any = ()
    ) -> Select[Any]:
        """The first *most* rows behind the last one seen: of its own value, then beyond it.

        Each of the two is a range of the index. Of one condition for both, every row with the
        same value would be looked at: most goods of many a shop have no reviews, and one place
        among the best rated.
        """
        rows = select(docs.c.id, self.key.label("value"), *columns).where(*within)
        same = rows.where(self.key == _value, docs.c.id > AFTER)
        beyond = rows.where(self.key < _value if self.downwards else self.key > _value)
        parts = (part.order_by(*self.order).limit(most).subquery() for part in (same, beyond))
        both = union_all(*map(select, parts)).subquery()
        value = both.c.value.desc() if self.downwards else both.c.value
        return select(both).order_by(value, both.c.id).limit(most)

    @property
    def follows(self) -> ColumnElement[bool]:
        """What stands behind the last one seen."""
        return self.behind(self.key, docs.c.id)

    def behind(self, value: ColumnElement[int], id_: ColumnElement[int]) -> ColumnElement[bool]:
        """What stands behind, by columns. The first part lets an index be used."""
        beyond = value < _value if self.downwards else value > _value
        within = value <= _value if self.downwards else value >= _value
        return and_(within, or_(beyond, id_ > AFTER))


RANK = Sorting(docs.c.id, downwards=False)
PRICED = (Order.CHEAP, Order.DEAR)
SORTINGS = {
    Order.CHEAP: Sorting(docs.c.price, downwards=False),
    Order.DEAR: Sorting(docs.c.price, downwards=True),
    Order.NEW: Sorting(type_coerce(docs.c.created_at, BigInteger), downwards=True),
    Order.RATED: Sorting(docs.c.standing, downwards=True),
}


# Of goods that are known, on either database.
LOOKED_AT = 40  # bags at once
KNOWN = 100  # goods at once
BAGS = Look(
    select(docs.c.id, unpacked(docs.c.bag).label("bag"))
    .where(among(docs.c.id, LOOKED_AT))
    .order_by(docs.c.id)
)
KNOWN_SORTED = {
    order: Look(
        select(docs.c.id, sorting.key.label("value"))
        .where(among(docs.c.id, KNOWN), IN_PRICE_MET, sorting.follows)
        .order_by(*sorting.order)
        .limit(MOST)
    )
    for order, sorting in SORTINGS.items()
}
