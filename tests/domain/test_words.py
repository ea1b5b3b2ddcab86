"""Words: one cut for index and question, forms brought together, slips measured."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.search.bags import place, product_at
from domain.search.costs import IN_STARS, STARRED, cost_words, costs, inside_words, range_words
from domain.search.folding import fold, plain, slowly
from domain.search.irregular import LIKE
from domain.search.keyboards import other_keys
from domain.search.sounds import said
from domain.search.typos import cuts, slips
from domain.search.words import other_forms, term, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mugs", "mug"),
        ("mice", "mouse"),
        ("shelves", "shelf"),
        ("colours", "color"),
        ("кружки", "кружка"),
        ("кружек", "кружкой"),
        ("носки", "носок"),
        ("люди", "человека"),
        ("стульев", "стулья"),
        ("одеялам", "одеяло"),
        ("Ёлка", "елки"),
        ("CAFÉ", "cafe"),
    ],
)
def test_forms_of_a_word_meet(one: str, other: str) -> None:
    assert term(fold(one)) == term(fold(other))


@pytest.mark.parametrize(
    ("one", "other"), [("mouse", "mouth"), ("чай", "чайка"), ("стол", "стул"), ("пол", "полка")]
)
def test_other_words_stay_apart(one: str, other: str) -> None:
    assert term(one) != term(other)


def test_chinese_is_cut_into_neighbours_and_japanese_keeps_its_marks() -> None:
    assert words("蓝色马克杯 mug") == ["蓝色", "色马", "马克", "克杯", "mug"]
    assert words("ガラス") == ["ガラ", "ラス"]


def test_irregular_forms_are_folded_and_lead_no_further() -> None:
    assert all(fold(word) == word for pair in LIKE.items() for word in pair)
    assert not [form for form, base in LIKE.items() if LIKE.get(base, base) != base]


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [("kruzhka", "кружка"), ("chaynik", "чайник"), ("schetka", "щетка"), ("yubka", "юбка"),
     ("tsvet", "цвет"), ("khleb", "хлеб"), ("coffee", "кофе")],
)  # fmt: skip
def test_a_word_sounds_the_same_in_both_alphabets(latin: str, cyrillic: str) -> None:
    assert said(latin) == said(cyrillic) != ""


def test_the_other_keyboard_is_read_both_ways() -> None:
    assert other_keys("rhe;rf") == "кружка"
    assert other_keys(",enskrf") == "бутылка"
    assert other_keys("ьгп") == "mug"
    assert other_keys("12") == ""


@pytest.mark.parametrize(
    ("typed", "meant", "away"),
    [
        ("lanp", "lamp", 1),  # the key beside
        ("vese", "vase", 1),  # a vowel for another
        ("mgu", "mug", 1),
        ("lap", "lamp", 1),
        ("sofa", "soft", 2),
        ("рука", "руда", 2),
        ("scart", "scarf", 1),  # long enough to know what was meant
    ],
)
def test_a_wrong_letter_in_a_short_word_is_beside_the_right_one(
    typed: str, meant: str, away: int
) -> None:
    assert slips(typed, meant, 1) == away


@pytest.mark.parametrize(
    ("one", "other"), [("подарки", "подарок"), ("салфетка", "салфеток"), ("рынков", "рынок")]
)
def test_forms_with_and_without_a_vowel_know_one_another(one: str, other: str) -> None:
    assert term(other) in other_forms(one)
    assert term(one) in other_forms(other)


@given(st.text("abc", min_size=4, max_size=8), st.text("abc", min_size=4, max_size=8))
def test_words_one_slip_apart_share_a_cut(one: str, other: str) -> None:
    if slips(one, other, 1) <= 1:
        assert set(cuts(one)) & set(cuts(other))
    assert slips(one, other, 2) == slips(other, one, 2)


@given(st.integers(0, 10**12), st.integers(0, 10**12), st.integers(0, 10**12))
def test_a_price_within_a_range_has_one_of_its_words(price: int, one: int, other: int) -> None:
    low, high = sorted((one, other))
    own = set(cost_words(price))

    if low <= price <= high:
        assert own & set(range_words(low, high))


PRICE = st.integers(0, 10**12) | st.integers(0, 40)


@given(PRICE, PRICE, PRICE, st.sampled_from([0, IN_STARS]))
def test_a_price_with_a_word_from_inside_a_range_is_within_it(
    price: int, one: int, other: int, stars: int
) -> None:
    low, high = sorted((one + stars, other + stars))
    for at in (price, one, other, max(one - 1, 0), other + 1):
        if set(cost_words(at + stars)) & set(inside_words(low, high)):
            assert low <= at + stars <= high


def test_a_range_with_an_open_end_has_its_first_and_last_band_inside() -> None:
    for stars in (False, True):
        for low, high in ((None, 2000), (2000, None), (None, None)):
            least, most = costs(low, high, stars=stars)
            inside = set(inside_words(least, most))
            assert (low is None) == bool(inside & set(cost_words(least)))
            assert (high is None) == bool(inside & set(cost_words(most)))
    assert inside_words(*STARRED) == range_words(*STARRED)
    assert inside_words(7, 5) == ()


def test_better_sellers_stand_first_and_what_is_sold_out_last() -> None:
    places = [
        place(7, 40, in_stock=True),
        place(3, 0, in_stock=True),
        place(2**31, 0, in_stock=True),
        place(1, 4095, in_stock=False),
    ]

    assert places == sorted(places)
    assert [product_at(at) for at in places] == [7, 3, 2**31, 1]
    assert max(places) < 2**63


def test_what_is_left_as_it_is_would_be_folded_to_the_same() -> None:
    """The short way for plain texts takes no sign that the long way would change."""
    for number in range(0x110000):
        sign = chr(number)
        lowered = sign.lower().replace("ё", "е")
        if not 0xD800 <= number < 0xE000 and plain(lowered):
            assert slowly(sign) == lowered, hex(number)


def test_accents_go_and_syllables_and_letters_that_need_them_stay() -> None:
    assert fold("Café Ёж и\u0306од ガ カ\u3099 e\u0301\u0323") == "cafe еж йод ガ ガ e"
    assert fold("①②ﬁ") == "12fi"
