"""Paying by Stripe: what the shop asks for, once and only once."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.gateways import KeyReused, ReceiptLine
from domain.money import Money
from domain.payments import Attempt
from payments.stripe import Stripe
from tests.payments.stripe_stand import (
    KEY,
    OTHER_KEY,
    OTHER_WHSEC,
    RETURN_URL,
    Stand,
    called,
    line,
    standing,
)


@pytest.fixture
async def stand() -> AsyncIterator[Stand]:
    async with standing() as made:
        yield made


@pytest.fixture
def stripe(stand: Stand) -> Stripe:
    return stand.gateway()


async def test_a_payment_is_asked_for_line_by_line_and_shows_where_to_pay(
    stand: Stand, stripe: Stripe
) -> None:
    lines = (line("Mug", 2, 1000), line("Delivery", 1, 350))
    made = await stripe.create(stand.request("attempt-1", *lines, language="pt_BR"))

    assert (made.state, made.key) == (Attempt.PENDING, "attempt-1")
    assert made.money == Money(2350, "USD")
    assert made.paid is None
    assert made.pay_url == f"{stand.url}/pay/stripe/{made.external_id}"
    session = stand.desk.session(made.external_id)
    assert [(each.name, each.quantity, each.unit_amount) for each in session.items] == [
        ("Mug", 2, 1000),
        ("Delivery", 1, 350),
    ]
    assert session.ways == ("card", "alipay", "wechat_pay")
    assert (session.locale, session.success_url, session.cancel_url) == (
        "pt-BR",
        RETURN_URL,
        RETURN_URL,
    )


async def test_the_key_of_the_attempt_is_written_wherever_somebody_may_look_for_it(
    stand: Stand, stripe: Stripe
) -> None:
    made = await stand.paid(stripe, "attempt-9")

    session, intent = stand.desk.session(made.external_id), stand.desk.intent(made.external_id)
    assert session.client_reference_id == "attempt-9"
    assert session.metadata == intent.metadata == {"souk_attempt": "attempt-9"}


async def test_only_the_ways_that_fit_the_currency_are_offered(
    stand: Stand, stripe: Stripe
) -> None:
    krone = ReceiptLine("Mug", 1, Money(9900, "NOK"))
    dirham = ReceiptLine("Mug", 1, Money(9900, "AED"))

    in_krone = await stripe.create(stand.request("nok", krone))
    in_dirham = await stripe.create(stand.request("aed", dirham))

    assert stand.desk.session(in_krone.external_id).ways == ("card", "wechat_pay")
    assert stand.desk.session(in_dirham.external_id).ways == ("card",)


async def test_a_shop_that_offers_alipay_only_offers_no_card(stand: Stand) -> None:
    made = await stand.gateway(ways=("alipay",)).create(stand.request())

    assert stand.desk.session(made.external_id).ways == ("alipay",)


@pytest.mark.parametrize(
    ("money", "lines"),
    [
        (Money(1999, "USD"), (line(quantity=2),)),
        (Money(2000, "EUR"), (line(quantity=2),)),
        (Money(0, "USD"), ()),
        (Money(0, "USD"), (line(cents=0),)),
    ],
)
async def test_lines_that_are_not_the_sum_never_reach_stripe(
    stand: Stand, stripe: Stripe, money: Money, lines: tuple[ReceiptLine, ...]
) -> None:
    wrong = replace(stand.request(), money=money, lines=lines)

    with pytest.raises(ValueError, match=r"line|nothing to pay"):
        await stripe.create(wrong)

    assert stand.desk.sessions() == []


async def test_a_basket_of_more_lines_than_stripe_takes_is_asked_for_as_one(
    stand: Stand, stripe: Stripe
) -> None:
    made = await stripe.create(stand.request("many", *[line(f"Bead {n}") for n in range(101)]))

    (item,) = stand.desk.session(made.external_id).items
    assert (item.name, item.quantity, item.total) == ("Order 7", 1, 101_000)


async def test_the_same_key_twice_opens_one_page(stand: Stand, stripe: Stripe) -> None:
    first = await stripe.create(stand.request())
    again = await stripe.create(stand.request())

    assert again == first
    assert len(stand.desk.sessions()) == 1


async def test_the_same_key_for_another_sum_is_our_fault_and_opens_nothing(
    stand: Stand, stripe: Stripe
) -> None:
    await stripe.create(stand.request())

    with pytest.raises(KeyReused):
        await stripe.create(stand.request("attempt-1", line(cents=777)))

    assert len(stand.desk.sessions()) == 1


@pytest.mark.parametrize("minutes", [None, 5, 30, 32, 60, 24 * 60, 24 * 60 + 40])
async def test_a_retry_finds_its_page_however_much_time_has_passed(
    stand: Stand, stripe: Stripe, minutes: int | None
) -> None:
    ends = stand.now + timedelta(minutes=minutes) if minutes else None
    request = stand.request(expires_at=ends)
    first = await stripe.create(request)
    stand.clock.skip(45 * 60)

    assert (await stripe.create(request)).external_id == first.external_id
    assert len(stand.desk.sessions()) == 1


@pytest.mark.parametrize(("minutes", "open_for"), [(5, 36), (45, 45), (30 * 60, 24 * 60)])
async def test_a_page_closes_with_the_hold_as_far_as_stripe_lets_it(
    stand: Stand, stripe: Stripe, minutes: int, open_for: int
) -> None:
    wanted = stand.now + timedelta(minutes=minutes)
    made = await stripe.create(stand.request(expires_at=wanted))

    closes = stand.now + timedelta(minutes=open_for)
    assert stand.desk.session(made.external_id).expires_at == closes.timestamp()


async def test_everything_since_a_moment_is_listed_over_many_pages(
    stand: Stand, stripe: Stripe
) -> None:
    await stripe.create(stand.request("too early"))
    stand.clock.skip(60)
    moment = stand.now
    for number in range(103):
        await called(stand, "POST", "/v1/checkout/sessions", _plain(str(number)))

    listed = [each.key async for each in stripe.since(moment)]

    assert listed == [str(number) for number in reversed(range(103))]


def _plain(key: str) -> dict[str, str]:
    return {
        "mode": "payment",
        "success_url": RETURN_URL,
        "metadata[souk_attempt]": key,
        "line_items[0][quantity]": "1",
        "line_items[0][price_data][currency]": "usd",
        "line_items[0][price_data][unit_amount]": "100",
        "line_items[0][price_data][product_data][name]": "Bead",
    }


async def test_two_accounts_live_in_one_process_without_meeting(stand: Stand) -> None:
    first, second = stand.gateway(), stand.gateway(OTHER_KEY, OTHER_WHSEC)
    mine = await first.create(stand.request())
    theirs = await second.create(stand.request())

    assert mine.external_id != theirs.external_id
    stand.desk.pay(mine.external_id)
    assert (await first.fetch(mine.external_id)).state is Attempt.CAPTURED
    assert (await second.fetch(theirs.external_id)).state is Attempt.PENDING
    owners = [each.account.secret_key for each in stand.desk.sessions()]
    assert owners == [OTHER_KEY, KEY]
