"""Boilerplate: marked to the character, the article around it left alone."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from k3extract.reading import BoilerplateMarker
from k3extract.rulebook import load_rulebook

TABLE = yaml.safe_load((Path(__file__).parents[1] / "tables" / "boilerplate.yaml").read_text(encoding="utf-8"))
WORDS = (
    "Baca juga:|Harga|Naik|di|Desa|Sukamaju|warga|mengatakan|12,5|persen.|(abc/def)|\n|Editor:|"
    "SCROLL TO CONTINUE WITH CONTENT|"
    "JAKARTA, KOMPAS.com -|[Gambas:Video|20detik]|Foto:|***|(|)|“|”|Simak juga Video|Load more|\u00a0|Penulis"
)


@pytest.fixture(scope="module")
def marker() -> BoilerplateMarker:
    return BoilerplateMarker(load_rulebook())


@pytest.mark.parametrize("row", TABLE)
def test_marks(marker: BoilerplateMarker, row: str) -> None:
    text = row.replace("⟪", "").replace("⟫", "")
    marked, at = "", 0
    for mark in marker.mark(text):
        marked += f"{text[at : mark.start]}⟪{mark.text}⟫"
        at = mark.end
    assert marked + text[at:] == row


def test_kinds(marker: BoilerplateMarker) -> None:
    text = "SUKADAMAI, KabarDesa.com - Naik.\nAdvertisement\nBaca juga: Stok Beras Capai 2 Juta Ton\n(abc)\nLoad more"
    assert [mark.kind for mark in marker.mark(text)] == ["dateline", "ad", "related", "initials", "pager"]


@settings(max_examples=300)
@given(st.one_of(st.text(), st.lists(st.sampled_from(WORDS.split("|")), max_size=40).map(" ".join)))
def test_any_text(text: str) -> None:
    at = 0
    for mark in BoilerplateMarker(load_rulebook()).mark(text):
        assert at <= mark.start < mark.end <= len(text)
        assert text[mark.start : mark.end] == mark.text
        assert mark.text.strip()
        at = mark.end


@pytest.mark.parametrize(
    "piece", ["Baca juga: ", "(", "* ", "JAKARTA, ", "Foto: ", "A", "\n", "Editor: Budi ", "[Gambas:", "- "]
)
def test_linear(marker: BoilerplateMarker, piece: str) -> None:
    """Four times the text takes about four times as long (with room for a slow machine)."""
    import time

    spent = []
    for count in (5_000, 20_000):
        text = piece * count
        start = time.perf_counter()
        marker.mark(text)
        spent.append(time.perf_counter() - start)
    assert spent[1] < 14 * spent[0] + 0.1
