"""Quotation marks in every shape; an unbalanced one costs one quotation and no more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k3extract.mentions.quotations import LONGEST, find_quotations


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('"Kami siap," kata Budi.', ["Kami siap,"]),
        ("“Kami siap,” kata Budi.", ["Kami siap,"]),
        ('“Kami siap," kata Budi.', ["Kami siap,"]),
        ('"Kami siap,” kata Budi.', ["Kami siap,"]),
        ("„Kami siap,“ kata Budi.", ["Kami siap,"]),
        ("''Kami siap,'' kata Budi.", ["Kami siap,"]),
        ("«Kami siap,» kata Budi.", ["Kami siap,"]),
        ('"Kami siap,"kata Budi."Ayo maju," katanya.', ["Kami siap,", "Ayo maju,"]),
        ('" Kami siap, " kata Budi.', ["Kami siap,"]),
        ('Ia berkata,"Kami siap."', ["Kami siap."]),
        ('"Mari "jaga" kota," kata Budi.', ['Mari "jaga" kota,']),
        ("”Kami siap,” kata Budi.", ["Kami siap,"]),
        ('"Satu.\n"Dua," kata Budi.', ['Satu.\n"Dua,']),
        ('"Kami di\nBNPB\nsiap," kata Budi.', ["Kami di\nBNPB\nsiap,"]),
        ("Layar 15 inci dan Jum'at malam.", []),
        ("&ldquo;Kami siap,&rdquo; kata Budi.", ["Kami siap,"]),
        ("&quot;Kami siap,&quot; kata Budi.", ["Kami siap,"]),
        ('""', []),
    ],
)
def test_whole(text: str, found: list[str]) -> None:
    assert [text[one.start : one.end] for one in find_quotations(text) if one.whole] == found


def test_a_missing_closing_mark_ends_with_its_paragraph() -> None:
    text = '"Kami siap. Kata Budi.\nHari ini hujan.\n"Besok cerah," kata Ani.'
    found = [(text[one.start : one.end], one.missing) for one in find_quotations(text)]
    assert found == [("Kami siap. Kata Budi.", "close"), ("Besok cerah,", "")]


def test_a_missing_opening_mark_begins_with_its_paragraph() -> None:
    text = 'Hari ini hujan.\nKami siap," kata Budi.'
    found = [(text[one.start : one.end], one.missing) for one in find_quotations(text)]
    assert found == [("Kami siap,", "open")]


def test_one_missing_mark_does_not_swallow_the_line() -> None:
    text = '"Kami siap, kata Budi. ' + '"Ayo maju bersama kami sekarang juga semua warga desa," kata Ani. ' * 5
    whole = [text[one.start : one.end] for one in find_quotations(text) if one.whole]
    assert whole == ["Ayo maju bersama kami sekarang juga semua warga desa,"] * 5


@given(st.text(alphabet="\"“”'’‘„«» \nAb,.(", max_size=80))
def test_spans_are_in_order_and_bounded(text: str) -> None:
    end = 0
    for one in find_quotations(text):
        assert 0 <= one.opened <= one.start < one.end <= one.closed <= len(text)
        assert one.closed - one.opened <= LONGEST + 2
        if one.whole:
            assert one.opened >= end
            end = one.closed
