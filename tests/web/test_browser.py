"""The page in a real browser against a real server: paste, see, hover, decide, reload, download, language, keyboard."""

import json
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from queue import Queue
from typing import Any

import pytest

from k3extract.review import read_review
from k3extract.web import Settings, create_app
from k3extract.web.server import listen, run

pytestmark = pytest.mark.browser
SAMPLE = Path(__file__).parents[2] / "corpora/samples/penyuluh-2025.txt"


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("desk") / "review.jsonl"


@pytest.fixture(scope="module")
def base(review: Path) -> Iterator[str]:
    """The address of a server that runs beside the tests."""
    app = create_app(Settings(review=review, jobs=1, max_bytes=200_000))
    opened = listen("127.0.0.1", 0)
    up: Queue[Any] = Queue()
    thread = threading.Thread(target=run, args=(app, opened, up.put))
    thread.start()
    server = up.get(timeout=30)
    yield f"http://127.0.0.1:{opened.getsockname()[1]}"
    server.should_exit = True
    thread.join(20)
    assert not thread.is_alive()


@pytest.fixture
def page(browser: Any, base: str) -> Iterator[Any]:
    yield from _opened(browser, base, width=1280)


@pytest.fixture
def phone(browser: Any, base: str) -> Iterator[Any]:
    yield from _opened(browser, base, width=390)


def _opened(browser: Any, base: str, width: int) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": width, "height": 850}, base_url=base)
    context.set_default_timeout(20_000)
    shown = context.new_page()
    errors: list[str] = []
    shown.on("pageerror", lambda error: errors.append(str(error)))
    shown.on("console", lambda message: errors.append(message.text) if message.type in ("error", "warning") else None)
    shown.on("request", lambda request: None if request.url.startswith(base) else errors.append(request.url))
    yield shown
    assert errors == []
    context.close()


def paste(page: Any, text: str) -> None:
    page.goto("/")
    page.fill("#text", text)
    page.click("button.primary")
    page.wait_for_url("**/view/**")


def lit(page: Any, article: int = 1) -> str:
    return "".join(page.locator(f"#a{article} .copy .lit").all_inner_texts())


def sideways(page: Any) -> bool:
    wide: bool = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    return wide


def test_paste_see_hover_dismiss_reload(page: Any, review: Path) -> None:
    paste(page, SAMPLE.read_text(encoding="utf-8"))
    finding = page.locator("#\\31-f1")
    assert "60 persen" in finding.locator(".says").inner_text()
    assert "15.540" in finding.inner_text()
    finding.locator(".says").hover()
    assert "60 persen" in lit(page)
    assert "7.450 orang" in lit(page)
    page.locator("#a1 h2").hover()
    assert lit(page) == ""
    finding.locator("[name=why]").fill("dihitung ulang oleh redaksi")
    finding.locator("[name=decision][value=dismissed]").click()
    page.locator(".decision[data-state=dismissed]").wait_for()
    assert finding.locator(".says").is_hidden()
    assert page.locator("[data-count=dismissed]").inner_text() == "1"
    (made,) = read_review(review).decisions.values()
    assert (made.decision, made.why) == ("dismissed", "dihitung ulang oleh redaksi")
    page.reload()
    assert page.locator(".decision").get_attribute("data-state") == "dismissed"
    assert finding.locator(".says").is_hidden()
    assert finding.locator("[name=why]").input_value() == "dihitung ulang oleh redaksi"
    assert page.locator(".copy .m.f:not(.off)").count() == 0
    finding.locator("[name=decision][value=confirmed]").click()
    page.locator(".decision[data-state=confirmed]").wait_for()
    assert finding.locator(".says").is_visible()
    assert page.locator(".copy .m.f:not(.off)").count() >= 4


def test_emoji_and_hostile_text_before_a_span_shift_nothing(page: Any) -> None:
    paste(
        page,
        '😀👩‍🌾 <script>document.title="x"</script> <img src=x onerror=alert(1)> Rapat digelar Senin (26/11/2024).',
    )
    assert page.title().endswith("– k3extract")
    page.locator("#\\31-f1 .chip").first.focus()
    assert lit(page) == "Senin"
    page.locator("#\\31-f1 .chip").last.focus()
    assert lit(page) == "26/11/2024"


def test_the_words_of_a_finding_come_into_sight(page: Any) -> None:
    paste(page, "Hujan turun lagi di kota itu.\n" * 60 + "Rapat digelar Senin (26/11/2024).")
    page.locator("#\\31-f1 .says").hover()
    seen = """() => {
      const word = document.querySelector(".copy .lit").getBoundingClientRect();
      return word.top > 0 && word.bottom < window.innerHeight;
    }"""
    for _ in range(100):  # it scrolls smoothly; wait_for_function needs an eval that the page does not allow
        if page.evaluate(seen):
            break
        page.wait_for_timeout(100)
    assert page.evaluate(seen)


def test_downloads(page: Any) -> None:
    paste(page, "Rapat digelar Senin (26/11/2024).")
    for link, name in (
        ("records.json", "k3extract.json"),
        ("tables.zip", "k3extract-csv.zip"),
        ("report.html", "k3extract.html"),
    ):
        page.click("#save summary")
        with page.expect_download() as waiting:
            page.click(f"#save a[href$='{link}']")
        assert waiting.value.suggested_filename == name
        data = Path(waiting.value.path()).read_bytes()
        if link == "records.json":
            assert json.loads(data)[0]["checks"][0]["verdict"] == "inconsistent"
        page.keyboard.press("Escape")
    assert page.locator("#save ul").is_hidden()
    assert page.locator("#claims").is_hidden()
    page.locator("#\\31-f1 [value=confirmed]").click()
    page.locator(".decision[data-state=confirmed]").wait_for()
    page.click("#save summary")
    with page.expect_download() as waiting:
        page.click("#claims a")
    assert json.loads(Path(waiting.value.path()).read_bytes())["@type"] == "ClaimReview"


