"""The pages without a script: paste, upload, the report's view, decisions, downloads, refusals in both languages."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from fastapi.testclient import TestClient

from k3extract.cli import main
from k3extract.review import read_review
from k3extract.web import desk, frame, words

SAMPLES = Path(__file__).parents[2] / "corpora/samples"
WRONG = "Rapat digelar Senin (26/11/2024)."
HOSTILE = "<script>alert('x')</script>\"><img src=x onerror=alert(1)>\u202e😀"
FOLDER = Path(frame.__file__).parent


class Page(HTMLParser):
    """Tags with their attributes; well-formed nesting is the report's own test."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


def body(client: TestClient, view: Any) -> str:
    (line,) = client.get(f"{view.url.path}/records.jsonl").text.splitlines()
    text: str = json.loads(line)["article"]["text"]
    return text


def paste(client: TestClient, text: str, **fields: str) -> Any:
    return client.post("/read", data={"text": text, **fields}, headers={"Accept": "text/html"})


def upload(client: TestClient, *files: tuple[str, bytes], **fields: str) -> Any:
    return client.post("/read", files=[("files", file) for file in files], data=fields, headers={"Accept": "text/html"})


@pytest.fixture
def client(serve: Callable[..., TestClient]) -> TestClient:
    return serve(max_bytes=1_000_000, max_articles=3)


def test_first_page_in_both_languages_and_with_the_sample(client: TestClient) -> None:
    html = client.get("/").text
    assert "Periksa artikel" in html
    assert "Check an article" in html
    assert re.search(r'<html lang="id"', html)
    sample = client.get("/?sample").text
    assert "480 peserta" in sample
    assert "480 peserta" not in html
    client.cookies.update({"k3-lang": "en", "k3-theme": "dark"})
    html = client.get("/").text
    assert '<html lang="en"' in html
    assert re.search(r'id="theme-dark" checked', html)
    client.cookies.update({"k3-lang": '"><script>', "k3-theme": "x"})
    assert '<html lang="id"' in client.get("/").text


def test_pages_fetch_nothing_from_elsewhere_and_run_no_script_of_their_own(client: TestClient) -> None:
    view = paste(client, WRONG)
    for html in (client.get("/").text, client.get("/docs").text, view.text, client.get("/none").text):
        page = Page(html)
        assert all((attrs.get("src") or "").startswith("/static/") for attrs in page.all("script"))
        assert all((attrs.get("href") or "").startswith("/static/") for attrs in page.all("link"))
        assert not page.all("style")
        assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on") or name == "style"]
    for name in ("page.css", "page.js", "desk.css", "desk.js", "icon.svg"):
        answer = client.get(f"/static/{name}")
        assert answer.status_code == 200
        assert "http" not in answer.text.replace("http://www.w3.org/2000/svg", "")
    assert client.get("/static/labels.toml").status_code == 404
    assert client.get("/static/..%2fapp.py").status_code == 404
    assert view.headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'; style-src 'self'")


def test_pasted_text_is_what_a_file_with_the_same_bytes_is(client: TestClient) -> None:
    text = (SAMPLES / "penyuluh-2025.txt").read_text(encoding="utf-8")
    view = paste(client, text.replace("\n", "\r\n"))  # as browsers send it
    assert view.status_code == 200
    found = json.loads(CliRunner().invoke(main, ["extract", str(SAMPLES / "penyuluh-2025.txt")]).stdout)
    (line,) = client.get(f"{view.url.path}/records.jsonl").text.splitlines()
    read = json.loads(line)
    assert read["article"]["sha256"] == found["article"]["sha256"]
    for one in (read, found):
        del one["article"], one["rulebook"]
    assert read == found
    assert "15.540" in view.text
    assert "15,540" in view.text


def test_html_is_known_as_html_and_text_that_only_begins_so_can_be_read_as_text(client: TestClient) -> None:
    html = "<p>Rapat digelar <b>Senin</b> (26/11/2024).</p>"
    assert "Rapat digelar Senin (26/11/2024)." in body(client, paste(client, html))
    assert "<p>Rapat" in body(client, paste(client, html, kind="text"))
    assert "5 < 6 orang" in body(client, paste(client, "5 < 6 orang hadir."))


