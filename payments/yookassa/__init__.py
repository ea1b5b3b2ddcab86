"""YooKassa: cards, SBP and wallets in Russia, paid on its own page."""

from payments.yookassa.gateway import YooKassa

__all__ = ["YooKassa"]
