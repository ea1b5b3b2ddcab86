"""The pay page of the test YooKassa, as a browser without scripts meets it."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from aiohttp import ClientSession
from bs4 import BeautifulSoup

from sandbox.providers import pages
from sandbox.providers.yookassa.records import DECLINES, WAYS, Payment
from tests.payments.yookassa_stand import SHOP, Stand, stand


class Browser:
    """Looks at a payment's page and sends its forms."""

    def __init__(self, provider: Stand, session: ClientSession) -> None:
        self.provider = provider
        self.session = session
        self.status = 0
        self.policy = ""

    def payment(self, *, capture: bool = True, about: str = "Order 7") -> Payment:
        """A new payment of 1290 roubles."""
        desk = self.provider.desk
        made = Payment(desk.new_id(8), SHOP, 129_000, "RUB", desk.now(), capture)
        return desk.add_payment(replace(made, return_url="https://t.me/shop", description=about))

    def now(self, payment: Payment) -> Payment:
        """The payment as the provider has it."""
        return self.provider.desk.payments[payment.id]

    async def open(self, payment_id: str) -> BeautifulSoup:
        """Look at the page."""
        url = f"{self.provider.url}/pay/yookassa/{payment_id}"
        async with self.session.get(url) as answer:
            self.status = answer.status
            self.policy = answer.headers["Content-Security-Policy"]
            return BeautifulSoup(await answer.text(), "html.parser")

    async def send(self, payment: Payment, act: str, **fields: str) -> BeautifulSoup:
        """Press a button."""
        url = f"{self.provider.url}/pay/yookassa/{payment.id}"
        async with self.session.post(url, data={"act": act} | fields) as answer:
            self.status = answer.status
            return BeautifulSoup(await answer.text(), "html.parser")


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """A browser, and a YooKassa behind it."""
    async with stand() as provider, ClientSession() as session:
        yield Browser(provider, session)


async def test_the_page_says_what_is_paid_and_that_no_money_moves(browser: Browser) -> None:
    browser.provider.clock.skip(90)
    payment = browser.payment()
    browser.provider.clock.skip(90)
    words = (await browser.open(payment.id)).get_text(" ")
    for expected in ("Test page, no money moves", "Test shop", "Order 7", "59 min left"):
        assert expected in words
    assert "1\N{NARROW NO-BREAK SPACE}290.00\N{NO-BREAK SPACE}₽" in words


async def test_the_page_asks_nobody_else_and_runs_no_script(browser: Browser) -> None:
    page = await browser.open(browser.payment().id)
    assert browser.policy.startswith("default-src 'none'")
    assert not page.find_all(["script", "iframe", "img"])
    assert not page.find_all(style=True)
    asked = [each["href"] for each in page.find_all("link")]
    assert all(str(each).startswith("/page/") for each in asked)


async def test_every_control_has_a_name_to_be_read_aloud(browser: Browser) -> None:
    page = await browser.open(browser.payment().id)
    for control in page.find_all(["input", "select"]):
        label = control.find_parent("label")
        assert label is not None
        assert label.get_text(strip=True)
    assert page.find("fieldset").find("legend")  # type: ignore[union-attr]
    assert page.find("html")["lang"] == "en"  # type: ignore[index]


@pytest.mark.parametrize("way", WAYS)
async def test_it_can_be_paid_every_way_it_shows(browser: Browser, way: str) -> None:
    payment = browser.payment()
    shown = [each["value"] for each in (await browser.open(payment.id)).select("[name=way]")]
    assert shown == list(WAYS)
    page = await browser.send(payment, "pay", way=way)
    assert browser.now(payment).status == "succeeded"
    assert browser.now(payment).paid_with == way
    assert "paid" in page.find("h1").get_text()  # type: ignore[union-attr]
    assert page.find("a", string="Back to the shop")["href"] == "https://t.me/shop"  # type: ignore[index]


async def test_money_to_be_held_is_not_offered_by_sbp(browser: Browser) -> None:
    payment = browser.payment(capture=False)
    page = await browser.open(payment.id)
    assert "sbp" not in [each["value"] for each in page.select("[name=way]")]
    await browser.send(payment, "pay", way="sbp")
    assert browser.now(payment).status == "pending"
    assert "held" in (await browser.send(payment, "pay", way="bank_card")).get_text()
    assert browser.now(payment).status == "waiting_for_capture"


