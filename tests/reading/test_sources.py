"""Every format gives the same articles; every bad input is an entry with its source, stage and reason."""

import gzip
import hashlib
import io
import json
import re
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest
import zstandard

from k3extract.article import Article, Published, original
from k3extract.errors import ReadError
from k3extract.reading import Failure, read_articles

HERE = Path(__file__).parent
SAMPLES = Path(__file__).parents[2] / "corpora" / "samples" / "formats"
RECORD = {"text": "Sebanyak 120 warga hadir."}


def read(*sources: Path | str, published: str | None = None) -> tuple[list[Article], list[Failure]]:
    failures: list[Failure] = []
    articles = list(read_articles(*map(str, sources), on_failure=failures.append, published=published))
    return articles, failures


@pytest.mark.parametrize(
    "name", ["articles.jsonl", "articles.jsonl.gz", "articles.jsonl.zst", "articles.csv", "articles.parquet"]
)
def test_records(name: str) -> None:
    articles, failures = read(SAMPLES / name)
    plain, _ = read(SAMPLES / "articles.jsonl")
    assert failures == []
    assert [a.id for a in articles] == ["kd-101", "kd-102"]
    assert [a.text for a in articles] == [a.text for a in plain]
    assert [a.sha256 for a in articles] == [a.sha256 for a in plain]
    assert articles[0].source == f"{SAMPLES / name}#1"
    assert articles[0].outlet == "KabarDesa.com"
    assert articles[0].url == "https://kabardesa.com/read/2025/03/03/bantuan-pangan"
    assert articles[0].title == "1.250 Keluarga di Sukadamai Terima Bantuan Pangan"
    assert articles[0].published == Published(
        timex="2025-03-03T14:05+07:00", edtf="2025-03-03T14:05:00+07:00", basis="metadata"
    )


def test_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Harga cabai “rawit” naik 15\u00a0persen.".encode())
    (article,), failures = read(path)
    assert failures == []
    assert article.text == "Harga cabai “rawit” naik 15 persen."
    assert article.source == str(path)
    assert article.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert article.id == f"art_{article.sha256[:16]}"
    assert original(article.text, article.repairs).encode() == path.read_bytes()
    assert article.published is None


def test_windows_1252() -> None:
    (article,), _ = read(SAMPLES / "cp1252.txt")
    assert article.text.startswith("SUKADAMAI – Harga cabai “rawit” naik")


def test_published_given_goes_first() -> None:
    articles, _ = read(SAMPLES / "articles.jsonl", published="2025-03-09")
    assert {a.reference_date for a in articles} == {"2025-03-09"}
    assert articles[0].published == Published(timex="2025-03-09", edtf="2025-03-09", basis="given")


def test_json_and_warc_and_names_without_a_format(tmp_path: Path) -> None:
    (tmp_path / "many.json").write_text(json.dumps([RECORD, {"text": ""}, RECORD]))
    (tmp_path / "one.json").write_text(json.dumps(RECORD))
    articles, failures = read(tmp_path)
    assert [Path(a.source or "").name for a in articles] == ["many.json#1", "many.json#3", "one.json"]
    assert [(Path(f.source).name, f.stage) for f in failures] == [("many.json#2", "field")]
    odd = tmp_path / "odd.dat"
    odd.write_bytes((SAMPLES / "articles.jsonl.gz").read_bytes())  # told by how it begins
    assert len(read(odd)[0]) == 2
    crawl, failures = read(HERE / "crawl.warc.gz")
    assert [Path(a.source or "").name for a in crawl] == ["crawl.warc.gz#1", "crawl.warc.gz#3"]
    assert failures == []


def test_stdin(monkeypatch: pytest.MonkeyPatch) -> None:
    for data, count in (
        ((SAMPLES / "articles.jsonl").read_bytes(), 2),
        ((SAMPLES / "articles.jsonl.zst").read_bytes(), 2),
        ((SAMPLES / "page.html").read_bytes(), 1),
        ((SAMPLES / "articles.parquet").read_bytes(), 2),
        (b"Sebanyak 120 warga hadir.", 1),
    ):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        articles, failures = read("-")
        assert (len(articles), failures) == (count, [])


