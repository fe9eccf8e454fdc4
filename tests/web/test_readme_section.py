"""The README on the page: its commands are taken, its request is answered as it says, its picture is small."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path

from fastapi.testclient import TestClient

from k3extract.cli import main

ROOT = Path(__file__).parents[2]
SECTION = (ROOT / "README.md").read_text(encoding="utf-8").split("## Page and API\n")[1].split("\n## ")[0]
COMMANDS = [line for block in re.findall(r"```bash\n(.*?)```", SECTION, re.DOTALL) for line in block.splitlines()]


def test_the_verb_takes_the_options() -> None:
    (command,) = [shlex.split(line) for line in COMMANDS if line.startswith("k3extract serve")]
    assert main.commands["serve"].make_context("serve", command[2:]).params["browse"]
    for option in set(re.findall(r"`(--[a-z-]+)`", SECTION)):
        assert option in {name for one in main.commands["serve"].params for name in one.opts}


def test_the_request_is_answered_as_it_says(serve: Callable[..., TestClient]) -> None:
    (request,) = [shlex.split(line) for line in COMMANDS if line.startswith("curl")]
    address = next(word for word in request if word.startswith("http://127.0.0.1:8000/"))
    name, _, value = request[request.index("-H") + 1].partition(": ")
    answer = serve().post(address, content=request[request.index("-d") + 1].encode(), headers={name: value})
    assert answer.status_code == 200
    shown = SECTION.split("```json\n")[1].split("```")[0].strip()
    assert re.fullmatch(".*".join(map(re.escape, shown.split("..."))), answer.text)


def test_the_picture_is_small() -> None:
    (name,) = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", SECTION)
    data = (ROOT / name).read_bytes()
    assert data.startswith(b"\x89PNG")
    assert len(data) <= 150_000
