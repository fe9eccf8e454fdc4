"""The two articles of corpora/samples, worked by hand: every record and check that must come out of them."""

from decimal import Decimal
from pathlib import Path

import pytest

from k3extract import Article, Extraction, Extractor, read_articles
from k3extract.article import Published, original
from k3extract.records import Check, Series, Statistic

SAMPLES = Path(__file__).parents[1] / "corpora/samples"


def extraction(name: str) -> Extraction:
    extract = Extractor()
    (article,) = read_articles(str(SAMPLES / name), rulebook=extract.rulebook)
    return extract(article)


@pytest.fixture(scope="module")
def target() -> Extraction:
    return extraction("penyuluh-2025.txt")


@pytest.fixture(scope="module")
def total() -> Extraction:
    return extraction("kader-2025.txt")


def who(found: Extraction, speaker: str | None) -> str | None:
    return next((official.name for official in found.officials if official.id == speaker), speaker)


def row(found: Extraction, text: str) -> tuple[object, ...]:
    (one,) = [statistic for statistic in found.statistics if statistic.text == text]
    speaker = who(found, one.speaker)
    return (one.value, one.unit, one.role, one.realis, one.period, speaker and speaker.split(" (")[0])


KKP = "Kementerian Kelautan dan Perikanan"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("40 persen", (40, "persen", "share", "target", "2025", KKP)),
        ("18.500 orang", (18500, "orang", "base", "actual", "2025", KKP)),
        ("60 persen", (60, "persen", "share", "target", "2025", KKP)),
        ("7.450 orang", (7450, "orang", "part", "target", "2025", KKP)),
        ("lima angkatan", (5, "angkatan", "total", "actual", "2025", "Rudiyanto")),
        ("6.215 penyuluh", (6215, "penyuluh", "cumulative", "actual", "../2025-08", "Rudiyanto")),
        ("1.300 peserta", (1300, "peserta", "increment", "actual", "2025-09", "Rudiyanto")),
    ],
)
def test_statistics_of_the_target(target: Extraction, text: str, expected: tuple[object, ...]) -> None:
    assert row(target, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4 gelombang", (4, "gelombang", "total", "actual")),
        ("3 gelombang", (3, "gelombang", "part", "actual")),
        ("2.140 peserta", (2140, "peserta", "level", "actual")),
        ("5.208 orang", (5208, "orang", "part", "actual")),
        ("9.874 orang", (9874, "orang", "cumulative", "actual")),
        ("1.416 orang", (1416, "orang", "increment", "actual")),
        ("11.290 orang", (11290, "orang", "total", "actual")),
    ],
)
def test_statistics_of_the_total(total: Extraction, text: str, expected: tuple[object, ...]) -> None:
    assert row(total, text)[:4] == expected


def statistic(found: Extraction, text: str) -> Statistic:
    return next(one for one in found.statistics if one.text == text)


def test_intervals_bases_and_ordinals(target: Extraction, total: Extraction) -> None:
    share = statistic(target, "60 persen")
    assert (share.low, share.high) == (Decimal("59.5"), Decimal("60.5"))
    assert share.base is not None
    antecedents = {statistic(target, "40 persen").id, statistic(target, "18.500 orang").id}
    assert (set(share.base.ids), share.base.cue) == (antecedents, "Dari jumlah tersebut")
    ordinals = [(one.value, one.period) for one in target.statistics if one.dimension == "ordinal"]
    assert ordinals == [(4, "2025-08"), (5, "2025-09")]
    assert [one.value for one in total.statistics if one.dimension == "ordinal"] == [4]
    assert statistic(total, "1.416 orang").period == "2025-10-14"


def test_no_year_is_a_count_and_no_count_a_year(target: Extraction, total: Extraction) -> None:
    years = {Decimal(2023), Decimal(2024), Decimal(2025)}
    assert not years & {one.value for one in (*target.statistics, *total.statistics)}
    assert "2.140" not in {time.text for time in total.times}


def test_officials_of_the_target(target: Extraction) -> None:
    rows = [(one.name, one.position, one.acting) for one in target.officials]
    assert [(name, acting) for name, _, acting in rows] == [
        ("Rudiyanto", "plt"), ("Hadi Prasetya", None), ("Maya Lestari", None),
    ]  # fmt: skip
    first = target.officials[0]
    assert first.title.startswith("Pelaksana Tugas (Plt) Direktur Jenderal (Dirjen)")
    assert [mention.kind for mention in first.mentions] == ["full", "full", "full", "pronoun", "pronoun"]
    assert [mention.text for mention in target.officials[2].mentions][1:] == ["Maya"]


def test_officials_of_the_total(total: Extraction) -> None:
    assert [(one.name, one.acting) for one in total.officials] == [("Endang", None), ("Bagas Hartono", None)]
    assert total.officials[1].position == "Direktur Gizi Masyarakat"


