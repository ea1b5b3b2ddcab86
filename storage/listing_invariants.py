"""What must hold between what is on sale and what can be found."""

from sqlalchemy import Select, exists, or_, select

from domain.search.words import ANALYSED, ANALYSER
from storage.tables.chat import shop
from storage.tables.goods import products, stock, variants
from storage.tables.search import search_backlog, search_docs, search_skus

_sold = exists().where(
    variants.c.product_id == products.c.id,
    variants.c.active,
    stock.c.variant_id == variants.c.id,
)
_found = exists().where(search_docs.c.product_id == products.c.id)
_awaited = exists().where(search_backlog.c.product_id == products.c.id)  # taken in soon
_made_before = exists().where(shop.c.name == ANALYSED, shop.c.value != ANALYSER)

LISTING: dict[str, Select[tuple[int]]] = {
    "I23 what is on sale can be found": select(products.c.id).where(
        products.c.hidden.is_(False), _sold, ~_found, ~_awaited
    ),
    "I23 nothing is found that is hidden or no longer on sale": (
        select(search_docs.c.product_id)
        .join(products, products.c.id == search_docs.c.product_id)
        .where(or_(products.c.hidden, ~_sold), ~_awaited)
    ),
    "I23 what is found was read as texts are read now": (
        select(search_docs.c.product_id).where(_made_before)
    ),
    "I23 an article number leads to what is found": (
        select(search_skus.c.product_id).where(
            ~exists().where(search_docs.c.product_id == search_skus.c.product_id)
        )
    ),
}
