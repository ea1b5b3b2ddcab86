"""Every message of the shop is said in every language, with nothing lost on the way."""

import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from bot.i18n import po_files

ROOT = Path(__file__).parents[2]
LOCALES = ROOT / "locales"
LANGUAGES = ("ru", "zh")
KEYWORDS = {"t": None, "noop": None, "plural": (1, 2)}  # as in the Makefile's `locales`
TAG = re.compile(r"</?[a-z-]+")
Key = str | tuple[str, ...] | list[str]


def said_in_code() -> set[Key]:
    """All messages that the code says."""
    found: set[Key] = set()
    for folder in ("bot", "handlers"):
        extracted = extract_from_dir(str(ROOT / folder), keywords=KEYWORDS)
        found |= {one if isinstance(one, str) else tuple(one) for _, _, one, _, _ in extracted}
    return found


def catalog(path: Path) -> Catalog:
    """Read a file of messages."""
    with path.open("rb") as file:
        return read_po(file)


def messages(language: str) -> list[Message]:
    """The messages of a language, without the file's header."""
    path = LOCALES / language / "LC_MESSAGES" / "shop.po"
    return [message for message in catalog(path) if message.id]


def pairs(message: Message) -> Iterator[tuple[str, str]]:
    """Each translated form beside the English it stands for."""
    english = (message.id,) if isinstance(message.id, str) else message.id
    said = message.string or ""
    forms = (said,) if isinstance(said, str) else said
    for at, form in enumerate(forms):
        yield english[0 if at == 0 and len(forms) > 1 else -1], form


def placeholders(text: str) -> set[str]:
    """The names in braces; the number of a plural may be spelled out instead."""
    return {name for _, name, _, _ in Formatter().parse(text) if name and name != "n"}


def test_the_template_holds_exactly_what_the_code_says() -> None:
    template = {message.id for message in catalog(LOCALES / "shop.pot") if message.id}

    assert template == said_in_code(), "run `make locales`"


def test_no_language_is_forgotten() -> None:
    assert set(LANGUAGES) <= {code for code, _ in po_files(LOCALES)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated_and_none_only_guessed(language: str) -> None:
    found = messages(language)

    assert {message.id for message in found} == said_in_code()
    assert [m.id for m in found if m.fuzzy] == []
    assert [m.id for m in found if not all(form for _, form in pairs(m))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_plurals_have_all_the_forms_of_their_language(language: str) -> None:
    forms = catalog(LOCALES / language / "LC_MESSAGES" / "shop.po").num_plurals

    plurals = [message for message in messages(language) if message.pluralizable]
    assert [m.id for m in plurals if len(m.string or ()) != forms] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_placeholders_tags_and_blanks(language: str) -> None:
    for message in messages(language):
        for english, translated in pairs(message):
            assert placeholders(translated) == placeholders(english), message.id
            assert sorted(TAG.findall(translated)) == sorted(TAG.findall(english)), message.id
            assert _edges(translated) == _edges(english), message.id


def _edges(text: str) -> tuple[bool, bool]:
    return text[:1].isspace(), text[-1:].isspace()
