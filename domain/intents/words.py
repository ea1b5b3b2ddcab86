"""The words of one language, by what they mean."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from domain.intents.atoms import NO_APOSTROPHES, Atoms, atoms, joined, letters, slipped, unspaced

_SLIPS_FROM = 5  # letters a word must have for a typing mistake in it to be forgiven
_FEWEST = 4  # the same of what was typed: a letter may be lost
_LONG = 7  # the same for words that fit anywhere
_KEPT = 6  # the same of the stem that all forms share
_ENDING = 7  # letters that may follow a stem, and no more than it has itself and one
Meanings = frozenset[str]
Otherwise = Mapping[str, Sequence[str]]  # a part of words, and how else it is said
_SLIPPED_ENDING = 4  # the same where the stem was mistyped
_ALWAYS = 99  # letters; the beginnings of words are like each other
_COUNTING = frozenset({"unit", "times", "measure", "of"})  # beside what a word means
_MEASURE = frozenset({"measure"})  # nobody means "string" by "spring"
_PLURAL, _THING = frozenset({"plural"}), frozenset({"thing"})
# "Do" is said, "doing" need not be.
_AS_WRITTEN = frozenset({"ask", "voice", "mine", "plural", "harmed"})
_EMPTY = frozenset({"polite", "small", "voice", "mine", "ask", "get", "you"})
_NONE: Meanings = frozenset()
K = TypeVar("K")
T = TypeVar("T", bound=Sequence[str])


@dataclass(frozen=True, slots=True)
class Piece:
    """A word or a phrase of a sentence with all that it may mean; unknown ones mean nothing."""

    at: int
    length: int
    means: Meanings
    text: str = ""
    number: str = ""  # the digits, where it is a number

    @property
    def known(self) -> bool:
        """Whether it means anything."""
        return bool(self.means or self.number)


class Vocabulary:
    """Finds the known words and phrases of a sentence, in any of their forms.

    A word that ends in ``*`` is a stem: it may have any short ending. In words of five
    letters and more one slip of the finger is forgiven, but not in the first letter. Signs
    of *alike* are read as those that they stand for.
    """

    def __init__(
        self,
        meanings: Mapping[str, Sequence[str]],
        alike: Mapping[str, str] | None = None,
        otherwise: Otherwise | None = None,
    ) -> None:
        """Take the words of every meaning, as they are written in the language's file.

        Those that have a part of *otherwise* are known with each of its other ways as well.

        Raises:
            ValueError: One is empty, or a phrase with a star.
        """
        self._alike = str.maketrans({**(alike or {})})
        self._phrases: dict[tuple[str, ...], Meanings] = {}
        self._stems: dict[str, Meanings] = {}
        self._written: dict[str, Meanings] = {}
        self._spelt: dict[tuple[str, ...], tuple[str, ...]] = {}  # phrases, and their keys
        for meaning, words in meanings.items():
            for word in words:
                for said in (word, *_said_otherwise(word, otherwise or {})):
                    self._learn(said, meaning)
        self._longest = max(map(len, self._phrases), default=1)
        self._in_order = [*self._spelt]
        self._long = _by_key(self._spelt.values())
        self._words_by_letter = _by_letter(w for w in self._written if len(w) >= _SLIPS_FROM)
        self._keys_by_letter = _by_letter(
            key[0] for key in self._phrases if len(key) == 1 and len(key[0]) >= _KEPT
        )
        self._stems_by_letter = _by_letter(w for w in self._stems if len(w) >= _SLIPS_FROM)

    def _may_be(self, typed: str, word: str) -> bool:
        """Small words are too much like others for a slip to be told, but letters out of turn."""
        if not slipped(typed, word):
            return False
        told = self._written[word] - _EMPTY or len(word) >= _LONG
        return bool(told) or sorted(typed) == sorted(word)

    def _learn(self, word: str, meaning: str) -> None:
        parts = atoms(word)
        if not parts or ("*" in word and (len(parts) > 1 or not word.endswith("*"))):
            raise ValueError(f"{word!r}: only a single word can be a stem")
        if word.endswith("*"):
            _add(self._stems, parts[0].text, meaning)
            return
        keys = self._keys(parts)
        _add(self._phrases, keys, meaning)
        if len(parts) == 1:
            _add(self._written, _plain(parts[0].text), meaning)
        else:
            self._spelt[tuple(_plain(part.text) for part in parts)] = keys

    def _keys(self, sentence: Atoms) -> tuple[str, ...]:
        return tuple(part.key.translate(self._alike) for part in sentence)

    def pieces(self, sentence: Atoms) -> Iterator[Piece]:
        """Cut a sentence into known phrases, the longest first, and what is left of it."""
        keys = self._keys(sentence)
        at = 0
        while at < len(sentence):
            piece = self._longest_at(sentence, keys, at)
            while not piece.known and _goes_on(sentence, piece):
                end = piece.at + piece.length
                if self._longest_at(sentence, keys, end).known:
                    break
                text = joined(sentence[piece.at : end + 1])
                piece = Piece(piece.at, piece.length + 1, _NONE, text)
            yield piece
            at += piece.length

    def voiced(self, sentence: Atoms) -> Meanings:
        """What the words of a phrase mean each by itself."""
        keys = self._keys(sentence)
        return _NONE.union(*(self._phrases.get((key,), _NONE) for key in keys))

    def _longest_at(self, sentence: Atoms, keys: Sequence[str], at: int) -> Piece:
        said = tuple(keys[at : at + self._longest])
        for length in range(len(said), 1, -1):
            if known := self._phrases.get(said[:length]):
                return Piece(at, length, known, joined(sentence[at : at + length]))
        text = sentence[at].text
        if text.isdecimal():
            return Piece(at, 1, _NONE, text, text)
        typed = [_plain(part.text) for part in sentence[at : at + self._longest]]
        for phrase in self._long_like(said, typed[0][0]):
            meant = self._spelt[phrase]
            if _slipped_phrase(said, meant, typed, phrase) and not self._all_known(
                sentence, keys, at, len(phrase)
            ):
                whole = joined(sentence[at : at + len(phrase)])
                return Piece(at, len(phrase), self._phrases[meant], whole)
        return Piece(at, 1, self._meant(text, said[0]), text)

    def _long_like(self, said: Sequence[str], letter: str) -> Iterator[tuple[str, ...]]:
        """Phrases that begin with that letter and have one of their first two words in common."""
        places = {place for key in enumerate(said[:2]) for place in self._long.get(key, ())}
        return (said for at in sorted(places) if (said := self._in_order[at])[0][0] == letter)

    def _all_known(self, sentence: Atoms, keys: Sequence[str], at: int, length: int) -> bool:
        return all(
            (keys[n],) in self._phrases or self._inflected(_plain(sentence[n].text))
            for n in range(at, at + length)
        )

    def _meant(self, word: str, key: str) -> Meanings:
        """A form that is listed means what it is listed for; others what their stem means."""
        plain = _plain(word)
        exact = self._written.get(plain, _NONE)
        if plain != word:  # "my order's late" speaks of one
            exact -= _PLURAL
        if not exact - _COUNTING:
            exact |= self._phrases.get((key,), _NONE) - _AS_WRITTEN
        return exact | self._inflected(plain) or self._slipped(plain, key)

    def _inflected(self, word: str) -> Meanings:
        found = _NONE
        for cut in range(max(1, len(word) - _ENDING, (len(word) - 1) // 2), len(word) + 1):
            found |= self._stems.get(word[:cut], _NONE)
        return found

    def _slipped(self, word: str, key: str) -> Meanings:
        if len(word) < _FEWEST or not letters(word):
            return _NONE
        words = self._words_by_letter.get(word[0], ())
        stems = self._stems_by_letter.get(word[0], ()) if len(word) >= _SLIPS_FROM else ()
        near = [self._written[known] for known in words if self._may_be(word, known)]
        means = _NONE.union(*near)
        unlike = _THING - means if means else _NONE  # what only begins like it is another word
        near += [self._stems[stem] for stem in stems if _near_stem(word, stem)]
        if not near:
            keys = self._keys_by_letter.get(key[0], ())
            near = [self._phrases[(known,)] for known in keys if slipped(key, known)]
        means = _NONE.union(*near) - unlike
        return means if means - _MEASURE else _NONE


def _said_otherwise(word: str, otherwise: Otherwise) -> Iterator[str]:
    """The same with a part said otherwise; a blank in it is the beginning or end of a word."""
    ways = [f" {word} "]
    for part, others in otherwise.items():
        ways += [way.replace(part, other) for way in ways if part in way for other in others]
    yield from (way.strip() for way in ways[1:])


def _by_key(phrases: Iterable[Sequence[str]]) -> Mapping[tuple[int, str], Sequence[int]]:
    """Which phrases have a word in the first or the second place."""
    found: dict[tuple[int, str], list[int]] = {}
    for number, keys in enumerate(phrases):
        for key in enumerate(keys[:2]):
            found.setdefault(key, []).append(number)
    return found


def _plain(word: str) -> str:
    return word.translate(NO_APOSTROPHES)


def _add(to: dict[K, Meanings], key: K, meaning: str) -> None:
    to[key] = to.get(key, _NONE) | {meaning}


def _slipped_phrase(
    said: Sequence[str], meant: Sequence[str], typed: Sequence[str], phrase: Sequence[str]
) -> bool:
    """Whether a phrase was typed with a slip in one of its longer words.

    *said* and *meant* are what the forms of its words share.
    """
    if len(said) < len(meant) or (said[0] != meant[0] and said[1] != meant[1]):
        return False
    wrong = [n for n, (key, known) in enumerate(zip(said, meant, strict=False)) if key != known]
    return len(wrong) == 1 and _slipped_word(typed[wrong[0]], phrase[wrong[0]])


def _slipped_word(typed: str, meant: str) -> bool:
    alike = len(meant) >= _SLIPS_FROM and typed[0] == meant[0] and letters(typed)
    return alike and slipped(typed, meant)


def _goes_on(sentence: Atoms, piece: Piece) -> bool:
    """Whether the next character belongs to the same unknown Chinese word."""
    end = piece.at + piece.length
    if end >= len(sentence) or sentence[end].spaced:
        return False
    return unspaced(sentence[end - 1].text) and unspaced(sentence[end].text)


def _by_letter(words: Iterable[T]) -> Mapping[str, Sequence[T]]:
    """Group words by their first letter, phrases by that of their first word."""
    grouped = groupby(sorted(words, key=tuple), key=lambda word: word[0][0])
    return {letter: tuple(group) for letter, group in grouped}


def _near_stem(word: str, stem: str) -> bool:
    if not len(stem) - 1 <= len(word) <= len(stem) + _SLIPPED_ENDING:
        return False
    return any(slipped(word[: len(stem) + more], stem, _ALWAYS) for more in (-1, 0, 1))
