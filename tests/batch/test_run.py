"""Runs that are cut off in every way, really: workers and parents are killed, disks are full."""

import gzip
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from k3extract.batch.run import State
from k3extract.errors import BatchError, SinkError
from k3extract.manifest import read_manifest

Write = Callable[[str, Iterable[str]], str]
Batch = Callable[..., State]
HERE = Path(__file__).parent


def texts(folder: Path) -> list[str]:
    """The articles of a run in the order of its parts."""
    manifest = read_manifest(folder)
    assert manifest is not None
    lines = [line for part in manifest.parts for line in (folder / part.file).read_bytes().splitlines()]
    return [json.loads(line)["article"]["text"] for line in lines]


def failures(folder: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in (folder / "failures.jsonl").read_text(encoding="utf-8").splitlines()]


def content(folder: Path) -> dict[str, bytes]:
    """Every file of a run, but for its state."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and ".state" not in path.parts]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def numbered(count: int) -> list[str]:
    return [f"Sebanyak {n} orang hadir." for n in range(count)]


def test_every_article_comes_out_once_in_order_whatever_the_number_of_workers(
    tmp_path: Path, write: Write, batch: Batch
) -> None:
    source = write("a.jsonl", numbered(60))
    one, three = batch(source, folder="one", jobs=1), batch(source, folder="three", jobs=3)
    assert texts(tmp_path / "one") == numbered(60)
    assert content(tmp_path / "one") == content(tmp_path / "three")
    assert one.tasks > 5
    assert (one.counts, one.inputs, one.kept) == (three.counts, 1, 0)


def test_the_manifest_names_inputs_with_hashes_and_counts(tmp_path: Path, write: Write, batch: Batch) -> None:
    source = write("a.jsonl", ["Satu.", "GALAT", "Dua."])
    missing = str(tmp_path / "missing.txt")
    state = batch(source, missing)
    manifest = read_manifest(tmp_path / "out")
    assert manifest is not None
    assert manifest.complete
    first, second = manifest.inputs
    digest = subprocess.run(["sha256sum", source], capture_output=True, text=True, check=True).stdout.split()[0]
    assert (first.source, first.sha256, first.articles, first.failures) == (source, digest, 2, 1)
    assert (second.source, second.sha256, second.failures) == (missing, None, 1)
    assert manifest.counts == state.counts
    assert [failure["stage"] for failure in failures(tmp_path / "out")] == ["extract", "open"]
    assert failures(tmp_path / "out")[0] == {
        "source": f"{source}#2",
        "stage": "extract",
        "reason": "ValueError: a fault of ours",
    }
    assert sum(part.counts.articles for part in manifest.parts) == 2


def test_small_files_share_tasks_and_all_formats_are_read(tmp_path: Path, batch: Batch) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(30):
        (folder / f"{number:02}.txt").write_text(f"Berita {number}.", encoding="utf-8")
    with gzip.open(folder / "z.jsonl.gz", "wt") as stream:
        stream.write('{"text": "Satu."}\n\nbukan json\n{"text": "Dua."}')
    (folder / "zz.csv").write_text("text,id\nTiga.,3\n", encoding="utf-8")
    (folder / "broken.gz").write_bytes(gzip.compress(b"Empat." * 50)[:30])
    state = batch(str(folder))
    assert texts(tmp_path / "out") == [f"Berita {n}." for n in range(30)] + ["Satu.", "Dua.", "Tiga."]
    assert [failure["source"].rpartition("/")[2] for failure in failures(tmp_path / "out")] == [
        "broken.gz",
        "z.jsonl.gz#3",
    ]
    assert state.inputs == 32
    assert (state.counts.failures, state.counts.skipped) == (1, 1)  # broken.gz: no format is known
    assert state.tasks < 20


def test_what_is_finished_is_not_done_again_and_a_new_file_changes_only_its_task(
    tmp_path: Path, write: Write, batch: Batch
) -> None:
    source = write("a.jsonl", numbered(40))
    first = batch(source)
    before = content(tmp_path / "out")
    again = batch(source)
    assert (again.kept, again.tasks) == (first.tasks, first.tasks)
    assert content(tmp_path / "out") == before
    with open(source, "a", encoding="utf-8") as stream:
        stream.write('{"text": "Terakhir."}\n')
    more = batch(source)
    assert more.kept >= first.tasks - 1
    assert texts(tmp_path / "out") == [*numbered(40), "Terakhir."]
    earlier = write("0.jsonl", ["Pertama."])
    moved = batch(earlier, source)
    assert moved.kept == more.tasks
    assert texts(tmp_path / "out") == ["Pertama.", *numbered(40), "Terakhir."]


def test_other_rules_redo_everything(tmp_path: Path, write: Write, batch: Batch) -> None:
    from poison import plain

    from k3extract.batch.worker import Setup

    source = write("a.jsonl", numbered(10))
    batch(source)
    rules = tmp_path / "rules/money"
    rules.mkdir(parents=True)
    head = "# source: mine\n# finds: [a]\n# ignores: b\n"
    (rules / "mine.txt").write_text(head, encoding="utf-8")
    assert batch(source, setup=Setup(rules=str(tmp_path / "rules"), make=plain)).kept == 0
    assert batch(source, fresh=True).kept == 0


def test_records_of_other_sources_are_not_dropped_unasked(tmp_path: Path, write: Write, batch: Batch) -> None:
    a, b = write("a.jsonl", ["Satu."]), write("b.jsonl", ["Dua."])
    batch(a)
    with pytest.raises(BatchError, match=r"a\.jsonl"):
        batch(b)
    assert texts(tmp_path / "out") == ["Satu."]
    batch(a, b)
    assert texts(tmp_path / "out") == ["Satu.", "Dua."]
    batch(b, replace=True)
    assert texts(tmp_path / "out") == ["Dua."]


def test_names_that_are_no_utf8_and_texts_that_are_none(tmp_path: Path, batch: Batch) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / os.fsdecode(b"a\xff.txt")).write_text("Satu.", encoding="utf-8")
    (folder / "b.jsonl").write_text('{"text": "Dua \\ud800"}\n{"text": "Tiga."}\n', encoding="utf-8")
    batch(str(folder))
    assert texts(tmp_path / "out") == ["Satu.", "Tiga."]
    assert len(failures(tmp_path / "out")) == 1


def test_an_input_named_twice_is_read_once(tmp_path: Path, write: Write, batch: Batch) -> None:
    source = write("a.jsonl", ["Satu."])
    batch(source, source)
    assert texts(tmp_path / "out") == ["Satu."]


@pytest.mark.parametrize("where", [0, 19])
def test_an_article_that_kills_its_worker_is_found_and_the_rest_kept(
    tmp_path: Path, write: Write, batch: Batch, where: int
) -> None:
    articles = numbered(20)
    articles[where] = "BUNUH"
    source = write("a.jsonl", articles)
    state = batch(source, task_bytes=100_000)
    assert texts(tmp_path / "out") == [text for text in articles if text != "BUNUH"]
    (failure,) = failures(tmp_path / "out")
    assert (failure["source"], failure["stage"]) == (f"{source}#{where + 1}", "crash")
    assert "SIGKILL" in failure["reason"]
    assert (state.counts.quarantined, state.tasks) == (1, 1)


def test_given_up_articles_are_tried_again_when_asked(
    tmp_path: Path, write: Write, batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    import poison

    source = write("a.jsonl", [*numbered(8), "BUNUH"])
    batch(source)
    assert batch(source).kept == 2
    monkeypatch.setenv("K3_TEST_MARK", str(tmp_path))  # exists: nobody dies any more
    state = batch(source, make=poison.once, retry=True)
    assert (state.kept, state.counts.failures, state.counts.articles) == (1, 0, 9)
    assert failures(tmp_path / "out") == []


def test_several_killers_in_small_files(tmp_path: Path, batch: Batch) -> None:
    for number in range(12):
        text = "BUNUH" if number in (5, 6) else f"Berita {number}."
        (tmp_path / f"{number:02}.txt").write_text(text, encoding="utf-8")
    batch(str(tmp_path / "*.txt"), jobs=2, task_bytes=100_000)
    assert texts(tmp_path / "out") == [f"Berita {n}." for n in range(12) if n not in (5, 6)]
    assert [failure["source"][-6:] for failure in failures(tmp_path / "out")] == ["05.txt", "06.txt"]


def test_a_worker_that_dies_once_costs_nothing(
    tmp_path: Path, write: Write, batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    import poison

    monkeypatch.setenv("K3_TEST_MARK", str(tmp_path / "mark"))
    articles = [*numbered(8), "BUNUH"]
    batch(write("a.jsonl", articles), make=poison.once)
    assert texts(tmp_path / "out") == articles
    assert failures(tmp_path / "out") == []


def test_an_article_that_takes_too_long_is_given_up(tmp_path: Path, write: Write, batch: Batch) -> None:
    source = write("a.jsonl", ["Satu.", "TIDUR", "Dua."])
    batch(source, seconds=0.4)
    assert texts(tmp_path / "out") == ["Satu.", "Dua."]
    (failure,) = failures(tmp_path / "out")
    assert failure == {"source": f"{source}#2", "stage": "time", "reason": "took longer than 0.4 seconds"}


def test_an_article_that_is_too_long_is_refused(tmp_path: Path, write: Write, batch: Batch) -> None:
    from poison import plain

    from k3extract.batch.worker import Setup

    source = write("a.jsonl", ["Satu.", "Dua " * 100])
    batch(source, setup=Setup(max_chars=50, make=plain))
    (failure,) = failures(tmp_path / "out")
    assert (failure["source"], failure["stage"]) == (f"{source}#2", "size")


def test_workers_that_never_come_up_end_the_run(write: Write, batch: Batch) -> None:
    import poison

    with pytest.raises(BatchError, match="exit status 7"):
        batch(write("a.jsonl", ["Satu."]), make=poison.absent)


def test_no_input_at_all_is_a_complete_run(tmp_path: Path, batch: Batch) -> None:
    (tmp_path / "in").mkdir()
    assert batch(str(tmp_path / "in")).counts.articles == 0
    manifest = read_manifest(tmp_path / "out")
    assert manifest is not None
    assert manifest.complete


_DRIVER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
if __name__ == "__main__":
    import poison
    from k3extract.batch.command import stoppable
    from k3extract.batch.run import Options, run
    from k3extract.batch.worker import Setup
    poison.pin()
    with stoppable():
        make = getattr(poison, sys.argv[4])
        state = run((sys.argv[2],), Path(sys.argv[3]), Setup(make=make), Options(jobs=2, task_bytes=400))
    print(state.kept, state.tasks)
"""


