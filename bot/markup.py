"""Text that is already HTML, told apart from text a person typed."""

import html
import re
from collections.abc import Iterable
from typing import SupportsIndex

_TAG = re.compile(r"<[^<>]*>")


class Markup(str):
    """Telegram HTML that is safe to send: whatever people typed is escaped in it already.

    The translator gives it and takes it back as an argument without escaping it again.
    Plain ``+`` and f-strings give an ordinary string, which counts as unsafe.
    """

    __slots__ = ()

    @property
    def plain(self) -> str:
        """The same words for places without HTML: button labels, toasts, invoices."""
        return html.unescape(_TAG.sub("", self)) if "<" in self or "&" in self else str(self)

    def join(self, parts: Iterable[str], /) -> "Markup":
        """Join *parts*, escaping those that are not markup."""
        return Markup(str.join(self, map(escape, parts)))

    def __mul__(self, times: SupportsIndex) -> "Markup":
        return Markup(str.__mul__(self, times))


def escape(text: str) -> Markup:
    """Return *text* so that Telegram shows it literally; markup is returned as it is."""
    if isinstance(text, Markup):
        return text
    return Markup(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def plain(text: str) -> str:
    """Return *text* as a reader sees it: markup without tags, anything else unchanged."""
    return text.plain if isinstance(text, Markup) else text


def fill(text: str, values: dict[str, object]) -> Markup:
    """Fill the ``{placeholders}`` of *text*: strings are escaped, markup is kept.

    *values* is used up: its strings are replaced by the escaped ones.
    """
    for name, value in values.items():
        if value.__class__ is not Markup and isinstance(value, str):
            values[name] = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return Markup(text.format_map(values))


def clip(text: str, most: int) -> str:
    """Cut *text* to *most* of the units Telegram counts, an ellipsis for what is missing."""
    if len(text) <= most and (text.isascii() or len(text.encode("utf-16-le")) <= 2 * most):
        return text
    kept = text.encode("utf-16-le")[: 2 * most - 2].decode("utf-16-le", "ignore")
    return kept.rstrip() + "…"
