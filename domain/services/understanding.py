"""What a person means by what they typed: the words mended, and how freely they are read."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import prod
from operator import attrgetter

from domain.catalog import PAGE
from domain.ports.search import Met, SearchRepository
from domain.search.bags import sku_word
from domain.search.plans import (
    COUNTED,
    Group,
    Level,
    Plan,
    Reading,
    Tier,
    begins_article,
    bridges,
    idle,
    is_article,
    left_out,
    typed_words,
)
from domain.search.plans import tiers as tiers_of
from domain.search.wishes import Wish
from domain.services.dictionary import Dictionary

_BEGUN_SKUS = 100  # article numbers that a beginning stands for, the first ones
_COMMON = 2_000  # goods with a word, of which there are many
_MANY_WORDS = 4  # besides the last one
_TELLS = attrgetter("tells")
_MUCH_COMMONER = 10  # times, from which a neighbour is offered instead of a rare word


@dataclass(frozen=True, slots=True)
class Understood:
    """How a wish was read; *met* is what counting up to `COUNTED` came by.

    *mended* is what is looked for if that is not what was typed, *missing* the words that
    were dropped, *instead* what may have been meant: each empty if there is nothing to tell.
    """

    plan: Plan
    met: Met
    mended: str = ""
    missing: str = ""
    instead: str = ""

    @property
    def total(self) -> int:
        """How many products fit, counted up to `COUNTED`."""
        return self.met.total


class Understanding:
    """Reads a wish with the dictionary at hand: as strictly as gives a page, or as it can."""

    def __init__(self, search: SearchRepository, wish: Wish, *, everything: bool = False) -> None:
        """*everything*: a wish without words or filters is for all goods, not for none."""
        self._search = search
        self._words = Dictionary(search)
        self._wish = wish
        self._everything = everything
        self._size = 0
        self._skus: Group = ()
        self._missing: list[str] = []

    async def read(self) -> Understood:
        """Return the plan that finds what was wished for."""
        wanted = typed_words(self._wish.words)
        if not (wanted or self._wish.parts or self._everything):
            return Understood(self._plan((), ()), Met(0))
        if is_article(self._wish.words) and (found := await self._article()):
            return found
        self._size = await self._search.size()
        if found := await self._begun_article(wanted):
            return found
        wanted = await self._words.taken_apart(wanted)
        readings = await self._possible(await self._readings(wanted))
        found, readings = await self._freely(readings)
        for otherwise in (self._unbridged, self._recut, self._leaving_out):
            if found.total or await self._too_narrow(found):
                break
            found, readings = await otherwise(found, readings)
        typed = " ".join(word for word in wanted if word not in self._missing)
        meant = " ".join(reading.meant for reading in readings)
        return replace(
            found,
            mended=meant if found.total and meant != typed else "",
            missing=left_out(wanted, self._missing),
            instead=_instead(readings) if found.total else "",
        )

    async def _article(self) -> Understood | None:
        tier: Tier = ((sku_word(self._wish.words),),)
        plan = self._plan((tier,), (tier,))
        met = await self._search.count(plan, COUNTED)
        return Understood(plan, met) if met.total else None

    async def _begun_article(self, wanted: Sequence[str]) -> Understood | None:
        """Goods whose article number begins so, and then those that have the words."""
        if not begins_article(self._wish.words):
            return None
        self._skus = await self._search.skus(sku_word(self._wish.words), _BEGUN_SKUS)
        return await self._at(Level.ALIKE, await self._readings(wanted)) if self._skus else None

    async def _readings(self, wanted: Sequence[str]) -> list[Reading]:
        return await self._words.readings(wanted, self._wish.words)

    async def _possible(self, readings: Sequence[Reading]) -> Sequence[Reading]:
        """Tell what to look for: not all, if nothing fits what tells most.

        Asked only of many common words, all of which take long to look for at once, and most
        likely have nothing in common. What no goods have together, none have with more.
        """
        certain = sorted((r for r in readings[:-1] if r.goods >= _COMMON), key=_TELLS)
        if not len(readings) - 1 == len(certain) >= _MANY_WORDS:
            return readings
        pair = tiers_of(certain[-2:], Level.ALIKE)
        plan = replace(Plan(pair, pair[-1:]), size=self._size)
        if (await self._search.count(plan, 1)).total:
            return readings
        return self._without(certain[:-1], readings)

    async def _freely(self, readings: Sequence[Reading]) -> tuple[Understood, Sequence[Reading]]:
        """Read as strictly as gives a page, and no more freely than there is reason to."""
        found = await self._at(Level.ALIKE, readings)
        if found.total < PAGE and readings:
            readings = await self._words.begun(readings)
            if any(reading.completions for reading in readings):
                found = await self._at(Level.BEGUN, readings, found)
        if found.total < PAGE and any(reading.rare(self._size) for reading in readings):
            readings = await self._neighbours(readings)
            if any(reading.near for reading in readings):
                found = await self._mended(found, readings)
        return found, readings

    def _without(self, few: Sequence[Reading], readings: Sequence[Reading]) -> list[Reading]:
        self._missing += (reading.word for reading in few)
        return [reading for reading in readings if reading not in few]

    async def _unbridged(
        self, found: Understood, readings: Sequence[Reading]
    ) -> tuple[Understood, Sequence[Reading]]:
        """Read Chinese words without the pairs of signs that are only between them."""
        between = bridges(readings)
        if not between:
            return found, readings
        return await self._freely(self._without(between, readings))

    async def _leaving_out(
        self, found: Understood, readings: Sequence[Reading]
    ) -> tuple[Understood, Sequence[Reading]]:
        """Leave out words that say least, until the others find anything, or would if the
        wish were not narrowed.
        """
        dropped = 0
        while not found.total and len(readings) > 1:
            least = sorted(readings, key=_TELLS)
            few = min(max(1, dropped, idle(least)), len(readings) - 1)
            dropped += few  # twice as many each time
            found, readings = await self._freely(self._without(least[:few], readings))
            if not found.total and await self._too_narrow(found):
                break
        return found, readings

    async def _recut(
        self, found: Understood, readings: Sequence[Reading]
    ) -> tuple[Understood, Sequence[Reading]]:
        """Read words in one piece that were typed in two, or in two, if that finds anything."""
        other = await self._words.recut(readings)
        if len(other) == len(readings):
            return found, readings
        again, read = await self._freely(await self._readings(other))
        return (again, read) if again.total else (found, readings)

    async def _neighbours(self, readings: Sequence[Reading]) -> list[Reading]:
        return [
            await self._words.neighbours(reading)
            if reading.rare(self._size) and not reading.near
            else reading
            for reading in readings
        ]

    async def _mended(self, found: Understood, readings: Sequence[Reading]) -> Understood:
        """Read as freely as can be, if that finds more, or less freely if that is enough."""
        freest = await self._at(Level.NEAR, readings, found)
        different = any(len(reading.near) > 1 for reading in readings)
        if different and freest.total > max(found.total, PAGE):
            nearest = await self._at(Level.NEAREST, readings, found)
            if nearest.total >= PAGE:
                return nearest
        return freest

    async def _at(
        self, level: Level, readings: Sequence[Reading], before: Understood | None = None
    ) -> Understood:
        """*before* is what reading them more strictly found: tiers without goods are left out."""
        tiers = tiers_of(readings, level)
        whole = tiers[-1:]
        if before and not before.total:
            tiers = tuple(tier for tier in tiers if tier not in before.plan.tiers) or tiers
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
        looked_for = plan
        if before and not before.total and not self._skus:
            looked_for = replace(plan, whole=(_only_new(whole[0], before.plan.whole[0]),))
        return Understood(plan, await self._search.count(looked_for, COUNTED))

    async def _too_narrow(self, found: Understood) -> bool:
        """Whether there would be something, were the wish not narrowed."""
        if not self._wish.narrowed:
            return False
        wider = replace(found.plan, facets=(), costs=None)
        return bool((await self._search.count(wider, 1)).total)

    def _plan(self, tiers: tuple[Tier, ...], whole: tuple[Tier, ...]) -> Plan:
        wish = self._wish
        return Plan(tiers, whole, tuple(wish.facets()), wish.costs)


def _only_new(tier: Tier, empty: Tier) -> Tier:
    """Return what may fit *tier*, which is *empty* read more freely, that nothing fits."""
    freer = [at for at, group in enumerate(tier) if group != empty[at]]
    if len(freer) != 1:
        return tier
    new = tuple(word for word in tier[freer[0]] if word not in empty[freer[0]])
    return (*tier[: freer[0]], new, *tier[freer[0] + 1 :])


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