def test_folders_and_globs(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a.txt", "b/c/3.txt", ".hidden/4.txt", "b/.hidden.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"Sebanyak 12{len(name)} warga hadir.")
    assert [Path(a.source or "").name for a in read(tmp_path)[0]] == ["a.txt", "2.txt", "3.txt"]
    assert [Path(a.source or "").name for a in read(f"{tmp_path}/**/*.txt")[0]] == ["a.txt", "2.txt", "3.txt"]
    (tmp_path / "b/note.xyz").write_text("?")
    assert [(Path(f.source).name, f.stage) for f in read(tmp_path)[1]] == [("note.xyz", "skipped")]


def test_a_name_with_glob_characters(tmp_path: Path) -> None:
    (tmp_path / "berita[1].txt").write_text("Sebanyak 120 warga hadir.")
    assert len(read(tmp_path / "berita[1].txt")[0]) == 1


def test_nobody_listens(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="cannot be opened") as caught:
        list(read_articles(str(tmp_path / "none.txt")))
    assert caught.value.stage == "open"


def test_streams(tmp_path: Path) -> None:
    """The first article is there before the rest is read: the file ends in a fault."""
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(RECORD) + "\n" + "{")
    articles = read_articles(str(path))
    assert next(articles).text == RECORD["text"]
    with pytest.raises(ReadError):
        next(articles)


def _packed(count: int) -> bytes:
    """Lines that do not pack well, so that a cut falls behind some of them."""
    rows = (
        {"text": " ".join(hashlib.sha256(f"{n}.{m}".encode()).hexdigest() for m in range(60))} for n in range(count)
    )
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