def test_statements(target: Extraction, total: Extraction) -> None:
    said = [(one.kind, who(target, one.speaker), one.resolution) for one in target.statements]
    wanted = [
        ("indirect", "Rudiyanto", "named"),
        ("indirect", "Rudiyanto", "carried_over"),
        ("direct", "Rudiyanto", "named"),
        ("relayed", "Hadi Prasetya", "named"),
        ("indirect", "Rudiyanto", "pronoun"),
        ("direct", "Rudiyanto", "pronoun"),
        ("indirect", "Maya Lestari", "named"),
        ("direct", "Maya Lestari", "named"),
    ]
    rest = iter(said)
    assert all(one in rest for one in wanted), said
    assert [(one.kind, who(total, one.speaker)) for one in total.statements if one.kind == "direct"] == [
        ("direct", "Endang"), ("direct", "Endang"), ("direct", "Bagas Hartono"),
    ]  # fmt: skip


def test_events(target: Extraction, total: Extraction) -> None:
    opening = next(one for one in target.events if one.date == "2025-09-17")
    assert opening.place == "Bandung"
    assert target.officials[0].id in opening.officials
    training = total.events[0]
    assert training.name is not None
    assert training.name.startswith("Pelatihan Kader Posyandu")
    assert (training.date, training.mode) == ("2025-10-14/2025-10-15", "hybrid")
    assert training.organisers[0].startswith("Kementerian Kesehatan")
    programme = next(one for one in total.events if one.id == training.part_of)
    assert training.series == Series(unit="gelombang", number=4)
    assert (programme.date, programme.series) == ("2025", Series(unit="gelombang", total=4, year=2025))
    assert training.place != "Semarang"  # a dateline is not the place of an event


def kinds(found: Extraction) -> list[tuple[str, str, str | None]]:
    return sorted((one.kind, one.verdict, one.reason) for one in found.checks)


def test_checks_of_the_target(target: Extraction) -> None:
    assert kinds(target) == [
        ("chronology", "consistent", None),
        ("chronology", "consistent", None),
        ("count_vs_ordinal", "consistent", None),
        ("date_containment", "consistent", None),
        ("date_containment", "consistent", None),
        ("date_weekday", "consistent", None),
        ("date_weekday", "consistent", None),
        ("pct_chain", "inconsistent", None),
    ]


def test_checks_of_the_total(total: Extraction) -> None:
    assert kinds(total) == [
        ("count_vs_ordinal", "consistent", None),
        ("date_containment", "consistent", None),
        ("date_containment", "consistent", None),
        ("date_weekday", "consistent", None),
        ("date_weekday", "consistent", None),
        ("part_le_whole", "consistent", None),
        ("repeat", "not_checkable", "different_population"),
        ("sum", "consistent", None),
        ("sum", "consistent", None),
    ]


def finding(target: Extraction) -> Check:
    (one,) = target.findings
    return one


def test_the_one_finding_tries_three_readings(target: Extraction) -> None:
    one = finding(target)
    assert (one.severity, one.scope) == ("high", "adjacent")
    assert [reading.computed for reading in one.readings] == [Decimal(4440), Decimal(11100), Decimal(15540)]
    assert {reading.reported for reading in one.readings} == {Decimal(7450)}
    assert not any(reading.agrees for reading in one.readings)
    first = one.readings[0]
    assert (first.low, first.high) == (Decimal("4347.9625"), Decimal("4532.9625"))
    assert {(span.role, span.text) for span in one.spans} >= {("percent", "60 persen"), ("base", "18.500 orang")}


def test_the_message_says_everything_in_both_languages(target: Extraction) -> None:
    message = finding(target).message
    for words in ("60 persen", '"dari jumlah tersebut"', "7.450 orang", "4.440", "11.100", "15.540", "40,27 persen"):
        assert words.lower() in message.id.lower()
    assert message.id.endswith("Pemeriksaan ini tidak menentukan angka mana yang keliru.")
    for words in ("60 percent", "7,450", "4,440", "11,100", "15,540", "40.27 percent"):
        assert words in message.en
    assert message.en.endswith("This check does not tell which figure is wrong.")


def test_repairs_boilerplate_and_dateline(target: Extraction, total: Extraction) -> None:
    raw = (SAMPLES / "penyuluh-2025.txt").read_text(encoding="utf-8")
    article = target.article
    assert original(article.text, article.repairs) == raw
    assert "Â" not in article.text
    assert "\u00a0" not in article.text
    assert (article.place, article.outlet) == ("Bandung", "kabarpantura.id")
    assert article.published == Published(timex="2025-09-18", edtf="2025-09-18/..", basis="inferred")
    assert [mark.text for mark in article.boilerplate][1:] == ["(**)"]
    assert [mark.text for mark in total.article.boilerplate][1:] == ["(rin)", "Load more"]
    assert total.article.published == Published(timex="2025-10-14", edtf="2025-10-14/..", basis="inferred")


def test_an_article_from_a_string_gives_the_same_records(total: Extraction) -> None:
    again = Extractor()(Article(text=total.article.text))
    assert [one.text for one in again.statistics] == [one.text for one in total.statistics]
