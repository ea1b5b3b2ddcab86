"""What is asked of the index: tiers of conditions, the likeliest goods first.

Relevance is a matter of buckets, not of weights: how freely the words were read, then
whether the title has them, then how well the goods sell. So a page is found by reading the
beginning of a list that is stored in that order already.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import IntEnum

from domain.search.bags import ALL, TITLE
from domain.search.folding import fold
from domain.search.grammar import IDLE
from domain.search.measures import common
from domain.search.qualities import quality
from domain.search.words import term, words

Group = tuple[str, ...]  # words of which one is wanted
Tier = tuple[Group, ...]  # groups of which all are wanted
COUNTED = 101  # products are counted no further; more is "100+"
MOST_WORDS = 8  # of a question; more narrow nothing and cost a look each
EXPANSIONS = 12  # words that one word may stand for
_ARTICLE_WORDS = 3
_BEGUN = 2  # letters and digits from which an article number is looked for by its beginning
_OF = "的"  # joins what goods are like with what they are, and is no part of either
_BETWEEN = ("-", "_", "/")  # what parts an article number
_RARE = 20  # goods that have a word which may still be a slip of the finger
_OF_ALL = 5_000  # ... if the shop has so many times as many


class Level(IntEnum):
    """How freely a word is read."""

    WORD = 0  # as it stands, in all its forms
    ALIKE = 1  # or as another word for the same goods
    BEGUN = 2  # or as the beginning of the last word
    NEAREST = 3  # or as what it most likely was meant to be
    NEAR = 4  # or as anything near that


@dataclass(frozen=True, slots=True)
class Known:
    """A word of the dictionary; *goods* tells in how many it is, about."""

    word: str
    term: str
    goods: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A word that was typed and what it may stand for, the likeliest first.

    *goods* have it, about. *alike* are other words for the same that any goods have.
    """

    word: str
    goods: int = 0
    alike: tuple[Known, ...] = ()
    completions: tuple[Known, ...] = ()
    near: tuple[Known, ...] = ()

    def terms(self, level: Level) -> Group:
        """Return what to look for at that level, never more than `EXPANSIONS`."""
        return tuple(dict.fromkeys([term(self.word), *(k.term for k in self._also(level))]))

    def share(self, level: Level, size: int) -> float:
        """Return which share of *size* goods has any of these, about."""
        goods = self.goods + sum(known.goods for known in self._also(level))
        return min(1.0, goods / size) if size else 0.0

    @property
    def meeting(self) -> int:
        """How many goods have it or a word for the same, about."""
        return self.goods + sum(known.goods for known in self.alike)

    def rare(self, size: int) -> bool:
        """Whether it is so rare among *size* goods that it may be a slip of the finger."""
        goods = self.meeting
        return not goods or (goods < _RARE and goods * _OF_ALL < size)

    @property
    def tells(self) -> tuple[bool, bool, bool, bool, int]:
        """How much it tells, to be compared: nothing if no goods have it, little if many have;
        a number or a measure less than any word, what goods are like less than what they are.
        """
        known = bool(self.meeting), bool(self.near)
        number = self.word.isdecimal() or bool(common(self.word))
        return *known, not number, not quality(self.word), -self.meeting

    @property
    def meant(self) -> str:
        """What it most likely was meant to be."""
        return self.near[0].word if self.near and not self.meeting else self.word

    def _also(self, level: Level) -> Sequence[Known]:
        found = list(self.alike) if level >= Level.ALIKE else []
        found += self.completions if level >= Level.BEGUN else ()
        if level >= Level.NEAREST:
            found += self.near[: 1 if level is Level.NEAREST else None]
        return found[: EXPANSIONS - 1]


@dataclass(frozen=True, slots=True)
class Plan:
    """Tiers to be read one after the other, each without what those before it have.

    Attributes:
        tiers: The likeliest goods first.
        whole: Tiers that together have all that any tier has.
        facets: Every product must have one of each group.
        costs: What it may cost, from and to, as `domain.search.costs` has it; None is all.
        share: The share of all goods that are likely to fit, 0 to 1: a hint for the way
            there, never for what is found.
        size: How many goods there are, about: as much of a hint.
        rarest: The share of goods with the rarest of the words: another one.
    """

    tiers: tuple[Tier, ...]
    whole: tuple[Tier, ...]
    facets: tuple[Group, ...] = ()
    costs: tuple[int, int] | None = None
    share: float = 0.0
    size: int = 0
    rarest: float = 0.0


def typed_words(text: str) -> tuple[str, ...]:
    """Return the words to look for, at most `MOST_WORDS`, idle ones only if all are idle."""
    found = words(text.replace(_OF, " ")) or words(text)
    telling = [word for word in found if word not in IDLE]
    return tuple((telling or found)[:MOST_WORDS])


def left_out(wanted: Sequence[str], missing: Collection[str]) -> str:
    """Write those words of *wanted* that are *missing*, as a person would.

    Of Chinese, whose words are pairs of letters that overlap, only the letters that are in no
    other word: of "咖啡壶" without "啡壶" it is "壶".
    """
    told = ""
    row = ("", *wanted, "")
    for before, word, after in zip(row, row[1:], row[2:], strict=False):
        if word in missing:
            chained = _overlap(before, word)
            end = -1 if _overlap(word, after) and after not in missing else len(word)
            told += word[chained:end] if chained and before in missing else f" {word[chained:end]}"
    return " ".join(told.split())


def _overlap(one: str, other: str) -> bool:
    """Whether two words are pairs of Chinese letters that share the one between them."""
    pairs = len(one) == len(other) == len("咖啡")
    return pairs and one[-1] == other[0] and "\u4e00" <= other[0] <= "\u9fff"


def bridges(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Return pairs of Chinese letters that are between two words, the rarest first: of "红色杯子"
    (red mug) "色杯", whose letters the pairs around it have. Goods may have both words apart.
    """
    places = range(1, len(readings) - 1)
    found: set[int] = set()
    for at in sorted(places, key=lambda place: readings[place].goods):
        before, pair, after = (readings[at + step].word for step in (-1, 0, 1))
        if _overlap(before, pair) and _overlap(pair, after) and not {at - 1, at + 1} & found:
            found.add(at)
    return tuple(readings[at] for at in sorted(found))


def idle(readings: Sequence[Reading]) -> int:
    """How many of the first tell nothing at all: as a rule they are why nothing fits."""
    told = (reading.meeting or reading.near or reading.completions for reading in readings)
    return next((at for at, some in enumerate(told) if some), len(readings))


def tiers(readings: Sequence[Reading], level: Level) -> tuple[Tier, ...]:
    """Return the tiers up to *level*: at each, goods with all words in the title come first.

    Without words every product is looked for.
    """
    if not readings:
        return (((ALL,),),)
    found: dict[Tier, None] = {}
    for at in Level:
        if at <= level:
            groups = tuple(reading.terms(at) for reading in readings)
            found[tuple(tuple(TITLE + word for word in group) for group in groups)] = None
            found[groups] = None
    return tuple(found)


def is_article(text: str) -> bool:
    """Whether *text* may be an article number: it has a digit, and not many words."""
    return any(map(str.isdecimal, fold(text))) and len(text.split()) <= _ARTICLE_WORDS


def begins_article(text: str) -> bool:
    """Whether *text* may be the beginning of an article number: "BM-", "bm10"."""
    bare = fold(text)
    if len(bare.split()) != 1:
        return False
    letters = sum(map(str.isalnum, bare))
    if bare.endswith(_BETWEEN):
        return letters >= _BEGUN
    return letters > _BEGUN and any(map(str.isdecimal, bare))
