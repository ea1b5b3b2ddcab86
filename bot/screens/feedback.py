"""Words to the owners alone: the question, their card of it, and the answer."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.callbacks.feedback import (
    AnswerLetter,
    GiveFeedback,
    OpenLetter,
    OpenLetters,
    SendFeedback,
)
from bot.callbacks.shopping import OpenHelp
from bot.callbacks.work import OpenPanel
from bot.i18n import Translator
from bot.markup import Markup
from bot.reply import Button, Screen
from bot.screens.parts import LINES, clip, home, pager, paragraphs, position
from bot.screens.rating import photos_words
from domain.feedback import PAGE, PHOTOS, Feedback, Letter
from domain.services.feedback import Letters


@dataclass(frozen=True, slots=True)
class Draft:
    """What a customer told so far: words, and Telegram's ids of photos."""

    text: str = ""
    photos: tuple[str, ...] = ()


def telling_screen(draft: Draft, t: Translator) -> Screen:
    """Ask what the customer wants to tell, show what there is, and offer to send it."""
    text = paragraphs(
        t("<b>Tell the shop</b>"),
        t("What was good, what was not? Only the owners read it, and they answer here."),
        t("Type it in one message, and send up to {most} photos if you like.", most=PHOTOS),
        t("“{words}”", words=clip(draft.text, 400)) if draft.text else "",
        photos_words(len(draft.photos), t),
    )
    send = [Button(t("Send it"), SendFeedback(), style="primary")]
    rows = [send] if draft.text else []
    return Screen(text, [*rows, [Button(t("Help"), OpenHelp()), home(t)]])


def told_screen(t: Translator) -> Screen:
    """Say that the owners have it."""
    text = paragraphs(t("<b>Thank you. The owners have it.</b>"), t("They answer here."))
    return Screen(text, [[home(t)]])


def subject(feedback_id: int) -> str:
    """The name under which every copy of a letter's card is kept up to date."""
    return f"feedback:{feedback_id}"


def letter_card(
    letter: Letter, t: Translator, *, photos: bool = False, toast: str | None = None
) -> Screen:
    """The owners' card of a letter; with *photos* they stand above it."""
    given = letter.feedback
    text = paragraphs(
        LINES.join(_head(letter, t)),
        t("“{words}”", words=clip(given.text, 800)),
        LINES.join(_standing(given, t)),
    )
    answer = Button(t("Answer…"), AnswerLetter(feedback=given.id), style="primary")
    show = Button(t("Show the photos"), OpenLetter(feedback=given.id, photos=True))
    ways: list[list[Button]] = [] if given.answered_at else [[answer]]
    ways += [[show]] if given.photos else []
    album = given.photos if photos else ()
    return Screen(
        text,
        [*ways, [Button(t("To all letters"), OpenLetters())]],
        card=False,
        subject=subject(given.id),
        album=album,
        toast=toast,
        alert=toast is not None,
    )


def gone_screen(feedback_id: int, t: Translator) -> Screen:
    """What takes the place of a letter whose writer deleted their account."""
    text = t("This letter is gone: its writer has deleted their account.")
    rows = [[Button(t("To all letters"), OpenLetters())]]
    return Screen(text, rows, card=False, subject=subject(feedback_id))


def answering_screen(letter: Letter, t: Translator) -> Screen:
    """Ask for the owners' answer."""
    text = paragraphs(
        t("<b>What do you answer?</b>"),
        t("“{words}”", words=clip(letter.feedback.text, 300)),
        t("Type a sentence for the customer."),
    )
    rows = [[Button(t("‹ Back"), OpenLetter(feedback=letter.feedback.id))]]
    return Screen(text, rows, card=False, subject=subject(letter.feedback.id))


def letters_screen(letters: Letters, t: Translator) -> Screen:
    """What nobody has answered yet, the oldest first."""
    panel = [Button(t("‹ Panel"), OpenPanel())]
    head = t("<b>Letters to the shop</b>")
    if not letters.letters:
        nothing = t("Nothing waits for you.")
        return Screen(paragraphs(head, nothing), [panel], card=False)
    where = position(letters.page, PAGE, letters.total, t)
    lines = [
        t(
            "{when}: {words}",
            when=t.time_tag(each.feedback.at, "r"),
            words=clip(each.feedback.text, 100),
        )
        for each in letters.letters
    ]
    rows = [
        *(_open(each) for each in letters.letters),
        *pager(letters.page, letters.pages, lambda to: OpenLetters(page=to)),
        panel,
    ]
    return Screen(paragraphs(LINES.join([head, where]), *lines), rows, card=False)


def answer_note(feedback: Feedback, t: Translator) -> Screen:
    """Bring the customer the owners' answer."""
    text = paragraphs(
        t("<b>The shop answers you</b>"),
        t("“{words}”", words=clip(feedback.answer, 800)),
        t("You wrote: <i>{words}</i>", words=clip(feedback.text, 200)),
    )
    return Screen(text, [[Button(t("Write again"), GiveFeedback()), home(t)]], card=False)


def _open(letter: Letter) -> list[Button]:
    given = letter.feedback
    label = clip(given.text, 24)
    return [Button(label, OpenLetter(feedback=given.id, photos=bool(given.photos)))]


def _head(letter: Letter, t: Translator) -> Iterator[Markup]:
    given, writer = letter.feedback, letter.writer
    answered = t("<b>LETTER, ANSWERED</b>") if given.answered_at else t("<b>LETTER</b>")
    yield answered
    name = f"{writer.name}, @{writer.username}" if writer.username else writer.name
    yield t("{name}, {when}", name=clip(name, 100), when=t.time_tag(given.at, "r"))


def _standing(given: Feedback, t: Translator) -> Iterator[Markup]:
    if given.photos:
        yield t.plural("{n} photo", "{n} photos", len(given.photos))
    if given.answered_at:
        if given.by:
            when = t.time_tag(given.answered_at)
            yield t("By {name}, {when}", name=clip(given.by, 64), when=when)
        yield t("“{words}”", words=clip(given.answer, 400))
    else:
        yield t("Only owners see it. Your answer goes to the customer.")
