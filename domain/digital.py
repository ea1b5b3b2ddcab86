"""Digital goods: what kinds there are, and what a buyer is handed over of them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

KEY_LENGTH = 255  # characters of one key
KEYS_AT_ONCE = 10_000  # that one message or file may bring
TEXT_LENGTH = 3000  # characters of a text that every buyer gets
FILE_LARGEST = 20 * 1024 * 1024  # bytes; what Telegram lets a bot download
FILE_NAME_LENGTH = 120
COPIES = 1_000_000  # of a file or a text on the shelf while there is one; they never run out


class Kind(StrEnum):
    """What a product is, and so how it reaches whoever bought it."""

    PHYSICAL = "physical"
    KEYS = "keys"  # each is handed out once: licence keys, vouchers, seats
    FILE = "file"  # the same for all
    TEXT = "text"  # the same for all: an address, instructions, a link

    @property
    def digital(self) -> bool:
        """Whether it is handed over in the chat."""
        return self is not Kind.PHYSICAL


@dataclass(frozen=True, slots=True)
class FileInfo:
    """A file that is sold: its name, and how large it is in bytes."""

    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Content:
    """What every buyer of a variant gets; one of *text* and *file* is there."""

    variant_id: int
    text: str = ""
    file: FileInfo | None = None


@dataclass(frozen=True, slots=True)
class Handed:
    """One line of an order as its buyer may see it: their keys, or what is the same for all.

    It has nothing to show while it is not handed over, and when its goods have left the
    catalogue for good.
    """

    line_id: int
    name: str
    kind: Kind
    keys: tuple[str, ...] = ()
    content: Content | None = None

    @property
    def file(self) -> FileInfo | None:
        """The file that belongs to it."""
        return self.content.file if self.content else None

    # The keys are worth money: they may reach no log, not even by an exception's words.
    def __repr__(self) -> str:
        return f"Handed({self.line_id}, {self.kind}, {len(self.keys)} keys)"


@dataclass(frozen=True, slots=True)
class Shelf:
    """What there is to hand over of one SKU, as its keepers see it; never the keys.

    *free* can be sold, *held* belongs to orders that wait for their money, *handed* went to
    buyers. For files and texts only *handed* counts. *payable*: somebody could pay for it.
    """

    variant_id: int
    product_id: int
    sku: str
    name: str
    kind: Kind
    free: int = 0
    held: int = 0
    handed: int = 0
    content: Content | None = None
    payable: bool = True


@dataclass(frozen=True, slots=True)
class KeysAdded:
    """What became of keys that somebody sent; nothing is dropped without being told.

    *duplicates* and *overlong* are line numbers, from 1, of what was left out: keys that
    came twice or that the shop has had before, and what is too long to be a key.
    """

    shelf: Shelf
    added: int
    duplicates: tuple[int, ...] = ()
    overlong: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """A key as it is put on the shelf. *at* is UTC."""

    secret: str
    at: datetime
    by_id: int | None = None

    def __repr__(self) -> str:
        return "Unit(...)"


def typed_keys(text: str) -> tuple[tuple[int, str], ...]:
    """Return the keys in *text* with their line numbers: one a line, blanks around cut off."""
    lines = enumerate(text.lstrip("\ufeff").splitlines(), 1)
    return tuple((n, line.strip()) for n, line in lines if line.strip())
