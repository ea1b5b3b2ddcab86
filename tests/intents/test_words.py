"""How words of wishes are known: by slips, by other ways to say them, by their number."""

import pytest

from domain.intents.atoms import atoms
from domain.intents.grammar import Grammar
from domain.intents.kinds import Intent, Kind
from domain.intents.words import Vocabulary


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("workng hours", Kind.HOURS),
        ("what are your opening hors", Kind.HOURS),
        ("до скольки вы рабоатете", Kind.HOURS),
        ("kidnly help", Kind.HELP),
    ],
)
def test_a_slip_is_told_by_how_a_phrase_is_spelt(grammar: Grammar, typed: str, kind: Kind) -> None:
    heard = grammar.understand(typed)

    assert heard is not None
    assert heard.kind is kind


def test_words_are_known_in_their_other_ways_as_well() -> None:
    words = Vocabulary(
        {"sells": ["卖什么"], "where": ["what became of"]},
        otherwise={"什么": ["啥"], " what ": [" wot "], " of ": [" o "]},
    )

    for typed in ("卖啥", "卖什么", "wot became of", "what became o", "wot became o"):
        assert len([*words.pieces(atoms(typed))]) == 1, typed
    assert len([*words.pieces(atoms("whatever became often"))]) == 3


@pytest.mark.parametrize("typed", ["#1042", "№1042", "№ 1042", "номер 1042", "订单1042"])
def test_a_number_with_its_sign_is_an_order(grammar: Grammar, typed: str) -> None:
    assert grammar.understand(typed) == Intent(Kind.WHERE, order="1042")


@pytest.mark.parametrize(
    "typed", ["1042", "#1", "№ 5", "chanel no 5", "4号尿不湿", "принтер не дороже 12000"]
)
def test_other_numbers_are_no_orders(grammar: Grammar, typed: str) -> None:
    assert grammar.understand(typed) is None


@pytest.mark.parametrize("typed", ["我想要一双雪地靴", "再来一瓶洗手液", "一本书"])
def test_one_piece_in_chinese_is_but_an_article(grammar: Grammar, typed: str) -> None:
    assert grammar.understand(typed, "zh") is None


def test_bags_that_are_counted_are_goods(grammar: Grammar) -> None:
    wanted = Intent(Kind.SEARCH, text="пакетов", quantity=5)

    assert grammar.understand("нужно пять пакетов") == wanted


def test_for_whom_pieces_are_may_stand_before_their_number(grammar: Grammar) -> None:
    wanted = Intent(Kind.SEARCH, text="ручки", quantity=2)

    assert grammar.understand("моей дочке две ручки") == wanted
