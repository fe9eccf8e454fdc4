import gzip
import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from k3extract.batch.cutting import Cutter, Task
from k3extract.batch.work import Lines, Units
from k3extract.reading.records import ArticleMaker
from k3extract.rulebook import load_rulebook


def tasks(*sources: object, size: int = 300, context: str = "") -> list[Task]:
    return list(Cutter(load_rulebook(), context, size).tasks(tuple(map(str, sources))))


def lines(count: int) -> str:
    return "".join(json.dumps({"text": f"Berita {n}."}) + "\n" for n in range(count))


def keys(found: list[Task]) -> list[str]:
    return [task.key for task in found]


def test_lines_are_cut_at_their_ends_and_numbered_through(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(lines(50), encoding="utf-8")
    *found, last = tasks(path)
    assert b"".join(task.work.data for task in found if isinstance(task.work, Lines)) == path.read_bytes()
    assert all(isinstance(task.work, Lines) and task.work.data.endswith(b"\n") for task in found)
    assert [task.work.place(0)[1] for task in found][:2] == [f"{path}#1", f"{path}#{1 + len(found[0].work)}"]
    assert sum(len(task.work) for task in found) == 50
    assert (len(last.work), last.ends[0].source, last.offset) == (0, str(path), path.stat().st_size)


def test_packed_lines_are_the_same_tasks_but_for_their_place(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(lines(50), encoding="utf-8")
    with gzip.open(tmp_path / "a.jsonl.gz", "wt", encoding="utf-8") as stream:
        stream.write(lines(50))
    plain, packed = tasks(tmp_path / "a.jsonl"), tasks(tmp_path / "a.jsonl.gz")
    assert [len(task.work) for task in plain] == [len(task.work) for task in packed]


def test_keys_depend_on_content_place_and_context(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(lines(20), encoding="utf-8")
    before = keys(tasks(path))
    assert keys(tasks(path)) == before
    assert len(set(before)) == len(before)
    assert not set(keys(tasks(path, context="other rules"))) & set(before)
    path.write_text(lines(20).replace("Berita 19.", "Berita XX."), encoding="utf-8")
    assert keys(tasks(path))[:-2] == before[:-2]


def test_a_new_file_among_many_changes_few_tasks(tmp_path: Path) -> None:
    rng = random.Random(5)
    for number in range(200):
        (tmp_path / f"{number:03}.txt").write_text("Berita. " * rng.randrange(3, 20), encoding="utf-8")
    before = set(keys(tasks(tmp_path, size=2000)))
    (tmp_path / "007a.txt").write_text("Berita baru. " * 30, encoding="utf-8")
    after = set(keys(tasks(tmp_path, size=2000)))
    assert len(before) > 8
    assert len(after - before) <= 4


def test_a_line_that_never_ends_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("k3extract.batch.cutting.MAX_BYTES", 1000)
    path = tmp_path / "a.jsonl"
    path.write_text(lines(3) + '{"text": "' + "x" * 5000 + '"}\n' + lines(2), encoding="utf-8")
    units = [unit for task in tasks(path) if isinstance(task.work, Units) for unit in task.work.units]
    assert [(unit.kind, unit.place, unit.stage) for unit in units] == [("failure", f"{path}#4", "size")]
    assert sum(len(task.work) for task in tasks(path)) == 6


@given(st.lists(st.text('ab {}"\r\x85\u2028é', max_size=12), max_size=12), st.booleans(), st.integers(1, 60))
@settings(max_examples=60, deadline=None)
def test_any_cut_of_any_lines_keeps_every_line_once(rows: list[str], ended: bool, size: int) -> None:
    data = "\n".join(rows).encode() + (b"\n" if ended else b"")
    work = Lines("s", 1, data)
    pieces = [work.piece(at, min(at + size, len(work))) for at in range(0, len(work), size)]
    maker = ArticleMaker(load_rulebook())
    whole = [str(found) for found in work.articles(maker)] if data else []
    assert [str(found) for piece in pieces for found in piece.articles(maker)] == whole
    assert len(whole) == (len(work) if data else 0)
