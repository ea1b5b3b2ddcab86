"""The words of the search's dictionary: taken in with the goods, counted once a day."""

from collections.abc import Collection, Iterator, Mapping
from itertools import islice
from typing import Any

from sqlalchemy import delete, func, select, text, update

from domain.search.sounds import said
from domain.search.typos import ENDING, cuts
from storage.looks import Deed, Look, among, choices
from storage.repository import Repository
from storage.tables.chat import shop
from storage.tables.search import search_docs, search_lexicon, search_slips

DOCUMENTS = "search_documents"  # how many there are, noted among the shop's settings
_AT_ONCE = 60  # words that one statement names: about those of a product
_COUNTED = {
    "sqlite": text(
        "UPDATE search_lexicon SET goods = coalesce("
        "(SELECT doc FROM search_fts_words WHERE term = search_lexicon.term), 0)"
        " WHERE word > :after AND word <= :upto"
    ),
    "postgresql": text(
        "WITH found AS MATERIALIZED"
        " (SELECT word, ndoc FROM ts_stat('SELECT bag FROM search_docs'))"
        " UPDATE search_lexicon SET goods = coalesce(found.ndoc, 0)"
        " FROM search_lexicon AS known LEFT JOIN found ON found.word = known.term"
        " WHERE known.word = search_lexicon.word"
        " AND search_lexicon.goods <> coalesce(found.ndoc, 0)"
    ),
}
_word = search_lexicon.c
_slip = search_slips.c
_KNOWN = Look(select(_word.word, _word.goods).where(among(_word.word, _AT_ONCE)))
_ADD_WORD = Deed(
    lambda insert: insert(search_lexicon).on_conflict_do_nothing(),
    [_word.word, _word.term, _word.sound, _word.ending],
)
_ADD_SLIP = Deed(
    lambda insert: insert(search_slips).on_conflict_do_nothing(), [_slip.cut, _slip.word]
)


class SearchLexicon(Repository):
    """The part of `domain.ports.search.IndexRepository` that is about words."""

    __slots__ = ()

    async def learn(self, words: Mapping[str, str]) -> None:
        known: dict[str, int] = {}
        for some in _some(sorted(words)):
            rows = await self.look(_KNOWN, choices(some, _AT_ONCE))
            known |= {row.word: row.goods for row in rows}
        await self._add_words({word: words[word] for word in sorted(words.keys() - known.keys())})
        for some in _some(sorted(word for word, goods in known.items() if not goods)):
            await self._connection.execute(
                update(search_lexicon).where(_word.word.in_(some)).values(goods=1)
            )

    async def _add_words(self, words: Mapping[str, str]) -> None:
        """Add words in order: others may be learning the same."""
        rows = [
            {"word": word, "term": term, "sound": said(word), "ending": word[-ENDING:]}
            for word, term in words.items()
        ]
        slips = sorted((cut, word) for word in words for cut in cuts(word))
        if rows:
            await self.do_each(_ADD_WORD, rows)
            await self.do_each(_ADD_SLIP, [{"cut": cut, "word": word} for cut, word in slips])

    async def clear_words(self) -> None:
        for table in (search_slips, search_lexicon):
            await self._connection.execute(delete(table))

    async def count_words(self, after: str, most: int) -> str | None:
        dialect = self._connection.dialect.name
        if dialect == "postgresql":  # it counts all words in one go, or none
            await self._connection.execute(_COUNTED[dialect])
            return None
        words = list(
            await self._connection.scalars(
                select(_word.word).where(_word.word > after).order_by(_word.word).limit(most)
            )
        )
        if not words:
            return None
        await self._connection.execute(_COUNTED[dialect], {"after": after, "upto": words[-1]})
        return str(words[-1])

    async def count_goods(self) -> None:
        goods = await self._connection.scalar(select(func.count()).select_from(search_docs))
        noted = self._insert(shop).values(name=DOCUMENTS, value=str(goods))
        await self._connection.execute(
            noted.on_conflict_do_update(
                index_elements=[shop.c.name], set_={"value": noted.excluded.value}
            )
        )


def _some(values: Collection[Any]) -> Iterator[list[Any]]:
    rest = iter(values)
    while some := list(islice(rest, _AT_ONCE)):
        yield some
