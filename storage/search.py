"""The words by which products are found; written in the product's own transaction."""

from sqlalchemy import delete

from storage.repository import Repository
from storage.tables.goods import search_words


class Search(Repository):
    """See `domain.ports.goods.SearchRepository`."""

    __slots__ = ()

    async def index(self, product_id: int, words: dict[str, int]) -> None:
        await self._connection.execute(
            delete(search_words).where(search_words.c.product_id == product_id)
        )
        rows = [
            {"word": word, "product_id": product_id, "weight": weight}
            for word, weight in sorted(words.items())
        ]
        if rows:
            await self._connection.execute(search_words.insert(), rows)
