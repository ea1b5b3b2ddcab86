"""The tree of shelves as admins arrange it."""

from collections.abc import Iterator

from bot.callbacks.categories import (
    AddCategory,
    HideCategory,
    MoveCategory,
    NameCategory,
    OpenCategories,
    PictureCategory,
    RemoveCategory,
    ShiftCategory,
)
from bot.callbacks.shopping import OpenShelf
from bot.callbacks.work import OpenPanel
from bot.i18n import Translator
from bot.limits import OUR_LABEL
from bot.markup import Markup, escape
from bot.reply import Button, Screen, columns
from bot.screens.parts import LINES, back, clip, pager, paragraphs, position
from domain.categories import Branch, Standing, Tree
from domain.pages import paged

PAGE = 6  # shelves below that are named at once
_NAME = 40
_STEPS = 3  # of a long way that are told, its end
_TITLE = 24  # characters of a step that is not the last one


def categories_button(t: Translator) -> Button:
    """The way to the tree."""
    return Button(t("Shelves"), OpenCategories())


def tree_screen(
    tree: Tree, page: int, t: Translator, *, note: str = "", toast: str | None = None
) -> Screen:
    """A place in the tree, and all that can be done with it; *note* is what was done."""
    shown, page, pages = paged(tree.branches, page, PAGE)
    here = tree.id or 0
    listed = LINES.join(_line(branch, t) for branch in shown)
    if pages > 1:
        listed = LINES.join([position(page, PAGE, len(tree.branches), t), listed])
    rows = [
        *columns([_open(branch) for branch in shown], 2),
        *pager(page, pages, lambda to: OpenCategories(category=here, page=to)),
        *(_deeds(tree.at, t) if tree.at else _at_the_top(t)),
    ]
    picture = tree.at.picture_id if tree.at else None
    head = _standing(tree.at, t) if tree.at else _top(tree, t)
    return Screen(paragraphs(note, head, listed), rows, picture=picture, toast=toast)


def way_to(at: Standing) -> Markup:
    """Say the way to a shelf, of a long one its end."""
    steps = [clip(step.title, _TITLE) for step in at.way[-_STEPS:-1]]
    lead = ["…"] if len(at.way) > _STEPS else []
    return escape(" › ".join([*lead, *steps, clip(at.way[-1].title, _NAME)]))


def full_screen(at: Standing, t: Translator) -> Screen:
    """Say why a shelf cannot be deleted, with what can be done instead."""
    text = paragraphs(
        t("<b>{title} is not empty</b>", title=clip(at.way[-1].title, _NAME)),
        LINES.join(_holds(at, t)),
        t(
            "Put what is there on another shelf first, or hide the shelf: customers then see "
            "nothing of it."
        ),
    )
    move = Button(t("Move its goods"), MoveCategory(category=at.id, goods=True))
    hide = Button(t("Hide"), HideCategory(category=at.id, hidden=True))
    rows = [
        [*([move] if at.own else []), *([] if at.hidden else [hide])],
        [back(OpenCategories(category=at.id), t)],
    ]
    return Screen(text, [row for row in rows if row], picture=at.picture_id)


def remove_screen(at: Standing, t: Translator) -> Screen:
    """Ask before an empty shelf is deleted."""
    title = clip(at.way[-1].title, _NAME)
    yes = Button(t("Delete it"), RemoveCategory(category=at.id, sure=True), style="danger")
    text = paragraphs(
        t("<b>Delete the shelf {title}?</b>", title=title),
        t("It is empty. Nothing else changes."),
    )
    return Screen(text, [[yes], [back(OpenCategories(category=at.id), t)]], picture=at.picture_id)


def _top(tree: Tree, t: Translator) -> Markup:
    title = t("<b>Shelves</b>")
    if tree.branches:
        return LINES.join([title, t("Open one to arrange it. Customers see them in this order.")])
    return paragraphs(title, t("There is none yet. Add the first one; goods can go on it then."))


def _at_the_top(t: Translator) -> Iterator[list[Button]]:
    yield [Button(t("Add a shelf"), AddCategory())]
    yield [Button(t("‹ Panel"), OpenPanel())]


def _standing(at: Standing, t: Translator) -> Markup:
    return LINES.join([t("<b>{way}</b>", way=way_to(at)), *_holds(at, t), _seen(at, t)])


def _holds(at: Standing, t: Translator) -> Iterator[Markup]:
    if at.goods:
        yield t.plural(
            "{n} product on it and below it", "{n} products on it and below it", at.goods
        )


def _seen(at: Standing, t: Translator) -> Markup:
    """Whether customers see it, and if not, why."""
    if at.hidden:
        return t("Hidden from customers, with all below it")
    if at.above:
        return t("Hidden, because “{title}” is", title=clip(at.above.title, _NAME))
    if not at.goods:
        return t("Empty, so customers do not see it")
    if not at.shown:
        return t("All its goods are hidden, so customers do not see it")
    return t("Customers see it")


def _line(branch: Branch, t: Translator) -> Markup:
    said = [t.plural("{n} product", "{n} products", branch.goods)]
    if branch.below:
        said.append(t.plural("{n} shelf", "{n} shelves", branch.below))
    if branch.hidden:
        said.append(t("hidden"))
    return Markup(f"{escape(clip(branch.title, _NAME))} · {', '.join(said)}")


def _open(branch: Branch) -> Button:
    return Button(clip(branch.title, OUR_LABEL), OpenCategories(category=branch.id))


def _deeds(at: Standing, t: Translator) -> Iterator[list[Button]]:
    yield [
        Button(t("Names"), NameCategory(category=at.id)),
        Button(t("Picture"), PictureCategory(category=at.id)),
    ]
    yield [*_shifts(at, t), Button(t("Move to…"), MoveCategory(category=at.id))]
    hide = t("Show again") if at.hidden else t("Hide")
    seen = at.shown and not at.hidden and not at.above
    yield [
        Button(hide, HideCategory(category=at.id, hidden=not at.hidden)),
        Button(t("Delete"), RemoveCategory(category=at.id)),
        *([Button(t("Open"), OpenShelf(category=at.id))] if seen else []),
    ]
    up = OpenCategories(category=at.parent_id or 0)
    yield [Button(t("Add a shelf in it"), AddCategory(parent=at.id)), back(up, t)]


def _shifts(at: Standing, t: Translator) -> Iterator[Button]:
    if not at.first:
        yield Button(t("Earlier"), ShiftCategory(category=at.id, by=-1))
    if not at.last:
        yield Button(t("Later"), ShiftCategory(category=at.id, by=1))
