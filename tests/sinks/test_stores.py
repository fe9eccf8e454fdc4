"""The stores that speak SQL, each really: DuckDB, SQLite, PostgreSQL."""

import json
import multiprocessing
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from extractions import TEXT, article, load_and_be_killed, load_in_small_chunks, write

from k3extract.errors import ReadError, SinkError
from k3extract.manifest import Counts, Head, Manifest, PartEntry, encode, write_manifest
from k3extract.sinks import sql
from k3extract.sinks.layout import TABLES, rows
from k3extract.sinks.load import Loaded, load
from k3extract.sinks.store import Store, open_store

Query = Callable[[str], list[tuple[object, ...]]]


def put(source: Path, target: str) -> Loaded:
    store = open_store(target)
    try:
        return load(source, store)
    finally:
        store.close()


def everything(query: Query) -> dict[str, list[tuple[object, ...]]]:
    return {table.name: sorted(query(f"SELECT * FROM {table.name}"), key=repr) for table in TABLES}


def a_run(folder: Path, *parts: tuple[str, list[object]]) -> Path:
    """A folder as ``run`` leaves it."""
    (folder / "parts").mkdir(parents=True, exist_ok=True)
    entries = []
    for number, (key, extractions) in enumerate(parts):
        file = f"parts/part-{number:06d}-{key}.jsonl"
        write(folder / file, *extractions)  # type: ignore[arg-type]
        entries.append(encode(PartEntry(file=file, key=key, sha256="", bytes=0, counts=Counts())))
    head = Head(
        schema="1.0", version="0", program="p", rulebook="r", sources=[], published=None, max_chars=1, complete=True
    )
    write_manifest(folder, head, Counts(), (), entries)
    return folder


def test_loading_twice_changes_nothing(tmp_path: Path, target: str, query: Query) -> None:
    source = write(tmp_path / "a.jsonl", article("a"), article("b"))
    first = put(source, target)
    before = everything(query)
    again = put(source, target)
    assert (first.new, again.new, again.changed, again.unchanged) == (2, 0, 0, 2)
    assert everything(query) == before
    assert all(before.values()), "a table without rows proves nothing"


def test_values_are_exact(tmp_path: Path, target: str, query: Query) -> None:
    put(write(tmp_path / "a.jsonl", article("a", value="1250.125")), target)
    ((value,),) = query("SELECT value FROM statistics WHERE unit = 'orang' AND text LIKE '1.250%'")
    assert Decimal(str(value)) == Decimal("1250.125")
    ((start, end, text),) = query("SELECT start_char, end_char, text FROM events")
    ((whole,),) = query("SELECT text FROM documents")
    assert whole[start:end] == text  # type: ignore[index]


def test_a_document_that_is_extracted_anew_leaves_nothing_stale(tmp_path: Path, target: str, query: Query) -> None:
    put(write(tmp_path / "a.jsonl", article("a"), article("b")), target)
    new = write(tmp_path / "a.jsonl", article("a", value="1251", official=False), article("b"))
    loaded = put(new, target)
    assert (loaded.changed, loaded.unchanged) == (1, 1)
    assert query("SELECT document FROM officials") == [("b",)]
    assert query("SELECT COUNT(*) FROM mentions WHERE record = 'a#official:7'") == [(0,)]
    assert query("SELECT COUNT(*) FROM event_officials WHERE document = 'a'") == [(0,)]
    assert query("SELECT COUNT(*) FROM statistics WHERE document = 'a' AND value = 1251") == [(1,)]
    assert query("SELECT COUNT(*) FROM statistics") == [(6,)]


def test_one_id_for_two_articles(tmp_path: Path, target: str, query: Query) -> None:
    twin, other = article("a"), article("a", text=f"Lain. {TEXT}")
    source = a_run(tmp_path / "run", ("k1", [article("a"), article("b")]), ("k2", [twin, other, article("c")]))
    loaded = put(source, target)
    assert (
        (loaded.new, loaded.doubled, loaded.conflicts) == (3, 0, 1)
        if twin is None
        else (loaded.new, loaded.conflicts) == (3, 1)
    )
    assert "'a'" in loaded.named[0]
    before = everything(query)
    again = put(source, target)
    assert (again.new, again.changed, again.unchanged, again.doubled, again.conflicts) == (0, 0, 3, 1, 1)
    assert everything(query) == before


