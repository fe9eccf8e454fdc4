from decimal import Decimal
from fractions import Fraction

import pytest

from k3extract.checks.intervals import Written
from k3extract.checks.slips import edited, slip


def whole(value: int) -> Written:
    return Written(Decimal(value), Decimal(1), len(str(value).strip("0")), True, None)


@pytest.mark.parametrize(
    ("printed", "wanted", "name"),
    [
        (40750, 40570, "two digits swapped"),
        (37416, 34716, "two digits swapped"),
        (37416, 34796, None),
        (4478, 4578, "one digit differs"),
        (280, 2807, "a digit is missing"),
        (2807, 287, "a digit too many"),
        (163, 163000, "another scale word"),
        (1034, 1034, None),
        (27, 31, None),
        (19, 1900, None),
    ],
)
def test_slips(printed: int, wanted: int, name: str | None) -> None:
    found = slip(whole(printed), Fraction(wanted))
    assert (found[1] if found else None) == name


def test_a_slip_in_the_printed_places() -> None:
    printed = Written(Decimal("40.06"), Decimal("0.01"), 4, False, None)
    assert slip(printed, Fraction("45.06")) == ("satu angka berbeda", "one digit differs")
    assert slip(printed, Fraction("-45.06")) is None


def test_edits_of_small_figures() -> None:
    assert edited(whole(76), Fraction(86))
    assert not edited(whole(7), Fraction(8))
    assert not edited(whole(76), Fraction(97))
