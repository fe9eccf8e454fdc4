import io
from pathlib import Path

import pytest

from k3extract.batch.progress import Lines, line, showing, summary, total_bytes
from k3extract.batch.run import State
from k3extract.manifest import Counts

HALF = State(Counts(articles=500, failures=2, findings=7, checks=90, skipped=1), offset=5000, tasks=4, kept=1, inputs=3)


def test_a_line_tells_share_rate_time_left_failures_and_findings() -> None:
    assert line(HALF, 10_000, 10.0) == "50 %, 500 artikel, 50/detik, sisa 0:00:10, 2 gagal, 7 temuan"
    assert line(HALF, 0, 10.0) == "500 artikel, 50/detik, 2 gagal, 7 temuan"
    assert line(State(Counts()), 10, 0.0).startswith("0 %, 0 artikel, 0/detik")


def test_the_summary_tells_what_was_kept_and_skipped() -> None:
    assert summary(HALF) == (
        "3 berkas, 500 artikel, 2 gagal, 90 hubungan diperiksa, 7 temuan, 1 berkas lain dilewati"
        " (1 dari 4 bagian sudah selesai sebelumnya)"
    )


def test_plain_lines_come_now_and_then() -> None:
    stream = io.StringIO()
    report = Lines(10_000, stream, pause=1000)
    report(HALF)
    assert stream.getvalue() == ""
    Lines(10_000, stream, pause=0)(HALF)
    assert stream.getvalue().count("\n") == 1


def test_a_terminal_gets_a_bar_and_quiet_gets_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    (tmp_path / "a.txt").write_text("x" * 100, encoding="utf-8")
    stream = Terminal()
    with showing((str(tmp_path),), stream=stream) as report:
        report(HALF)
    assert "500 artikel" in stream.getvalue()
    silent = Terminal()
    with showing((str(tmp_path),), quiet=True, stream=silent) as report:
        report(HALF)
    assert silent.getvalue() == ""


def test_the_size_of_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x" * 100, encoding="utf-8")
    assert total_bytes((str(tmp_path), "missing.txt", "-")) == 100
