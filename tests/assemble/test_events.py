"""Events of short articles: name, type, date, venue, organisers, status; one record however often mentioned."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from k3extract import Article, Extractor
from k3extract.assemble.event_series import roman
from k3extract.records import Event

TABLE = Path(__file__).parents[1] / "tables" / "events.yaml"
ROWS: list[dict[str, Any]] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
EXTRACT = Extractor()


def events(text: str, published: str | None = None) -> tuple[Event, ...]:
    return EXTRACT(Article(text=text, published=published)).events


@pytest.mark.parametrize("row", ROWS, ids=[row["text"][:50] for row in ROWS])
def test_table(row: dict[str, Any]) -> None:
    found = events(row["text"], row.get("published"))
    assert [event.name for event in found] == [wanted["name"] for wanted in row["events"]]
    for got, wanted in zip(found, row["events"], strict=True):
        for name in ("type", "date", "venue", "place", "status", "mode"):
            if name in wanted:
                assert getattr(got, name) == wanted[name], (name, got)
        if "organisers" in wanted:
            assert got.organisers == tuple(wanted["organisers"])
        if "series" in wanted:
            assert got.series is not None
            assert [got.series.unit, got.series.number] == wanted["series"]
        if "mentions" in wanted:
            assert len(got.mentions) == wanted["mentions"]


def test_batches_are_parts_of_their_programme() -> None:
    text = (
        "Kemenperin menyelenggarakan kegiatan Peningkatan Kompetensi Teknisi dalam tiga batch. "
        "Batch kedua yang berlangsung pada Mei 2024 diikuti oleh 210 peserta secara hybrid."
    )
    whole, batch = events(text, "2024-06-01")
    assert batch.part_of == whole.id
    assert batch.series is not None
    assert (batch.series.unit, batch.series.number, batch.date, batch.mode) == ("batch", 2, "2024-05", "hybrid")
    assert whole.series is not None
    assert whole.series.total == 3


@pytest.mark.parametrize(
    "text",
    [
        "Dinas Pariwisata menggelar lomba memancing sebagai bagian dari Festival Danau Biru, Sabtu (7/7/2018). "
        "Festival Danau Biru dibuka Bupati di Dermaga Tirta, Jumat (6/7/2018).",
        "Festival Danau Biru dibuka Bupati di Dermaga Tirta, Jumat (6/7/2018). Di sela Festival Danau Biru, "
        "Dinas Pariwisata menggelar lomba memancing, Sabtu (7/7/2018).",
        "Festival Danau Biru dibuka Bupati di Dermaga Tirta, Jumat (6/7/2018). Dinas Pariwisata menggelar lomba "
        "memancing untuk memeriahkan Festival Danau Biru, Sabtu (7/7/2018).",
    ],
)
def test_a_part_of_another_event(text: str) -> None:
    by_name = {event.name: event for event in events(text, "2018-07-08")}
    assert set(by_name) == {"lomba memancing", "Festival Danau Biru"}
    assert by_name["lomba memancing"].part_of == by_name["Festival Danau Biru"].id
    assert by_name["Festival Danau Biru"].part_of is None


def test_events_side_by_side_are_no_parts() -> None:
    text = "Pemkot menggelar lomba perahu dan pameran kopi di Dermaga Tirta, Sabtu (7/7/2018)."
    assert all(event.part_of is None for event in events(text, "2018-07-08"))


def test_a_person_is_no_organiser() -> None:
    text = "Bupati Kediri Hanindhito Himawan menggelar rapat koordinasi pupuk, Senin (4/3/2024)."
    (event,) = events(text, "2024-03-05")
    assert event.organisers == ()


def test_roman_numerals() -> None:
    assert [roman(text) for text in ("I", "IV", "IX", "XXXII", "IIX", "")] == [1, 4, 9, 32, None, None]
