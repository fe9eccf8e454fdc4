from fractions import Fraction

import pytest

from k3extract.checks.formula import parse_formula
from k3extract.checks.intervals import Interval, point
from k3extract.errors import RuleError


def test_precedence_and_brackets() -> None:
    formula = parse_formula("percent = abs(new - old) / old * 100", "here")
    assert formula.claim == "percent"
    assert formula.roles == ("new", "old")
    assert formula.compute({"new": Fraction(90), "old": Fraction(120)}) == 25
    assert formula.filled({"new": "90", "old": "120"}) == "abs(90 - 120) / 120 * 100"


def test_intervals_are_exact_at_their_corners() -> None:
    formula = parse_formula("percent = part / base * 100", "here")
    found = formula.over({"part": Interval(Fraction(1), Fraction(2)), "base": Interval(Fraction(4), Fraction(5))})
    assert found == Interval(Fraction(20), Fraction(50))
    assert formula.over({"part": point(Fraction(1)), "base": Interval(Fraction(1), None)}) is None
    assert formula.over({"part": point(Fraction(1)), "base": point(Fraction(0))}) is None


def test_a_bound() -> None:
    formula = parse_formula("part <= whole", "here")
    assert formula.bound
    assert formula.claim == "part"


@pytest.mark.parametrize("source", ["percent", "a = (b", "a = b +", "a = b c", "a = $", "a = * b", "a = b ) c"])
def test_what_is_no_formula_is_an_error_at_its_place(source: str) -> None:
    with pytest.raises(RuleError, match=r"^checks/x\.yaml:3: "):
        parse_formula(source, "checks/x.yaml:3")
