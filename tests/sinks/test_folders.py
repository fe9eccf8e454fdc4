"""The stores that are folders: a Parquet dataset and bulk files."""

import json
from pathlib import Path

import duckdb
import pytest
from extractions import article, write

from k3extract.errors import SinkError
from k3extract.sinks.into_bulk import mapping
from k3extract.sinks.into_parquet import ParquetStore
from k3extract.sinks.layout import TABLES
from k3extract.sinks.load import Loaded, load
from k3extract.sinks.store import open_store


def put(source: Path, target: str) -> Loaded:
    store = open_store(target)
    try:
        return load(source, store)
    finally:
        store.close()


def content(folder: Path) -> dict[str, bytes]:
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "index.sqlite")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def ask(sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect() as base:
        return base.execute(sql).fetchall()


def test_a_dataset_is_partitioned_and_loading_twice_changes_nothing(tmp_path: Path) -> None:
    source = write(tmp_path / "a.jsonl", article("a"), article("b"))
    target = tmp_path / "set"
    assert put(source, f"parquet:///{target}").new == 2
    before = content(target)
    assert put(source, f"parquet:///{target}").unchanged == 2
    assert content(target) == before
    assert {name.split("/")[0] for name in before} == {table.name for table in TABLES}
    assert all("/year=2025/" in name for name in before)
    assert ask(f"SELECT year, COUNT(*), MAX(value) FROM '{target}/statistics/*/*.parquet' GROUP BY year") == [
        (2025, 6, 2000)
    ]


def test_what_is_loaded_anew_is_taken_out_of_its_files(tmp_path: Path) -> None:
    target = tmp_path / "set"
    put(write(tmp_path / "a.jsonl", article("a"), article("b"), article("c")), f"parquet:///{target}")
    source = write(tmp_path / "a.jsonl", article("a"), article("b", official=False), article("c"))
    loaded = put(source, f"parquet:///{target}")
    assert (loaded.changed, loaded.unchanged) == (1, 2)
    assert ask(f"SELECT document FROM '{target}/officials/*/*.parquet' ORDER BY 1") == [("a",), ("c",)]
    assert ask(f"SELECT id FROM '{target}/documents/*/*.parquet' ORDER BY 1") == [("a",), ("b",), ("c",)]
    again = put(
        write(tmp_path / "a.jsonl", article("a"), article("b"), article("c", value="9")), f"parquet:///{target}"
    )
    assert (again.changed, again.unchanged) == (2, 1)
    assert ask(f"SELECT COUNT(*), COUNT(DISTINCT id) FROM '{target}/statistics/*/*.parquet'") == [(9, 9)]


def test_what_an_interrupted_load_left_goes(tmp_path: Path) -> None:
    target = tmp_path / "set"
    source = write(tmp_path / "a.jsonl", article("a"))
    put(source, f"parquet:///{target}")
    before = content(target)
    (target / "officials/year=2025/stray.parquet").write_bytes(b"PAR1")
    (target / "officials/year=2025/x.parquet.new").write_bytes(b"")
    store = ParquetStore(str(target))
    with pytest.raises(ZeroDivisionError):
        _interrupted(store)
    store.close()
    put(source, f"parquet:///{target}")
    assert content(target) == before


def _interrupted(store: ParquetStore) -> None:
    from k3extract.sinks.layout import rows

    tables: dict[str, list[tuple[object, ...]]] = {}
    for table, row in rows(article("a", value="3"), "d", "p"):
        tables.setdefault(table, []).append(row)
    with store.transaction():
        store.replace(["a"], tables, stale=True)
        raise ZeroDivisionError


def test_bulk_files_hold_an_article_a_document_with_its_records(tmp_path: Path) -> None:
    target = tmp_path / "bulk"
    source = write(tmp_path / "a.jsonl", article("a"), article("b", value="1250.50"), article("a"))
    loaded = put(source, f"bulk:///{target}")
    assert (loaded.new, loaded.doubled) == (2, 1)
    before = content(target)
    put(source, f"bulk:///{target}")
    assert content(target) == before
    (file,) = target.glob("*.ndjson")
    assert '"value":1250.50,' in file.read_text(encoding="utf-8")
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert [line["index"]["_id"] for line in lines[::2]] == ["a", "b"]
    assert lines[1]["officials"][0]["degrees"] == ["S.E."]
    _mapped(lines[1], mapping()["mappings"]["properties"])
    assert json.loads((target / "k3-articles.json").read_text(encoding="utf-8")) == mapping()


def _mapped(document: dict[str, object], properties: dict[str, dict[str, object]]) -> None:
    """The mapping is strict: a field that it does not name would be refused."""
    for name, value in document.items():
        assert name in properties
        if properties[name]["type"] == "nested":
            for record in value:  # type: ignore[attr-defined]
                _mapped(record, properties[name]["properties"])  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["parquet", "bulk"])
def test_a_folder_that_cannot_be_is_an_error(tmp_path: Path, kind: str) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(SinkError):
        open_store(f"{kind}:///{tmp_path}/file/x")
