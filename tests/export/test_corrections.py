"""There and back: predictions taken over unchanged give gold that the extractor meets; corrections change it."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from k3extract.article import Article
from k3extract.cli import main
from k3extract.errors import GoldError
from k3extract.export.corrections import corrected, write_gold
from k3extract.export.label_studio import task
from k3extract.extract import Extractor
from k3extract.gold import read_gold
from k3extract.records import Extraction

SAMPLES = Path(__file__).parents[2] / "corpora/samples"


@pytest.fixture(scope="module")
def extraction() -> Extraction:
    text = "😀 " + (SAMPLES / "penyuluh-2025.txt").read_text(encoding="utf-8")
    return Extractor()(Article(id="penyuluh", text=text, title="Judul", published="2025-09-19"))


@pytest.fixture
def accepted(extraction: Extraction) -> dict[str, Any]:
    made = copy.deepcopy(task(extraction))
    return made | {"id": 7, "annotations": [{"result": made["predictions"][0]["result"], "was_cancelled": False}]}


def exported(folder: Path, *tasks: dict[str, Any]) -> str:
    path = folder / "export.json"
    path.write_text(json.dumps(tasks), encoding="utf-8")
    return str(path)


def test_predictions_accepted_become_gold(extraction: Extraction, accepted: dict[str, Any], tmp_path: Path) -> None:
    (path,) = write_gold((exported(tmp_path, accepted),), tmp_path / "gold")
    gold = read_gold(path)
    assert (gold.id, gold.title, gold.published) == ("penyuluh", "Judul", "2025-09-19")
    assert gold.article().text == extraction.article.text.rstrip("\n")
    assert [one.name for one in gold.officials or ()] == [one.name for one in extraction.officials]
    assert [len(one.mentions) for one in gold.officials or ()] == [
        len({(m.start, m.end) for m in one.mentions}) for one in extraction.officials
    ]
    assert [one.value for one in gold.statistics or ()] == [f"{one.value:f}" for one in extraction.statistics]
    assert [one.timex for one in gold.times or ()] == [one.timex for one in extraction.times]
    assert [one.kind for one in gold.statements or ()] == [one.kind for one in extraction.statements]
    assert [one.kind for one in gold.checks or ()] == [one.kind for one in extraction.findings]
    assert len(gold.events or ()) == len(extraction.events)


def test_what_a_person_changed_counts(accepted: dict[str, Any]) -> None:
    results = accepted["annotations"][0]["result"]
    value = next(one for one in results if one.get("from_name") == "statistic_value")
    value["value"]["text"] = ["41"]
    gone = next(one["id"] for one in results if one.get("value", {}).get("labels") == ["TIME"])
    accepted["annotations"][0]["result"] = [one for one in results if one.get("id") != gone]
    gold = corrected(accepted, "here")
    assert gold is not None
    assert gold["statistics"][0]["value"] == "41"
    assert len(gold["times"]) == sum(one.get("value", {}).get("labels") == ["TIME"] for one in results) - 1


def test_tasks_that_nobody_annotated_are_passed_over(accepted: dict[str, Any], tmp_path: Path) -> None:
    cancelled = accepted | {"annotations": [{"result": [], "was_cancelled": True}]}
    assert write_gold((exported(tmp_path, cancelled, task_without(accepted)),), tmp_path / "gold") == []


def task_without(accepted: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in accepted.items() if name != "annotations"}


def test_the_annotation_marked_as_ground_truth_wins(accepted: dict[str, Any]) -> None:
    first = accepted["annotations"][0] | {"ground_truth": True}
    gold = corrected(accepted | {"annotations": [first, {"result": []}]}, "here")
    assert gold is not None
    assert gold["statistics"]
    gold = corrected(accepted | {"annotations": [accepted["annotations"][0], {"result": []}]}, "here")
    assert gold is not None
    assert gold["statistics"] == []


def region(start: int, end: int, text: str | None, label: str = "TIME") -> dict[str, Any]:
    value = {"start": start, "end": end, "labels": [label]} | ({"text": text} if text is not None else {})
    return {"id": f"r{start}", "from_name": "label", "to_name": "text", "type": "labels", "value": value}


def annotated(text: str, *results: dict[str, Any]) -> dict[str, Any]:
    return {"id": 1, "data": {"text": text}, "annotations": [{"result": list(results)}]}


def test_offsets_in_utf_16_units_are_recognised_by_their_words() -> None:
    text = "😀😀 Senin lalu, Senin depan"
    for start in (3, 5):  # code points; UTF-16 units
        gold = corrected(annotated(text, region(start, start + 5, "Senin")), "here")
        assert gold is not None
        assert gold["times"] == [{"quote": "Senin @1"}]


def test_spaces_at_the_edges_do_not_belong_to_the_words() -> None:
    gold = corrected(annotated("Hari Senin lalu", region(4, 11, " Senin ")), "here")
    assert gold is not None
    assert gold["times"] == [{"quote": "Senin"}]


@pytest.mark.parametrize(
    ("results", "reason"),
    [
        ([region(0, 4, "Rabu")], "does not stand"),
        ([region(4, 5, None)], "no words"),
        ([region(5, 10, "Senin", "COLOUR")], "unknown label"),
        ([region(5, 10, "Senin", "OFFICIAL")], "lacks name, title"),
    ],
)
def test_what_cannot_become_gold_is_an_error_with_its_place(results: list[dict[str, Any]], reason: str) -> None:
    with pytest.raises(GoldError, match=reason) as error:
        corrected(annotated("Hari Senin lalu", *results), "export.json[0]")
    assert "export.json[0]" in str(error.value)


@pytest.mark.parametrize("content", ["{", '[{"id": 1}]', '[{"data": {"text_": ""}}]', "[3]", None])
def test_files_that_are_no_export(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "export.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(GoldError, match=r"export\.json"):
        write_gold((str(path),), tmp_path / "gold")


def test_command(accepted: dict[str, Any], tmp_path: Path) -> None:
    out = tmp_path / "gold"
    result = CliRunner().invoke(main, ["export", exported(tmp_path, accepted), "--to", "gold", "-o", str(out)])
    assert result.exit_code == 0
    assert [path.name for path in out.iterdir()] == ["penyuluh.yaml"]
    score = CliRunner().invoke(main, ["score", str(out)])
    assert score.exit_code == 0