def test_what_is_known_of_the_article_is_used(client: TestClient) -> None:
    view = paste(client, "Rapat digelar kemarin.", published="2025-11-26", title="Judul uji", outlet="Kabar Uji",
                 url="https://example.org/a")  # fmt: skip
    article = json.loads(client.get(f"{view.url.path}/records.jsonl").text)["article"]
    assert (article["title"], article["outlet"], article["url"]) == ("Judul uji", "Kabar Uji", "https://example.org/a")
    assert article["published"]["timex"] == "2025-11-26"


def test_uploads_of_every_kind_and_what_could_not_be_read(client: TestClient) -> None:
    view = upload(
        client,
        ("satu.txt", "“Hujan” turun.".encode("cp1252")),
        ("dua.jsonl", b'{"text": "Rapat digelar Senin (26/11/2024)."}\n'),
        ("tiga.pdf", b"%PDF-1.7"),
    )
    html = view.text
    assert "“Hujan” turun." in html
    assert 'id="2-f1"' in html
    assert "tiga.pdf" in html
    assert "binary data" in html
    many = upload(client, ("a.jsonl", b'{"text": "Hujan."}\n' * 2), ("b.txt", b"Satu."), ("c.txt", b"Dua."))
    assert "only the first 3 articles" in many.text
    assert many.text.count('class="art"') == 3


def test_hostile_text_names_and_fields_are_text(client: TestClient) -> None:
    text = f"Bupati Tegal {HOSTILE} membuka rapat, Senin (25/11/2025). {HOSTILE}"
    pages = [
        paste(client, text, title=HOSTILE, outlet=HOSTILE, url="javascript:alert(1)", kind="text"),
        upload(client, (f"{HOSTILE}.txt", text.encode()), (f"{HOSTILE}.pdf", b"%PDF-1.7")),
        client.get("/", headers={"Accept": "text/html"}),
        client.get(f"/{HOSTILE}", headers={"Accept": "text/html"}),
        client.get("/", headers={"Accept": "text/html", "Host": HOSTILE.encode().decode("latin-1").encode("latin-1")}),
    ]
    for answer in pages:
        page = Page(answer.text)
        assert all(attrs.get("src", "").startswith("/static/") for attrs in page.all("script"))  # type: ignore[union-attr]
        assert all(attrs.get("src", "").startswith("/static/") for attrs in page.all("img"))  # type: ignore[union-attr]
        assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]
        assert not [one for one in page.all("a") if not re.match(r"[/#]", one.get("href") or "#")]
    assert pages[0].status_code == 200


@pytest.mark.parametrize(
    ("fields", "code"),
    [({}, "nothing_sent"), ({"text": "  \r\n"}, "nothing_sent")],
)
def test_nothing_sent_is_said_in_both_languages(client: TestClient, fields: dict[str, str], code: str) -> None:
    answer = client.post("/read", data=fields, headers={"Accept": "text/html"})
    assert answer.status_code == 422
    said = words.label("problem", code)
    assert said.id in answer.text
    assert said.en in answer.text


def test_an_article_that_cannot_be_read_is_named_on_the_page(client: TestClient) -> None:
    view = paste(client, "<html><body></body></html>")
    assert view.status_code == 200
    assert "no article found" in view.text
    assert "tidak ada artikel di halaman ini" in view.text


@pytest.mark.parametrize(
    ("content", "media"),
    [
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b"nothing", "multipart/form-data"),
        (b"a" * 2_000_000, "application/x-www-form-urlencoded"),
    ],
)
def test_forms_that_cannot_be_read(client: TestClient, content: bytes, media: str) -> None:
    answer = client.post("/read", content=content, headers={"Content-Type": media})
    assert answer.status_code in (413, 422)
    assert answer.json()["message"]["id"]


def decide(client: TestClient, view: Any, decision: str, **fields: str) -> Any:
    check = next(one["value"] for one in Page(view.text).all("input") if one.get("name") == "check")
    data = {"check": check, "decision": decision, "at": "1-f1", **fields}
    return client.post(f"{view.url.path}/decide", data=data, headers={"Accept": "text/html"}, follow_redirects=False)


def state(html: str) -> str:
    return next(str(one["data-state"]) for one in Page(html).all("form") if one.get("data-state"))


