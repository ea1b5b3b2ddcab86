"""What the bench measures must be reached: nine sentences in ten, one search in a hundred."""

import pytest

from bench.intents import RIGHT, TAKEN, Score, scored
from bench.said import SENTENCES
from domain.intents.grammar import Grammar

SEEDS = range(1, 4)
ROUNDS = ("1", "4", "5", "6", "7", "8", "9", "10", "11", "12")


@pytest.fixture(scope="module")
def scores(grammar: Grammar) -> list[dict[tuple[str, str], Score]]:
    """What was understood, for every seed by round and language."""
    return [scored(grammar, seed) for seed in SEEDS]


@pytest.mark.parametrize("language", ["en", "ru", "zh"])
@pytest.mark.parametrize("told", ROUNDS)
def test_nine_of_ten_made_sentences_are_understood(
    scores: list[dict[tuple[str, str], Score]], told: str, language: str
) -> None:
    mine = [score[told, language] for score in scores]

    assert {score.sentences for score in mine} == {SENTENCES}
    assert sum(score.right for score in mine) / len(mine) >= RIGHT


@pytest.mark.parametrize("language", ["en", "ru", "zh"])
def test_at_most_one_search_in_a_hundred_is_taken_for_a_wish(
    scores: list[dict[tuple[str, str], Score]], language: str
) -> None:
    for score in scores:
        mine = [of for (_, code), of in score.items() if code == language]
        taken = [each for of in mine for each in of.taken]

        assert len(taken) <= TAKEN * sum(of.queries for of in mine), taken
