"""Pictures beside a file and on the web."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.files.pictures import LARGEST, Pictures, is_picture
from domain.ports.gallery import Unreadable
from domain.remarks import Matter, remark

JPEG = b"\xff\xd8\xff\xe0 a picture"
PNG = b"\x89PNG\r\n\x1a\n a picture"
WEBP = b"RIFF\x00\x00\x00\x00WEBP a picture"


@pytest.fixture
async def server() -> AsyncIterator[TestServer]:
    """A web server that has a picture, a page and too much."""
    contents = {"/mug.jpg": JPEG, "/page.jpg": b"<html>", "/huge.jpg": JPEG + b"x" * LARGEST}

    async def answer(request: web.Request) -> web.Response:
        if request.path not in contents:
            raise web.HTTPNotFound
        return web.Response(body=contents[request.path])

    app = web.Application()
    app.router.add_get("/{name}", answer)
    running = TestServer(app)
    async with running:
        yield running


@pytest.mark.parametrize("content", [JPEG, PNG, WEBP])
def test_pictures_are_known_by_their_content(content: bytes) -> None:
    assert is_picture(content)


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"<html>", b"RIFF\x00\x00\x00\x00WAVE"])
def test_anything_else_is_no_picture(content: bytes) -> None:
    assert not is_picture(content)


async def test_a_path_is_read_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "mug.png").write_bytes(PNG)
    (tmp_path / "notes.jpg").write_bytes(b"notes")

    got = await Pictures(tmp_path).fetch(["pictures/mug.png", "gone.jpg", "notes.jpg"])

    assert got["pictures/mug.png"] == PNG
    assert isinstance(got["gone.jpg"], Unreadable)
    assert isinstance(got["notes.jpg"], Unreadable)


async def test_a_path_never_leads_out_of_the_files_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.jpg").write_bytes(JPEG)
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "link.jpg").symlink_to(tmp_path / "secret.jpg")
    sources = ["../secret.jpg", str(tmp_path / "secret.jpg"), "link.jpg", "\x00"]

    got = await Pictures(inside).fetch(sources)

    assert {type(one) for one in got.values()} == {Unreadable}


async def test_a_file_sent_in_a_chat_reads_no_disk_at_all(tmp_path: Path) -> None:
    (tmp_path / "mug.jpg").write_bytes(JPEG)

    got = await Pictures(None).fetch([str(tmp_path / "mug.jpg")])

    assert [type(one) for one in got.values()] == [Unreadable]


async def test_an_address_is_fetched_and_what_fails_says_why(server: TestServer) -> None:
    names = ("mug", "page", "huge", "gone")
    sources = [str(server.make_url(f"/{name}.jpg")) for name in names]

    got = await Pictures(None).fetch([*sources, "http://127.0.0.1:1/mug.jpg", "http://"])

    mug, page, huge, gone, deaf, odd = got.values()
    assert mug == JPEG
    assert page == Unreadable(remark(Matter.NO_PICTURE))
    assert huge == Unreadable(remark(Matter.PICTURE_TOO_BIG))
    assert gone == Unreadable(remark(Matter.SERVER_SAID, status="404"))
    assert deaf == odd == Unreadable(remark(Matter.NO_SERVER))


async def test_pictures_are_fetched_several_at_once_but_not_all() -> None:
    at_once, most = 0, 0
    waiting = asyncio.Event()

    async def slow(_: web.Request) -> web.Response:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        if at_once == 8:
            waiting.set()
        await waiting.wait()
        at_once -= 1
        return web.Response(body=JPEG)

    app = web.Application()
    app.router.add_get("/{name}", slow)
    async with TestServer(app) as running:
        sources = [str(running.make_url(f"/{n}")) for n in range(20)]
        got = await Pictures(None).fetch(sources)

    assert set(got.values()) == {JPEG}
    assert most == 8
