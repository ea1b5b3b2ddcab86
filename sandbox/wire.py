"""Reads Bot API requests and writes answers, whatever way the client chose."""

import json
from typing import Any

from aiohttp import BodyPartReader, web
from yarl import URL

from sandbox.params import Upload
from sandbox.refusals import Json, bad_request

Parameters = tuple[dict[str, Any], dict[str, Upload]]
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str).encode


async def read_parameters(request: web.Request) -> Parameters:
    """The parameters and files of a call: query, form, JSON or multipart.

    Raises:
        Refused: the body is not what its content type says.
    """
    values: dict[str, Any] = dict(request.query) if request.query_string else {}
    if request.method != "POST":
        return values, {}
    kind = request.content_type
    if kind == "multipart/form-data":
        return await _multipart(request, values)
    body = (await request.read()).decode()
    if kind == "application/json":
        values.update(_json_object(body))
    else:
        values.update(URL.build(query_string=body, encoded=True).query)
    return values, {}


def _json_object(body: str) -> Json:
    try:
        values = json.loads(body or "{}")
    except ValueError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(values, dict):
        raise bad_request("expected an object")
    return values


async def _multipart(request: web.Request, values: dict[str, Any]) -> Parameters:
    files: dict[str, Upload] = {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        data = bytes(await part.read(decode=True))
        if part.filename is None:
            values[part.name] = data.decode()
        else:
            kind = part.headers.get("Content-Type", "application/octet-stream")
            files[part.name] = Upload(part.filename, data, kind)
    return values, files


def json_response(body: Json, status: int = 200) -> web.Response:
    """An answer in compact JSON."""
    data = _encode(body).encode()
    return web.Response(body=data, status=status, content_type="application/json")


def json_line(body: Json) -> bytes:
    """One server-sent event."""
    return b"data: " + _encode(body).encode() + b"\n\n"