def _driven(
    tmp_path: Path, source: str, make: str = "slow", before: Callable[[], None] | None = None
) -> "subprocess.Popen[str]":
    script = tmp_path / "driver.py"
    script.write_text(_DRIVER, encoding="utf-8")
    command = [sys.executable, str(script), str(HERE), source, str(tmp_path / "out"), make]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, preexec_fn=before, start_new_session=True)


def _published(folder: Path) -> int:
    return len(list((folder / "parts").glob("*.jsonl"))) if (folder / "parts").is_dir() else 0


def _children(pid: int) -> list[int]:
    out = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False).stdout
    return [int(line) for line in out.split()]


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_run_whose_parent_is_ended_goes_on_where_it_was(
    tmp_path: Path, write: Write, batch: Batch, number: signal.Signals
) -> None:
    source = write("a.jsonl", numbered(200))
    process = _driven(tmp_path, source)
    while _published(tmp_path / "out") < 5:
        assert process.poll() is None
        time.sleep(0.02)
    workers = _children(process.pid)
    process.send_signal(number)
    process.communicate(timeout=20)
    deadline = time.monotonic() + 10
    while any(map(_alive, workers)):
        assert time.monotonic() < deadline, "workers outlive their parent"
        time.sleep(0.05)
    manifest = read_manifest(tmp_path / "out")
    assert manifest is not None
    assert not manifest.complete
    out, err = _driven(tmp_path, source, "plain").communicate(timeout=30)
    kept, tasks = map(int, out.split())
    assert err == ""
    assert 5 <= kept < tasks
    assert texts(tmp_path / "out") == numbered(200)
    batch(source, folder="whole")
    assert content(tmp_path / "out") == content(tmp_path / "whole")
    assert not list((tmp_path / "out/.state/aside").iterdir())


