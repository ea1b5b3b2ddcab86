"""All invariants as one question, for tests that ask it thousands of times."""

from typing import Any, cast

from sqlalchemy import BindParameter, ClauseElement, Select, literal, select, union_all
from sqlalchemy.sql.visitors import replacement_traverse

from storage.invariants import INVARIANTS
from storage.looks import Look
from storage.unit import SqlUnit


def _all_rules() -> Select[Any]:
    broken = (
        select(literal(name).label("rule")).select_from(rule.subquery())
        for name, rule in INVARIANTS.items()
    )
    return select(union_all(*broken).subquery())


def _spelled(element: Any, **_: Any) -> ClauseElement | None:
    """Return a list of an IN with a placeholder for each value: a `Look` takes no others."""
    if not isinstance(element, BindParameter) or not element.expanding:
        return None
    values = [literal(value, element.type) for value in element.value or ()]
    listed: ClauseElement = literal(0).in_(values).right
    return listed


BROKEN = Look(cast(Select[Any], replacement_traverse(_all_rules(), {}, _spelled)))


async def broken_rules(uow: SqlUnit) -> list[str]:
    """Return the names of the invariants that are broken, each once for a row that breaks it."""
    return [row.rule for row in await uow.connection.rows(BROKEN, {})]
