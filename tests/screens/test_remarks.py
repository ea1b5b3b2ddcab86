"""What is said of a catalogue file, in every language."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from bot.files.headings import find_heading
from bot.files.simple import REQUIRED, recognises
from bot.files.table import WrongCell
from bot.i18n import Translations
from bot.screens.remarks import SENTENCES, name_words, words
from domain.remarks import Matter, Remark, Word, remark
from tests.screens.samples import NASTY

ROOT = Path(__file__).parents[2]
SHOP = Translations.load(ROOT / "locales")
LANGUAGES = ("ru", "zh")


def placeholders(matter: Matter) -> set[str]:
    """The values a sentence names."""
    said = SENTENCES[matter]
    forms = (said,) if isinstance(said, str) else said
    found = {name for form in forms for _, name, _, _ in Formatter().parse(form) if name}
    return found if isinstance(said, str) else found | {"n"}


def made() -> Iterator[tuple[Matter, set[str]]]:
    """Every remark the code makes, with the names of its values."""
    for folder in ("domain", "bot/files"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "remark":
                    assert isinstance(node.args[0], ast.Attribute), (path.name, node.lineno)
                    yield Matter[node.args[0].attr], {str(one.arg) for one in node.keywords}


@pytest.mark.parametrize("matter", Matter)
@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_can_be_wrong_with_a_file_is_said_in_every_language(
    matter: Matter, language: str
) -> None:
    values = dict.fromkeys(placeholders(matter), "7") | {"n": 7}
    told = Remark(matter, tuple(sorted(values.items())))

    said, english = (words(told, SHOP.for_language(code)) for code in (language, "en"))

    assert said != english
    assert any(ord(char) > 0x400 for char in said) or matter is Matter.QUOTED


@pytest.mark.parametrize("word", Word)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_in_a_remark_is_said_in_every_language(word: Word, language: str) -> None:
    said, english = (name_words(word, SHOP.for_language(code)) for code in (language, "en"))

    assert said != english


def test_each_remark_brings_the_values_that_its_sentence_names() -> None:
    found = [*made()]

    assert [(matter, names) for matter, names in found if names != placeholders(matter)] == []
    bare = {matter for matter in Matter if not placeholders(matter)}
    assert set(Matter) - {matter for matter, _ in found} <= bare


@pytest.mark.parametrize(
    ("language", "count", "text"),
    [
        ("en", 65, "The title has 65 characters; 64 is the most."),
        ("ru", 71, "Слишком длинно: название, 71 символ; можно не больше 64."),
        ("ru", 72, "Слишком длинно: название, 72 символа; можно не больше 64."),
        ("ru", 75, "Слишком длинно: название, 75 символов; можно не больше 64."),
        ("zh", 65, "名称有 65 个字符，最多 64 个。"),
    ],
)
def test_counts_are_told_in_the_form_their_number_wants(
    language: str, count: int, text: str
) -> None:
    told = remark(Matter.TOO_LONG, word=Word.TITLE, n=count, most=64)

    assert words(told, SHOP.for_language(language)) == text


@pytest.mark.parametrize("language", LANGUAGES)
def test_columns_that_are_missed_are_named_as_the_file_may_call_them(language: str) -> None:
    t = SHOP.for_language(language)

    heading = find_heading([[name_words(name, t) for name in REQUIRED]], recognises)

    assert heading
    assert heading.known


def test_long_lists_are_cut_and_empty_ones_said() -> None:
    t = SHOP.for_language("en")
    many = tuple(f"column {n}" for n in range(1_022))

    long = words(remark(Matter.LEFT_OUT, columns=many), t)
    none = words(remark(Matter.NOT_THERE, columns=(Word.SKU,), found=()), t)

    assert long.endswith("column 18, column 19 and 1,002 more.")
    assert none == "Columns that must be there are not: sku. The headers found: none."


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
@pytest.mark.parametrize("name", NASTY)
def test_what_stands_in_a_file_is_shown_as_it_stands_there(language: str, name: str) -> None:
    told = remark(Matter.TWICE, column=name)

    said = words(told, SHOP.for_language(language))

    assert name in said.plain
    assert "<b>" not in said


def test_a_cell_of_a_whole_page_leaves_room_for_what_is_wrong_with_it() -> None:
    told = remark(Matter.NO_PRICE, text="9" * 90_000, currency="USD")

    assert words(told, SHOP.for_language("en")).endswith('9…" is no price above zero in USD.')


def test_a_refused_cell_says_why_to_whoever_reads_the_log() -> None:
    assert "no_flag" in str(WrongCell(remark(Matter.NO_FLAG, text="perhaps")))
