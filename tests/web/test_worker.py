"""What uploads become: every format, and archives that mean no good."""

import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from k3extract.reading import Failure
from k3extract.reading.records import ArticleMaker
from k3extract.records import Extraction
from k3extract.rulebook import load_rulebook
from k3extract.web import worker
from k3extract.web.worker import Job, results

SAMPLES = Path(__file__).parents[2] / "corpora/samples"
FORMATS = sorted(path.name for path in (SAMPLES / "formats").iterdir())


@pytest.fixture(scope="module")
def maker() -> ArticleMaker:
    return ArticleMaker(load_rulebook())


def read(maker: ArticleMaker, name: str, data: bytes, **options: int) -> tuple[list[str], list[Failure]]:
    job = Job(name=name, data=data, **options)  # type: ignore[arg-type]
    found = list(results(job, maker, lambda article: Extraction(rulebook="r", article=article)))
    texts = [one.article.text for one in found if isinstance(one, Extraction)]
    return texts, [one for one in found if isinstance(one, Failure)]


def zipped(**members: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            member = name if name.startswith("__MACOSX") else name.replace("__", ".")
            archive.writestr(
                zipfile.ZipInfo(member), data
            )  # a ZipInfo of its own has no clock: the bytes name the case
    return packed.getvalue()


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_of_the_samples(maker: ArticleMaker, name: str) -> None:
    texts, failures = read(maker, name, (SAMPLES / "formats" / name).read_bytes())
    assert texts
    assert failures == []


@pytest.mark.parametrize(
    ("name", "data", "stage"),
    [
        ("a.txt", b"", "decode"),
        ("a.txt", b"\x00\x01\x02", "decode"),
        ("a.pdf", b"%PDF-1.7", "decode"),
        ("a.json", b"[1, 2", "parse"),
        ("a.csv", b"a,b\n1,2\n", "field"),
        ("a.parquet", b"PAR1", "parse"),
        ("a.txt.gz", gzip.compress(b"Hujan turun." * 50, mtime=0)[:-9], "unpack"),
        ("a.html", b"<html><body></body></html>", "html"),
        ("a.zip", b"PK\x03\x04 broken", "unpack"),
        ("a.zip", zipped(gambar__png=b"x"), "read"),
        ("a.docx", zipped(**{"[Content_Types]__xml": b"x", "word__xml": b"x"}), "decode"),
    ],
)
def test_what_cannot_be_read_has_a_reason_and_its_name(maker: ArticleMaker, name: str, data: bytes, stage: str) -> None:
    texts, failures = read(maker, name, data)
    assert texts == []
    assert [failure.stage for failure in failures] == [stage]
    assert failures[0].source.startswith(name)
    assert failures[0].reason


def test_windows_1252_and_a_name_without_an_ending(maker: ArticleMaker) -> None:
    assert read(maker, "berita", "“Hujan” turun – deras.".encode("cp1252"))[0] == ["“Hujan” turun – deras."]


def test_an_archive_is_read_file_by_file(maker: ArticleMaker) -> None:
    data = zipped(
        satu__txt=b"Satu.",
        dua__jsonl=b'{"text": "Dua."}\n{"x": 1}\n',
        rusak__txt=b"",
        **{"__git__txt": b"Tersembunyi.", "__MACOSX/satu__txt": b"Tersembunyi."},
        gambar__png=b"\x89PNG",
    )
    texts, failures = read(maker, "a.zip", data)
    assert texts == ["Satu.", "Dua."]
    assert [failure.source for failure in failures] == ["a.zip/dua.jsonl#2", "a.zip/rusak.txt"]


def test_an_archive_that_unpacks_to_more_than_allowed(maker: ArticleMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_UNPACKED", 1000)
    texts, failures = read(maker, "a.zip", zipped(satu__txt=b"Satu.", bom__txt=b"0 " * 100_000))
    assert texts == ["Satu."]
    assert [(failure.source, failure.stage) for failure in failures] == [("a.zip/bom.txt", "size")]


def test_an_archive_of_too_many_files(maker: ArticleMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_MEMBERS", 1)
    assert [one.stage for one in read(maker, "a.zip", zipped(a__txt=b"A.", b__txt=b"B."))[1]] == ["size"]


def test_limits_of_length_and_number(maker: ArticleMaker) -> None:
    lines = b"".join(b'{"text": "Kalimat %d."}\n' % n for n in range(5))
    texts, failures = read(maker, "a.jsonl", lines, max_articles=3)
    assert len(texts) == 3
    assert [(one.source, one.stage) for one in failures] == [("a.jsonl", "size")]
    assert [one.stage for one in read(maker, "a.txt", b"Hujan turun.", max_chars=5)[1]] == ["size"]


def test_a_reader_that_fails_or_needs_too_much_is_a_failure(
    maker: ArticleMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def raising(error: Exception) -> Callable[..., None]:
        def read_format(*_: object) -> None:
            raise error

        return read_format

    monkeypatch.setattr("k3extract.reading.formats.read_format", raising(MemoryError()))
    assert [one.stage for one in read(maker, "a.txt", b"x")[1]] == ["size"]
    monkeypatch.setattr("k3extract.reading.formats.read_format", raising(KeyError("x")))
    assert [one.reason for one in read(maker, "a.txt", b"x")[1]] == ["KeyError: 'x'"]


def test_the_published_day_holds_for_all(maker: ArticleMaker) -> None:
    job = Job(name="a.txt", data=b"Hujan turun.", published="2025-11-26")
    (found,) = results(job, maker, lambda article: Extraction(rulebook="r", article=article))
    assert isinstance(found, Extraction)
    assert found.article.reference_date == "2025-11-26"
