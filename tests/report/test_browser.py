"""The page in a real browser: no errors, light, language and keyboard. Needs playwright and a Chromium."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from k3extract.article import Article
from k3extract.extract import Extractor
from k3extract.report import Report

pytestmark = pytest.mark.browser
SAMPLES = Path(__file__).parents[2] / "corpora/samples"


@pytest.fixture
def page(browser: Any, tmp_path: Path) -> Iterator[Any]:
    extract = Extractor()
    report = Report()
    report.add(extract(Article(text="😀 " + (SAMPLES / "penyuluh-2025.txt").read_text(encoding="utf-8"), title="Satu")))
    report.add(extract(Article(text='<script>document.title="x"</script> Rapat Senin (26/11/2024).', title="Dua")))
    report.add(extract(Article(text="Hujan turun.", title="Tiga")))
    report.write(tmp_path / "report.html")
    shown = browser.new_page(viewport={"width": 390, "height": 800})
    errors: list[str] = []
    shown.on("pageerror", lambda error: errors.append(str(error)))
    shown.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    shown.on("request", lambda request: None if request.url.startswith("file:") else errors.append(request.url))
    shown.goto((tmp_path / "report.html").as_uri())
    yield shown
    assert errors == []
    shown.close()


def test_hostile_text_does_not_run_and_a_phone_need_not_scroll_sideways(page: Any) -> None:
    assert page.title() == "Laporan pemeriksaan artikel"
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_words_of_a_finding_light_up(page: Any) -> None:
    chip = page.locator("#\\31-f1 .chip").first
    words = chip.locator("bdi").inner_text()
    chip.focus()
    assert "".join(page.locator("#a1 .copy .lit").all_inner_texts()) == words
    page.locator("#a1 h2").hover()
    page.locator("#\\31-f1 .says").hover()
    assert page.locator("#a1 .copy .lit").count() >= 4


def test_language_and_filters(page: Any) -> None:
    says = page.locator("#\\31-f1 .says")
    assert "Artikel" in says.inner_text()
    page.check("#lang-en")
    assert "The article" in says.inner_text()
    assert "Artikel" not in says.inner_text()
    assert page.evaluate("document.documentElement.lang") == "en"
    page.uncheck("#show-f")
    assert page.locator("#a1 .copy .note-ref").first.is_hidden()
    page.check("#only")
    assert page.locator("#list tbody tr:visible").count() == 2
    page.fill("#search", "dua")
    assert page.locator("#list tbody tr:visible").count() == 1


def test_keyboard_goes_from_mark_to_mark(page: Any) -> None:
    page.locator("#a1 .copy .m[tabindex='0']").focus()
    first = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.textContent") != first
    assert page.locator("#inspector .card").count() >= 1
    assert page.locator("#a1 .copy .m[tabindex='0']").count() == 1
    page.keyboard.press("Escape")
    assert page.locator("#inspector").is_hidden()


def test_sorting_a_column(page: Any) -> None:
    page.set_viewport_size({"width": 1200, "height": 800})
    titles = page.locator("#list tbody th")
    page.locator("#list thead button").first.click()
    assert titles.all_inner_texts() == ["Dua", "Satu", "Tiga"]
    page.locator("#list thead button").first.click()
    assert titles.all_inner_texts() == ["Tiga", "Satu", "Dua"]
