"""Questions to the index: words of its dictionary, and pages of what fits a plan."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import bindparam, func, select

from domain.ports.search import Leaf, Met, Place, Traits
from domain.search.plans import MOST_WORDS, Known, Plan
from domain.search.typos import ENDING, LONGEST, looked_up
from domain.search.wishes import Order
from storage.looks import Look, Rows, among, choices
from storage.repository import Repository
from storage.search_in_postgres import PostgresLeaves
from storage.search_in_sqlite import SqliteLeaves
from storage.search_leaves import Leaves
from storage.search_lexicon import DOCUMENTS
from storage.tables.chat import shop
from storage.tables.search import LAST, search_lexicon, search_skus, search_slips
from storage.traits import TraitRows

_TERMS = 2 * MOST_WORDS  # at once: words of a question, others for the same, on other keys
_CUTS = LONGEST + 1
_NEIGHBOURS = 60
_SCANNED = 600  # words with the same beginning or ending, the commonest, that are measured
_word = search_lexicon.c.word
_known = select(_word, search_lexicon.c.term, search_lexicon.c.goods).where(
    search_lexicon.c.goods > 0
)
_commonest = (search_lexicon.c.goods.desc(), _word)
_TERM = Look(
    select(search_lexicon.c.term, func.max(search_lexicon.c.goods).label("goods"))
    .where(among(search_lexicon.c.term, _TERMS), search_lexicon.c.goods > 0)
    .group_by(search_lexicon.c.term)
)
_BEGIN = Look(
    _known.where(_word >= bindparam("begin"), _word < bindparam("end"))
    .order_by(*_commonest)
    .limit(bindparam("most"))
)
_SOUND = Look(
    _known.where(search_lexicon.c.sound == bindparam("sound"))
    .order_by(*_commonest)
    .limit(bindparam("most"))
)
_SLIPPED = Look(
    _known.where(_word.in_(select(search_slips.c.word).where(among(search_slips.c.cut, _CUTS))))
    .order_by(*_commonest)
    .limit(_NEIGHBOURS)
)
_long = func.length(_word).between(bindparam("shortest"), bindparam("longest"))
_BEGUN = Look(
    _known.where(_word >= bindparam("begin"), _word < bindparam("end"), _long)
    .order_by(*_commonest)
    .limit(_SCANNED)
)
_ENDED = Look(
    _known.where(search_lexicon.c.ending == bindparam("ending"), _long)
    .order_by(*_commonest)
    .limit(_SCANNED)
)
_sku = search_skus.c.sku
_SKU = Look(
    select(_sku)
    .where(_sku >= bindparam("begin"), _sku < bindparam("end"))
    .group_by(_sku)
    .order_by(_sku)
    .limit(bindparam("most"))
)
_SIZE = Look(select(shop.c.value).where(shop.c.name == DOCUMENTS))


class Search(Repository):
    """See `domain.ports.search.SearchRepository`."""

    __slots__ = ()

    async def known(self, terms: Collection[str]) -> Mapping[str, int]:
        found: dict[str, int] = {}
        rest = sorted(terms)
        for at in range(0, len(rest), _TERMS):
            rows = await self.look(_TERM, choices(rest[at : at + _TERMS], _TERMS))
            found |= {row.term: row.goods for row in rows}
        return found

    async def beginning(self, begin: str, most: int) -> tuple[Known, ...]:
        return _words(await self.look(_BEGIN, {**_range(begin), "most": most}))

    async def sounding(self, sound: str, most: int) -> tuple[Known, ...]:
        return _words(await self.look(_SOUND, {"sound": sound, "most": most}))

    async def near(self, word: str, far: bool) -> tuple[Known, ...]:
        shortened = looked_up(word)
        if not shortened:
            return ()
        found = _words(await self.look(_SLIPPED, choices(shortened, _CUTS)))
        if not far:
            return found
        lengths = {"shortest": len(word) - 2, "longest": len(word) + 2}
        begun = await self.look(_BEGUN, {**_range(word[:ENDING]), **lengths})
        ended = await self.look(_ENDED, {"ending": word[-ENDING:], **lengths})
        return tuple(dict.fromkeys([*found, *_words(begun), *_words(ended)]))

    async def skus(self, begin: str, most: int) -> tuple[str, ...]:
        rows = await self.look(_SKU, {**_range(begin), "most": most})
        return tuple(row.sku for row in rows)

    async def size(self) -> int:
        rows = await self.look(_SIZE, {})
        return int(rows[0].value) if rows else 0

    async def count(self, plan: Plan, most: int) -> Met:
        return await self._leaves().count(plan, most)

    async def leaf(
        self,
        plan: Plan,
        order: Order,
        after: Place | None,
        most: int,
        met: Met | None = None,
    ) -> Leaf:
        return await self._leaves().leaf(plan, order, after, most, met)

    async def sample(self, plan: Plan, most: int) -> tuple[tuple[int, int], ...]:
        return await self._leaves().sample(plan, most)

    async def traits(self, product_ids: Collection[int], language: str) -> tuple[Traits, ...]:
        return await TraitRows(self._connection).of(product_ids, language)

    def _leaves(self) -> Leaves:
        if self._connection.dialect.name == "postgresql":
            return PostgresLeaves(self._connection)
        return SqliteLeaves(self._connection)


def _range(begin: str) -> dict[str, Any]:
    return {"begin": begin, "end": begin + LAST}


def _words(rows: Rows) -> tuple[Known, ...]:
    return tuple(Known(row.word, row.term, row.goods) for row in rows)
