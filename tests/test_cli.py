import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from k3extract.cli import main

SAMPLES = Path(__file__).parents[1] / "corpora/samples"
FIRST, SECOND = str(SAMPLES / "penyuluh-2025.txt"), str(SAMPLES / "kader-2025.txt")


def run(*args: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, args, input=stdin, catch_exceptions=False)


def test_help_is_cheap() -> None:
    seen = "import sys, k3extract.cli; print(sorted({m.split('.')[0] for m in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", seen], capture_output=True, text=True, check=True).stdout
    for heavy in ("spacy", "pyarrow", "pydantic", "regex", "rich", "msgspec", "trafilatura", "dateparser"):
        assert f"'{heavy}'" not in loaded


def test_check_prints_the_finding_with_its_working_and_ends_with_1() -> None:
    result = run("check", FIRST)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[0].startswith(f"{FIRST}:2:96: berat: pct_chain: Artikel menyebut 60 persen")
    assert "4.440" in lines[0]
    assert "Pemeriksaan ini tidak menentukan angka mana yang keliru." in lines[0]
    assert sum("tidak cocok" in line for line in lines[1:]) == 3
    assert "1 temuan" in result.stderr


def test_check_in_english_and_as_json() -> None:
    assert "This check does not tell which figure is wrong." in run("check", FIRST, "--lang", "en").stdout
    row = json.loads(run("check", FIRST, "--format", "json").stdout)
    assert (row["source"], row["check"]["verdict"]) == (FIRST, "inconsistent")


def test_check_without_findings_ends_with_0() -> None:
    result = run("check", SECOND)
    assert (result.exit_code, result.stdout) == (0, "")


@pytest.mark.parametrize("name", ["missing.txt", "empty.txt"])
def test_unreadable_and_empty_input_is_an_error_with_its_place(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    result = run("check", str(tmp_path / name))
    assert result.exit_code == 2
    assert name in result.stderr


def test_extract_writes_json_lines_and_names_failures(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    missing = str(tmp_path / "missing.txt")
    result = run("extract", FIRST, missing, SECOND, "-o", str(out))
    assert result.exit_code == 2
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [row["article"]["source"] for row in rows] == [FIRST, SECOND]
    failures = [json.loads(line) for line in (tmp_path / "failures.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [failure["source"] for failure in failures] == [missing]
    assert not list(tmp_path.glob(".*"))


def test_extract_as_one_list_and_with_workers() -> None:
    plain = run("extract", FIRST, SECOND).stdout
    assert run("extract", FIRST, SECOND, "--jobs", "2").stdout == plain
    assert json.loads(run("extract", FIRST, SECOND, "--format", "json").stdout) == [
        json.loads(line) for line in plain.splitlines()
    ]


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_extract_as_tables(tmp_path: Path, form: str) -> None:
    import pyarrow.csv
    import pyarrow.parquet

    assert run("extract", FIRST, SECOND, "--format", form, "-o", str(tmp_path / "t")).exit_code == 0
    path = tmp_path / "t" / f"statistics.{form}"
    table = pyarrow.csv.read_csv(path) if form == "csv" else pyarrow.parquet.read_table(path)
    assert 18500 in table["value"].to_pylist()
    assert len(set(table["article"].to_pylist())) == 2
    assert run("extract", FIRST, "--format", form).exit_code == 2


def test_stdin() -> None:
    result = run("extract", "-", stdin=Path(FIRST).read_text(encoding="utf-8"))
    assert json.loads(result.stdout)["article"]["place"] == "Bandung"


def test_normalise_keeps_order_and_takes_reference_dates() -> None:
    rows = '{"text": "kemarin", "reference_date": "2024-11-25"}\n12.735 orang\n'
    first, second = map(json.loads, run("normalise", "-", stdin=rows).stdout.splitlines())
    assert first["times"][0]["timex"] == "2024-11-24"
    assert second["quantities"][0]["value"] == 12735


def test_segment() -> None:
    out = run("segment", "-", stdin='{"text": "Satu. Dua orang datang."}\n').stdout
    assert json.loads(out) == {"sentences": [[0, 5], [6, 23]]}


@pytest.mark.parametrize("line", ["{", '{"text": 3}', "{}"])
def test_a_bad_row_names_its_line(line: str) -> None:
    result = run("segment", "-", stdin=f"Satu.\n{line}\n")
    assert result.exit_code == 2
    assert "stdin:2: " in result.stderr


def test_schema_is_json() -> None:
    assert json.loads(run("schema").stdout)["title"] == "Extraction"


def test_rules_try_shows_what_was_seen() -> None:
    shown = run("rules", "try", "Bupati Tegal Sri Mulyono membuka pelatihan, Senin (24/11/2025).").stdout
    assert "2025-11-24" in shown
    assert "Sri Mulyono" in shown


def test_explain_leads_to_the_rule() -> None:
    shown = run("explain", FIRST).stdout
    assert "pct_chain: inconsistent" in shown
    assert "rules/checks" in shown or "checks/" in shown


def test_a_bad_rules_folder_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "checks").mkdir()
    (tmp_path / "checks/mine.yaml").write_text("a: {}\n", encoding="utf-8")
    result = run("rules", "check", "--rules", str(tmp_path))
    assert result.exit_code == 2
    assert "checks/mine.yaml:1: a: " in result.stderr
