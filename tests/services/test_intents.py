"""What may be a wish is a search if the shelves say so, on both databases."""

import pytest

from bot.intents import read_grammar
from domain.customers import Customer
from domain.intents.kinds import Intent, Kind
from domain.services.glances import Glances
from domain.services.intents import Intents
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.intents.conftest import LOCALES
from tests.services.window import Window, sheet

ANNA = Customer(77, "Anna", None, "en")


@pytest.fixture
async def intents(store: SqlStore, clock: StandingClock) -> Intents:
    """A shop with goods that are called like wishes."""
    await Window(store, clock).put(
        sheet("Seagrass basket", 900),
        sheet("Two captains, a novel", 1400),
        sheet("Teapot", 2000),
    )
    return Intents(read_grammar(LOCALES), Glances(store, "USD"), "USD")


@pytest.mark.parametrize("text", ["basket", "two captains", "Two Captains!", "blue lamp", ""])
async def test_what_goods_are_called_is_a_search(intents: Intents, text: str) -> None:
    assert await intents.meant(ANNA, text) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("my basket", Intent(Kind.CART)),
        ("cart", Intent(Kind.CART, doubtful=("cart",))),
        ("two teapots", Intent(Kind.SEARCH, text="teapots", quantity=2)),
        ("where is my order", Intent(Kind.WHERE)),
    ],
)
async def test_what_no_goods_are_called_is_a_wish(
    intents: Intents, text: str, meant: Intent
) -> None:
    assert await intents.meant(ANNA, text) == meant


@pytest.mark.parametrize(
    "text", ["4+ stars", "4 or more stars", "i want 4+ stars lamps", "5 stars or better lamps"]
)
async def test_a_number_of_stars_is_no_number_of_pieces(intents: Intents, text: str) -> None:
    assert await intents.meant(ANNA, text) is None


@pytest.mark.parametrize(
    "text",
    ["от 5 до 20", "over 5 under 20", "от 20 до 10", "20 dollars", "20 долларов", "$5 lamps"],
)
async def test_a_sum_of_money_is_no_number_of_pieces(intents: Intents, text: str) -> None:
    assert await intents.meant(ANNA, text) is None


async def test_pieces_may_be_wanted_at_a_price(intents: Intents) -> None:
    meant = await intents.meant(ANNA, "3 lamps under $20")

    assert meant == Intent(Kind.SEARCH, text="lamps under 20", quantity=3)


async def test_pieces_may_be_wanted_of_what_is_rated_well(intents: Intents) -> None:
    meant = Intent(Kind.SEARCH, text="lamps with at least 4 stars", quantity=2)

    assert await intents.meant(ANNA, "2 lamps with at least 4 stars") == meant


async def test_a_strange_word_of_a_sentence_makes_it_a_search_if_goods_have_it(
    intents: Intents,
) -> None:
    vase = await intents.meant(ANNA, "please where is the order of a vase")
    teapot = await intents.meant(ANNA, "please where is the order of a teapot")

    assert vase == Intent(Kind.WHERE, doubtful=("vase",))
    assert teapot is None


async def test_what_is_theirs_already_is_not_looked_for(intents: Intents) -> None:
    assert await intents.meant(ANNA, "where is my order with the teapot") == Intent(Kind.WHERE)
