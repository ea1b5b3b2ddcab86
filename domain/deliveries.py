"""Ways of delivery: what each is called, what it costs, and from which sum it is free."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.customers import Contact, Delivery
from domain.money import Money

MOST_SHOWN = 7  # to customers; more would not fit a screen
MOST = 14  # with hidden ones


@dataclass(frozen=True, slots=True)
class DeliveryMethod:
    """One way of delivery. An empty *title* stands for the kind's own words.

    *free_from* is the sum of goods, at their own prices, from which it costs nothing; None:
    it always costs *fee*. *address* is where a pick-up point is. *id* 0 comes from the
    settings and is not stored.
    """

    id: int
    kind: Delivery
    fee: Money
    title: str = ""
    free_from: Money | None = None
    address: str = ""
    hidden: bool = False

    def cost(self, goods: Money) -> Money:
        """What it costs for *goods* of that sum."""
        free = self.free_from is not None and goods.amount >= self.free_from.amount
        return Money(0, self.fee.currency) if free else self.fee

    def missing(self, goods: Money) -> Money | None:
        """What *goods* lack for free delivery; None if it is free, or can never be."""
        if self.free_from is None or not self.cost(goods).amount:
            return None
        return self.free_from - goods


def chosen(methods: Sequence[DeliveryMethod], contact: Contact) -> DeliveryMethod | None:
    """Return the way a customer has chosen, if the shop still offers it.

    Who has told the kind only has chosen when there is just one of that kind.
    """
    if contact.method:
        return next((method for method in methods if method.id == contact.method), None)
    fitting = [method for method in methods if method.kind is contact.delivery]
    return fitting[0] if len(fitting) == 1 else None
