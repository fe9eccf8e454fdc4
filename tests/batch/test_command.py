"""``run`` and ``load`` as a user calls them, with the real rules."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from click.testing import CliRunner, Result

from k3extract.cli import main
from k3extract.manifest import read_manifest

SAMPLES = Path(__file__).parents[2] / "corpora/samples"
FIRST, SECOND = str(SAMPLES / "penyuluh-2025.txt"), str(SAMPLES / "kader-2025.txt")


def k3(*args: str) -> Result:
    return CliRunner().invoke(main, args, catch_exceptions=False)


def test_a_run_holds_what_extract_writes_and_is_loaded(tmp_path: Path) -> None:
    out, store = str(tmp_path / "out"), f"{tmp_path}/s.sqlite"
    result = k3("run", FIRST, SECOND, str(tmp_path / "missing.txt"), "-o", out, "--jobs", "1")
    assert result.exit_code == 2
    assert "2 artikel, 1 gagal" in result.stderr
    assert "1 temuan" in result.stderr
    manifest = read_manifest(Path(out))
    assert manifest is not None
    written = b"".join((Path(out) / part.file).read_bytes() for part in manifest.parts)
    assert written == k3("extract", FIRST, SECOND).stdout_bytes
    resumed = k3("run", "--resume", "-o", out)
    assert (resumed.exit_code, "1 dari 1 bagian" in resumed.stderr) == (2, True)
    loaded = k3("load", out, f"sqlite:///{store}")
    assert (loaded.exit_code, loaded.stderr) == (
        0,
        "2 artikel: 2 baru, 0 berubah, 0 tetap, 0 ganda, 0 bertabrakan id\n",
    )
    assert k3("load", out, store, "--quiet").stderr == ""
    base = sqlite3.connect(store)
    assert base.execute("SELECT kind, severity_rank FROM findings").fetchall() == [("pct_chain", 1)]
    base.close()


def test_what_is_missing_is_asked_for(tmp_path: Path) -> None:
    assert k3("run", "-o", str(tmp_path / "out")).exit_code == 2
    assert "no run to resume" in k3("run", "--resume", "-o", str(tmp_path / "out")).stderr
    assert "is it" in k3("load", str(tmp_path), "somewhere").stderr


def test_an_id_that_two_articles_have_is_told(tmp_path: Path) -> None:
    rows = [{"id": "1", "text": "Satu orang hadir."}, {"id": "1", "text": "Dua orang hadir."}]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert k3("extract", str(tmp_path / "a.jsonl"), "-o", str(tmp_path / "x.jsonl")).exit_code == 0
    result = k3("load", str(tmp_path / "x.jsonl"), f"{tmp_path}/s.duckdb")
    assert result.exit_code == 2
    assert "a.jsonl#2: the id '1' belongs to another article" in result.stderr


def test_ctrl_c_ends_a_run_with_130_and_says_how_to_go_on(tmp_path: Path) -> None:
    source = tmp_path / "a.jsonl"
    text = Path(FIRST).read_text(encoding="utf-8")
    source.write_text("".join(json.dumps({"text": f"{n}. {text}"}) + "\n" for n in range(2000)), encoding="utf-8")
    call = f"from k3extract.cli import main; main(['run', {str(source)!r}, '-o', {str(tmp_path / 'out')!r}])"
    pipe = subprocess.PIPE
    process = subprocess.Popen([sys.executable, "-c", call], stderr=pipe, text=True, start_new_session=True)
    while not (tmp_path / "out/manifest.json").exists():
        assert process.poll() is None
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)  # the whole group, as a terminal does
    assert "k3extract run --resume -o" in process.communicate(timeout=20)[1]
    assert process.returncode == 130


def test_ctrl_c_inside_a_callback_that_python_drops_still_ends_the_run(tmp_path: Path) -> None:
    """A collected object whose finaliser meets the signal: the exception is lost, the wish to stop is not."""
    source = tmp_path / "a.jsonl"
    source.write_text("".join(json.dumps({"text": f"{n} orang hadir."}) + "\n" for n in range(20)), encoding="utf-8")
    call = f"""
import os, signal
import k3extract.batch.command as command
from k3extract.cli import main
told = command.run
class Dropped:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)
        for _ in range(1000): pass
def run(*rest):
    Dropped()
    return told(*rest)
command.run = run
main(["run", {str(source)!r}, "-o", {str(tmp_path / "out")!r}])
"""
    done = subprocess.run([sys.executable, "-c", call], capture_output=True, text=True, timeout=60, check=False)
    assert "Exception ignored" in done.stderr
    assert "k3extract run --resume -o" in done.stderr
    assert done.returncode == 130
