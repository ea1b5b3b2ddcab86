"""What the bench measures must be reached: nine sentences in ten, one search in a hundred."""

import pytest

from bench.intents import RIGHT, SAID, TAKEN, scored
from bench.said import SENTENCES
from domain.intents.grammar import Grammar


@pytest.mark.parametrize("language", ["en", "ru", "zh"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_nine_of_ten_sentences_are_understood_and_one_search_of_a_hundred_is_taken(
    grammar: Grammar, seed: int, language: str
) -> None:
    scores = scored(grammar, seed, language)
    taken = [each for score in scores.values() for each in score.taken]

    assert {told for told, _ in scores} == {path.name for path in SAID.iterdir()}
    assert {score.sentences for score in scores.values()} == {SENTENCES}
    assert {told: score.right for (told, _), score in scores.items() if score.right < RIGHT} == {}
    assert len(taken) <= TAKEN * sum(score.queries for score in scores.values()), taken
