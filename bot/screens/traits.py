"""Choosing what goods should be like: a brand, a colour, a tag."""

from collections.abc import Iterator, Sequence

from bot.callbacks.search import ChooseTrait, HaveTrait, ListTraits, NarrowFound
from bot.i18n import Translator
from bot.markup import Markup, escape
from bot.reply import Button, Screen, columns
from bot.screens.parts import back, clip, marked, pager, paragraphs, with_tail
from bot.screens.search_words import Told, shows
from domain.pages import paged
from domain.search.traits import Kind
from domain.services.narrowing import Group, Value

SHOWN = 12  # choices on a page, two in a row
_NAME = 48


def group_button(group: Group, told: Told, t: Translator) -> Button:
    """What goods differ in, with what was chosen of it: "Colour", or "• Colour: Blue"."""
    values = [trait.value for trait in told.wish.traits if trait.group == group.number]
    name = group_words(group, t).plain
    label = marked(f"{name}: {', '.join(values)}" if values else clip(name, _NAME), bool(values))
    return Button(label, ChooseTrait(search=told.search, group=group.number))


def group_words(group: Group, t: Translator) -> Markup:
    """Name a group: attributes and options by the merchant's own name."""
    match group.kind:
        case Kind.BRAND:
            return t("Brand")
        case Kind.TAG:
            return t("Tags")
        case Kind.OWN:
            return escape(group.name)


def groups_screen(groups: Sequence[Group], page: int, told: Told, t: Translator) -> Screen:
    """All that goods differ in, where that is more than fits beside the other filters."""
    shown, page, pages = paged(groups, page, SHOWN)
    rows = columns((group_button(group, told, t) for group in shown), 2)
    rows += pager(page, pages, lambda to: ListTraits(search=told.search, page=to))
    rows.append([back(NarrowFound(search=told.search), t), shows(told, t)])
    return Screen(t("<b>More filters</b>"), rows)


def values_screen(group: Group, page: int, told: Told, t: Translator) -> Screen:
    """What may be chosen of a group, the commonest first; several may be."""
    shown, page, pages = paged(group.values, page, SHOWN)
    rows = columns(_values(group, shown, page, told, t), 2)
    rows += pager(
        page, pages, lambda to: ChooseTrait(search=told.search, group=group.number, page=to)
    )
    rows.append([back(NarrowFound(search=told.search), t), shows(told, t)])
    title = t("<b>{title}</b>", title=clip(group_words(group, t).plain, _NAME))
    return Screen(paragraphs(title, t("Choose one or several.")), rows)


def _values(
    group: Group, values: Sequence[Value], page: int, told: Told, t: Translator
) -> Iterator[Button]:
    held = {trait.number for trait in told.wish.traits}
    for value in values:
        number = value.trait.number
        label = marked(value.trait.value, number in held)
        if value.goods is not None:
            label = with_tail(label, t.number(value.goods))
        press = HaveTrait(
            search=told.search,
            group=group.number,
            trait=number,
            wanted=number not in held,
            page=page,
        )
        yield Button(label, press)
