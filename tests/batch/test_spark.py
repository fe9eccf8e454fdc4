"""The distributed engine, on a Spark of this machine. Needs the extra [spark] and Java; skipped without, which CI does
not allow (K3_SPARK=required)."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from k3extract.batch.run import Options, State, run
from k3extract.batch.worker import Setup
from k3extract.manifest import read_manifest

if os.environ.get("K3_SPARK") != "required":
    pytest.importorskip("pyspark", reason="the extra [spark] is not installed")
    pytest.importorskip("pandas", reason="the extra [spark] is not installed")
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        pytest.skip("Spark needs Java", allow_module_level=True)
pytestmark = pytest.mark.filterwarnings("ignore")

Write = Callable[[str, Iterable[str]], str]
Batch = Callable[..., State]
HERE = Path(__file__).parent
SAMPLES = HERE.parents[1] / "corpora/reconcile/articles.jsonl"
PATH = os.pathsep.join(filter(None, [str(HERE), os.environ.get("PYTHONPATH")]))
CONF = "--conf spark.ui.enabled=false --conf spark.driver.bindAddress=127.0.0.1 --conf spark.driver.host=127.0.0.1"


@pytest.fixture(autouse=True)
def _local(monkeypatch: pytest.MonkeyPatch) -> None:
    """Task attempts are four; workers find the module ``poison``; nothing listens beyond this machine."""
    monkeypatch.setenv("PYTHONPATH", PATH)
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    monkeypatch.setenv("PYSPARK_SUBMIT_ARGS", f"--master local[2,4] {CONF} pyspark-shell")


@pytest.fixture
def session() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    builder: Any = SparkSession.builder
    session = builder.master("local[2,4]").getOrCreate()
    yield session
    session.stop()


def content(folder: Path) -> dict[str, bytes]:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and ".state" not in path.parts]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_the_engine_changes_nothing_in_the_output(tmp_path: Path, write: Write, batch: Batch) -> None:
    articles = [f"Berita {n}." for n in range(30)]
    articles[11] = "BUNUH"
    source = write("a.jsonl", articles)
    spark, local = batch(source, engine="spark", master="local[2,4]"), batch(source, folder="local")
    assert (spark.counts, spark.tasks) == (local.counts, local.tasks)
    assert spark.counts.quarantined == 1
    assert content(tmp_path / "out") == content(tmp_path / "local")
    assert batch(source, engine="spark").kept == spark.tasks
    manifest = read_manifest(tmp_path / "out")
    assert manifest is not None
    assert manifest.complete


_CLUSTER = """
import sys
from pathlib import Path
if __name__ == "__main__":
    import poison
    from k3extract.batch.run import Options, run
    from k3extract.batch.worker import Setup
    poison.pin()
    options = Options(engine="spark", master="local-cluster[2,1,1024]", task_bytes=400)
    state = run((sys.argv[1],), Path(sys.argv[2]), Setup(make=poison.executor_once), options)
    print(state.counts.articles)
