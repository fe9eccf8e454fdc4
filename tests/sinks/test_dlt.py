"""Any destination of dlt, shown on the one that needs no server."""

import os
from pathlib import Path

import duckdb
import pytest
from extractions import article, write

from k3extract.errors import SinkError
from k3extract.sinks.load import Loaded, load
from k3extract.sinks.store import open_store

if os.environ.get("K3_DLT") != "required":
    pytest.importorskip("dlt", reason="the extra [dlt] is not installed")
pytestmark = pytest.mark.filterwarnings("ignore")


def put(source: Path, target: str) -> Loaded:
    store = open_store(target)
    try:
        return load(source, store)
    finally:
        store.close()


def test_loading_twice_changes_nothing_and_nothing_stale_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    base = tmp_path / "base.duckdb"
    monkeypatch.setenv("DESTINATION__DUCKDB__CREDENTIALS", str(base))
    monkeypatch.setenv("PIPELINES_DIR", str(tmp_path / "pipelines"))
    source = write(tmp_path / "a.jsonl", article("a"), article("b"))
    assert put(source, "dlt://duckdb/k3").new == 2
    again = put(source, "dlt://duckdb/k3")
    assert (again.new, again.unchanged) == (0, 2)
    changed = put(write(tmp_path / "a.jsonl", article("a", official=False), article("b")), "dlt://duckdb/k3")
    assert (changed.changed, changed.unchanged) == (1, 1)
    with duckdb.connect(str(base)) as asked:
        assert asked.execute("SELECT document FROM k3.officials").fetchall() == [("b",)]
        assert asked.execute("SELECT COUNT(*), MAX(value) FROM k3.statistics").fetchone() == (6, 2000)


def test_a_destination_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(SinkError, match="destination/dataset"):
        open_store("dlt://duckdb")
    with pytest.raises(SinkError):
        open_store("dlt://nowhere/k3")
