"""Tokens: what stays together, what comes apart, and the invariants on any text."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k3extract.rulebook import load_rulebook
from k3extract.text import Tokenizer

TOKENIZER = Tokenizer(load_rulebook())


def words(text: str) -> str:
    return " | ".join(text[start:end] for start, end in TOKENIZER.tokens(text))


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Senin (25/11/2024).", "Senin | ( | 25/11/2024 | ) | ."),
        ("Kamis-Jumat (16-17/11/2023)", "Kamis-Jumat | ( | 16-17/11/2023 | )"),
        ("Jumat(8/3)", "Jumat | ( | 8/3 | )"),
        ("Rp1,5 triliun", "Rp | 1,5 | triliun"),
        ("Rp.1,5 triliun", "Rp. | 1,5 | triliun"),
        ("US$5 juta", "US$ | 5 | juta"),
        ("pukul 10.00WIB", "pukul | 10.00 | WIB"),
        ("12.735 orang, 45,32%", "12.735 | orang | , | 45,32 | %"),
        ("ke-6 1990-an 10.000-an 200an", "ke-6 | 1990-an | 10.000-an | 200an"),
        ("Covid-19 non-BBM K3-nya orang-orang", "Covid-19 | non-BBM | K3-nya | orang-orang"),
        ("dan/atau", "dan | / | atau"),
        ("1x24 jam, 5G", "1x24 | jam | , | 5G"),
        ("Dr. Ir. H. Joko S. Hutapea, S.H.,M.H.", "Dr. | Ir. | H. | Joko | S. | Hutapea | , | S.H. | , | M.H."),
        ("PT. Maju Tbk. di Jl. Mawar No. 5", "PT. | Maju | Tbk. | di | Jl. | Mawar | No. | 5"),
        ("Rapat dua jam. Usai", "Rapat | dua | jam | . | Usai"),
        ("Rapat jam. 10", "Rapat | jam. | 10"),
        ("KABARKITA.co.id - contoh@kita.id", "KABARKITA.co.id | - | contoh@kita.id"),
        ("Lihat https://kita.id/a?b=1.", "Lihat | https://kita.id/a?b=1 | ."),
        ("@akun_1 #K3Kita", "@akun_1 | #K3Kita"),
        ("Jum'at Qur’an", "Jum'at | Qur’an"),
        ('selesai... "Ya," ‘’kita’’', 'selesai | ... | " | Ya | , | " | ‘’ | kita | ’’'),
        ("kata.Korban", "kata | . | Korban"),
    ],
)
def test_tokens(text: str, tokens: str) -> None:
    assert words(text) == tokens


def test_a_part_of_the_text_has_its_own_offsets() -> None:
    assert TOKENIZER.tokens("Kata Dr. Budi, selesai.", 5, 13) == [(5, 8), (9, 13)]


@given(
    st.text(alphabet=st.sampled_from("aZé09 .,-/:@#'’\"()\n\t\u00a0$x%…_w") | st.characters(codec="utf-8"), max_size=80)
)
def test_tokens_are_all_of_the_text_and_nothing_twice(text: str) -> None:
    spans = TOKENIZER.tokens(text)
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert not any(char.isspace() for start, end in spans for char in text[start:end])
    kept = "".join(text[start:end] for start, end in spans)
    assert kept == "".join(char for char in text if not char.isspace())


@pytest.mark.parametrize(
    "piece", ["a.", "a-", "1.", "A.", "a", "a'", ".", "www.", "a@", "x_-.", "https://", "@", "1-a"]
)
def test_nasty_input_takes_linear_time(piece: str) -> None:
    text = piece * 100_000
    started = time.process_time()
    TOKENIZER.tokens(text)
    assert time.process_time() - started < 3.0
