"""The payment providers of one server, as the server and its page handle them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from aiohttp import web

from sandbox.providers.desk import Desk
from sandbox.providers.faults import Json
from sandbox.providers.stripe import Stripe
from sandbox.providers.yookassa import YooKassa

ENDINGS = {"succeed": True, "fail": False}


@dataclass(frozen=True, slots=True)
class Mounted:
    """One provider: *name* is for programs, *title* for people.

    *waiting* returns the ids of the refunds somebody has to finish.
    """

    name: str
    title: str
    desk: Desk
    waiting: Callable[[], list[str]]

    def as_json(self) -> Json:
        """Return its switches and how its notices and refunds stand."""
        postman = self.desk.postman
        missed = sum(not 200 <= each.status < 300 for each in postman.sent)
        notices = {"sent": len(postman.sent), "missed": missed}
        notices |= {"held": len(postman.held), "lost": len(postman.lost)}
        shown: Json = {"name": self.name, "title": self.title, "notices": notices}
        return shown | {"faults": self.desk.faults.as_json(), "refunds": len(self.waiting())}

    def change(self, wanted: Json) -> None:
        """Do what the page wants; see `Providers.change`."""
        ending = wanted.get("refunds")
        if ending is not None and ending not in ENDINGS:
            raise ValueError(f"refunds succeed or fail, they do not {ending!r}")
        self.desk.faults.change(dict(wanted.get("faults", {})))
        if wanted.get("release") is True:
            self.desk.postman.release()
        if ending is not None:
            self._finish_refunds(ok=ENDINGS[ending])

    def _finish_refunds(self, *, ok: bool) -> None:
        for refund_id in self.waiting():
            self.desk.finish_refund(refund_id, ok=ok)


class Providers:
    """The desks of one server, in the order they were given."""

    def __init__(self, desks: Iterable[Desk] = ()) -> None:
        self._mounted = {each.name: each for each in map(_mounted, desks)}

    def routes(self) -> list[web.RouteDef]:
        """Return every address of every desk."""
        return [route for each in self._mounted.values() for route in each.desk.routes()]

    def tick(self) -> None:
        """Let happen what is due at any desk."""
        for each in self._mounted.values():
            each.desk.tick()

    async def close(self) -> None:
        """Close every desk."""
        for each in self._mounted.values():
            await each.desk.close()

    def as_json(self) -> list[Json]:
        """Return every desk as the page shows it.

        Each has its name, title and faults, the number of waiting refunds, and of its
        notices: sent (as far as remembered), missed (sent, but not taken), held and lost.
        """
        return [each.as_json() for each in self._mounted.values()]

    def change(self, wanted: Json) -> Json:
        """Change the desk *wanted* names, and return it as it is then.

        "faults" sets switches, "release": true lets held notices go, "refunds": "succeed" or
        "fail" finishes all waiting refunds.

        Raises:
            ValueError: An unknown desk, switch or ending; nothing is changed then.
        """
        name = str(wanted["name"])
        if name not in self._mounted:
            raise ValueError(f"there is no provider {name!r}")
        self._mounted[name].change(wanted)
        return self._mounted[name].as_json()


def _mounted(desk: Desk) -> Mounted:
    match desk:
        case YooKassa():
            return Mounted("yookassa", "YooKassa", desk, lambda: _waiting_at_yookassa(desk))
        case Stripe():
            return Mounted("stripe", "Stripe", desk, lambda: _waiting_at_stripe(desk))
    title = type(desk).__name__
    return Mounted(title.lower(), title, desk, list)


def _waiting_at_yookassa(desk: YooKassa) -> list[str]:
    return [each.id for each in desk.refunds.values() if each.status == "pending"]


def _waiting_at_stripe(desk: Stripe) -> list[str]:
    paid = [each.id for each in desk.sessions() if each.intent]
    made = [refund for session_id in paid for refund in desk.refunds(session_id)]
    return [refund.id for refund in made if refund.status == "pending"]
