"""What stands before every request: whose page is asking, how much, how often; and headers on every answer."""

import asyncio
import logging
import socket
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from k3extract.web.problems import RequestError
from k3extract.web.settings import Settings, is_address, is_loopback

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Answer = Callable[[Scope, RequestError], App]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # no-referrer would make browsers send "Origin: null" with our own forms
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cache-control": "no-store",
}
_LOG = logging.getLogger(__name__)
_SAFE = {"GET", "HEAD", "OPTIONS"}
_BODY = 60.0  # seconds a body may take to arrive
_DRAIN = 4  # times the limit that is read and thrown away, so that a browser hears the answer
_ADDRESSES = 4096  # whose requests are counted
_READS = 20  # so many requests of every kind for each post that is allowed


class Guard:
    """Outermost layer. ``answer`` makes the response to a RequestError; ``clock`` is monotonic seconds."""

    def __init__(
        self, app: App, *, settings: Settings, answer: Answer, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._app = app
        self._settings = settings
        self._answer = answer
        self._posts = Rate(settings.rate, clock)
        self._all = Rate(settings.rate * _READS, clock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        begun = False

        async def dressed(message: MutableMapping[str, Any]) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                message["headers"] = _with_headers(message.get("headers", ()))
            await send(message)

        try:
            self._admit(scope)
            body = b"" if scope["method"] in _SAFE else await self._body(scope, receive)
        except RequestError as problem:
            await self._answer(scope, problem)(scope, receive, dressed)
            return
        if scope["method"] == "HEAD":
            scope = {**scope, "method": "GET"}  # the server leaves the body out
        try:
            await self._app(scope, _replayed(body, receive), dressed)
        except Exception as error:  # a fault of ours: said to who asked, its trace to who runs the server
            _LOG.exception("%s %r", scope["method"], scope["path"])
            if not begun:
                fault = RequestError(500, "fault", detail=type(error).__name__)
                await self._answer(scope, fault)(scope, receive, dressed)

    def _admit(self, scope: Scope) -> None:
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        host = headers.get("host", "")
        if not allowed_host(host, self._settings):
            raise RequestError(400, "host", detail=host[:200], place="Host")
        safe = scope["method"] in _SAFE
        if not safe and not same_origin(headers, host):
            raise RequestError(403, "origin", detail=headers.get("origin", "")[:200], place="Origin")
        if not self._settings.loopback:
            client = (scope.get("client") or ("",))[0]
            wait = max(self._all.take(client), 0 if safe else self._posts.take(client))
            if wait > 0:
                raise RequestError(429, "rate", headers={"Retry-After": str(int(wait) + 1)})

    async def _body(self, scope: Scope, receive: Receive) -> bytes:
        try:
            return await asyncio.wait_for(self._read(receive), _BODY)
        except TimeoutError:
            raise RequestError(408, "slow", headers={"Connection": "close"}) from None

    async def _read(self, receive: Receive) -> bytes:
        limit = self._settings.max_bytes
        pieces: list[bytes] = []
        size = 0
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise RequestError(400, "cut_off")
            piece = message.get("body", b"")
            size += len(piece)
            if size <= limit:
                pieces.append(piece)
            else:
                pieces.clear()
            if not message.get("more_body") or size > limit * _DRAIN:
                break
        if size > limit:
            raise RequestError(413, "too_large", detail=f"more than {limit} bytes", headers={"Connection": "close"})
        return b"".join(pieces)


def allowed_host(header: str, settings: Settings) -> bool:
    """Whether a Host header names this server. A foreign name that resolves to it (DNS rebinding) does not."""
    name = _hostname(header)
    if name is None:
        return False
    if is_loopback(name) or name in {one.lower() for one in settings.names}:
        return True
    if settings.loopback:
        return False
    machine = socket.gethostname().lower()
    return is_address(name) or name in {settings.host.lower(), machine, f"{machine}.local"}


def same_origin(headers: dict[str, str], host: str) -> bool:
    """Whether a post comes from our own page or from a program. Browsers always tell where a page's post comes from."""
    origin = headers.get("origin")
    if origin is not None:
        return urlsplit(origin).netloc.lower() == host.lower() if origin.startswith(("http://", "https://")) else False
    return headers.get("sec-fetch-site", "none") in ("same-origin", "none")


def _hostname(header: str) -> str | None:
    """The host of a Host header without port and brackets; None where it is none."""
    if not header or any(char in header for char in "/@\\?# ,"):
        return None
    try:
        parts = urlsplit(f"//{header}")
        _ = parts.port  # raises where it is no number
        return (parts.hostname or "").rstrip(".")
    except ValueError:
        return None


def _with_headers(headers: Any) -> list[tuple[bytes, bytes]]:
    given = [(name.lower(), value) for name, value in headers]
    names = {name for name, _ in given}
    return given + [
        (name.encode("latin-1"), value.encode("latin-1"))
        for name, value in HEADERS.items()
        if name.encode("latin-1") not in names
    ]


def _replayed(body: bytes, receive: Receive) -> Receive:
    sent = False

    async def again() -> MutableMapping[str, Any]:
        nonlocal sent
        if sent:
            return await receive()
        sent = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


class Rate:
    """Posts a minute by address: a bucket that fills at ``each`` a minute and holds that many."""

    def __init__(self, each: int, clock: Callable[[], float]) -> None:
        self._each = each
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, address: str) -> float:
        """Take one; the seconds to wait when there is none left, else 0."""
        now = self._clock()
        left, then = self._buckets.pop(address, (float(self._each), now))
        left = min(self._each, left + (now - then) * self._each / 60)
        short = left < 1
        self._buckets[address] = (left if short else left - 1, now)
        if len(self._buckets) > _ADDRESSES:
            self._buckets.popitem(last=False)
        return (1 - left) * 60 / self._each if short else 0.0
