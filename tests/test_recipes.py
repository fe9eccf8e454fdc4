"""The notebook of the researcher's recipe runs from its first cell to its last, on the tables the README makes."""

import json
import os
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner

from k3extract.cli import main

ROOT = Path(__file__).parents[1]
RECIPES = ROOT / "corpora/recipes"


def code() -> str:
    notebook = json.loads((RECIPES / "peneliti.ipynb").read_text(encoding="utf-8"))
    assert all(not cell.get("outputs") for cell in notebook["cells"]), "the notebook is kept without outputs"
    return "\n".join("".join(cell["source"]) + "\n" for cell in notebook["cells"] if cell["cell_type"] == "code")


def test_the_notebook_runs_and_draws_its_plot(tmp_path: Path) -> None:
    tables = CliRunner().invoke(
        main, ["extract", str(RECIPES / "berita.jsonl"), "--format", "parquet", "-o", str(tmp_path / "tables")]
    )
    assert tables.exit_code == 0
    told = "\nprint(len(courses), int(courses.participants.sum()), list(doubtful.article))\n"
    ran = subprocess.run(
        [sys.executable, "-c", code() + told],
        cwd=tmp_path, env={**os.environ, "MPLBACKEND": "Agg", "MPLCONFIGDIR": str(tmp_path)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.split("\n")[-2] == "12 1207 ['bkk-06', 'bkk-10', 'bkk-12']"
    assert (tmp_path / "participants.png").stat().st_size > 5000
