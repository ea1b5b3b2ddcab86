"""The page on which a customer of the test YooKassa pays, or does anything else."""

from collections.abc import Mapping
from math import ceil

from aiohttp import web

from sandbox.providers import pages
from sandbox.providers.yookassa.ledger import Ledger
from sandbox.providers.yookassa.records import DECLINES, WAYS, Payment
from sandbox.providers.yookassa.refusals import Refusal

ADDRESS = "/pay/yookassa/{id}"
NAME = "YooKassa"
CLOSE = "You can go back to the chat."
ICONS = {"bank_card": "card", "yoo_money": "wallet"}
HELD = "The shop takes the money when it sends the order."
REFUSED_TWICE = "The second attempt was refused: nothing was taken twice."


class PayPage:
    """Shows a payment, and lets a person decide how it ends."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def routes(self) -> list[web.RouteDef]:
        """The one address."""
        return [web.get(ADDRESS, self.show), web.post(ADDRESS, self.act)]

    async def show(self, request: web.Request) -> web.StreamResponse:
        """The payment as it is now."""
        self._ledger.tick()
        try:
            payment = self._ledger.payment(request.match_info["id"])
        except Refusal:
            return _nothing()
        if payment.status == "pending":
            return self._open(payment)
        return self._ended(payment, "twice" in request.query)

    async def act(self, request: web.Request) -> web.StreamResponse:
        """The customer does something; then the page is shown anew."""
        self._ledger.tick()
        form = {name: str(value) for name, value in (await request.post()).items()}
        try:
            payment = self._ledger.payment(request.match_info["id"])
            if form.get("act") == "pay" and "secure" in form and payment.status == "pending":
                return self._secure(payment, form.get("way", ""))
            note = self._do(payment, form)
        except Refusal:
            return _nothing()
        except ValueError:
            note = ""  # it has ended meanwhile, which the page shows
        raise web.HTTPSeeOther(request.path + note)

    def _do(self, payment: Payment, form: Mapping[str, str]) -> str:
        act, way = form.get("act", ""), form.get("way", "")
        if act == "decline":
            self._ledger.decline(payment.id, form.get("reason", ""))
        elif act == "late":
            self._ledger.pay(payment.id, late=True)
        elif act in ("pay", "twice"):
            self._ledger.pay(payment.id, way)
        return "?twice" if act == "twice" and self._second_is_refused(payment) else ""

    def _second_is_refused(self, payment: Payment) -> bool:
        try:
            self._ledger.pay(payment.id)
        except ValueError:
            return True
        return False

    def _open(self, payment: Payment) -> web.Response:
        total = _price(payment)
        ways = [
            pages.Option(way, WAYS[way].label, WAYS[way].about, ICONS.get(way, "phone"))
            for way in self._ledger.ways(payment)
        ]
        verb = "Pay" if payment.capture else "Hold"
        return pages.page(
            f"Pay {total}",
            NAME,
            self._asked(payment),
            pages.form(
                pages.ways(ways),
                pages.check("secure", "Ask me to confirm it", "3-D Secure, or the bank's app"),
                pages.button(f"{verb} {total}", "pay", "main"),
            ),
            pages.link("Leave without paying", self._ledger.back(payment.return_url)),
            _endings(),
        )

    def _asked(self, payment: Payment) -> str:
        shop = self._ledger.accounts[payment.shop_id].name
        minutes = ceil((payment.due_at - self._ledger.now()) / 60)
        left = f"{minutes} min left to pay"
        note = left if payment.capture else f"{left}, then the shop decides whether to take it"
        return pages.asked(shop, _price(payment), payment.description or payment.id, note)

    def _secure(self, payment: Payment, way: str) -> web.Response:
        return pages.page(
            "Confirm the payment",
            "Your bank",
            pages.asked(
                "Do you want to pay?", _price(payment), f"To {self._shop(payment)}, by {NAME}"
            ),
            pages.form(pages.hidden("way", way), pages.button("Confirm", "pay", "main")),
            pages.form(
                pages.hidden("reason", "3d_secure_failed"),
                pages.button("This is not me", "decline", "danger"),
            ),
        )

    def _ended(self, payment: Payment, twice: bool) -> web.Response:
        late = pages.form(pages.button("Pay although it expired", "late"))
        return pages.page(
            "The payment",
            NAME,
            _result(payment, REFUSED_TWICE if twice else f"To {self._shop(payment)}. {CLOSE}"),
            pages.link("Back to the shop", self._ledger.back(payment.return_url), "main"),
            late if payment.expired else "",
        )

    def _shop(self, payment: Payment) -> str:
        return self._ledger.accounts[payment.shop_id].name


def _endings() -> str:
    reasons = [(reason, words) for reason, (_, words) in DECLINES.items()]
    return pages.endings(
        pages.form(
            pages.choice("reason", "Why it is declined", reasons),
            pages.button("Decline", "decline", "danger"),
        ),
        pages.form(pages.button("Pay twice", "twice")),
    )


def _result(payment: Payment, words: str) -> str:
    total = _price(payment)
    if payment.status == "succeeded":
        return pages.result("good", f"{total} paid", words)
    if payment.status == "waiting_for_capture":
        return pages.result("waiting", f"{total} held", f"{words} {HELD}")
    if payment.expired:
        return pages.result("bad", "Too late", "The hour to pay is over. Nothing was taken.")
    _, why = DECLINES.get(payment.reason, ("", "The payment was cancelled"))
    return pages.result("bad", "Not paid", f"{why}. Nothing was taken.")


def _price(payment: Payment) -> str:
    return pages.price(payment.amount, payment.currency)


def _nothing() -> web.Response:
    words = "This link belongs to no payment. Open it from the shop again."
    result = pages.result("bad", "No such payment", words)
    return pages.page("No such payment", NAME, result, status=404)
