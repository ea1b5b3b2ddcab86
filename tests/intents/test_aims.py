"""What the bench measures must be reached: nine sentences in ten, one search in a hundred."""

import pytest

from bench.intents import QUERIES, RIGHT, SENTENCES, TAKEN, Score, scored
from domain.intents.grammar import Grammar

SEEDS = range(1, 6)


@pytest.fixture(scope="module")
def scores(grammar: Grammar) -> list[dict[str, Score]]:
    """What was understood, for every seed by language."""
    return [scored(grammar, seed) for seed in SEEDS]


@pytest.mark.parametrize("language", ["en", "ru", "zh"])
def test_nine_of_ten_made_sentences_are_understood(
    scores: list[dict[str, Score]], language: str
) -> None:
    mine = [score[language] for score in scores]

    assert {score.sentences for score in mine} == {SENTENCES}
    assert sum(score.right for score in mine) / len(mine) >= RIGHT


def test_at_most_one_search_in_a_hundred_is_taken_for_a_wish(
    scores: list[dict[str, Score]],
) -> None:
    for score in scores:
        taken = [each for mine in score.values() for each in mine.taken]

        assert len(taken) <= TAKEN * 3 * QUERIES, taken
