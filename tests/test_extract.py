"""The one path, whatever the text."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from k3extract import Article, Extraction, Extractor
from k3extract.article import Published
from k3extract.gold import read_corpus

GOLD = Path(__file__).parents[1] / "corpora/gold"
PIECES = [
    piece
    for gold in read_corpus(GOLD)
    for piece in gold.text.replace(",", " , ").replace("(", " ( ").split(" ")
    if piece
] + ["\u00a0", "\u200b", "“", '"', "''", "…", "Â", "\r\n", "\t", "😀", "١٢", "²", "½", "Ⅳ", "\u202e", "%", "Rp", "-"]


@pytest.fixture(scope="module")
def extract() -> Extractor:
    return Extractor()


@pytest.fixture(scope="module")
def another() -> Extractor:
    return Extractor()


def sound(extraction: Extraction) -> None:
    """What holds of every Extraction (that spans quote is checked when one is built)."""
    article = extraction.article
    for kind in ("officials", "events", "statistics", "statements", "times", "checks"):
        found = getattr(extraction, kind)
        ids = [record.id for record in found]
        assert len(set(ids)) == len(ids), kind
        assert all(record.rule for record in found)
        assert all(one.startswith(article.id + "#") for one in ids)
    known = {
        record.id for kind in ("officials", "events", "statistics", "times") for record in getattr(extraction, kind)
    }
    for check in extraction.checks:
        assert {operand.record for operand in check.operands} <= known
        assert check.message.id
        assert check.message.en
    for statistic in extraction.statistics:
        if statistic.low is not None and statistic.high is not None:
            assert statistic.low <= statistic.high
        assert statistic.event is None or statistic.event in known
    for mark in article.boilerplate:
        spans = [*extraction.times, *extraction.statistics, *extraction.events]
        assert not any(mark.start < span.end and span.start < mark.end for span in spans)
    assert TypeAdapter(Extraction).validate_json(extraction.model_dump_json()) == extraction


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join))
def test_any_mixture_of_news_words(extract: Extractor, text: str) -> None:
    sound(extract(Article(text=text)))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text(extract: Extractor, text: str) -> None:
    sound(extract(Article(text=text)))


@pytest.mark.parametrize("gold", read_corpus(GOLD), ids=lambda gold: gold.id)
def test_gold_articles_are_sound_and_give_the_same_bytes_twice(
    extract: Extractor, another: Extractor, gold: object
) -> None:
    article = gold.article()  # type: ignore[attr-defined]
    first = extract(article)
    sound(first)
    assert first.model_dump_json() == another(article).model_dump_json()


def test_damaged_articles_are_sound(extract: Extractor) -> None:
    chance = random.Random(1)
    for gold in read_corpus(GOLD):
        text = gold.text
        for _ in range(6):
            low = chance.randrange(len(text))
            high = min(len(text), low + chance.randrange(1, 30))
            sound(extract(Article(text=text[:low] + chance.choice(PIECES) + text[high:])))


@pytest.mark.parametrize(
    ("written_date", "timex"),
    [("2025-06-20", "2025-06-20"), ("Jumat, 20 Jun 2025 16:55 WIB", "2025-06-20T16:55+07:00"), ("entah", None)],
)
def test_published_in_any_form(extract: Extractor, written_date: str, timex: str | None) -> None:
    found = extract(Article(text="Rapat digelar hari ini.", published=written_date))
    published = found.article.published
    assert (published.timex if isinstance(published, Published) else None) == timex
    assert [time.timex for time in found.times] == [timex[:10] if timex else "PRESENT_REF"]
