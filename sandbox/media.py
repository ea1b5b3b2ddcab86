"""Photos and documents as a call gives them: an upload, a file_id or an address."""

from typing import Any

from sandbox.files import Files
from sandbox.params import Params, Upload
from sandbox.refusals import Json, bad_request

NAMES = {"photo": "Photo", "document": "Document", "sticker": "Sticker"}


def read_media(files: Files, params: Params, name: str, kind: str) -> Json:
    """The field `photo` or `document` of a message from the parameter *name*.

    Raises:
        Refused: missing, not reachable, unknown or of the wrong kind.
    """
    given = find_upload(params, name)
    if isinstance(given, Upload):
        return {kind: _stored(files, given, kind)}
    if not given:
        raise bad_request(f"there is no {kind} in the request")
    if "://" in given:
        raise bad_request("failed to get HTTP URL content")
    return {kind: _known(files, given, kind)}


def find_upload(params: Params, name: str) -> Upload | str:
    """The uploaded file behind a parameter, or the text that stands there instead."""
    if name in params.files:
        return params.files[name]
    value: Any = params.values.get(name)
    if isinstance(value, Upload):
        return value
    text = str(value or "")
    if not text.startswith("attach://"):
        return text
    upload = params.files.get(text.removeprefix("attach://"))
    if upload is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    return upload


def _stored(files: Files, upload: Upload, kind: str) -> Any:
    return files.add_photo(upload) if kind == "photo" else files.add_document(upload, kind)


def _known(files: Files, file_id: str, kind: str) -> Any:
    file = files.known(file_id)
    if file.kind != kind:
        raise bad_request(f"can't use file of type {NAMES[file.kind]} as {NAMES[kind]}")
    if kind == "photo":
        return files.sizes_of(file)
    return {"file_name": file.file_name, "mime_type": file.content_type, **file.named()}
