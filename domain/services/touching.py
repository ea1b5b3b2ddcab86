"""Who may change which goods, and what they may cost. Parts of larger use cases."""

from domain.customers import Customer
from domain.digital_errors import CurrencyOfOne, NotForSaleSo
from domain.errors import NotFound
from domain.money import Money
from domain.ports.goods import StockCount
from domain.ports.store import UnitOfWork
from domain.ways import Rule, may_be_priced


async def ensure_may_cost(uow: UnitOfWork, rule: Rule, count: StockCount, price: Money) -> None:
    """Let a variant have another price, if what it is may be paid so.

    Raises:
        NotForSaleSo: Goods of its kind cannot be paid in this currency.
        CurrencyOfOne: It would be in another currency than its product's other variants.
    """
    if price == count.price:
        return
    if not may_be_priced(count.kind, price.currency, rule):
        raise NotForSaleSo(price.currency, count.kind.digital)
    if price.currency == count.price.currency:
        return
    product = await uow.catalog.product(count.product_id, "")
    if product and len(product.variants) > 1:
        raise CurrencyOfOne(count.sku)


async def reachable(uow: UnitOfWork, actor: Customer, variant_id: int) -> StockCount:
    """Return a variant's count. Raises `NotFound` if it is none that the actor may touch."""
    count = await uow.stock.count_of(variant_id)
    if not count or not actor.works_for(count.merchant_id):
        raise NotFound("sku")
    return count


async def name_of(uow: UnitOfWork, customer_id: int | None) -> str:
    """What to call somebody; empty for the shop itself."""
    person = await uow.customers.get(customer_id) if customer_id is not None else None
    return person.name if person else ""
