"""Runs rebuild the text, and each carries exactly the marks that lie over it."""

from hypothesis import given
from hypothesis import strategies as st

from k3extract.report.segments import Mark, paragraphs

TEXTS = st.text(alphabet="ab \n😀\u202e<", max_size=30)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Mark], list[tuple[int, int]]]:
    text = draw(TEXTS)
    places = st.integers(0, len(text))
    marks = []
    for at in range(draw(st.integers(0, 6))):
        start, end = sorted((draw(places), draw(places)))
        marks.append(Mark(start, end, draw(st.sampled_from("oestqfb")), (f"n{at}",)))
    notes = [(draw(places), number) for number in range(draw(st.integers(0, 3)))]
    return text, marks, notes


@given(marked())
def test_runs_rebuild_every_line_that_shows(case: tuple[str, list[Mark], list[tuple[int, int]]]) -> None:
    text, marks, _ = case
    lines = ["".join(run.text for run in line) for line in paragraphs(text, marks)]
    assert lines == [line for line in text.split("\n") if line.strip()]


@given(marked())
def test_every_mark_covers_its_words(case: tuple[str, list[Mark], list[tuple[int, int]]]) -> None:
    text, marks, notes = case
    runs = [run for line in paragraphs(text, marks, notes) for run in line]
    for mark in marks:
        words = "".join(run.text for run in runs if mark.names[0] in run.names)
        blank = {line for line in text.split("\n") if not line.strip()}
        if not blank - {""}:
            assert words == text[mark.start : mark.end].replace("\n", "")
        assert all(mark.layer in run.layers for run in runs if mark.names[0] in run.names)


@given(marked())
def test_notes_stand_once_each_after_their_words(case: tuple[str, list[Mark], list[tuple[int, int]]]) -> None:
    text, marks, notes = case
    runs = [run for line in paragraphs(text, marks, notes) for run in line]
    seen = [note for run in runs for note in run.notes]
    wanted = [number for offset, number in notes if offset > 0]
    assert sorted(seen) == sorted(wanted)
