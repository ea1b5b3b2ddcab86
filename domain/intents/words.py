"""The words of one language, by what they mean."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from domain.intents.atoms import Atoms, atoms, joined, letters, one_slip

_SLIPS_FROM = 5  # letters a word must have for a typing mistake in it to be forgiven
_ENDING = 4  # letters that may follow a stem ("заказ*": заказы, заказами)
Meanings = frozenset[str]


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
    """Finds the known words and phrases of a sentence.

    A word that ends in ``*`` is a stem: it may have any short ending. In words of five
    letters and more one slip of the finger is forgiven, but not in the first letter.
    """

    def __init__(self, meanings: Mapping[str, Sequence[str]]) -> None:
        """Take the words of every meaning, as they are written in the language's file.

        Raises:
            ValueError: One is empty, or a phrase with a star.
        """
        self._phrases: dict[tuple[str, ...], Meanings] = {}
        self._stems: dict[str, Meanings] = {}
        for meaning, words in meanings.items():
            for word in words:
                self._learn(word, meaning)
        self._longest = max(map(len, self._phrases), default=1)
        self._singles = _by_letter(key[0] for key in self._phrases if len(key) == 1)
        self._long = {
            letter: tuple(group)
            for letter, group in groupby(
                sorted(key for key in self._phrases if len(key) > 1), key=lambda key: key[0][0]
            )
        }
        self._stems_by_letter = _by_letter(self._stems)

    def _learn(self, word: str, meaning: str) -> None:
        key = tuple(atom.text for atom in atoms(word))
        if not key or ("*" in word and (len(key) > 1 or not word.endswith("*"))):
            raise ValueError(f"{word!r}: only a single word can be a stem")
        if word.endswith("*"):
            self._stems[key[0]] = self._stems.get(key[0], frozenset()) | {meaning}
        else:
            self._phrases[key] = self._phrases.get(key, frozenset()) | {meaning}

    def pieces(self, sentence: Atoms) -> Iterator[Piece]:
        """Cut a sentence into known phrases, the longest first, and what is left of it."""
        at = 0
        while at < len(sentence):
            piece = self._longest_at(sentence, at)
            while not piece.known and _goes_on(sentence, piece):
                after = self._longest_at(sentence, piece.at + piece.length)
                if after.known:
                    break
                end = piece.at + piece.length + 1
                text = joined(sentence[piece.at : end])
                piece = Piece(piece.at, piece.length + 1, frozenset(), text)
            yield piece
            at += piece.length

    def _longest_at(self, sentence: Atoms, at: int) -> Piece:
        texts = tuple(atom.text for atom in sentence[at : at + self._longest])
        for length in range(len(texts), 1, -1):
            if known := self._phrases.get(texts[:length]):
                return Piece(at, length, known, joined(sentence[at : at + length]))
        if sentence[at].text.isdecimal():
            return Piece(at, 1, frozenset(), texts[0], texts[0])
        for phrase in self._long.get(texts[0][0], ()):
            if _slipped_phrase(texts, phrase):
                text = joined(sentence[at : at + len(phrase)])
                return Piece(at, len(phrase), self._phrases[phrase], text)
        return Piece(at, 1, self._meant(texts[0]), texts[0])

    def _meant(self, word: str) -> Meanings:
        exact = self._phrases.get((word,), frozenset()) | self._inflected(word)
        return exact or self._slipped(word)

    def _inflected(self, word: str) -> Meanings:
        found: Meanings = frozenset()
        for cut in range(max(1, len(word) - _ENDING), len(word) + 1):
            found |= self._stems.get(word[:cut], frozenset())
        return found

    def _slipped(self, word: str) -> Meanings:
        if len(word) < _SLIPS_FROM or not letters(word):
            return frozenset()
        singles = self._singles.get(word[0], ())
        stems = self._stems_by_letter.get(word[0], ())
        near = [self._phrases[known,] for known in singles if one_slip(word, known)]
        near += [self._stems[stem] for stem in stems if _near_stem(word, stem)]
        return frozenset[str]().union(*near)


def _slipped_phrase(typed: Sequence[str], phrase: Sequence[str]) -> bool:
    """Whether a phrase was typed with a slip in one of its longer words."""
    if len(typed) < len(phrase):
        return False
    pairs = [(word, known) for word, known in zip(typed, phrase, strict=False) if word != known]
    return len(pairs) == 1 and all(
        len(known) >= _SLIPS_FROM
        and word[0] == known[0]
        and letters(word)
        and one_slip(word, known)
        for word, known in pairs
    )


def _goes_on(sentence: Atoms, piece: Piece) -> bool:
    """Whether the next character belongs to the same unknown Chinese word."""
    end = piece.at + piece.length
    return end < len(sentence) and not letters(sentence[end - 1].text) and not sentence[end].spaced


def _by_letter(words: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """Group the words in which a slip is forgiven by their first letter."""
    long = sorted(word for word in words if len(word) >= _SLIPS_FROM)
    return {letter: tuple(group) for letter, group in groupby(long, key=lambda word: word[0])}


def _near_stem(word: str, stem: str) -> bool:
    if not len(stem) - 1 <= len(word) <= len(stem) + _ENDING:
        return False
    return any(one_slip(word[: len(stem) + more], stem) for more in (-1, 0, 1))
