"""YooKassa's API v3 and its pay page, on this machine and without money."""

from sandbox.providers.yookassa.desk import YooKassa

__all__ = ["YooKassa"]
