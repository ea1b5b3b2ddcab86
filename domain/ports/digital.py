"""The repository of keys, files and texts that are sold."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from domain.digital import Content, FileInfo, Kind, Shelf, Unit


class DigitalRepository(Protocol):
    """Keys are assigned once, by conditional UPDATE, under the lock of their stock."""

    async def shelf(self, variant_id: int) -> Shelf | None:
        """Return what there is of a variant on sale, of whatever kind."""
        ...

    async def set_kind(self, product_id: int, kind: Kind, at: datetime) -> None:
        """Have a product be of another kind."""
        ...

    async def on_shelf(self, product_id: int, but: int) -> int:
        """How many pieces a product's other variants than *but* have on hand."""
        ...

    async def add_keys(self, variant_id: int, units: Sequence[Unit]) -> Collection[str]:
        """Keep keys that the shop has never had; return those."""
        ...

    async def take_keys(self, variant_id: int, most: int) -> tuple[str, ...]:
        """Forget up to *most* free keys, the newest first; return them."""
        ...

    async def free_keys(self, variant_id: int) -> int:
        """How many keys belong to nobody yet."""
        ...

    async def assign(self, variant_id: int, line_id: int, pieces: int, at: datetime) -> int:
        """Give a line that many keys, the oldest first; return how many it got."""
        ...

    async def keys_of(self, order_id: int) -> Mapping[int, tuple[str, ...]]:
        """Return the keys of an order's lines, by line id, in the order they were added."""
        ...

    async def contents(self, variant_ids: Collection[int]) -> Mapping[int, Content]:
        """Return what every buyer of these variants gets, by variant id."""
        ...

    async def set_text(self, variant_id: int, text: str) -> None:
        """Have every buyer get this text, in place of what was there."""
        ...

    async def set_file(
        self, variant_id: int, file: FileInfo, data: bytes, bot_id: int, file_id: str
    ) -> None:
        """Have every buyer get this file; *file_id* is the bot's name for it."""
        ...

    async def drop_content(self, variant_id: int) -> None:
        """Forget the text or file."""
        ...

    async def file(self, variant_id: int, bot_id: int) -> tuple[bytes, str] | None:
        """Return a file's bytes, and its id if *bot_id* is the bot that has one, else ""."""
        ...
