"""A data team's day: run, load, change a rule, run and load again; the store says what the rules say now."""

import json
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from k3extract.cli import main

Query = Callable[[str], list[tuple[object, ...]]]
RULE = """\
tumbak:
  unit: tumbak
  dimension: area
  words: [tumbak]
  finds: ["Ahli waris menjual [45 tumbak] sawah."]
  ignores: ["Para prajurit membawa tumbak."]
"""


def k3(*args: str) -> str:
    result = CliRunner().invoke(main, args, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stderr


@pytest.fixture
def day(tmp_path: Path) -> Callable[[str, bool], str]:
    """Run with or without a rule of one's own and load into a store; returns what the load says."""
    texts = ["Warga Slawi menjual 45 tumbak sawah kepada tetangganya.", "Sebanyak 120 peserta hadir di Slawi."]
    rows = (json.dumps({"id": f"a{number}", "text": text}) for number, text in enumerate(texts))
    (tmp_path / "a.jsonl").write_text("\n".join(rows), encoding="utf-8")
    (tmp_path / "rules/units").mkdir(parents=True)
    (tmp_path / "rules/units/mine.yaml").write_text(RULE, encoding="utf-8")

    def day(target: str, mine: bool) -> str:
        rules = ("--rules", str(tmp_path / "rules")) if mine else ()
        out = str(tmp_path / "out")
        k3("run", str(tmp_path / "a.jsonl"), "-o", out, "--jobs", "1", "--quiet", *rules)
        return k3("load", out, target)

    return day


def test_a_changed_rule_changes_the_store(day: Callable[[str, bool], str], target: str, query: Query) -> None:
    areas = "SELECT document, value, unit FROM statistics WHERE unit = 'tumbak' AND dimension = 'area'"
    figures = "SELECT COUNT(*) FROM statistics WHERE document = 'a1'"
    assert day(target, False).startswith("2 artikel: 2 baru")
    assert query(areas) == []
    before = query(figures)
    assert day(target, True).startswith("2 artikel: 0 baru, 2 berubah")
    assert [(document, int(str(value).split(".")[0])) for document, value, _ in query(areas)] == [("a0", 45)]
    assert (query(figures), query("SELECT COUNT(*) FROM documents")) == (before, [(2,)])
    assert day(target, True).startswith("2 artikel: 0 baru, 0 berubah, 2 tetap")
    day(target, False)
    assert query(areas) == []
    assert (query(figures), query("SELECT COUNT(*) FROM documents")) == (before, [(2,)])


def test_so_it_does_in_parquet_files(day: Callable[[str, bool], str], tmp_path: Path) -> None:
    target, files = f"parquet:///{tmp_path}/p", f"'{tmp_path}/p/statistics/*/*.parquet'"
    areas = f"SELECT COUNT(*) FROM {files} WHERE unit = 'tumbak' AND dimension = 'area'"
    documents = f"SELECT COUNT(*), COUNT(DISTINCT id) FROM '{tmp_path}/p/documents/*/*.parquet'"
    for mine, found in ((False, 0), (True, 1), (False, 0)):
        day(target, mine)
        assert duckdb.execute(areas).fetchone() == (found,)
        assert duckdb.execute(documents).fetchone() == (2, 2)
