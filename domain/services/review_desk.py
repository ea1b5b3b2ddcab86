"""What the shop does with reviews: reads them before others do, and answers."""

from dataclasses import dataclass, replace

from domain import review_news
from domain.clock import Clock
from domain.customers import Customer, ensure_text
from domain.errors import AlreadyDone, Field, NotAllowed, NotFound, WrongStep
from domain.pages import page_or_first, pages_of
from domain.ports.store import Entry, Store, UnitOfWork
from domain.review_news import ReviewNews
from domain.reviews import PAGE, Review, State
from domain.services.review_changes import change

_DECIDED_FROM = {
    State.PUBLISHED: (State.WAITING, State.REJECTED),
    State.REJECTED: (State.WAITING, State.PUBLISHED),
}


@dataclass(frozen=True, slots=True)
class ReviewQueue:
    """A page of the reviews that wait to be read, or else of those that are published."""

    waiting: bool
    reviews: tuple[Review, ...]
    page: int
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return pages_of(self.total, PAGE)


class ReviewDesk:
    """Reviews as the staff have them. Admins decide, merchants answer those of their goods."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def queue(self, actor: Customer, *, waiting: bool, page: int = 0) -> ReviewQueue:
        """Return a page of what waits, the oldest first, or is published, the newest first.

        Raises:
            NotAllowed: They do not work here, or may not decide about what waits.
        """
        actor.ensure_staff()
        if waiting:
            actor.ensure_admin()
        async with self._store.read() as uow:
            found = await page_or_first(
                lambda at: uow.reviews.queue(actor.merchants, waiting=waiting, page=at), page
            )
        return ReviewQueue(waiting, *found)

    async def get(self, actor: Customer, review_id: int) -> Review:
        """Return a review that the actor may see.

        Raises:
            NotFound: There is none. NotAllowed: It is another merchant's, or waits.
        """
        async with self._store.read() as uow:
            return await _seen(uow, actor, review_id)

    async def publish(self, actor: Customer, review_id: int, revision: int) -> Review:
        """Have everybody read it, as it was in *revision*.

        Raises:
            NotFound: There is none. NotAllowed: They are no admin.
            AlreadyDone: Somebody decided before. WrongStep: Its writer changed it since.
        """
        actor.ensure_admin()
        return await self._decide(actor, review_id, revision, State.PUBLISHED, "")

    async def reject(self, actor: Customer, review_id: int, revision: int, words: str) -> Review:
        """Have nobody read it, and tell its writer why in a sentence.

        Raises:
            NotFound, NotAllowed, AlreadyDone, WrongStep: As for `publish`.
            BadText: The sentence is too short or too long.
        """
        actor.ensure_admin()
        reason = ensure_text(Field.ANSWER, words)
        return await self._decide(actor, review_id, revision, State.REJECTED, reason)

    async def answer(self, actor: Customer, review_id: int, revision: int, words: str) -> Review:
        """Say the shop's one answer to a published review; a later one takes its place.

        Raises:
            NotFound: There is none. NotAllowed: It is another merchant's.
            WrongStep: It is not shown, or was changed since *revision*.
            BadText: The answer is empty or too long.
        """
        answer = ensure_text(Field.REPLY, words)
        now = self._clock.now()
        async with self._store.write() as uow:
            was = await _seen(uow, actor, review_id, lock=True)
            if was.revision != revision or was.state is not State.PUBLISHED:
                raise WrongStep("review_changed", State.PUBLISHED)
            answered = replace(was, answer=answer, answered_at=now)
            saved = await change(uow, was, answered, now, actor.id)
            await self._note(uow, actor, was, saved, "answered")
            if not was.answer:
                await review_news.tell_writer(uow, saved, ReviewNews.ANSWERED, now)
        return saved

    async def _decide(
        self, actor: Customer, review_id: int, revision: int, to: State, reason: str
    ) -> Review:
        now = self._clock.now()
        async with self._store.write() as uow:
            was = await _seen(uow, actor, review_id, lock=True)
            if was.revision != revision and was.by:
                raise AlreadyDone(was.by, now, was.state)
            if was.revision != revision or was.state not in _DECIDED_FROM[to]:
                raise WrongStep("review_changed", to)
            decided = replace(was, state=to, reason=reason, by=actor.name)
            saved = await change(uow, was, decided, now, actor.id)
            await self._note(uow, actor, was, saved, to)
            await review_news.tell_writer(uow, saved, ReviewNews(to), now)
        return saved

    async def _note(
        self, uow: UnitOfWork, actor: Customer, was: Review, now: Review, deed: str
    ) -> None:
        entry = Entry(actor.id, f"review {deed}", f"review:{now.id}", was.state, now.state)
        await uow.journal.add(entry, self._clock.now())


async def _seen(uow: UnitOfWork, actor: Customer, review_id: int, *, lock: bool = False) -> Review:
    actor.ensure_staff()
    review = await uow.reviews.get(review_id, lock=lock)
    if not review:
        raise NotFound("review")
    actor.ensure_works_for(review.merchant_id)
    if review.state is not State.PUBLISHED and not actor.is_admin:
        raise NotAllowed
    return review
