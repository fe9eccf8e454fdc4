"""The prefilter may only let through too much, never too little."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k3extract.rulebook import Scanner, compile_pattern, scanner

SOURCES = (
    "naik|turun {p:number} persen",
    "terdiri (dari|atas) {n:digits}",
    "kafé|café {word}",
    "Menteri (Koordinator) {name:capital}",
    "ke-{n:digits}",
    "{gap} persen poin",
    "łódź",
)
PATTERNS = [(compile_pattern(source, "here"), source) for source in SOURCES]
WORDS = (
    "naik", "TURUN", "12,4", "persen", "poin", "terdiri", "dari", "7", "kafé", "CAFÉ", "Menteri", "menteri", "Éva",
    "Budi", "ke-3", "łódź", "ŁÓDŹ", "ſ", "nai\u212a", "ter\u017fama", "—", "\u00a0", "\n", "١٢", "日本",
)  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join) | st.text(max_size=40))
def test_prefilter_equals_brute_force(text: str) -> None:
    assert Scanner(PATTERNS).scan(text) == Scanner(PATTERNS, prefilter=False).scan(text)


def test_without_re2_the_same_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    with_re2 = Scanner(PATTERNS).scan("Kasus naik 12,4 persen poin")
    monkeypatch.setattr(scanner, "re2", None)
    assert Scanner(PATTERNS).scan("Kasus naik 12,4 persen poin") == with_re2 != []


def test_hits_carry_meaning_place_and_slots() -> None:
    text = "Lalu kasus naik 12,4 persen."
    (hit,) = Scanner(PATTERNS[:1]).scan(text, 5)
    assert (text[hit.start : hit.end], hit.meaning) == ("naik 12,4 persen", SOURCES[0])
    assert text[slice(*hit.groups["p"])] == "12,4"


def test_no_patterns_find_nothing() -> None:
    assert Scanner([]).scan("apa saja") == []