def test_a_decision_is_written_and_shown_again(client: TestClient, tmp_path: Path) -> None:
    view = paste(client, WRONG)
    assert state(view.text) == "open"
    answer = decide(client, view, "dismissed", why="salah\nketik " + HOSTILE, correction="Selasa (26/11/2024)")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"{view.url.path}#1-f1"
    assert state(client.get(view.url.path).text) == "dismissed"
    (made,) = read_review(tmp_path / "review.jsonl").decisions.values()
    assert (made.decision, made.correction, made.quotes) == (
        "dismissed",
        "Selasa (26/11/2024)",
        ("Senin", "26/11/2024"),
    )
    assert made.why == f"salah ketik {HOSTILE}"
    assert state(paste(client, WRONG).text) == "dismissed"  # the same article, pasted again
    assert state(paste(client, f"{WRONG} Hujan.").text) == "open"
    source = tmp_path / "a.txt"
    source.write_text(WRONG, encoding="utf-8")
    ran = CliRunner().invoke(main, ["check", str(source), "--review", str(tmp_path / "review.jsonl")])
    assert ran.exit_code == 0


def test_decisions_as_json_count_what_is_left(client: TestClient) -> None:
    view = paste(client, f"{WRONG} Rapat kedua digelar Senin (27/11/2024).")
    checks = [one["value"] for one in Page(view.text).all("input") if one.get("name") == "check"]
    answer = client.post(
        f"{view.url.path}/decide", data={"check": str(checks[1]), "decision": "confirmed"},
        headers={"Accept": "application/json"},
    )  # fmt: skip
    assert answer.json() == {
        "check": checks[1], "decision": "confirmed", "why": "", "correction": "",
        "counts": {"open": 1, "confirmed": 1, "dismissed": 0, "unsure": 0},
    }  # fmt: skip


def test_decisions_that_make_no_sense(client: TestClient) -> None:
    view = paste(client, WRONG)
    assert decide(client, view, "wrong").status_code == 422
    assert decide(client, view, "dismissed", check="art#check:1-2").status_code == 404
    assert client.post("/view/none/decide", data={"check": "a"}).status_code == 404


def test_without_a_file_of_decisions_none_are_offered(serve: Callable[..., TestClient]) -> None:
    client = serve(review=None)
    view = paste(client, WRONG)
    assert 'class="decision"' not in view.text
    answer = client.post(f"{view.url.path}/decide", data={"check": "a", "decision": "confirmed"})
    assert (answer.status_code, answer.json()["error"]) == (403, "no_review")


def test_a_damaged_file_of_decisions_is_said_with_its_line(client: TestClient, tmp_path: Path) -> None:
    view = paste(client, WRONG)
    (tmp_path / "review.jsonl").write_text('{"check": "a"}\n', encoding="utf-8")
    answer = client.get(view.url.path, headers={"Accept": "text/html"})
    assert answer.status_code == 500
    assert "review.jsonl:1" in answer.text


def test_a_file_of_decisions_that_cannot_be_written(serve: Callable[..., TestClient], tmp_path: Path) -> None:
    client = serve(review=tmp_path / "missing" / "review.jsonl")
    view = paste(client, WRONG)
    answer = client.post(
        f"{view.url.path}/decide",
        data={"check": next(str(o["value"]) for o in Page(view.text).all("input") if o.get("name") == "check"),
              "decision": "confirmed"},
    )  # fmt: skip
    assert answer.status_code == 500
    assert "missing" in answer.json()["place"]


