"""The pay page of the local Stripe: each way through it, and each way out."""

import re
from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession

from tests.payments.stripe_stand import RETURN_URL, Stand, called, standing

FORM = {
    "mode": "payment",
    "success_url": f"{RETURN_URL}?start=paid",
    "cancel_url": f"{RETURN_URL}?start=left",
    "line_items[0][quantity]": "2",
    "line_items[0][price_data][currency]": "usd",
    "line_items[0][price_data][unit_amount]": "64550",
    "line_items[0][price_data][product_data][name]": "Mug <b>blue</b>",
}


class Visitor:
    """Somebody with a browser on the page of one session."""

    def __init__(self, http: ClientSession, stand: Stand, session_id: str) -> None:
        self._http = http
        self._stand = stand
        self.id = session_id

    async def sees(self, show: str = "") -> str:
        """The page, as the address alone brings it."""
        return await self._read("GET", {"show": show} if show else {}, {})

    async def presses(self, act: str, **fields: str) -> str:
        """The page after a button."""
        return await self._read("POST", {}, {"act": act} | fields)

    async def _read(self, method: str, query: dict[str, str], form: dict[str, str]) -> str:
        url = f"{self._stand.url}/pay/stripe/{self.id}"
        async with self._http.request(method, url, params=query, data=form) as answer:
            assert answer.status == 200
            return await answer.text()

    @property
    def charges(self) -> list[str]:
        """What became of each try to take money, the newest first."""
        return [each.status for each in self._stand.desk.charges(self.id)]


@pytest.fixture
async def stand() -> AsyncIterator[Stand]:
    async with standing() as made:
        yield made


@pytest.fixture
async def anna(stand: Stand) -> AsyncIterator[Visitor]:
    _, made = await called(stand, "POST", "/v1/checkout/sessions", FORM)
    async with ClientSession() as http:
        yield Visitor(http, stand, made["id"])


async def test_the_page_says_who_asks_for_what_and_that_no_money_moves(anna: Visitor) -> None:
    page = await anna.sees()

    assert "Test page, no money moves" in page
    assert "First" in page
    assert "$1\N{NARROW NO-BREAK SPACE}291.00" in page
    assert "Mug &lt;b&gt;blue&lt;/b&gt; × 2" in page
    assert all(way in page for way in ("Card", "Alipay", "WeChat Pay"))
    assert "<b>blue" not in page


async def test_the_page_asks_nobody_else_for_anything(stand: Stand, anna: Visitor) -> None:
    async with ClientSession() as http, http.get(f"{stand.url}/pay/stripe/{anna.id}") as answer:
        policy, page = answer.headers["Content-Security-Policy"], await answer.text()

    assert "default-src 'none'" in policy
    assert not re.findall(r"(?:src|href)=\"https?://(?!t\.me/)", page)
    assert "<script" not in page
    assert "style=" not in page


async def test_paying_by_card_ends_at_the_shop(anna: Visitor) -> None:
    page = await anna.presses("pay", way="card")

    assert "Paid" in page
    assert f"{RETURN_URL}?start=paid" in page
    assert anna.charges == ["succeeded"]


async def test_leaving_takes_nothing_and_leads_to_the_other_address(anna: Visitor) -> None:
    page = await anna.sees()

    assert f"{RETURN_URL}?start=left" in page
    assert anna.charges == []


async def test_3d_secure_asks_first_and_takes_the_money_after_a_yes(anna: Visitor) -> None:
    asked = await anna.presses("pay", way="card", secure="on")
    assert "Is it you" in asked
    assert anna.charges == []

    assert "Paid" in await anna.presses("scanned", way="card")
    assert anna.charges == ["succeeded"]


async def test_3d_secure_with_a_no_takes_nothing(stand: Stand, anna: Visitor) -> None:
    await anna.presses("pay", way="card", secure="on")
    page = await anna.presses("refuse", reason="authentication_failed")

    assert "Not paid" in page
    assert anna.charges == ["failed"]
    assert stand.desk.session(anna.id).status == "open"


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("generic_decline", "declined"),
        ("insufficient_funds", "too little money"),
        ("expired_card", "has expired"),
        ("incorrect_cvc", "security code"),
    ],
)
async def test_a_declined_card_can_be_tried_again(anna: Visitor, reason: str, words: str) -> None:
    page = await anna.presses("decline", reason=reason)
    assert words in page
    assert "Try again" in page
    assert f"{RETURN_URL}?start=left" in page

    assert "Paid" in await anna.presses("pay", way="card")
    assert anna.charges == ["succeeded", "failed"]


async def test_wechat_shows_a_code_that_nobody_can_take_for_a_real_one(anna: Visitor) -> None:
    page = await anna.presses("pay", way="wechat_pay")

    assert "<svg" in page
    assert ">TEST<" in page
    assert anna.charges == []
    assert "Paid" in await anna.presses("scanned", way="wechat_pay")


@pytest.mark.parametrize(
    ("act", "word", "status"), [("settle", "Paid", "succeeded"), ("fail", "Not paid", "failed")]
)
async def test_wechat_money_may_come_later_or_never(
    anna: Visitor, act: str, word: str, status: str
) -> None:
    assert "On its way" in await anna.presses("later")
    assert anna.charges == ["pending"]

    assert word in await anna.presses(act)
    assert anna.charges == [status]


async def test_alipay_pays_at_once(anna: Visitor) -> None:
    assert "Paid" in await anna.presses("pay", way="alipay")


async def test_pressing_twice_takes_the_money_once(anna: Visitor) -> None:
    assert "takes its money once" in await anna.presses("twice", way="card")
    assert anna.charges == ["succeeded"]

    assert "Paid" in await anna.presses("pay", way="alipay")
    assert anna.charges == ["succeeded"]


async def test_an_expired_page_takes_money_only_when_it_is_forced_to(
    stand: Stand, anna: Visitor
) -> None:
    stand.clock.skip(24 * 3600)
    assert "Too late" in await anna.sees()
    assert "Too late" in await anna.presses("pay", way="card")
    assert anna.charges == []

    assert "expired a moment before" in await anna.presses("late", way="card")
    assert anna.charges == ["succeeded"]


@pytest.mark.parametrize(
    "form", [{}, {"act": "fly"}, {"act": "pay", "way": "gold"}, {"act": "settle"}]
)
async def test_a_button_that_is_not_there_does_nothing(
    stand: Stand, anna: Visitor, form: dict[str, str]
) -> None:
    await anna.presses(form.pop("act", ""), **form)

    assert anna.charges == []
    assert stand.desk.session(anna.id).status == "open"


async def test_a_wish_in_the_address_pays_nothing(stand: Stand, anna: Visitor) -> None:
    for show in ("secure", "code", "declined", "twice", "late", "paid"):
        assert 'class="result good"' not in await anna.sees(show)
    assert anna.charges == []
    assert stand.notices == []


async def test_a_page_of_no_session_says_so(stand: Stand) -> None:
    async with ClientSession() as http, http.get(f"{stand.url}/pay/stripe/cs_none") as answer:
        assert (answer.status, "No payment" in await answer.text()) == (404, True)


async def test_the_way_back_can_be_led_elsewhere() -> None:
    def into_the_sandbox(url: str) -> str:
        return url.replace("https://t.me/", "http://127.0.0.1/chat/")

    async with standing(into_the_sandbox) as stand, ClientSession() as http:
        _, made = await called(stand, "POST", "/v1/checkout/sessions", FORM)
        page = await Visitor(http, stand, made["id"]).sees()

    assert "http://127.0.0.1/chat/souk_bot?start=left" in page
    assert "https://t.me/" not in page
