"""What a dateline says: the city as one writes it, and the outlet."""

import pytest

from k3extract.article import Boilerplate
from k3extract.reading import read_dateline


@pytest.mark.parametrize(
    ("text", "place", "outlet"),
    [
        ("Jakarta, wartadesa.news–", "Jakarta", "wartadesa.news"),
        ("Jakarta, tvDesa.com -", "Jakarta", "tvDesa.com"),
        ("JAKARTA, KOMPAS.com -", "Jakarta", "KOMPAS.com"),
        ("SURYA.CO.ID, KOTA KEDIRI -", "Kota Kediri", "SURYA.CO.ID"),
        ("SURYA.co.id | NGAWI -", "Ngawi", "SURYA.co.id"),
        ("SURYA.co.id l LAMONGAN -", "Lamongan", "SURYA.co.id"),
        ("Berita SurabayaSURYA.co.id | SURABAYA -", "Surabaya", "SURYA.co.id"),
        ("Liputan6.com, Jakarta", "Jakarta", "Liputan6.com"),
        ("Metro (ANTARA) -", "Metro", "ANTARA"),
        ("Rio De Janeiro, Brasil (ANTARA) -", "Rio De Janeiro", "ANTARA"),
        ("TRIBUNNEWS.COM -", None, "TRIBUNNEWS.COM"),
        ("Jakarta\n-", "Jakarta", None),
        ("WONOSOBO.", "Wonosobo", None),
        ("BA'A –", "Ba'a", None),
    ],
)
def test_read(text: str, place: str | None, outlet: str | None) -> None:
    marks = (
        Boilerplate(start=90, end=95, text="(abc)", kind="initials"),
        Boilerplate(start=0, end=len(text), text=text, kind="dateline"),
    )
    assert read_dateline(marks) == (place, outlet)


def test_none() -> None:
    assert read_dateline(()) == (None, None)
