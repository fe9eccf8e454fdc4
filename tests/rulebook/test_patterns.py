import time

import pytest
import regex

from k3extract.errors import RuleError
from k3extract.rulebook import compile_pattern


def groups(source: str, text: str) -> list[tuple[str, dict[str, str | None]]]:
    compiled = regex.compile(compile_pattern(source, "here").body, regex.V1)
    return [(match.group(), match.groupdict()) for match in compiled.finditer(text)]


@pytest.mark.parametrize(
    ("source", "text", "found"),
    [
        ("naik|meningkat", "Harga NAIK, lalu meningkat, kenaikan tidak.", ["NAIK", "meningkat"]),
        ("terdiri (dari)", "terdiri dari tiga; terdiri atas", ["terdiri dari", "terdiri"]),
        ("(kata) Menteri", "kata Menteri, menteri, MENTERI", ["kata Menteri", "MENTERI"]),
        ("(sebuah|satu) rapat (koordinasi) besar", "Sebuah  rapat besar, rapat koordinasi besar", 2),
        ("Dr.|dr. {name:capital}", "dr. Budi dan Dr. Sari", ["dr. Budi", "Dr. Sari"]),
        ("ke-{n:digits}", "ke-12 dan ke-x", ["ke-12"]),
    ],
)
def test_patterns_match_words(source: str, text: str, found: list[str] | int) -> None:
    hits = [hit for hit, _ in groups(source, text)]
    assert hits == found if isinstance(found, list) else len(hits) == found


def test_slots_become_groups() -> None:
    (hit,) = groups("naik {percent:number} persen (dari {old:number})", "naik 12,4 persen dari 100.")
    assert hit[1] == {"percent": "12,4", "old": "100"}


def test_a_pattern_does_not_run_over_a_line_break() -> None:
    assert groups("dua orang", "dua\norang") == []


@pytest.mark.parametrize("source", ["", "(a", "a)", "a {nosuch}", "a|", "{", "(a)"])
def test_bad_patterns_name_their_place(source: str) -> None:
    with pytest.raises(RuleError, match=r"^here: "):
        compile_pattern(source, "here")


@pytest.mark.parametrize(
    "source",
    [
        " ".join(["({word})"] * 11) + " selesai",
        "a {gap} b {gap} c {gap} d {gap} e",
        " ".join(["{word}|{capital}"] * 11),
    ],
    ids=["optional parts", "gaps", "slots that overlap"],
)
def test_a_pattern_that_could_take_for_ever_is_refused(source: str) -> None:
    with pytest.raises(RuleError, match="ways to read"):
        compile_pattern(source, "saya/satu.yaml:3")


def test_a_pattern_with_all_that_is_allowed_takes_no_time() -> None:
    compiled = regex.compile(compile_pattern(" ".join(["({word})"] * 10) + " selesai", "here").body, regex.V1)
    begun = time.process_time()
    assert compiled.search("kata " * 200) is None
    assert time.process_time() - begun < 5
