"""The page a customer sees at `/pay/stripe/{id}`, and every way to leave it."""

from collections.abc import Callable

from aiohttp import web

from sandbox.providers import pages
from sandbox.providers.stripe import pay_views
from sandbox.providers.stripe.objects import Intent, Session
from sandbox.providers.stripe.outcomes import Outcome
from sandbox.providers.stripe.paying import Paying
from sandbox.providers.stripe.records import Records
from sandbox.providers.stripe.refusals import Refused

ADDRESS = "/pay/stripe/{id}"
NOBODY = "There is no such payment. The sandbox may have been restarted since."


class PayPage:
    """Shows a session and does what is pressed. *look* is called first, for what is due."""

    def __init__(
        self,
        records: Records,
        paying: Paying,
        look: Callable[[], None],
        back: Callable[[str], str],
    ) -> None:
        self._records = records
        self._paying = paying
        self._look = look
        self._back = back

    def routes(self) -> list[web.RouteDef]:
        """Return the page's address, to look at and to press buttons on."""
        return [web.get(ADDRESS, self.show), web.post(ADDRESS, self.press)]

    async def show(self, request: web.Request) -> web.StreamResponse:
        """The page as the session stands now."""
        try:
            seen = self._seen(request)
        except Refused:
            gone = pages.result("bad", "No payment", NOBODY)
            return pages.page("No payment", "Stripe Checkout", gone, status=404)
        parts = pay_views.view(seen, request.query.get("show", ""))
        return pages.page(f"Pay {seen.total}", "Stripe Checkout", *parts)

    async def press(self, request: web.Request) -> web.StreamResponse:
        """A button: do it, and show what came of it."""
        pressed = await request.post()
        act, way = str(pressed.get("act", "")), str(pressed.get("way", Outcome.CARD))
        try:
            session = self._session(request)
            shown = _step(act, way, secure="secure" in pressed) or self._act(
                session, act, way, str(pressed.get("reason", ""))
            )
        except (Refused, ValueError):
            shown = ""  # somebody was faster: the page says how it stands
        raise web.HTTPSeeOther(request.url.with_query({"show": shown} if shown else None))

    def _act(self, session: Session, act: str, way: str, reason: str) -> str:
        pay = self._paying.pay
        match act:
            case "pay" | "scanned":
                pay(session, Outcome(way))
            case "later":
                pay(session, Outcome.WECHAT_LATER)
            case "decline" | "refuse":
                pay(session, Outcome(reason))
                return "declined"
            case "twice":
                self._paying.pay_twice(session, Outcome(way))
                return "twice"
            case "late":
                pay(session, Outcome(way), late=True)
                return "late"
            case "settle" | "fail":
                self._paying.settle(session, ok=act == "settle")
        return "done"

    def _session(self, request: web.Request) -> Session:
        self._look()
        return self._records.find(Session, request.match_info["id"])

    def _seen(self, request: web.Request) -> pay_views.Seen:
        session = self._session(request)
        return pay_views.Seen(
            session=session,
            intent=self._records.find(Intent, session.intent) if session.intent else None,
            now=self._records.moment(),
            again=str(request.url.with_query(None)),
            paid_url=self._back(session.success_url),
            left_url=self._back(session.cancel_url or session.success_url),
        )


def _step(act: str, way: str, *, secure: bool) -> str:
    """What is shown before anything is paid; empty if nothing is."""
    if act != "pay":
        return ""
    return {"card": "secure" if secure else "", "wechat_pay": "code"}.get(way, "")
