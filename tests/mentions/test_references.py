"""References: what they cover, what they leave to the quantities, and that nothing makes them slow."""

import time
from itertools import pairwise
from pathlib import Path

import pytest

from k3extract.errors import RuleError
from k3extract.mentions.quantities import QuantityScanner
from k3extract.mentions.references import ReferenceScanner
from k3extract.rulebook import load_rulebook

RULEBOOK = load_rulebook()
REFERENCES = ReferenceScanner(RULEBOOK)
QUANTITIES = QuantityScanner(RULEBOOK)


@pytest.mark.parametrize(
    ("text", "covered", "kind"),
    [
        ("Ia dijerat Pasal 363 ayat (1) ke-3 KUHP.", "Pasal 363 ayat (1) ke-3", "law"),
        ("Ia dijerat Pasal 338, 340, dan 351 KUHP.", "Pasal 338, 340, dan 351", "law"),
        ("UU Nomor 13 Tahun 2003 berlaku.", "Nomor 13 Tahun 2003", "law"),
        ("Kepmen Nomor 348.K/TL.01/MEM.L/2024 terbit.", "Nomor 348.K/TL.01/MEM.L/2024", "law"),
        ("Warga RT 03/RW 05 mengungsi.", "RT 03/RW 05", "address"),
        ("Hubungi 0812-3456-7890 ya.", "Hubungi 0812-3456-7890", "phone"),
        ("Mobil B 1234 ABC kabur.", "B 1234 ABC", "plate"),
        ("Alamat 10.20.30.40 itu.", "10.20.30.40", "code"),
        ("SALAH SATU peserta.", "SALAH SATU", "idiom"),
        ("Warga KEPULAUAN SERIBU.", "KEPULAUAN SERIBU", "place"),
        ("Ia duduk di bus nomor 2.Mendengar itu.", "nomor 2", "law"),
        ("Laga PSS 2-1 itu menang 3-0 katanya.", "menang 3-0", "score"),
    ],
)
def test_spans(text: str, covered: str, kind: str) -> None:
    found = [(text[item.start : item.end], item.kind) for item in REFERENCES.scan(text)]
    assert (covered, kind) in found


@pytest.mark.parametrize(
    "text",
    [
        "Layanan 24 jam dibuka.",
        "Seragam SD 322 setel dan SMP 205 setel dibagikan.",
        "Menit 30 detik itu.",
        "Mereka menang 3 gol tanpa balas.",
        "Nilainya 27.512.000.000 rupiah.",
        "Ada seribu pulau kecil; kepulauan seribu warna.",
        "Nomor ID pelanggan hilang.",
        "Denda itu subsider 2 tahun kurungan.",
        "Vitamin D 400 IU per hari.",
        "PPDB SMP Surabaya 2022 dibuka.",
        "Kuartal IV 2020 PDB naik.",
    ],
)
def test_left_alone(text: str) -> None:
    assert not [text[item.start : item.end] for item in REFERENCES.scan(text) if item.kind not in ("idiom", "place")]


def test_a_pattern_begins_with_a_word_or_a_shape(tmp_path: Path) -> None:
    (tmp_path / "references").mkdir()
    rule = 'bad:\n  kind: x\n  patterns: ["(no) {digits}"]\n  finds: ["[no 5]"]\n  ignores: [y]\n'
    (tmp_path / "references" / "bad.yaml").write_text(rule, encoding="utf-8")
    with pytest.raises(RuleError, match=r"references/bad\.yaml:1: a pattern begins"):
        ReferenceScanner(load_rulebook(tmp_path))


def test_none_overlap() -> None:
    text = "Pasal 5 ayat 2 UU No. 1 Tahun 1970, RT 03 RW 05, kloter 34 dan Liga 1, salah satu dari SMA 8."
    found = list(REFERENCES.scan(text))
    assert found == sorted(found, key=lambda item: item.start)
    assert all(left.end <= right.start for left, right in pairwise(found))


@pytest.mark.parametrize(
    "piece",
    ["1", "1.", "1.000.", "dua ", "dua puluh ", "1 ribu ", "1-", "Rp", "Rp 1 ", "ke-", "1(", "1x", "koma ", "a", "I",
     "pasal 1, ", "1 hingga ", "lima kali sepuluh pangkat ", "1 kg per ", "tujuh (", "\n1", "A 1 ", "Jalan 1 ", " "],
)  # fmt: skip
def test_linear(piece: str) -> None:
    text = piece * (30_000 // len(piece))
    started = time.process_time()
    QUANTITIES.scan(text, [(item.start, item.end) for item in REFERENCES.scan(text)])
    assert time.process_time() - started < 5
