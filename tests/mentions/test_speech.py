"""Reporting verbs: their forms, where they are tags, and the word classes beside them."""

import pytest

from k3extract.mentions.speech import SpeechScanner, WordClasses
from k3extract.rulebook import load_rulebook


@pytest.fixture(scope="module")
def scanner() -> SpeechScanner:
    return SpeechScanner(load_rulebook())


@pytest.mark.parametrize(
    ("text", "form", "rule"),
    [
        ("Ia mengatakan bahwa", "mengatakan", "kata"),
        ("Diungkapkannya, jalan", "Diungkapkannya", "ungkap"),
        ("Menurutnya, jalan", "Menurutnya", "menurut"),
        ("menyampaikan pesan dari Bupati", "menyampaikan pesan dari", "relay"),
    ],
)
def test_forms(scanner: SpeechScanner, text: str, form: str, rule: str) -> None:
    (hit,) = [hit for hit in scanner.scan(text) if text[hit.start : hit.end] == form]
    assert hit.word.rule == f"speech/verbs.yaml:{rule}"
    assert hit.word.nya == form.endswith("nya")


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ("ujar Budi", "ujar"),
        ("ujarnya.", "ujarnya"),
        ("ujarmya.", "ujarmya"),
        ("ungkapya.", "ungkapya"),
        ("ujarBudi", "ujar"),
        ("dikutip dari akun", "dikutip dari"),
        ("sebuah rumah", None),
        ("karya Budi", None),
        ("", None),
    ],
)
def test_tags(scanner: SpeechScanner, tag: str, found: str | None) -> None:
    hit = scanner.tag(tag, 0)
    assert (hit and tag[hit.start : hit.end]) == found


def test_words_that_are_no_verbs_alone_are_not_scanned(scanner: SpeechScanner) -> None:
    assert scanner.scan("Toko itu tutup, aku pulang, nilai naik.") == []


def test_classes() -> None:
    words = WordClasses(load_rulebook())
    assert "dia" in words.set("pronoun")
    assert words.set("no such class") == frozenset()
