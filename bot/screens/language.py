"""Which language to speak."""

from collections.abc import Mapping

from bot.callbacks.shopping import ChooseLanguage
from bot.i18n import Translator
from bot.reply import Button, Screen, columns
from bot.screens.parts import home, marked, paragraphs


def languages_screen(languages: Mapping[str, str], t: Translator) -> Screen:
    """The languages (code to own name) to choose from; the present one is marked."""
    buttons = [
        Button(marked(name, code == t.language), ChooseLanguage(language=code))
        for code, name in languages.items()
    ]
    text = paragraphs(t("<b>Language</b>"), t("Which language shall we speak?"))
    return Screen(text, [*columns(buttons, 2), [home(t)]])
