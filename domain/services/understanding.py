"""What a person means by what they typed: the words mended, and how freely they are read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import prod

from domain.catalog import PAGE
from domain.ports.search import SearchRepository
from domain.search.bags import sku_word
from domain.search.folding import is_cjk
from domain.search.plans import (
    COUNTED,
    EXPANSIONS,
    MOST_WORDS,
    Group,
    Known,
    Level,
    Plan,
    Reading,
    Tier,
    begins_article,
    is_article,
    typed_words,
)
from domain.search.plans import tiers as tiers_of
from domain.search.sounds import other_keys, said
from domain.search.typos import forgiven, slips
from domain.search.wishes import Wish
from domain.search.words import mended, term, words

_BEGUN_SKUS = 100  # article numbers that a beginning stands for, the first ones
_MUCH_COMMONER = 10  # times, from which a neighbour is offered instead of a rare word


@dataclass(frozen=True, slots=True)
class Understood:
    """How a wish was read; *total* products fit, counted up to `COUNTED`.

    *mended* is what is looked for if that is not what was typed, *missing* the words that
    were dropped, *instead* what may have been meant: each empty if there is nothing to tell.
    """

    plan: Plan
    total: int
    mended: str = ""
    missing: str = ""
    instead: str = ""


class Understanding:
    """Reads a wish with the dictionary at hand: as strictly as gives a page, or as it can."""

    def __init__(self, search: SearchRepository, wish: Wish, *, everything: bool = False) -> None:
        """*everything*: a wish without words or filters is for all goods, not for none."""
        self._search = search
        self._wish = wish
        self._everything = everything
        self._size = 0
        self._skus: Group = ()

    async def read(self) -> Understood:
        """Return the plan that finds what was wished for."""
        wanted = typed_words(self._wish.words)
        if not (wanted or self._wish.parts or self._everything):
            return Understood(self._plan((), ()), 0)
        if is_article(self._wish.words) and (found := await self._article()):
            return found
        self._size = await self._search.size()
        if found := await self._begun_article(wanted):
            return found
        readings: Sequence[Reading] = await self._readings(wanted)
        found, readings = await self._freely(readings)
        missing: list[str] = []
        while not found.total and len(readings) > 1 and not await self._too_narrow(found):
            least = sorted(readings, key=_tells)
            few = min(max(1, len(missing), _idle(least)), len(readings) - 1)
            missing += (reading.word for reading in least[:few])  # twice as many each time
            readings = [reading for reading in readings if reading not in least[:few]]
            found, readings = await self._freely(readings)
        typed = " ".join(word for word in wanted if word not in missing)
        meant = " ".join(reading.meant for reading in readings)
        return replace(
            found,
            mended=meant if found.total and meant != typed else "",
            missing=" ".join(missing),
            instead=_instead(readings) if found.total else "",
        )

    async def _article(self) -> Understood | None:
        tier: Tier = ((sku_word(self._wish.words),),)
        plan = self._plan((tier,), (tier,))
        total = await self._search.count(plan, COUNTED)
        return Understood(plan, total) if total else None

    async def _begun_article(self, wanted: Sequence[str]) -> Understood | None:
        """Goods whose article number begins so, and then those that have the words."""
        if not begins_article(self._wish.words):
            return None
        self._skus = await self._search.skus(sku_word(self._wish.words), _BEGUN_SKUS)
        return await self._at(Level.WORD, await self._readings(wanted)) if self._skus else None

    async def _readings(self, wanted: Sequence[str]) -> list[Reading]:
        """Look the words up; what no goods have may have been typed on another keyboard."""
        keys = {key: other_keys(key) for key in self._wish.words.split()[:MOST_WORDS]}
        other = [word for word in keys.values() if word]
        known = await self._search.known({term(word) for word in (*wanted, *other)})
        for typed, meant in keys.items():
            own = words(typed)
            if meant and term(meant) in known and not any(term(word) in known for word in own):
                wanted = _replaced(wanted, own, meant)
        return [Reading(word, known.get(term(word), 0)) for word in wanted]

    async def _freely(self, readings: Sequence[Reading]) -> tuple[Understood, Sequence[Reading]]:
        """Read as strictly as gives a page, and no more freely than there is reason to."""
        found = await self._at(Level.WORD, readings)
        if found.total < PAGE and readings:
            readings = await self._begun(readings)
            if any(reading.completions for reading in readings):
                found = await self._at(Level.BEGUN, readings)
        if found.total < PAGE and any(reading.rare(self._size) for reading in readings):
            readings = [await self._neighbours(reading) for reading in readings]
            if any(reading.near for reading in readings):
                found = await self._mended(found, readings)
        return found, readings

    async def _mended(self, found: Understood, readings: Sequence[Reading]) -> Understood:
        """Read as freely as can be, if that finds more, or less freely if that is enough."""
        freest = await self._at(Level.NEAR, readings)
        different = any(len(reading.near) > 1 for reading in readings)
        if different and freest.total > max(found.total, PAGE):
            nearest = await self._at(Level.NEAREST, readings)
            if nearest.total >= PAGE:
                return nearest
        return freest

    async def _at(self, level: Level, readings: Sequence[Reading]) -> Understood:
        tiers = tiers_of(readings, level)
        whole = tiers[-1:]
        if self._skus:
            begun: Tier = (self._skus,)
            tiers, whole = (begun, *tiers), (begun, *whole)
        shares = [reading.share(level, self._size) for reading in readings]
        plan = replace(
            self._plan(tiers, whole),
            share=prod(shares),
            size=self._size,
            rarest=min(shares, default=1.0),
        )
        return Understood(plan, await self._search.count(plan, COUNTED))

    async def _begun(self, readings: Sequence[Reading]) -> list[Reading]:
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

    async def _neighbours(self, reading: Reading) -> Reading:
        """Find what sounds like it, or is a slip or two away; the likeliest first."""
        word = reading.word
        if reading.near or not reading.rare(self._size):
            return reading
        rated = [(0.5, known) for known in await self._other_forms(word)]
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

    async def _other_forms(self, word: str) -> list[Known]:
        forms = {term(form): form for form in mended(word)}
        known = await self._search.known(forms)
        return [Known(forms[term_], term_, goods) for term_, goods in known.items()]

    async def _too_narrow(self, found: Understood) -> bool:
        """Whether there would be something, were the wish not narrowed."""
        if not self._wish.narrowed:
            return False
        wider = replace(found.plan, facets=(), costs=None)
        return await self._search.count(wider, 1) > 0

    def _plan(self, tiers: tuple[Tier, ...], whole: tuple[Tier, ...]) -> Plan:
        wish = self._wish
        return Plan(tiers, whole, tuple(wish.facets()), wish.costs)


def _tells(reading: Reading) -> tuple[bool, bool, int]:
    """How much a word tells: nothing if no goods have it, little if many have."""
    return bool(reading.goods), bool(reading.near), -reading.goods


def _idle(readings: Sequence[Reading]) -> int:
    """How many of the first tell nothing at all: as a rule they are why nothing fits."""
    told = (reading.goods or reading.near or reading.completions for reading in readings)
    return next((at for at, some in enumerate(told) if some), len(readings))


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


def _instead(readings: Sequence[Reading]) -> str:
    """Return the words with their commoner neighbours, if a rare one has such."""
    meant = [reading.meant for reading in readings]
    commoner = [
        reading.near[0].word
        if reading.near and reading.goods * _MUCH_COMMONER <= reading.near[0].goods
        else reading.meant
        for reading in readings
    ]
    return " ".join(commoner) if commoner != meant else ""
