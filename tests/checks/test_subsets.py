"""Parts among a whole: which figure is the whole, and when a larger part is a finding."""

from collections.abc import Callable

import pytest

from k3extract.records import Check

Run = Callable[..., list[Check]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Koperasi itu melayani 8.412 anggota, baik nelayan maupun petani, dengan 3.655 di antaranya menabung.",
            [("consistent", ["8.412 anggota", "3.655"])],
        ),
        (
            "Jumlah kasus campak mencapai 312 kasus dan 17 orang di antaranya meninggal.",
            [("consistent", ["312 kasus", "17 orang"])],
        ),
        (
            "Sebanyak 14 warga keracunan jamur. Enam di antaranya masih dirawat.",
            [("consistent", ["14 warga", "Enam"])],
        ),
        (
            "Dinas memperbaiki 46 jembatan, termasuk 59 jembatan gantung.",
            [("inconsistent", ["46 jembatan", "59 jembatan"])],
        ),
        ("Dinas memperbaiki lebih dari 46 jembatan, termasuk 59 jembatan gantung.", []),
        ("Ada 640 pengungsi. Hari ini datang 12 orang, 85 orang di antaranya anak-anak.", []),
        ("Ada 3 desa yang terendam, termasuk 240 rumah.", []),
    ],
)
def test_part_and_whole(check: Run, text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert [(c.verdict, [s.text for s in c.spans]) for c in check(text) if c.kind == "part_le_whole"] == expected
