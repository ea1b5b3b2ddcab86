"""The browser page and what it asks for; all but what a pay page shows needs the key."""

import asyncio
import hmac
import json
import mimetypes
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from pathlib import Path

from aiohttp import web

from sandbox.acts import act
from sandbox.providers.mounted import Providers
from sandbox.refusals import Json, Refused
from sandbox.telegram import Telegram
from sandbox.view import chat_json, event_json, person_json, state_json
from sandbox.wire import json_line, json_response

COOKIE = "souk_sandbox"
HEADER = "X-Sandbox-Key"
PAGE = Path(__file__).parent / "page"
POLICY = "default-src 'self'; img-src 'self' data: blob:"
# A pay page is opened by its address alone, as a provider's is.
OPEN = ("/page/pay.css", "/page/theme.css", "/page/favicon.svg")
STILL_HERE = 15.0
WRONG_KEY = "Open the whole address which the sandbox printed: it holds the key of this session."

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class PageApi:
    """`/`, `/page/...` and `/api/...`."""

    def __init__(
        self,
        telegram: Telegram,
        key: str,
        title: str,
        controls: Mapping[str, Callable[[], Awaitable[None]]],
        providers: Providers,
    ) -> None:
        self._telegram = telegram
        self._key = key
        self._title = title
        self._controls = controls
        self._providers = providers
        self._told = providers.as_json()
        self._news = asyncio.Event()
        self._ended = False

    def routes(self) -> list[web.RouteDef]:
        """Every address of the page, guarded."""
        get = {
            "/": self.index,
            "/page/{path:.+}": self.static,
            "/api/state": self.state,
            "/api/events": self.events,
            "/api/file/{file_id}": self.file,
        }
        post = {
            "/api/act": self.act,
            "/api/people": self.people,
            "/api/groups": self.groups,
            "/api/faults": self.faults,
            "/api/providers": self.providers,
            "/api/clock": self.clock,
            "/api/control": self.control,
        }
        return [web.get(path, self._guarded(each)) for path, each in get.items()] + [
            web.post(path, self._guarded(each)) for path, each in post.items()
        ]

    def start(self) -> None:
        """Begin to watch the sandbox."""
        self._telegram.world.events.watch(self._wake)

    def stop(self) -> None:
        """Stop watching."""
        self._telegram.world.events.unwatch(self._wake)

    def look(self) -> None:
        """Tell the page of payment providers that changed."""
        now = self._providers.as_json()
        if now != self._told:
            self._told = now
            self._telegram.world.events.publish("providers", providers=now)

    def end_streams(self) -> None:
        """Let every event stream come to its end."""
        self._ended = True
        self._wake()

    def _wake(self) -> None:
        self._news.set()

    def _guarded(self, handler: Handler) -> Handler:
        async def guarded(request: web.Request) -> web.StreamResponse:
            if not self._may_enter(request):
                return web.Response(text=WRONG_KEY, status=403)
            try:
                return await handler(request)
            except (ValueError, KeyError, TypeError, Refused) as problem:
                return json_response({"ok": False, "problem": _sentence(problem)}, 400)

        return guarded

    def _may_enter(self, request: web.Request) -> bool:
        shown = request.cookies.get(COOKIE) or request.headers.get(HEADER) or ""
        if request.path == "/" and "key" in request.query:
            shown = request.query["key"]
        return request.path in OPEN or hmac.compare_digest(shown.encode(), self._key.encode())

    async def index(self, _: web.Request) -> web.StreamResponse:
        """The page itself; the key in the address becomes a cookie."""
        response = _page_file(PAGE / "index.html")
        response.set_cookie(COOKIE, self._key, httponly=True, samesite="Strict")
        return response

    async def static(self, request: web.Request) -> web.StreamResponse:
        """A file of the page."""
        path = (PAGE / request.match_info["path"]).resolve()
        if not path.is_relative_to(PAGE.resolve()) or not path.is_file():
            raise web.HTTPNotFound
        return _page_file(path)

    async def state(self, _: web.Request) -> web.StreamResponse:
        """Everything, to begin with."""
        shown: Json = {"title": self._title, "controls": list(self._controls)}
        shown["providers"] = self._providers.as_json()
        return json_response(state_json(self._telegram.world) | shown)

    async def file(self, request: web.Request) -> web.StreamResponse:
        """The bytes of a file; only pictures are shown in place, the rest is saved."""
        file = self._telegram.world.files.find(request.match_info["file_id"])
        if file is None:
            raise web.HTTPNotFound
        headers = {"Content-Security-Policy": "sandbox", "X-Content-Type-Options": "nosniff"}
        if file.kind != "photo":
            headers["Content-Disposition"] = "attachment"
        return web.Response(body=file.data, content_type=file.content_type, headers=headers)

    async def act(self, request: web.Request) -> web.StreamResponse:
        """Somebody does something."""
        return json_response({"ok": True} | act(self._telegram, await _body(request)))

    async def people(self, request: web.Request) -> web.StreamResponse:
        """Somebody new."""
        wanted = await _body(request)
        person = self._telegram.person(
            str(wanted["first_name"]),
            str(wanted.get("language_code") or "en"),
            label=str(wanted.get("label") or "Customer"),
        )
        return json_response(person_json(self._telegram.world, person))

    async def groups(self, request: web.Request) -> web.StreamResponse:
        """A new group, with the bot in it."""
        wanted = await _body(request)
        people = self._telegram.world.people
        members = [people.persons[int(each)] for each in wanted["members"]]
        if not members:
            raise ValueError("a group needs somebody in it")
        group = self._telegram.group(str(wanted["title"]), members, bool(wanted.get("supergroup")))
        return json_response(chat_json(self._telegram.world, group))

    async def faults(self, request: web.Request) -> web.StreamResponse:
        """Switch trouble on or off."""
        faults = self._telegram.faults
        faults.change(await _body(request))
        self._telegram.world.events.publish("faults", faults=faults.as_json())
        return json_response(faults.as_json())

    async def providers(self, request: web.Request) -> web.StreamResponse:
        """Switch a payment provider's trouble on or off, or let go what it holds back."""
        changed = self._providers.change(await _body(request))
        self.look()
        return json_response(changed)

    async def clock(self, request: web.Request) -> web.StreamResponse:
        """Let time pass."""
        self._telegram.skip(float((await _body(request))["skip_seconds"]))
        return json_response({"ok": True, "now": int(self._telegram.clock.now())})

    async def control(self, request: web.Request) -> web.StreamResponse:
        """Press one of the buttons the program gave the page."""
        name = str((await _body(request))["name"])
        if name not in self._controls:
            raise ValueError(f"there is no control {name!r}")
        await self._controls[name]()
        self._telegram.world.events.publish("reload")
        return json_response({"ok": True})

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events from `since` (or Last-Event-ID) on."""
        seq = int(request.headers.get("Last-Event-ID") or request.query.get("since") or 0)
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        response.headers["Cache-Control"] = "no-store"
        await response.prepare(request)
        with suppress(ConnectionResetError):  # somebody closed the page
            while not self._ended:
                seq = await self._write_news(response, seq)
                if seq == self._telegram.world.events.seq:
                    await self._wait_for_news()
        return response

    async def _write_news(self, response: web.StreamResponse, seq: int) -> int:
        world = self._telegram.world
        news = world.events.since(seq)
        if news is None:
            await response.write(json_line({"seq": world.events.seq, "kind": "reload"}))
            return world.events.seq
        lines = [json_line(line) for event in news for line in event_json(world, event)]
        await response.write(b"".join(lines) or b": still here\n\n")
        return news[-1].seq if news else seq

    async def _wait_for_news(self) -> None:
        self._news.clear()
        try:
            async with asyncio.timeout(STILL_HERE):
                await self._news.wait()
        except TimeoutError:
            return


def _page_file(path: Path) -> web.Response:
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store"}
    headers |= {"Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff"}
    return web.Response(body=path.read_bytes(), content_type=kind, headers=headers)


async def _body(request: web.Request) -> Json:
    try:
        body = json.loads(await request.read())
    except ValueError:
        raise ValueError("the request holds no JSON") from None
    if not isinstance(body, dict):
        raise ValueError("the request holds no JSON object")
    return body


def _sentence(problem: Exception) -> str:
    return f"{problem} is missing" if isinstance(problem, KeyError) else str(problem)
