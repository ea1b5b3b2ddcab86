"""Idempotency keys: the same call twice is one call, for a day."""

from dataclasses import dataclass

from sandbox.providers.stripe.objects import Account
from sandbox.providers.stripe.refusals import key_reused

A_DAY = 24 * 3600


@dataclass(frozen=True, slots=True)
class Saved:
    """What a first call was, and what it was answered."""

    request: tuple[str, bytes]  # path and body
    status: int
    body: bytes
    moment: int


class Keys:
    """What was answered under which key of which account.

    As Stripe does, it keeps the answers of calls that were carried out, a 500 among them,
    and forgets those that were refused for their parameters.
    """

    def __init__(self) -> None:
        self._saved: dict[tuple[str, str], Saved] = {}

    def find(self, owner: Account, key: str, request: tuple[str, bytes], now: int) -> Saved | None:
        """Return what the first call with this key was answered.

        Raises:
            Refused: The first call was another one.
        """
        saved = self._saved.get((owner.id, key)) if key else None
        if saved is None or saved.moment + A_DAY <= now:
            return None
        if saved.request != request:
            raise key_reused(key)
        return saved

    def keep(self, owner: Account, key: str, saved: Saved) -> None:
        """Remember an answer, if the call has a key."""
        if key:
            self._saved[owner.id, key] = saved
