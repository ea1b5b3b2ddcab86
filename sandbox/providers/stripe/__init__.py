"""Stripe's API and its pay page, on this machine and without money."""

from sandbox.providers.stripe.desk import Stripe

__all__ = ["Stripe"]
