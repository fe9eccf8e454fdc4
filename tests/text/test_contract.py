"""The contract of every backend for sentences: the same tests for all of them, Stanza's own code path included."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from k3extract.errors import BackendError
from k3extract.rulebook import load_rulebook
from k3extract.text import BACKENDS, RuleSegmenter, Segmenter, UnionSegmenter, segmenter

BOOK = load_rulebook()
RULES = RuleSegmenter(BOOK)
BREAKS = frozenset("\n\r\x0b\x0c\x1c\x1d\x1e\u2028\u2029")
TEXTS = [
    "",
    " \n\t \u00a0",
    "Satu",
    "Selasa (4/11/2024) sebuah crane jatuh di proyek Medan. Sebanyak 9 pekerja terluka dalam kejadian itu.",
    '  Judul Tanpa Titik\nKerugian ditaksir Rp2,5 miliar.\r\n\r\n"Kami masih menyelidiki," kata Siti Aminah. ',
    "Korban dibawa ke RSUD.Ledakan terjadi pukul 9.00 WIB. 😀 Apakah perusahaan akan diperiksa?!",
    "Menurut Dr. Budi Santoso, K3 harus diutamakan.\x85\u2028PT Maju Jaya Tbk. belum memberi keterangan…",
    "… . ! ? \" ' ( ) \ufeff",
]
# Pieces that make the rules meet each other; any characters besides.
PIECES = st.sampled_from(
    [
        "Kata", "dr.", "Dr.", "B.", "Tbk.", "(", ")", '"', "“", "”", "''", "‘", ".", "...", "?", "!", " ", "  ", "\n",
        "\u00a0", "Namun", "Baca juga:", "ADVERTISEMENT", "2024", "3.", "selesai", "KITA.com", "ujarnya", ",", "Ia me",
    ]
)  # fmt: skip
ANY_TEXT = st.lists(PIECES | st.text(max_size=3), max_size=25).map("".join)


class Everywhere:
    """A backend that breaks at every white space."""

    def sentences(self, text: str) -> list[tuple[int, int]]:
        found, start = [], None
        for at, char in enumerate(text + " "):
            if char.isspace() and start is not None:
                found.append((start, at))
                start = None
            elif not char.isspace() and start is None:
                start = at
        return found


@pytest.fixture(
    scope="module", params=["rules", "split quotations", "union", pytest.param("stanza", marks=pytest.mark.stanza)]
)
def backend(request: pytest.FixtureRequest) -> Segmenter:
    make: dict[str, Callable[[], Segmenter]] = {
        "rules": lambda: segmenter("rules", BOOK),
        "split quotations": lambda: segmenter("rules", BOOK, keep_quotations=False),
        "union": lambda: UnionSegmenter(RULES, Everywhere()),
        "stanza": lambda: segmenter("stanza", model_dir=request.getfixturevalue("stanza_dir")),
    }
    return make[request.param]()


def check(backend: Segmenter, text: str) -> None:
    spans = backend.sentences(text)
    at = 0
    for start, end in spans:
        assert at <= start < end <= len(text), "ordered, disjoint, none empty, in range"
        assert text[at:start].strip() == "", "every other character lies in a sentence"
        assert text[start:end] == text[start:end].strip(), "no outer white space"
        assert not BREAKS & set(text[start:end]), "no sentence crosses a line break"
        at = end
    assert text[at:].strip() == ""
    assert backend.sentences(text) == spans, "the same text gives the same sentences"


@pytest.mark.parametrize("text", TEXTS)
def test_contract(backend: Segmenter, text: str) -> None:
    check(backend, text)


@pytest.mark.parametrize("name", ["rules", "split", "union"])
@given(text=ANY_TEXT)
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_contract_on_any_text(name: str, text: str) -> None:
    chosen = {"rules": RULES, "split": SPLIT, "union": UNION}[name]
    check(chosen, text)


SPLIT = RuleSegmenter(BOOK, keep_quotations=False)
UNION = UnionSegmenter(RULES, Everywhere())


@given(text=ANY_TEXT)
def test_splitting_quotations_only_adds_breaks(text: str) -> None:
    assert {start for start, _ in RULES.sentences(text)} <= {start for start, _ in SPLIT.sentences(text)}


@given(first=ANY_TEXT, second=ANY_TEXT)
def test_lines_do_not_touch_each_other(first: str, second: str) -> None:
    """What stands on another line changes nothing, so articles may be cut at lines."""
    shift = len(first) + 1
    alone = [(start + shift, end + shift) for start, end in RULES.sentences(second)]
    assert RULES.sentences(f"{first}\n{second}") == RULES.sentences(first) + alone


def test_union_breaks_where_one_does() -> None:
    text = "Korban dua. Pelaku satu"
    assert UNION.sentences(text) == Everywhere().sentences(text)


def test_an_unknown_backend_is_named() -> None:
    with pytest.raises(BackendError, match=f"neural: .*{BACKENDS[0]}"):
        segmenter("neural", BOOK)


def test_without_a_rulebook_ours_is_loaded() -> None:
    assert segmenter().sentences("Satu. Dua.") == [(0, 5), (6, 10)]


def test_stanza_without_a_directory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("K3EXTRACT_STANZA_DIR", raising=False)
    monkeypatch.delenv("STANZA_RESOURCES_DIR", raising=False)
    with pytest.raises(BackendError, match="no model directory: give one or set K3EXTRACT_STANZA_DIR"):
        segmenter("stanza")


def test_stanza_with_a_missing_directory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("K3EXTRACT_STANZA_DIR", str(tmp_path / "none"))
    with pytest.raises(BackendError, match="no such directory"):
        segmenter("union", BOOK)
