"""Understanding what a typed sentence asks for, by words and rules that are data."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from domain.intents.atoms import Atoms, atoms, clauses
from domain.intents.guesses import Guess
from domain.intents.kinds import Intent, Kind
from domain.intents.leanings import Leanings, signs
from domain.intents.names import Naming, is_strange, names_thing, with_places, without_names
from domain.intents.quantity import Counting, wanted
from domain.intents.rules import Heard, Rule, Told, follows
from domain.intents.words import Otherwise, Piece, Vocabulary

_LONGEST = 80  # atoms; who writes more tells a story
_SPOKEN = frozenset({"ask", "mine", "voice"})
_HARMED = frozenset({"broken", "arrive"}), frozenset({"lacking"})  # "two mugs arrived broken"
_SAID_BESIDE = frozenset({Kind.HELLO, Kind.CATALOGUE})  # of what else a sentence asks for


@dataclass(frozen=True, slots=True)
class Language:
    """One language's words by what they mean, and how it counts.

    *alike*: signs that are written otherwise elsewhere, and what they stand for ("訂": "订").
    *otherwise*: parts of words and how else they are said ("what": "wot"). *leanings*: what
    was learnt of what people typed.
    """

    meanings: Mapping[str, Sequence[str]]
    counting: Counting
    alike: Mapping[str, str] = field(default_factory=dict)
    naming: Naming = field(default_factory=Naming)
    otherwise: Otherwise = field(default_factory=dict)
    leanings: Leanings = field(default_factory=Leanings)


class Grammar:
    """Understands sentences in all the languages it was given."""

    def __init__(self, rules: Sequence[Rule], languages: Mapping[str, Language]) -> None:
        self._rules = tuple(rules)
        self._speakers = {
            code: _Speaker(self._rules, language) for code, language in languages.items()
        }

    def understand(self, text: str, language: str = "") -> Intent | None:
        """Return what *text* asks for, in whichever language; None if it is just a search.

        *language* is the person's own: it decides where two languages understand as much.
        """
        whole = atoms(text)
        if not 0 < len(whole) <= _LONGEST:
            return None
        own = self._speakers.get(language)
        speakers = [own] if own else []
        speakers += [each for each in self._speakers.values() if each is not own]
        heard = _best(each.hear(whole) for each in speakers)
        if heard is None or not heard.intent.sure:
            parts = [part for part in clauses(whole) if 1 < len(part) < len(whole)]
            partly = (part for each in speakers for part in each.hear_each(parts))
            heard = _best([heard, *partly])
        told = max(speakers, key=lambda each: each.letters(whole))
        return told.guess(whole).weighed(heard.intent if heard else None)

    def signs(self, text: str, language: str) -> frozenset[str]:
        """What a sentence in that *language* may be told by, to learn from it."""
        return self._speakers[language].signs(atoms(text))


def _best(heard: Iterable[Heard | None]) -> Heard | None:
    """Return the first of those that are understood best."""
    return max(filter(None, heard), key=lambda one: one.score, default=None)


class _Speaker:
    """The rules with one language's words."""

    def __init__(self, rules: Sequence[Rule], language: Language) -> None:
        counted = {"count": [*language.counting.numbers]}
        self._words = Vocabulary(
            {**language.meanings, **counted}, language.alike, language.otherwise
        )
        self._counting = language.counting
        self._naming = language.naming
        self._letters = re.compile(f"[{language.counting.letters}]")
        self._rules = rules
        self._leanings = language.leanings

    def letters(self, sentence: Atoms) -> int:
        """How many pieces of *sentence* are written as the language is."""
        return sum(bool(self._letters.search(part.text)) for part in sentence)

    def signs(self, sentence: Atoms) -> frozenset[str]:
        return signs(sentence, self._named(self._words.pieces(sentence)))

    def guess(self, sentence: Atoms) -> Guess:
        pieces = self._named(self._words.pieces(sentence))
        told = Told.of(pieces, self._spoken(sentence, pieces))
        strange = [piece.text for piece in pieces if is_strange(piece)]
        bare = bool(strange) and not (told.spoken and 2 * len(strange) < len(pieces))
        shares = self._leanings.shares(signs(sentence, pieces))
        some = partial(self._some_in, sentence)
        doubtful = tuple(strange) if len(pieces) > 1 else (pieces[0].text,)
        return Guess(shares, bare, some, told.number, doubtful)

    def _some_in(self, sentence: Atoms) -> Intent | None:
        """The number of things that *sentence* asks for somewhere, whatever is before it."""
        for at in range(1, len(sentence)):
            rest = sentence[at:]
            some = wanted(rest, [*self._words.pieces(rest)], self._counting)
            if some:
                return Intent(Kind.SEARCH, text=some.text, quantity=some.quantity)
        return None

    def _named(self, pieces: Iterable[Piece]) -> Sequence[Piece]:
        return [*without_names(with_places([*pieces]), self._naming)]

    def hear(self, sentence: Atoms) -> Heard | None:
        if not self.letters(sentence):
            return None
        pieces = [*self._words.pieces(sentence)]
        some = wanted(sentence, pieces, self._counting)
        goods = some and any(map(names_thing, self._words.pieces(atoms(some.text))))
        pieces = [*self._named(pieces)]
        told = Told.of(pieces, self._spoken(sentence, pieces))
        heard = _best(follows(rule, told) for rule in self._rules)
        if heard and (not goods or any(told.said >= harm for harm in _HARMED)):
            return heard
        if some is None:
            return None
        return Heard(Intent(Kind.SEARCH, text=some.text, quantity=some.quantity), 0)

    def hear_each(self, parts: Sequence[Atoms]) -> Iterator[Heard | None]:
        """Hear the parts of a sentence; "good evening" is no wish where things are named."""
        named = any(is_strange(piece) for part in parts for piece in self._words.pieces(part))
        for heard in map(self.hear, parts):
            if heard and not (named and heard.intent.kind in _SAID_BESIDE):
                yield heard

    def _spoken(self, sentence: Atoms, pieces: Sequence[Piece]) -> bool:
        """Whether somebody says something; "thank you" and its like are on cards and mugs."""
        plain = [piece for piece in pieces if not piece.means & {"polite", "thing"}]
        if any(piece.means & _SPOKEN for piece in pieces):
            return True
        parts = (sentence[piece.at : piece.at + piece.length] for piece in plain)
        return any(self._words.voiced(part) & _SPOKEN for part in parts if len(part) > 1)
