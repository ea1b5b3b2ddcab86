"""Files sent to and by the bot."""

import base64
import hashlib
from dataclasses import dataclass

from sandbox.images import picture_size, picture_type
from sandbox.params import Upload
from sandbox.refusals import Json, Refused, bad_request

UPLOAD_LIMIT = 50 * 1024 * 1024
PHOTO_LIMIT = 10 * 1024 * 1024
SIDES = (90, 320, 800, 1280)
LETTERS = "smxy"


@dataclass(frozen=True, slots=True)
class File:
    """One stored file; several ids may share the same bytes (the sizes of a photo)."""

    file_id: str
    file_unique_id: str
    kind: str
    data: bytes
    file_name: str
    content_type: str
    width: int = 0
    height: int = 0

    @property
    def path(self) -> str:
        """Where getFile says it can be fetched."""
        folder = "photos" if self.kind == "photo" else "documents"
        return f"{folder}/{self.file_unique_id}_{self.file_name}"

    def named(self) -> Json:
        """The ids and the size in bytes, as every media object begins."""
        ids: Json = {"file_id": self.file_id, "file_unique_id": self.file_unique_id}
        return ids | {"file_size": len(self.data)}


class Files:
    """All files of one sandbox; the same bytes get the same unique id in every run."""

    def __init__(self, bot_id: int) -> None:
        self._bot_id = bot_id
        self._by_id: dict[str, File] = {}
        self._by_path: dict[str, File] = {}
        self._sizes: dict[str, list[Json]] = {}

    def add_photo(self, upload: Upload) -> list[Json]:
        """Store a picture and return its PhotoSizes, smallest first.

        Raises:
            Refused: not a picture, or larger than 10 MB.
        """
        if len(upload.data) > PHOTO_LIMIT:
            raise bad_request("file is too big")
        size = picture_size(upload.data)
        if size is None or min(size) == 0 or sum(size) > 10_000 or max(size) > 20 * min(size):
            words = "IMAGE_PROCESS_FAILED" if size is None else "PHOTO_INVALID_DIMENSIONS"
            raise bad_request(words)
        sizes = [self._photo_size(upload, size, index) for index in _useful_sides(max(size))]
        self._sizes |= dict.fromkeys((each["file_id"] for each in sizes), sizes)
        return sizes

    def add_document(self, upload: Upload, kind: str = "document") -> Json:
        """Store a file and return its Document.

        Raises:
            Refused: empty, or larger than 50 MB.
        """
        if not upload.data:
            raise bad_request("file must be non-empty")
        if len(upload.data) > UPLOAD_LIMIT:
            raise Refused(413, "Request Entity Too Large")
        file_id, unique = self._ids(kind, upload.data)
        file = File(file_id, unique, kind, upload.data, upload.file_name, upload.content_type)
        self._remember(file)
        named: Json = {"file_name": upload.file_name, "mime_type": upload.content_type}
        return named | file.named()

    def known(self, file_id: str) -> File:
        """The file with this id.

        Raises:
            Refused: there is none, or it belongs to another bot.
        """
        file = self._by_id.get(file_id)
        if file is None:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        return file

    def find(self, file_id: str) -> File | None:
        """The file with this id, or None."""
        return self._by_id.get(file_id)

    def at(self, path: str) -> File | None:
        """The file behind a getFile path, or None."""
        return self._by_path.get(path)

    def sizes_of(self, file: File) -> list[Json]:
        """The PhotoSizes of the picture that *file* is one size of."""
        return self._sizes[file.file_id]

    def _photo_size(self, upload: Upload, size: tuple[int, int], index: int) -> Json:
        scale = min(1.0, SIDES[index] / max(size))
        width, height = (max(1, round(side * scale)) for side in size)
        file_id, unique = self._ids(f"photo{LETTERS[index]}", upload.data)
        kind, data = picture_type(upload.data), upload.data
        file = File(file_id, unique, "photo", data, "photo.jpg", kind, width, height)
        return _as_photo_size(self._remember(file))

    def _ids(self, kind: str, data: bytes) -> tuple[str, str]:
        content = hashlib.sha256(kind.encode() + data).digest()
        owner = hashlib.sha256(str(self._bot_id).encode() + content).digest()
        prefix = "AgACAgIAAxkB" if kind.startswith("photo") else "BQACAgIAAxkB"
        file_id = prefix + base64.urlsafe_b64encode(owner).decode().rstrip("=")
        return file_id, "AQAD" + base64.urlsafe_b64encode(content[:9]).decode()

    def _remember(self, file: File) -> File:
        file = self._by_id.setdefault(file.file_id, file)
        self._by_path.setdefault(file.path, file)
        return file


def _useful_sides(longest: int) -> list[int]:
    larger = [index for index, side in enumerate(SIDES) if side >= longest]
    return list(range(larger[0] + 1 if larger else len(SIDES)))


def _as_photo_size(file: File) -> Json:
    return file.named() | {"width": file.width, "height": file.height}
