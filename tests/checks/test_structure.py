"""Lists by their build, and what licenses a finding about them."""

import pytest

from k3extract import Article, Extractor


@pytest.fixture(scope="module")
def extract() -> Extractor:
    return Extractor()


def verdicts(extract: Extractor, text: str, kind: str) -> list[tuple[str, list[str]]]:
    return [
        (check.verdict, [span.text for span in check.spans])
        for check in extract(Article(text=text)).checks
        if check.kind == kind
    ]


def test_a_part_that_is_broken_down_takes_in_what_makes_it_up(extract: Extractor) -> None:
    text = (
        "Sebanyak 96 pejabat dilantik, terdiri dari 41 orang pengawas meliputi 25 orang mutasi dan 16 orang promosi, "
        "serta 55 orang penyuluh."
    )
    assert ("consistent", ["96 pejabat", "41 orang", "55 orang"]) in verdicts(extract, text, "breakdown")
    broken = text.replace("96", "69")
    assert ("inconsistent", ["69 pejabat", "41 orang", "55 orang"]) in verdicts(extract, broken, "breakdown")


def test_every_way_to_end_a_list_is_a_reading(extract: Extractor) -> None:
    text = "Sebanyak 83 orang ditahan, terdiri dari 37 karyawan, 23 pemain. Selain itu, 3 orang pemilik."
    findings = [check for check in extract(Article(text=text)).findings if check.kind == "breakdown"]
    assert [sorted(str(reading.computed) for reading in check.readings) for check in findings] == [["60", "63"]]
    assert "37 karyawan + 23 pemain + 3 orang = 63" in findings[0].message.en


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Dari 427 berkas itu, 338 berkas selesai dan 89 lainnya diteliti.", "consistent"),
        ("Dari 427 berkas itu, 338 berkas selesai dan 98 lainnya diteliti.", "inconsistent"),
    ],
)
def test_the_total_of_a_remainder_is_the_one_taken_up(extract: Extractor, text: str, verdict: str) -> None:
    assert [found for found, _ in verdicts(extract, text, "remainder")] == [verdict]


@pytest.mark.parametrize(
    "text",
    [
        "Sebanyak 83 orang hadir, di antaranya 37 karyawan dan 23 pemain.",
        "Sebanyak 83 orang hadir, terdiri dari beberapa karyawan dan 23 pemain.",
        "Ada 3 desa, masing-masing menerima 80 dan 90 paket. Panitia menyiapkan 260 paket.",
    ],
)
def test_what_names_some_or_was_not_read_is_no_finding(extract: Extractor, text: str) -> None:
    assert extract(Article(text=text)).findings == ()
