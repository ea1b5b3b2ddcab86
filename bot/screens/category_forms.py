"""Questions about a shelf: what it is called, how it looks, where it should stand."""

from collections.abc import Mapping

from bot.callbacks.categories import (
    EVERYWHERE,
    MoveCategory,
    NameCategory,
    OpenCategories,
    PictureCategory,
    PutCategory,
    RenameCategory,
    UnnameCategory,
)
from bot.i18n import Translator
from bot.limits import OUR_LABEL
from bot.markup import Markup
from bot.reply import Button, Screen, columns
from bot.screens.categories import way_to
from bot.screens.parts import LINES, back, clip, pager, paragraphs
from domain.categories import Standing, Tree
from domain.pages import paged

_NAME = 40
_PAGE = 8  # shelves a person chooses from at once


def add_screen(parent: Standing | None, t: Translator) -> Screen:
    """Ask what a new shelf is called."""
    where = t("At the top") if parent is None else t("In {way}", way=way_to(parent))
    text = paragraphs(
        LINES.join([t("<b>New shelf</b>"), where]),
        t("What is it called? For example: Mugs"),
    )
    cancel = OpenCategories(category=parent.id if parent else 0)
    return Screen(text, [[Button(t("Cancel"), cancel)]])


def names_screen(
    at: Standing, languages: Mapping[str, str], t: Translator, note: str = ""
) -> Screen:
    """What a shelf is called, language by language (code to own name)."""
    everywhere = t("In all languages: {title}", title=clip(at.title, _NAME))
    own = [
        t("{language}: {title}", language=name, title=clip(at.titles[code], _NAME))
        for code, name in languages.items()
        if code in at.titles
    ]
    text = paragraphs(
        note,
        t("<b>What {title} is called</b>", title=clip(at.way[-1].title, _NAME)),
        LINES.join([everywhere, *own]),
        t("A language with no word of its own shows the one for all languages."),
    )
    change = [
        Button(clip(name, OUR_LABEL), RenameCategory(category=at.id, language=code))
        for code, name in languages.items()
    ]
    rows = [
        [Button(t("In all languages"), RenameCategory(category=at.id, language=EVERYWHERE))],
        *columns(change, 3),
        [back(OpenCategories(category=at.id), t)],
    ]
    return Screen(text, rows, picture=at.picture_id)


def rename_screen(at: Standing, language: str, name: str, t: Translator) -> Screen:
    """Ask what a shelf is called in a language (*name* in itself), or `EVERYWHERE`."""
    title = clip(at.way[-1].title, _NAME)
    if language == EVERYWHERE:
        ask = t("What should <b>{title}</b> be called?", title=title)
        now = at.title
    else:
        ask = t("What should <b>{title}</b> be called in {language}?", title=title, language=name)
        now = at.titles.get(language, "")
    known = t("Now: {title}", title=clip(now, 64)) if now else Markup()
    rows = [[Button(t("Cancel"), NameCategory(category=at.id))]]
    if now and language != EVERYWHERE:
        drop = UnnameCategory(category=at.id, language=language)
        rows.insert(0, [Button(t("Take this word away"), drop)])
    return Screen(paragraphs(ask, known), rows, picture=at.picture_id)


def picture_screen(at: Standing, t: Translator) -> Screen:
    """Ask for the picture of a shelf."""
    text = paragraphs(
        t("<b>A picture for {title}</b>", title=clip(at.way[-1].title, _NAME)),
        t("Send it as a photo. Customers see it above what is on the shelf."),
    )
    rows = [[Button(t("Cancel"), OpenCategories(category=at.id))]]
    if at.picture_id is not None:
        gone = PictureCategory(category=at.id, gone=True)
        rows.insert(0, [Button(t("Take the picture away"), gone)])
    return Screen(text, rows, picture=at.picture_id)


def where_screen(at: Standing, tree: Tree, page: int, t: Translator, *, goods: bool) -> Screen:
    """Look for a place for a shelf, or for the *goods* on it; *tree* is where one looks."""
    title, here = clip(at.way[-1].title, _NAME), tree.id or 0
    head = t("<b>Where should {title} stand?</b>", title=title)
    if goods:
        head = t("<b>Where should the goods of {title} go?</b>", title=title)
    looks = t("Here: {way}", way=way_to(tree.at)) if tree.at else t("Here: the top")
    text = paragraphs(head, looks, t("Open the shelf that you mean, then tap “Put it here”."))
    branches = [branch for branch in tree.branches if branch.id != at.id or goods]
    shown, page, pages = paged(branches, page, _PAGE)
    doors = [
        Button(
            clip(branch.title, OUR_LABEL),
            MoveCategory(category=at.id, at=branch.id, goods=goods),
        )
        for branch in shown
    ]
    rows = [
        *columns(doors, 2),
        *pager(
            page, pages, lambda to: MoveCategory(category=at.id, at=here, page=to, goods=goods)
        ),
        *_put(at, here, goods, t),
        [back(_up(at, tree, goods), t), Button(t("Cancel"), OpenCategories(category=at.id))],
    ]
    return Screen(text, rows, picture=at.picture_id)


def _put(at: Standing, here: int, goods: bool, t: Translator) -> list[list[Button]]:
    """Not where it stands already; goods need a shelf."""
    no = (0, at.id) if goods else (at.parent_id or 0, at.id)
    if here in no:
        return []
    press = PutCategory(category=at.id, to=here, goods=goods)
    return [[Button(t("Put it here"), press, style="success")]]


def _up(at: Standing, tree: Tree, goods: bool) -> MoveCategory | OpenCategories:
    if tree.at is None:
        return OpenCategories(category=at.id)
    return MoveCategory(category=at.id, at=tree.at.parent_id or 0, goods=goods)
