"""Lists, a page at a time, newest first."""

from collections.abc import Callable

from sandbox.providers.stripe.forms import Form
from sandbox.providers.stripe.objects import Account, Json
from sandbox.providers.stripe.records import Kind, Records, listed
from sandbox.providers.stripe.refusals import invalid, no_such

USUAL, MOST = 10, 100
PAGING = ("limit", "starting_after", "ending_before", "created", "expand")


def page(
    records: Records,
    kind: type[Kind],
    owner: Account,
    form: Form,
    url: str,
    keep: Callable[[Kind], bool],
) -> Json:
    """Return the objects of *owner* that *keep* lets through, as *form* asks for them.

    Raises:
        Refused: The paging makes no sense.
    """
    span = form.inner("created") if isinstance(form.values.get("created"), dict) else Form()
    every = [each for each in records.all(kind, owner) if keep(each) and _within(each, span)]
    rest = _after(every, form.text("starting_after"))
    limit = _limit(form)
    inner = [path.removeprefix("data.") for path in form.texts("expand")]
    shown = [records.shown(each, inner) for each in rest[:limit]]
    return listed(shown, url, more=len(rest) > limit)


def _within(thing: Kind, span: Form) -> bool:
    checks = {
        "gt": lambda bound: thing.created > bound,
        "gte": lambda bound: thing.created >= bound,
        "lt": lambda bound: thing.created < bound,
        "lte": lambda bound: thing.created <= bound,
    }
    bounds = {name: span.whole(name) for name in checks}
    return all(checks[name](bound) for name, bound in bounds.items() if bound is not None)


def _after(every: list[Kind], last: str) -> list[Kind]:
    if not last:
        return every
    for place, each in enumerate(every):
        if each.id == last:
            return every[place + 1 :]
    raise no_such("object", last, "starting_after")


def _limit(form: Form) -> int:
    limit = form.whole("limit")
    if limit is None:
        return USUAL
    if not 1 <= limit <= MOST:
        raise invalid("limit", f"The limit is a number from 1 to {MOST}.")
    return limit