def test_a_part_that_was_redone_replaces_its_documents(tmp_path: Path, target: str, query: Query) -> None:
    put(a_run(tmp_path / "run", ("k1", [article("a")])), target)
    loaded = put(a_run(tmp_path / "run", ("k9", [article("a", value="7")])), target)
    assert loaded.changed == 1
    assert query("SELECT COUNT(*) FROM documents WHERE part = 'k9'") == [(1,)]


def test_an_unfinished_run_is_not_loaded(tmp_path: Path, target: str) -> None:
    run = a_run(tmp_path / "run", ("k1", [article("a")]))
    text = (run / "manifest.json").read_text(encoding="utf-8")
    (run / "manifest.json").write_text(text.replace('"complete": true', '"complete": false'), encoding="utf-8")
    with pytest.raises(ReadError, match="not finished"):
        put(run, target)


def test_a_chunk_is_there_as_a_whole_or_not_at_all(tmp_path: Path, target: str, query: Query) -> None:
    source = write(tmp_path / "a.jsonl", article("a"))
    store = open_store(target)
    with pytest.raises(ZeroDivisionError):
        interrupted(store)
    store.close()
    assert query("SELECT COUNT(*) FROM documents") == [(0,)]
    assert put(source, target).new == 1


def interrupted(store: Store) -> None:
    tables: dict[str, list[tuple[object, ...]]] = {}
    for table, row in rows(article("a"), "d", "p"):
        tables.setdefault(table, []).append(row)
    with store.transaction():
        store.replace(["a"], tables, stale=False)
        raise ZeroDivisionError


def test_loading_while_another_load_runs(tmp_path: Path, target: str, query: Query) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(4):
        write(folder / f"{number}.jsonl", *(article(f"a{n}") for n in range(6)), article(f"own{number}"))
    context = multiprocessing.get_context("spawn")
    loads = [context.Process(target=load_in_small_chunks, args=(str(folder), target)) for _ in range(3)]
    for one in loads:
        one.start()
    for one in loads:
        one.join(60)
    assert [one.exitcode for one in loads] == [0, 0, 0]
    assert query("SELECT COUNT(*), COUNT(DISTINCT id) FROM documents") == [(10, 10)]
    assert query("SELECT COUNT(*), COUNT(DISTINCT id) FROM statistics") == [(30, 30)]


def test_a_load_that_is_killed_is_done_by_the_next(tmp_path: Path, target: str, query: Query) -> None:
    source = write(tmp_path / "a.jsonl", *(article(f"a{n}") for n in range(5)))
    killed = multiprocessing.get_context("spawn").Process(target=load_and_be_killed, args=(str(source), target))
    killed.start()
    killed.join(60)
    assert killed.exitcode == -9
    loaded = put(source, target)
    assert (loaded.unchanged, loaded.new) == (2, 3)
    assert query("SELECT COUNT(*), COUNT(DISTINCT id) FROM statistics") == [(15, 15)]


