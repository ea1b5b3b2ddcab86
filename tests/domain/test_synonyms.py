"""Other words for the same goods."""

from domain.search.folding import fold
from domain.search.synonyms import alike
from domain.search.words import words


def test_words_for_the_same_lead_to_each_other_in_all_their_forms() -> None:
    assert alike("sofas") == alike("sofa") == ("couch", "sette")
    assert "соф" in alike("диваны")
    assert alike("mug") == ()


def test_a_chinese_word_leads_to_its_sign_and_no_sign_to_one_word() -> None:
    assert alike("杯子") == ("杯",)
    assert alike("杯") == ()


def test_a_word_is_one_as_the_index_cuts_it() -> None:
    for word in ("2xl", "тв", "джемпер", "television", "礼物"):
        assert words(fold(word)) == [word]
        assert alike(word)
