"""Cues, event nouns and word classes."""

import pytest

from k3extract.mentions.cues import CueScanner
from k3extract.mentions.events import EventScanner
from k3extract.mentions.words import Words
from k3extract.rulebook import load_rulebook

RULEBOOK = load_rulebook()


def test_the_longest_cue_wins() -> None:
    text = "Total jumlah penerima dari total 40 desa."
    found = [(text[cue.start : cue.end], cue.kind) for cue in CueScanner(RULEBOOK).scan(text)]
    assert found == [("Total jumlah", "total"), ("dari total", "base")]


def test_event_nouns_carry_type_and_strength() -> None:
    (noun,) = EventScanner(RULEBOOK).scan("Bupati memimpin rapat koordinasi banjir.")
    assert (noun.type, noun.strength, noun.deed) == ("meeting", "strong", None)


@pytest.mark.parametrize(
    ("active", "passive"),
    [
        ("menangkap", "ditangkap"),
        ("menyita", "disita"),
        ("mengamankan", "diamankan"),
        ("memeriksa", "diperiksa"),
        ("membuka", "dibuka"),
        ("melayani", "dilayani"),
        ("menggerebek", "digerebek"),
        ("mengirim", "dikirim"),
        ("meminta", "diminta"),
        ("rumah", None),
        ("media", None),
    ],
)
def test_passives(active: str, passive: str | None) -> None:
    assert Words(RULEBOOK).passive(active) == passive


def test_prefixed_nouns_are_no_verbs() -> None:
    words = Words(RULEBOOK)
    assert [words.is_verb(word) for word in ("dinas", "beras", "digitalisasi", "digelar", "naik")] == [
        False, False, False, True, True,
    ]  # fmt: skip


def test_listed_words_are_found_where_they_stand() -> None:
    words = Words(RULEBOOK)
    text = "Rina mengirim sebanyak 45 mangga."
    found = [(text[start:end], name) for start, end, name in words.scan(text)]
    assert found == [("mengirim", "cues/passives.txt"), ("sebanyak", "cues/words.txt")]


def test_classes_and_their_words() -> None:
    words = Words(RULEBOOK)
    assert "batch" in words.of("batch")
    assert words.classes("xyzzy") == frozenset()
