import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k3extract import Article, ReadError
from k3extract.article import Published, Repair, original, read_offset


def test_id_and_hash_come_from_the_text() -> None:
    digest = hashlib.sha256(b"Halo").hexdigest()
    assert Article(text="Halo").sha256 == digest
    assert Article(text="Halo").id == f"art_{digest[:16]}"
    assert Article(text="Halo", id="mine").id == "mine"
    assert Article(text="Halo", sha256="ab" * 32).id == "art_" + "ab" * 8


@pytest.mark.parametrize(
    ("given_date", "timex"),
    [("2024-11-26", "2024-11-26"), ("2024-11-26 10:00:00", "2024-11-26T10:00:00"), (" ", None), (None, None)],
)
def test_published_takes_a_string(given_date: str | None, timex: str | None) -> None:
    article = Article(text="", published=given_date)
    expected = Published(timex=timex, edtf=timex, basis="given") if timex else None
    assert article.published == expected
    assert article.reference_date == (timex[:10] if timex else None)


def test_a_date_in_another_form_is_left_for_the_extractor() -> None:
    assert Article(text="", published=" Selasa, 26/11/2024 ").published == "Selasa, 26/11/2024"


def test_a_lone_surrogate_is_an_error_with_its_place() -> None:
    with pytest.raises(ReadError, match="code point 2"):
        Article(text="ab\udc00")


@st.composite
def repaired(draw: st.DrawFn) -> tuple[str, str, tuple[Repair, ...]]:
    """What was read, what it became, and the repairs between."""
    raw, text, repairs = "", "", []
    for keep, was, now in draw(st.lists(st.tuples(st.text(max_size=5), st.text(max_size=4), st.text(max_size=4)))):
        raw, text = raw + keep, text + keep
        repairs.append(Repair(start=len(text), end=len(text) + len(now), original=was))
        raw, text = raw + was, text + now
    return raw, text, tuple(repairs)


@given(repaired())
def test_repairs_invert(case: tuple[str, str, tuple[Repair, ...]]) -> None:
    raw, text, repairs = case
    assert original(text, repairs) == raw


@given(repaired(), st.integers(0, 60))
def test_an_offset_outside_repairs_leads_to_the_same_character(
    case: tuple[str, str, tuple[Repair, ...]], offset: int
) -> None:
    raw, text, repairs = case
    if offset < len(text) and not any(repair.start <= offset < repair.end for repair in repairs):
        assert raw[read_offset(repairs, offset)] == text[offset]
