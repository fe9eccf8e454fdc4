"""The distributed engine, on a Spark of this machine. Needs the extra [spark] and Java; skipped without."""

import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from k3extract.batch.run import State
from k3extract.manifest import read_manifest

pytest.importorskip("pyspark", reason="the extra [spark] is not installed")
pytestmark = [
    pytest.mark.filterwarnings("ignore"),
    pytest.mark.skipif(shutil.which("java") is None and "JAVA_HOME" not in os.environ, reason="Spark needs Java"),
]


def content(folder: Path) -> dict[str, bytes]:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and ".state" not in path.parts]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_the_engine_changes_nothing_in_the_output(
    tmp_path: Path,
    write: Callable[[str, Iterable[str]], str],
    batch: Callable[..., State],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    monkeypatch.setenv("PYSPARK_SUBMIT_ARGS", "--master local[2,4] --conf spark.ui.enabled=false pyspark-shell")
    articles = [f"Berita {n}." for n in range(30)]
    articles[11] = "BUNUH"
    source = write("a.jsonl", articles)
    spark, local = batch(source, engine="spark"), batch(source, folder="local")
    assert (spark.counts, spark.tasks) == (local.counts, local.tasks)
    assert spark.counts.quarantined == 1
    assert content(tmp_path / "out") == content(tmp_path / "local")
    assert batch(source, engine="spark").kept == spark.tasks
    manifest = read_manifest(tmp_path / "out")
    assert manifest is not None
    assert manifest.complete
