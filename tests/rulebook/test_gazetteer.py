from hypothesis import given
from hypothesis import strategies as st

from k3extract.rulebook import Gazetteer, fold

OFFICES = Gazetteer([(phrase, phrase) for phrase in ("kepala", "kepala dinas", "dinas kesehatan", "K3", "Ketua RT")])


def test_leftmost_longest_whole_words() -> None:
    text = "KEPALA DINAS Kesehatan, kepalanya, K3. ketua rt"
    assert [text[a:b] for a, b, _ in OFFICES.find(text)] == ["KEPALA DINAS", "K3", "ketua rt"]


def test_a_failed_longest_match_falls_back_to_the_shorter() -> None:
    assert OFFICES.find("kepala dinasti") == [(0, 6, "kepala")]


def test_exact_case_and_first_meaning() -> None:
    exact = Gazetteer([("Mei", 1), ("Mei", 2)], exact_case=True)
    assert exact.find("mei Mei MEI") == [(4, 7, 1)]


def test_a_part_of_the_text_keeps_its_offsets() -> None:
    assert OFFICES.find("kepala, kepala", 7, 14) == [(8, 14, "kepala")]


@given(st.text())
def test_folding_keeps_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(
    st.lists(st.sampled_from(["kepala", "dinas", "kesehatan", "x", "k3", "ketua", "rt", ",", "i\u0307", "\u0130"])).map(
        " ".join
    )
)
def test_matches_equal_brute_force_starts(text: str) -> None:
    for start, end, phrase in OFFICES.find(text):
        assert fold(text[start:end]) == fold(phrase)
        assert not text[start - 1 : start].isalnum()
        assert not text[end : end + 1].isalnum()
