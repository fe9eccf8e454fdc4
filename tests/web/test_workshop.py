"""Workers that hang or die cost their article and nothing else."""

import math
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from k3extract.reading import Failure
from k3extract.records import Extraction
from k3extract.web.problems import RequestError
from k3extract.web.settings import Settings
from k3extract.web.worker import Job
from k3extract.web.workshop import Deadline, Workshop


@pytest.fixture
def workshop(hazards: Any) -> Iterator[Workshop]:
    made = Workshop(Settings(jobs=1, seconds=2.0, patience=0.2, make=hazards.make))
    yield made
    made.close()


def text(words: str) -> Job:
    return Job(record={"text": words})


def ends(results: Any) -> list[str]:
    return [one.article.text if isinstance(one, Extraction) else one.stage for one in results]


def test_an_article_that_takes_too_long_is_given_up_and_the_next_one_is_read(workshop: Workshop) -> None:
    assert ends(workshop.results(text("TIDUR"))) == ["time"]
    assert ends(workshop.results(text("Hujan."))) == ["Hujan."]


def test_a_job_that_takes_too_long_in_all(workshop: Workshop) -> None:
    list(workshop.results(text("Satu.")))  # it is up
    assert ends(workshop.results(text("TIDUR"), Deadline(time.monotonic() + 0.2))) == ["time"]
    assert ends(workshop.results(text("TIDUR"), Deadline(-math.inf))) == ["time"]


def test_an_article_that_kills_its_worker(workshop: Workshop) -> None:
    lines = b'{"text": "Satu."}\n{"text": "MATI"}\n{"text": "Tiga."}\n'
    results = list(workshop.results(Job(name="a.jsonl", data=lines)))
    assert ends(results) == ["Satu.", "crash"]
    assert results[1].source == "a.jsonl"  # type: ignore[union-attr]
    assert ends(workshop.results(text("Hujan."))) == ["Hujan."]


def test_a_fault_and_too_much_memory_cost_one_article(workshop: Workshop) -> None:
    lines = b'{"text": "SALAH"}\n{"text": "RAKUS"}\n{"text": "Tiga."}\n'
    results = list(workshop.results(Job(name="a.jsonl", data=lines)))
    assert ends(results) == ["extract", "extract", "Tiga."]
    assert "LookupError: kunci" in results[0].reason  # type: ignore[union-attr]
    assert "MemoryError" in results[1].reason  # type: ignore[union-attr]


def test_who_comes_while_all_are_busy_is_told_when_to_come_again(workshop: Workshop) -> None:
    list(workshop.results(text("Satu.")))  # it is up
    busy = threading.Thread(target=lambda: list(workshop.results(text("TIDUR"))))
    busy.start()
    while not workshop._free.empty():
        time.sleep(0.01)
    with pytest.raises(RequestError) as told:
        list(workshop.results(text("Dua.")))
    assert (told.value.status, told.value.code) == (503, "busy")
    assert told.value.headers["Retry-After"] == "10"
    busy.join()


def test_a_reading_that_nobody_waits_for_does_not_leak_into_the_next(workshop: Workshop) -> None:
    lines = b'{"text": "Satu."}\n{"text": "Dua."}\n'
    left = workshop.results(Job(name="a.jsonl", data=lines))
    next(left)
    left.close()  # type: ignore[attr-defined]
    assert ends(workshop.results(text("Tiga."))) == ["Tiga."]


def test_workers_that_cannot_start_are_a_failure_with_a_reason(hazards: Any) -> None:
    workshop = Workshop(Settings(jobs=1, make=hazards.absent))
    assert ends(workshop.results(text("Satu."))) == ["crash"]
    workshop.close()
    workshop = Workshop(Settings(jobs=1, make=hazards.broken))
    (failure,) = workshop.results(text("Satu."))
    assert failure == Failure("article", "crash", "events/x.yaml:3: no such field")
    workshop.close()


@pytest.mark.parametrize(
    ("words", "status", "code"), [("TIDUR", 504, "time"), ("MATI", 500, "crash"), ("SALAH", 500, "fault")]
)
def test_the_api_says_what_happened(
    serve: Callable[..., TestClient], hazards: Any, words: str, status: int, code: str
) -> None:
    answer = serve(seconds=2.0, make=hazards.make).post("/v1/extract", json={"text": words})
    assert (answer.status_code, answer.json()["error"]) == (status, code)
    assert answer.json()["detail"]


def test_a_page_shows_what_was_read_before_the_one_that_took_too_long(
    serve: Callable[..., TestClient], hazards: Any
) -> None:
    client = serve(seconds=2.0, make=hazards.make)
    files = [("files", ("a.jsonl", b'{"text": "Satu."}\n{"text": "TIDUR"}\n')), ("files", ("b.txt", b"Tiga."))]
    page = client.post("/read", files=files)
    assert page.status_code == 200
    assert all(one in page.text for one in ("Satu.", "Tiga.", "took longer than 2 seconds"))


def test_a_file_that_finds_no_worker_does_not_cost_those_before_it(
    serve: Callable[..., TestClient], hazards: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = serve(make=hazards.make)
    results, calls = Workshop.results, []

    def busy(self: Workshop, *arguments: Any) -> Any:
        calls.append(1)
        if len(calls) > 1:
            raise RequestError(503, "busy")
        return results(self, *arguments)

    monkeypatch.setattr(Workshop, "results", busy)
    page = client.post("/read", files=[("files", ("a.txt", b"Satu.")), ("files", ("b.txt", b"Dua."))])
    assert page.status_code == 200
    assert "Satu." in page.text
    assert "b.txt" in page.text
    assert client.post("/read", files=[("files", ("a.txt", b"Satu."))]).status_code == 503


def test_more_text_than_a_page_holds(serve: Callable[..., TestClient], hazards: Any) -> None:
    client = serve(make=hazards.make, max_chars=100)
    lines = b"".join(b'{"text": "%s"}\n' % (bytes([65 + n]) * 90) for n in range(6))
    page = client.post("/read", files=[("files", ("a.jsonl", lines))])
    assert "D" * 90 in page.text
    assert "E" * 90 not in page.text
    assert "too much text for one page" in page.text
