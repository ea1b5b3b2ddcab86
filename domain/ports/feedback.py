"""The repository of what customers tell the shop alone."""

from typing import Protocol

from domain.feedback import Feedback


class FeedbackRepository(Protocol):
    """Words to the owners."""

    async def add(self, given: Feedback, most: int) -> Feedback | None:
        """Save it, unless *most* of its writer's are open already; return it with its id."""
        ...

    async def get(self, feedback_id: int) -> Feedback | None:
        """Return one."""
        ...

    async def waiting(self, page: int) -> tuple[tuple[Feedback, ...], int]:
        """Return a page of what nobody has answered, the oldest first, and the total."""
        ...

    async def answer(self, answered: Feedback, by_id: int) -> bool:
        """Save an answer, if there is none yet; whether this call did it."""
        ...

    async def forget(self, customer_id: int) -> None:
        """Delete all that somebody told, with its answers and photos."""
        ...