def test_workers_killed_again_and_again_lose_nothing(tmp_path: Path, write: Write, batch: Batch) -> None:
    source = write("a.jsonl", numbered(150))
    process = _driven(tmp_path, source)
    killed = 0
    while process.poll() is None:
        workers = _children(process.pid)
        if killed < 3 and _published(tmp_path / "out") > 4 * killed and workers:
            os.kill(workers[-1], signal.SIGKILL)
            killed += 1
        time.sleep(0.05)
    assert process.communicate()[1] == ""
    assert texts(tmp_path / "out") == numbered(150)
    assert failures(tmp_path / "out") == []


def test_a_full_disk_ends_the_run_and_the_next_goes_on(tmp_path: Path, write: Write, batch: Batch) -> None:
    source = write("a.jsonl", [*numbered(40), "Panjang " * 2000, *numbered(40)])

    def small_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (12_000, 12_000))

    process = _driven(tmp_path, source, "plain", small_disk)
    assert "SinkError" in process.communicate(timeout=30)[1]
    assert process.returncode == 1
    assert not list((tmp_path / "out/.state/aside").iterdir())
    kept, tasks = map(int, _driven(tmp_path, source, "plain").communicate(timeout=30)[0].split())
    assert 1 <= kept < tasks
    assert len(texts(tmp_path / "out")) == 81


def test_two_runs_into_one_folder_are_refused(tmp_path: Path, write: Write, batch: Batch) -> None:
    from k3extract.batch.ledger import Ledger

    ledger = Ledger(tmp_path / "out")
    with pytest.raises(BatchError, match="another run"):
        batch(write("a.jsonl", ["Satu."]))
    ledger.close()
    batch(write("a.jsonl", ["Satu."]))


def test_a_folder_that_cannot_be_written_is_an_error(tmp_path: Path, write: Write, batch: Batch) -> None:
    (tmp_path / "out").write_text("", encoding="utf-8")
    with pytest.raises(SinkError):
        batch(write("a.jsonl", ["Satu."]))
