"""Who may ask: hosts, origins, rate, and how long a body may take."""

import asyncio
from collections.abc import MutableMapping
from typing import Any

import pytest

from k3extract.web import guard
from k3extract.web.guard import Guard, Rate, allowed_host, same_origin
from k3extract.web.problems import RequestError
from k3extract.web.settings import Settings

LOCAL = Settings()
OPEN = Settings(host="0.0.0.0", names=("cek.kantor.example",), rate=2)


@pytest.mark.parametrize(
    ("host", "local", "network"),
    [
        ("127.0.0.1:8000", True, True),
        ("localhost", True, True),
        ("LOCALHOST:9000", True, True),
        ("[::1]:8000", True, True),
        ("localhost.", True, True),
        ("192.168.1.7:8000", False, True),
        ("cek.kantor.example:8000", False, True),
        ("attacker.example", False, False),
        ("127.0.0.1.attacker.example", False, False),
        ("localhost:8000@attacker.example", False, False),
        ("", False, False),
        ("localhost:x", False, False),
        ("[::1", False, False),
        ("127.0.0.1:99999999", False, False),
    ],
)
def test_hosts(host: str, local: bool, network: bool) -> None:
    assert allowed_host(host, LOCAL) is local
    assert allowed_host(host, OPEN) is network


@pytest.mark.parametrize(
    ("headers", "allowed"),
    [
        ({}, True),  # a program
        ({"origin": "http://localhost:8000"}, True),
        ({"origin": "http://LOCALHOST:8000"}, True),
        ({"origin": "http://localhost:9000"}, False),  # another server of this machine
        ({"origin": "https://attacker.example"}, False),
        ({"origin": "null"}, False),  # a sandboxed frame or a file
        ({"origin": "file://localhost:8000"}, False),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "none"}, True),
    ],
)
def test_origins(headers: dict[str, str], allowed: bool) -> None:
    assert same_origin(headers, "localhost:8000") is allowed


def test_rate_by_address() -> None:
    now = [0.0]
    rate = Rate(2, lambda: now[0])
    assert [rate.take("a"), rate.take("a")] == [0, 0]
    assert rate.take("a") == 30
    assert rate.take("b") == 0
    now[0] = 15
    assert rate.take("a") == 15
    now[0] = 30
    assert rate.take("a") == 0
    assert rate.take("a") > 0


def test_the_rate_forgets_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "_ADDRESSES", 2)
    rate = Rate(1, lambda: 0.0)
    assert [rate.take(one) for one in "abc"] == [0, 0, 0]
    assert rate.take("c") > 0
    assert rate.take("a") == 0  # forgotten


async def _call(settings: Settings, scope: dict[str, Any], messages: list[dict[str, Any]], **more: Any) -> Any:
    seen: list[Any] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        message = await receive()
        seen.append(message["body"])
        await send({"type": "http.response.start", "status": 200, "headers": [(b"Cache-Control", b"no-cache")]})

    def answer(scope: Any, problem: RequestError) -> Any:
        async def respond(scope: Any, receive: Any, send: Any) -> None:
            seen.append(problem)
            await send({"type": "http.response.start", "status": problem.status, "headers": []})

        return respond

    sent: list[MutableMapping[str, Any]] = []

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    waiting = list(messages)

    async def receive() -> MutableMapping[str, Any]:
        if waiting:
            return waiting.pop(0)
        await asyncio.sleep(3600)
        raise AssertionError

    await Guard(app, settings=settings, answer=answer, **more)(scope, receive, send)
    return seen, sent


def call(settings: Settings, messages: list[dict[str, Any]], **scope: Any) -> tuple[list[Any], dict[str, str]]:
    whole = {
        "type": "http",
        "method": "POST",
        "headers": [(b"host", b"localhost:8000")],
        "client": ("10.0.0.1", 1),
        **scope,
    }
    seen, sent = asyncio.run(_call(settings, whole, messages))
    return seen, {name.decode(): value.decode() for name, value in sent[0]["headers"]}


def piece(body: bytes, more: bool = False) -> dict[str, Any]:
    return {"type": "http.request", "body": body, "more_body": more}


def test_a_body_in_pieces_is_handed_on_whole() -> None:
    seen, headers = call(LOCAL, [piece(b"ab", True), piece(b"c")])
    assert seen == [b"abc"]
    assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'")
    assert headers["cache-control"] == "no-cache"  # what a route says of itself stays


def test_a_body_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "_BODY", 0.05)
    seen, _ = call(LOCAL, [piece(b"ab", True)])
    assert (seen[0].status, seen[0].code) == (408, "slow")


def test_a_body_that_is_cut_off() -> None:
    seen, _ = call(LOCAL, [piece(b"ab", True), {"type": "http.disconnect"}])
    assert seen[0].code == "cut_off"


def test_an_endless_body_is_not_read_to_its_end() -> None:
    small = Settings(max_bytes=10)
    seen, _ = call(small, [piece(b"x" * 9, True) for _ in range(1000)])
    assert (seen[0].status, seen[0].code) == (413, "too_large")


def test_refusals_come_before_the_body_is_read() -> None:
    seen, headers = call(LOCAL, [], headers=[(b"host", b"attacker.example")])
    assert (seen[0].status, seen[0].code) == (400, "host")
    assert headers["x-frame-options"] == "DENY"
    seen, _ = call(LOCAL, [], headers=[(b"host", b"localhost"), (b"origin", b"https://attacker.example")])
    assert (seen[0].status, seen[0].code) == (403, "origin")


def test_posts_are_counted_off_loopback_only() -> None:
    async def thrice(settings: Settings) -> list[int]:
        statuses = []

        async def app(scope: Any, receive: Any, send: Any) -> None:
            await send({"type": "http.response.start", "status": 200, "headers": []})

        def answer(scope: Any, problem: RequestError) -> Any:
            async def respond(scope: Any, receive: Any, send: Any) -> None:
                assert int(problem.headers["Retry-After"]) > 0
                await send({"type": "http.response.start", "status": problem.status, "headers": []})

            return respond

        async def send(message: MutableMapping[str, Any]) -> None:
            statuses.append(message["status"])

        async def receive() -> MutableMapping[str, Any]:
            return piece(b"")

        one = Guard(app, settings=settings, answer=answer, clock=lambda: 0.0)
        scope = {
            "type": "http",
            "method": "POST",
            "headers": [(b"host", b"localhost")],
            "client": ("10.0.0.1", 1),
        }
        for _ in range(3):
            await one(scope, receive, send)
        for _ in range(38):
            await one({**scope, "method": "GET"}, receive, send)
        return statuses

    counted = asyncio.run(thrice(OPEN))
    assert counted[:4] == [200, 200, 429, 200]
    assert counted[-2:] == [200, 429]  # reading is limited too, at a higher rate
    assert set(asyncio.run(thrice(Settings(rate=2)))) == {200}
