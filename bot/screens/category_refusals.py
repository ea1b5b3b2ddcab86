"""Why a change to the tree of shelves is refused."""

from bot.i18n import Translator
from bot.markup import Markup
from bot.screens.parts import clip
from domain.category_errors import (
    CategoryRefusal,
    NeededByPromo,
    NoRoomThere,
    NotEmpty,
    TitleTaken,
)

_QUOTED = 40


def why_not_there(error: CategoryRefusal, t: Translator) -> Markup:
    """Return the sentence for a refusal."""
    match error:
        case TitleTaken():
            return t(
                "There is a shelf called “{title}” in that place. Please take another name.",
                title=clip(error.title, _QUOTED),
            )
        case NotEmpty():
            return t("There is still something on this shelf or below it, so it stays.")
        case NeededByPromo():
            return t(
                "The promo code “{code}” is for this shelf. Please have the code be for something "
                "else first.",
                code=clip(error.code, _QUOTED),
            )
        case NoRoomThere():
            return (
                t(
                    "No more than {most} shelves can stand in one another. Please choose a place "
                    "further up.",
                    most=t.number(error.most),
                )
                if error.deep
                else t(
                    "There are {most} shelves in that place. Please choose another one.",
                    most=t.number(error.most),
                )
            )
    return t(
        "“{title}” cannot stand in itself or in a shelf below it. Please choose another place.",
        title=clip(error.title, _QUOTED),
    )
