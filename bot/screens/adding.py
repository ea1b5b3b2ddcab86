"""Putting something new on the shelf: one question at a time, with what is known so far."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.callbacks.shopping import LeaveForm
from bot.callbacks.work import AddAfresh, CategoryPage, ChooseCategory, SkipStep
from bot.i18n import Translator, noop
from bot.limits import OUR_LABEL
from bot.markup import Markup
from bot.reply import Button, Screen, columns
from bot.screens.parts import LINES, pager, paragraphs
from domain.goods import CategoryChoice, Path
from domain.money import STARS, Money
from domain.pages import paged

_PAGE = 8  # categories a screen offers: four rows of two
_QUESTIONS = {
    "title": noop("What is it called? For example: Blue mug"),
    "price": noop("What does one piece cost? For example: 690"),
    "category": noop("On which shelf does it belong?"),
    "photo": noop("Send a photo of it."),
    "stock": noop("How many pieces are there? For example: 12"),
    "digital": noop(
        "A price in Stars is for digital goods. Put it on sale; then say what buyers get: keys, "
        "a file or a text."
    ),
}


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known of a product being added; None means not yet asked.

    *price* is in minor units; *category* 0 and *photo* "" mean that it has none; *photo*
    is Telegram's id of the file. *currency* is empty for the shop's own.
    """

    title: str | None = None
    price: int | None = None
    category: int | None = None
    shelf: str = ""
    photo: str | None = None
    currency: str = ""

    @property
    def digital(self) -> bool:
        """Whether it is priced in Stars, and so handed over in the chat."""
        return self.currency == STARS

    @property
    def missing(self) -> str:
        """The next question; "stock" is the last and ends the form."""
        asked = ("title", "price", "category", "photo")
        return next((name for name in asked if getattr(self, name) is None), "stock")


def question_screen(
    draft: Draft, categories: Sequence[CategoryChoice], page: int, currency: str, t: Translator
) -> Screen:
    """The next question of the form; *categories* are offered when it is theirs."""
    missing = draft.missing
    rows: list[list[Button]] = []
    if missing == "category":
        rows = _shelves(categories, page, t)
    elif missing == "photo":
        rows = [[Button(t("Without photo"), SkipStep())]]
    elif draft.digital and missing == "stock":
        missing = "digital"
        rows = [[Button(t("Put it on sale"), SkipStep(), style="success")]]
    ways = [Button(t("Cancel"), LeaveForm())]
    if draft.title is not None:
        ways.insert(0, Button(t("Start over"), AddAfresh()))
    text = paragraphs(
        LINES.join([t("<b>New product</b>"), *_known(draft, currency, t)]),
        t(_QUESTIONS[missing]),
    )
    return Screen(text, [*rows, ways], card=False)


def path_label(path: Path) -> str:
    """The way to a category, its end first to be kept when there is too much of it."""
    label = " › ".join(path)
    return label if len(label) <= OUR_LABEL else "…" + label[1 - OUR_LABEL :]


def _shelves(categories: Sequence[CategoryChoice], page: int, t: Translator) -> list[list[Button]]:
    shown, page, pages = paged(categories, page, _PAGE)
    buttons = (
        Button(path_label(choice.titles), ChooseCategory(category=choice.id)) for choice in shown
    )
    none = [Button(t("No category"), ChooseCategory(category=0))]
    return [*columns(buttons, 2), *pager(page, pages, lambda to: CategoryPage(page=to)), none]


def _known(draft: Draft, currency: str, t: Translator) -> list[Markup]:
    known = []
    if draft.title is not None:
        known.append(t("Name: {title}", title=draft.title))
    if draft.price is not None:
        known.append(
            t("Price: {price}", price=t.money(Money(draft.price, draft.currency or currency)))
        )
    if draft.category is not None:
        known.append(t("Shelf: {shelf}", shelf=draft.shelf) if draft.shelf else t("No shelf"))
    if draft.photo is not None:
        known.append(t("With a photo") if draft.photo else t("Without photo"))
    return known
