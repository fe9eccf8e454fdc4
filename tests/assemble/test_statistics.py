"""Statistics of whole sentences: what comes out, with which counted words, role, realis, period, base, speaker."""

import doctest
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from k3extract import Article, Extractor
from k3extract.assemble import elliptic
from k3extract.records import Statistic

TABLE = Path(__file__).parents[1] / "tables" / "statistics.yaml"
ROWS: list[dict[str, Any]] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
EXTRACT = Extractor()


def statistics(text: str, published: str | None = None) -> tuple[Statistic, ...]:
    return EXTRACT(Article(text=text, published=published)).statistics


@pytest.mark.parametrize("row", ROWS, ids=[row["text"][:50] for row in ROWS])
def test_table(row: dict[str, Any]) -> None:
    extraction = EXTRACT(Article(text=row["text"], published=row.get("published")))
    found, names = extraction.statistics, {official.id: official.name for official in extraction.officials}
    assert [s.text for s in found] == [wanted["text"] for wanted in row["statistics"]]
    by_id = {s.id: s.text for s in found}
    for got, wanted in zip(found, row["statistics"], strict=True):
        for name in ("counted", "role", "realis", "direction", "period", "speaker", "scope"):
            if name in wanted:
                assert getattr(got, name) == wanted[name], (name, got)
        if "speaker_name" in wanted:
            assert got.speaker is not None
            assert names[got.speaker] == wanted["speaker_name"]
        if "base" in wanted:
            assert got.base is not None
            assert [by_id[place] for place in got.base.ids] == wanted["base"]
        assert (got.same_as is not None) is wanted.get("same", False)


def test_a_share_of_an_earlier_sum_keeps_every_antecedent() -> None:
    text = "Bantuan naik 20 persen dari 500 paket. Dari jumlah tersebut, 40 persen untuk lansia."
    first, second, third = statistics(text)
    assert third.base is not None
    assert third.base.ids == (first.id, second.id)
    assert third.base.cue == "Dari jumlah tersebut"


def test_participants_count_the_event_they_take_part_in() -> None:
    text = "Disnaker menggelar Bursa Kerja Nusantara, Rabu (5/6/2024). Kegiatan ini diikuti 1.250 pencari kerja."
    extraction = EXTRACT(Article(text=text, published="2024-06-06"))
    (count,) = extraction.statistics
    assert count.event == extraction.events[0].id
    assert extraction.events[0].statistics == (count.id,)
    assert count.counted == "peserta pencari kerja Bursa Kerja Nusantara"


def test_the_day_of_the_event_is_no_period_of_its_figures() -> None:
    text = "Polres Jember menggelar apel siaga pada 7 Mei 2024 yang diikuti 400 personel."
    (count,) = statistics(text, "2024-05-08")
    assert count.period is None


WORDS = """dari total 1.200 orang naik 5 persen ( ) , . “ ” atau yang diikuti 30 peserta dan sisanya Rp 2 miliar pada
2023 batch ketiga BPS mencatat Kegiatan menggelar rapat"""


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS.split()), max_size=40))
def test_any_words_give_spans_that_quote_the_text(words: list[str]) -> None:
    text = " ".join(words)
    for statistic in statistics(text, "2024-01-05"):
        assert text[statistic.start : statistic.end] == statistic.text
        assert statistic.low is None or statistic.high is None or statistic.low <= statistic.high


def test_short_names_are_as_their_examples_say() -> None:
    tried = doctest.testmod(elliptic)
    assert tried.attempted > 0
    assert tried.failed == 0
