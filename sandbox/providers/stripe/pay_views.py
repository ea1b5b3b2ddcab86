"""What the pay page says, for every state of a session."""

from dataclasses import dataclass

from sandbox.providers import pages
from sandbox.providers.pages import Option
from sandbox.providers.stripe.fake_code import fake_code
from sandbox.providers.stripe.objects import Intent, Item, Session
from sandbox.providers.stripe.outcomes import Outcome

ZERO_DECIMALS = "bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf"
MOST_NAMED = 3
OPTIONS = {
    "card": Option("card", "Card", "Visa, Mastercard and others", "card"),
    "alipay": Option("alipay", "Alipay", "Pays at once", "wallet"),
    "wechat_pay": Option("wechat_pay", "WeChat Pay", "Shows a code to scan", "phone"),
}
REASONS = (
    (Outcome.DECLINED, "Declined, without a reason"),
    (Outcome.NO_FUNDS, "Too little money"),
    (Outcome.EXPIRED_CARD, "The card has expired"),
    (Outcome.WRONG_CVC, "Wrong security code"),
    (Outcome.LOST_CARD, "The card is reported lost"),
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A session as somebody looks at it. *again* is this page's own address."""

    session: Session
    intent: Intent | None
    now: int
    again: str
    paid_url: str
    left_url: str

    @property
    def total(self) -> str:
        """The sum, for people."""
        currency = self.session.currency
        decimals = 0 if currency in ZERO_DECIMALS.split() else 2
        return pages.price(self.session.amount, currency.upper(), decimals)


def view(seen: Seen, show: str) -> list[str]:
    """Return the parts of the page. *show* is a wish: the session's state comes first."""
    if seen.session.status == "expired":
        return expired(seen)
    if seen.session.status == "complete":
        return complete(seen, show)
    if show == "declined" and seen.intent and seen.intent.last_error:
        return declined(seen, str(seen.intent.last_error["message"]))
    steps = {"secure": secure, "code": code}
    return steps[show](seen) if show in steps else choose(seen)


def _asked(seen: Seen, note: str = "") -> str:
    return pages.asked(seen.session.account.name, seen.total, _bought(seen.session.items), note)


def _bought(items: tuple[Item, ...]) -> str:
    named = [f"{each.name} × {each.quantity}" for each in items[:MOST_NAMED]]
    more = len(items) - len(named)
    return ", ".join([*named, f"{more} more"] if more else named)


def choose(seen: Seen) -> list[str]:
    """The page one comes to: how to pay, and everything else that can happen."""
    secure_box = pages.check("secure", "Ask for 3-D Secure", "The bank wants one more step")
    minutes = max((seen.session.expires_at - seen.now) // 60, 1)
    return [
        _asked(seen, f"Open for {_span(minutes)}"),
        pages.form(
            pages.ways(OPTIONS[way] for way in seen.session.ways),
            secure_box if "card" in seen.session.ways else "",
            pages.button(f"Pay {seen.total}", "pay", "main"),
        ),
        pages.link("Leave without paying", seen.left_url),
        _other_endings(seen),
    ]


def _span(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} h" if hours else "", f"{rest} min" if rest else ""]
    return " ".join(part for part in parts if part)


def _other_endings(seen: Seen) -> str:
    first = pages.hidden("way", seen.session.ways[0])
    twice = pages.form(first, pages.button("Press “Pay” twice", "twice"))
    if "card" not in seen.session.ways:
        return pages.endings(twice)
    reasons = pages.choice("reason", "The card is refused because", REASONS)
    refuse = pages.form(reasons, pages.button("Decline the payment", "decline", "danger"))
    return pages.endings(refuse, twice)


def secure(seen: Seen) -> list[str]:
    """3-D Secure: the bank wants to know who pays."""
    return [
        pages.asked("Your bank asks", seen.total, "Is it you who pays this?"),
        pages.form(
            pages.hidden("way", Outcome.CARD),
            pages.hidden("reason", Outcome.NOT_CONFIRMED),
            pages.button("Yes, it is me", "scanned", "main"),
            pages.button("No, stop the payment", "refuse", "danger"),
        ),
        pages.link("Another way to pay", seen.again),
    ]


def code(seen: Seen) -> list[str]:
    """WeChat Pay: a code to scan with a phone."""
    return [
        _asked(seen),
        f'<section class="result waiting">{fake_code(seen.session.id)}'
        "<p>Here a customer would scan a code with WeChat.</p></section>",
        pages.form(
            pages.hidden("way", Outcome.WECHAT),
            pages.button("Scanned and paid", "scanned", "main"),
            pages.button("Scanned, the money comes later", "later"),
        ),
        pages.link("Another way to pay", seen.again),
    ]


def declined(seen: Seen, message: str) -> list[str]:
    """The payment was refused, and the page is still open."""
    return [
        pages.result("bad", "Not paid", f"{message} Nothing was taken."),
        pages.link("Try again", seen.again, "main"),
        pages.link("Back to the shop", seen.left_url),
    ]


def expired(seen: Seen) -> list[str]:
    """Nobody paid in time; what if somebody did at the last moment?"""
    late = pages.form(
        pages.ways(OPTIONS[way] for way in seen.session.ways),
        pages.button("Pay although it expired", "late", "danger"),
    )
    return [
        pages.result("bad", "Too late", f"This page for {seen.total} is closed."),
        pages.link("Back to the shop", seen.left_url, "main"),
        pages.endings(late),
    ]


def complete(seen: Seen, show: str) -> list[str]:
    """Somebody paid: the money is there, held, or still on its way."""
    status = seen.intent.status if seen.intent else ""
    back = pages.link("Back to the shop", seen.paid_url, "main")
    if status == "processing":
        words = f"{seen.total} will be settled later. The shop hears of it then."
        settle = pages.form(
            pages.button("Let the money come", "settle"),
            pages.button("Let it fail", "fail", "danger"),
        )
        return [pages.result("waiting", "On its way", words), back, settle]
    if status == "requires_capture":
        words = f"{seen.total} are held until the shop takes them or lets them go."
        return [pages.result("waiting", "Held", words), back]
    if seen.session.payment_status != "paid":
        words = f"{seen.total} did not come. Nothing was taken."
        return [pages.result("bad", "Not paid", words), back]
    return [pages.result("good", "Paid", _paid(seen, show)), back]


def _paid(seen: Seen, show: str) -> str:
    more = {
        "twice": " You pressed twice; a Checkout page takes its money once.",
        "late": " The page had expired a moment before.",
    }
    return f"{seen.total} to {seen.session.account.name}.{more.get(show, '')}"