def test_the_tables_have_a_version_and_are_migrated(
    tmp_path: Path, target: str, query: Query, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = write(tmp_path / "a.jsonl", article("a"))
    put(source, target)
    change = ("ALTER TABLE documents ADD COLUMN note TEXT", "UPDATE documents SET note = outlet")
    with monkeypatch.context() as patch:
        patch.setattr(sql, "MIGRATIONS", [*sql.MIGRATIONS, change])
        open_store(target).close()
        assert query("SELECT note FROM documents") == [("Suara Slawi",)]
        assert query("SELECT COUNT(*) FROM findings") == [(1,)]
        open_store(target).close()
    with pytest.raises(SinkError, match="newer"):
        open_store(target)


def test_a_store_of_the_first_version_gets_the_parts_of_officials(
    tmp_path: Path, target: str, query: Query, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = write(tmp_path / "a.jsonl", article("a"))
    with monkeypatch.context() as patch:
        patch.setattr(sql, "MIGRATIONS", [None])
        old = tuple(
            replace(table, columns=table.columns[:-1]) if table.name == "event_officials" else table for table in TABLES
        )
        patch.setattr(sql, "TABLES", old)
        open_store(target).close()
        assert query("SELECT * FROM event_officials") == []
        with pytest.raises(Exception, match="part"):
            query("SELECT part FROM event_officials")
    put(source, target)
    assert query("SELECT official, part FROM event_officials") == [("a#official:7", "opened")]


def test_a_damaged_line_is_named(tmp_path: Path, target: str) -> None:
    source = write(tmp_path / "a.jsonl", article("a"))
    with source.open("ab") as stream:
        stream.write(b'{"schema": "1.0"}\n')
    with pytest.raises(ReadError, match=r"a\.jsonl:2"):
        put(source, target)


VIEWS = [
    (
        "SELECT kind, severity_rank, figure, message_en, outlet FROM findings",
        ("pct_of_base", 1, "60 persen", "does not agree", "Suara Slawi"),
    ),
    (
        "SELECT text, speaker, event, published FROM figures WHERE unit = 'persen'",
        ("60 persen", "Sri Mulyono", "pelatihan", "2025-11-25"),
    ),
    (
        "SELECT name, position, organisation, articles, last_seen FROM office_holders",
        ("Sri Mulyono", "Bupati", "Kabupaten Tegal", 1, "2025-11-25"),
    ),
    (
        "SELECT date, event, place, officials, series_number, participants FROM agenda",
        ("2025-11-24", "pelatihan", "Slawi", 1, 2, 2000),
    ),
    ("SELECT speaker, position, text FROM quotes", ("Sri Mulyono", "Bupati", "Mari belajar")),
    (
        "SELECT outlet, articles, findings, articles_with_findings, relations_checked FROM outlets",
        ("Suara Slawi", 1, 1, 1, 1),
    ),
]


def test_the_views_answer(tmp_path: Path, target: str, query: Query) -> None:
    put(write(tmp_path / "a.jsonl", article("a")), target)
    for question, answer in VIEWS:
        assert query(question) == [answer]
    asked = {question.partition(" FROM ")[2].split()[0] for question, _ in VIEWS}
    assert asked == {name for name, _ in sql.read_views()}


def test_a_manifest_reads_back(tmp_path: Path) -> None:
    run = a_run(tmp_path / "run", ("k1", [article("a")]))
    manifest = json.loads((run / "manifest.json").read_text(encoding="utf-8"))
    assert list(manifest)[-3:] == ["counts", "inputs", "parts"]
    assert set(manifest) == set(Manifest.__struct_fields__)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("mysql://h/b", "no such store"),
        ("file.xyz", "what store"),
        ("duckdb:///", "names no file"),
        ("sqlite:////no/where", "unable"),
    ],
)
def test_a_target_that_is_none(name: str, reason: str) -> None:
    with pytest.raises(SinkError, match=reason):
        open_store(name)


def test_a_file_that_is_something_else_is_left_as_it_is(tmp_path: Path) -> None:
    for name in ("a.jsonl", "a.csv", "a.txt"):
        path = tmp_path / name
        path.write_text('{"text": "Satu."}\n', encoding="utf-8")
        for scheme in ("duckdb", "sqlite"):
            with pytest.raises(SinkError, match=r"database|valid"):
                open_store(f"{scheme}:///{path}")
        assert path.read_text(encoding="utf-8") == '{"text": "Satu."}\n'


def test_a_disk_that_is_full_ends_the_load_and_the_next_goes_on(tmp_path: Path, target: str, query: Query) -> None:
    if target.startswith("postgres"):
        pytest.skip("the server has a disk of its own")
    source = write(tmp_path / "a.jsonl", *(article(f"a{number}") for number in range(60)))
    open_store(target).close()
    script = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from k3extract.errors import SinkError\n"
        "from k3extract.sinks.load import load_into\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))\n"
        "try:\n"
        "    load_into(Path(sys.argv[1]), sys.argv[2])\n"
        "except SinkError as error:\n"
        "    sys.exit(f'SinkError: {error}')\n"
    )
    command = [sys.executable, "-c", script, str(source), target]
    full = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (full.returncode, full.stderr.startswith("SinkError: ")) == (1, True), full.stderr
    assert query("SELECT COUNT(*) FROM documents") == [(0,)]
    assert put(source, target).new == 60


def test_a_server_that_is_not_there_is_an_error_without_its_password() -> None:
    with pytest.raises(SinkError) as caught:
        open_store("postgresql://k3:secret@127.0.0.1:1/none")
    assert "secret" not in str(caught.value)
