"""Customers tell the owners something; the owners answer. Nobody else reads it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.clock import Clock
from domain.customers import Customer, ensure_text
from domain.errors import AlreadyDone, Field, NotFound, WrongStep
from domain.feedback import MOST_OPEN, PAGE, PHOTOS, Feedback, Letter
from domain.notices import Kind
from domain.pages import page_or_first, pages_of
from domain.ports.store import Message, Store, UnitOfWork


@dataclass(frozen=True, slots=True)
class Letters:
    """A page of what waits for an answer, of *total*."""

    letters: tuple[Letter, ...]
    page: int
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return pages_of(self.total, PAGE)


class FeedbackBox:
    """Words between a customer and the owners."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def send(self, customer: Customer, text: str, photos: Sequence[str] = ()) -> Feedback:
        """Tell the owners something, with up to `PHOTOS` photos.

        Raises:
            BadText: It is too short or too long.
            WrongStep: `MOST_OPEN` letters of theirs wait for an answer already.
        """
        said = ensure_text(Field.FEEDBACK, text)
        now = self._clock.now()
        given = Feedback(customer.id, said, tuple(photos)[:PHOTOS], now)
        async with self._store.write() as uow:
            added = await uow.feedback.add(given, MOST_OPEN)
            if added is None:
                raise WrongStep("feedback_full", "feedback")
            await _card(uow, added, "new", self._clock)
        return added

    async def waiting(self, actor: Customer, page: int = 0) -> Letters:
        """Return a page of what nobody has answered, the oldest first.

        Raises:
            NotAllowed: They are no owner.
        """
        actor.ensure_owner()
        async with self._store.read() as uow:
            found, page, total = await page_or_first(uow.feedback.waiting, page)
            letters = [letter for each in found if (letter := await read_letter(uow, each.id))]
        return Letters(tuple(letters), page, total)

    async def get(self, actor: Customer, feedback_id: int) -> Letter:
        """Return a letter.

        Raises:
            NotAllowed: They are no owner. NotFound: There is none.
        """
        actor.ensure_owner()
        async with self._store.read() as uow:
            return await _letter(uow, feedback_id)

    async def answer(self, actor: Customer, feedback_id: int, words: str) -> Letter:
        """Answer a letter, as the first to do so; its writer gets it.

        Raises:
            NotAllowed, NotFound: As for `get`. BadText: It is too short or too long.
            AlreadyDone: Somebody answered before.
        """
        actor.ensure_owner()
        answer = ensure_text(Field.FEEDBACK, words)
        now = self._clock.now()
        async with self._store.write() as uow:
            letter = await _letter(uow, feedback_id)
            answered = replace(letter.feedback, answer=answer, by=actor.name, answered_at=now)
            if not await uow.feedback.answer(answered, actor.id):
                first = (await _letter(uow, feedback_id)).feedback
                raise AlreadyDone(first.by, first.answered_at or now)
            await _card(uow, answered, "answered", self._clock)
            payload = {"feedback_id": feedback_id}
            key = f"answer:feedback:{feedback_id}"
            await uow.outbox.put(Message(Kind.FEEDBACK_ANSWER, payload, key), now)
        return replace(letter, feedback=answered)


async def read_letter(uow: UnitOfWork, feedback_id: int) -> Letter | None:
    """Return a letter with its writer, None if it or they are gone."""
    found = await uow.feedback.get(feedback_id)
    writer = await uow.customers.get(found.customer_id) if found else None
    return Letter(found, writer) if found and writer else None


async def _letter(uow: UnitOfWork, feedback_id: int) -> Letter:
    if letter := await read_letter(uow, feedback_id):
        return letter
    raise NotFound("feedback")


async def _card(uow: UnitOfWork, given: Feedback, version: str, clock: Clock) -> None:
    """Have the owners' cards of it say how it stands."""
    key = f"feedback:{given.id}:{version}"
    message = Message(Kind.FEEDBACK_CARD, {"feedback_id": given.id}, key)
    await uow.outbox.put(message, clock.now())
