"""The text of a message: parsed, trimmed, measured, with links and commands detected."""

import re
from typing import Any

from sandbox.entities import parse_html, utf16_length
from sandbox.params import Params
from sandbox.refusals import Json, bad_request, unsupported

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
_TRIGGER = re.compile(r"[/@#$+.]")
_DETECTED = re.compile(
    r"(?P<bot_command>(?<![\w/@<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/]))"
    r"|(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<url>(?:https?://|(?<![\w@.]))(?:[\w-]+\.)+[a-zA-Z]{2,24}\b(?:[/?#][^\s<>\"]*)?)"
    r"|(?P<mention>(?<!\w)@[A-Za-z][A-Za-z0-9_]{3,31}\b)"
    r"|(?P<hashtag>(?<!\w)#[^\W\d]\w*)"
    r"|(?P<cashtag>(?<!\w)\$[A-Z]{3,8}\b)"
    r"|(?P<phone_number>\+\d[\d ()-]{8,16}\d)"
)
_TOP_LEVEL = re.compile(r"(?i)\.(?:com|org|net|io|me|ru|cn|dev|app|shop|store|info|de|uk|eu)\b")

Formatted = tuple[str, list[Json]]


def formatted(params: Params, name: str, parse_mode: str = "parse_mode") -> Formatted:
    """The text called *name* as it will stand in the chat, with its entities.

    Raises:
        Refused: it cannot be parsed.
    """
    source = params.text(name)
    given = params.sequence("entities" if name == "text" else f"{name}_entities")
    text, entities = _parsed(source, params.text(parse_mode), given)
    text, entities = _trimmed(text, entities)
    if _TRIGGER.search(text):
        entities = entities + _detected(text, entities)
    entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return text, entities


def message_text(params: Params) -> Json:
    """The fields `text` and `entities` of a message.

    Raises:
        Refused: empty, blank, too long or unparsable.
    """
    if not params.has("text"):
        raise bad_request("message text is empty")
    text, entities = formatted(params, "text")
    if not text:
        raise bad_request("text must be non-empty")
    if utf16_length(text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return {"text": text, "entities": entities} if entities else {"text": text}


def message_caption(params: Params) -> Json:
    """The fields `caption` and `caption_entities`; empty without a caption.

    Raises:
        Refused: too long or unparsable.
    """
    if not params.has("caption"):
        return {}
    caption, entities = formatted(params, "caption")
    if utf16_length(caption) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    fields: Json = {"caption": caption} if caption else {}
    return fields | ({"caption_entities": entities} if entities else {})


def plain_text(text: str) -> Json:
    """The fields of a text somebody typed: only detected entities."""
    entities = _detected(text, []) if _TRIGGER.search(text) else []
    return {"text": text, "entities": entities} if entities else {"text": text}


def _parsed(source: str, mode: str, given: list[Any]) -> Formatted:
    if mode.lower() == "html":
        return parse_html(source)
    if mode and mode.lower() not in ("none", "null"):
        if mode.lower() in ("markdown", "markdownv2"):
            raise unsupported(f"parse_mode {mode}, only HTML")
        raise bad_request("unsupported parse_mode")
    return source, [dict(entity) for entity in given]


def _trimmed(text: str, entities: list[Json]) -> Formatted:
    bare = text.strip()
    if bare == text:
        return text, entities
    cut = utf16_length(text[: len(text) - len(text.lstrip())])
    kept = [_moved(entity, cut, utf16_length(bare)) for entity in entities]
    return bare, [entity for entity in kept if entity["length"] > 0]


def _moved(entity: Json, cut: int, length: int) -> Json:
    start = max(entity["offset"] - cut, 0)
    end = min(entity["offset"] + entity["length"] - cut, length)
    return entity | {"offset": start, "length": end - start}


def _detected(text: str, taken: list[Json]) -> list[Json]:
    found = []
    for match in _DETECTED.finditer(text):
        kind = str(match.lastgroup)
        offset, length = utf16_length(text[: match.start()]), utf16_length(match[0])
        if _acceptable(kind, match[0]) and not _inside(offset, length, taken):
            found.append({"type": kind, "offset": offset, "length": length})
    return found


def _acceptable(kind: str, text: str) -> bool:
    return kind != "url" or "://" in text or _TOP_LEVEL.search(text) is not None


def _inside(offset: int, length: int, taken: list[Json]) -> bool:
    solid = ("code", "pre", "text_link", "text_mention")
    return any(
        entity["offset"] < offset + length and offset < entity["offset"] + entity["length"]
        for entity in taken
        if entity["type"] in solid
    )
