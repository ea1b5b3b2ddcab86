"""Reviews as the staff have them: the list, the card, and what is asked before a decision."""

from collections.abc import Iterator

from bot.callbacks.reviews import (
    AnswerReview,
    OpenReviewCard,
    OpenReviewQueue,
    PublishReview,
    RejectReview,
)
from bot.callbacks.work import OpenPanel
from bot.i18n import Translator
from bot.markup import Markup
from bot.reply import Button, Screen
from bot.screens.parts import LINES, clip, pager, paragraphs, position, with_tail
from bot.screens.ratings import star_words
from bot.screens.reviews import answer_words
from domain.orders import FIRST_NUMBER
from domain.reviews import PAGE, Review, State
from domain.services.review_desk import ReviewQueue


def subject(review: Review) -> str:
    """The name under which every copy of this card is kept up to date."""
    return f"review:{review.id}"


def queue_screen(queue: ReviewQueue, t: Translator, *, admin: bool) -> Screen:
    """What waits to be read, or what is published; admins get from one to the other."""
    head = [t("<b>Reviews to read</b>") if queue.waiting else t("<b>Published reviews</b>")]
    if queue.total:
        head.append(position(queue.page, PAGE, queue.total, t))
    nothing = t("Nothing waits for you.") if queue.waiting else t("There are none with words yet.")
    lines = LINES.join(_line(review, t) for review in queue.reviews) if queue.total else nothing
    rows = [
        *(_open(review) for review in queue.reviews),
        *pager(
            queue.page,
            queue.pages,
            lambda to: OpenReviewQueue(waiting=queue.waiting, page=to),
        ),
        *(_admins_way(queue, t) if admin else ()),
    ]
    return Screen(paragraphs(LINES.join(head), lines), rows, card=False)


def review_card(
    review: Review, t: Translator, *, admin: bool, photos: bool = False, toast: str | None = None
) -> Screen:
    """A review with where it stands; the ways to decide for *admin*, to answer for all.

    With *photos* they stand above it. A merchant who has a copy of what waits again, or is
    not shown any more, reads only that.
    """
    readable = admin or review.state is State.PUBLISHED
    text = paragraphs(
        LINES.join(_head(review, t)),
        LINES.join(_words(review, t)) if readable else "",
        LINES.join(_standing(review, t)),
        answer_words(review, t) if readable else "",
    )
    return Screen(
        text,
        [*_ways(review, t, admin=admin)],
        card=False,
        subject=subject(review),
        album=review.photos if photos and readable else (),
        toast=toast,
        alert=toast is not None,
    )


def rejecting_screen(review: Review, t: Translator, *, group: bool) -> Screen:
    """Ask for the sentence that tells the writer why it is not shown."""
    return _asking(t("<b>Why is this review not shown?</b>"), review, t, group=group)


def answering_screen(review: Review, t: Translator, *, group: bool) -> Screen:
    """Ask for the shop's answer, which everybody will read."""
    return _asking(t("<b>What do you answer? Everybody reads it.</b>"), review, t, group=group)


def _asking(head: Markup, review: Review, t: Translator, *, group: bool) -> Screen:
    ask = (
        t("Reply to this message with a sentence for the customer.")
        if group
        else t("Type a sentence for the customer.")
    )
    text = paragraphs(head, t("“{words}”", words=clip(review.text, 300)), ask)
    rows = [[Button(t("‹ Back"), OpenReviewCard(review=review.id))]]
    return Screen(text, rows, card=False, subject=subject(review))


def _line(review: Review, t: Translator) -> Markup:
    return t(
        "{stars} {goods}, {when}",
        stars=star_words(review.stars),
        goods=clip(_goods(review), 48),
        when=t.time_tag(review.at, "r"),
    )


def _goods(review: Review) -> str:
    """What those who answer call it, whatever language it was bought in."""
    return review.shelf_name or review.name


def _open(review: Review) -> list[Button]:
    label = with_tail(_goods(review), f"{review.stars} ★")
    return [Button(label, OpenReviewCard(review=review.id, photos=bool(review.photos)))]


def _admins_way(queue: ReviewQueue, t: Translator) -> Iterator[list[Button]]:
    label = t("Published reviews") if queue.waiting else t("Reviews to read")
    other = OpenReviewQueue(waiting=not queue.waiting)
    yield [Button(label, other), Button(t("‹ Panel"), OpenPanel())]


def _head(review: Review, t: Translator) -> Iterator[Markup]:
    match review.state:
        case State.WAITING:
            yield t("<b>REVIEW TO READ</b>")
        case State.REJECTED:
            yield t("<b>REVIEW NOT SHOWN</b>")
        case State.WITHDRAWN:
            yield t("<b>REVIEW TAKEN BACK</b>")
            return
        case State.PUBLISHED:
            yield t("<b>REVIEW</b>")
    yield t("{goods}, {day}", goods=clip(_goods(review), 80), day=t.time_tag(review.at, "d"))
    yield t("Order #{number}", number=FIRST_NUMBER + review.order_id)
    yield t(
        "{stars} <b>{author}</b>", stars=star_words(review.stars), author=clip(review.author, 32)
    )


def _words(review: Review, t: Translator) -> Iterator[Markup]:
    if review.text:
        yield t("“{words}”", words=clip(review.text, 450))
    if review.photos:
        yield t.plural("{n} photo", "{n} photos", len(review.photos))


def _standing(review: Review, t: Translator) -> Iterator[Markup]:
    if review.state is State.WAITING:
        yield t("Nobody else sees it until somebody publishes it.")
    elif review.by and review.state is not State.WITHDRAWN:
        yield t("Decided by {name}", name=clip(review.by, 64))
    if review.reason:
        yield t("“{words}”", words=clip(review.reason, 300))


def _ways(review: Review, t: Translator, *, admin: bool) -> Iterator[list[Button]]:
    this = {"review": review.id, "revision": review.revision}
    if review.state is State.PUBLISHED:
        label = t("Answer anew…") if review.answer else t("Answer…")
        yield [Button(label, AnswerReview(**this), style="primary")]
    if admin and review.state in (State.WAITING, State.REJECTED):
        yield [Button(t("Publish"), PublishReview(**this), style="success")]
    if admin and review.state in (State.WAITING, State.PUBLISHED):
        yield [Button(t("Do not show…"), RejectReview(**this), style="danger")]
    if review.photos and (admin or review.state is State.PUBLISHED):
        yield [Button(t("Show the photos"), OpenReviewCard(review=review.id, photos=True))]
    yield [Button(t("All reviews"), OpenReviewQueue(waiting=admin))]
