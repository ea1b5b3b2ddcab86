"""Typst templates filled with words and set as PDF.

The typesetter and its fonts are loaded with the first paper, not with the shop.
"""

import json
import re
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst

# Data only: Noto for the world's scripts, emoji and symbols; Noto for Chinese, Japanese, Korean.
_FONTS = ("manimgx_fonts", "manimgx_fonts_cjk")
_BLANKS = re.compile("[ \t-\r\x85\u2028\u2029]+")  # a no-break space is none: sums have them
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def typeset(template: Path, content: dict[str, Any], made_at: datetime) -> bytes:
    """Return *template* as PDF; it finds *content* as JSON in ``sys.inputs.paper``.

    The same arguments give the same bytes: *made_at* is the date inside the document. What
    no font has is drawn as a box, what no text can hold becomes a replacement character.
    Only files beside the template can be read, and none of the machine's fonts. Takes
    milliseconds, some fifty for the first paper with Chinese; call it in a thread.
    """
    compiler = typst.Compiler(root=template.parent, font_paths=_fonts(), ignore_system_fonts=True)
    paper = json.dumps(_printable(content), ensure_ascii=False)
    whole_second = made_at.replace(microsecond=0)  # Typst takes no finer date
    made = compiler.compile(template, sys_inputs={"paper": paper}, timestamp=whole_second)
    if not isinstance(made, bytes):
        raise TypeError("a PDF is one file")
    return made


@cache
def _fonts() -> typst.Fonts:
    folders = [str(files(package)) for package in _FONTS]
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=folders
    )


def _printable(value: Any) -> Any:
    """Put every text in *value* on one line, and mark what cannot be written at all."""
    match value:
        case str():
            return _UNPRINTABLE.sub(_REPLACEMENT, _BLANKS.sub(" ", value))
        case dict():
            return {key: _printable(each) for key, each in value.items()}
        case list() | tuple():
            return [_printable(each) for each in value]
    return value
