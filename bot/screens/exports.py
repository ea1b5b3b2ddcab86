"""All goods as a file, as the admin who wants it sees it."""

from bot.callbacks.exports import WriteExport
from bot.callbacks.work import OpenPanel
from bot.i18n import Translator
from bot.reply import Button, Screen
from bot.screens.parts import LINES


def export_button(t: Translator) -> Button:
    """The way to all goods as a file."""
    return Button(t("All goods as a file"), WriteExport())


def exported_screen(products: int, rows: int, files: int, t: Translator) -> Screen:
    """What was written."""
    goods = t.plural("{n} product", "{n} products", products)
    said = [t("<b>All goods as a file</b>: {goods}, {rows}", goods=goods, rows=_rows(rows, t))]
    if files > 1:
        said.append(t.plural("In {n} file.", "In {n} files.", files))
    said.append(t("Change what you like and send it back: what you leave as it is stays."))
    return Screen(LINES.join(said), [[Button(t("‹ Panel"), OpenPanel())]], card=False)


def export_failed_screen(t: Translator) -> Screen:
    """Something went wrong on our side."""
    said = t("Something went wrong on our side. Please ask for the file again.")
    return Screen(said, [[export_button(t)], [Button(t("‹ Panel"), OpenPanel())]], card=False)


def _rows(rows: int, t: Translator) -> str:
    return t.plural("{n} row", "{n} rows", rows)
