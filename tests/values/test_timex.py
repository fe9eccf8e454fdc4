"""TIMEX3 and EDTF: what is read and what is refused."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k3extract.values.edtf import parse_edtf
from k3extract.values.timex import parse_timex

D = date


@pytest.mark.parametrize(
    ("timex", "first", "last"),
    [
        ("2024-11-25", D(2024, 11, 25), D(2024, 11, 25)),
        ("2024-11", D(2024, 11, 1), D(2024, 11, 30)),
        ("2024", D(2024, 1, 1), D(2024, 12, 31)),
        ("199", D(1990, 1, 1), D(1999, 12, 31)),
        ("18", D(1800, 1, 1), D(1899, 12, 31)),
        ("2024-Q1", D(2024, 1, 1), D(2024, 3, 31)),
        ("2024-H2", D(2024, 7, 1), D(2024, 12, 31)),
        ("2024-W47", D(2024, 11, 18), D(2024, 11, 24)),
        ("2024-W47-WE", D(2024, 11, 23), D(2024, 11, 24)),
        ("2024-W47-3", D(2024, 11, 20), D(2024, 11, 20)),
        ("2023-11-16/2023-11-17", D(2023, 11, 16), D(2023, 11, 17)),
        ("2019/2024", D(2019, 1, 1), D(2024, 12, 31)),
        ("2024-11-25TNI", D(2024, 11, 25), D(2024, 11, 25)),
        ("2024-11-25T10:00+07:00", D(2024, 11, 25), D(2024, 11, 25)),
        ("2024-11-25T22:00/2024-11-26T02:00", D(2024, 11, 25), D(2024, 11, 26)),
    ],
)
def test_timex_gives_its_days(timex: str, first: date, last: date) -> None:
    assert parse_timex(timex) == (first, last)


@pytest.mark.parametrize(
    "timex",
    [
        "PRESENT_REF", "PAST_REF", "FUTURE_REF", "P3D", "PT48H", "P1Y6M", "PXX", "PTXH", "P1.5Y", "PT1H30M", "P3Q",
        "XXXX-11-27", "XXXX-WXX-1", "XXXX-WXX-6TNI", "T10:00+07:00", "XXXX-XX-05", "T07:00/T08:00",
    ],
)  # fmt: skip
def test_timex_without_days(timex: str) -> None:
    assert parse_timex(timex) is None


@pytest.mark.parametrize(
    "timex",
    [
        "", "P", "PT", "P3", "3D", "2024-13", "2024-02-30", "2024-W60", "2024-Q5", "2024-H3", "2024-11-25T25:00",
        "2024-11-25TXX", "2024-1-5", "24", "20245", "2024-11-25/2024-11-24", "PRESENT", "2024-11-25T10:00+7", "P-1D",
        "2024-11-25T10:60", "000", "00",
    ],
)  # fmt: skip
def test_no_timex(timex: str) -> None:
    if timex == "24":  # the 25th century is one
        assert parse_timex(timex) == (D(2400, 1, 1), D(2499, 12, 31))
        return
    with pytest.raises(ValueError, match=r"no |ends before"):
        parse_timex(timex)


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2024-11-25", D(2024, 11, 25), D(2024, 11, 25)),
        ("2024-11", D(2024, 11, 1), D(2024, 11, 30)),
        ("2005~", D(2005, 1, 1), D(2005, 12, 31)),
        ("2024-11-25?", D(2024, 11, 25), D(2024, 11, 25)),
        ("2024-35", D(2024, 7, 1), D(2024, 9, 30)),
        ("1998-38", D(1998, 5, 1), D(1998, 8, 31)),
        ("2024-41", D(2024, 7, 1), D(2024, 12, 31)),
        ("199X", D(1990, 1, 1), D(1999, 12, 31)),
        ("18XX", D(1800, 1, 1), D(1899, 12, 31)),
        ("2024-07/2025-06", D(2024, 7, 1), D(2025, 6, 30)),
        ("{2023-11-16,2023-11-18}", D(2023, 11, 16), D(2023, 11, 18)),
        ("[2023-11-16,2023-11-18]", D(2023, 11, 16), D(2023, 11, 18)),
        ("2024-11-25T10:00:00+07:00", D(2024, 11, 25), D(2024, 11, 25)),
        ("2024-11-25T10:00:00Z", D(2024, 11, 25), D(2024, 11, 25)),
    ],
)
def test_edtf_gives_its_days(edtf: str, first: date, last: date) -> None:
    assert parse_edtf(edtf) == (first, last)


@pytest.mark.parametrize("edtf", ["XXXX-11-27", "2024-11-25/..", "../2024", "2024-XX", "XXXX", "{XXXX,2024}"])
def test_edtf_without_known_days(edtf: str) -> None:
    assert parse_edtf(edtf) is None


@pytest.mark.parametrize(
    "edtf",
    [
        "",
        "2024-W47",
        "2024-13",
        "2024-02-30",
        "2024-50",
        "24",
        "2024-11-25T10:00+07:00",
        "{2024",
        "2025/2024",
        "0000-01",
    ],
)
def test_no_edtf(edtf: str) -> None:
    with pytest.raises(ValueError, match=r"no |ends before"):
        parse_edtf(edtf)


@given(st.dates())
def test_every_day_is_its_own_range(day: date) -> None:
    assert parse_timex(day.isoformat()) == parse_edtf(day.isoformat()) == (day, day)


@given(st.text(alphabet="0123456789-XPTWQHDMY/:+.{}[],~?REF_NIMOA", max_size=24))
def test_any_text_is_read_or_refused(text: str) -> None:
    for parse in (parse_timex, parse_edtf):
        try:
            days = parse(text)
        except ValueError:
            continue
        assert days is None or days[0] <= days[1]
