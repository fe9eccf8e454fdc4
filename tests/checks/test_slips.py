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
        (20230, 20320, "two digits swapped"),
        (28408, 24808, "two digits swapped"),
        (28408, 24898, None),
        (5569, 5669, "one digit differs"),
        (190, 1905, "a digit is missing"),
        (1905, 195, "a digit too many"),
        (171, 171000, "another scale word"),
        (1034, 1034, None),
        (27, 31, None),
        (19, 1900, None),
    ],
)
def test_slips(printed: int, wanted: int, name: str | None) -> None:
    found = slip(whole(printed), Fraction(wanted))
    assert (found[1] if found else None) == name


def test_a_slip_in_the_printed_places() -> None:
    printed = Written(Decimal("30.04"), Decimal("0.01"), 4, False, None)
    assert slip(printed, Fraction("35.04")) == ("satu angka berbeda", "one digit differs")
    assert slip(printed, Fraction("-35.04")) is None


def test_edits_of_small_figures() -> None:
    assert edited(whole(76), Fraction(86))
    assert not edited(whole(7), Fraction(8))
    assert not edited(whole(76), Fraction(97))
