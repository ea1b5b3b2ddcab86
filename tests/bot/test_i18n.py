"""Words: escaped, in the right form, with money and numbers as the language writes them."""

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from babel.numbers import format_currency
from hypothesis import given
from hypothesis import strategies as st

from bot.i18n import Translations, Translator, english
from bot.markup import Markup, escape
from domain.money import Money, exponent

NBSP = "\N{NO-BREAK SPACE}"
RUSSIAN = """
msgid ""
msgstr ""
"Language: ru\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && "
"(n%100<10 || n%100>=20) ? 1 : 2);\\n"

msgid "Hello, {name}!"
msgstr "Здравствуйте, {name}!"

#, fuzzy
msgid "Guessed"
msgstr "Угадано"

msgid "Untranslated"
msgstr ""

msgid "{n} piece of {what}"
msgid_plural "{n} pieces of {what}"
msgstr[0] "{n} штука «{what}»"
msgstr[1] "{n} штуки «{what}»"
msgstr[2] "{n} штук «{what}»"
"""


@dataclass(frozen=True)
class Amount:
    """A sum that is not the domain's own class."""

    amount: int
    currency: str


@pytest.fixture
def translations(tmp_path: Path) -> Translations:
    folder = tmp_path / "ru" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "shop.po").write_text(RUSSIAN)
    return Translations.load(tmp_path)


@pytest.fixture
def ru(translations: Translations) -> Translator:
    return translations.for_language("ru")


ENGLISH = Translations({}).for_language("en")


def test_what_a_person_typed_is_shown_literally(ru: Translator) -> None:
    assert ru("Hello, {name}!", name="<b>A & B</b>") == (
        "Здравствуйте, &lt;b&gt;A &amp; B&lt;/b&gt;!"
    )


def test_composed_parts_are_not_escaped_twice(ru: Translator) -> None:
    name = ru("Hello, {name}!", name="A & B")

    assert ENGLISH("<b>{said}</b>", said=name) == "<b>Здравствуйте, A &amp; B!</b>"


def test_joining_escapes_only_what_is_not_markup() -> None:
    joined = Markup(" · ").join([ENGLISH("<b>x</b>"), "a<b"])

    assert joined == "<b>x</b> · a&lt;b"
    assert isinstance(joined, Markup)


def test_labels_get_the_plain_words_back() -> None:
    assert ENGLISH("<b>{name}</b>", name="<A & B>").plain == "<A & B>"
    assert escape("x").plain == "x"


@pytest.mark.parametrize("text", ["Untranslated", "Guessed", "Unknown to all"])
def test_what_is_not_translated_is_said_in_english(ru: Translator, text: str) -> None:
    assert ru(text) == text


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (1, "1 штука «чай»"),
        (3, "3 штуки «чай»"),
        (5, "5 штук «чай»"),
        (21, "21 штука «чай»"),
        (1112, f"1{NBSP}112 штук «чай»"),
    ],
)
def test_the_form_of_a_plural_follows_the_language(ru: Translator, n: int, said: str) -> None:
    assert ru.plural("{n} piece of {what}", "{n} pieces of {what}", n, what="чай") == said


def test_a_plural_without_translation_is_english(ru: Translator) -> None:
    assert ru.plural("{n} cup", "{n} cups", 1) == "1 cup"
    assert ru.plural("{n} cup", "{n} cups", 2) == "2 cups"


@pytest.mark.parametrize(
    ("language", "money", "said"),
    [
        ("ru", Money(129000, "RUB"), f"1{NBSP}290{NBSP}₽"),
        ("ru", Money(129050, "RUB"), f"1{NBSP}290,50{NBSP}₽"),
        ("ru", Money(-5, "RUB"), f"-0,05{NBSP}₽"),
        ("en", Money(1250, "USD"), "$12.50"),
        ("en", Money(129000, "RUB"), f"RUB{NBSP}1,290"),
        ("zh", Money(129000, "CNY"), "¥1,290"),
        ("en", Money(1290, "JPY"), "¥1,290"),
        ("en", Money(1500, "KWD"), f"KWD{NBSP}1.500"),
        ("en", Money(250, "XTR"), f"250{NBSP}⭐"),
        ("ru", Money(2500, "XTR"), f"2{NBSP}500{NBSP}⭐"),
        ("hi", Amount(12345678_00, "INR"), "₹1,23,45,678"),
    ],
)
def test_money_is_written_as_the_language_writes_it(
    language: str, money: Money | Amount, said: str
) -> None:
    t = Translations({language: english()}).for_language(language)

    assert t.money(money) == said
    assert " " not in t.money(money)


@given(
    amount=st.integers(-(10**12), 10**12).filter(lambda amount: amount % 100),
    language=st.sampled_from(["en", "ru", "zh", "de", "hi", "fr", "ar", "fa"]),
    currency=st.sampled_from(["USD", "EUR", "RUB", "CNY"]),
)
def test_money_with_a_fraction_is_what_babel_says(
    amount: int, language: str, currency: str
) -> None:
    t = Translations({language: english()}).for_language(language)
    whole = Decimal(amount).scaleb(-exponent(currency))
    babel = format_currency(whole, currency, locale=language)

    assert t.money(Money(amount, currency)).replace(NBSP, "") == babel.replace(NBSP, "")


@pytest.mark.parametrize(
    ("asked", "given"), [("ru-RU", "ru"), ("RU", "ru"), ("", "en"), ("xx", "en"), (None, "en")]
)
def test_an_unknown_language_falls_back_to_its_base_or_the_default(
    translations: Translations, asked: str | None, given: str
) -> None:
    assert translations.for_language(asked).language == given


def test_languages_are_named_in_themselves(translations: Translations) -> None:
    assert translations.languages == {"en": "English", "ru": "Русский"}


def test_a_default_without_translation_is_refused() -> None:
    with pytest.raises(ValueError, match="'ru'"):
        Translations({}, default="ru")


def test_a_time_shows_in_the_readers_zone_and_in_words_on_old_apps() -> None:
    when = datetime(2026, 11, 21, 14, 30, tzinfo=UTC)

    tag = ENGLISH.time_tag(when, "r")

    assert tag.startswith(f'<tg-time unix="{int(when.timestamp())}" format="r">')
    assert "Nov 21, 2026" in tag.plain
    assert tag.plain.endswith("(UTC)")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Nov 22, 2026, 12:30 AM (Berlin)"),
        ("ru", "22 нояб. 2026 г., 00:30 (Берлин)"),
        ("zh", "2026年11月22日 00:30 (柏林)"),
    ],
)
def test_days_and_times_are_those_of_the_shop_which_are_named(language: str, said: str) -> None:
    berlin = Translator(language, english(), ZoneInfo("Europe/Berlin"))
    late = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)

    assert berlin.date(late).plain.replace("\N{NARROW NO-BREAK SPACE}", " ") == said
    assert berlin.date(late).plain in berlin.time_tag(late).plain
