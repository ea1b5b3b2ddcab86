"""What goods are like, as customers of a language see it."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from sqlalchemy import and_, func, select

from domain.ports.search import Traits
from domain.ratings import Rating
from domain.search.traits import Trait, branded, owned, tagged
from storage.category_sheets import grouped
from storage.repository import Repository
from storage.tables.goods import product_texts, products, variant_texts, variants

_of_product = product_texts.c.product_id == products.c.id
_of_variant = variant_texts.c.variant_id == variants.c.id


class TraitRows(Repository):
    """Reads what goods are like, in two statements however many they are."""

    __slots__ = ()

    async def of(self, product_ids: Collection[int], language: str) -> tuple[Traits, ...]:
        """Return it for those of the products that customers see, ascending."""
        own = grouped(await self._options(product_ids, language), "product_id")
        rows = await self._connection.execute(
            select(
                products.c.id,
                products.c.brand,
                products.c.tags,
                products.c.attributes,
                products.c.rating_stars,
                products.c.rating_count,
                product_texts.c.attributes.label("own_attributes"),
            )
            .outerjoin(product_texts, and_(_of_product, product_texts.c.language == language))
            .where(products.c.id.in_(product_ids), products.c.hidden.is_(False))
            .order_by(products.c.id)
        )
        return tuple(_traits(row, own[row.id]) for row in rows)

    async def _options(self, product_ids: Collection[int], language: str) -> Iterable[Any]:
        said = func.coalesce(variant_texts.c.options, variants.c.options).label("options")
        return await self._connection.execute(
            select(variants.c.product_id, said)
            .outerjoin(variant_texts, and_(_of_variant, variant_texts.c.language == language))
            .where(variants.c.product_id.in_(product_ids), variants.c.active)
            .order_by(variants.c.position, variants.c.id)
        )


def _traits(row: Any, own: list[Any]) -> Traits:
    pairs = [row.own_attributes or row.attributes, *(one.options for one in own)]
    found = {trait.number: trait for trait in told(row.brand, row.tags, pairs)}
    return Traits(row.id, tuple(found.values()), Rating(row.rating_stars, row.rating_count))


def told(brand: str, tags: str, pairs: Iterable[Any]) -> Iterator[Trait]:
    """Return the traits of goods from what is stored of them."""
    yield from branded(brand)
    yield from tagged(tags)
    for some in pairs:
        yield from owned(some)
