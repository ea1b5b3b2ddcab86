"""Who may see the page, and what is never served."""

import httpx
import pytest

from sandbox.people import Person
from sandbox.sample import sample_picture
from sandbox.server import Server, running
from sandbox.telegram import Telegram
from tests.sandbox.conftest import Page


@pytest.mark.parametrize("path", ["/", "/?key=guess", "/api/state", "/page/app.js", "/api/events"])
async def test_nothing_is_shown_without_the_key(server: Server, path: str) -> None:
    async with httpx.AsyncClient(base_url=server.bot_api_url) as http:
        answer = await http.get(path)

    assert answer.status_code == 403
    assert server.key not in answer.text


async def test_the_sandbox_listens_on_this_machine_only(telegram: Telegram) -> None:
    with pytest.raises(ValueError, match="this machine only"):
        async with running(telegram, "192.0.2.1"):
            pass


async def test_a_file_is_served_as_a_file_and_never_as_a_page(
    telegram: Telegram, page: Page, anna: Person
) -> None:
    photo = telegram.photo(anna, sample_picture())["message"]["photo"][-1]
    html = telegram.document(anna, b"<script>", "x.html", mime_type="text/html")["message"]

    picture = await page.http.get(f"/api/file/{photo['file_id']}")
    download = await page.http.get(f"/api/file/{html['document']['file_id']}")

    assert picture.content == sample_picture()
    assert picture.headers["Content-Type"] == "image/png"
    assert download.headers["Content-Disposition"] == "attachment"
    assert download.headers["X-Content-Type-Options"] == "nosniff"


async def test_nothing_outside_the_page_is_served(page: Page) -> None:
    answer = await page.http.get("/page/%2e%2e/telegram.py")

    assert answer.status_code == 404
