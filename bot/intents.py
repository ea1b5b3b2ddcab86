"""Reads what people may ask for in a sentence: `locales/intents.toml` and each language's."""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from domain.intents.grammar import Grammar, Kind, Language, Rule
from domain.intents.quantity import Counting

_FILE = "intents.toml"


def read_grammar(folder: Path) -> Grammar:
    """Read the rules of *folder* and the words of every language in it.

    Raises:
        ValueError: A rule names a meaning that no language has words for, or no known kind.
    """
    rules = [*_rules(_read(folder / _FILE))]
    languages = {
        path.parent.name: _language(_read(path)) for path in sorted(folder.glob(f"*/{_FILE}"))
    }
    _ensure_words(rules, languages.values())
    return Grammar(rules, languages)


def _read(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)


def _rules(told: Mapping[str, Any]) -> Sequence[Rule]:
    return [
        Rule(Kind(name), frozenset(needs.split()), frozenset(rule["also"]))
        for name, rule in told.items()
        for needs in rule["say"]
    ]


def _language(told: Mapping[str, Any]) -> Language:
    counting = told["counting"]
    return Language(
        meanings=told["words"],
        counting=Counting(
            numbers=counting["numbers"],
            letters=counting["letters"],
            endings=tuple(counting.get("endings", ())),
            bare=counting.get("bare", True),
        ),
    )


def _ensure_words(rules: Sequence[Rule], languages: Any) -> None:
    known = {"number"}.union(*(language.meanings for language in languages))
    needed = frozenset[str]().union(*(rule.needs | rule.also for rule in rules))
    if missing := needed - known:
        raise ValueError(f"no language has words for {sorted(missing)}")
