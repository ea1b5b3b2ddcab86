"""Pictures by content, and the ids under which bots can send them again."""

import hashlib
from collections.abc import Sequence

from sqlalchemy import select

from storage.repository import Repository
from storage.tables.goods import picture_uploads, pictures, products


class Pictures(Repository):
    """See `domain.ports.goods.PictureRepository`."""

    __slots__ = ()

    async def add(self, content: bytes) -> int:
        digest = hashlib.sha256(content).hexdigest()
        await self._connection.execute(
            self._insert(pictures)
            .values(digest=digest, content=content)
            .on_conflict_do_nothing(index_elements=[pictures.c.digest])
        )
        found = await self._connection.execute(
            select(pictures.c.id).where(pictures.c.digest == digest)
        )
        return int(found.scalar_one())

    async def content(self, picture_id: int) -> bytes | None:
        found = await self._connection.execute(
            select(pictures.c.content).where(pictures.c.id == picture_id)
        )
        content = found.scalar_one_or_none()
        return None if content is None else bytes(content)

    async def file_id(self, picture_id: int, bot_id: int) -> str | None:
        found = await self._connection.execute(
            select(picture_uploads.c.file_id).where(
                picture_uploads.c.picture_id == picture_id, picture_uploads.c.bot_id == bot_id
            )
        )
        file_id: str | None = found.scalar_one_or_none()
        return file_id

    async def of_products(self, product_ids: Sequence[int], bot_id: int) -> dict[int, str]:
        found = await self._connection.execute(
            select(products.c.id, picture_uploads.c.file_id)
            .join(picture_uploads, picture_uploads.c.picture_id == products.c.picture_id)
            .where(products.c.id.in_(product_ids), picture_uploads.c.bot_id == bot_id)
        )
        return {row.id: row.file_id for row in found}

    async def remember(self, picture_id: int, bot_id: int, file_id: str) -> None:
        await self._connection.execute(
            self._insert(picture_uploads)
            .values(picture_id=picture_id, bot_id=bot_id, file_id=file_id)
            .on_conflict_do_update(
                index_elements=[picture_uploads.c.picture_id, picture_uploads.c.bot_id],
                set_={"file_id": file_id},
            )
        )
