"""The contract: one declaration of every type, exact JSON, spans that quote, a schema in step."""

import json
from dataclasses import fields, is_dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from k3extract import Article, Extraction, records, schema
from k3extract.records import Mention, Official, Span, Statistic, Time, record_id, to_json

TYPES = [kind for kind in vars(records).values() if isinstance(kind, type) and is_dataclass(kind)]
README = Path(__file__).parents[1] / "README.md"


def extraction(**more: object) -> Extraction:
    return Extraction(rulebook="0" * 16, article=Article(text="Rp5 juta dan 3,50 persen"), **more)  # type: ignore[arg-type]


def statistic(start: int, end: int, text: str, value: str) -> Statistic:
    number = Decimal(value)
    return Statistic(
        id="s", start=start, end=end, text=text, value=number, low=number, high=None, dimension="money", rule="f:e"
    )


def test_numbers_are_written_digit_by_digit() -> None:
    line = to_json(statistic(0, 8, "Rp5 juta", "3.50"))
    assert b'"value":3.50,' in line
    assert b'"high":null' in line
    assert b'"value":123456789012345678901234567890.10' in to_json(
        statistic(0, 8, "Rp5 juta", "123456789012345678901234567890.10")
    )


@pytest.mark.parametrize(
    "record",
    [
        {"statistics": (statistic(0, 8, "Rp5 jut", "1"),)},
        {"statistics": (statistic(-3, 0, "", "1"),)},
        {"times": (Time(id="t", start=5, end=2, text="", type="DATE", timex=None, rule="r"),)},
        {
            "officials": (
                Official(
                    id="o", name="A", title="B", position="B", rule="r",
                    mentions=(Mention(start=0, end=2, text="XX", kind="full"),),
                ),
            )
        },
    ],
)  # fmt: skip
def test_a_span_that_does_not_quote_the_article_is_refused(record: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="does not quote"):
        extraction(**record)


def test_json_reads_back_to_the_same_records() -> None:
    one = extraction(statistics=(statistic(0, 8, "Rp5 juta", "5000000"),))
    assert TypeAdapter(Extraction).validate_json(one.model_dump_json()) == one


def test_ids_are_places() -> None:
    assert record_id("art_1", "event", 2, 5) == "art_1#event:2-5"


def test_every_field_of_the_output_is_always_there() -> None:
    row = json.loads(extraction().model_dump_json())
    assert list(row) == [field.name for field in fields(Extraction)]
    assert list(row["article"]) == [field.name for field in fields(Article)]
    assert row["schema"] == "1.0"


def test_the_schema_names_every_type_and_field_and_numbers_are_numbers() -> None:
    generated = schema.extraction_schema()
    assert generated["$defs"]["Statistic"]["properties"]["value"]["anyOf"] == [{"type": "number"}, {"type": "null"}]
    used = {kind.__name__ for kind in TYPES} - {"Extraction", "Quantity"}
    assert used <= set(generated["$defs"])
    for kind in TYPES:
        if kind.__name__ in used:
            assert list(generated["$defs"][kind.__name__]["properties"]) == [field.name for field in fields(kind)]
    for record in ("Official", "Event", "Statistic", "Statement", "Time", "Check"):
        required = set(generated["$defs"][record]["required"])
        assert {"id", "rule"} <= required


@pytest.mark.parametrize("kind", ["Official", "Event", "Statistic", "Statement", "Time", "Check", "Article"])
def test_readme_names_every_field(kind: str) -> None:
    section = README.read_text(encoding="utf-8").split(f"\n**{kind}** ")[1].split("\n\n")[0]
    declared = Article if kind == "Article" else getattr(records, kind)
    for field in fields(declared):
        assert f"`{field.name}`" in section, field.name


def test_spans_are_ordered_types() -> None:
    assert issubclass(Statistic, Span)
