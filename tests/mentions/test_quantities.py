"""Quantities in sentences: values, bounds, units, hedges, and sentences that hold none."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from k3extract.mentions.quantities import QuantityScanner
from k3extract.mentions.references import ReferenceScanner
from k3extract.records import Quantity
from k3extract.rulebook import load_rulebook
from k3extract.rulebook.examples import parse_example

TABLES = Path(__file__).parents[1] / "tables"
RULEBOOK = load_rulebook()
QUANTITIES = QuantityScanner(RULEBOOK)
REFERENCES = ReferenceScanner(RULEBOOK)


def scan(text: str) -> list[Quantity]:
    return list(QUANTITIES.scan(text, [(found.start, found.end) for found in REFERENCES.scan(text)]))


def table(name: str) -> Any:
    return yaml.load((TABLES / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def sentences() -> list[Any]:
    return [pytest.param(marked, row, id=marked) for row in table("numbers-quantities.yaml") for marked in row["in"]]


def cardinals() -> list[Any]:
    return [
        pytest.param(text, row["value"], id=text) for row in table("numbers-cardinal.yaml") for text in row["wordings"]
    ]


@pytest.mark.parametrize(("marked", "row"), sentences())
def test_sentences(marked: str, row: dict[str, Any]) -> None:
    example = parse_example(marked, marked)
    spans = {(found.start, found.end): found for found in scan(example.text)}
    assert example.spans[0] in spans, [found.text for found in spans.values()]
    found = spans[example.spans[0]]
    for slot in ("value", "low", "high"):
        if slot in row:
            assert getattr(found, slot) == (Decimal(row[slot]) if row[slot] else None), slot
    for slot in ("unit", "unit_code", "dimension", "hedge", "direction"):
        if slot in row:
            assert getattr(found, slot) == (row[slot] or None), slot
    assert example.text[slice(*found.number)] in found.text


@pytest.mark.parametrize(("text", "value"), cardinals())
def test_a_text_that_is_one_number(text: str, value: str) -> None:
    if value in ("1945", "2000", "2025") and text == value:
        return
    (found,) = scan(text)
    assert found.value == Decimal(value)
    assert (found.start, found.end) == (0, len(text))


@pytest.mark.parametrize("text", [*table("numbers-none.yaml")["references"], *table("numbers-none.yaml")["context"]])
def test_no_quantity(text: str) -> None:
    assert [found.text for found in scan(text)] == []


@pytest.mark.parametrize("text", table("numbers-none.yaml")["references"])
def test_references_say_so(text: str) -> None:
    assert REFERENCES.scan(text)


def test_blocked_spans_hold_none() -> None:
    text = "Pada 25 November 2024 hadir 12 orang."
    assert [found.text for found in QUANTITIES.scan(text, [(5, 21)])] == ["12 orang"]


PIECES = [
    "12",
    "1.500",
    ",",
    ".",
    "-",
    "Rp",
    "juta",
    "dua",
    "puluh",
    "persen",
    "%",
    "ke-",
    "VI",
    "orang",
    "lebih",
    "sekitar",
    "hingga",
    "(",
    ")",
    "per",
    "kg",
    "x",
    "24",
    "jam",
    "/",
    "sepertiga",
    "ratusan",
    "angkatan",
    "antara",
    "dan",
    "nol",
    "koma",
    "0812",
    "setengah",
    "±",
    "5",
    "US$",
    ",",
    "M",
    "ribu",
    "rupiah",
    "Pasal",
    "RT",
    "seorang",
    "kedua",
]


def test_a_quantity_never_reaches_into_a_blocked_span() -> None:
    assert not QUANTITIES.scan("Ada 12 orang.", [(7, 12)])
    assert not QUANTITIES.scan("10.000", [(0, 6)])
    assert [found.value for found in QUANTITIES.scan("1/2", [(0, 3)])] == [Decimal("0.5")]


@pytest.mark.parametrize(
    ("text", "covered", "value"),
    [
        ("Rincian:\n-5 persen siswa lulus.", "5 persen", "5"),
        ("Suhu turun ke -5 derajat.", "-5 derajat", "-5"),
        ("-Rp1.250.000", "-Rp1.250.000", "-1250000"),
        (".31", ".31", "0.31"),
        ("-,5", "-,5", "-0.5"),
        ("+5 persen", "5 persen", "5"),
    ],
)
def test_signs(text: str, covered: str, value: str) -> None:
    (found,) = scan(text)
    assert (found.text, found.value) == (covered, Decimal(value))


@settings(max_examples=300)
@given(st.text(max_size=80) | st.lists(st.sampled_from([*PIECES, " ", " ", "\n"]), max_size=14).map("".join))
def test_any_text(text: str) -> None:
    end = 0
    for found in scan(text):
        assert end <= found.start <= found.number[0] < found.number[1] <= found.end <= len(text)
        assert text[found.start : found.end] == found.text
        for number in (found.value, found.low, found.high):
            assert number is None or "E" not in str(number)
        if found.low is not None and found.high is not None:
            assert found.low <= found.high
        end = found.end


@given(st.integers(2, 999), st.sampled_from(["orang", "persen", "ton", "juta rupiah", "ribu warga"]))
def test_the_interval_holds_the_value(number: int, unit: str) -> None:
    (found,) = scan(f"Ada {number} {unit} di sana.")
    assert found.value is not None
    assert found.low is not None
    assert found.high is not None
    assert found.low <= found.value <= found.high