def test_language_and_scheme_are_remembered(page: Any) -> None:
    page.goto("/")
    assert page.locator("h1").inner_text() == "Periksa artikel"
    page.check("#lang-en")
    assert page.locator("h1").inner_text() == "Check an article"
    assert page.get_attribute("#text", "placeholder") == "Paste an article here …"
    page.check("#theme-dark")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.reload()
    assert page.locator("h1").inner_text() == "Check an article"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark
    page.check("#theme-light")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != dark
    page.fill("#text", "Rapat digelar Senin (26/11/2024).")
    page.click("button.primary")
    page.wait_for_url("**/view/**")
    assert "The article states" in page.locator("#\\31-f1 .says").inner_text()
    assert page.evaluate("document.documentElement.lang") == "en"


def test_upload_by_choice_and_by_drop(page: Any, tmp_path: Path) -> None:
    one = tmp_path / "satu.html"
    one.write_bytes("<p>Harga “naik” – Rapat digelar Senin (26/11/2024).</p>".encode("cp1252"))
    page.goto("/")
    page.set_input_files("#files", [str(one), str(SAMPLE)])
    page.click("button.primary")
    page.wait_for_url("**/view/**")
    assert page.locator("article.art").count() == 2
    assert "Harga “naik” –" in page.locator("#a1 .copy").inner_text()
    page.goto("/")
    page.evaluate(
        """() => {
          const carried = new DataTransfer();
          carried.items.add(new File(["Rapat digelar Senin (26/11/2024)."], "jatuh.txt"));
          const options = { dataTransfer: carried, bubbles: true, cancelable: true };
          document.body.dispatchEvent(new DragEvent("dragover", options));
          document.body.dispatchEvent(new DragEvent("drop", options));
        }"""
    )
    page.click("button.primary")
    page.wait_for_url("**/view/**")
    assert "jatuh.txt" in page.locator(".from").inner_text()


def test_too_large_is_said_before_it_is_sent(page: Any) -> None:
    page.goto("/")
    page.fill("#text", "x" * 250_000)
    page.click("button.primary")
    assert page.locator("#big").is_visible()
    assert page.url.endswith("/")


def test_a_decision_that_is_not_saved_says_so(browser: Any, base: str) -> None:
    context = browser.new_context(base_url=base)  # of its own: the browser writes refused requests on the console
    page = context.new_page()
    paste(page, "Rapat kelima digelar Senin (26/11/2024).")
    page.evaluate("document.querySelector('.decision').elements.check.value = 'x'")
    page.locator("[value=dismissed]").click()
    page.locator("#told:not(:empty)").wait_for()
    assert "tidak tersimpan: Tidak ada temuan dengan id itu." in page.locator("#told").inner_text()
    page.route("**/decide", lambda route: route.abort())
    page.locator("[value=dismissed]").click()
    page.locator("#told", has_text=re.compile(r"tersimpan\.$")).wait_for()
    assert page.locator(".decision").get_attribute("data-state") == "open"
    context.close()


def test_keyboard_alone(page: Any) -> None:
    page.goto("/")
    page.locator("#text").focus()
    page.keyboard.type("Rapat digelar Senin (26/11/2024).")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/view/**")
    page.locator("#\\31-f1 [value=unsure]").focus()
    page.keyboard.press("Enter")
    page.locator(".decision[data-state=unsure]").wait_for()
    page.locator("#\\31-f1 [name=why]").focus()
    page.keyboard.type("tanya penulis")
    page.keyboard.press("Enter")  # keeps the decision
    page.locator("[data-count=unsure]", has_text="1").wait_for()
    page.reload()
    assert page.locator("#\\31-f1 [name=why]").input_value() == "tanya penulis"
    assert page.locator(".decision").get_attribute("data-state") == "unsure"
    page.locator("#save summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')").endswith("report.html")


@pytest.mark.parametrize("path", ["/", "/?sample", "/docs", "/v1/health"])
def test_no_page_scrolls_sideways_on_a_phone(phone: Any, path: str) -> None:
    phone.goto(path)
    assert not sideways(phone)


def test_a_view_on_a_phone(phone: Any) -> None:
    phone.goto("/?sample")
    phone.click("button.primary")
    phone.wait_for_url("**/view/**")
    assert not sideways(phone)
    phone.click("#save summary")
    assert not sideways(phone)
    box = phone.locator("#save ul").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    heights = [button.bounding_box()["height"] for button in phone.locator(".decision button").all()]
    assert min(heights) >= 32


def test_without_script_everything_but_comfort_works(browser: Any, base: str, review: Path) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=base)
    page = context.new_page()
    paste(page, "Rapat ketiga digelar Senin (26/11/2024).")
    page.locator("#\\31-f1 [name=decision][value=dismissed]").click()
    page.wait_for_url("**/view/**#1-f1")
    assert page.locator(".decision").get_attribute("data-state") == "dismissed"
    assert page.locator("#\\31-f1 .says").is_hidden()
    context.close()
