"""A search that was made before, for whoever made it."""

from domain.customers import Customer
from domain.errors import NotFound
from domain.ports.search import Asked
from domain.ports.store import UnitOfWork


async def asked_before(uow: UnitOfWork, customer: Customer, search_id: int) -> Asked:
    """Return that search, the customer's last one for 0.

    Raises:
        NotFound: The customer has made no such search, or long ago.
    """
    asked = await uow.searches.get(customer.id, search_id)
    if not asked:
        raise NotFound("search")
    return asked
