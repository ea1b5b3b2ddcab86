"""Stripe Checkout: cards, Alipay and WeChat Pay on a page of Stripe's."""

from payments.stripe.gateway import Stripe

__all__ = ["Stripe"]
