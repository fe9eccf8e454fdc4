"""The verb: a real server on a real port, its help, its refusals."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner

from k3extract.cli import main
from k3extract.web import server
from k3extract.web.settings import Settings

COMMAND = [sys.executable, "-c", "from k3extract.cli import main; main()", "serve"]


def test_serves_until_interrupted(tmp_path: Path) -> None:
    running = subprocess.Popen(
        [*COMMAND, "--port", "0", "--jobs", "1"], cwd=tmp_path, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )
    try:
        assert running.stderr is not None
        where = running.stderr.readline().split()[1]
        assert where.startswith("http://127.0.0.1:")
        asked = urllib.request.Request(
            f"{where}v1/check",
            data=json.dumps({"text": "Rapat digelar Senin (26/11/2024)."}).encode(),
            headers={"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(asked, timeout=60) as answer:
            assert len(json.load(answer)["findings"]) == 1
            assert "server" not in {name.lower() for name in answer.headers}
        running.send_signal(signal.SIGINT)
        assert running.wait(20) == 0
        assert running.stderr.read() == ""
    finally:
        running.kill()
        running.wait()
        if running.stderr is not None:
            running.stderr.close()
    assert not (tmp_path / "review.jsonl").exists()  # nothing was decided


def test_workers_end_with_a_server_that_is_killed(tmp_path: Path) -> None:
    running = subprocess.Popen(
        [*COMMAND, "--port", "0", "--jobs", "1"], cwd=tmp_path, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )
    assert running.stderr is not None
    running.stderr.readline()
    time.sleep(3)  # the worker is up
    children = _children(running.pid)
    running.kill()
    running.wait()
    running.stderr.close()
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and any(_alive(child) for child in children):
        time.sleep(0.1)
    assert not [child for child in children if _alive(child)]


def _children(pid: int) -> list[int]:
    path = Path(f"/proc/{pid}/task/{pid}/children")
    if not path.exists():
        pytest.skip("needs /proc")
    return [int(one) for one in path.read_text().split()]


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (OSError, IndexError):
        return False


def test_a_port_in_use_is_one_clear_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = CliRunner().invoke(main, ["serve", "--port", str(port)])
    assert result.exit_code == 2
    assert result.stderr.startswith(f"k3extract: 127.0.0.1:{port}: cannot listen there")
    assert "--port" in result.stderr


def test_without_the_extra_it_says_what_to_install(tmp_path: Path) -> None:
    code = "import sys; sys.modules['fastapi'] = None\nfrom k3extract.cli import main; main()"
    result = subprocess.run(
        [sys.executable, "-c", code, "serve"], capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert result.returncode == 2
    assert 'pip install "k3extract[web]"' in result.stderr
    assert "Traceback" not in result.stderr


def test_broken_rules_and_a_broken_file_of_decisions_stop_it_at_once(tmp_path: Path) -> None:
    review = tmp_path / "review.jsonl"
    review.write_text("x\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["serve", "--review", str(review)])
    assert result.exit_code == 2
    assert "review.jsonl:1" in result.stderr
    (tmp_path / "rules" / "events").mkdir(parents=True)
    (tmp_path / "rules" / "events" / "x.yaml").write_text("a: [", encoding="utf-8")
    result = CliRunner().invoke(main, ["serve", "--rules", str(tmp_path / "rules")])
    assert result.exit_code == 2
    assert "x.yaml" in result.stderr


def test_help_speaks_to_users() -> None:
    text = CliRunner().invoke(main, ["serve", "--help"]).stdout
    for word in ("paste or upload", "no password", "review.jsonl", "--open", "--allow-host", "/v1/extract"):
        assert word in text


@pytest.mark.parametrize(
    ("arguments", "review"),
    [
        ([], "review.jsonl"),
        (["--review", "r.jsonl"], "r.jsonl"),
        (["--no-review"], None),
        (["--host", "0.0.0.0"], None),
        (["--host", "0.0.0.0", "--review", "r.jsonl"], "r.jsonl"),
    ],
)
def test_off_this_machine_decisions_are_only_kept_when_asked_for(
    arguments: list[str], review: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Settings] = []
    told: list[str] = []
    monkeypatch.setattr("k3extract.web.create_app", seen.append)

    def run(app: object, opened: socket.socket, ready: object) -> None:
        ready(None)  # type: ignore[operator]
        opened.close()

    monkeypatch.setattr(server, "run", run)
    monkeypatch.setattr("click.launch", told.append)
    result = CliRunner().invoke(main, ["serve", "--port", "0", "--open", *arguments])
    assert result.exit_code == 0, result.output
    assert seen[0].review == (Path(review) if review else None)
    assert ("no password" in result.stderr) is ("--host" in arguments)
    assert told[0].startswith("http://")


def test_addresses() -> None:
    with server.listen("::1", 0) as opened:
        assert server.address("::1", opened).startswith("http://[::1]:")
    with server.listen("0.0.0.0", 0) as opened:
        assert server.address("0.0.0.0", opened).startswith(f"http://{socket.gethostname()}:")
