"""HTML to text and entities, refusing what Telegram refuses, in its words."""

import re
from dataclasses import dataclass
from typing import NoReturn

from sandbox.refusals import Json, bad_request

NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
_REFERENCE = re.compile(r"&(?:(lt|gt|amp|quot)\b|#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6}));?")
_MARK = re.compile(r"[<&]")
_PLAIN_TAG = re.compile(r"<(b|i|u|s|code|pre|strong|em|blockquote|tg-spoiler)>")
_NAME = re.compile(r"[^\s>]*")
_SPACE = re.compile(r"\s*")
_ATTRIBUTE = re.compile(r"[^\s=>/\"']*")
_TOKEN = re.compile(r"[0-9A-Za-z.-]*")


@dataclass(frozen=True, slots=True)
class _Open:
    tag: str
    attributes: dict[str, str]
    offset: int
    at: int


def utf16_length(text: str) -> int:
    """The length as Telegram counts it: characters beyond the basic plane count twice."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def parse_html(source: str) -> tuple[str, list[Json]]:
    """The text without tags, and its entities in UTF-16 units.

    Raises:
        Refused: Telegram could not parse it either.
    """
    if _MARK.search(source) is None:
        return source, []
    return _Parser(source).run()


class _Parser:
    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._pieces: list[str] = []
        self._length = 0
        self._stack: list[_Open] = []
        self._entities: list[Json] = []

    def run(self) -> tuple[str, list[Json]]:
        while (mark := _MARK.search(self._source, self._at)) is not None:
            self._write(self._source[self._at : mark.start()])
            self._at = mark.start()
            self._reference() if mark[0] == "&" else self._tag()
        self._write(self._source[self._at :])
        if self._stack:
            tag = self._stack[-1].tag
            raise _unparsable(f'Can\'t find end tag corresponding to start tag "{tag}"')
        return "".join(self._pieces), self._entities

    def _write(self, text: str) -> None:
        self._pieces.append(text)
        self._length += utf16_length(text)

    def _reference(self) -> None:
        text, self._at = _decoded(self._source, self._at)
        self._write(text)

    def _tag(self) -> None:
        if self._source.startswith("</", self._at):
            self._end_tag()
        else:
            self._start_tag()

    def _start_tag(self) -> None:
        begin = self._at
        if plain := _PLAIN_TAG.match(self._source, begin):
            self._at = plain.end()
            self._open(plain[1], {})
            return
        tag = self._take(_NAME, begin + 1).lower()
        if self._at >= len(self._source):
            self._fail("Unclosed start tag", begin)
        if tag not in TAGS:
            self._fail(f'Unsupported start tag "{tag}"', begin)
        attributes: dict[str, str] = {}
        while self._more_attributes(begin):
            name, value = self._attribute(tag, begin)
            attributes[name] = value
        self._at += 1
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            self._fail('Tag "span" must have class "tg-spoiler"', begin)
        self._open(tag, attributes)

    def _open(self, tag: str, attributes: dict[str, str]) -> None:
        self._stack.append(_Open(tag, attributes, self._length, len(self._pieces)))

    def _more_attributes(self, begin: int) -> bool:
        self._take(_SPACE, self._at)
        if self._at >= len(self._source):
            self._fail("Unclosed start tag", begin)
        return self._source[self._at] != ">"

    def _attribute(self, tag: str, begin: int) -> tuple[str, str]:
        name = self._take(_ATTRIBUTE, self._at).lower()
        if not name:
            self._fail(f'Empty attribute name in the tag "{tag}"', begin)
        self._take(_SPACE, self._at)
        if not self._source.startswith("=", self._at):
            return name, ""
        self._take(_SPACE, self._at + 1)
        value = self._quoted() if self._source[self._at : self._at + 1] in "'\"" else self._token()
        return name, value

    def _quoted(self) -> str:
        quote = self._source[self._at : self._at + 1]
        end = self._source.find(quote, self._at + 1) if quote else -1
        start, self._at = self._at + 1, len(self._source) if end < 0 else end + 1
        return _REFERENCE.sub(lambda match: _referred(match), self._source[start:end])

    def _token(self) -> str:
        begin = self._at
        value = self._take(_TOKEN, begin).lower()
        if self._at < len(self._source) and self._source[self._at] not in " \t\n\r>":
            self._fail("Unexpected end of name token", begin)
        return value

    def _end_tag(self) -> None:
        begin = self._at
        if not self._stack:
            self._fail("Unexpected end tag", begin)
        found = self._take(_NAME, begin + 2)
        self._take(_SPACE, self._at)
        if not self._source.startswith(">", self._at):
            self._fail("Unclosed end tag", begin)
        self._at += 1
        opened = self._stack.pop()
        if found and found.lower() != opened.tag:
            words = f'expected "</{opened.tag}>", found "</{found}>"'
            self._fail(f"Unmatched end tag|, {words}", begin)
        if self._length > opened.offset:
            self._add_entity(opened)

    def _add_entity(self, opened: _Open) -> None:
        length = self._length - opened.offset
        entity: Json = {"type": TAGS[opened.tag], "offset": opened.offset, "length": length}
        extra = _details(opened, "".join(self._pieces[opened.at :]))
        if extra is None or _folded(entity, self._entities):
            return
        self._entities.append(entity | extra)

    def _take(self, pattern: re.Pattern[str], at: int) -> str:
        match = pattern.match(self._source, at)
        self._at = match.end() if match else at
        return match[0] if match else ""

    def _fail(self, words: str, at: int) -> NoReturn:
        before, _, after = words.partition("|")
        place = len(self._source[:at].encode())
        raise _unparsable(f"{before} at byte offset {place}{after}")


def _unparsable(words: str) -> Exception:
    return bad_request(f"can't parse entities: {words}")


def _decoded(source: str, at: int) -> tuple[str, int]:
    match = _REFERENCE.match(source, at)
    return (_referred(match), match.end()) if match else ("&", at + 1)


def _referred(match: re.Match[str]) -> str:
    name, decimal, hexadecimal = match.groups()
    if name:
        return NAMED[name]
    number = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(number) if 0 < number < 0x110000 else match[0]


def _details(opened: _Open, inside: str) -> Json | None:
    """What an entity carries besides its place; None when it is not one at all."""
    if opened.tag == "a":
        return _link(opened.attributes.get("href", "") or inside)
    if opened.tag == "tg-emoji":
        return {"custom_emoji_id": opened.attributes.get("emoji-id", "")}
    if opened.tag == "tg-time":
        return _moment(opened.attributes)
    if opened.tag == "blockquote" and "expandable" in opened.attributes:
        return {"type": "expandable_blockquote"}
    language = opened.attributes.get("class", "")
    if opened.tag in ("code", "pre") and language.startswith("language-"):
        return {"language": language.removeprefix("language-")}
    return {}


def _link(address: str) -> Json | None:
    mention = re.fullmatch(r"tg://user\?id=(\d+)", address)
    if mention:
        return {"type": "text_mention", "user": {"id": int(mention[1])}}
    if not re.match(r"(?i)(https?|tg|ton|mailto|tel):|[^\s/]+\.[^\s]+", address):
        return None
    return {"url": address if ":" in address else f"http://{address}"}


def _moment(attributes: dict[str, str]) -> Json | None:
    unix = attributes.get("unix", "")
    if not unix.isdigit():
        return None
    shown = attributes.get("format", "")
    return {"unix_time": int(unix)} | ({"date_time_format": shown} if shown else {})


def _folded(entity: Json, entities: list[Json]) -> bool:
    """`<pre><code class=...>` is one entity: pre with a language."""
    last = entities[-1] if entities else None
    if last is None or entity["type"] != "pre" or last["type"] != "code":
        return False
    if (last["offset"], last["length"]) != (entity["offset"], entity["length"]):
        return False
    last["type"] = "pre"
    return True
