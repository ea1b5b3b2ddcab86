"""Looking around: shelves and products."""

from domain.catalog import Product, ProductPage, Shelf, Sort
from domain.customers import Customer
from domain.errors import NotFound
from domain.ports.store import Store


class Catalog:
    """Shows what the shop has."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def shelf(
        self, customer: Customer, category_id: int | None, sort: Sort, page: int
    ) -> Shelf:
        """Return a category with what is on it; None is the whole shop.

        Raises:
            NotFound: The category is hidden, empty or gone.
        """
        async with self._store.read() as uow:
            own, below = await uow.catalog.shelf(category_id, customer.language, counted=True)
            if category_id is not None and own is None:
                raise NotFound("category")
            products = await uow.catalog.page(category_id, sort, page, customer.language)
        return Shelf(own, below, products)

    async def categories(self, customer: Customer) -> Shelf:
        """Return the top categories alone, for the home screen."""
        async with self._store.read() as uow:
            _, below = await uow.catalog.shelf(None, customer.language)
        return Shelf(None, below, ProductPage((), 0, 0))

    async def title(self, customer: Customer, category_id: int) -> str:
        """Return what a category is called; empty if nobody sees it."""
        async with self._store.read() as uow:
            own, _ = await uow.catalog.shelf(category_id, customer.language)
        return own.title if own else ""

    async def product(self, customer: Customer, product_id: int) -> Product:
        """Return a product; hidden ones only to admins.

        Raises:
            NotFound: It is gone or hidden.
        """
        async with self._store.read() as uow:
            product = await uow.catalog.product(product_id, customer.language)
        if not product or (product.hidden and not customer.is_admin):
            raise NotFound("product")
        return product
