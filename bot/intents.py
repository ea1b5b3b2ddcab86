"""Reads what people may ask for in a sentence: `locales/intents.toml` and each language's."""

import tomllib
from array import array
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from domain.intents.grammar import Grammar, Language
from domain.intents.kinds import Kind
from domain.intents.leanings import Leanings
from domain.intents.names import Naming
from domain.intents.quantity import Counting
from domain.intents.rules import Rule
from domain.intents.words import Meanings

_FILE = "intents.toml"
LEANINGS = "leanings.tsv"  # beside it
NO_KIND = "-"  # stands there for a search


def read_grammar(folder: Path) -> Grammar:
    """Read the rules of *folder* and the words of every language in it.

    Raises:
        ValueError: A rule names a meaning that no language has words for, or no known kind.
    """
    rules = [*_rules(_read(folder / _FILE))]
    languages = {
        path.parent.name: _language(_read(path), _leanings(path.with_name(LEANINGS)))
        for path in sorted(folder.glob(f"*/{_FILE}"))
    }
    _ensure_words(rules, languages.values())
    return Grammar(rules, languages)


def _read(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)


def _rules(told: Mapping[str, Any]) -> Sequence[Rule]:
    return [
        _rule(Kind(name), line, frozenset(rule.get("also", ())), strict=manner == "exactly")
        for name, rule in told.items()
        for manner in ("say", "exactly")
        for line in rule.get(manner, ())
    ]


def _rule(kind: Kind, line: str, also: Meanings, *, strict: bool) -> Rule:
    """Read a line like "change|wrong address !cart"."""
    parts = line.split()
    needs = tuple(frozenset(part.split("|")) for part in parts if not part.startswith("!"))
    never = frozenset(part[1:] for part in parts if part.startswith("!"))
    return Rule(kind, needs, also, never, strict)


def _leanings(path: Path) -> Leanings:
    """Read a line of kinds, and one for each sign: what it speaks for, in tenths.

    A byte for each, for there are many. A language of which nothing was learnt has no file.
    """
    if not path.exists():
        return Leanings()
    with path.open(encoding="utf-8", newline="\n") as file:
        kinds = next(file).rstrip("\n").split("\t")[1].split(" ")
        lines = (line.rstrip("\n").split("\t") for line in file)
        return Leanings(
            ["" if kind == NO_KIND else kind for kind in kinds],
            {sign: array("b", map(int, told.split(" "))) for sign, told in lines},
        )


def _language(told: Mapping[str, Any], leanings: Leanings) -> Language:
    counting, signs, naming = told["counting"], told.get("signs", {}), told.get("naming", {})
    return Language(
        meanings=told["words"],
        counting=Counting(
            numbers=counting["numbers"],
            letters=counting["letters"],
            endings=tuple(counting.get("endings", ())),
            many=tuple(counting.get("many", ())),
            tails=frozenset(counting.get("tails", ())),
            bare=counting.get("bare", True),
        ),
        alike=dict(zip(signs.get("other", ""), signs.get("same", ""), strict=True)),
        naming=Naming(
            naming.get("thing_first", False),
            tuple(naming.get("not_things", ())),
            tuple(naming.get("like", ())),
        ),
        otherwise=told.get("otherwise", {}),
        leanings=leanings,
    )


def _ensure_words(rules: Sequence[Rule], languages: Any) -> None:
    known = {"number"}.union(*(language.meanings for language in languages))
    needed = frozenset[str]().union(*(rule.also.union(rule.never, *rule.needs) for rule in rules))
    if missing := needed - known:
        raise ValueError(f"no language has words for {sorted(missing)}")
