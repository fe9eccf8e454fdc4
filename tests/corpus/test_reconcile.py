"""Checks across articles, on own articles: what must be said, and what must stay silent."""

import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from click.testing import CliRunner

from k3extract.cli import main
from k3extract.corpus import Cross, reconcile
from k3extract.corpus.posts import same_person
from k3extract.errors import ReadError, SinkError
from k3extract.extract import Extractor
from k3extract.sinks.load import load
from k3extract.sinks.store import open_store

TRAINING = "Pelatihan Sertifikasi Penyuluh Perikanan di Bandung"
SAMPLES = str(Path(__file__).parents[2] / "corpora/reconcile")


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.fixture(scope="module")
def found(extractor: Extractor) -> list[Cross]:
    return list(reconcile(SAMPLES, extractor))


def written(folder: Path, texts: Iterable[tuple[str, str, str]]) -> str:
    """Articles (id, day, text) as JSON lines."""
    lines = (json.dumps({"id": name, "published": day, "text": text}) for name, day, text in texts)
    path = folder / "articles.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


def about(found: list[Cross], *articles: str) -> list[Cross]:
    return [one for one in found if [span.article for span in one.spans] == list(articles)]


def test_a_pair_proves_a_slip(found: list[Cross]) -> None:
    (proof,) = about(found, "panen-a", "panen-b")
    assert (proof.kind, proof.verdict, proof.severity, proof.rule) == ("repeat", "inconsistent", "high", "corpus:proof")
    assert [span.text for span in proof.spans] == ["30.041 ton", "35.041 ton"]
    assert str(proof.gap) == "5000"
    assert "satu angka berbeda" in proof.message.id
    assert "35,041 ton" in proof.message.en


def test_the_same_sentence_with_two_digits_swapped(found: list[Cross]) -> None:
    (swapped,) = about(found, "posko-a", "posko-b")
    assert (swapped.verdict, swapped.severity) == ("inconsistent", "medium")
    assert "dua angka tertukar" in swapped.message.id
    assert swapped.articles == (2, 1)


def test_a_repeat_that_agrees(found: list[Cross]) -> None:
    (same,) = [one for one in about(found, "posko-a", "posko-c") if one.kind == "repeat"]
    assert (same.verdict, same.severity) == ("consistent", "none")


def test_another_period_is_never_compared(found: list[Cross]) -> None:
    for one in found:
        names = {span.article for span in one.spans}
        assert "posko-esok" not in names
        assert one.kind != "repeat" or "panen-lalu" not in names


def test_succession_the_same_holder_and_acting(found: list[Cross]) -> None:
    (succession,) = about(found, "panen-lalu", "panen-a")
    assert (succession.kind, succession.verdict) == ("post_holder", "consistent")
    assert succession.message.id.endswith(
        "Bambang Wirawan (2024-09-19), lalu Rina Kartikasari (2025-09-18): pergantian."
    )
    (same,) = about(found, "kota-a", "kota-b")
    assert (same.kind, same.verdict) == ("official_post", "consistent")
    (acting,) = about(found, "kota-b", "kota-c")
    assert "lalu Plt Yusuf Maulana" in acting.message.id


def test_two_full_holders_on_one_day_are_information(found: list[Cross]) -> None:
    (overlap,) = [one for one in about(found, "posko-a", "posko-c") if one.kind == "post_holder"]
    assert (overlap.verdict, overlap.reason, overlap.severity) == ("not_checkable", "grade_c", "info")


def test_every_span_quotes_and_ids_are_unique(found: list[Cross]) -> None:
    texts = {}
    for line in (Path(SAMPLES) / "articles.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        texts[row["id"]] = row["text"]
    for one in found:
        for span in one.spans:
            assert texts[span.article][span.start : span.end] == span.text
            assert (span.line, span.column) == (1, span.start + 1)
    assert len({one.id for one in found}) == len(found)


def test_small_numbers_in_an_equal_sentence_are_no_finding(tmp_path: Path, extractor: Extractor) -> None:
    frame = (
        "Warga yang ingin mendaftar dapat menyiapkan berkas dari rumah masing-masing, lalu mengikuti {} langkah "
        "berikut yang dijelaskan oleh petugas pelayanan di kantor kelurahan itu sejak pagi."
    )
    source = written(tmp_path, [("a", "2025-02-03", frame.format("lima")), ("b", "2025-02-03", frame.format("enam"))])
    assert all(one.verdict != "inconsistent" for one in reconcile(source, extractor))


def test_one_event_two_counts(tmp_path: Path, extractor: Extractor) -> None:
    texts = [
        ("a", "2025-09-18", f"{TRAINING}, Rabu (17/9/2025), diikuti 1.325 peserta."),
        ("b", "2025-09-19", f"{TRAINING}, Rabu (17/9/2025), diikuti 1.352 peserta."),
        ("c", "2024-09-19", f"{TRAINING}, Rabu (18/9/2024), diikuti 1.235 peserta."),
    ]  # fmt: skip
    found = [one for one in reconcile(written(tmp_path, texts), extractor) if one.kind == "repeat"]
    assert [(one.verdict, one.rule) for one in found] == [("inconsistent", "corpus:event")]
    assert [span.article for span in found[0].spans] == ["a", "b"]


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ("1.325 peserta", "1.487 peserta", "inconsistent"),  # no slip lies between them, but both were counted
        ("1.325 peserta", "1.500 peserta", "not_checkable"),
        ("1.325 peserta", "sekitar 1.487 peserta", "not_checkable"),
        ("1.325 peserta", "sekitar 1.300 peserta", "approximate"),
        ("1.325 peserta", "1.325 peserta", "consistent"),
    ],
)
def test_counts_of_one_event(tmp_path: Path, extractor: Extractor, one: str, other: str, verdict: str) -> None:
    told = f"{TRAINING}, Rabu (17/9/2025), diikuti {{}}."
    source = written(tmp_path, [("a", "2025-09-18", told.format(one)), ("b", "2025-09-18", told.format(other))])
    assert [found.verdict for found in reconcile(source, extractor) if found.kind == "repeat"] == [verdict]