async def test_with_3d_secure_nothing_is_taken_before_the_confirmation(browser: Browser) -> None:
    payment = browser.payment()
    page = await browser.send(payment, "pay", way="yoo_money", secure="on")
    assert "Do you want to pay?" in page.get_text()
    assert browser.now(payment).status == "pending"
    carried = page.select_one("[name=way]")
    assert carried is not None
    await browser.send(payment, "pay", way=str(carried["value"]))
    assert browser.now(payment).paid_with == "yoo_money"


async def test_who_does_not_confirm_has_not_paid(browser: Browser) -> None:
    payment = browser.payment()
    page = await browser.send(payment, "pay", way="bank_card", secure="on")
    carried = page.select_one("[name=reason]")
    assert carried is not None
    await browser.send(payment, "decline", reason=str(carried["value"]))
    assert browser.now(payment).reason == "3d_secure_failed"


async def test_every_reason_to_decline_can_be_chosen(browser: Browser) -> None:
    page = await browser.open(browser.payment().id)
    shown = [str(each["value"]) for each in page.select("[name=reason] option")]
    assert shown == list(DECLINES)
    for reason in shown:
        payment = browser.payment()
        page = await browser.send(payment, "decline", reason=reason)
        assert browser.now(payment).reason == reason
        assert DECLINES[reason][1] in page.get_text()


async def test_who_leaves_has_not_paid_and_can_come_back(browser: Browser) -> None:
    browser.provider.desk.back = lambda address: f"https://shop.example/?to={address}"
    payment = browser.payment()
    page = await browser.open(payment.id)
    link = page.find("a", string="Leave without paying")
    assert link["href"] == "https://shop.example/?to=https://t.me/shop"  # type: ignore[index]
    assert browser.now(payment).status == "pending"


async def test_paying_twice_takes_the_money_once_and_says_so(browser: Browser) -> None:
    payment = browser.payment()
    page = await browser.send(payment, "twice")
    assert "second attempt was refused" in page.get_text()
    assert browser.now(payment).status == "succeeded"
    again = await browser.send(payment, "pay", way="sbp")
    assert browser.now(payment).paid_with == "bank_card"
    assert "paid" in again.get_text()


async def test_after_the_hour_it_can_be_paid_only_on_purpose(browser: Browser) -> None:
    payment = browser.payment()
    browser.provider.clock.skip(3600)
    page = await browser.send(payment, "pay", way="bank_card")
    assert browser.now(payment).expired
    assert "Too late" in page.get_text()
    await browser.send(payment, "late")
    assert browser.now(payment).status == "succeeded"


async def test_a_shops_words_are_never_html(browser: Browser) -> None:
    payment = browser.payment(about="<script>alert(1)</script>\"'&")
    browser.provider.desk.accounts[SHOP].name = "<b>Shop</b>"
    page = await browser.open(payment.id)
    assert not page.find_all(["script", "b"])
    assert "<script>alert(1)</script>\"'&" in page.get_text()


async def test_a_payment_nobody_knows_is_a_page_too(browser: Browser) -> None:
    page = await browser.open("nothing")
    assert browser.status == 404
    assert "No such payment" in page.get_text()
    payment = replace(browser.payment(), id="nothing")
    await browser.send(payment, "pay", way="sbp")
    assert browser.status == 404


async def test_nonsense_changes_nothing(browser: Browser) -> None:
    payment = browser.payment()
    for act, fields in (("pay", {"way": "shells"}), ("decline", {"reason": "x"}), ("", {})):
        await browser.send(payment, act, **fields)
        assert browser.now(payment) == payment


def test_no_link_leads_where_a_browser_would_run_something() -> None:
    assert pages.link("Back", "javascript:alert(1)") == ""
    assert 'href="tg://resolve?domain=x"' in pages.link("Back", "tg://resolve?domain=x")


@pytest.mark.parametrize(
    ("minor", "currency", "decimals", "written"),
    [
        (129_000, "RUB", 2, "1\N{NARROW NO-BREAK SPACE}290.00\N{NO-BREAK SPACE}₽"),
        (5, "USD", 2, "$0.05"),
        (1_000, "JPY", 0, "¥1\N{NARROW NO-BREAK SPACE}000"),
        (1_500, "SGD", 2, "15.00\N{NO-BREAK SPACE}SGD"),
    ],
)
def test_a_sum_is_written_for_people(
    minor: int, currency: str, decimals: int, written: str
) -> None:
    assert pages.price(minor, currency, decimals) == written
