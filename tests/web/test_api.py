"""The API: the same JSON as the command line, every limit, every refusal with its reason."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from fastapi.testclient import TestClient

from k3extract.article import Repair, original
from k3extract.cli import main
from k3extract.web import Settings, create_app

TEXT = "😀 Bupati Tegal Sri Mulyono membuka pelatihan yang diikuti 1.250 peserta, Senin (25/11/2025)."
DIGEST = re.compile(r'"rulebook":"\w+"')  # rules may be edited while tests run
ARTICLE = {"text": TEXT, "published": "2025-11-26", "url": "https://example.org/a", "title": "Judul", "outlet": "Uji"}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("web")
    settings = Settings(review=folder / "review.jsonl", jobs=1, max_bytes=200_000, max_chars=20_000)
    with TestClient(create_app(settings), base_url="http://127.0.0.1:8000", raise_server_exceptions=False) as opened:
        yield opened


def problem(answer: Any, status: int, code: str) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    body: dict[str, Any] = answer.json()
    assert body["error"] == code
    assert body["message"]["id"]
    assert body["message"]["en"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    return body


def test_extract_gives_what_the_command_line_gives(client: TestClient, tmp_path: Path) -> None:
    source = tmp_path / "a.jsonl"
    source.write_text(json.dumps(ARTICLE), encoding="utf-8")
    line = CliRunner().invoke(main, ["extract", str(source)]).stdout
    answer = client.post("/v1/extract", json=ARTICLE)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    expected = line.strip().replace(f'"source":{json.dumps(f"{source}#1")}', '"source":null')
    assert DIGEST.sub("", answer.text) == DIGEST.sub("", expected)


def test_check_gives_the_findings_of_the_command_line(client: TestClient, tmp_path: Path) -> None:
    source = tmp_path / "a.jsonl"
    source.write_text(json.dumps(ARTICLE), encoding="utf-8")
    lines = CliRunner().invoke(main, ["check", str(source), "--format", "json"]).stdout.splitlines()
    body = client.post("/v1/check", json=ARTICLE).json()
    assert [row["check"] for row in body["findings"]] == [json.loads(line)["check"] for line in lines]
    assert len(lines) == body["checks"] == 1
    assert body["findings"][0]["article"] == body["article"]
    span = body["findings"][0]["check"]["spans"][0]
    assert TEXT[span["start"] : span["end"]] == span["text"] == "Senin"


def test_strict_also_tells_what_agrees_only_by_rounding(client: TestClient) -> None:
    text = "Kasus naik 12,3 persen dari 265.334 kasus menjadi 298.137 kasus."
    plain = client.post("/v1/check", json={"text": text}).json()
    strict = client.post("/v1/check?strict=true", json={"text": text}).json()
    assert plain["findings"] == []
    assert [row["check"]["verdict"] for row in strict["findings"]] in (["approximate"], [])


def test_html_and_the_given_metadata(client: TestClient) -> None:
    words = "Bupati Tegal Sri Mulyono melantik 12 camat di pendopo pada hari itu. " * 3
    page = f"<html><head><title>x</title></head><body><article>{f'<p>{words}</p>' * 3}"
    article = client.post("/v1/extract", json={"html": page, "id": "berita-1", "title": "Pelantikan"}).json()["article"]
    assert (article["id"], article["title"]) == ("berita-1", "Pelantikan")
    assert "12 camat" in article["text"]


def test_unknown_fields_are_passed_over_and_order_does_not_matter(client: TestClient) -> None:
    answer = client.post("/v1/extract", json={"crawled": 1, "text": "Hujan turun."})
    assert answer.json()["article"]["text"] == "Hujan turun."


def test_hostile_text_comes_back_as_it_went_in(client: TestClient) -> None:
    text = '<script>alert(1)</script> \u202e005.1\u202c & "kutip" \' 👩‍🌾 Bupati Tegal Sri Mulyono hadir. \u0000\u0007'
    body = client.post("/v1/extract", json={"text": text}).json()
    repairs = tuple(Repair(**one) for one in body["article"]["repairs"])
    assert original(body["article"]["text"], repairs) == text
    assert body["officials"][0]["name"] == "Sri Mulyono"


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({}, 422, "no_text"),
        ({"text": "  \n"}, 422, "no_text"),
        ({"text": 5}, 422, "bad_field"),
        ({"text": ["a"]}, 422, "bad_field"),
        ({"html": "<p> </p>"}, 422, "unreadable"),
        ([], 422, "bad_field"),
        ({"text": "x " * 15_000}, 413, "too_large"),
    ],
)
def test_bad_articles_are_refused_with_a_reason(client: TestClient, body: Any, status: int, code: str) -> None:
    told = problem(client.post("/v1/extract", json=body), status, code)
    assert told["place"] or told["detail"]


def test_a_lone_surrogate_is_no_text(client: TestClient) -> None:
    answer = client.post(
        "/v1/extract", content=b'{"text": "a \\ud800 b"}', headers={"Content-Type": "application/json"}
    )
    problem(answer, 422, "unreadable")


@pytest.mark.parametrize(
    "content",
    [b"{", b"", b'{"text": "\xff\xfe"}', b'{"text": NaN', b"[" * 100_000, b"\xef\xbb\xbf{}x"],
    ids=["open", "empty", "not utf-8", "nan", "deep", "mark"],
)
def test_what_is_no_json_is_refused(client: TestClient, content: bytes) -> None:
    answer = client.post("/v1/check", content=content, headers={"Content-Type": "application/json"})
    assert answer.status_code in (400, 422)
    assert answer.json()["error"] in ("not_json", "bad_field", "bad_request")


@pytest.mark.parametrize("media", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_only_json_is_taken(client: TestClient, media: str) -> None:
    headers = {"Content-Type": media} if media else {}
    answer = client.post("/v1/extract", content=json.dumps(ARTICLE).encode(), headers=headers)
    problem(answer, 415, "media")


def test_a_large_body_is_refused_before_it_is_read_and_while_it_comes(client: TestClient) -> None:
    problem(client.post("/v1/extract", json={"text": "x" * 300_000}), 413, "too_large")

    def pieces() -> Iterator[bytes]:
        yield b'{"text": "'
        for _ in range(300):
            yield b"x" * 1000
        yield b'"}'

    answer = client.post("/v1/extract", content=pieces(), headers={"Content-Type": "application/json"})
    problem(answer, 413, "too_large")


@pytest.mark.parametrize("path", ["/v1/nothing", "/v1", "/nothing", "/view/none", "/view/none/records.json"])
def test_nothing_there(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404
    assert client.get(path).json()["error"] in ("not_found", "no_sheet")


def test_other_methods(client: TestClient) -> None:
    problem(client.get("/v1/extract"), 405, "method")
    problem(client.put("/v1/check", json=ARTICLE), 405, "method")


def test_no_page_of_another_site_may_read_answers(client: TestClient) -> None:
    headers = {"Origin": "https://example.org", "Access-Control-Request-Method": "POST"}
    answer = client.options("/v1/extract", headers=headers)
    assert answer.status_code == 405
    answers = [answer, client.get("/v1/health", headers=headers)]
    assert not [name for one in answers for name in one.headers if name.startswith("access-control")]


def test_health_and_schema(client: TestClient) -> None:
    assert client.head("/v1/health").status_code == 200
    assert client.get("/v1/health").json()["status"] == "ok"
    assert client.get("/v1/schema").json()["title"] == "Extraction"


def test_openapi_describes_requests_answers_and_errors_with_examples(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    assert set(described["paths"]) == {"/v1/extract", "/v1/check", "/v1/schema", "/v1/health"}
    for path in ("/v1/extract", "/v1/check"):
        operation = described["paths"][path]["post"]
        content = operation["requestBody"]["content"]["application/json"]
        for example in content["examples"].values():
            assert client.post(path, json=example["value"]).status_code == 200
        assert {"200", "400", "403", "413", "415", "422", "429", "503", "504"} <= set(operation["responses"])
        answered = operation["responses"]["200"]["content"]["application/json"]
        example = content["examples"]["text"]["value"]
        assert answered["example"] == client.post(path, json=example).json()
    names = set(described["components"]["schemas"])
    asked = {found.rpartition("/")[2] for found in references(described)}
    assert asked <= names


def references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for value in node.values():
            yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)
