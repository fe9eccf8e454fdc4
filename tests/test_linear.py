"""Time grows with the length of a text and with nothing else; any bytes at all come through the whole path."""

import json
import random
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from k3extract import Article, Extraction, Extractor, read_articles
from k3extract.rulebook import load_rulebook
from k3extract.text.spans import LONGEST, bounded

PUBLISHED = "2025-03-04"
TIMES = 8
SLACK = 3.0  # a busy machine; a square would show as 8
SHAPES = ("{} ", "{} 12, ", "12 {}, ", '({} "', "Pada {} 3 Maret 2025 ", "{} 5 persen dari 100 menjadi 120 ", "{}")
# What once took a time that grew with the square or the cube of the length.
KNOWN = (
    "12 p.tanggal 12, ",
    "12 menampik hingga hari ini, ",
    "dibagi 12, ",
    "terdiri dari 12, ",
    "12 A, ",
    "Senin (3/3/2025) ",
    "12,",
    "(((",
    "1.",
    "naik 5 persen dari 100 menjadi 120 ",
    "“kata dia, ",
    "Bupati Bupati ",
)
_SKIPPED = ("finds", "ignores", "right", "wrong", "silent", "says", "source", "holds")


@pytest.fixture(scope="module")
def extract() -> Extractor:
    extractor = Extractor()
    for shape in SHAPES:  # what is compiled on first use
        extractor(Article(text=shape.format("total") * 20, published=PUBLISHED))
    return extractor


def seconds(extract: Extractor, text: str) -> float:
    begun = time.process_time()
    extract(Article(text=text, published=PUBLISHED)).model_dump_json()
    return time.process_time() - begun


def steep(extract: Extractor, unit: str, size: int, times: int) -> float:
    """How many times as long the longer text takes for each character."""
    short = unit * max(1, size // len(unit))
    floor = 0.002  # what a text costs however short it is
    return seconds(extract, short * times) / times / max(floor, min(seconds(extract, short) for _ in range(2)))


@pytest.mark.parametrize("unit", KNOWN)
def test_eight_times_the_text_takes_eight_times_as_long(extract: Extractor, unit: str) -> None:
    assert steep(extract, unit, 2000, TIMES) < SLACK


def words(value: Any) -> Iterator[str]:
    """Every word or phrase in a rule."""
    if isinstance(value, str):
        yield from (plain for part in value.split("|") if (plain := re.sub(r"[{}()\[\]…~]", "", part).strip()))
    elif isinstance(value, dict):
        for inner in value.values():
            yield from words(inner)
    elif isinstance(value, list | tuple | set | frozenset):
        for inner in value:
            yield from words(inner)


def seeds() -> list[str]:
    """The words of the whole rulebook, mixed, always in the same way."""
    rulebook = load_rulebook()
    found = {
        word
        for entry in rulebook.entries.values()
        for word in words(entry.rule.model_dump(exclude=set(_SKIPPED)))
        if len(word) < 40
    }
    found |= {row[0] for flat in rulebook.lists.values() for row in flat.rows[::37]}
    mixed = sorted(found)
    random.Random(8).shuffle(mixed)
    return mixed


def test_words_of_the_rulebook_over_and_over(extract: Extractor) -> None:
    every = seeds()
    assert len(every) > 3000
    slow = []
    for number, seed in enumerate(every[:42]):
        unit = SHAPES[number % len(SHAPES)].format(seed)
        if steep(extract, unit, LONGEST, 4) >= SLACK:
            slow.append(unit)
    assert slow == []


def test_all_words_of_the_rulebook_in_one_text(extract: Extractor) -> None:
    every = seeds()
    for number, shape in enumerate(SHAPES):
        text = "".join(shape.format(seed) for seed in every[number :: 3 * len(SHAPES)])
        assert seconds(extract, text) / len(text) < 0.001


def test_an_article_of_a_megabyte_on_one_line(extract: Extractor) -> None:
    unit = "menurut dia pelatihan semacam itu perlu digelar secara rutin agar budaya kerja yang sehat tumbuh, " * 5
    unit += "yang diikuti 1.250 peserta, naik 25 persen dari 1.000 peserta, kata Bupati Tegal Sri Mulyono, "
    unit += "Senin (3/3/2025), "
    extraction = extract(Article(text=unit * (1_000_000 // len(unit)), published=PUBLISHED))
    assert extraction.statistics
    assert max(end - start for start, end in extraction.article.sentences) <= LONGEST
    assert steep(extract, unit, 10_000, TIMES) < SLACK


@given(st.text(alphabet="ab ,\u00a0\n", max_size=60), st.integers(1, 12))
def test_bounded_keeps_every_character(text: str, longest: int) -> None:
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    found = bounded(text, [(start, end)] if start < end else [], longest)
    assert all(0 < end - start <= longest for start, end in found)
    assert all(text[start:end] == text[start:end].strip() for start, end in found)
    assert "".join("".join(text[start:end].split()) for start, end in found) == "".join(text.split())


NEWS = b"Sebanyak 1.250 peserta dari 12 kabupaten, naik 25 persen, kata Bupati Tegal Sri Mulyono, Senin (3/3/2025)."
BYTES = st.lists(
    st.one_of(
        st.binary(max_size=40),
        st.sampled_from(
            [NEWS, b"<p>", b"</p>", b'{"text": "', b'"}\n', b"\xef\xbb\xbf", b"\x1f\x8b", b"\r\n", b"&amp;"]
        ),
        st.integers(0, len(NEWS)).map(lambda cut: NEWS[cut:]),
    ),
    max_size=12,
).map(b"".join)


@settings(max_examples=120, deadline=None)
@given(BYTES, st.sampled_from([".txt", ".html", ".jsonl", ".json", ".csv", ".warc", ".parquet", ".txt.gz", ""]))
def test_any_bytes_in_any_format(
    extract: Extractor, tmp_path_factory: pytest.TempPathFactory, data: bytes, suffix: str
) -> None:
    path = Path(tmp_path_factory.getbasetemp()) / f"berita{suffix}"
    path.write_bytes(data)
    for article in read_articles(str(path), on_failure=lambda failure: None):
        extraction = extract(article)
        assert isinstance(extraction, Extraction)
        assert json.loads(extraction.model_dump_json())["article"]["text"] == article.text
