"""WARC: pages out of HTTP responses, however they were transferred; other records are no failures."""

import gzip
import sys
import zlib
from pathlib import Path

import pytest
import zstandard

from k3extract.article import Article
from k3extract.reading import Failure, read_articles

PARAGRAPH = (
    "<p>Sebanyak 120 petani di Desa Sukamaju memanen padi di lahan seluas 45 hektare, kata kepala desa itu, Senin.</p>"
)
PAGE = (
    f"<html><head><title>Panen Raya di Sukamaju</title></head><body><div>{PARAGRAPH * 6}</div></body></html>".encode()
)


def record(http: bytes, kind: str = "response", length: int | None = None) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://kabardesa.com/panen\r\n"
        "WARC-Date: 2025-03-04T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http) if length is None else length}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def response(body: bytes, *fields: str, status: str = "200 OK", kind: str = "text/html; charset=utf-8") -> bytes:
    head = "\r\n".join((f"HTTP/1.1 {status}", f"Content-Type: {kind}", *fields))
    return head.encode() + b"\r\n\r\n" + body


def read(path: Path, *records: bytes) -> tuple[list[Article], list[Failure]]:
    path.write_bytes(b"".join(records))
    failures: list[Failure] = []
    return list(read_articles(str(path), on_failure=failures.append)), failures


def chunked(body: bytes) -> bytes:
    parts = [body[at : at + 200] for at in range(0, len(body), 200)]
    return b"".join(f"{len(part):x};x=1\r\n".encode() + part + b"\r\n" for part in parts) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    "http",
    [
        response(PAGE),
        response(chunked(PAGE), "Transfer-Encoding: chunked"),
        response(PAGE, "Transfer-Encoding: chunked"),  # the crawler put it together and kept the field
        response(gzip.compress(PAGE), "Content-Encoding: gzip"),
        response(PAGE, "Content-Encoding: gzip"),  # unpacked by the crawler
        response(zlib.compress(PAGE), "Content-Encoding: deflate"),
        response(zstandard.ZstdCompressor().compress(PAGE), "Content-Encoding: zstd"),
        response(chunked(gzip.compress(PAGE)), "Content-Encoding: gzip", "Transfer-Encoding: chunked"),
        response(PAGE, kind="application/xhtml+xml"),
    ],
)
def test_transfer(tmp_path: Path, http: bytes) -> None:
    (article,), failures = read(tmp_path / "a.warc", record(http))
    assert failures == []
    assert article.title == "Panen Raya di Sukamaju"
    assert article.url == "https://kabardesa.com/panen"
    assert article.text.count("Sebanyak 120 petani") == 6


def test_what_is_no_article_is_no_failure(tmp_path: Path) -> None:
    others = [
        record(response(b"", status="301 Moved")),
        record(response(b"\x89PNG", kind="image/png")),
        record(b"no http at all"),
        record(b"software: crawler", kind="warcinfo"),
        record(b"GET / HTTP/1.1\r\n\r\n", kind="request"),
    ]
    articles, failures = read(tmp_path / "a.warc", *others, record(response(PAGE)))
    assert [Path(a.source or "").name for a in articles] == ["a.warc#6"]
    assert failures == []


def test_bad_pages_are_told_and_the_rest_is_read(tmp_path: Path) -> None:
    bad = [
        record(response(gzip.compress(PAGE)[:60], "Content-Encoding: gzip")),
        record(response(b"<html><body>Beranda</body></html>")),
        record(response(b"\x00\x01\x02")),
    ]
    articles, failures = read(tmp_path / "a.warc", *bad, record(response(PAGE)))
    assert len(articles) == 1
    assert [(Path(f.source).name, f.stage) for f in failures] == [
        ("a.warc#1", "unpack"),
        ("a.warc#2", "html"),
        ("a.warc#3", "decode"),
    ]


def test_a_length_that_is_too_great(tmp_path: Path) -> None:
    http = response(PAGE)
    articles, failures = read(tmp_path / "a.warc", record(http), record(http, length=len(http) + 500))
    assert len(articles) == 1
    assert failures[0].stage == "warc"
    assert "truncated" in failures[0].reason


def test_without_the_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fastwarc.warc", None)
    _, failures = read(tmp_path / "a.warc", record(response(PAGE)))
    assert failures[0].stage == "open"
    assert "k3extract[warc]" in failures[0].reason
