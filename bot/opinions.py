"""Messages about reviews and feedback, made of how things stand when they are sent."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.i18n import Translator
from bot.reply import Screen
from bot.screens.feedback import answer_note, letter_card
from bot.screens.rating import ask_screen
from bot.screens.review_desk import review_card, subject
from bot.screens.review_notes import review_note
from bot.telling import Way, ensure_somebody, to_all
from domain.customers import Role
from domain.notices import Kind
from domain.ports.store import Store, UnitOfWork
from domain.review_news import ReviewNews
from domain.reviews import Review, State
from domain.services.feedback import read_letter
from domain.services.review_asks import question_about

LanguageOf = Callable[[UnitOfWork, int], Awaitable[Translator]]
Put = Callable[[int, Screen], Awaitable[object]]


class Opinions:
    """Brings what customers say to those it is for, and back what the shop says to it."""

    def __init__(self, store: Store, language_of: LanguageOf, show: Put, reach: Put) -> None:
        """*show* keeps a card up to date, *reach* sends a new message."""
        self._store = store
        self._language_of = language_of
        self._show = show
        self._reach = reach

    @property
    def ways(self) -> dict[str, Way]:
        """How each kind of message is brought."""
        return {
            Kind.REVIEW_ASK: self._ask,
            Kind.REVIEW_NOTE: self._note,
            Kind.REVIEW_CARD: self._card,
            Kind.FEEDBACK_CARD: self._letter,
            Kind.FEEDBACK_ANSWER: self._answer,
        }

    async def _ask(self, payload: Mapping[str, Any]) -> None:
        """Ask, if there is still something to ask about."""
        async with self._store.read() as uow:
            question = await question_about(uow, payload["fulfilment_id"])
            if question is None:
                return
            t = await self._language_of(uow, question.customer.id)
        await self._reach(question.customer.id, ask_screen(question, t))

    async def _note(self, payload: Mapping[str, Any]) -> None:
        """Tell a writer; one who has taken the review back since wants to know nothing."""
        async with self._store.read() as uow:
            review = await uow.reviews.get(payload["review_id"])
            if review is None or review.state is State.WITHDRAWN:
                return
            t = await self._language_of(uow, review.customer_id)
        news = ReviewNews(payload["news"])
        await self._reach(review.customer_id, review_note(review, news, t))

    async def _card(self, payload: Mapping[str, Any]) -> None:
        async with self._store.read() as uow:
            review = await uow.reviews.get(payload["review_id"])
            if review is None:
                return
            chats = await _chats_of(uow, review)
            languages = {id_: await self._language_of(uow, id_) for id_ in chats}
        if review.state is State.WAITING:
            ensure_somebody(chats)
        await to_all(
            self._show(id_, review_card(review, languages[id_], admin=admin, photos=True))
            for id_, admin in chats.items()
        )

    async def _letter(self, payload: Mapping[str, Any]) -> None:
        async with self._store.read() as uow:
            letter = await read_letter(uow, payload["feedback_id"])
            if letter is None:
                return
            owners = await uow.staff.owners()
            languages = {id_: await self._language_of(uow, id_) for id_ in owners}
        ensure_somebody(languages)
        await to_all(
            self._show(id_, letter_card(letter, t, photos=True)) for id_, t in languages.items()
        )

    async def _answer(self, payload: Mapping[str, Any]) -> None:
        async with self._store.read() as uow:
            given = await uow.feedback.get(payload["feedback_id"])
            if given is None:
                return
            t = await self._language_of(uow, given.customer_id)
        await self._reach(given.customer_id, answer_note(given, t))


async def _chats_of(uow: UnitOfWork, review: Review) -> dict[int, bool]:
    """Return who sees the card of a review, each with whether they may decide about it.

    Admins read what waits, the merchant's people what is published and says something.
    Whoever has a copy keeps it true.
    """
    chats = await uow.cards.chats(subject(review))
    if review.state is State.WAITING:
        chats += await uow.staff.owners() + await uow.staff.of(Role.ADMIN)
    elif review.state is State.PUBLISHED and review.says_something:
        chats += await _merchants(uow, review.merchant_id)
    found = {id_: await uow.customers.get(id_) if id_ > 0 else None for id_ in sorted(set(chats))}
    return {
        id_: person is not None and person.is_admin
        for id_, person in found.items()
        if id_ < 0 or (person is not None and person.works_for(review.merchant_id))
    }


async def _merchants(uow: UnitOfWork, merchant_id: int) -> tuple[int, ...]:
    """Return where a merchant is told things: their chat, or else their people, or owners."""
    merchant = await uow.staff.merchant(merchant_id)
    if merchant and merchant.chat_id is not None:
        return (merchant.chat_id,)
    return await uow.staff.of(Role.MERCHANT, merchant_id) or await uow.staff.owners()