def test_a_fault_of_ours_is_said_without_its_trace(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    view = paste(client, WRONG)

    def broken(*_: object) -> None:
        raise LookupError("rahasia")

    monkeypatch.setattr("k3extract.web.pages.Decided", broken)
    answer = client.get(view.url.path, headers={"Accept": "text/html"})
    assert answer.status_code == 500
    assert words.label("problem", "fault").id in answer.text
    assert "rahasia" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "rahasia" in caplog.text  # for who runs the server


def test_downloads(client: TestClient) -> None:
    view = upload(client, ("a.txt", WRONG.encode()), ("b.txt", b"Bupati Tegal Sri Mulyono melantik 12 camat."))
    base = view.url.path
    lines = client.get(f"{base}/records.jsonl")
    assert 'filename="k3extract.jsonl"' in lines.headers["content-disposition"]
    records = [json.loads(line) for line in lines.text.splitlines()]
    assert client.get(f"{base}/records.json").json() == records
    packed = client.get(f"{base}/tables.zip").content
    assert client.get(f"{base}/tables.zip").content == packed
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        names = archive.namelist()
        assert names == sorted(["articles.csv", "officials.csv", "events.csv", "statistics.csv", "statements.csv",
                                "times.csv", "checks.csv"])  # fmt: skip
        table = archive.read("statistics.csv")
    rows = list(csv.DictReader(io.StringIO(table.decode("utf-8"))))
    assert [row["text"] for row in rows] == [one["text"] for record in records for one in record["statistics"]]
    assert client.get(f"{base}/statistics.csv").content == table
    with zipfile.ZipFile(io.BytesIO(client.get(f"{base}/parquet.zip").content)) as archive:
        assert archive.read("statistics.parquet").startswith(b"PAR1")
    for name in ("none.csv", "records", "../x.csv", "records.csv"):
        assert client.get(f"{base}/{name}").status_code == 404


def test_the_report_to_keep_leaves_out_what_was_dismissed(client: TestClient) -> None:
    view = paste(client, WRONG)
    report = client.get(f"{view.url.path}/report.html")
    assert 'id="1-f1"' in report.text
    assert "Content-Security-Policy" in report.text
    assert not Page(report.text).all("form")
    assert not Page(report.text).all("link")
    decide(client, view, "dismissed")
    assert 'id="1-f1"' not in client.get(f"{view.url.path}/report.html").text


def test_claim_review_is_made_of_confirmed_findings_only(client: TestClient) -> None:
    view = paste(client, WRONG, url="https://example.org/a", outlet="Kabar Uji")
    refused = client.get(f"{view.url.path}/claimreview.jsonl")
    assert (refused.status_code, refused.json()["error"]) == (404, "none_confirmed")
    decide(client, view, "confirmed", correction="Selasa (26/11/2024)")
    (line,) = client.get(f"{view.url.path}/claimreview.jsonl").text.splitlines()
    made = json.loads(line)
    assert made["@type"] == "ClaimReview"
    assert made["claimReviewed"] == WRONG
    assert made["author"]["name"] == "Redaksi"
    assert made["reviewBody"].endswith("Seharusnya: Selasa (26/11/2024).")
    assert made["itemReviewed"]["appearance"]["url"] == "https://example.org/a"


def test_what_was_read_lately_is_listed_and_the_oldest_go(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "_SHEETS", 2)
    views = [paste(client, f"Hujan turun {n} kali.") for n in range(3)]
    html = client.get("/").text
    assert "Hujan turun 2 kali." in html
    assert "Hujan turun 0 kali." not in html
    assert client.get(views[0].url.path).status_code == 404
    assert client.get(views[2].url.path).status_code == 200


def test_off_loopback_nobody_sees_what_others_read(serve: Callable[..., TestClient]) -> None:
    client = serve(host="0.0.0.0", review=None)
    paste(client, "Hujan turun.")
    html = client.get("/").text
    assert "Hujan turun." not in html
    assert words.label("page", "lead").id not in html


def test_other_sites_and_other_names_are_refused(client: TestClient) -> None:
    answer = client.post("/read", data={"text": WRONG}, headers={"Origin": "https://attacker.example"})
    assert (answer.status_code, answer.json()["error"]) == (403, "origin")
    answer = client.get("/", headers={"Host": "attacker.example", "Accept": "text/html"})
    assert answer.status_code == 400
    assert words.label("problem", "host").id in answer.text
    assert "attacker.example" in answer.text
    assert client.post("/read", data={"text": WRONG}, headers={"Origin": "http://127.0.0.1:8000"}).status_code == 200


def test_every_word_exists_and_none_is_idle() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(FOLDER.rglob("*.html")))
    code = "".join(path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.py")))
    asked = set(re.findall(r'(?:say|words)\("(\w+)"\)', text))
    asked |= {"lead", "lead_network", "kind_auto", "kind_text", "kind_html", "open", "confirmed", "dismissed", "unsure",
              "confirm", "dismiss", "doubt"}  # fmt: skip
    assert asked == set(words.labels()["page"])
    codes = set(re.findall(r'RequestError\(\s*\d+, "(\w+)"', code)) | set(re.findall(r'\d+: "(\w+)"', code))
    codes |= set(re.findall(r'\(\d+, "(\w+)"\)', code)) | {"unreadable", "bad_request"}
    assert codes == set(words.labels()["problem"])
    for section in words.labels().values():
        for said in section.values():
            assert said.id
            assert said.en