"""


def test_an_executor_that_is_killed_costs_nothing(tmp_path: Path, write: Write, batch: Batch) -> None:
    articles = [f"Berita {n}." for n in range(40)]
    articles[17] = "BUNUH"
    source = write("a.jsonl", articles)
    script = tmp_path / "cluster.py"
    script.write_text(_CLUSTER, encoding="utf-8")
    mark = tmp_path / "mark"
    executors = f"--conf spark.executorEnv.PYTHONPATH={PATH} --conf spark.executorEnv.K3_TEST_MARK={mark}"
    environment = {
        **os.environ,
        "K3_TEST_MARK": str(mark),
        "PYSPARK_SUBMIT_ARGS": f"{CONF} --conf spark.executor.memory=512m {executors} pyspark-shell",
    }
    command = [sys.executable, str(script), source, str(tmp_path / "out")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=500, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert mark.exists()
    assert "Lost executor" in done.stderr
    assert done.stdout.strip() == "40"
    mark.unlink(missing_ok=True)
    mark.touch()  # nobody is killed on this side
    os.environ["K3_TEST_MARK"] = str(mark)
    try:
        import poison

        batch(source, folder="local", make=poison.executor_once)
    finally:
        del os.environ["K3_TEST_MARK"]
    assert content(tmp_path / "out") == content(tmp_path / "local")


def test_a_job_of_ones_own_gives_the_records_of_a_local_run(tmp_path: Path, session: Any) -> None:
    from k3extract.batch.table import COLUMNS, extract_rows

    run((str(SAMPLES),), tmp_path / "local", Setup(), Options())
    wanted = [line for path in sorted((tmp_path / "local/parts").iterdir()) for line in path.read_text().splitlines()]
    lines = SAMPLES.read_text(encoding="utf-8").splitlines()
    as_lines = [(f"{SAMPLES}#{number}", line) for number, line in enumerate(lines, 1)]
    as_records = [{**json.loads(line), "source": source} for source, line in as_lines]
    for frame in (
        session.createDataFrame(as_lines, "source string, value string"),
        session.createDataFrame(as_records),
    ):
        rows = frame.repartition(3).mapInArrow(extract_rows(), COLUMNS).collect()
        assert [row["stage"] for row in rows] == [None] * len(lines)
        assert sorted(row["extraction"] for row in rows) == sorted(wanted)
        assert sum(row["findings"] for row in rows) == sum('"verdict":"inconsistent"' in line for line in wanted)


def test_the_job_of_the_readme(tmp_path: Path, session: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (HERE.parents[1] / "README.md").read_text(encoding="utf-8")
    (job,) = re.findall(r"^```py\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    (tmp_path / "crawl").mkdir()
    (tmp_path / "crawl/a.jsonl").write_text(SAMPLES.read_text(encoding="utf-8") + "{cut off\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    exec(job.replace('"crawl"', repr(str(tmp_path / "crawl"))).replace('"records"', repr(str(tmp_path / "records"))))
    rows = session.read.parquet(str(tmp_path / "records")).collect()
    assert sorted((row["stage"], row["corrupt"]) for row in rows if row["stage"]) == [("parse", "{cut off")]
    assert sum(row["extraction"] is not None for row in rows) == len(SAMPLES.read_text(encoding="utf-8").splitlines())
    assert (tmp_path / "records/_SUCCESS").exists()


def test_what_cannot_be_extracted_is_a_row_with_its_reason(tmp_path: Path, session: Any) -> None:
    import poison

    from k3extract.batch.table import COLUMNS, extract_rows

    source = tmp_path / "a.jsonl"
    texts = ["Satu.", "BUNUH", "GALAT", "", "Panjang " * 40, "Dua."]
    lines = [json.dumps({"id": f"a{number}", "text": text}) for number, text in enumerate(texts)]
    source.write_text("\n".join([*lines[:2], "{bukan json", *lines[2:]]) + "\n", encoding="utf-8")
    schema = "id string, text string, _corrupt_record string"
    frame = session.read.schema(schema).json(str(source)).coalesce(1)
    work = extract_rows(Setup(make=poison.plain, max_chars=100), seconds=20)
    rows = frame.mapInArrow(work, COLUMNS).collect()
    told = [(row["id"], row["stage"], row["corrupt"]) for row in rows]
    assert told == [
        ("a0", None, None),
        ("a1", "crash", None),
        (None, "parse", "{bukan json"),
        ("a2", "extract", None),
        ("a3", "field", None),
        ("a4", "size", None),
        ("a5", None, None),
    ]
    raw = session.read.text(str(source)).coalesce(1).mapInArrow(work, COLUMNS).collect()
    assert [(row["stage"], row["corrupt"]) for row in raw] == [(stage, corrupt) for _, stage, corrupt in told]


def test_a_job_that_fails_leaves_nothing_to_read(tmp_path: Path, session: Any) -> None:
    import poison

    from k3extract.batch.table import COLUMNS, extract_rows

    extract = extract_rows(Setup(make=poison.plain))

    def fails_late(batches: Iterator[Any]) -> Iterator[Any]:
        for batch in extract(batches):
            yield batch
            if any("Dua." in line for line in batch["extraction"].to_pylist()):
                raise ValueError("a fault of the job's owner")

    frame = session.createDataFrame([("Satu.",), ("Dua.",)], "text string").repartition(2)
    with pytest.raises(Exception, match="job's owner"):
        frame.mapInArrow(fails_late, COLUMNS).write.parquet(str(tmp_path / "records"))
    assert not list((tmp_path / "records").glob("part-*"))
    assert not (tmp_path / "records/_SUCCESS").exists()
