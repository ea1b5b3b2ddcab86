"""Digital goods for tests of use cases: put on sale, paid and handed over in one line."""

from collections.abc import Sequence

from domain.customers import Customer, Role
from domain.digital import Kind
from domain.money import STARS
from domain.orders import Method
from domain.services.checkout import Placed
from tests.shop import Shop


async def keys(
    shop: Shop, sku: str, secrets: Sequence[str], price: int = 250, currency: str = STARS
) -> int:
    """Put keys on sale, for Stars if nothing else is said; return the variant's id."""
    variant_id = await shop.stock(sku, 0, price, currency=currency, kind=Kind.KEYS)
    if secrets:
        await shop.shelves.add_keys(await owner(shop), variant_id, "\n".join(secrets), variant_id)
    return variant_id


async def text(shop: Shop, sku: str, words: str, price: int = 100, currency: str = STARS) -> int:
    """Put a text on sale; return the variant's id."""
    variant_id = await shop.stock(sku, 0, price, currency=currency, kind=Kind.TEXT)
    await shop.shelves.set_text(await owner(shop), variant_id, words)
    return variant_id


async def owner(shop: Shop) -> Customer:
    """Whoever fills the shelves."""
    return await shop.hire(9001, Role.OWNER)


async def paid(shop: Shop, wanted: dict[int, int], customer: Customer | None = None) -> Placed:
    """Have digital goods ordered and paid in Stars, but not handed over yet."""
    placed = await shop.order(customer or await shop.customer(), wanted, Method.STARS)
    await shop.payments.settle(
        shop.charge(placed, f"stars-{placed.order.id}", provider=Method.STARS)
    )
    return placed


async def handed_over(
    shop: Shop, wanted: dict[int, int], customer: Customer | None = None
) -> Placed:
    """Have digital goods ordered, paid and handed over."""
    placed = await paid(shop, wanted, customer)
    assert await shop.handover.hand_over(placed.order.id)
    return placed