def test_plan_and_outcome_are_never_compared(tmp_path: Path, extractor: Extractor) -> None:
    texts = [
        ("a", "2025-09-18", f"{TRAINING}, Rabu (17/9/2025), diikuti 1.325 peserta."),
        ("b", "2025-09-18", f"{TRAINING}, Rabu (17/9/2025), ditargetkan diikuti 1.352 peserta."),
    ]  # fmt: skip
    assert [one for one in reconcile(written(tmp_path, texts), extractor) if one.kind == "repeat"] == []


def test_a_run_and_a_store_say_the_same(tmp_path: Path, extractor: Extractor, found: list[Cross]) -> None:
    run = CliRunner().invoke(main, ["extract", SAMPLES, "-o", str(tmp_path / "records.jsonl")], catch_exceptions=False)
    assert run.exit_code == 0
    store = open_store(f"duckdb:///{tmp_path}/records.duckdb")
    try:
        load(tmp_path / "records.jsonl", store)
    finally:
        store.close()
    wanted = [one.id for one in found]
    assert [one.id for one in reconcile(f"duckdb:///{tmp_path}/records.duckdb", extractor)] == wanted
    assert [one.id for one in reconcile(str(tmp_path / "records.jsonl"), extractor)] == wanted


def test_what_cannot_be_opened_is_said(tmp_path: Path, extractor: Extractor) -> None:
    with pytest.raises(ReadError, match="no such file"):
        list(reconcile(str(tmp_path / "nothing"), extractor))
    with pytest.raises(SinkError, match="no such store"):
        list(reconcile(str(tmp_path / "nothing.duckdb"), extractor))
    with pytest.raises(SinkError, match="only a DuckDB store"):
        list(reconcile("postgresql://host/base", extractor))
    (tmp_path / "broken.duckdb").write_text("no store at all")
    with pytest.raises(SinkError, match="broken"):
        list(reconcile(str(tmp_path / "broken.duckdb"), extractor))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Fannky Ani Sugiharto", "Fanky Ani Sugiharto", True),
        ("M. Said", "Muhammad Said", True),
        ("Herman HN", "Heman HN", True),
        ("Rina Kartikasari", "Bambang Wirawan", False),
        ("Yusuf Maulana", "Ratna Permatasari", False),
        ("Bayu Bowo", "Hardi Wibowo", False),
        ("Adi Pranata", "Wahdi Saputra", False),
    ],
)
def test_spellings_of_a_name(one: str, other: str, same: bool) -> None:
    assert same_person(one, other) is same


def test_the_verb_prints_and_sets_its_status(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["reconcile", SAMPLES, "--lang", "en"], catch_exceptions=False)
    assert result.exit_code == 1
    assert "repeat: This article states 30,041 ton" in result.stdout
    assert "succession" not in result.stdout
    rows = CliRunner().invoke(main, ["reconcile", SAMPLES, "--format", "json"], catch_exceptions=False)
    checks = [json.loads(line) for line in rows.stdout.splitlines()]
    assert [one["scope"] for one in checks] == ["cross_article"] * 3
    dismissed = [{"check": one["id"], "decision": "dismissed", "why": "diralat"} for one in checks]
    (tmp_path / "review.jsonl").write_text("\n".join(map(json.dumps, dismissed)), encoding="utf-8")
    again = CliRunner().invoke(main, ["reconcile", SAMPLES, "--review", str(tmp_path / "review.jsonl")])
    assert (again.exit_code, again.stdout) == (0, "")
    missing = CliRunner().invoke(main, ["reconcile", str(tmp_path / "nothing")])
    assert missing.exit_code == 2


HARVEST = "Dari kecamatan utara terkumpul 20.884 ton, dari kecamatan selatan 14.157 ton, sehingga total gabah {} ton."
PRAISE = (
    " Para petani di kedua kecamatan itu berterima kasih kepada penyuluh yang mendampingi mereka sejak musim tanam."
)


def test_copies_are_one_source_and_years_apart_prove_nothing(tmp_path: Path, extractor: Extractor) -> None:
    wrong = ("salah", "2025-09-18", "Hasil panen dihitung. " + HARVEST.format("30.041"))
    right = HARVEST.format("35.041") + PRAISE
    copies = [("a", "2025-09-18", right), ("b", "2025-09-19", f"Indramayu - {right}"), ("c", "2025-09-19", right)]
    (proof,) = [one for one in reconcile(written(tmp_path, [wrong, *copies]), extractor) if one.rule == "corpus:proof"]
    assert proof.articles == (1, 1)
    other = ("d", "2025-09-20", HARVEST.format("35.041") + " Gudang penuh sampai bulan depan menurut pengelolanya.")
    (proof,) = [
        one for one in reconcile(written(tmp_path, [wrong, *copies, other]), extractor) if one.rule == "corpus:proof"
    ]
    assert proof.articles == (1, 2)
    late = [(name, day.replace("2025", "2022"), text) for name, day, text in copies]
    assert [one for one in reconcile(written(tmp_path, [wrong, *late]), extractor) if one.rule == "corpus:proof"] == []
