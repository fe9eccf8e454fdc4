"""Labels keep step with the records: every value of every enumeration is named in both languages."""

import re
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest

from k3extract import records
from k3extract.checks import messages, slips, weekdays
from k3extract.report.labels import label, labels, number

VALUES = ("Acting", "Dimension", "Hedge", "Realis", "Role", "Direction", "EventStatus", "Mode", "StatementKind",
          "Resolution", "TimeType", "TimeBasis")  # fmt: skip
FOLDER = Path(records.__file__).parent / "report"


@pytest.mark.parametrize("name", VALUES)
def test_values_are_labelled(name: str) -> None:
    assert set(get_args(getattr(records, name))) <= set(labels()["value"])


def test_verdicts_severities_reasons_and_repairs_are_labelled() -> None:
    assert set(get_args(records.Verdict)) == set(labels()["verdict"])
    assert set(get_args(records.Severity)) == set(labels()["severity"])
    assert set(messages.REASONS) <= set(labels()["reason"])
    slipped = {*slips.WHY_ENGLISH.items(), messages.BASE}
    slipped |= {weekdays.WEEKDAY, weekdays.DAY, weekdays.MONTH, weekdays.YEAR, weekdays.SWAP}
    for why, english in slipped:
        assert label("why", why).en == english


def test_fields_are_labelled() -> None:
    hidden = {"id", "rule", "start", "end", "text", "mentions", "cue", "low", "high"}
    for kind in (records.Official, records.Event, records.Statistic, records.Statement, records.Time):
        assert set(kind.__dataclass_fields__) - hidden <= set(labels()["field"])


def test_templates_ask_for_labels_that_exist_and_no_label_is_idle() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(FOLDER.rglob("*.html")))
    text += "".join(path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.py")))
    asked = set(re.findall(r'ui\("(\w+)"\)', text)) | set(re.findall(r'label\("ui", "(\w+)"\)', text))
    asked |= {name for key in re.findall(r'counted\([^,]+, "(\w+)"\)', text) for name in (key, f"{key}_one")}
    asked |= {"auto", "light", "dark", "closing"}
    assert asked == set(labels()["ui"])


def test_stages_of_failures_are_labelled() -> None:
    rooms = ("reading", "web", "batch")
    code = "".join(path.read_text(encoding="utf-8") for room in rooms for path in (FOLDER.parent / room).glob("*.py"))
    stages = set(re.findall(r'ReadError\(.{0,120}?, "([a-z]+)"\)', code))
    stages |= set(re.findall(r'Failure\([\w.]+, "([a-z]+)", ', code))
    assert {"open", "decode", "size", "time", "crash"} <= stages <= set(labels()["stage"])


def test_both_languages_say_something() -> None:
    for section, rows in labels().items():
        for key, words in rows.items():
            assert words.id, (section, key)
            assert words.en, (section, key)


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        ("1500000", "1.500.000", "1,500,000"),
        ("0.10", "0,1", "0.1"),
        ("-12.5", "-12,5", "-12.5"),
        ("1E+6", "1.000.000", "1,000,000"),
        ("0.104472", "0,1045", "0.1045"),
        ("100", "100", "100"),
    ],
)
def test_numbers(value: str, indonesian: str, english: str) -> None:
    assert number(Decimal(value)) == (indonesian, english)
