"""Who held which post: spellings of a post, foreigners, the past, hand-overs."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from k3extract.corpus import Cross, reconcile
from k3extract.corpus.spellings import COLUMNS, tables
from k3extract.extract import Extractor

Told = Callable[..., list[str]]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.fixture
def told(tmp_path: Path, extractor: Extractor) -> Told:
    """The English messages about posts over articles ``(day, text)``."""

    def told(*articles: tuple[str, str]) -> list[str]:
        path = tmp_path / "articles.jsonl"
        rows = ({"id": f"a{n}", "published": day, "text": text} for n, (day, text) in enumerate(articles))
        path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
        found: list[Cross] = [one for one in reconcile(str(path), extractor) if one.kind != "repeat"]
        return [one.message.en for one in found]

    return told


def test_a_post_is_one_under_all_its_spellings(told: Told) -> None:
    post = "menteri ketenagakerjaan, kementerian ketenagakerjaan"
    assert told(
        ("2025-01-06", "Menaker Sulistyo Wardhana membuka pelatihan las di Tegal."),
        ("2025-02-03", "Menteri Ketenagakerjaan (Menaker) Sulistyo Wardhana membuka bursa kerja di Brebes."),
        ("2025-03-03", "Menteri Ketenagakerjaan Ratna Puspitasari membuka bursa kerja di Slawi."),
    ) == [
        f"Sulistyo Wardhana holds the same post ({post}) on 2025-01-06 and 2025-02-03: consistent.",
        f"{post}: Sulistyo Wardhana (2025-02-03), then Ratna Puspitasari (2025-03-03): succession.",
    ]
    assert told(
        ("2025-01-06", "Gubernur Jateng Bagus Hartanto meninjau tanggul di Demak."),
        ("2025-02-03", "Gubernur Jawa Tengah Bagus Hartanto meninjau tanggul di Kendal."),
    ) == [
        "Bagus Hartanto holds the same post (gubernur, provinsi jawa tengah) on 2025-01-06 and 2025-02-03: consistent."
    ]


def test_a_minister_of_another_state_holds_no_post_of_ours(told: Told) -> None:
    foreign = ("2025-06-10", "Menteri Perdagangan Malaysia Ahmad Zulkarnain tiba di Jakarta.")
    theirs = ("2025-06-10", "Menteri Perdagangan Ahmad Zulkarnain menolak usulan tarif itu, Selasa.")
    ours = ("2025-06-10", "Menteri Perdagangan Hendra Kurniawan menjawab usulan tarif itu, Selasa.")
    assert told(theirs, ours), "without the state nothing tells them apart"
    assert told(foreign, theirs, ours) == []


def test_who_is_told_of_the_past_is_no_second_holder(told: Told) -> None:
    now = [(f"2025-06-{day:02}", "Bupati Demak Hendra Saputra meninjau posko banjir.") for day in (2, 10, 18)]
    past = ("2025-06-10", "Bupati Demak Lukman Hakim dahulu membangun bendung itu.")
    (same,) = told(*now, past)
    assert same.startswith("Hendra Saputra holds the same post")


def test_a_former_holder_holds_it_no_longer(told: Told) -> None:
    assert told(
        ("2025-03-03", "Mantan Bupati Demak Lukman Hakim hadir di pendopo."),
        ("2025-05-05", "Bupati Demak Lukman Hakim membangun bendung itu pada masanya."),
        ("2025-05-06", "Bupati Demak Hendra Saputra meninjau bendung itu."),
    ) == []  # fmt: skip


def test_both_are_named_on_the_day_of_a_hand_over(told: Told) -> None:
    old, new = "Bupati Demak Lukman Hakim", "Bupati Demak Hendra Saputra"
    found = told(
        ("2025-02-03", f"{old} membuka pasar murah."),
        ("2025-02-20", f"{old} menyerahkan memori jabatan."),
        ("2025-02-20", f"{new} menerima memori jabatan."),
        ("2025-03-03", f"{new} membuka pasar murah."),
    )
    assert found[2:] == [
        "bupati, kabupaten demak: Lukman Hakim (2025-02-20), then Hendra Saputra (2025-02-20): succession."
    ]


def test_the_tables_of_spellings(extractor: Extractor) -> None:
    made = tables(extractor.rulebook)
    assert set(made) == set(COLUMNS)
    assert all(len(row) == len(COLUMNS[name]) for name, rows in made.items() for row in rows)
    assert ("mendagri", "menteri dalam negeri") in made["named"]
    assert ("jateng", "jawa tengah") in made["regions"]
    assert ("malaysia",) in made["countries"]
    assert not [name for (name,) in made["countries"] if "indonesia" in name or name == "ri"]
