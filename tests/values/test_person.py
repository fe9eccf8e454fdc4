"""Names of persons as values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k3extract.values.person import contains_name, name_words, plain_name


@pytest.mark.parametrize(
    ("long", "short", "contained"),
    [
        ("Andi Amran Sulaiman", "Amran", True),
        ("Andi Amran Sulaiman", "Andi Sulaiman", True),
        ("Andi Amran Sulaiman", "Sulaiman Andi", False),
        ("Mochamad Nur Arifin", "M. Nur Arifin", True),
        ("M. Nur Arifin", "Mochamad Nur Arifin", False),
        ("Eko Purnomo", "Eko Yuwono", False),
        ("Ma'ruf Amin", "Ma'ruf", True),
        ("Karo-Karo", "Karo", False),
        ("", "Eko", False),
        ("Eko", "", True),
    ],
)
def test_contains(long: str, short: str, contained: bool) -> None:
    assert contains_name(long, short) is contained


@given(st.text(max_size=40))
def test_a_name_contains_itself(name: str) -> None:
    assert contains_name(name, name)
    assert name_words(plain_name(name)) == name_words(name)
