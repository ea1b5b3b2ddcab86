"""Pictures that a catalogue file names: beside it on the disk, or on the web."""

import asyncio
from collections.abc import Collection, Mapping
from pathlib import Path

from aiohttp import ClientError, ClientSession, ClientTimeout

from domain.ports.gallery import Unreadable
from domain.remarks import Matter, remark

LARGEST = 10 * 1024 * 1024  # bytes; what Telegram takes as a photo
_AT_ONCE = 8
_PATIENCE = ClientTimeout(total=10)
_NOT_A_PICTURE = Unreadable(remark(Matter.NO_PICTURE))
_TOO_LARGE = Unreadable(remark(Matter.PICTURE_TOO_BIG))


def is_picture(content: bytes) -> bool:
    """Whether these bytes begin as a JPEG, PNG or WebP does, whatever their name says."""
    webp = content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    return webp or content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"))


class Pictures:
    """See `domain.ports.gallery.Gallery`. Paths are read only inside *folder*."""

    def __init__(self, folder: Path | None) -> None:
        """With *folder* None, as for a file sent in a chat, only the web is read."""
        self._folder = folder.resolve() if folder else None

    async def fetch(self, sources: Collection[str]) -> Mapping[str, bytes | Unreadable]:
        """Return for each source a picture, or why there is none; several at once."""
        turns = asyncio.Semaphore(_AT_ONCE)
        async with ClientSession(timeout=_PATIENCE, trust_env=True) as web:
            got = await asyncio.gather(*[self._one(one, web, turns) for one in sources])
        return dict(zip(sources, got, strict=True))

    async def _one(
        self, source: str, web: ClientSession, turns: asyncio.Semaphore
    ) -> bytes | Unreadable:
        async with turns:
            if source.lower().startswith(("http://", "https://")):
                content = await _download(source, web)
            else:
                content = await asyncio.to_thread(self._from_disk, source)
        if isinstance(content, bytes) and not is_picture(content):
            return _NOT_A_PICTURE
        return content

    def _from_disk(self, source: str) -> bytes | Unreadable:
        try:
            path = self._folder / source if self._folder else None
            if not path or not path.resolve().is_relative_to(self._folder or path):
                return Unreadable(remark(Matter.NOT_BESIDE))
            if path.stat().st_size > LARGEST:
                return _TOO_LARGE
            return path.read_bytes()
        except (OSError, ValueError):
            return Unreadable(remark(Matter.NO_FILE))


async def _download(address: str, web: ClientSession) -> bytes | Unreadable:
    try:
        async with web.get(address) as answer:
            if answer.status != 200:
                return Unreadable(remark(Matter.SERVER_SAID, status=str(answer.status)))
            content = await answer.content.read(LARGEST + 1)
            while len(content) <= LARGEST and (more := await answer.content.read(LARGEST)):
                content += more
    except (ClientError, TimeoutError, ValueError):
        return Unreadable(remark(Matter.NO_SERVER))
    return content if len(content) <= LARGEST else _TOO_LARGE
