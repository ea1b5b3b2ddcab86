"""A file too big to be held at once: read in chunks by several processes, kept on the disk."""

import pickle
import zlib
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from tempfile import TemporaryFile
from weakref import finalize

from bot.files.gathering import repeated
from domain.goods import Path, sku_key
from domain.imports import ImportFile, Problem
from domain.remarks import Remark

_QUICK = 1  # zlib's level


@dataclass(frozen=True, slots=True)
class Packed:
    """A part that was read: *content* for the disk, and *head*, the part without its goods."""

    content: bytes
    head: ImportFile
    goods: int


def pack(part: ImportFile) -> Packed:
    """Pack a part."""
    content = zlib.compress(pickle.dumps(part, pickle.HIGHEST_PROTOCOL), _QUICK)
    return Packed(content, replace(part, products=(), row_of={}), len(part.products))


class Spool:
    """Takes the parts of one file in, and is that file; see `domain.imports.Catalogue`."""

    def __init__(self, handles: Container[str], notes: Iterable[Remark] = ()) -> None:
        """*handles* are those of all its products, *notes* tell of the file as a whole."""
        self.handles = handles
        self.kind = ""
        self.rows = 0
        self.goods = 0
        self.fields: frozenset[str] = frozenset()
        self._file = TemporaryFile()  # noqa: SIM115  it lives as long as this
        finalize(self, self._file.close)
        self._sizes: list[int] = []
        self._titles: dict[Path, dict[str, str]] = {}
        self._problems: list[Problem] = []
        self._warnings = dict.fromkeys(Problem(0, "", note) for note in notes)
        self._seen: set[str] = set()
        self._twice: set[str] = set()
        self._again: dict[int, Problem] = {}

    def add(self, packed: Packed) -> None:
        """Take the next part in."""
        self._file.write(packed.content)
        self._sizes.append(len(packed.content))
        head = packed.head
        self.kind, self.fields = head.kind, head.fields
        self.rows += head.rows
        self.goods += packed.goods
        self._problems += head.problems
        self._warnings |= dict.fromkeys(head.warnings)
        for path, titles in head.categories.items():
            own = self._titles.setdefault(path, {})
            for language, title in titles.items():
                own[language] = own.get(language) or title
        for _, sku in head.skus:
            key = sku_key(sku)
            (self._twice if key in self._seen else self._seen).add(key)

    def close(self) -> None:
        """Look for SKUs that came twice, once all parts are in."""
        self._seen = set()
        if self._twice:
            every = (row for part in self._stored() for row in part.skus)
            same = [row for row in every if sku_key(row[1]) in self._twice]
            self._again = {problem.row: problem for problem in repeated(same)}
        self._twice = set()

    @property
    def parted(self) -> bool:
        """It is saved part by part."""
        return True

    @property
    def categories(self) -> Mapping[Path, Mapping[str, str]]:
        """What the first row that says so calls each category in each language."""
        return self._titles

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with it, row by row."""
        return tuple(sorted([*self._problems, *self._again.values()]))

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What was left out or put right, row by row."""
        return tuple(sorted(self._warnings, key=lambda one: one.row))

    def parts(self) -> Iterator[ImportFile]:
        """Return the parts, each with the problems of its rows, those of others included."""
        for part in self._stored():
            again = [self._again[row] for row, _ in part.skus if row in self._again]
            yield replace(part, problems=(*part.problems, *again)) if again else part

    def _stored(self) -> Iterator[ImportFile]:
        begin = 0
        for size in self._sizes:
            self._file.seek(begin)
            content = zlib.decompress(self._file.read(size))
            begin += size
            yield pickle.loads(content)  # noqa: S301  this very process wrote it
