"""Sales on the screens of admins and customers."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.callbacks.sales import EndSale
from bot.screens.parts import product_lines
from bot.screens.product_words import product_words
from bot.screens.sale_notes import sale_note
from bot.screens.sale_words import days_words, until_words
from bot.screens.sales import (
    ended_screen,
    how_long_screen,
    how_much_screen,
    planned_screen,
    sales_screen,
    sure_screen,
    usage_screen,
)
from domain.errors import NotFound
from domain.sale_errors import NotLower
from domain.sale_terms import Reduced
from domain.sales import (
    UNPLANNED,
    LeftOut,
    Planned,
    Sale,
    SaleLine,
    SaleView,
    State,
    Tag,
    Why,
)
from domain.services.sales import SalePage
from domain.stock import Refused
from tests.screens.samples import NASTY, T, keeps_limits, page, product, row, usd, variant

FIRST = datetime(2026, 12, 1, tzinfo=UTC)
LAST = datetime(2026, 12, 8, tzinfo=UTC)
EVENING = datetime(2026, 12, 7, 18, 0, tzinfo=UTC)


def view(
    state: State = State.PLANNED,
    articles: int = 1,
    name: str = "Blue mug",
    title: str = "",
    why: Why | None = None,
) -> SaleView:
    """A sale of mugs for 9.90 in the first week of December."""
    sale = Sale(title, 15_000 if title else 0, FIRST, LAST, 1, "k", 7)
    line = SaleLine(
        id=1,
        sale_id=7,
        variant_id=1,
        product_id=1,
        sku="BM-1",
        name=name,
        price=usd(990),
        state=state,
        why=why,
        before=None,
        starts_at=FIRST,
        ends_at=LAST,
        now=Tag(usd(1290)),
    )
    lines = tuple(replace(line, id=n) for n in range(min(articles, 5)))
    return SaleView(sale, {state: articles}, lines, {why: articles} if why else {})


def test_a_sale_is_told_in_two_lines() -> None:
    answers = (Planned(view()),)

    said = planned_screen(answers, T).text

    assert said == (
        "<b>Blue mug</b> (BM-1): $12.90 → $9.90\nDec 1, 2026 – Dec 7, 2026 · planned\n\n"
        "Time zone: UTC."
    )


def test_a_category_names_its_first_articles_and_how_many_more() -> None:
    planned = Planned(
        view(articles=18, title="Mugs"), (LeftOut("M-2", NotLower("M-2", usd(400))),)
    )

    said = planned_screen((planned,), T).text

    assert said.startswith("<b>Mugs</b> −15%: 18 articles\n")
    assert "and 13 more articles\nLeft out: M-2 costs $4 now. A sale has to be less." in said


def test_refused_lines_come_first() -> None:
    refused = Refused("BM-9 5", NotFound("sku", "BM-9"), ("BM-1",))

    said = planned_screen((Planned(view()), refused), T).text

    assert said.startswith("<code>BM-9 5</code>: there is no such SKU or category. Near it: BM-1")


@pytest.mark.parametrize(
    ("state", "why", "said"),
    [
        (State.PLANNED, None, "Dec 1, 2026 – Dec 7, 2026 · planned"),
        (State.RUNNING, None, "until Dec 7, 2026 · running"),
        (State.CANCELLED, None, "Dec 1, 2026 – Dec 7, 2026 · cancelled"),
        (State.ENDED, Why.TIME, "Dec 1, 2026 – Dec 7, 2026 · over"),
        (State.ENDED, Why.STOPPED, "· over\nEnded early"),
        (State.ENDED, Why.BY_HAND, "· over\nEnded early: the price was changed by hand"),
    ],
)
def test_the_list_says_how_each_sale_stands(state: State, why: Why | None, said: str) -> None:
    screen = sales_screen(SalePage((view(state, why=why),), 0, 1), T)

    assert said in screen.text
    ends = [one.press for line in screen.rows for one in line if isinstance(one.press, EndSale)]
    assert ends == ([EndSale(sale=7)] if state in (State.PLANNED, State.RUNNING) else [])


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (FIRST, LAST, "Dec 1, 2026 – Dec 7, 2026"),
        (FIRST, datetime(2026, 12, 2, tzinfo=UTC), "Dec 1, 2026"),
        (FIRST, EVENING, "Dec 1, 2026 – Dec 7, 2026, 6:00 PM"),
    ],
)
def test_days_are_whole_where_they_can_be(first: datetime, last: datetime, said: str) -> None:
    assert days_words(first, last, T).replace("\u202f", " ") == said


def test_customers_are_told_the_last_day_and_the_time_only_if_it_matters() -> None:
    assert until_words(LAST, T) == "Sale until December 7"
    assert until_words(EVENING, T).replace("\u202f", " ") == "Sale until December 7, 6:00 PM (UTC)"


def test_a_card_says_until_when_and_a_list_what_it_was_before() -> None:
    mug = replace(variant(1, price=990), compare_at=usd(1290), sale_until=LAST)
    reduced = replace(row(), earlier=usd(1400))

    card = product_words(replace(product(), variants=(mug,)), mug, T)

    assert "<b>$9.90</b> instead of <s>$12.90</s>\nSale until December 7\nIn stock" in card
    assert "· $12 instead of <s>$14</s>" in product_lines(page(reduced), T)
    assert "instead" not in product_lines(page(row()), T)
    assert "instead" not in product_lines(page(replace(reduced, free=0)), T)


@pytest.mark.parametrize("why", sorted(UNPLANNED))
@pytest.mark.parametrize("articles", [1, 18])
def test_admins_are_told_why_a_sale_went_otherwise(why: Why, articles: int) -> None:
    screen = sale_note(view(State.ENDED, articles, why=why), why, T)

    assert "The sale of Blue mug has " in screen.text
    assert ("18 of 18 articles" in screen.text) is (articles > 1)
    assert keeps_limits(screen)


def test_a_sale_that_goes_on_for_others_is_not_called_over() -> None:
    some = replace(view(State.RUNNING, 17), by_why={Why.BY_HAND: 1})

    said = sale_note(some, Why.BY_HAND, T).text

    assert said.startswith("<b>The sale of Blue mug goes on without some of its articles.</b>")
    assert "This concerns 1 of 17 articles" in said


@pytest.mark.parametrize("name", NASTY)
def test_no_name_breaks_a_screen(name: str) -> None:
    many = tuple(view(State.RUNNING, 6, name, name) for _ in range(5))
    left_out = tuple(LeftOut(name, NotLower(name, usd(1))) for _ in range(9))
    refused = Refused(name, NotFound("sku", name), (name,) * 3)
    own = replace(product(), title=name)
    screens = [
        usage_screen(T),
        sales_screen(SalePage(many, 1, 23), T),
        planned_screen([*(Planned(one, left_out) for one in many), *([refused] * 4)], T),
        planned_screen([Planned(many[0], left_out)], T),
        sure_screen(many[0], T),
        ended_screen(view(State.ENDED, name=name, why=Why.STOPPED), T),
        ended_screen(view(State.CANCELLED, name=name), T),
        how_much_screen(own, T, name),
        how_long_screen(own, Reduced(rate=15_000), T),
        how_long_screen(own, Reduced(usd(990)), T),
        sale_note(view(State.ENDED, 9, name, name, Why.BY_HAND), Why.BY_HAND, T),
    ]

    assert all(keeps_limits(screen) for screen in screens)
    assert not any("<script>" in screen.text for screen in screens)
