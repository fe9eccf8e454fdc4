"""The README's blocks run: Python as doctests, console blocks against what the commands really print."""

import doctest
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return [part.split("```")[0] for part in TEXT.split(f"```{language}\n")[1:]]


@pytest.mark.parametrize("block", blocks("python"))
def test_python_blocks(block: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    test = doctest.DocTestParser().get_doctest(block, {}, "README.md", "README.md", 0)
    assert test.examples
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    runner.run(test)
    assert runner.summarize(verbose=False).failed == 0


@pytest.mark.parametrize("block", blocks("console"))
def test_console_blocks(block: str) -> None:
    command, _, expected = block.partition("\n")
    words = shlex.split(command.removeprefix("$ "))
    assert words[0] == "k3extract"
    ran = subprocess.run(
        [sys.executable, "-c", "from k3extract.cli import main; main()", *words[1:]],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (ran.stdout + ran.stderr).strip() == expected.strip()


def test_there_are_blocks_of_each_kind() -> None:
    assert len(blocks("sh")) >= 2
    assert blocks("python")
    assert blocks("console")
