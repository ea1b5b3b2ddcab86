"""What a sentence leans to, and when that is believed."""

from array import array
from pathlib import Path

import pytest

from bot.intents import LEANINGS, read_grammar
from domain.intents.guesses import Guess
from domain.intents.kinds import Intent, Kind
from domain.intents.leanings import NOTHING, Leanings

LOCALES = Path(__file__).parents[2] / "locales"
LEARNT = Leanings([NOTHING, "cart"], {"*": [10, 0], "basket": array("b", [0, 60])})
SOME = Intent(Kind.SEARCH, text="blue mugs", quantity=2)
CART = Intent(Kind.CART)


def _guess(cart: float, number: float = 0.0, *, bare: bool = False, some: bool = False) -> Guess:
    shares = {NOTHING: 1 - cart - number, Kind.CART: cart, Kind.SEARCH: number}
    return Guess(shares, bare, lambda: SOME if some else None)


def test_known_signs_add_up_and_shares_make_one() -> None:
    shares = LEARNT.shares(["*", "basket", "of that nobody has heard"])

    assert shares["cart"] > 0.99
    assert sum(shares.values()) == pytest.approx(1)
    assert LEARNT.shares(["*"])[NOTHING] > 0.7


def test_a_language_of_which_nothing_was_learnt_leaves_all_to_the_rules() -> None:
    guess = Guess(Leanings().shares(["*", "basket"]), bare=False, some=lambda: SOME)

    assert guess.weighed(CART) == CART
    assert guess.weighed(None) is None


@pytest.mark.parametrize(
    ("guess", "heard", "meant"),
    [
        (_guess(0.9), None, CART),
        (_guess(0.5), None, None),
        (_guess(0.85, bare=True), None, None),
        (_guess(0.3, 0.6, some=True), None, SOME),
        (_guess(0.3, 0.6), None, None),
        (_guess(0.0), Intent(Kind.HELP, doubtful=("help",)), None),
        (
            _guess(0.1),
            Intent(Kind.HELP, doubtful=("help",)),
            Intent(Kind.HELP, doubtful=("help",)),
        ),
        (_guess(0.1, bare=True), Intent(Kind.HELP, doubtful=("help",)), None),
        (_guess(0.1), Intent(Kind.HELP), Intent(Kind.HELP)),
        (_guess(0.001), Intent(Kind.HELP), None),
        (_guess(0.9), Intent(Kind.HELP), Intent(Kind.HELP)),
        (_guess(0.99), Intent(Kind.HELP), CART),
        (_guess(0.99), SOME, SOME),
    ],
)
def test_a_guess_counts_as_much_as_it_is_sure(
    guess: Guess, heard: Intent | None, meant: Intent | None
) -> None:
    assert guess.weighed(heard) == meant


def test_every_language_has_learnt_the_same_kinds_and_a_number_for_each() -> None:
    grammar = read_grammar(LOCALES)
    for path in LOCALES.glob(f"*/{LEANINGS}"):
        head, *lines = path.read_text(encoding="utf-8").split("\n")[:-1]
        kinds = head.split("\t")[1].split(" ")
        assert {*kinds[1:]} == {*map(str, Kind)}
        assert {len(line.split("\t")[1].split(" ")) for line in lines} == {len(kinds)}
        assert grammar.signs("2", path.parent.name) >= {"*", "#"}
