"""Everything this Stripe remembers, of all its accounts."""

from collections.abc import Callable
from typing import TypeVar

from sandbox.providers.stripe.objects import Account, Event, Intent, Json, Refund, Session, Thing
from sandbox.providers.stripe.refusals import Refused, invalid, no_such
from sandbox.providers.stripe.session_shape import line_items
from sandbox.providers.stripe.shapes import shape

Kind = TypeVar("Kind", bound=Thing)
NAMES: dict[type, str] = {Session: "checkout.session", Intent: "payment_intent"}
DEEPEST = 4


class Records:
    """Objects by id. Ids tell the order of making and never come again after a restart."""

    def __init__(self, now: Callable[[], float]) -> None:
        self.base_url = ""
        self._now = now
        self._born = int(now())
        self._made = 0
        self._things: dict[str, Thing] = {}

    def moment(self) -> int:
        """The present moment."""
        return int(self._now())

    def new_id(self, prefix: str) -> str:
        """An id nobody has."""
        self._made += 1
        return f"{prefix}_{self._born:x}{self._made:06d}"

    def add(self, thing: Kind) -> Kind:
        """Remember *thing* and return it."""
        self._things[thing.id] = thing
        return thing

    def find(self, kind: type[Kind], identifier: str, owner: Account | None = None) -> Kind:
        """Return the object; with *owner*, only one of that account.

        Raises:
            Refused: There is none.
        """
        thing = self._things.get(identifier)
        if not isinstance(thing, kind) or (owner and thing.account is not owner):
            raise no_such(NAMES.get(kind, kind.__name__.lower()), identifier)
        return thing

    def all(self, kind: type[Kind], owner: Account | None = None) -> list[Kind]:
        """Return the objects of a kind, the newest first."""
        every = [each for each in self._things.values() if isinstance(each, kind)]
        return [each for each in reversed(every) if owner is None or each.account is owner]

    def shown(self, thing: Thing, expand: list[str] | None = None) -> Json:
        """Return *thing* as JSON, with what shall be expanded.

        Raises:
            Refused: That cannot be.
        """
        body = shape(thing, self.base_url)
        for path in expand or []:
            self._open(body, _steps(path), thing.account)
        return body

    def _open(self, body: Json, steps: list[str], owner: Account) -> None:
        name, *rest = steps
        value = self._inside(body, name, owner)
        body[name] = value
        if rest and isinstance(value, dict):
            self._open(value, rest, owner)

    def _inside(self, body: Json, name: str, owner: Account) -> object:
        value = body.get(name)
        if name == "refunds" and body["object"] == "charge":
            return self._refunds_of(str(body["id"]), owner)
        if name == "line_items" and body["object"] == "checkout.session":
            return listed(line_items(self.find(Session, str(body["id"]))), "/v1/line_items")
        if isinstance(value, str) and (found := self._things.get(value)):
            return shape(found, self.base_url)
        if name not in body or not (value is None or isinstance(value, dict)):
            raise invalid("expand", f"This property cannot be expanded ({name}).")
        return value

    def _refunds_of(self, charge: str, owner: Account) -> Json:
        made = [each for each in self.all(Refund, owner) if each.charge == charge]
        shown = [shape(each, "") for each in made[:10]]
        return listed(shown, f"/v1/charges/{charge}/refunds", more=len(made) > 10)

    def happened(self, kind: str, thing: Thing) -> Event:
        """Write down an event about *thing* as it is now."""
        event = Event(self.new_id("evt"), thing.account, self.moment(), kind, self.shown(thing))
        return self.add(event)


def _steps(path: str) -> list[str]:
    steps = path.split(".")
    if len(steps) > DEEPEST:
        raise Refused(400, f"You cannot expand more than {DEEPEST} levels of a property.")
    return steps


def listed(data: list[Json], url: str, *, more: bool = False) -> Json:
    """Return Stripe's envelope of a list."""
    return {"object": "list", "data": data, "has_more": more, "url": url}
