"""What typed words may stand for, by the words that goods have."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from domain.ports.search import SearchRepository
from domain.search.compounds import parted
from domain.search.folding import is_cjk
from domain.search.keyboards import other_keys
from domain.search.plans import EXPANSIONS, MOST_WORDS, Known, Reading
from domain.search.sounds import said
from domain.search.synonyms import alike
from domain.search.typos import forgiven, slips
from domain.search.words import cut, other_forms, term, words


class Dictionary:
    """Looks words up: as they stand, as beginnings, and as what they may be a slip of."""

    def __init__(self, search: SearchRepository) -> None:
        self._search = search

    async def taken_apart(self, wanted: Sequence[str]) -> tuple[str, ...]:
        """Return *wanted* with the parts of those measures that no goods have: "256 gb" may
        stand in a text as "memory, in GB: 256". Never more than `MOST_WORDS`.
        """
        parts = {word: cut(word).parts for word in wanted}
        measures = {term(word) for word in wanted if parts[word]}
        known = await self._search.known(measures)
        met = ([word] if term(word) in known else parts[word] or [word] for word in wanted)
        return tuple(dict.fromkeys(chain.from_iterable(met)))[:MOST_WORDS]

    async def readings(self, wanted: Sequence[str], typed: str) -> list[Reading]:
        """Look up the words *wanted* of what was *typed*.

        What no goods have may have been typed on another keyboard.
        """
        keys = {key: other_keys(key) for key in typed.split()[:MOST_WORDS]}
        other = [word for word in keys.values() if word]
        typed_ways = (*wanted, *other)
        terms = chain(map(term, typed_ways), *map(_same, typed_ways))
        known = await self._search.known({*terms})
        for key, meant in keys.items():
            own = words(key)
            if meant and term(meant) in known and not any(term(word) in known for word in own):
                wanted = _replaced(wanted, own, meant)
        return [_reading(word, known) for word in wanted]

    async def recut(self, readings: Sequence[Reading]) -> tuple[str, ...]:
        """Return the words joined with their neighbour or parted, as far as goods have them
        so: "power bank" and "powerbank", "iphone15" and "iphone 15".
        """
        words_ = [reading.word for reading in readings]
        known = await self._search.known({term(one + two) for one, two in pairwise(words_)})
        found: list[str] = []
        rest = deque(readings)
        while rest:
            reading = rest.popleft()
            if rest and term(reading.word + rest[0].word) in known:
                found.append(reading.word + rest.popleft().word)
            else:
                found += [reading.word] if reading.meeting else await self._parted(reading.word)
        return tuple(found)

    async def _parted(self, word: str) -> Sequence[str]:
        """Return the two words that *word* is made of, those that most goods have."""
        ways: list[tuple[str, ...]] = [*parted(word)]
        known = await self._search.known({term(part) for way in ways for part in way})
        fewer = {way: min(known.get(term(part), 0) for part in way) for way in ways}
        best = max(ways, key=fewer.__getitem__, default=(word,))
        return best if fewer.get(best) else (word,)

    async def begun(self, readings: Sequence[Reading]) -> list[Reading]:
        """The last word may not be finished, nor one that nothing has as it stands."""
        return [
            await self._completed(reading)
            if reading is readings[-1] or not reading.goods
            else reading
            for reading in readings
        ]

    async def _completed(self, reading: Reading) -> Reading:
        word = reading.word
        if len(word) < 2 and not is_cjk(word):
            return reading
        own = term(word)
        found = await self._search.beginning(word, EXPANSIONS)
        return replace(reading, completions=tuple(one for one in found if one.term != own))

    async def neighbours(self, reading: Reading) -> Reading:
        """Find what sounds like it, or is a slip or two away; the likeliest first."""
        word = reading.word
        rated: list[tuple[float, Known]] = []
        if sound := said(word):
            same = await self._search.sounding(sound, EXPANSIONS)
            rated += [(0.5, known) for known in same]
        rated += await self._slips(word)
        rated.sort(key=lambda pair: (pair[0], -pair[1].goods, pair[1].word))
        own = term(word)
        near = dict.fromkeys(known for _, known in rated if known.term != own)
        return replace(reading, near=tuple(near)[:EXPANSIONS])

    async def _slips(self, word: str) -> list[tuple[float, Known]]:
        """Words one slip away, or two if there are none."""
        found: list[tuple[float, Known]] = []
        for most in range(1, forgiven(word) + 1):
            if not found:
                found = _rated(word, await self._search.near(word, most > 1), most)
        return found


def _reading(word: str, known: Mapping[str, int]) -> Reading:
    same = tuple(Known(one, one, known[one]) for one in _same(word) if one in known)
    return Reading(word, known.get(term(word), 0), same)


def _same(word: str) -> tuple[str, ...]:
    """Return terms by which the same goods are found: other words, and forms of this one."""
    return tuple(dict.fromkeys((*other_forms(word), *alike(word))))


def _rated(word: str, found: Iterable[Known], most: int) -> list[tuple[float, Known]]:
    """Measure neighbours; among those as far away, one with the same first letter wins."""
    measured = ((slips(word, known.word, most), known) for known in found)
    return [
        (distance + (known.word[0] != word[0]) / 4, known)
        for distance, known in measured
        if 0 < distance <= most
    ]


def _replaced(wanted: Sequence[str], own: Sequence[str], meant: str) -> tuple[str, ...]:
    """Put *meant* where the words of one typed piece stood."""
    kept = [meant if word == own[0] else word for word in wanted if word not in own[1:]]
    return tuple(kept) if own else tuple(wanted)
