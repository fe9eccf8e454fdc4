"""Shares of two opposites: a hundred is confirmed, and only a composition can be faulted."""

from collections.abc import Callable

import pytest

from k3extract.records import Check

Run = Callable[..., list[Check]]


def verdicts(checks: list[Check]) -> list[str]:
    return [check.verdict for check in checks if check.kind == "pct_partition"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Penonton festival itu 53,8 persen wanita dan 46,2 persen pria.", ["consistent"]),
        ("Responden itu terdiri dari pria (44 persen) dan wanita (56 persen).", ["consistent"]),
        ("Responden itu terdiri dari pria (44 persen) dan wanita (46 persen).", ["inconsistent"]),
        ("Responden itu terdiri dari pria (44 persen) dan wanita (sekitar 46 persen).", []),
        ("Yang merokok 44 persen pria dan 46 persen wanita.", []),
        ("Ia menjual 35 persen dari kedelainya. Sementara, 65 persen sisanya ditimbun.", ["consistent"]),
        ("Ia menjual 35 persen dari kedelainya. Sementara, 75 persen sisanya ditimbun.", []),
        ("Ia menjual 35 persen dari kedelainya. Sementara, 65 persen jagungnya ditimbun.", []),
    ],
)
def test_two_shares(check: Run, text: str, expected: list[str]) -> None:
    assert verdicts(check(text)) == expected
