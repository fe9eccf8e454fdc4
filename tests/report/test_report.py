"""The page as a whole: what stands in it, nothing foreign out of its place, the same bytes every time."""

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner

from k3extract.article import Article
from k3extract.cli import main
from k3extract.errors import SinkError
from k3extract.extract import Extractor
from k3extract.records import Check, Extraction, Message, RoleSpan
from k3extract.report import Failed, Report

SAMPLES = Path(__file__).parents[2] / "corpora/samples"
VOID = {"meta", "input", "br", "link", "rect"}
HOSTILE = '<script>alert("x")</script><img src=x onerror=\'alert(1)\'>" onfocus="alert(2)'


class Page(HTMLParser):
    """A strict reader: every tag is closed in order; texts, links, ids and scripts are kept."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.copy: list[str] = []
        self.marked: list[tuple[str, str]] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append((tag, dict(attrs)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][0] in ("script", "style"):
            self.scripts.append(data)
        if any(attrs.get("class") == "copy" for _, attrs in self.open) and self.open[-1][1].get("class") != "note-ref":
            self.copy.append(data)
            for _, attrs in self.open:
                if attrs.get("data-r"):
                    self.marked.append((data, str(attrs["data-r"])))


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def page_of(*extractions: Extraction, **options: str) -> str:
    report = Report(**options)  # type: ignore[arg-type]
    for extraction in extractions:
        report.add(extraction)
    return report.render()


def test_the_page_holds_the_text_the_finding_and_its_working(extractor: Extractor) -> None:
    text = (SAMPLES / "penyuluh-2025.txt").read_text(encoding="utf-8")
    extraction = extractor(Article(text=text))
    html = page_of(extraction)
    page = Page(html)
    lines = [line for line in text.split("\n") if line.strip()]
    assert "".join("".join(page.copy).split()) == "".join("".join(lines).split())
    assert "15.540" in html
    assert "15,540" in html  # both languages
    for check in extraction.findings:
        for span in check.spans:
            marked = "".join(data for data, names in page.marked if re.search(r"\b1-f1-\d", names))
            assert span.text.replace("\n", "") in marked
    assert '<a class="note-ref" href="#1-f1">1</a>' in html
    assert 'id="1-f1"' in html


def test_every_name_in_the_text_and_every_link_has_its_target(extractor: Extractor) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.txt"))]
    page = Page(page_of(*(extractor(Article(text=text)) for text in texts)))
    ids = [attrs["id"] for _, attrs in page.tags if attrs.get("id")]
    assert len(ids) == len(set(ids))
    names = {name for _, attrs in page.tags for name in (attrs.get("data-r") or "").split()}
    assert {name for name in names if name.count("-") == 1} <= set(ids)
    lights = {str(attrs["data-lights"]) for _, attrs in page.tags if attrs.get("data-lights")}
    assert lights <= names
    links = {str(attrs["href"])[1:] for _, attrs in page.tags if (attrs.get("href") or "").startswith("#")}
    assert links <= set(ids)
    labelled = {str(attrs["aria-labelledby"]) for _, attrs in page.tags if attrs.get("aria-labelledby")}
    assert labelled <= set(ids)


def test_nothing_is_fetched_and_only_our_script_and_style_may_run(extractor: Extractor) -> None:
    html = page_of(extractor(Article(text="Bupati hadir.", url="https://example.org/a?b=1&c=2")))
    page = Page(html)
    assert not [tag for tag, _ in page.tags if tag in ("link", "img", "iframe", "object", "base", "form")]
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on") or name in ("src", "style")]
    policy = next(str(a["content"]) for t, a in page.tags if t == "meta" and a.get("http-equiv"))
    assert policy.startswith("default-src 'none'")
    assert len(page.scripts) == 2
    for inside in page.scripts:
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert 'href="https://example.org/a?b=1&amp;c=2"' in html


def test_hostile_text_is_text_everywhere(extractor: Extractor) -> None:
    text = f"Bupati Tegal Sri Mulyono membuka {HOSTILE} yang diikuti 1.250 peserta, Senin (25/11/2025).\n{HOSTILE}"
    article = Article(
        id=HOSTILE, source=HOSTILE, outlet=HOSTILE, title=HOSTILE, author=HOSTILE, place=HOSTILE, text=text, url=HOSTILE
    )
    found = extractor(article)
    assert found.findings
    evil = Check(
        id=f"{HOSTILE}#check:1-2",
        kind=HOSTILE,
        verdict="inconsistent",
        severity="high",
        scope="clause",
        spans=(RoleSpan(start=0, end=6, text="Bupati", role=HOSTILE),),
        message=Message(id=HOSTILE, en=f"en {HOSTILE}"),
        rule=HOSTILE,
    )
    extraction = Extraction(rulebook=HOSTILE, article=found.article, officials=found.officials, checks=(evil,))
    report = Report(title=HOSTILE)
    for one in (found, extraction):
        report.add(one)
    page = Page(report.render([Failed(HOSTILE, HOSTILE, HOSTILE)]))
    assert len(page.scripts) == 2
    assert not [tag for tag, _ in page.tags if tag == "img"]
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]
    assert HOSTILE.replace(" ", "") in "".join("".join(page.copy).split())


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "JaVaScRiPt://x.org/%0aalert(1)", "data:text/html,x", "//x.org", "http://[x"]
)
def test_only_http_addresses_become_links(extractor: Extractor, url: str) -> None:
    page = Page(page_of(extractor(Article(text="Hujan turun.", url=url))))
    assert [attrs["href"] for tag, attrs in page.tags if tag == "a" and not str(attrs["href"]).startswith("#")] == []


def test_emoji_before_a_span_shift_nothing(extractor: Extractor) -> None:
    text = "😀👩‍🌾 Bupati Tegal Sri Mulyono membuka pelatihan yang diikuti 1.250 peserta."
    extraction = extractor(Article(text=text))
    statistic = next(one for one in extraction.statistics if one.text == "1.250 peserta")
    at = extraction.statistics.index(statistic)
    page = Page(page_of(extraction))
    assert "".join(data for data, names in page.marked if f"1-s{at}" in names.split()) == "1.250 peserta"


def test_turned_writing_and_control_characters_are_shown_and_shut_in(extractor: Extractor) -> None:
    html = page_of(
        extractor(Article(text="Harga \u202e005.1\u202c rupiah \x00\x07 \u2067x \u0001", title="a\u202eb\x00"))
    )
    assert '<bdi class="ctl" data-code="U+202E">\u202e</bdi>' in html
    assert '<bdi class="ctl" data-code="U+0000"></bdi>' in html
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", html)
    assert html.count("\u202e") == html.count('data-code="U+202E">\u202e</bdi>')


def test_titles_that_no_file_can_hold_are_written_all_the_same(extractor: Extractor, tmp_path: Path) -> None:
    report = Report()
    report.add(extractor(Article(text="Hujan turun.", title="a\ud800b")))
    report.write(tmp_path / "r.html")
    assert b"a?b" in (tmp_path / "r.html").read_bytes()


def test_same_extractions_same_bytes(extractor: Extractor) -> None:
    articles = [Article(text=path.read_text(encoding="utf-8")) for path in sorted(SAMPLES.glob("*.txt"))]
    assert page_of(*map(extractor, articles)) == page_of(*map(extractor, articles))


def test_several_articles_have_an_overview_and_charts_one_has_none(extractor: Extractor) -> None:
    wrong = extractor(Article(text="Rapat digelar Senin (26/11/2024).", title="Salah hari", outlet="Kabar Uji"))
    right = extractor(Article(text="Rapat digelar Selasa (26/11/2024).", title="Benar hari", outlet="Kabar Uji"))
    assert wrong.findings
    assert not right.findings
    assert 'id="list"' not in page_of(wrong)
    both = page_of(wrong, right)
    rows = re.findall(r"<tr( class=\"flagged\")?>\s*<th scope=\"row\" dir=\"auto\"><a href=\"#a(\d)\">", both)
    assert rows == [(' class="flagged"', "1"), ("", "2")]
    assert both.count('<table class="chart">') == 3
    assert 'id="a2"' in both
    few = page_of(wrong, right, texts="findings")
    assert 'id="a1"' in few
    assert 'id="a2"' not in few
    assert 'href="#a2"' not in few
    assert "Benar hari" in few


def test_an_empty_report_and_an_unknown_language() -> None:
    Page(Report().render())
    Page(Report().render([Failed("a.html", "open", "cannot be opened")]))
    with pytest.raises(ValueError, match="fr"):
        Report(language="fr")


def test_english_first(extractor: Extractor) -> None:
    html = page_of(extractor(Article(text="Hujan turun.")), language="en")
    assert '<html lang="en"' in html
    assert "<title>Article check report</title>" in html
    assert re.search(r'id="lang-en" checked', html)


def test_a_page_that_cannot_be_written_is_an_error_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(SinkError, match="nowhere"):
        Report().write(tmp_path / "nowhere" / "r.html")


def test_command(tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    missing = str(tmp_path / "missing.txt")
    result = CliRunner().invoke(
        main, ["report", str(SAMPLES / "kader-2025.txt"), missing, "-o", str(out), "--lang", "en"]
    )
    assert result.exit_code == 2  # one input could not be read; the page says so too
    html = out.read_text(encoding="utf-8")
    Page(html)
    assert "missing.txt" in html
