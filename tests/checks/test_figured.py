"""Counts against lists whose items carry a figure: the names are what is shown, and open lists are none."""

from collections.abc import Callable

import pytest

from k3extract.records import Check

Run = Callable[..., list[Check]]


def counted(checks: list[Check]) -> list[tuple[str, list[str]]]:
    return [(check.verdict, [s.text for s in check.spans]) for check in checks if check.kind == "count_vs_list"]


def test_names_are_shown_without_their_figures(check: Run) -> None:
    text = "Tiga rekanan tersebut yakni Darmawan sebesar Rp1,3 miliar, Sugeng Rp2,8 miliar, dan Yohana Rp640 juta."
    assert counted(check(text)) == [("consistent", ["Tiga rekanan", "Darmawan", "Sugeng", "Yohana"])]


def test_what_a_collective_takes_up_is_the_count_before(check: Run) -> None:
    text = "Panitia menetapkan tiga calon. Ketiga calon tersebut adalah Darmawan, Sugeng Priyono danYohana."
    assert counted(check(text)) == [("consistent", ["tiga calon", "Darmawan", "Sugeng Priyono", "Yohana"])]


@pytest.mark.parametrize(
    "text",
    [
        "Pelaku menculik empat anak, antara lain RT (7), DS (9) dan YK (12).",
        "Pelaku menculik empat anak yakni RT (7), DS (9), YK (12).",
        "Pelaku yang menculik empat anak yakni RT (7), DS (9) dan YK (12) yang tinggal di Randu.",
        "Panitia menetapkan tiga calon. Ketiga calon tersebut adalah Darmawan, Sugeng, Wati, dan Yohana.",
    ],
)
def test_what_is_open_or_goes_on_is_no_finding(check: Run, text: str) -> None:
    assert counted(check(text)) == []
