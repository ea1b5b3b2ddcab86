"""Promo codes: what one takes off, when it may be used, and why it may not."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.carts import Cart
from domain.money import Money
from domain.price_errors import PromoRefusal, PromoRefused
from domain.pricing import Off

LONGEST = 24  # characters of a code


class Kind(StrEnum):
    """What a code takes off."""

    PERCENT = "percent"
    FIXED = "fixed"
    DELIVERY = "delivery"  # the delivery costs nothing


@dataclass(frozen=True, slots=True)
class Promo:
    """A promo code as an admin set it.

    *amount* is thousandths of a percent, or minor units of *currency*; nothing for free
    delivery. It may be used from *starts_at* until before *ends_at* (UTC), up to *most*
    times by all and *each* times by one person, None being no end to it, and for goods of
    *minimum* minor units at least. *targets* name the only goods it is for, if it is not
    for all.
    """

    id: int
    code: str
    kind: Kind
    amount: int
    currency: str
    minimum: int = 0
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    most: int | None = None
    each: int | None = None
    targeted: bool = False
    active: bool = True
    used: int = 0
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Offered:
    """A code beside one customer's cart: how often they used it, what of their goods fits.

    *fits* are ids of products.
    """

    promo: Promo
    used_by_them: int
    fits: frozenset[int]

    def refusal(self, cart: Cart, now: datetime) -> PromoRefused | None:
        """Say why the code cannot be used for what can be bought of *cart*, or None."""
        goods = cart.subtotal
        reason = self._ended(now) or self._not_for(goods, cart)
        if reason is None:
            return None
        promo = self.promo
        return PromoRefused(
            promo.code,
            reason,
            at=promo.starts_at if reason is PromoRefusal.NOT_YET else promo.ends_at,
            needs=promo.minimum,
            have=goods.amount if goods else 0,
            currency=promo.currency,
        )

    def off(self) -> Off:
        """What the code takes off this cart."""
        percent, amount = self.promo.kind is Kind.PERCENT, self.promo.kind is Kind.FIXED
        return Off(
            percent=self.promo.amount if percent else 0,
            amount=self.promo.amount if amount else 0,
            free_delivery=self.promo.kind is Kind.DELIVERY,
            products=self.fits,
        )

    def _ended(self, now: datetime) -> PromoRefusal | None:
        promo = self.promo
        if not promo.active:
            return PromoRefusal.OFF
        if promo.starts_at and now < promo.starts_at:
            return PromoRefusal.NOT_YET
        if promo.ends_at and now >= promo.ends_at:
            return PromoRefusal.EXPIRED
        if promo.each is not None and self.used_by_them >= promo.each:
            return PromoRefusal.USED_BY_YOU
        if promo.most is not None and promo.used >= promo.most:
            return PromoRefusal.USED_UP
        return None

    def _not_for(self, goods: Money | None, cart: Cart) -> PromoRefusal | None:
        promo = self.promo
        in_the_cart = {line.product_id for line in cart.buyable}
        if goods is None or goods.currency != promo.currency or not in_the_cart & self.fits:
            return PromoRefusal.NOTHING_FITS
        return PromoRefusal.MINIMUM if goods.amount < promo.minimum else None


def as_code(text: str) -> str:
    """Return what a person typed as a code is kept: no blanks around, all in capitals."""
    return text.strip().upper()
