"""Times: the tables of wordings, and what must hold for any text."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from k3extract.article import Article
from k3extract.mentions.times import TimeScanner
from k3extract.records import Time
from k3extract.rulebook import load_rulebook
from k3extract.rulebook.examples import parse_example
from k3extract.values.edtf import parse_edtf
from k3extract.values.timex import parse_timex

TABLES = Path(__file__).parents[1] / "tables"
SCANNER = TimeScanner(load_rulebook())
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def scan(text: str, published: str | None = None) -> list[Time]:
    return list(SCANNER.scan(Article(text=text, published=published)))


def _rows() -> list[Any]:
    out = []
    for path in sorted(TABLES.glob("dates-*.yaml")):
        if path.stem == "dates-sentences":
            continue
        table = yaml.safe_load(path.read_text(encoding="utf-8"))
        for row in table.get("rows", ()):
            for wording in row["wordings"]:
                out.append(pytest.param(row, wording, table["reference"], id=f"{path.stem}:{wording}"))
    return out


ROWS = _rows()
NONE = yaml.safe_load((TABLES / "dates-none.yaml").read_text(encoding="utf-8"))


def test_the_tables_are_large_enough() -> None:
    assert len(ROWS) + len(NONE["none"]) >= 500


@pytest.mark.parametrize(("row", "wording", "reference"), ROWS)
def test_wording(row: dict[str, Any], wording: str, reference: str) -> None:
    example = parse_example(wording, "table")
    spans = example.spans or ((0, len(example.text)),)
    found = scan(example.text, reference)
    if row.get("last"):
        found = found[-1:]
    assert [(time.start, time.end) for time in found] == list(spans)
    time = found[0]
    assert (time.timex, time.type) == (row["timex"], row.get("type", "DATE"))
    for name in ("edtf", "mod", "basis"):
        if name in row:
            assert getattr(time, name) == row[name]
    assert set(time.flags) >= set(row.get("flags", ()))


@pytest.mark.parametrize("sentence", NONE["none"])
def test_no_time(sentence: str) -> None:
    assert [time.text for time in scan(sentence, NONE["reference"])] == []


SENTENCES = yaml.safe_load((TABLES / "dates-sentences.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", SENTENCES, ids=[row["text"] for row in SENTENCES])
def test_sentence(row: dict[str, Any]) -> None:
    found = [f"{time.text} = {time.timex or 'null'}" for time in scan(row["text"], row["reference"])]
    assert found == row["times"]


days = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@given(days)
@settings(max_examples=300)
def test_every_day_reads_back_in_every_written_form(day: date) -> None:
    weekday, month = WEEKDAYS[day.weekday()], MONTHS[day.month - 1]
    forms = (
        f"{weekday} ({day.day}/{day.month}/{day.year})",
        f"{weekday}, {day.day} {month} {day.year}",
        f"{day.day} {month} {day.year}",
        f"{day:%d/%m/%Y}",
        f"{day.day}-{day.month}-{day.year}",
        day.isoformat(),
    )
    for form in forms:
        (time,) = scan(form)
        assert (time.text, time.timex, time.edtf, time.flags) == (form, day.isoformat(), day.isoformat(), ())


@given(days, st.integers(1, 40))
@settings(max_examples=150)
def test_every_interval_reads_back(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    a, b = (f"{day.day} {MONTHS[day.month - 1]} {day.year}" for day in (first, last))
    for form in (f"{a} - {b}", f"{a} hingga {b}", f"{a} sampai dengan {b}", f"{first:%d/%m/%Y}-{last:%d/%m/%Y}"):
        (time,) = scan(form)
        assert (time.text, time.timex) == (form, f"{first}/{last}")


@given(days, st.integers(0, 6))
def test_a_weekday_that_does_not_fit_is_flagged(day: date, weekday: int) -> None:
    (time,) = scan(f"{WEEKDAYS[weekday]} ({day.day}/{day.month}/{day.year})")
    assert ("weekday_mismatch" in time.flags) == (day.weekday() != weekday)
    assert time.timex == day.isoformat()


PIECES = st.sampled_from(
    [
        "Senin", "Kamis-Jumat (16-17/11/2023)", "25 November", "2024", ",", ".", "(", ")", "pukul 10.00 WIB",
        "hari ini", "tahun lalu", "dua pekan terakhir", "31/2/2024", "H-7 Lebaran", "1 Ramadan 1445 H", "abad ke-19",
        "Q3", "1990-an", "kuartal III", "setiap hari", "dua hari kemudian", "-", "/", "'", "malam itu", "2x24 jam",
        "tanggal", "sekitar", "akhir", "9999", "99/99/9999", "0", "Minggu", "minggu", "\u00a0", "\u0130", "\u2028",
        "\U0001f600", "10.00 hari", "setahun", "Januari-", "1445 H", "malam", "sejak", "jam",
    ]
)  # fmt: skip
PUBLISHED = st.sampled_from([None, "2024-11-25", "2024-11-25T10:00+07:00", "0001-01-01", "9999-12-31"])


@given(st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=25), PUBLISHED)
@settings(max_examples=400, deadline=None)
def test_any_text_gives_quoting_spans_and_values_that_parse(pieces: list[str], published: str | None) -> None:
    text = " ".join(pieces).replace("\ud800", "")
    text = text.encode("utf-8", "ignore").decode("utf-8")
    at = 0
    for time in scan(text, published):
        assert at <= time.start < time.end
        assert text[time.start : time.end] == time.text
        at = time.end
        if time.timex is not None:
            parse_timex(time.timex)
        if time.edtf is not None:
            parse_edtf(time.edtf)


def test_boilerplate_and_references_hold_no_time() -> None:
    text = "PP 35/2021 berlaku sejak 25/11/2024."
    assert [time.text for time in SCANNER.scan(Article(text=text), [(0, 10)])] == ["25/11/2024"]
    assert SCANNER.scan(Article(text=text), [(25, 35)]) == []
    assert [time.timex for time in SCANNER.scan(Article(text="Laba semester I 2024 naik."), [(5, 15)])] == ["2024-H1"]
    assert [time.timex for time in SCANNER.scan(Article(text="Pada abad XXI ini"), [(10, 13)])] == ["20"]
    assert [time.text for time in SCANNER.scan(Article(text="Pada semester I naik"), [(5, 15)])] == ["semester I"]
    assert SCANNER.scan(Article(text="Ia siswa semester I sekolah"), [(9, 19)]) == []


def test_no_two_times_overlap_and_none_leaves_the_calendar() -> None:
    assert [time.text for time in scan("Rapat pukul dua hari terakhir")] == ["pukul dua"]
    assert [time.timex for time in scan("Maret tahun depan", "9999-12-31")] == [None]
    assert [time.timex for time in scan("bulan Agustus", "0001-01-02")] == ["XXXX-08"]
    assert [time.timex for time in scan("pukul 22.00-02.00", "9999-12-31")] == ["9999-12-31T22:00/9999-12-31T02:00"]


def test_the_reference_is_the_latest_day_the_article_states_of_itself() -> None:
    text = "Kata dia, Senin (25/11/2024). Kegiatan dibuka Sabtu (23/11/2024). Ia lahir 2 Mei 2030."
    assert SCANNER.infer_reference(Article(text=text)) == "2024-11-25"
    assert SCANNER.infer_reference(Article(text="Ia lahir 2 Mei 1980.")) is None
    assert SCANNER.infer_reference(Article(text="Kata dia, Selasa (25/11/2024).")) is None


def test_a_month_named_in_full_gives_the_year_that_the_weekday_confirms() -> None:
    def infer(text: str) -> str | None:
        return SCANNER.infer_reference(Article(text=text))

    assert infer("Kata dia, Selasa (1/7). Realisasi hingga Juni 2025 naik.") == "2025-07-01"
    assert infer("Kata dia, Rabu (1/7). Realisasi hingga Juni 2025 naik.") is None
    assert infer("Kata dia, Selasa (1/7). Realisasi hingga Juni 2020 naik.") is None
    assert infer("Kata dia, Selasa (1/7).") is None


def test_without_a_reference_what_can_be_said_is_said() -> None:
    assert [time.timex for time in scan("Kata dia, Rabu (27/11), hari ini.")] == ["XXXX-11-27", "PRESENT_REF"]
    assert [time.timex for time in scan("Rapat mulai pukul 10.00 WIB.")] == ["T10:00+07:00"]
    assert [time.timex for time in scan("Rapat hari Senin")] == ["XXXX-WXX-1"]
    assert [time.timex for time in scan("Usai rapat, tahun lalu")] == [None]


def test_an_hour_ago_counts_from_the_instant_of_publication() -> None:
    found = [time.timex for time in scan("Ia tiba 2 jam yang lalu.", "2024-11-25T12:00:00")]
    assert found == ["2024-11-25T10:00"]
    assert [(time.timex, time.type) for time in scan("Ia tiba 2 jam yang lalu.", "2024-11-25")] == [
        ("PT2H", "DURATION")
    ]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Pelatihan digelar Kamis-Jumat (16-17/11/2023). Acara dibuka Kamis (16/11/2023).", "2023-11-16"),
        ("Bazar digelar mulai Senin (3/3/2025) hingga Jumat (7/3/2025).", "2025-03-03"),
        ("Kata dia, Senin (3/3/2025). Sidang akan digelar Jumat (7/3/2025).", "2025-03-03"),
        ("Kata dia, Senin (3/3/2025). Laga digelar Jumat (7/3/2025) mendatang.", "2025-03-03"),
        ("Kata dia, Selasa (3/3/2025).", None),
        ("Aturan itu terbit 12 Mei 2025. Api padam Rabu (21/5).", "2025-05-21"),
        ("Pabrik itu berdiri 12 Mei 2006. Api padam Rabu (21/5).", None),
        ("Kata dia, kemarin.", None),
    ],
)
def test_the_day_an_article_was_written(text: str, day: str | None) -> None:
    assert SCANNER.infer_reference(Article(text=text)) == day


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.integers(1, 40))
@settings(max_examples=200, deadline=None)
def test_two_weekday_dates_joined_by_a_word_are_the_ends_of_a_range(first: date, days: int) -> None:
    last = first + timedelta(days=days)
    written = [f"{WEEKDAYS[day.weekday()]} ({day.day}/{day.month}/{day.year})" for day in (first, last)]
    found = scan(" hingga ".join(written), first.isoformat())
    assert [(time.text, time.timex) for time in found] == [
        (written[0], first.isoformat()),
        (written[1], last.isoformat()),
    ]
    assert [time.flags for time in found] == [("range_start",), ("range_end",)]
