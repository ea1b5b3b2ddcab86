"""The shop's own grammar."""

from pathlib import Path

import pytest

from bot.intents import read_grammar
from domain.intents.grammar import Grammar

LOCALES = Path(__file__).parent.parent.parent / "locales"


@pytest.fixture(scope="session")
def grammar() -> Grammar:
    """The grammar the shop is shipped with."""
    return read_grammar(LOCALES)