@pytest.mark.parametrize("packing", ["gz", "zst"])
def test_truncated(tmp_path: Path, packing: str) -> None:
    data = _packed(200)
    packed = gzip.compress(data) if packing == "gz" else zstandard.ZstdCompressor(write_checksum=True).compress(data)
    path = tmp_path / f"a.jsonl.{packing}"
    path.write_bytes(packed[: len(packed) // 2])
    articles, failures = read(path)
    assert 0 < len(articles) < 200
    assert [(f.source, f.stage) for f in failures] == [(str(path), "unpack")]
    assert "truncated" in failures[0].reason
    path.write_bytes(packed[:-1])
    assert "truncated" in read(path)[1][0].reason
    path.write_bytes(packed[:100] + b"\xff" * 40 + packed[140:])
    assert read(path)[1][0].stage == "unpack"
    path.write_bytes(packed + packed)
    assert len(read(path)[0]) == 400


BAD_LINES = [
    (b'{"text": "a"', "parse", "not JSON"),
    (b"[1, 2]", "parse", "not a JSON object"),
    (b'{"title": "tanpa isi"}', "field", "neither a field 'text' nor 'html'"),
    (b'{"text": null}', "field", "neither"),
    (b'{"text": 12}', "field", "no text"),
    (b'{"text": "   "}', "field", "neither"),
    (b'{"text": "\xff\xfe"}', "parse", "not"),
    (b'{"text": "a\\ud800"}', "parse", "not JSON|surrogate"),
    (b"\x00\x01\x02", "parse", "not JSON"),
    (b"[" * 20_000, "parse", "not JSON|deep"),
]


@pytest.mark.parametrize(("line", "stage", "reason"), BAD_LINES)
def test_bad_line(tmp_path: Path, line: bytes, stage: str, reason: str) -> None:
    path = tmp_path / "a.jsonl"
    good = json.dumps(RECORD).encode()
    path.write_bytes(good + b"\n\n" + line + b"\n" + good)
    articles, failures = read(path)
    assert len(articles) == 2
    assert [f.source for f in failures] == [f"{path}#3"]
    assert failures[0].stage in (stage, "text")
    assert re.search(reason, failures[0].reason)


BAD_FILES = [
    ("a.csv", b"te\rxt,url\n", "parse", "not CSV"),
    ("a.txt", b"", "decode", "empty"),
    ("a.txt", b" \n\t\n", "decode", "empty"),
    ("a.jsonl", b"", "decode", "empty"),
    ("a.csv", b"", "decode", "empty"),
    ("a.html", b"", "decode", "empty"),
    ("a.parquet", b"", "parse", "not Parquet"),
    ("a.warc", b"", "warc", "no WARC record"),
    ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "decode", "binary"),
    ("a.txt", b"teks\x00teks", "decode", "binary"),
    ("a.html", b"<html><body><p>Beranda</p></body></html>", "html", "no article"),
    ("a.csv", b"judul,isi\nA,B\n", "field", "no column"),
    ("a.parquet", b"PAR1 that is none PAR1", "parse", "not Parquet"),
    ("a.warc", b"hello", "warc", "damaged"),
    ("a.json", b"3", "parse", "neither"),
    ("a.gz", b"\x1f\x8b", "unpack", "truncated"),
]


@pytest.mark.parametrize(("name", "data", "stage", "reason"), BAD_FILES)
def test_bad_file(tmp_path: Path, name: str, data: bytes, stage: str, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    articles, failures = read(path)
    assert articles == []
    assert len(failures) == 1
    assert failures[0].source.startswith(str(path))
    assert failures[0].stage == stage
    assert reason in failures[0].reason


def test_bad_csv_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b'\xef\xbb\xbfid;text\n1;Halo \x93dunia\x94\n2\n3;\n4;"dua\nbaris"\n')
    articles, failures = read(path)
    assert [(a.id, a.text) for a in articles] == [("1", "Halo “dunia”"), ("4", "dua\nbaris")]
    assert [(f.source, f.stage) for f in failures] == [(f"{path}#2", "parse"), (f"{path}#3", "field")]


def test_csv_of_other_tools(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("judul\ttext\r\nA\t“Halo”\r\n\r\nB\tSiap\r\n".encode("utf-16"))
    assert [a.text for a in read(path)[0]] == ["“Halo”", "Siap"]
    path.write_bytes(b"text\nSatu\nDua \x00 tiga\n" + b"x" * 20 + b"\n")
    articles, failures = read(path)
    assert [a.text for a in articles] == ["Satu"]
    assert [(f.source, f.stage) for f in failures] == [(str(path), "decode")]


def test_a_line_of_csv_without_end(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as stream:
        stream.write(b"text\nSatu\n")
        stream.seek(40 << 20, 1)
        stream.write(b"\n")
    articles, failures = read(path)
    assert [a.text for a in articles] == ["Satu"]
    assert [f.stage for f in failures] == ["size"]


def test_pages_in_records(tmp_path: Path) -> None:
    page = (SAMPLES / "page.html").read_text(encoding="utf-8")
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"html": page, "title": "Judul dari catatan", "id": 7, "published": "2025-03-04"}))
    (article,), failures = read(path)
    assert failures == []
    assert (article.id, article.title, article.outlet) == ("7", "Judul dari catatan", "KabarDesa.com")
    assert article.reference_date == "2025-03-04"
    assert article.text.startswith("SUKADAMAI, KabarDesa.com - Pemerintah")
    path.write_text(json.dumps({"html": 3}))
    assert "no text" in read(path)[1][0].reason


def test_parquet_with_dates_and_bad_rows(tmp_path: Path) -> None:
    import datetime

    import pyarrow
    import pyarrow.parquet

    rows = [
        {"text": "Satu.", "published": datetime.datetime(2025, 3, 3, 14, 5)},
        {"text": None, "published": None},
        {"text": "Tiga.", "published": None},
    ]
    path = tmp_path / "a.parquet"
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), path)
    articles, failures = read(path)
    assert [(a.text, a.reference_date) for a in articles] == [("Satu.", "2025-03-03"), ("Tiga.", None)]
    assert [(f.source, f.stage) for f in failures] == [(f"{path}#2", "field")]
    packed = tmp_path / "b.parquet.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    assert len(read(packed)[0]) == 2
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist([{"isi": "Satu."}]), path)
    assert [f.stage for f in read(path)[1]] == ["field"]


