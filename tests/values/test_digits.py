"""Figures: both locales, what is doubtful, what is ill-formed."""

import pytest

from k3extract.values.digits import Figures, read_figures


@pytest.mark.parametrize(
    ("token", "figures"),
    [
        ("0", Figures(0)),
        ("7", Figures(7)),
        ("2025", Figures(2025)),
        ("0707", Figures(707, padded=True)),
        ("12.735", Figures(12735, grouped=True)),
        ("1.939.948.615.409", Figures(1939948615409, grouped=True)),
        ("1,939.948.615.409", Figures(1939948615409, grouped=True)),
        ("1,234,567", Figures(1234567, grouped=True)),
        ("0,379", Figures(379, 3)),
        ("0.379", Figures(379, 3)),
        ("0.5", Figures(5, 1)),
        ("12,5", Figures(125, 1)),
        ("101231,2353", Figures(1012312353, 4)),
        ("32,500", Figures(32500, 3, thousands=32500)),
        ("1.5", Figures(15, 1, doubtful=True)),
        ("54.68", Figures(5468, 2, doubtful=True)),
        ("1.234,56", Figures(123456, 2, grouped=True)),
        ("1,234.56", Figures(123456, 2, grouped=True)),
        ("1.234,567", Figures(1234567, 3, thousands=1234567, grouped=True)),
        ("1,916.786", Figures(1916786, 3, thousands=1916786, doubtful=True, grouped=True)),
        ("1.939.948,615", Figures(1939948615, 3, thousands=1939948615, doubtful=True, grouped=True)),
    ],
)
def test_tokens(token: str, figures: Figures) -> None:
    assert read_figures(token) == figures


@pytest.mark.parametrize(
    "token",
    ["30.0000", "1.2.3", "1.500.00", "012.5", "01,5", "1,2,3", "1234.567", "12.34,56", "1,23.456.789", "1." + "2" * 50,
     "9" * 25, "12345.67", "1.234,5.6", "1.23,4,5"],
)  # fmt: skip
def test_ill_formed(token: str) -> None:
    assert read_figures(token) is None
