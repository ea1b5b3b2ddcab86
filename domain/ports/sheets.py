"""The whole catalogue at once, for files that bring or take thousands of goods."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from domain.goods import Path, ProductSheet, VariantSheet
from domain.sales import Reduction


@dataclass(frozen=True, slots=True)
class StoredVariant:
    """A variant as the shop has it; one that is not *active* is off sale for good.

    *reductions* are its sales that run or are planned, by when they begin.
    """

    id: int
    active: bool
    reserved: int
    sheet: VariantSheet
    reductions: tuple[Reduction, ...] = ()


@dataclass(frozen=True, slots=True)
class Stored:
    """A product as the shop has it. Its *sheet* shows active variants only.

    *gallery* has the ids of its other pictures, by where they came from, as far as they came.
    """

    id: int
    picture_id: int | None
    sheet: ProductSheet
    variants: tuple[StoredVariant, ...]
    gallery: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Placed:
    """A product ready to be written: its sheet, and the ids of what the sheet names."""

    sheet: ProductSheet
    merchant_id: int
    category_id: int | None
    picture_id: int | None
    gallery: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StoredCategory:
    """A category with its translations, by language."""

    id: int
    path: Path
    titles: Mapping[str, str]


class SheetRepository(Protocol):
    """Reads and writes many products with few statements."""

    async def lock(self) -> None:
        """Keep others from adding goods until commit, so that names are not taken twice."""
        ...

    async def after(self, product_id: int, most: int) -> tuple[Stored, ...]:
        """Return the first *most* products by id whose id is greater."""
        ...

    async def count(self) -> int:
        """Return how many products there are, those off sale included."""
        ...

    async def languages(self) -> Mapping[str, frozenset[str]]:
        """Return the languages that anything is translated into, by the field of a file."""
        ...

    async def of(
        self, handles: Collection[str], sku_keys: Collection[str], *, lock: bool = False
    ) -> tuple[Stored, ...]:
        """Return the products, by id, that have one of the handles or one of the SKUs.

        SKUs are given by `domain.goods.sku_key`; those of variants off sale count too. *lock*
        keeps others from changing the stock of these until commit.
        """
        ...

    async def categories(self) -> tuple[StoredCategory, ...]:
        """Return every category, parents before children."""
        ...

    async def add_categories(self, paths: Iterable[Path]) -> None:
        """Add those not there yet, and all that lead to them; new ones stand in this order."""
        ...

    async def translate_categories(self, titles: Mapping[int, Mapping[str, str]]) -> None:
        """Set titles by category id and language; an empty one is taken away."""
        ...

    async def save(self, products: Sequence[Placed], actor_id: int | None, at: datetime) -> None:
        """Add or overwrite products by handle, with all that belongs to them.

        Variants that the sheet does not name go off sale; they are never deleted. Counts
        that differ become movements with the reason "import".
        """
        ...