def test_a_long_field(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("text\n" + "kata " * 60_000 + "\n")
    assert len(read(path)[0]) == 1


def test_a_line_of_200_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    good = json.dumps(RECORD).encode()
    with path.open("wb") as stream:
        stream.write(good + b'\n{"text": "')
        for _ in range(200):
            stream.write(b"x" * (1 << 20))
        stream.write(b'"}\n' + good + b"\n")
    articles, failures = read(path)
    assert len(articles) == 2
    assert [(f.source, f.stage) for f in failures] == [(f"{path}#2", "size")]


def test_a_text_of_200_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as stream:
        stream.truncate(200 << 20)
    assert [f.stage for f in read(path)[1]] == ["size"]


@pytest.mark.parametrize("packing", ["gz", "zst"])
@pytest.mark.parametrize("name", ["a.txt", "a.jsonl"])
def test_a_small_file_that_unpacks_to_half_a_gigabyte(tmp_path: Path, name: str, packing: str) -> None:
    path = tmp_path / f"{name}.{packing}"
    block = b"0" * (1 << 20)
    with path.open("wb") as raw:
        if packing == "gz":
            with gzip.GzipFile(fileobj=raw, mode="wb") as stream:
                for _ in range(512):
                    stream.write(block)
        else:
            with zstandard.ZstdCompressor().stream_writer(raw, closefd=False) as writer:
                for _ in range(512):
                    writer.write(block)
    assert path.stat().st_size < 2 << 20
    tracemalloc.start()
    try:
        articles, failures = read(path)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (articles, [failure.stage for failure in failures]) == ([], ["size"])
    assert peak < 300 << 20


def test_a_folder_that_holds_itself(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Sebanyak 120 warga hadir.")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    articles, failures = read(tmp_path)
    assert len(articles) == 1
    assert [(f.stage, f.reason) for f in failures] == [("open", "a folder that holds itself")]


def test_a_file_that_vanishes(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text("Sebanyak 120 warga hadir.")
    failures: list[Failure] = []
    articles = read_articles(str(tmp_path), on_failure=failures.append)
    next(articles)
    (tmp_path / "b.txt").unlink()
    assert [Path(a.source or "").name for a in articles] == ["c.txt"]
    assert [(Path(f.source).name, f.stage) for f in failures] == [("b.txt", "open")]


def test_a_dangling_link_and_no_match(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    assert [f.stage for f in read(tmp_path / "a.txt", f"{tmp_path}/*.html")[1]] == ["open", "open"]


def test_truncated_warc(tmp_path: Path) -> None:
    whole = gzip.decompress((HERE / "crawl.warc.gz").read_bytes())
    path = tmp_path / "a.warc"
    path.write_bytes(whole[:-300])
    articles, failures = read(path)
    assert len(articles) == 1
    assert [(f.source, f.stage) for f in failures] == [(f"{path}#3", "warc")]
    path.write_bytes(whole + b"WARC/1.0\r\nWARC-Type: response\r\n")
    articles, failures = read(path)
    assert len(articles) == 2
    assert "truncated" in failures[0].reason
    packed = tmp_path / "b.warc.gz"
    packed.write_bytes((HERE / "crawl.warc.gz").read_bytes()[:-100])
    articles, failures = read(packed)
    assert len(articles) == 1
    assert failures[-1].stage == "unpack"


def test_truncated_parquet(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes((SAMPLES / "articles.parquet").read_bytes()[:-20])
    assert [f.stage for f in read(path)[1]] == ["parse"]


def test_import_is_cheap() -> None:
    heavy = ["pyarrow", "selectolax", "trafilatura", "fastwarc", "dateparser", "ftfy", "zstandard", "spacy"]
    code = f"import sys, k3extract.reading; sys.exit(any(name in sys.modules for name in {heavy!r}))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
