"""Lines, sentences from their beginnings, cuts at page furniture."""

import doctest

from hypothesis import given
from hypothesis import strategies as st

from k3extract.text import cut, spans

TEXT = st.text(alphabet="ab. \n\u00a0", max_size=30)
PLACES = st.lists(st.integers(0, 30), max_size=6)


def test_doctests() -> None:
    assert doctest.testmod(spans).failed == 0


@given(TEXT, PLACES)
def test_from_starts_covers_the_text(text: str, starts: list[int]) -> None:
    found = spans.from_starts(text, starts)
    assert all(start < end and text[start:end] == text[start:end].strip() for start, end in found)
    assert "".join("".join(text[start:end].split()) for start, end in found) == "".join(text.split())
    assert not any(start < wanted < end for start, end in found for wanted in starts)


@given(TEXT, PLACES)
def test_cut_keeps_every_character(text: str, places: list[int]) -> None:
    sentences = spans.from_starts(text, [])
    asides = [(low, high) for low, high in zip(sorted(places)[::2], sorted(places)[1::2], strict=False)]
    found = cut(text, sentences, asides)
    assert all(start < end and text[start:end] == text[start:end].strip() for start, end in found)
    assert "".join("".join(text[start:end].split()) for start, end in found) == "".join(text.split())
    inner = {edge for aside in asides for edge in aside}
    assert not any(start < edge < end for start, end in found for edge in inner)
